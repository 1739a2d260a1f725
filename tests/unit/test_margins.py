"""Margins of model estimates: from the rows of the publisher to what may be said."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from nplv_geo.published.figures import Figures
from nplv_geo.sources.readers.tables.tabular import Origin, read_figures
from nplv_geo.statistics.aggregate import aggregate_sum, aggregate_weighted_mean
from nplv_geo.statistics.margins import compute_half_widths
from nplv_geo.statistics.membership import build_membership

ORIGIN = Origin("proef.csv", "50150NED", None, "2026-07-19", "0")


def _table(*rows: tuple[str, str, str, float | None]) -> pd.DataFrame:
    columns = ["Leeftijd", "Marges", "WijkenEnBuurten", "GoedErvarenGezondheid_4"]
    return pd.DataFrame(rows, columns=columns).assign(Perioden="2024JJ00")


def _read(*rows: tuple[str, str, str, float | None]) -> Figures:
    (found,) = read_figures(_table(*rows), ORIGIN)
    return found


def test_rows_with_bounds_become_columns_beside_the_estimate() -> None:
    """They were thrown away: only MW00000 was read."""
    found = _read(
        ("20300", "MW00000", "BU00010101", 60.0),
        ("20300", "MOG0095", "BU00010101", 56.0),
        ("20300", "MBG0095", "BU00010101", 63.0),
        ("20300", "MW00000 ", "GM0001", 70.0),  # padded, as the service does
        ("20300", "MOG0095 ", "GM0001", 69.0),
        ("53105", "MOG0095", "GM0001", 10.0),  # of another age
        ("53105", "MW00000", "GM0001", 11.0),
    )
    assert found.frame["GoedErvarenGezondheid"].to_dict() == {"BU00010101": 60.0, "GM0001": 70.0}
    widths = compute_half_widths("GoedErvarenGezondheid", found.frame, {})
    assert widths is not None
    assert widths["BU00010101"] == pytest.approx(3.5)
    # One bound is no margin.
    assert math.isnan(widths["GM0001"])


def test_a_table_without_bounds_has_no_margins() -> None:
    found = _read(("20300", "MW00000", "GM0001", 70.0))
    assert list(found.frame.columns) == ["GoedErvarenGezondheid"]
    assert compute_half_widths("GoedErvarenGezondheid", found.frame, {}) is None


def test_margins_of_a_sum_of_estimates_are_added() -> None:
    frame = pd.DataFrame(
        {
            "A": [1.0],
            "A|Marges=MOG0095": [0.0],
            "A|Marges=MBG0095": [2.0],
            "B": [5.0],
            "B|Marges=MOG0095": [3.0],
            "B|Marges=MBG0095": [7.0],
        },
        index=["GM0001"],
    )
    for expression in ("A + B", "A - B"):
        widths = compute_half_widths(expression, frame, {})
        assert widths is not None
        assert widths["GM0001"] == 3.0


def _base(margins: list[float]) -> pd.DataFrame:
    n = len(margins)
    return pd.DataFrame(
        {
            "amount": [600.0, 1_600.0, np.nan][:n],
            "weight": [10.0, 30.0, 5.0][:n],
            "margin": margins,
            "status": ["ok", "ok", "suppressed"][:n],
        },
        index=["a", "b", "c"][:n],
    )


def test_the_margin_of_an_area_is_that_of_a_model_that_is_off_to_one_side() -> None:
    pairs = build_membership({"area": ("a", "b", "c")})
    found = aggregate_weighted_mean(
        _base([4.0, 2.0, 9.0]), pairs, value_range=None, min_coverage=0.5
    )
    # (10 * 4 + 30 * 2) / 40, and not the root of squares: 1.8. What is withheld takes no part.
    assert found.loc["area", "margin"] == pytest.approx(2.5)
    total = aggregate_sum(_base([4.0, 2.0, 9.0]), pairs, min_coverage=0.5)
    assert total.loc["area", "margin"] == pytest.approx(6.0)


def test_one_member_without_a_margin_leaves_the_area_without() -> None:
    """An unknown margin that counted as 0 would make the area surer than its parts."""
    pairs = build_membership({"area": ("a", "b")})
    for made in (
        aggregate_weighted_mean(_base([4.0, np.nan]), pairs, value_range=None, min_coverage=0.5),
        aggregate_sum(_base([4.0, np.nan]), pairs, min_coverage=0.5),
        aggregate_weighted_mean(
            _base([4.0, 2.0]).drop(columns="margin"), pairs, value_range=None, min_coverage=0
        ),
    ):
        assert math.isnan(made.loc["area", "margin"])
