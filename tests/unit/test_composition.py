"""Which areas may be added up, and from what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from nplv_geo.statistics.membership import Membership

from nplv_geo.build.composition import Composition
from nplv_geo.ground.areas import AreaLevel

INHABITANTS = {
    "NL00": 17_000_000.0,
    "GM0001": 3_000.0,
    "GM0002": 5_000.0,
    "WK000101": 2_000.0,
    "WK000102": 1_000.0,
    "WK000201": 5_000.0,
    "BU00010101": 1_500.0,
    "BU00010102": 500.0,
    "BU00010201": 1_000.0,
    "BU00020101": 800.0,
}


def _composition(changes: dict[str, float] | None = None, **focus: tuple[str, ...]) -> Composition:
    known = INHABITANTS | (changes or {})
    return Composition(
        codes=pd.Index(sorted(known)),
        focus=focus or {"noord": ("BU00010101", "BU00010102", "BU00010201")},
        inhabitants=pd.Series(known),
        boundary_year=2024,
    )


def _with(changes: dict[str, Any]) -> Composition:
    return replace(_composition(), **changes)


def _groups(pairs: Membership) -> dict[str, list[str]]:
    areas = pairs.areas[pairs.area_of]
    return {str(area): list(pairs.codes[areas == area]) for area in pairs.areas}


def _rows(composition: Composition, amounts: dict[str, float]) -> pd.DataFrame:
    return pd.DataFrame({"amount": pd.Series(amounts, dtype=float).reindex(composition.codes)})


def test_codes_are_found_by_level() -> None:
    composition = _composition()
    assert composition.at(AreaLevel.WIJK) == ["WK000101", "WK000102", "WK000201"]
    assert composition.at(AreaLevel.NEDERLAND) == ["NL00"]
    assert composition.at(AreaLevel.FOCUSGEBIED) == []


def test_only_areas_of_which_nearly_everybody_is_known_are_complete() -> None:
    assert _composition().complete == {"GM0001", "WK000101", "WK000102"}


@pytest.mark.parametrize(
    ("known", "complete"),
    # 2 percent of 2.000 and twice the rounding of five inhabitants may be missing: 50.
    [(500.0, True), (451.0, True), (450.0, True), (449.0, False), (np.nan, False)],
)
def test_the_slack_is_two_percent_and_the_rounding(known: float, *, complete: bool) -> None:
    composition = _composition({"BU00010102": known})
    assert ("WK000101" in composition.complete) is complete


def test_an_area_without_published_inhabitants_is_not_complete() -> None:
    assert "WK000101" not in _composition({"WK000101": np.nan}).complete


def test_larger_areas_are_made_of_buurten_only_where_complete() -> None:
    composition = _composition()
    rows = _rows(composition, {})
    wijken = _groups(composition.groups(AreaLevel.WIJK, AreaLevel.BUURT, rows))
    assert wijken == {"WK000101": ["BU00010101", "BU00010102"], "WK000102": ["BU00010201"]}
    gemeenten = _groups(composition.groups(AreaLevel.GEMEENTE, AreaLevel.BUURT, rows))
    assert gemeenten == {"GM0001": ["BU00010101", "BU00010102", "BU00010201"]}


def test_with_wijken_as_base_a_gemeente_is_made_of_wijken() -> None:
    composition = _composition()
    rows = _rows(composition, {})
    pairs = composition.groups(AreaLevel.GEMEENTE, AreaLevel.WIJK, rows)
    assert _groups(pairs) == {"GM0001": ["WK000101", "WK000102"]}
    assert composition.groups(AreaLevel.WIJK, AreaLevel.WIJK, rows).areas.empty


def test_the_country_is_never_made_of_a_part_of_it() -> None:
    composition = _composition()
    rows = _rows(composition, {"GM0001": 1.0, "GM0002": 2.0})
    assert composition.groups(AreaLevel.NEDERLAND, AreaLevel.BUURT, rows).areas.empty


def test_the_country_is_made_of_gemeenten_when_all_are_published() -> None:
    whole = _composition({"NL00": 3_800.0})
    published = _rows(whole, {"GM0001": 1.0, "GM0002": 2.0})
    assert _groups(whole.groups(AreaLevel.NEDERLAND, AreaLevel.BUURT, published)) == {
        "NL00": ["GM0001", "GM0002"]
    }
    partly = _rows(whole, {"GM0001": 1.0})
    assert _groups(whole.groups(AreaLevel.NEDERLAND, AreaLevel.BUURT, partly)) == {
        "NL00": ["BU00010101", "BU00010102", "BU00010201", "BU00020101"]
    }


def test_the_focus_areas_and_all_together() -> None:
    composition = _composition(noord=("BU00010101",), zuid=("BU00010201", "BU00020101"))
    assert _groups(composition.focus_groups(AreaLevel.BUURT)) == {
        "noord": ["BU00010101"],
        "zuid": ["BU00010201", "BU00020101"],
        "nplv": ["BU00010101", "BU00010201", "BU00020101"],
    }


def test_with_figures_for_wijken_only_whole_wijken_stand_in_for_their_buurten() -> None:
    composition = _composition(noord=("BU00010101", "BU00010102", "BU00010201"))
    assert _groups(composition.focus_groups(AreaLevel.WIJK))["noord"] == ["WK000101", "WK000102"]


def test_a_wijk_that_lies_partly_in_the_area_does_not_stand_in() -> None:
    composition = _composition(noord=("BU00010101", "BU00010201"))
    groups = _groups(composition.focus_groups(AreaLevel.WIJK))
    assert groups["noord"] == ["WK000102", "BU00010101"]


def test_a_wijk_that_the_edition_knows_only_partly_does_not_stand_in() -> None:
    composition = _composition(west=("BU00020101",))
    assert _groups(composition.focus_groups(AreaLevel.WIJK))["west"] == ["BU00020101"]


def test_a_ring_is_made_as_a_focus_area_and_is_no_part_of_the_twenty() -> None:
    composition = _with(
        {
            "focus": {"noord": ("BU00010101",)},
            "rings": {"ring:noord": ("BU00010102", "BU00020101")},
        }
    )
    assert _groups(composition.focus_groups(AreaLevel.BUURT)) == {
        "noord": ["BU00010101"],
        "ring:noord": ["BU00010102", "BU00020101"],
        "nplv": ["BU00010101"],
    }
    assert composition.gemeente_of("ring:noord") == "GM0001"


def test_a_whole_wijk_of_a_ring_stands_in_for_its_buurten() -> None:
    composition = _with({"rings": {"ring:noord": ("BU00010201", "BU00020101")}})
    rings = _groups(composition.focus_groups(AreaLevel.WIJK))["ring:noord"]
    assert rings == ["WK000102", "BU00020101"]


def test_a_group_is_made_of_the_rows_that_are_published_for_its_gemeenten() -> None:
    composition = _with({"gemeente_groups": {"G4": ("GM0001", "GM0002")}})
    rows = _rows(composition, {"GM0001": 1.0})
    pairs, made_of = composition.gemeente_group_members(AreaLevel.BUURT, rows)
    assert made_of is AreaLevel.GEMEENTE
    # The gemeente without a figure takes part, so that the coverage tells the truth.
    assert _groups(pairs) == {"G4": ["GM0001", "GM0002"]}
    assert composition.gemeente_of("G4") is None


def test_without_published_gemeenten_a_group_is_made_of_what_is_smaller() -> None:
    composition = _with({"gemeente_groups": {"G4": ("GM0001",), "G40": ("GM0002",)}})
    pairs, made_of = composition.gemeente_group_members(
        AreaLevel.BUURT, _rows(composition, {"BU00010101": 1.0})
    )
    assert made_of is AreaLevel.BUURT
    # Of GM0002 the edition knows only one buurt of many.
    assert _groups(pairs) == {"G4": ["BU00010101", "BU00010102", "BU00010201"]}
    nothing, made_of = composition.gemeente_group_members(None, _rows(composition, {}))
    assert made_of is AreaLevel.GEMEENTE
    assert _groups(nothing) == {"G4": ["GM0001"], "G40": ["GM0002"]}
