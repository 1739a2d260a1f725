"""Figures of older years where they were published: row by row, and a table at once."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.edition.area_table import Selection
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.values.columns import COLUMNS
from nplv_geo.edition.values.value_store import ValueStore
from nplv_geo.present.values.as_published import AsPublishedValues, show_as_published, take_back
from nplv_geo.present.values.rows import OTHER_GROUND, estimate_row_chance
from nplv_geo.statistics.observation import MadeObservation, Observation
from nplv_geo.statistics.variance import UNKNOWN
from tests.made_up import made_up_origin

CARRIED = MadeObservation(
    value=50.0,
    status="ok",
    coverage=0.97,
    lower=48.0,
    upper=53.0,
    amount=5_000.0,
    weight=100.0,
    origin="carried",
    moved=0.08,
    spread=2.0,
    uncarried=55.0,
)


class _Table(ValueStore):
    """A store of one table of made-up rows."""

    def __init__(self, rows: Sequence[MadeObservation]) -> None:
        self._rows = {str(i): row for i, row in enumerate(rows)}

    def table(self, layer_id: str, period: str) -> pd.DataFrame:
        assert (layer_id, period) == ("laag", "2020")
        rows = {area: {c: getattr(row, c) for c in COLUMNS} for area, row in self._rows.items()}
        return pd.DataFrame.from_dict(rows, orient="index")[list(COLUMNS)]

    def rows(
        self, layer_id: str, period: str, selection: Selection, columns: Sequence[str] = COLUMNS
    ) -> pd.DataFrame:
        return self.table(layer_id, period).loc[selection.areas, list(columns)]

    def find(self, layer_id: str, period: str, area: str) -> Observation | None:
        assert (layer_id, period) == ("laag", "2020")
        return self._rows.get(area)


def _select(*areas: str) -> Selection:
    return Selection(pd.Index(areas, dtype="str"), np.arange(len(areas)))


def test_the_published_figure_stands_in_the_place_of_the_converted_one() -> None:
    found = take_back(CARRIED)
    assert (found.value, found.status, found.reason) == (55.0, "ok", OTHER_GROUND)
    assert (found.moved, found.spread, found.uncarried) == (None, None, None)
    # What belongs to the converted figure went with it.
    assert (found.lower, found.upper, found.amount, found.weight) == (None,) * 4
    assert found.coverage == 0.97


@pytest.mark.parametrize(
    "facts",
    [
        {"uncarried": None},
        {"value": None, "status": "not_comparable", "reason": "weak_estimate", "uncarried": None},
        {
            "value": None,
            "status": "not_comparable",
            "reason": "unknown_ground",
            "uncarried": None,
            "moved": None,
        },
    ],
)
def test_where_nothing_was_published_there_is_a_gap_with_its_reason(
    facts: dict[str, float | str | None],
) -> None:
    row = MadeObservation(**{name: getattr(CARRIED, name) for name in COLUMNS} | facts)
    found = take_back(row)
    assert (found.value, found.status, found.reason) == (None, "not_published", "not_on_this_place")


@pytest.mark.parametrize(
    "facts",
    [
        {"moved": None, "spread": None, "uncarried": None},  # of the year of the map
        {"moved": 0.0, "spread": None, "uncarried": 50.0},  # whole places, renumbered
        {"value": None, "status": "suppressed", "reason": "withheld", "uncarried": None},
        {"value": None, "status": "not_comparable", "reason": "", "moved": None},
    ],
)
def test_what_was_not_divided_stays_as_it_is(facts: dict[str, float | str | None]) -> None:
    row = MadeObservation(**{name: getattr(CARRIED, name) for name in COLUMNS} | facts)
    assert take_back(row) is row


def test_a_weak_estimate_has_the_figure_of_the_whole_places_where_there_is_one() -> None:
    facts = {"value": None, "status": "not_comparable", "reason": "weak_estimate", "moved": 0.7}
    row = MadeObservation(**{name: getattr(CARRIED, name) for name in COLUMNS} | facts)
    assert take_back(row).value == 55.0


def test_nothing_is_told_from_a_figure_of_other_ground(catalog: Catalog) -> None:
    origin = made_up_origin(weight_layer="inwoners")
    for layer in ("inwoners", "woz_waarde", "misdrijven_per_1000"):
        row = take_back(CARRIED)
        assert estimate_row_chance(catalog.layer(layer), row, origin) is UNKNOWN
        assert estimate_row_chance(catalog.layer(layer), CARRIED, origin) is not UNKNOWN


_NUMBER = st.none() | st.floats(0, 100)
_ROW = st.builds(
    MadeObservation,
    value=_NUMBER,
    status=st.sampled_from(("ok", "not_comparable", "suppressed", "no_data")),
    reason=st.sampled_from(("", "weak_estimate", "unknown_ground", "withheld")),
    amount=_NUMBER,
    moved=st.none() | st.sampled_from((0.0, 0.002, 0.3, 0.9)),
    spread=_NUMBER,
    uncarried=_NUMBER,
)


@given(st.lists(_ROW, min_size=1, max_size=8))
def test_a_table_tells_what_its_rows_tell(rows: list[MadeObservation]) -> None:
    # A figure that is there is ok, and one that is not, is not.
    rows = [r if (r.value is None) != (r.status == "ok") else MadeObservation() for r in rows]
    values = AsPublishedValues(_Table(rows))
    table = values.table("laag", "2020")
    codes = [str(i) for i in range(len(rows))]
    some = values.rows("laag", "2020", _select(*codes), ("reason", "value"))
    assert list(some.columns) == ["reason", "value"]
    numbers = values.numbers("laag", "2020", _select(*codes))
    for i, code in enumerate(codes):
        cell = values.cell("laag", "2020", code)
        for name in COLUMNS:
            told, own = table.loc[code, name], getattr(cell, name)
            is_none = own is None or (isinstance(own, float) and math.isnan(own))
            assert pd.isna(told) if is_none else told == own, name
        assert (some.loc[code, "reason"], numbers[i]) == (
            cell.reason,
            pytest.approx(math.nan if cell.value is None else cell.value, nan_ok=True),
        )


def test_an_edition_is_shown_so_once_and_judged_as_it_is(tiny_edition: Edition) -> None:
    shown = show_as_published(tiny_edition)
    assert shown is show_as_published(tiny_edition)
    assert shown is not tiny_edition
    assert shown.comparable is tiny_edition.comparable is tiny_edition
    assert (shown.id, shown.areas) == (tiny_edition.id, tiny_edition.areas)
    assert shown.cache is not tiny_edition.cache
    # Without anything carried it has the same figures.
    area = "heerlen-noord"
    one, other = (e.values.cell("koopwoningen_pct", "2023", area) for e in (shown, tiny_edition))
    assert one.value == other.value == 100.0
    assert shown.values.of_areas([area]).equals(tiny_edition.values.of_areas([area]))
