"""What must be known of a figure before it is used: which words the API says."""

from __future__ import annotations

from typing import Any

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.present.values.signs import list_signs
from nplv_geo.statistics.observation import MadeObservation
from tests.made_up import made_up_origin

COUNTED: dict[str, Any] = {"provisional": False, "weight_method": "same_year"}


def _signs(catalog: Catalog, layer: str, **changes: object) -> tuple[str, ...]:
    cell: dict[str, Any] = {"value": 1.0, "coverage": 1.0, "reason": ""} | changes
    facts, area = COUNTED | cell.pop("origin", {}), cell.pop("area", "GM0917")
    found = list_signs(catalog.layer(layer), made_up_origin(**facts), area, MadeObservation(**cell))
    return tuple(sign.value for sign in found)


def test_a_counted_and_whole_figure_has_none(catalog: Catalog) -> None:
    assert _signs(catalog, "woz_waarde") == ()


@pytest.mark.parametrize(("coverage", "expected"), [(0.9, ()), (0.8999, ("partly",))])
def test_under_nine_tenths_a_figure_is_known_in_part(
    catalog: Catalog, coverage: float, expected: tuple[str, ...]
) -> None:
    assert _signs(catalog, "koopwoningen_pct", coverage=coverage) == expected


def test_an_estimate_is_marked_however_complete(catalog: Catalog) -> None:
    assert _signs(catalog, "rokers_pct") == ("estimate",)


def test_only_a_rate_suffers_from_an_estimated_denominator(catalog: Catalog) -> None:
    scaled = {"weight_method": "scaled"}
    assert _signs(catalog, "misdrijven_per_1000", origin=scaled) == ("weights",)
    assert _signs(catalog, "koopwoningen_pct", origin=scaled) == ()
    assert _signs(catalog, "misdrijven", origin=scaled) == ()
    assert _signs(catalog, "misdrijven_per_1000", origin=scaled, area="NL00") == ()


def test_all_at_once_stand_in_a_fixed_order(catalog: Catalog) -> None:
    found = _signs(
        catalog,
        "misdrijven_per_1000",
        coverage=0.68,
        reason="boundary_mismatch",
        origin={"weight_method": "interpolated", "provisional": True},
    )
    assert found == ("partly", "boundaries", "weights", "provisional")


def test_what_has_no_figure_has_no_signs(catalog: Catalog) -> None:
    assert _signs(catalog, "rokers_pct", value=None, coverage=0.0) == ()
