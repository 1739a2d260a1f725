"""Pages of an edition of which older years were converted: marks, gaps, the switch, verdicts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from nplv_geo.export.data.tables import make_view_table
from nplv_geo.ground.settings import Settings
from nplv_geo.present.area.cards import make_cards
from nplv_geo.present.area.panel import Panel, make_panel
from nplv_geo.present.area.peers import list_peers
from nplv_geo.present.map.captions import write_captions
from nplv_geo.present.map.conversion import make_conversion_note
from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.map.model import list_entries, make_map_model
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import PAPER
from nplv_geo.present.page.stacking import make_stacking
from nplv_geo.present.site.boundary_switch import METHOD_ANCHOR
from nplv_geo.present.site.method import ANCHORS
from nplv_geo.present.table.table import make_table
from nplv_geo.present.time.trend import TrendModel, make_trend
from nplv_geo.present.values.families import measure_gaps
from nplv_geo.present.values.peer_search import find_likeness
from nplv_geo.present.values.profile import make_profile
from nplv_geo.web.components import render_legend, render_trend
from tests import carrying
from tests.carrying import AREA, CRIME, HEALTH, PARTLY, PEOPLE, WEAK, WHOLE
from tests.figures import read_card, read_trend
from tests.revising import revise

AreaMap = dict[str, FocusArea]
TREND = f"?gebied={AREA}&laag={CRIME}&toon=ontwikkeling"
MAP = f"?gebied={AREA}&laag={CRIME}&periode=2022"
PUBLISHED = "&grenzen=gepubliceerd"


@pytest.fixture(scope="module")
def folder(starter_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return carrying.make_edition(
        starter_settings.editions, tmp_path_factory.mktemp("carried") / "editions"
    )


@pytest.fixture(scope="module")
def carried(folder: Path) -> Edition:
    return open_current(folder)


@pytest.fixture(scope="module")
def see(carried: Edition, catalog: Catalog, areas: AreaMap) -> Callable[[str], Page]:
    return lambda query: make_page(query, carried, catalog, areas)


@pytest.fixture(scope="module")
def trend(see: Callable[[str], Page]) -> TrendModel:
    return make_trend(see(TREND), ())


# --- the line -------------------------------------------------------------------------------------


def test_converted_years_are_marked_in_the_line_and_in_its_table(trend: TrendModel) -> None:
    own = trend.lines[0].points
    assert [point.is_converted for point in own] == [True, True, False, False, False]
    assert own[0].spread == pytest.approx(0.02 * own[0].number, rel=1e-5)
    assert trend.write_point(own[0]) == "55,3 (omgerekend, 8\u202f% verplaatst)"
    assert trend.write_point(own[0], short=True) == "55,3"
    cells = dict(trend.table.rows)
    assert [cells[year][0].mark for year in ("2021", "2022", "2023")] == [
        "omgerekend, 8\u202f% verplaatst",
        "omgerekend, 8\u202f% verplaatst",
        "",
    ]
    # Only the area had to be divided: Nederland and the gemeente did not.
    assert [cell.mark for cell in cells["2022"][1:]] == ["", ""]
    assert "Een open ruit is een cijfer dat is omgerekend naar de gebieden van 2024." in (
        " ".join(trend.notes)
    )


def test_a_converted_point_is_an_open_diamond_with_its_band(trend: TrendModel) -> None:
    markers = [trace for trace in read_trend(trend)["data"] if trace["mode"] == "markers"]
    own, country = markers[0], next(one for one in markers if one["name"] == "Nederland")
    assert own["marker"]["symbol"] == ["diamond", "diamond", "circle", "circle", "circle"]
    fills = [colour == PAPER for colour in own["marker"]["color"]]
    assert fills == [True, True, False, False, True]  # the last is provisional
    assert own["error_y"]["array"][2:] == [None] * 3
    assert own["error_y"]["arrayminus"] == own["error_y"]["array"]
    assert own["error_y"]["array"][:2] == pytest.approx([0.02 * 55.35, 0.02 * 63.15], rel=1e-3)
    assert set(country["marker"]["symbol"]) == {"circle"}
    assert "error_y" not in country


def test_a_band_is_inside_the_chart(trend: TrendModel) -> None:
    figure = read_trend(trend)
    low, high = figure["layout"]["yaxis"]["range"]
    ends = [p.number + s * (p.spread or 0) for p in trend.lines[0].points for s in (-1, 1)]
    assert low < min(ends) <= max(ends) < high


def test_a_weak_year_is_a_gap_with_its_reason_in_words(see: Callable[[str], Page]) -> None:
    weak = make_trend(see(f"?gebied={WEAK}&laag={CRIME}&toon=ontwikkeling"), ())
    why = "een te groot deel zou een schatting zijn: de grenzen zijn te veel veranderd"
    cells = dict(weak.table.rows)
    assert (cells["2021"][0].text, cells["2021"][0].is_missing) == (why, True)
    assert f"in 2021 en 2022: {why}." in " ".join(weak.notes)
    assert weak.lines[0].segments[0].years[0] == 2023


def test_where_only_whole_places_moved_nothing_is_marked(see: Callable[[str], Page]) -> None:
    whole = make_trend(see(f"?gebied={WHOLE}&laag={CRIME}&toon=ontwikkeling"), ())
    assert [cells[0].mark for _, cells in whole.table.rows] == [""] * 5
    assert "open ruit" not in " ".join(whole.notes)


def test_the_switch_is_a_pair_of_links_with_a_sentence(
    see: Callable[[str], Page], trend: TrendModel
) -> None:
    assert trend.switch is not None
    fixed, published = trend.switch.choices
    assert (fixed.label, fixed.is_current, fixed.href) == ("Vaste grenzen", True, see(TREND).query)
    assert (published.label, published.is_current) == ("Zoals gepubliceerd", False)
    assert published.href == f"{see(TREND).query}{PUBLISHED}"
    assert "omgerekend naar de gebieden van 2024" in trend.switch.text
    html = render_trend(see(TREND), trend)["trend-above"]
    assert '<nav aria-label="Grenzen van de cijfers">' in html
    assert html.count('aria-current="true"') == 1
    assert f"/methode?taal=nl#{METHOD_ANCHOR}" in html
    assert METHOD_ANCHOR in ANCHORS
    # A layer of which every year is of the areas of the map has nothing to choose.
    homes = see(f"?gebied={AREA}&laag=koopwoningen_pct&toon=ontwikkeling")
    assert make_trend(homes, ()).switch is None
    # Nor has the country, though the table is one of older areas.
    assert make_trend(see(f"?laag={PEOPLE}&toon=ontwikkeling"), ()).switch is None
    assert make_trend(see(f"?gebied={WEAK}&laag={CRIME}&toon=ontwikkeling"), ()).switch is not None


# --- as published ---------------------------------------------------------------------------------


def test_as_published_the_line_has_the_figures_of_the_whole_places(
    see: Callable[[str], Page], trend: TrendModel
) -> None:
    shown = make_trend(see(f"{TREND}{PUBLISHED}"), ())
    before, after = (model.lines[0].points for model in (trend, shown))
    assert after[0].number == pytest.approx(1.03 * before[0].number)
    assert after[2] == before[2]
    assert [cells[0].mark for _, cells in shown.table.rows][-2:] == [
        "van hele buurten zoals ze toen waren"
    ] * 2
    assert (shown.switch is not None, shown.switch and shown.switch.choices[1].is_current) == (
        True,
        True,
    )
    partly = make_trend(see(f"?gebied={PARTLY}&laag={CRIME}&toon=ontwikkeling{PUBLISHED}"), ())
    gap = dict(partly.table.rows)["2022"][0]
    assert gap.is_missing is True
    assert gap.text == "niet op deze plek gepubliceerd: het gebied had toen andere grenzen"


def test_verdicts_rest_on_fixed_boundaries_whatever_is_shown(
    see: Callable[[str], Page], trend: TrendModel, carried: Edition, catalog: Catalog
) -> None:
    page = see(f"{TREND}{PUBLISHED}")
    shown = make_trend(page, ())
    assert shown.gaps == trend.gaps
    assert shown.verdict_notes[-1].startswith("Dit oordeel gaat over vaste grenzen.")
    assert trend.verdict_notes == ("In de marge zit ook wat het omrekenen kan schelen.",)
    layer = catalog.layer(CRIME)
    assert measure_gaps(page.edition, layer, AREA) == measure_gaps(carried, layer, AREA)
    one, other = list_peers(page), list_peers(see(TREND))
    assert one.everywhere == other.everywhere
    assert [(row.id, row.change) for row in one.rows] == [
        (row.id, row.change) for row in other.rows
    ]


def test_the_profile_judges_what_is_comparable_and_shows_what_was_asked(
    see: Callable[[str], Page], catalog: Catalog, areas: AreaMap
) -> None:
    usual, shown = (
        make_profile(see(query).edition, catalog, areas, AREA) for query in (MAP, MAP + PUBLISHED)
    )
    for one, other in zip(usual.items, shown.items, strict=True):
        assert (one.change, one.country_change) == (other.change, other.country_change)
        assert (one.gaps, one.points) == (other.gaps, other.points)
    people, published = (p.find_item(PEOPLE) for p in (usual, shown))
    assert people is not None
    assert published is not None
    assert people.shown_points == people.points
    ratio = published.shown_points[0].number / people.points[0].number
    assert ratio == pytest.approx(1.03)


def test_a_margin_grows_by_the_band_and_a_verdict_can_fall(
    starter_edition: Edition, carried: Edition, catalog: Catalog
) -> None:
    layer = catalog.layer(CRIME)
    plain, banded = (measure_gaps(e, layer, AREA)["NL00"] for e in (starter_edition, carried))
    assert banded.change == pytest.approx(plain.change)
    assert banded.margin is not None
    assert plain.margin is not None
    assert plain.margin < banded.margin < plain.margin * 1.2


# --- cards ----------------------------------------------------------------------------------------


def test_a_small_line_has_open_dots_where_it_was_converted(
    see: Callable[[str], Page], carried: Edition, catalog: Catalog, areas: AreaMap
) -> None:
    profile = make_profile(carried, catalog, areas, AREA)
    cards = {card.id: card for card in make_cards(see(MAP), profile)}
    rows = {row.id: row for card in cards.values() for row in card.rows}
    assert rows[CRIME].line.converted == rows[CRIME].line.trend[0][:2]
    assert rows[CRIME].line.trend_text.startswith("2021 55,3 (omgerekend), 2022 63,2 (omgerekend),")
    chart = read_card(cards["veiligheid"])
    assert chart["converted"]["marker"]["color"] == PAPER
    assert len(chart["converted"]["x"]) == 2
    assert chart["newest_converted"]["x"] == []
    assert rows[HEALTH].line.converted == rows[HEALTH].line.trend[0][:3]


def test_the_figure_itself_has_the_mark_beside_it(
    see: Callable[[str], Page], carried: Edition, catalog: Catalog, areas: AreaMap
) -> None:
    profile = make_profile(carried, catalog, areas, AREA)
    for query, mark in (
        (MAP, "omgerekend, 8\u202f% verplaatst"),
        (f"?gebied={AREA}&laag={CRIME}&periode=2025", ""),
        (MAP + PUBLISHED, "van hele buurten zoals ze toen waren"),
    ):
        panel = make_panel(see(query), profile)
        assert isinstance(panel, Panel)
        assert panel.note == mark
    caption = write_captions(see(MAP + PUBLISHED))
    assert "van hele buurten zoals ze toen waren" in caption.subtitle
    assert any("zoals het is gepubliceerd" in remark for remark in caption.remarks)


# --- the map --------------------------------------------------------------------------------------


def test_the_map_of_an_older_year_says_what_was_converted(see: Callable[[str], Page]) -> None:
    page = see(f"{MAP}&niveau=buurt")
    note = make_conversion_note(page)
    assert note is not None
    assert note.text == (
        "Cijfers van 2022, omgerekend naar de gebieden van 2024. Bij 1 van de 34 buurten is een "
        "deel geschat. Zonder cijfer, omdat te veel geschat zou zijn of niet bekend is wat daar "
        "lag: 1."
    )
    entries = list_entries(page)
    assert entries[PARTLY][2] == "omgerekend, 30\u202f% verplaatst"
    assert entries[WHOLE][2] == ""
    assert entries[WEAK][0] == -1
    assert entries[WEAK][2].startswith("een te groot deel zou een schatting zijn")
    notes = {row.code: row.note for row in make_table(page).rows}
    assert notes[PARTLY] == "omgerekend, 30\u202f% verplaatst"
    assert notes[WHOLE] == ""
    assert len(note.choices) == 2
    newest = see(f"?gebied={AREA}&laag={CRIME}&periode=2025")
    assert make_conversion_note(newest) is None
    elsewhere = make_conversion_note(see(f"?gebied=breda-noord&laag={CRIME}&periode=2022"))
    assert elsewhere is not None
    assert elsewhere.choices == ()
    assert elsewhere.text.endswith("Hier is niets geschat: het zijn hele gebieden.")


def test_the_map_as_published_has_gaps_and_classes_of_its_own(see: Callable[[str], Page]) -> None:
    usual, page = see(f"{MAP}&niveau=buurt"), see(f"{MAP}&niveau=buurt{PUBLISHED}")
    entries = list_entries(page)
    for code in (PARTLY, WEAK):
        assert entries[code] == (
            -1,
            "geen cijfer",
            "niet op deze plek gepubliceerd: het gebied had toen andere grenzen",
        )
    assert page.classes.missing == usual.classes.missing + 1
    rows = {row.code: row for row in make_table(page).rows}
    assert rows[PARTLY].value == "geen cijfer"
    table = make_view_table(page).frame.set_index("code")
    assert pd.isna(table.loc[PARTLY, "value"])
    assert str(table.loc[PARTLY, "reason"]).startswith("niet op deze plek gepubliceerd")
    note = make_conversion_note(page)
    assert note is not None
    assert "zoals gepubliceerd" in note.text
    assert "Zoals gepubliceerd" in render_legend(page, make_legend(page))


def test_of_the_country_only_what_the_file_can_not_tell_travels_along(
    see: Callable[[str], Page],
) -> None:
    query = f"?laag={CRIME}&periode=2022&niveau=buurt&schaal=jaar"
    usual, shown = (make_map_model(see(q)) for q in (query, query + PUBLISHED))
    assert usual.figures is not None
    assert shown.figures is not None
    assert usual.figures.url == shown.figures.url
    assert (set(usual.areas), set(shown.areas)) == ({PARTLY}, {PARTLY, WEAK})
    assert usual.areas[PARTLY][2] == "omgerekend, 30\u202f% verplaatst"
    assert (usual.figures.classes, shown.areas[PARTLY][0]) == (None, -1)
    assert shown.figures.classes is not None
    # One of a year of the map itself needs nothing beside its file.
    newest = make_map_model(see(f"?laag={CRIME}&periode=2024&niveau=buurt&schaal=jaar{PUBLISHED}"))
    assert newest.areas == {}
    assert newest.figures is not None
    assert newest.figures.classes is None


# --- what is not comparable takes no part ---------------------------------------------------------


def test_a_weak_estimate_takes_no_part_in_peers_and_stacking(
    starter_settings: Settings,
    tmp_path: Path,
    catalog: Catalog,
    starter_edition: Edition,
) -> None:
    """Every newest figure of one area and of one buurt of another would be a guess."""
    peer = find_likeness(starter_edition, catalog, AREA).peers[0].area
    folder = carrying.make_edition(starter_settings.editions, tmp_path / "editions")
    edition = folder / (folder / "current").read_text(encoding="utf-8").strip()

    def weaken(rows: pd.DataFrame) -> None:
        weak = rows["area"].isin([peer, WHOLE])
        rows["status"], rows["reason"] = (
            rows["status"].astype(object),
            rows["reason"].astype(object),
        )
        rows.loc[weak, "value"] = float("nan")
        rows.loc[weak, ["status", "reason"]] = ["not_comparable", "weak_estimate"]

    for path in sorted((edition / "values").glob("*.arrow")):
        revise(edition, path.stem, weaken)
    weakened = open_current(folder)
    likeness = find_likeness(weakened, catalog, AREA)
    assert peer not in {one.area for one in likeness.peers}
    assert len(likeness.peers) == len(find_likeness(starter_edition, catalog, AREA).peers)
    stack = make_stacking(weakened, catalog, ()).stack.frame.loc[WHOLE]
    assert pd.isna(stack["count"])
    assert stack["known"] == 0
    before = make_stacking(starter_edition, catalog, ()).stack.frame.loc[WHOLE]
    assert before["known"] > 0
