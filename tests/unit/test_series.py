"""Which periods of a layer may be compared: names, breaks and what is told of them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from nplv_geo.definitions.layers import Layer
from nplv_geo.published.figures import Figures
from nplv_geo.published.series import (
    PublishedName,
    SeriesPosition,
    assign_series,
    find_name,
    list_names,
)

OLDEST = {"topic": "Oud", "meaning": "break", "note": {"nl": "Eerst.", "en": "First."}}
MIDDLE = {"topic": "Midden", "meaning": "same"}
ORDER = ("Oud", "Midden", "Nieuw")


def _layer(
    earlier: Sequence[dict[str, object]] = (MIDDLE, OLDEST),
    breaks: Sequence[dict[str, object]] = (),
    **aggregate: object,
) -> Layer:
    text = {"nl": "Koop", "en": "Owned"}
    return Layer.model_validate(
        {
            "id": "koop_pct",
            "theme": "wonen",
            "label": text,
            "description": text,
            "unit": "%",
            "decimals": 0,
            "higher_is": "neutral",
            "source": {"table": "KWB", "topic": "Nieuw", "earlier": earlier, "breaks": breaks},
            "aggregate": {"rule": "none", **aggregate},
        }
    )


def _figures(period: str, *columns: str, family: str = "KWB") -> Figures:
    frame = pd.DataFrame(1.0, index=["NL00"], columns=list(columns))
    return Figures("85984NED", family, period, int(period[:4]), "CBS", "2026-07-19", "1", frame)


def _places(layer: Layer, **columns: str) -> list[tuple[int, str | None]]:
    """Series and Dutch note by period, from the column of each year (``y2022="Oud"``)."""
    named: dict[str, PublishedName] = {}
    for year, column in columns.items():
        name = find_name(layer, _figures(year[1:], column))
        assert name is not None
        named[year[1:]] = name
    found = assign_series(layer, named)
    assert list(found) == sorted(named)
    return [(place.series, place.note.nl if place.note else None) for place in found.values()]


def test_a_layer_has_a_name_and_those_of_before() -> None:
    assert [(name.topic, name.breaks_before) for name in list_names(_layer())] == [
        ("Nieuw", 1),
        ("Midden", 1),
        ("Oud", 0),
    ]


def test_a_rename_stays_in_the_series_and_a_break_starts_one() -> None:
    assert _places(_layer(), y2020="Oud", y2021="Midden", y2022="Nieuw") == [
        (1, None),
        (2, "Eerst."),
        (2, None),
    ]


def test_a_break_is_told_at_the_first_period_that_there_is_after_it() -> None:
    assert _places(_layer(), y2017="Oud", y2024="Nieuw") == [(1, None), (2, "Eerst.")]


def test_without_a_period_before_there_is_nothing_to_tell() -> None:
    assert _places(_layer(), y2023="Nieuw", y2024="Nieuw") == [(2, None), (2, None)]
    assert _places(_layer(), y2019="Oud", y2020="Oud") == [(1, None), (1, None)]


def test_a_break_of_a_known_year_is_told_there_even_when_it_is_the_first() -> None:
    layer = _layer([OLDEST | {"until": "2022"}])
    assert _places(layer, y2023="Nieuw", y2024="Nieuw") == [(2, "Eerst."), (2, None)]
    assert _places(layer, y2024="Nieuw") == [(2, None)]


SINCE = [
    {"since": "2022", "note": {"nl": "Later.", "en": "Later."}},
    {"since": "2019", "note": {"nl": "Eerder.", "en": "Earlier."}},
]


def test_a_break_under_the_same_name_goes_by_year() -> None:
    layer = _layer((), SINCE)
    years = {f"y{year}": "Nieuw" for year in (2018, 2019, 2021, 2022)}
    assert _places(layer, **years) == [(1, None), (2, "Eerder."), (2, None), (3, "Later.")]


def test_two_breaks_in_one_step_are_both_told_the_oldest_first() -> None:
    years = {f"y{year}": "Nieuw" for year in (2018, 2024)}
    assert _places(_layer((), SINCE), **years) == [(1, None), (3, "Eerder. Later.")]
    both = _layer([OLDEST], SINCE[:1])
    assert _places(both, y2018="Oud", y2024="Nieuw") == [(1, None), (3, "Eerst. Later.")]


def test_a_ready_made_column_takes_its_place_by_year() -> None:
    layer = _layer([OLDEST | {"until": "2022"}])
    assert _places(layer, y2022="koop_pct", y2023="koop_pct") == [(1, None), (2, "Eerst.")]
    name = find_name(layer, _figures("2022", "koop_pct"))
    assert name == PublishedName("koop_pct", {}, None, 0, "KWB")


def test_months_belong_to_their_year() -> None:
    layer = _layer([OLDEST | {"until": "2022"}])
    months = {f"y{period}": "koop_pct" for period in ("2022MM12", "2023MM01", "2023MM02")}
    assert _places(layer, **months) == [(1, None), (2, "Eerst."), (2, None)]
    by_year = {f"y{period}": "Nieuw" for period in ("2021MM12", "2022MM01", "2022MM02")}
    assert _places(_layer((), SINCE), **by_year) == [(2, None), (3, "Later."), (3, None)]


def test_a_name_may_have_its_own_filter_and_denominator() -> None:
    layer = _layer(
        [
            MIDDLE | {"where": {"Soort": "1"}, "denominator_topic": "Midden + Rest"},
            OLDEST | {"where": {}},
        ],
        denominator_topic="Alles",
    )
    assert list_names(layer) == (
        PublishedName("Nieuw", {}, "Alles", 1, "KWB"),
        PublishedName("Midden", {"Soort": "1"}, "Midden + Rest", 1, "KWB"),
        PublishedName("Oud", {}, "Alles", 0, "KWB"),
    )
    assert find_name(layer, _figures("2020", "Midden|Soort=1")) is None
    assert find_name(layer, _figures("2020", "Midden|Soort=1", "Midden")) is None
    whole = _figures("2020", "Midden|Soort=1", "Midden", "Rest")
    assert find_name(layer, whole) == list_names(layer)[1]


@pytest.mark.parametrize("column", ORDER)
def test_a_table_of_another_family_does_not_hold_the_layer(column: str) -> None:
    assert find_name(_layer(), _figures("2024", column)) is not None
    assert find_name(_layer(), _figures("2024", column, family="SES-WOA")) is None


def test_the_newest_name_wins_where_a_table_has_two() -> None:
    assert find_name(_layer(), _figures("2024", "Oud", "Nieuw")) == PublishedName(
        "Nieuw", {}, None, 1, "KWB"
    )


def test_notes_are_in_both_languages() -> None:
    found = assign_series(
        _layer(), dict(zip(("2020", "2022"), list_names(_layer())[::-2], strict=True))
    )
    assert found["2022"] == SeriesPosition(2, found["2022"].note)
    assert found["2022"].note is not None
    assert found["2022"].note.en == "First."
