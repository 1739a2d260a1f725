"""One list of what is compared with: page, files, slides and API name the same, buurten too."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO, StringIO
from statistics import median

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from nplv_geo.export.briefing.file import write_briefing_file
from nplv_geo.export.data.file import write_data_file
from nplv_geo.export.data_options import DataOptions
from nplv_geo.present.area.cards import make_cards
from nplv_geo.present.area.panel import Panel, make_panel
from nplv_geo.present.area.strips import list_strips
from nplv_geo.present.map.captions import write_captions
from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.map.model import make_map_model
from nplv_geo.present.page.comparators import list_others
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import REFERENCES, SYMBOLS
from nplv_geo.present.site.comparing import make_compare_bar, make_pin_choice
from nplv_geo.present.table.table import make_table
from nplv_geo.present.time.lines import list_lines
from nplv_geo.present.time.trend import make_trend
from nplv_geo.present.time.trend_chart import draw_figure
from nplv_geo.present.values.peer_search import find_likeness
from nplv_geo.present.values.profile import Profile, make_profile

Ask = Callable[[str], Page]

CRIME = "laag=misdrijven_per_1000"
# Two buurten of areas apart: in Heerlen-Noord and in Utrecht.
HERE, THERE = "BU09172000", "BU03440311"
CHOSEN = f"?gebied=heerlen-noord&{CRIME}&vergelijk=gelijken,{HERE},rest,tilburg-noordwest"
SITE = "https://wijken.example"


def _profile(page: Page) -> Profile:
    return make_profile(page.edition, page.catalog, page.focus_areas, page.view.area)


def _names(page: Page) -> list[str]:
    return [one.name for one in list_others(page)]


def _read_csv(page: Page, *, everything: bool = False) -> pd.DataFrame:
    file = write_data_file(page, DataOptions("csv", everything=everything), SITE)
    return pd.read_csv(StringIO(file.content.decode()), keep_default_na=False)


@pytest.fixture(scope="module")
def chosen(ask: Ask) -> Page:
    return ask(CHOSEN)


def test_the_list_is_made_once(chosen: Page) -> None:
    assert chosen.comparators is chosen.comparators
    assert _names(chosen) == [
        "Gebieden die het meest lijken (de middelste)",
        "Weggebekker",
        "Rest van Heerlen",
        "Tilburg Noordwest",
    ]
    # The oldest choice has the first looks: one more changes nothing for the others.
    assert [one.role for one in chosen.comparators] == ["other-d", "other-c", "other-b", "other"]


def test_all_parts_of_the_page_show_that_list_and_no_other(chosen: Page) -> None:
    names, roles = _names(chosen), [one.role for one in chosen.comparators]
    panel = make_panel(chosen, _profile(chosen))
    assert isinstance(panel, Panel)
    assert [one.name for one in panel.comparisons] == names
    rows = [row for card in make_cards(chosen, _profile(chosen)) for row in card.rows]
    assert {tuple(one.name for one in row.comparisons) for row in rows} == {tuple(names)}
    crime = next(row for row in rows if row.id == "misdrijven_per_1000")
    assert [mark.role for mark in crime.line.compared] == roles
    # In the rows of the legend, from the axis down.
    assert {mark.name for mark in make_legend(chosen).marks} == {"Heerlen-Noord", *names}
    assert len(make_legend(chosen).marks) == 1 + len(names)
    assert [one.role for one in list_strips(chosen)[0].compared] == roles
    assert [line.name for line in list_lines(chosen)] == ["Heerlen-Noord", *names]
    columns = [column.label for column in make_table(chosen).columns]
    assert columns[2:-1] == [f"Verschil met {name}" for name in names]
    bar = make_compare_bar(chosen)
    assert bar is not None
    assert [item.name for item in bar.items] == names
    assert bar.full.endswith("dan valt Tilburg Noordwest af.")


def test_files_and_slides_name_the_same(chosen: Page) -> None:
    names = _names(chosen)
    for everything in (False, True):
        found = _read_csv(chosen, everything=everything)
        assert set(names) <= set(found["name"])
    book = openpyxl.load_workbook(
        BytesIO(write_data_file(chosen, DataOptions("xlsx"), SITE).content), read_only=True
    )
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert set(names) <= {str(cell) for row in rows for cell in row}
    subtitle = write_captions(chosen).subtitle
    assert all(name.lower() in subtitle.lower() for name in names)
    deck = Presentation(BytesIO(write_briefing_file(chosen, "pptx", SITE).content))
    heads = [
        [cell.text for cell in shape.table.rows[0].cells]
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
    ]
    drawn = {
        series.name: f"#{series.format.line.color.rgb}".lower()
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_chart
        for series in shape.chart.plots[0].series
        if series.format.line.color.type is not None
    }
    assert any(set(names) <= set(head) for head in heads)
    assert {drawn[one.name] for one in list_others(chosen)} == {
        REFERENCES[one.role] for one in list_others(chosen)
    }


def test_what_is_worked_out_stands_in_a_file_as_on_the_panel(chosen: Page) -> None:
    rows = _read_csv(chosen).set_index("code")
    rest, alike = rows.loc["rest:GM0917"], rows.loc["gelijken"]
    assert (rest["level"], alike["level"]) == ("rest", "gelijken")
    # (5,750 - 3,238) crimes outside the area, as the trend has it.
    assert float(rest["value"]) == pytest.approx(72.4, abs=0.05)
    peers = find_likeness(chosen.edition, chosen.catalog, "heerlen-noord").peers
    values = [chosen.find_value(peer.area) for peer in peers]
    known = [value for value in values if value is not None]
    assert len(known) >= 3
    assert float(alike["value"]) == pytest.approx(median(known))


def test_two_buurten_of_different_areas_stand_side_by_side(ask: Ask) -> None:
    page = ask(f"?gebied={HERE}&{CRIME}&vergelijk={THERE},NL00")
    name = f"{page.edition.areas.names[THERE]} (Utrecht)"
    assert _names(page) == [name, "Nederland"]
    value = page.edition.values.cell("misdrijven_per_1000", "2025", THERE).value
    assert value is not None
    panel = make_panel(page, _profile(page))
    assert isinstance(panel, Panel)
    assert panel.comparisons[0].value == page.t.value(value, page.layer)
    assert panel.comparisons[0].role == "other"
    line = list_lines(page)[1]
    assert line.known_points[-1].number == pytest.approx(value)
    row = next(row for row in make_table(page).rows if row.code == HERE)
    own = page.find_value(HERE)
    assert own is not None
    assert row.differences[0] == page.t.difference(own - value, page.layer)
    traces = draw_figure(make_trend(page, ())).to_dict()["data"]
    (drawn,) = (trace for trace in traces if trace.get("name") == name)
    assert {*drawn["marker"]["symbol"]} <= {SYMBOLS["other"], "diamond"}


def test_what_has_no_figure_stays_in_sight_and_says_why(ask: Ask) -> None:
    page = ask(f"?gebied=heerlen-noord&laag=woz_waarde&vergelijk=rest,{HERE}")
    why = {one.id: one.why for one in page.comparators}
    assert why["rest"] == "dit cijfer is niet op te tellen"
    bar = make_compare_bar(page)
    assert bar is not None
    assert [item.why for item in bar.items] == list(why.values())
    counted = ask(f"?gebied=heerlen-noord&laag=stapeling&vergelijk={HERE},GM0917")
    assert [bool(one.why) for one in counted.comparators] == [False, True]
    wijk = ask(f"?gebied=WK091713&{CRIME}&vergelijk=gelijken")
    assert wijk.comparators[0].why.startswith("alleen voor een focusgebied of een buurt")


def test_each_link_of_the_line_takes_one_away_and_each_area_can_be_pinned(chosen: Page) -> None:
    bar = make_compare_bar(chosen)
    assert bar is not None
    rest = next(item for item in bar.items if item.name.startswith("Rest"))
    assert rest.remove.label == "Rest van Heerlen niet meer vergelijken"
    assert f"vergelijk=gelijken,{HERE},tilburg-noordwest" in rest.remove.href
    table = make_table(chosen)
    pins = {row.code: pin for row, pin in zip(table.rows, table.pins, strict=True)}
    assert pins[HERE].is_pinned
    assert f"vergelijk=BU09171200,gelijken,{HERE},rest,tilburg-noordwest" in pins["BU09171200"].href
    model = make_map_model(chosen)
    assert model.pin.replace("__area__", "BU09171200") == pins["BU09171200"].href
    assert model.pinned[HERE] == pins[HERE].href


def test_the_panel_leads_to_the_map_around_with_the_area_to_compare_with(ask: Ask) -> None:
    pin = make_pin_choice(ask(f"?gebied={HERE}&{CRIME}"))
    assert pin is not None
    assert pin.label == "Vergelijk Weggebekker met een ander gebied"
    around = ask(pin.href)
    assert (around.view.area, around.view.compared[0]) == ("heerlen-noord", HERE)
    bar = make_compare_bar(around)
    assert bar is not None
    assert bar.hint.startswith("U vergelijkt met Weggebekker.")
    assert make_pin_choice(ask("?")) is None
