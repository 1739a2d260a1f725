"""Two layers together: the same figures, classes and words on map, legend, table and files."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pypdf import PdfReader

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.export.briefing.file import write_briefing_file
from nplv_geo.export.data.file import write_data_file
from nplv_geo.export.data.tables import make_view_table
from nplv_geo.export.data_options import DataOptions
from nplv_geo.export.map.contents import gather_contents
from nplv_geo.present.address.pairs import list_second_layers
from nplv_geo.present.briefing.briefing import make_briefing
from nplv_geo.present.map.captions import write_captions
from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.map.model import list_entries, make_map_model, write_title
from nplv_geo.present.map.source import write_source
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import choose_colours
from nplv_geo.present.sentences.unmet import write_line
from nplv_geo.present.table.table import make_table
from nplv_geo.present.together.dots import MOST_DOTS, gather_dots
from nplv_geo.present.together.together import make_together
from nplv_geo.present.together.words import write_verdict
from nplv_geo.statistics.classify import NO_CLASS
from nplv_geo.statistics.together.pair_classes import find_complete

HERE = "?gebied=heerlen-noord&laag=misdrijven_per_1000&toon=samenhang"
PAIR = f"{HERE}&laag2=koopwoningen_pct"
Open = Callable[[str], Page]


@pytest.fixture(name="open_page")
def _open_page(
    starter_edition: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]
) -> Open:
    areas = {area.id: area for area in focus_areas}
    return lambda query: make_page(query, starter_edition, catalog, areas)


def _group(value: float, ordered: list[float]) -> int:
    """Third that a value is in: how many areas have no more, by counting."""
    n = len(ordered)
    bounds = [next(v for v in ordered if 3 * sum(w <= v for w in ordered) >= k * n) for k in (1, 2)]
    bounds[1] = min(bounds[1], max(v for v in ordered if v < ordered[-1]))
    return sum(value > bound for bound in (min(bounds), bounds[1]))


def test_classes_of_random_pairs_equal_those_of_cells_read_one_by_one(
    open_page: Open, catalog: Catalog
) -> None:
    edition = open_page("").edition
    chance = random.Random(20)  # noqa: S311  # the same pairs each time
    layers = [one for one in catalog.layers if edition.has_figures(one.id) and not one.hidden]
    seen = missing = turned = 0
    for _ in range(60):
        one, other = chance.sample(layers, 2)
        area = chance.choice([*edition.areas.focus_codes, "NL00"])
        page = open_page(f"?gebied={area}&laag={one.id}&laag2={other.id}&toon=samenhang")
        if page.pair is None or page.pair.thirds is None:
            continue
        cells = [
            [edition.values.cell(la.id, period, code).value for code in page.scope.codes]
            for la, period in zip(page.pair.layers, page.pair.periods, strict=True)
        ]
        both = [i for i, pair in enumerate(zip(*cells, strict=True)) if None not in pair]
        shown = [
            {i: round(float(column[i] or 0), la.decimals) for i in both}
            for column, la in zip(cells, page.pair.layers, strict=True)
        ]
        ordered = [sorted(column.values()) for column in shown]
        for i in range(len(page.scope.codes)):
            number = page.classes.classes[i]
            if i not in both:
                assert number == NO_CLASS
                missing += 1
                continue
            steps = []
            for which, la in enumerate((one, other)):
                group = _group(shown[which][i], ordered[which])
                is_turned = one.is_judged and other.is_judged and la.higher_is == "better"
                steps.append(2 - group if is_turned else group)
                turned += is_turned
            assert number == 3 * steps[1] + steps[0]
            seen += 1
        frame = pd.DataFrame({"a": [cells[0][i] for i in both], "b": [cells[1][i] for i in both]})
        expected = frame.astype(float).corr(method="spearman").loc["a", "b"]
        assert page.pair.correlation.value == pytest.approx(expected, nan_ok=True)
    assert seen >= 500
    assert missing > 50
    assert turned > 30


def test_map_legend_table_and_picture_say_the_same(open_page: Open) -> None:
    page = open_page(PAIR)
    assert page.pair is not None
    legend, entries = make_legend(page), list_entries(page)
    square = legend.square
    assert square is not None
    numbers = [number for number, *_ in entries.values()]
    assert [one.count for one in legend.classes] == [numbers.count(n) for n in range(9)]
    assert legend.missing == numbers.count(NO_CLASS) > 0
    assert len({one.colour for one in legend.classes}) == 9
    for corner in square.corners:
        n = numbers.count(corner.number)
        assert corner.text.endswith(f": {n} {'buurt' if n == 1 else 'buurten'}.")
    contents = gather_contents(page)
    assert (
        dict(zip(contents.codes, contents.numbers, strict=True)).items()
        <= {code: number for code, (number, *_) in entries.items()}.items()
    )
    shades = choose_colours(page.classes, page.layer.higher_is)
    model = make_map_model(page)
    assert model.colours == shades
    assert model.also is not None
    assert model.also.label == "Koopwoningen (%), 2024"
    table = make_table(page)
    assert [column.label for column in table.columns] == [
        "Gebied", "Misdrijven per 1.000 inwoners, 2025 (voorlopig)", "Koopwoningen (%), 2024",
        "Groep op de kaart", "Toelichting",
    ]  # fmt: skip
    for row in table.rows:
        number = entries[row.code][0]
        second, words = row.differences
        assert model.also.values[row.code] == second.split(" (")[0]
        if number == NO_CLASS:
            assert (row.colour, words) == (None, "")
        else:
            up, across = divmod(number, 3)
            names = ("laag", "midden", "hoog")
            assert words == f"{names[across]}, {names[up]}"
            assert row.colour == shades[number]


def test_title_periods_and_sources_are_of_both(open_page: Open) -> None:
    page = open_page(PAIR)
    assert write_title(page) == "Misdrijven per 1.000 inwoners en koopwoningen in Heerlen-Noord"
    words = write_captions(page)
    assert words.title == (
        "Misdrijven per 1.000 inwoners, 2025 (voorlopig) en koopwoningen (%), 2024, Heerlen-Noord"
    )
    assert page.pair is not None
    assert words.subtitle.endswith(write_verdict(page, page.pair))
    figures = write_source(page).figures
    assert "47018NED" in figures
    assert "; CBS, " in figures
    swapped = "?gebied=heerlen-noord&laag=koopwoningen_pct&laag2=misdrijven_per_1000&toon=samenhang"
    older = open_page(f"{swapped}&periode2=2022")
    assert older.pair is not None
    assert older.pair.periods == ("2024", "2022")
    assert "periode2=2022" in older.view.write_query()
    # Another layer, another tab: what no longer means anything goes, the rest stays.
    assert "periode2" not in older.view.write_query(laag2="inwoners")
    assert "laag2=misdrijven_per_1000" in older.view.write_query(laag="woz_waarde")
    assert "laag2" not in older.view.write_query(laag="misdrijven_per_1000")
    assert "laag2" not in older.view.write_query(toon="kaart")
    slide = next(one for one in make_briefing(page, "").slides if one.map)
    assert slide.map is not None
    assert slide.map.square == words.legend.square
    assert [one.count for one in slide.map.swatches[:9]] == [
        str(one.count) for one in words.legend.classes
    ]


def test_the_dark_corner_is_the_unfavourable_one_where_both_are_judged(open_page: Open) -> None:
    page = open_page(
        "?laag=misdrijven_per_1000&laag2=afstand_huisarts_km&toon=samenhang&niveau=gemeente"
    )
    assert page.pair is not None
    assert page.pair.is_judged
    assert page.pair.turned == (False, False)
    highest = int(np.nanargmax(page.pair.numbers[0]))
    assert page.classes.classes[highest] % 3 == 2
    neutral = open_page(PAIR)
    assert neutral.pair is not None
    assert not neutral.pair.is_judged
    assert "Hoog of laag is hier geen oordeel." in make_legend(neutral).empty_note


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (f"{HERE}&laag2=misdrijven_per_1000", "is dezelfde als de eerste"),
        (f"{HERE}&laag2=bestaat_niet", "tweede kaartlaag 'bestaat_niet': die is er niet in deze"),
        (f"{HERE}&laag2=stapeling", "is een optelsom van veel cijfers"),
        (f"{HERE}&laag2=gezondheid_beperkt_pct", "is er niet in deze editie"),
        (f"{PAIR}&periode2=1999", "jaar '1999' van de tweede kaartlaag: dat jaar is er niet"),
        (f"{HERE}&periode2=2020", "dat jaar hoort bij een tweede kaart of kaartlaag"),
        ("?gebied=heerlen-noord&laag2=koopwoningen_pct", "hoort bij Samenhang"),
        ("?laag=stapeling&toon=samenhang", "weergave 'samenhang': die is er niet op deze kaart"),
    ],
)
def test_what_cant_be_shown_has_its_sentence(open_page: Open, query: str, told: str) -> None:
    page = open_page(query)
    line = write_line(page, query)
    assert line is not None
    assert told in line.text
    assert write_line(open_page(PAIR), PAIR) is None


def test_a_layer_without_figures_of_this_level_is_no_choice(
    open_page: Open, catalog: Catalog
) -> None:
    page = open_page(HERE)
    edition, level = page.edition, page.view.level
    offered = {one.id for one in list_second_layers(page.layer.id, level, edition, catalog)}
    absent = [
        one.id
        for one in catalog.layers
        if edition.has_figures(one.id) and not one.hidden
        and one.id not in {*offered, page.layer.id}
    ]  # fmt: skip
    assert "koopwoningen_pct" in offered
    assert absent
    line = write_line(open_page(f"{HERE}&laag2={absent[0]}"), f"{HERE}&laag2={absent[0]}")
    assert line is not None
    assert "heeft geen cijfers over gebieden van dit niveau (buurt)" in line.text
    together = make_together(page)
    assert together is not None
    assert together.scatter is None
    listed = {one.id for _, options in together.choice.themes for one in options}
    assert listed == offered
    assert together.choice.likely
    assert all("laag2=" in link.href for link in together.choice.likely)


def test_of_two_amounts_nothing_is_said(open_page: Open) -> None:
    page = open_page("?gebied=heerlen-noord&laag=inwoners&laag2=misdrijven&toon=samenhang")
    together = make_together(page)
    assert together is not None
    assert together.verdict.startswith("Over een verband zeggen wij hier niets:")
    assert together.number == ""
    assert "niet over mensen" in together.caution


def test_the_scatter_has_a_dot_for_each_area_with_both_figures(open_page: Open) -> None:
    page = open_page(f"{PAIR}&vergelijk=NL00")
    together = make_together(page)
    assert page.pair is not None
    assert together is not None
    assert together.scatter is not None
    dots, *marked = together.scatter.figure["data"]
    first, second = page.pair.numbers
    both = [page.scope.codes[i] for i in np.flatnonzero(find_complete(first, second))]
    assert sorted(row[0] for row in dots["customdata"]) == sorted(both)
    shades = choose_colours(page.classes, page.layer.higher_is)
    numbers = dict(zip(page.scope.codes, page.classes.classes.tolist(), strict=True))
    assert list(dots["marker"]["color"]) == [shades[numbers[row[0]]] for row in dots["customdata"]]
    assert list(dots["x"]) == sorted(dots["x"])
    assert [one["customdata"][0][0] for one in marked] == ["NL00", "heerlen-noord"]
    lines = together.scatter.figure["layout"]["shapes"]
    known = [i for i, code in enumerate(page.scope.codes) if code in both]
    assert lines[0]["x0"] == np.median(first[known])
    assert lines[1]["y0"] == np.median(second[known])
    json.dumps(together.scatter.figure["layout"]["annotations"])


def test_many_areas_become_cells_that_count_them(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nplv_geo.present.together.dots.MOST_DOTS", 50)
    page = open_page("?laag=misdrijven_per_1000&laag2=koopwoningen_pct&toon=samenhang&niveau=buurt")
    assert page.pair is not None
    dots = gather_dots(page, page.pair)
    assert dots is not None
    assert dots.cells is not None
    assert dots.cells.counts.sum() == len(dots.codes) - dots.is_beyond.sum()
    assert MOST_DOTS == 1_000
    together = make_together(page)
    assert together is not None
    assert together.scatter is not None
    assert together.scatter.walked == ""
    assert together.scatter.title == "Hoe donkerder een vakje, hoe meer buurten"
    assert "De gekleurde stippen zijn de 20 focusgebieden." in together.scatter.notes
    # The fullest cell holds as many as lie between its bounds, and tells so.
    i, j = np.unravel_index(int(dots.cells.counts.argmax()), dots.cells.counts.shape)
    n = sum(
        dots.cells.across[i] <= one < dots.cells.across[i + 1]
        and dots.cells.up[j] <= other < dots.cells.up[j + 1]
        for one, other in zip(dots.first, dots.second, strict=True)
    )
    assert n == dots.cells.counts[i, j] > 1
    *shades, told = [one for one in together.scatter.figure["data"] if "customdata" not in one]
    assert f"{n} buurten" in told["text"]
    assert len(told["text"]) == np.count_nonzero(dots.cells.counts)
    fills = [one["fillcolor"] for one in shades]
    assert fills == sorted(set(fills), reverse=True)  # lightest first
    assert [one.name for one in dots.marked] == ["de 20 samen", "Nederland"]
    assert {one.code for one in dots.others} <= set(page.edition.areas.focus_codes)


def test_files_have_the_figures_of_both(open_page: Open) -> None:
    page = open_page(PAIR)
    assert page.pair is not None
    frame = make_view_table(page).frame
    assert frame.groupby("layer", sort=False).size().to_dict() == {
        "misdrijven_per_1000": len(page.scope.codes),
        "koopwoningen_pct": len(page.scope.codes),
    }
    for layer, numbers in zip(page.pair.layers, page.pair.numbers, strict=True):
        written = frame.loc[frame["layer"] == layer.id, "value"].to_numpy(dtype=float)
        assert written == pytest.approx(numbers, nan_ok=True)
    file = write_data_file(page, DataOptions("geojson"), "http://example.nl")
    content = json.loads(file.content)
    assert {len(one["properties"]["figures"]) for one in content["features"]} == {2}
    assert "koopwoningen (%), 2024" in content["name"]
    assert "_samenhang_koopwoningen_pct_2024_" in file.name


def test_the_scatter_is_on_a_slide_with_the_colours_of_the_map(open_page: Open) -> None:
    page = open_page(PAIR)
    assert page.pair is not None
    slides = make_briefing(page, "https://wijken.example").slides
    assert [one.kind for one in slides][2:4] == ["map", "together"]
    slide, scatter = slides[3], slides[3].scatter
    assert scatter is not None
    assert slide.title == write_title(page)
    assert slide.lead == write_verdict(page, page.pair)
    # Each area with both figures has its spot in the colour of its class, or is said to lie out.
    homes = page.edition.values.table("koopwoningen_pct", "2024")["value"]
    crimes = page.edition.values.table("misdrijven_per_1000", "2025")["value"]
    shades = choose_colours(page.classes, page.layer.higher_is)
    wanted = {
        (page.name_area(code), round(crimes[code], 1), round(homes[code], 0), shades[number])
        for code, number in zip(page.scope.codes, page.classes.classes.tolist(), strict=True)
        if number != NO_CLASS
    }
    shown = {
        (spot.name, spot.across, spot.up, group.colour)
        for group in scatter.groups
        for spot in group.spots
    }
    dots = gather_dots(page, page.pair)
    assert dots is not None
    n_out = int(dots.is_beyond.sum())
    assert shown < wanted
    assert len(wanted) - len(shown) == n_out == 2
    said = [paragraph.text for paragraph in slide.paragraphs]
    assert "2 buurten vallen buiten de grafiek." in said
    out = {name for name, *_ in wanted - shown}
    assert all(any(note.startswith(f"{name}: ") for note in slide.notes) for name in out)
    assert [one.spot.name for one in scatter.named][-1] == "Heerlen-Noord"
    assert scatter.across.title == "Misdrijven per 1.000 inwoners, 2025 (voorlopig)"
    assert scatter.up.title == "Koopwoningen (%), 2024"
    assert slide.key is not None
    assert slide.key.square == write_captions(page).legend.square
    # Of a country there are too many areas for a spot each, and no briefing; of one layer no spots.
    kinds = [one.kind for one in make_briefing(open_page("?gebied=heerlen-noord"), "").slides]
    assert "together" not in kinds


def test_powerpoint_and_pdf_have_the_scatter_with_its_numbers(open_page: Open) -> None:
    page = open_page(f"{PAIR}&taal=en")
    scatter = make_briefing(page, "https://wijken.example").slides[3].scatter
    assert scatter is not None
    deck = Presentation(
        BytesIO(write_briefing_file(page, "pptx", "https://wijken.example").content)
    )
    (native,) = [shape for shape in deck.slides[3].shapes if shape.has_chart]
    series = {one.name: one for one in native.chart.plots[0].series}
    n = 0
    for group in scatter.groups:
        drawn = series[group.name]
        points = [
            (float(x.text), y)
            for x, y in zip(drawn._element.find(qn("c:xVal")).iter(qn("c:v")), drawn.values)  # noqa: SLF001, B905
            if y is not None
        ]
        assert points == [(spot.across, spot.up) for spot in group.spots]
        assert str(drawn.marker.format.fill.fore_color.rgb) == group.colour[1:].upper()
        n += len(points)
    assert n == 30
    for one in scatter.named:
        assert next(iter(series[one.spot.name].values)) == one.spot.up
    content = write_briefing_file(page, "pdf", "https://wijken.example").content
    told = PdfReader(BytesIO(content)).pages[3].extract_text()
    for words in ("Each dot is a neighbourhood", scatter.up.title, scatter.across.title):
        assert words in told
    assert "middle one: 55" in told.replace("\u202f", " ")
