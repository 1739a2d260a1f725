"""The briefing as a model: its numbers are those of the profile, and its texts fit their frames."""

from __future__ import annotations

from itertools import combinations

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.texts import Language
from nplv_geo.edition.edition import Edition
from nplv_geo.export.fitting import Words, break_lines, fit_text, measure_height, measure_width
from nplv_geo.export.slides.grids import LEADING, PAD_Y, break_cell, has_room_for_labels
from nplv_geo.export.slides.layout import place_slide
from nplv_geo.export.slides.places import (
    HIGH,
    WIDE,
    ChartItem,
    Frame,
    SlideItem,
    TableItem,
    TextItem,
)
from nplv_geo.ground.errors import ExportError
from nplv_geo.present.briefing.briefing import make_briefing
from nplv_geo.present.briefing.slides import Briefing, Chart, Slide, SlideCell
from nplv_geo.present.page.making import make_page
from nplv_geo.present.sentences.paragraph import write_paragraph
from nplv_geo.present.texts import texts
from nplv_geo.present.values.profile import Profile, make_profile

LINK = "https://zicht-op-wijken.voorbeeld.example/een/lang/pad/?gebied=eindhoven-woensel-zuid"
KINDS = [
    "cover", "minute", "map", "themes", "trend", "ranking", "stacking", "peers",
    "table", "method", "sources",
]  # fmt: skip


@pytest.fixture(scope="module")
def heerlen(
    starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> tuple[Briefing, Profile]:
    view = make_page("?gebied=heerlen-noord", starter_edition, catalog, areas)
    return make_briefing(view, LINK), make_profile(starter_edition, catalog, areas, "heerlen-noord")


def income_in(made: Briefing) -> tuple[SlideCell, ...]:
    """Row on income in the table of all layers."""
    (table,) = slide(made, "table").tables
    return next(row for row in table.rows if "Inkomen" in row[0].text)


def slide(made: Briefing, kind: str) -> Slide:
    return next(found for found in made.slides if found.kind == kind)


def test_eleven_slides_in_the_order_of_a_story(heerlen: tuple[Briefing, Profile]) -> None:
    made, _ = heerlen
    assert [found.kind for found in made.slides] == KINDS
    assert made.title == "Briefing Heerlen-Noord"
    assert all(found.title and found.notes for found in made.slides)


def test_the_ranking_is_that_of_the_page_with_the_own_area_marked(
    heerlen: tuple[Briefing, Profile],
) -> None:
    made, comparison = heerlen
    ranking, trend = slide(made, "ranking"), slide(made, "trend")
    rows = [[cell.text for cell in row] for table in ranking.tables for row in table.rows]
    assert len(rows) == 20
    assert len(ranking.tables) == 1
    assert ranking.title == "Misdrijven per 1.000 inwoners en bedrijven, 2025 (voorlopig)"
    assert ranking.dots is not None
    dots = ranking.dots.rows
    assert len(dots) == 20
    assert [row[1] for row, dot in zip(rows, dots, strict=True) if dot.is_own] == [
        "Heerlen-Noord (dit gebied)"
    ]
    # One line for all: a higher figure stands further on it, within its own range.
    values = [float(row[2].replace(",", ".")) for row in rows]
    inside = [(value, dot) for value, dot in zip(values, dots, strict=True) if not dot.is_beyond]
    places = [dot.at for _, dot in sorted(inside, key=lambda pair: pair[0])]
    assert places == sorted(places)
    assert all(
        dot.start is None or dot.end is None or dot.start <= dot.at <= dot.end for _, dot in inside
    )
    assert [one.role for one in ranking.dots.references] == ["nederland", "gemeente"]
    own = [row for row in rows if row[1] == "Heerlen-Noord (dit gebied)"]
    layer = trend.charts[0].layers[0]
    report = next(item.report for item in comparison.items if item.layer.id == layer)
    assert report.rank is not None
    place = f"{report.rank.lowest}\u2013{report.rank.highest}"
    assert own == [[place if not report.rank.is_sure else str(report.rank.lowest), *own[0][1:]]]
    assert ranking.lead.startswith(f"Heerlen-Noord staat op plaats {report.rank.lowest} ")


def test_the_minute_is_the_paragraph_of_the_page(heerlen: tuple[Briefing, Profile]) -> None:
    made, found = heerlen
    minute = slide(made, "minute")
    assert " ".join(p.text for p in minute.paragraphs) == write_paragraph(found, texts("nl")).text
    first = minute.figures[0]
    assert (first.label, first.value, first.tone) == (
        "Uitkering bij arbeidsongeschiktheid, 2020",
        "11,3 per 100 inwoners",
        "worse",
    )
    assert first.notes == (
        "ongunstiger dan Nederland (5,0)",
        "ongunstiger dan Heerlen (9,7)",
    )


def test_a_figure_on_a_slide_has_what_is_known_of_it_and_an_estimate_says_so(
    starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> None:
    """Income of Lelystad Oost rests on 82 % of its residents, which no slide told."""
    known = (6_665 * 26.6 + 10_835 * 29.4 + 10_790 * 30.1) / (6_665 + 10_835 + 10_790)
    assert round(known, 1) == 29.0
    view = make_page("?gebied=lelystad-oost", starter_edition, catalog, areas)
    made = make_briefing(view, LINK)
    income = income_in(made)
    assert income[2].text == "29,0 (82\u202f% bekend)"
    assert income[-1].text == ""
    # Of Woensel-Zuid 68 % was known by buurt; its three wijken are known whole.
    whole = (12_335 * 34 + 18_655 * 31 + 12_000 * 33.8) / (12_335 + 18_655 + 12_000)
    assert round(whole, 1) == 32.6
    view = make_page("?gebied=eindhoven-woensel-zuid", starter_edition, catalog, areas)
    income = income_in(make_briefing(view, LINK))
    assert (income[2].text, income[-1].text) == ("32,6", "nr. 2 van 19")
    names = [name for chart in slide(made, "themes").charts for name in chart.categories]
    assert "Goede gezondheid volgens bewoners, 2024 (geschat)" in names
    assert all(", 20" in name for name in names)
    english = make_page("?gebied=heerlen-noord&taal=en", starter_edition, catalog, areas)
    notes = [note for figure in slide(make_briefing(english, LINK), "minute").figures
             for note in figure.notes]  # fmt: skip
    assert "worse than the Netherlands (34.9)" in notes


def test_bars_hold_the_numbers_of_the_profile(heerlen: tuple[Briefing, Profile]) -> None:
    made, found = heerlen
    charts = slide(made, "themes").charts
    assert [chart.title for chart in charts] == [
        "Hoger is beter",
        "Lager is beter",
    ]
    assert charts[0].series[0].values == (53.0, 17.0, 59.5, 82.5, 15.9)
    assert charts[0].series[1].values == (None, 33.0, 72.8, 90.1, 24.6)
    for chart in charts:
        assert_of_profile(chart, found)
    assert "Geen cijfer voor Nederland: Mensen met betaald werk" in slide(made, "themes").foot


def assert_of_profile(chart: Chart, found: Profile) -> None:
    for i, layer in enumerate(chart.layers):
        item = found.find_item(layer)
        assert item is not None
        by_area = {ref.id: ref.value for ref in item.report.references}
        wanted = [item.report.value, by_area.get("NL00"), by_area.get("GM0917")]
        rounded = [None if v is None else round(v, item.layer.decimals) for v in wanted]
        assert [series.values[i] for series in chart.series] == rounded


def test_the_trend_has_the_points_of_the_profile_and_a_verdict(
    heerlen: tuple[Briefing, Profile],
) -> None:
    made, found = heerlen
    trend = slide(made, "trend")
    (chart,) = trend.charts
    item = found.find_item(chart.layers[0])
    assert item is not None
    points = {point.period: point.number for point in item.points}
    assert chart.series[0].values == tuple(round(points[p], 1) for p in chart.categories)
    assert chart.provisional == ("2025",)
    assert [p.head for p in trend.paragraphs] == [
        "Verschil met Nederland: te vroeg om te zeggen.",
        "Verschil met Heerlen: te vroeg om te zeggen.",
    ]


def test_the_stacking_counts_every_buurt_once(heerlen: tuple[Briefing, Profile]) -> None:
    made, _ = heerlen
    found = slide(made, "stacking")
    assert found.charts[0].series[0].values == (3.0, 16.0, 3.0, 2.0, 4.0, 3.0, 1.0, 2.0)
    assert found.charts[0].categories[-1] == "te weinig bekend"
    assert found.tables[0].rows[0][1].text == "6 van 6"
    assert any("niet over heel Nederland" in p.text for p in found.paragraphs)


def test_what_is_missing_says_why(heerlen: tuple[Briefing, Profile]) -> None:
    made, _ = heerlen
    unknown = slide(made, "method").paragraphs[0]
    assert unknown.text.startswith(
        "Geen cijfer over stedelijkheid (dit cijfer is niet op te tellen), woningen (geen cijfer "
        "in deze editie), "
    )
    rows = slide(made, "table").tables[0].rows
    income = next(r for r in rows if "laag persoonlijk inkomen" in r[0].text)
    assert [cell.text for cell in income[1:]] == [
        "2022",
        "49,6\u202f%",
        "geen cijfer",
        "46,2\u202f%",
        # Of three of the sixteen too little is known; between two places chance decides.
        "8 tot 9 van 13",
    ]
    health = next(r for r in slide(made, "table").tables[0].rows if "Goede" in r[0].text)
    assert [cell.text for cell in health[1:]] == [
        "2024 (geschat)",
        "59,5\u202f%",
        "72,8\u202f%",
        "61,6\u202f%",
        "onzeker",
    ]
    assert {cell.tone for cell in health} == {""}


@pytest.mark.parametrize("area", ["NL00", "BU09172000", "nplv"])
def test_a_country_or_buurt_has_no_briefing(
    area: str, starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> None:
    with pytest.raises(ExportError, match=r"is er geen briefing; kies een focusgebied"):
        make_briefing(make_page(f"?gebied={area}", starter_edition, catalog, areas), LINK)


@pytest.mark.parametrize("area", ["GM0917", "WK091720"])
def test_a_gemeente_and_a_wijk_have_one(
    area: str, starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> None:
    made = make_briefing(make_page(f"?gebied={area}", starter_edition, catalog, areas), LINK)
    assert len(made.slides) >= 8
    for number, found in enumerate(made.slides, start=1):
        assert_fits(place_slide(made, found, number), f"{area} {found.kind}")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_leaves_its_frame_in_any_area(
    language: Language, starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> None:
    assert len(areas) == 20
    for area in areas:
        view = make_page(f"?gebied={area}&taal={language}", starter_edition, catalog, areas)
        made = make_briefing(view, LINK)
        assert 8 <= len(made.slides) <= 11
        for number, found in enumerate(made.slides, start=1):
            places = place_slide(made, found, number)
            assert_fits(places, f"{area} {found.kind}")
            rows = [len(p.table.rows) for p in places if isinstance(p, TableItem)]
            assert rows == [len(table.rows) for table in found.tables]


def assert_fits(places: tuple[SlideItem, ...], where: str) -> None:
    """Measure each text in both fonts; nothing is cut, outside the slide or over another."""
    for place in places:
        assert_inside(place.frame, where)
        if isinstance(place, TextItem):
            assert not place.text.is_cut, (where, place.name)
            assert_text_fits(place, where)
        elif isinstance(place, TableItem):
            assert_table_fits(place, where)
        elif isinstance(place, ChartItem):
            assert has_room_for_labels(place.frame, place.chart, place.size), where
    solid = [p for p in places if isinstance(p, TextItem | TableItem | ChartItem)]
    for one, other in combinations(solid, 2):
        assert not overlap(one.frame, other.frame), (where, one, other)


def assert_inside(frame: Frame, where: str) -> None:
    assert frame.left >= 0, where
    assert frame.top >= 0, where
    assert frame.right <= WIDE + 0.01, where
    assert frame.bottom <= HIGH + 0.01, where


def assert_text_fits(place: TextItem, where: str) -> None:
    found = place.text
    for face in ("arial", "source"):
        used = measure_height(
            found.paragraphs,
            place.frame.width,
            found.size,
            gap=place.gap,
            leading=place.leading,
            face=face,
        )
        assert used <= place.frame.height + 0.01, (where, place.name, face)


def assert_table_fits(place: TableItem, where: str) -> None:
    assert sum(place.rows) <= place.frame.height + 0.01, where
    texts_of = [place.table.columns, *(tuple(c.text for c in row) for row in place.table.rows)]
    for i, (row, high) in enumerate(zip(texts_of, place.rows, strict=True)):
        for text, share in zip(row, place.table.widths, strict=True):
            wide = share * place.frame.width
            for face in ("arial", "source"):
                n = len(break_cell(text, wide, place.size, is_bold=i == 0, face=face))
                assert n * place.size * LEADING + 2 * PAD_Y <= high + 0.01, (where, text, face)


def overlap(a: Frame, b: Frame) -> bool:
    beside = a.left >= b.right - 0.01 or b.left >= a.right - 0.01
    return not (beside or a.top >= b.bottom - 0.01 or b.top >= a.bottom - 0.01)


def test_arial_is_measured_as_its_maker_drew_it() -> None:
    # In thousandths of a letter: H 722, e 556, n 556.
    assert measure_width("Heen", 10) == pytest.approx(23.9)
    assert measure_width("59,5\u202f%", 10) == pytest.approx(4 * 0.556 * 10 - 2.78 + 2.78 + 8.89)


def test_a_long_text_is_made_smaller_and_then_cut_at_a_word() -> None:
    words = (Words("een twee drie vier vijf zes zeven acht negen tien"),)
    smaller = fit_text(words, 100, 40, (20, 16, 10, 8))
    assert (smaller.is_cut, smaller.paragraphs) == (False, words)
    assert smaller.size == 10
    cut = fit_text(words, 60, 12, (20, 8))
    assert cut.is_cut
    assert cut.size == 8
    assert cut.paragraphs[0].text.endswith("…")
    assert measure_height(cut.paragraphs, 60, 8) <= 12


def test_a_word_without_end_is_broken() -> None:
    found = break_lines(Words("https://" + "a" * 80), 100, 10)
    assert len(found) > 1
    assert all(measure_width(line[0].text, 10) <= 100 for line in found)
