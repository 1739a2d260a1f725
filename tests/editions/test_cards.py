"""Cards of a profile: words, places on the line, and the chart that is drawn of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Literal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.area import card_chart
from nplv_geo.present.area.cards import Card, CardRow, make_cards
from nplv_geo.present.area.marks_on_line import Mark, MarkLine, place_marks
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import CHOICES, SOFT, WORSE
from nplv_geo.present.values.profile import Item, Profile, make_profile
from nplv_geo.statistics.compare import Standing
from nplv_geo.statistics.observation import NOTHING
from nplv_geo.statistics.time.moves import Change
from nplv_geo.statistics.time.outcomes import Outcome, Verdict
from nplv_geo.statistics.time.time_points import SeriesPoint
from nplv_geo.statistics.time.trend import Gap
from tests import withheld
from tests.figures import Trace, read_card
from tests.made_up import changed

Areas = dict[str, FocusArea]
KEYS = ("heerlen-noord", "GM0917", "WK091720", "BU09172000", "nplv", "NL00")


def _seen(edition: Edition, catalog: Catalog, areas: Areas, query: str) -> tuple[Page, Profile]:
    shown = make_page(query, edition, catalog, areas)
    return shown, make_profile(edition, catalog, areas, shown.view.area)


def _rows(made: tuple[Card, ...]) -> dict[str, CardRow]:
    return {row.id: row for card in made for row in card.rows}


def _others(shown: Page) -> list[str]:
    """The other focus areas, in the order of their marks."""
    return [str(a) for a in shown.edition.areas.at(AreaLevel.FOCUSGEBIED) if a != shown.view.area]


def _all_marks(found: MarkLine) -> list[Mark]:
    own = [found.area] if found.area else []
    return [*own, *found.compared, *found.others, *found.inside]


@pytest.fixture(scope="module")
def heerlen(
    starter_edition: Edition, catalog: Catalog, areas: Areas
) -> tuple[Page, Profile, tuple[Card, ...]]:
    query = "?gebied=heerlen-noord&vergelijk=NL00,GM0917,rest,utrecht-overvecht"
    shown, found = _seen(starter_edition, catalog, areas, query)
    return shown, found, make_cards(shown, found)


Heerlen = tuple[Page, Profile, tuple[Card, ...]]


# --- words ----------------------------------------------------------------------------------------


def test_seven_themes_and_each_layer_once(heerlen: Heerlen, catalog: Catalog) -> None:
    _, found, made = heerlen
    assert [card.id for card in made] == [theme.id for theme in catalog.themes]
    ids = [row.id for card in made for row in card.rows]
    assert ids == [item.layer.id for item in found.items]
    assert len(ids) == len(set(ids)) == 64


def test_a_row_tells_value_rank_direction_and_differences(heerlen: Heerlen) -> None:
    row = _rows(heerlen[2])["misdrijven_per_1000"]
    assert (row.label, row.value, row.unit) == ("Misdrijven per 1.000 inwoners", "60,8", "")
    assert (row.period, row.direction) == ("2025 (voorlopig)", "lager is beter")
    assert row.rank == "plaats 7 tot 17 van de 20"
    assert [(versus.name, versus.value, versus.verdict) for versus in row.comparisons] == [
        ("Nederland", "44,1", "+16,7 ongunstiger"),
        ("Heerlen", "65,4", "ongeveer gelijk"),
        ("Rest van Heerlen", "72,4", "\u221211,6 gunstiger"),
        ("Utrecht Overvecht", "67,4", "ongeveer gelijk"),
    ]


def test_a_difference_within_rounding_or_chance_is_called_equal(heerlen: Heerlen) -> None:
    rows = _rows(heerlen[2])
    homes = {versus.name: versus for versus in rows["koopwoningen_pct"].comparisons}
    assert (homes["Heerlen"].value, homes["Heerlen"].verdict) == (
        "47\u202f%",
        "ongeveer gelijk",
    )
    assert homes["Nederland"].standing == "lower"
    assert homes["Nederland"].verdict == "10 lager"


def test_amounts_have_no_rank_no_verdict_and_no_marks(heerlen: Heerlen) -> None:
    rows = _rows(heerlen[2])
    for layer in ("inwoners", "huishoudens", "misdrijven"):
        row = rows[layer]
        assert row.value
        assert row.rank == ""
        assert {versus.verdict for versus in row.comparisons} <= {"", "ongeveer gelijk"}
        assert _all_marks(row.line) == []
    assert rows["inwoners"].value == "52.965"


def test_in_english_as_well(starter_edition: Edition, catalog: Catalog, areas: Areas) -> None:
    shown, found = _seen(starter_edition, catalog, areas, "?gebied=heerlen-noord&taal=en")
    row = _rows(make_cards(shown, found))["misdrijven_per_1000"]
    assert (row.label, row.direction) == ("Crimes per 1,000 residents", "lower is better")
    assert row.rank == "between 7th and 17th of 20"
    assert row.comparisons[0].verdict == "+16.7 less favourable"
    assert row.line.country is not None
    assert row.line.country.text == "Netherlands: 44.1"


def test_chosen_areas_are_named_in_the_language_of_the_reader(
    starter_edition: Edition, catalog: Catalog, areas: Areas
) -> None:
    query = "?gebied=heerlen-noord&taal=en&vergelijk=rest,nplv"
    shown, found = _seen(starter_edition, catalog, areas, query)
    row = _rows(make_cards(shown, found))["misdrijven_per_1000"]
    names = ["Rest of Heerlen", "The 20 focus areas together"]
    assert [mark.text.split(":")[0] for mark in row.line.compared] == names
    assert [versus.name for versus in row.comparisons] == names


@pytest.mark.parametrize("area", KEYS)
def test_every_kind_of_area_has_cards(
    starter_edition: Edition, catalog: Catalog, areas: Areas, area: str
) -> None:
    shown, found = _seen(starter_edition, catalog, areas, f"?gebied={area}")
    made = make_cards(shown, found)
    assert len(_rows(made)) == 64
    for card in made:
        assert list(card_chart.draw_card(card).layout.yaxis.range) == [
            len(card.rows) - 0.5,
            -0.5,
        ]


Mover = Literal["area", "reference", "both", "none"]

# --- gaps in words --------------------------------------------------------------------------------


def _moved(change: float) -> Change:
    return Change(
        first="2022",
        last="2025",
        start=50.0,
        now=50.0 + change,
        change=change,
        margin=0.1,
        is_clear=True,
        reason="",
        provisional=False,
        periods=4,
    )


def _gap(  # noqa: PLR0913, PLR0917  # what became of it, and who moved
    start: float,
    now: float,
    standing_now: Standing,
    outcome: Outcome,
    mover: Mover = "none",
    own: float = 0.0,
    theirs: float = 0.0,
) -> Gap:
    verdict = Verdict.CLOSING if abs(now) < abs(start) else Verdict.WIDENING
    return Gap(
        first="2022",
        last="2025",
        start=start,
        now=now,
        change=now - start,
        margin=0.1,
        pace=(now - start) / 3,
        pace_needed=-now / 17,
        standing=standing_now,
        periods=4,
        verdict=verdict,
        reason="",
        outcome=outcome,
        mover=mover,
        area_change=_moved(own),
        reference_change=_moved(theirs),
    )


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        (_gap(9.0, 5.0, "worse", Outcome.CATCHING_UP), "Achterstand op Nederland wordt kleiner"),
        (_gap(5.0, 9.0, "worse", Outcome.FALLING_BEHIND), "Achterstand op Nederland wordt groter"),
        (
            _gap(5.0, 9.0, "worse", Outcome.FALLING_BEHIND, "reference", theirs=-4.0),
            "Achterstand op Nederland wordt groter: Nederland werd gunstiger",
        ),
        # "Loopt op" of an area that did better and better.
        (
            _gap(-2.7, -10.7, "better", Outcome.LEAD_GROWS, "both", own=-6.0, theirs=2.0),
            (
                "Voorsprong op Nederland wordt groter: het gebied werd gunstiger, "
                "Nederland ongunstiger"
            ),
        ),
        # "Sluit" of an area where crime rose by 9.6 and the lead of 6.1 melted.
        (
            _gap(-6.1, -3.4, "better", Outcome.LEAD_SHRINKS, "area", own=9.6),
            "Voorsprong op Nederland wordt kleiner: het gebied werd zelf ongunstiger",
        ),
        (
            _gap(-6.1, -0.4, "equal", Outcome.LEAD_SHRINKS, "area", own=9.6),
            "Voorsprong op Nederland is verdwenen: het gebied werd zelf ongunstiger",
        ),
        (
            _gap(5.0, -9.0, "better", Outcome.OVERTAKES),
            "Van achterstand naar voorsprong op Nederland",
        ),
        # "Sluit" of +1.5 that became -5.1: the distance grew.
        (
            _gap(1.5, -5.1, "better", Outcome.OVERTAKES, "area", own=-6.6),
            "Van achterstand naar voorsprong op Nederland: het gebied werd zelf gunstiger",
        ),
        (
            _gap(-5.0, 9.0, "worse", Outcome.OVERTAKEN),
            "Van voorsprong naar achterstand op Nederland",
        ),
        (_gap(-9.0, 0.1, "equal", Outcome.OVERTAKEN), "Voorsprong op Nederland is verdwenen"),
        (
            _gap(9.0, -0.1, "equal", Outcome.OVERTAKES),
            "Achterstand op Nederland is niet meer te zien",
        ),
        (_gap(9.0, 9.1, "worse", Outcome.STEADY), "Achterstand op Nederland blijft gelijk"),
        (_gap(-9.0, -9.1, "better", Outcome.STEADY), "Voorsprong op Nederland blijft gelijk"),
        (_gap(0.1, 0.1, "unsure", Outcome.STEADY), "Verschil met Nederland blijft gelijk"),
        # Who moved is not told where no outcome is.
        (
            _gap(9.0, 2.0, "worse", Outcome.TOO_EARLY, "area", own=-7.0),
            "Ontwikkeling: te vroeg om te zeggen",
        ),
    ],
)
def test_a_gap_is_told_for_what_it_became(heerlen: Heerlen, gap: Gap, told: str) -> None:
    shown, found, _ = heerlen
    item = found.find_item("misdrijven_per_1000")
    assert item is not None
    items = (replace(item, gaps={"NL00": gap}),)
    (row,) = _rows(make_cards(shown, replace(found, items=items))).values()
    assert row.gap == told
    # A lead that melts was coloured as something good, because its gap "closes".
    size = (gap.now or 0.0) - (gap.start or 0.0)
    is_clear = gap.outcome not in (Outcome.STEADY, Outcome.TOO_EARLY)
    assert row.tone == (("better" if size < 0 else "worse") if is_clear else "")


# --- places on the line ---------------------------------------------------------------------------


@pytest.mark.parametrize("area", KEYS)
def test_every_mark_stands_on_the_line(
    starter_edition: Edition, catalog: Catalog, areas: Areas, area: str
) -> None:
    query = f"?gebied={area}&vergelijk=nplv,GM0344,utrecht-overvecht,NL00"
    shown, found = _seen(starter_edition, catalog, areas, query)
    marks = [
        mark for row in _rows(make_cards(shown, found)).values() for mark in _all_marks(row.line)
    ]
    assert len(marks) > 100
    assert all(0.0 <= mark.at <= 1.0 for mark in marks)
    assert all(": " in mark.text for mark in marks)


def test_places_are_in_the_order_of_the_values(heerlen: Heerlen, catalog: Catalog) -> None:
    shown, found, made = heerlen
    rows = _rows(made)
    focus = _others(shown)
    held = 0
    for item in found.items:
        if item.layer.aggregate.rule == "sum":
            continue
        values = [v for v in (item.find_row(area).value for area in focus) if pd.notna(v)]
        places = [mark.at for mark in rows[item.layer.id].line.others]
        assert len(places) == len(values), item.layer.id
        ordered = sorted(zip(values, places, strict=True))
        assert all(one <= other for (_, one), (_, other) in pairwise(ordered))
        held += len(places)
    assert held > 200
    assert catalog.layer("inwoners").aggregate.rule == "sum"


def test_each_mark_tells_its_name_and_value(heerlen: Heerlen) -> None:
    found = _rows(heerlen[2])["misdrijven_per_1000"].line
    assert found.area is not None
    assert found.country is not None
    assert found.area.text == "Heerlen-Noord: 60,8"
    assert found.country.text == "Nederland: 44,1"
    assert found.country.at < found.area.at
    assert [(mark.text, mark.role) for mark in found.compared] == [
        ("Nederland: 44,1", "nederland"),
        ("Heerlen: 65,4", "gemeente"),
        ("Rest van Heerlen: 72,4", "other-b"),
        ("Utrecht Overvecht: 67,4", "other"),
    ]
    assert len(found.others) == 19
    assert "Utrecht Overvecht: 67,4" in [mark.text for mark in found.others]
    assert found.standing == "worse"


def _valued(item: Item, values: Mapping[str, float]) -> Item:
    """Give the item other values; an area that is not among them has none."""
    rows = {area: changed(item.find_row(area), value=value) for area, value in values.items()}
    return replace(item, find_row=lambda area: rows.get(area, NOTHING))


def _with_wijken(shown: Page, found: Profile, wijken: dict[str, float]) -> MarkLine:
    """Line of crime when some wijken have other values."""
    item = found.find_item("misdrijven_per_1000")
    assert item is not None
    plain = {wijk: item.find_row(wijk).value for wijk in shown.edition.areas.wijken_of(found.area)}
    named = {
        area: item.find_row(area).value for area in (*shown.edition.areas.focus, "NL00", "GM0917")
    }
    return place_marks(shown, _valued(item, named | plain | wijken), ())


def test_a_wijk_far_away_stands_at_the_end_and_moves_nothing_else(heerlen: Heerlen) -> None:
    shown, found, _ = heerlen
    one, other, *_ = shown.edition.areas.wijken_of("heerlen-noord")
    plain = _with_wijken(shown, found, {})
    spoiled = _with_wijken(shown, found, {one: 5_000.0, other: -5_000.0})
    places = {mark.text: mark.at for mark in spoiled.inside}
    assert {at for text, at in places.items() if "5.000,0" in text} == {0.0, 1.0}
    assert (spoiled.area, spoiled.country, spoiled.others) == (
        plain.area,
        plain.country,
        plain.others,
    )


@given(
    values=st.lists(st.floats(0, 500).map(lambda x: round(x, 2)), min_size=2, max_size=8),
    scale=st.sampled_from([0.5, 2.0, 10.0]),
)
def test_places_keep_order_and_do_not_depend_on_the_unit(
    heerlen: Heerlen, values: list[float], scale: float
) -> None:
    shown, found, _ = heerlen
    item = found.find_item("misdrijven_per_1000")
    assert item is not None
    named = dict(zip([*_others(shown)[: len(values) - 1], found.area], values, strict=True))

    def places(factor: float) -> list[float]:
        made = place_marks(shown, _valued(item, {a: v * factor for a, v in named.items()}), ())
        assert made.area is not None
        return [*(mark.at for mark in made.others), made.area.at]

    once = places(1.0)
    assert len(once) == len(values)
    assert all(0.0 < at < 1.0 for at in once)
    ordered = sorted(zip(values, once, strict=True))
    assert all(one <= other for (_, one), (_, other) in pairwise(ordered))
    if len(set(values)) > 1:
        assert places(scale) == pytest.approx(once, abs=2e-4)


def test_where_all_are_equal_all_stand_in_the_middle(heerlen: Heerlen) -> None:
    shown, found, _ = heerlen
    item = found.find_item("misdrijven_per_1000")
    assert item is not None
    codes = (
        *shown.edition.areas.focus,
        "NL00",
        "GM0917",
        *shown.edition.areas.wijken_of(found.area),
    )
    made = place_marks(shown, _valued(item, dict.fromkeys(codes, 30.0)), ())
    assert len(_all_marks(made)) > 30
    assert {mark.at for mark in _all_marks(made)} == {0.5}


def test_a_break_or_a_gap_ends_a_stretch_of_history(heerlen: Heerlen) -> None:
    shown, found, _ = heerlen
    item = found.find_item("misdrijven_per_1000")
    assert item is not None
    points = (
        SeriesPoint("2020", 10.0, "ok", series=1),
        SeriesPoint("2021", 20.0, "ok", series=1),
        SeriesPoint("2022", 15.0, "ok", series=2),
        SeriesPoint("2023", None, "suppressed", series=2),
        SeriesPoint("2024", 10.0, "ok", series=2),
    )
    made = place_marks(shown, replace(item, points=points), ())
    assert made.trend == (
        ((0.0, 0.0), (0.25, 1.0)),
        ((0.5, 0.5),),
        ((1.0, 0.0),),
    )
    assert made.trend_text == "2020 10,0, 2021 20,0, 2022 15,0, 2024 10,0"
    assert place_marks(shown, replace(item, points=points[:1]), ()).trend == ()


# --- a part is withheld ---------------------------------------------------------------------------


def test_with_40_percent_withheld_the_card_shows_bounds(
    partly_withheld: Edition, catalog: Catalog, areas: Areas
) -> None:
    shown, found = _seen(partly_withheld, catalog, areas, f"?gebied={withheld.PARTLY}")
    row = _rows(make_cards(shown, found))[withheld.INCOME]
    assert (row.value, row.unit) == ("20,0", "duizend euro")
    assert row.note == "60\u202f% bekend, tussen 12,0 en 72,0"
    assert row.line.area is not None
    assert row.line.area.text == "Heerlen-Noord: 20,0 (60\u202f% bekend)"


def test_with_50_percent_withheld_the_card_says_why_there_is_no_value(
    partly_withheld: Edition, catalog: Catalog, areas: Areas
) -> None:
    shown, found = _seen(partly_withheld, catalog, areas, f"?gebied={withheld.TOO_LITTLE}")
    row = _rows(make_cards(shown, found))[withheld.INCOME]
    assert row.value == shown.t("no_value")
    assert row.note.startswith("te weinig bekend")
    assert (row.unit, row.rank, row.line.area, row.line.standing) == ("", "", None, None)
    assert {versus.verdict for versus in row.comparisons} == {""}
    assert "20,0" not in [mark.text for mark in _all_marks(row.line)]
    assert len(row.line.others) == 4
    chart = read_card(next(card for card in make_cards(shown, found) if row in card.rows))
    # The other row of the theme has one: income has none.
    marked = [text for text in _texts(chart) if "Leeuwarden-Oost:" in text]
    assert marked == ["Leeuwarden-Oost: 56,0\u202f%"]


# --- the chart ------------------------------------------------------------------------------------


def _texts(chart: Mapping[card_chart.TraceKind, Trace]) -> list[str]:
    return [text for trace in chart.values() for text in trace.get("text", [])]


def _is_of_rows(trace: Trace) -> bool:
    return trace.get("xaxis") != "x2"


def test_each_row_of_a_card_has_its_own_height_in_the_chart(heerlen: Heerlen) -> None:
    for card in heerlen[2]:
        chart = read_card(card)
        own = chart["area"]
        with_area = [i for i, row in enumerate(card.rows) if row.line.area]
        assert own["y"] == with_area
        assert own["x"] == [card.rows[i].line.area.at for i in with_area]  # type: ignore[union-attr]
        assert own.get("text", []) == [card.rows[i].line.area.text for i in with_area]  # type: ignore[union-attr]
        strips = [trace for trace in chart.values() if _is_of_rows(trace)]
        heights = {y for trace in strips for y in trace["y"] if y is not None}
        assert heights <= set(range(len(card.rows)))


def test_every_mark_of_a_row_is_in_the_chart_with_its_words(heerlen: Heerlen) -> None:
    for card in heerlen[2]:
        chart = read_card(card)
        strips = [chart[kind] for kind in card_chart.TRACES if kind in card_chart.LOOKS]
        shown = sorted(text for trace in strips for text in trace.get("text", []))
        expected = sorted(mark.text for row in card.rows for mark in _all_marks(row.line))
        assert shown == expected
        assert {trace["hovertemplate"] for trace in strips} == {"%{text}<br>%{y}<extra></extra>"}
        for trace in strips:
            assert len(trace["x"]) == len(trace["y"]) == len(trace.get("text", []))


def test_the_words_of_a_mark_go_on_with_unit_and_period_of_its_row(heerlen: Heerlen) -> None:
    rows = {
        row.id: words
        for card in heerlen[2]
        for row, words in zip(
            card.rows, card_chart.draw_card(card).layout.yaxis.ticktext, strict=True
        )
    }
    assert rows["misdrijven_per_1000"] == "2025 (voorlopig)"  # its name has the unit
    assert rows["afstand_huisarts_km"] == "km, 2024"
    assert rows["koopwoningen_pct"] == "2024"  # its values have a sign


def test_histories_stay_in_their_own_row_and_end_in_words(heerlen: Heerlen) -> None:
    for card in heerlen[2]:
        chart = read_card(card)
        lines, ends = chart["history"], [chart["newest"], chart["newest_converted"]]
        assert {kind for kind, trace in chart.items() if not _is_of_rows(trace)} == {
            *("history", "converted", "newest", "newest_converted")
        }
        with_history = [i for i, row in enumerate(card.rows) if row.line.trend]
        assert sorted(round(y) for trace in ends for y in trace["y"]) == with_history
        assert all(abs(y - round(y)) < 0.22 for y in lines["y"] if y is not None)
        places = [x for trace in (*ends, lines) for x in trace["x"] if x is not None]
        assert all(0.0 <= x <= 1.0 for x in places)
    safety = next(card for card in heerlen[2] if card.id == "veiligheid")
    newest = read_card(safety)["newest"]
    # By the inhabitants of each year: those of 2021 to 2023 lie between 2020 and 2024.
    assert newest["text"][1].split("<br>") == [
        "2021 55,3",
        "2022 63,2",
        "2023 65,6",
        "2024 63,2",
        "2025 60,8",
    ]


def _list_differences(chart: Mapping[card_chart.TraceKind, Trace]) -> dict[str, int]:
    """Number of lines to the country by their colour."""
    kinds: tuple[card_chart.TraceKind, ...] = ("better", "worse", "even")
    found = {chart[kind]["line"]["color"]: len(chart[kind]["x"]) // 3 for kind in kinds}
    return {colour: n for colour, n in found.items() if n}


def test_the_line_to_the_country_has_the_colour_of_what_it_means(heerlen: Heerlen) -> None:
    safety = next(card for card in heerlen[2] if card.id == "veiligheid")
    differing = [row.line.standing for row in safety.rows if row.line.area and row.line.country]
    assert differing == ["worse", "worse", "higher"]
    assert _list_differences(read_card(safety)) == {WORSE: 2, SOFT: 1}
    homes = next(card for card in heerlen[2] if card.id == "wonen")
    assert set(_list_differences(read_card(homes))) == {SOFT}


def test_the_look_of_a_mark_is_that_of_its_kind_in_every_figure(heerlen: Heerlen) -> None:
    """Looks stand in the template by the place of a trace: all figures have all traces."""
    for card in heerlen[2]:
        assert len(card_chart.draw_card(card).data) == len(card_chart.TRACES)
        chosen = read_card(card)["other"]["marker"]
        looks = [card_chart.LOOKS[kind] for kind in CHOICES]
        if isinstance(chosen["symbol"], list):
            drawn = {*zip(chosen["symbol"], chosen["color"], strict=True)}
            assert drawn <= {(look.symbol, look.colour) for look in looks[:2]}
        assert chosen["size"] == looks[0].size
        for kind, look in card_chart.LOOKS.items():
            if kind in CHOICES:
                continue
            marker = read_card(card)[kind]["marker"]
            assert (marker["symbol"], marker["size"]) == (look.symbol, look.size)
            assert (marker["color"], marker["line"]["color"]) == (look.colour, look.edge_colour)
