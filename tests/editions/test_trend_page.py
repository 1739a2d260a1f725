"""The trend page: lines, verdicts in sentences, events, the table and the chart, in numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from nplv_geo.definitions.read import read_events
from nplv_geo.definitions.texts import Text
from nplv_geo.edition.cache import EditionCache
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.origin import Origin
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.page.page import Page
from nplv_geo.present.time.gaps import list_gap_boxes
from nplv_geo.present.time.lines import TrendLine, list_lines
from nplv_geo.present.time.trend import SeriesBreak, TrendModel, make_trend
from nplv_geo.present.time.trend_chart import HEIGHT
from nplv_geo.statistics.time.trend import measure_gap
from nplv_geo.statistics.variance import UNKNOWN, KnownVariance
from nplv_geo.web.components import render_trend
from tests import starter_tables
from tests.figures import read_trend
from tests.made_up_lines import line

CRIME = "?gebied=heerlen-noord&laag=misdrijven_per_1000"
# Asked in this order.
USUAL = "&vergelijk=GM0917,NL00,nplv"
AREAS = ("breda-noord", "heerlen-noord", "leeuwarden-oost")

Ask = Callable[[str], Page]


@pytest.fixture(scope="module")
def crime(ask: Ask) -> TrendModel:
    return make_trend(ask(f"{CRIME}{USUAL}"), read_events(PROJECT, AREAS))


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (CRIME, ["heerlen-noord", "NL00", "GM0917"]),
        (f"{CRIME}&vergelijk=rest,BU09171200", ["heerlen-noord", "rest", "BU09171200"]),
        (f"{CRIME}&vergelijk=geen", ["heerlen-noord"]),
        ("?laag=misdrijven_per_1000", ["NL00", "nplv"]),
    ],
)
def test_an_area_has_a_line_beside_those_of_what_it_is_compared_with_and_no_other(
    ask: Ask, query: str, ids: list[str]
) -> None:
    page = ask(query)
    assert [line.id for line in list_lines(page)] == ids


def test_lines_hold_the_published_figures(crime: TrendModel, starter_edition: Edition) -> None:
    roles = {line.role: line for line in crime.lines}
    assert list(roles) == ["area", "gemeente", "nederland", "nplv"]
    country = [point.number for point in roles["nederland"].points]
    counts = (740_013, 796_769, 801_717, 801_336, 795_052)
    people = (17_475_415, 17_590_672, 17_811_291, 17_942_942, 18_044_027)
    assert country == pytest.approx([n / p * 1_000 for n, p in zip(counts, people, strict=True)])
    own = roles["area"].points
    assert [point.period for point in own] == ["2021", "2022", "2023", "2024", "2025"]
    living = 52_965 * 18_044_027 / 17_942_942
    assert own[-1].number == pytest.approx(3_238 / living * 1_000)
    # Six times what Poisson would have it for 1,000 crimes, and more for more.
    noted = starter_edition.manifest.layers["misdrijven_per_1000"]["2025"]
    times = noted.dispersion * 3.238**noted.dispersion_power
    assert 5 < times < 15
    assert own[-1].chance == KnownVariance(pytest.approx(times * 3_238 / living**2 * 1_000**2))
    assert [point.provisional for point in own] == [False] * 4 + [True]


def test_the_rest_of_the_gemeente_is_worked_out_each_year(
    ask: Ask, starter_edition: Edition
) -> None:
    model = make_trend(ask(f"{CRIME}&vergelijk=rest"), ())
    rest = model.lines[-1]
    assert (rest.name, rest.role) == ("Rest van Heerlen", "other")
    # Of 2021 a quarter of the way from 2020 to 2024; of 2025 only the country is published.
    inside = starter_edition.areas.buurten_of("heerlen-noord")
    in_2021 = starter_tables.people(2021)
    first = in_2021["GM0917"] - in_2021[list(inside)].sum()
    last = (87_461 - 52_965) / 17_942_942 * 18_044_027
    assert rest.points[0].number == pytest.approx((5_067 - 2_946) / first * 1_000)
    assert rest.points[-1].number == pytest.approx((5_750 - 3_238) / last * 1_000)


def test_numbers_of_other_areas_share_no_axis_with_those_of_the_area(ask: Ask) -> None:
    model = make_trend(ask("?gebied=heerlen-noord&laag=misdrijven"), ())
    assert [line.is_drawn for line in model.lines] == [True, False, False]
    assert (model.gaps, model.reason) == ((), model.t("trend.sum"))
    assert model.table.rows[0][1][2].text == "5.750"


# --- verdicts -----------------------------------------------------------------------------------


def test_the_gaps_of_heerlen_noord_in_words(crime: TrendModel) -> None:
    country, gemeente = crime.gaps
    assert (country.title, country.word, country.tone) == (
        "Verschil met Nederland",
        "te vroeg om te zeggen",
        "",
    )
    # 63.17 - 45.29 and 60.79 - 44.06, each of the inhabitants of its own year.
    assert country.sentences == (
        (
            "In 2022 was het verschil met Nederland +17,9. Nu is het +16,7 (2025, voorlopig). Plus "
            "is hoger dan Nederland, min is lager."
        ),
        "Voor het programma begon, in 2021, was het +13,0.",
        "Heerlen-Noord staat er nu ongunstiger voor.",
        (
            "De lijn door alle jaren veranderde −1,6. Tot 9,2 kan een verandering hier toeval "
            "zijn. Dat betekent niet dat alles gelijk bleef."
        ),
        "Om in 2042 gelijk te zijn, moet het verschil elk jaar −0,98 veranderen.",
    )
    assert gemeente.sentences[0].startswith(
        "In 2022 was het verschil met Heerlen −4,6. Nu is het −4,6 (2025, voorlopig)."
    )
    # "Gunstiger" by 4.6, of which more can be chance: no verdict.
    assert gemeente.gap.standing == "equal"
    assert gemeente.sentences[2] == "Het verschil van nu kan van toeval of afronding komen."
    assert len(gemeente.sentences) == 4


def test_the_gaps_in_english(ask: Ask) -> None:
    query = "?gebied=amsterdam-nieuw-west&laag=goed_ervaren_gezondheid_pct&taal=en"
    country, _ = make_trend(ask(query), ()).gaps
    assert country.word == "too early to tell"
    # From 2020: 2022 was the year of the corona monitor, and no start.
    assert country.sentences == (
        (
            "In 2020 the gap with the Netherlands was −4.0 percentage points. Now it is "
            "−5.5 percentage points (2024). Plus is higher than the Netherlands, minus is lower."
        ),
        (
            "Whether Amsterdam Nieuw-West now stands more or less favourably is not certain: this "
            "figure is an estimate."
        ),
        "Years to compare, from 2020 on: 2. A verdict needs 3.",
    )


def verdict(
    ask: Ask, area: TrendLine, country: TrendLine, query: str = CRIME
) -> tuple[str, str, str]:
    """Word, tone and sentences on a made-up area beside a made-up country."""
    lines = [replace(area, id="heerlen-noord"), replace(country, id="NL00", name="NL")]
    asked = ask(query)
    found = measure_gap(lines[0].points, lines[1].points, asked.layer)
    assert found is not None
    (box,) = list_gap_boxes(asked, lines, {"NL00": found})
    return box.word, box.tone, " ".join(box.sentences)


LEVEL = line(*[40.0] * 7)


def test_a_gap_that_closes(ask: Ask) -> None:
    word, tone, told = verdict(ask, line(0, 0, 0, 60.0, 58.0, 55.0, 51.0), LEVEL)
    assert (word, tone) == ("komt dichterbij", "better")
    assert "In 2022 was het verschil met Nederland +20,0. Nu is het +11,0 (2025). Plus" in told
    assert "Iks staat achter op Nederland, maar komt dichterbij." in told
    assert "Dat komt door Iks zelf: dat veranderde −9,0, Nederland 0,0." in told
    # Two units of rounding a year, and years that lie half a point from the line.
    assert (
        "Een lijn door alle 4 jaren veranderde −9,0: −3,0 per jaar. Toeval kan hier tot 1,9" in told
    )
    assert "elk jaar −0,65 veranderen" in told  # 11 in 17 years


def test_a_gap_that_widens(ask: Ask) -> None:
    word, tone, told = verdict(ask, line(0, 0, 0, 60.0, 61.0, 63.0, 66.0), LEVEL)
    assert (word, tone) == ("raakt verder achter", "worse")
    assert "Iks staat achter op Nederland en raakt verder achter." in told
    assert ": +2,0 per jaar. Toeval kan" in told


def test_a_lead_that_grows_is_for_the_better(ask: Ask) -> None:
    """It read "loopt op", as if things went wrong."""
    word, tone, told = verdict(ask, line(0, 0, 0, 30.0, 28.0, 26.0, 24.0), LEVEL)
    assert (word, tone) == ("voorsprong wordt groter", "better")
    assert "Iks staat er nu gunstiger voor." in told
    assert "2042" not in told


def test_a_lead_that_is_gone_is_told_as_a_loss(ask: Ask) -> None:
    """It read "sluit", "was 6,1 en is nu 0,4": crime in the area had risen by nearly ten."""
    area = line(0, 0, 0, 34.0, 36.0, 38.0, 40.0)
    word, tone, told = verdict(ask, area, LEVEL)
    assert (word, tone) == ("voorsprong wordt kleiner", "worse")
    assert "was het verschil met Nederland −6,0. Nu is het 0,0 (2025)" in told
    assert "Iks stond voor op Nederland. Die voorsprong is verdwenen" in told
    assert "Dat komt door Iks zelf: dat veranderde +6,0" in told


def test_a_gap_that_is_crossed_shows_its_signs(ask: Ask) -> None:
    word, tone, told = verdict(ask, line(0, 0, 0, 45.0, 42.0, 38.0, 34.0), LEVEL)
    assert (word, tone) == ("van achterstand naar voorsprong", "better")
    assert "was het verschil met Nederland +5,0. Nu is het −6,0 (2025)" in told
    assert "Iks stond achter op Nederland en staat nu voor." in told
    word, tone, told = verdict(ask, line(0, 0, 0, 34.0, 38.0, 42.0, 45.0), LEVEL)
    assert (word, tone) == ("van voorsprong naar achterstand", "worse")
    assert "Iks stond voor op Nederland en staat nu achter." in told


def test_a_gap_that_the_country_closes_says_so(ask: Ask) -> None:
    country = line(0, 0, 0, 40.0, 42.0, 44.0, 46.0)
    word, _, told = verdict(ask, line(0, 0, 0, *[60.0] * 4), country)
    assert word == "komt dichterbij"
    assert "Dat komt door Nederland: dat veranderde +6,0, Iks 0,0." in told


def test_a_gap_that_stays(ask: Ask) -> None:
    word, tone, told = verdict(ask, line(0, 0, 0, 60.0, 60.0, 60.0, 60.1), LEVEL)
    assert (word, tone) == ("gelijk gebleven", "")
    assert "De lijn door alle jaren veranderde +0,1. Zo weinig kan van het afronden" in told


def test_not_significant_is_not_the_same(ask: Ask) -> None:
    word, tone, told = verdict(ask, line(0, 0, 0, 60.0, 61.0, 59.0, 60.1), LEVEL)
    assert (word, tone) == ("te vroeg om te zeggen", "")
    assert "Dat betekent niet dat alles gelijk bleef." in told


def test_a_change_of_which_chance_is_unknown_gets_no_verdict(ask: Ask) -> None:
    own = line(0, 0, 0, 60.0, 50.0, 40.0, 30.0)
    own = replace(own, points=tuple(replace(p, chance=UNKNOWN) for p in own.points))
    word, tone, told = verdict(ask, own, LEVEL)
    assert (word, tone) == ("te vroeg om te zeggen", "")
    assert "veranderde −30,0. Hoeveel toeval daarin zit, is niet bekend." in told
    assert "is niet zeker: dit cijfer is een schatting" in told


def test_a_change_beyond_chance_tells_its_margin(ask: Ask) -> None:
    points = line(0, 0, 0, 60.0, 58.0, 55.0, 51.0).points
    sure = [replace(p, chance=KnownVariance(1.0)) for p in points]
    _, _, told = verdict(ask, replace(LEVEL, points=tuple(sure)), LEVEL)
    # 1.96 times three years along a slope with variance 1 / 5.
    assert "veranderde −9,0: −3,0 per jaar. Toeval kan hier tot 2,6 maken. Deze" in told


def test_what_cannot_be_said_is_told(ask: Ask) -> None:
    missing = line(0, 0, 0, None, None, None, None)
    assert verdict(ask, missing, LEVEL)[2] == (
        "Er is sinds 2022 geen jaar met een cijfer voor Iks en Nederland samen."
    )
    once = verdict(ask, line(0, 0, 0, 60.0, None, None, None), LEVEL)[2]
    assert once.startswith("Het verschil met Nederland is +20,0 (2022).")
    assert "Jaren om te vergelijken, van 2022 af: 1. Voor een oordeel zijn er 3 nodig." in once
    broken = [line(0, 0, 0, 60.0, 58.0, 55.0, 51.0, broken=2024), line(*[40.0] * 7, broken=2024)]
    word, _, told = verdict(ask, *broken)
    assert word == "te vroeg om te zeggen"
    assert "De manier van tellen is veranderd." in told
    assert "Jaren om te vergelijken sindsdien: 2." in told


def test_neutral_layers_are_not_judged(ask: Ask) -> None:
    model = make_trend(ask("?gebied=breda-noord&laag=opleiding_midden_pct"), ())
    assert (model.gaps, model.reason) == ((), model.t("trend.neutral"))
    assert model.has_chart is False
    assert model.subtitle.endswith(", 2024")
    assert "Breda-Noord: 39\u202f% in 2024;" in model.summary
    # Of 2025 the starter has nine areas, and this is none of them: a line of one point.
    homes = make_trend(ask("?gebied=breda-noord&laag=koopwoningen_pct&vergelijk=NL00,nplv"), ())
    assert homes.has_chart
    assert homes.notes[0] == (
        "Voor Breda-Noord is er geen cijfer in 2025: geen cijfer in deze editie."
    )
    # Nor are those nine the twenty together.
    (_, newest), (_, before) = homes.table.rows
    assert [cell.text for cell in (newest[-1], before[-1])] == [
        "wordt niet gegeven door de bron",
        "33\u202f%",
    ]


def test_markers_of_an_area(ask: Ask, crime: TrendModel) -> None:
    before, first, letter, second, third, own_monitor = crime.markers
    assert [marker.number for marker in crime.markers] == [1, 2, 3, 4, 5, 6]
    assert [told.label for told in before.events] == ["Manifest 'Dicht de kloof!'"]
    assert [told.when for told in letter.events] == ["juni 2023"]
    assert [(told.when, told.scope) for told in own_monitor.events] == [
        ("februari 2026", "Heerlen-Noord")
    ]
    assert first.position == pytest.approx(2022.0417, abs=1e-3)
    assert [told.label for told in first.events] == [
        "Start van het programma",
        "Volkshuisvestingsfonds",
        "Preventie met Gezag",
    ]
    assert [told.scope for told in first.events] == ["de 20 gebieden"] * 2 + ["heel Nederland"]
    assert {told.scope for told in second.events} == {"de 20 gebieden", "Heerlen-Noord"}
    # Three months at most: one mark, each with its own month and its own page.
    assert [told.when for told in third.events] == [
        "september 2025",
        "november 2025",
        "november 2025",
        "december 2025",
        "december 2025",
    ]
    assert {told.url[:8] for marker in crime.markers for told in marker.events} == {"https://"}
    events = read_events(PROJECT, AREAS)
    own = make_trend(ask("?gebied=breda-noord&laag=misdrijven_per_1000"), events).markers
    assert [(told.when, told.scope) for told in own[0].events] == [
        ("mei 2021", "heel Nederland"),
        ("juli 2021", "Breda-Noord"),
    ]
    health = make_trend(ask("?gebied=breda-noord&laag=goed_ervaren_gezondheid_pct"), events)
    positions = [round(marker.position, 1) for marker in health.markers]
    assert positions == [2020.9, 2022.0, 2023.0, 2024.3]


def test_a_wijk_has_the_events_of_its_focus_area(ask: Ask, starter_edition: Edition) -> None:
    wijk = starter_edition.areas.wijken_of("heerlen-noord")[0]
    model = make_trend(ask(f"?gebied={wijk}&laag=misdrijven_per_1000"), read_events(PROJECT, AREAS))
    scopes = {told.scope for marker in model.markers for told in marker.events}
    assert "Heerlen-Noord" in scopes


# --- table and notes ----------------------------------------------------------------------------


def test_the_table_holds_all_numbers_the_newest_first(crime: TrendModel) -> None:
    assert crime.table.columns == (
        "Jaar",
        "Heerlen-Noord",
        "Heerlen",
        "Nederland",
        "De 20 focusgebieden samen",
    )
    written = [(name, [cell.text for cell in cells]) for name, cells in crime.table.rows]
    assert written[0] == ("2025 (voorlopig)", ["60,8", "65,4", "44,1", "63,9"])
    assert written[-1] == ("2021", ["55,3", "58,1", "42,3", "61,2"])
    assert len(written) == 5


def test_a_missing_value_has_its_status_in_the_table(ask: Ask) -> None:
    model = make_trend(
        ask("?gebied=heerlen-noord&laag=goed_ervaren_gezondheid_pct&vergelijk=rest"), ()
    )
    cell = model.table.rows[0][1][-1]
    assert (cell.text, cell.is_missing) == ("geen cijfer in deze editie", True)


def test_notes_tell_what_is_provisional_and_what_to_know(crime: TrendModel) -> None:
    assert crime.notes[0] == (
        "Een stippellijn met een open punt is voorlopig: 2025 kan nog veranderen."
    )
    assert crime.notes[1].startswith("Een misdrijf telt op de plaats waar het gebeurde")
    assert crime.source == (
        "Bron: Politie, Geregistreerde misdrijven (47018NED), opgehaald 19 juli 2026"
    )
    assert crime.summary.startswith(
        "Lijngrafiek van Misdrijven per 1.000 inwoners. Heerlen-Noord: 55,3 in 2021, 60,8 in 2025;"
    )


def test_a_break_is_a_gap_with_a_note(
    ask: Ask, starter_edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def origin(layer: str, period: str) -> Origin:
        found = starter_edition.manifest.layers[layer][period]
        note = Text(nl="Nieuwe telling.", en="New count.") if period == "2023" else None
        return found.model_copy(update={"series": 1 + (period >= "2023"), "break_note": note})

    monkeypatch.setattr(starter_edition, "origin", origin)
    monkeypatch.setattr(starter_edition, "cache", EditionCache())
    model = make_trend(ask(CRIME), ())
    assert model.breaks == (SeriesBreak(2022, 2023),)
    assert model.notes[0] == (
        "Vanaf 2023 is anders geteld: Nieuwe telling. "
        "Eerdere jaren zijn daarmee niet te vergelijken."
    )
    assert [s.years for s in model.lines[0].segments] == [(2021, 2022), (2023, 2024), (2024, 2025)]
    assert model.gaps[0].gap.first == "2023"
    assert "In 2023 was het verschil met Nederland +20,6." in model.gaps[0].sentences[0]
    (band,) = read_trend(model)["layout"]["shapes"]
    assert 2022 < band["x0"] < band["x1"] < 2023


# --- chart --------------------------------------------------------------------------------------


def test_the_chart_draws_the_numbers_of_the_lines(crime: TrendModel) -> None:
    drawn = read_trend(crime)
    points = [trace for trace in drawn["data"] if trace["mode"] == "markers"]
    strokes = [trace for trace in drawn["data"] if trace["mode"] == "lines"]
    assert [trace["name"] for trace in points] == [line.name for line in crime.lines]
    assert points[0]["x"] == [2021, 2022, 2023, 2024, 2025]
    assert points[0]["y"][-1] == pytest.approx(60.79, abs=0.01)
    assert points[0]["text"][-1] == "60,8 (voorlopig)"
    assert points[0]["hovertemplate"] == "%{fullData.name} <b>%{text}</b><extra></extra>"
    assert points[0]["marker"]["color"][-2:] == ["#115363", "#ffffff"]
    dashes = [(trace["x"], trace["line"]["dash"]) for trace in strokes[:2]]
    assert dashes == [([2021, 2022, 2023, 2024], "solid"), ([2024, 2025], "6px,4px")]
    layout = drawn["layout"]
    assert layout["separators"] == ",."
    assert layout["xaxis"]["tickvals"] == [2021, 2022, 2023, 2024, 2025]
    assert layout["xaxis"]["unifiedhovertitle"]["text"] == "%{x}, per 1.000 inwoners"
    low, high = layout["yaxis"]["range"]
    values = [y for trace in points for y in trace["y"]]
    assert low < min(values) < max(values) < high


def test_events_stand_in_the_chart_and_say_that_they_explain_nothing(crime: TrendModel) -> None:
    layout = read_trend(crime)["layout"]
    lines = [shape["x0"] for shape in layout["shapes"]]
    assert lines == [marker.position for marker in crime.markers]
    numbers = [a for a in layout["annotations"] if "hovertext" in a]
    assert [a["text"] for a in numbers] == ["1", "2", "3", "4", "5", "6"]
    assert all("geen oorzakelijk verband" in a["hovertext"] for a in numbers)
    left, right = layout["xaxis"]["range"]
    assert left < 2021
    assert right > 2025.4


def test_the_names_at_the_ends_do_not_touch(ask: Ask) -> None:
    chosen = f"{CRIME}&vergelijk=rest,amsterdam-nieuw-west,rotterdam-zuid,utrecht-overvecht"
    layout = read_trend(make_trend(ask(chosen), ()))["layout"]
    low, high = layout["yaxis"]["range"]
    labels = [a for a in layout["annotations"] if "ay" in a]
    assert len(labels) == 5
    plot = HEIGHT - layout["margin"]["t"] - layout["margin"]["b"]
    boxes = sorted(
        ((high - a["ay"]) / (high - low) * plot, 17 * (1 + a["text"].count("<br>"))) for a in labels
    )
    assert boxes[0][0] - boxes[0][1] / 2 >= -1e-6
    assert boxes[-1][0] + boxes[-1][1] / 2 <= plot + 1e-6
    for (at, height), (below, other) in pairwise(boxes):
        assert below - at >= (height + other) / 2


def test_long_series_get_few_ticks_and_the_newest_year_always(ask: Ask) -> None:
    model = make_trend(ask(CRIME), ())
    long = tuple(replace(line(*[float(i) for i in range(13)]), role="area") for _ in model.lines)
    ticks = read_trend(replace(model, lines=long))["layout"]["xaxis"]["tickvals"]
    assert ticks == [2019, 2021, 2023, 2025, 2027, 2029, 2031]


def test_a_chart_without_values_has_axes_only(ask: Ask) -> None:
    model = make_trend(ask(CRIME), ())
    empty = read_trend(replace(model, lines=(line(None, None),)))
    assert empty["data"] == []
    assert "annotations" not in empty["layout"]


# --- components ---------------------------------------------------------------------------------


def test_the_page_has_verdicts_events_and_a_table(ask: Ask, crime: TrendModel) -> None:
    html = "".join(render_trend(ask(CRIME), crime).values())
    assert "te vroeg om te zeggen" in html
    assert "Geen oorzakelijk verband" in html
    assert html.count("<td") == 20
    assert crime.summary.startswith("Lijngrafiek van Misdrijven per 1.000 inwoners.")


def test_a_page_with_one_year_has_no_chart(ask: Ask) -> None:
    asked = ask("?gebied=breda-noord&laag=opleiding_midden_pct")
    model = make_trend(asked, ())
    html = "".join(render_trend(asked, model).values())
    assert not model.has_chart
    assert "Er is maar" in html
    assert html.count("<td") == 3
