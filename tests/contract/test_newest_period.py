"""A new year of which one column is still empty, as the CBS publishes each: one answer everywhere.

The map is of 2025, and 86165NED (2025) has inhabitants and no share of owner-occupied homes.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from nplv_geo.definitions.catalog import STACKING, Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.read import read_events
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.origin import Origin
from nplv_geo.edition.store import open_current
from nplv_geo.export.data.notes import write_notes
from nplv_geo.export.data.tables import make_view_table
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.present.area.cards import make_cards
from nplv_geo.present.area.panel import Panel, make_panel
from nplv_geo.present.area.profile_text import write_profile
from nplv_geo.present.area.strips import list_strips
from nplv_geo.present.briefing.briefing import make_briefing
from nplv_geo.present.map.captions import write_captions
from nplv_geo.present.map.source import write_source
from nplv_geo.present.page.stacking import make_stacking
from nplv_geo.present.site import menu as menus
from nplv_geo.present.time.trend import make_trend
from nplv_geo.web import components, create_app
from nplv_geo.web.site import Site
from tests.commands import tiny
from tests.made_up import made_up_manifest, made_up_origin

LAYER = "koopwoningen_pct"
NOTE = "2025: nog niet gepubliceerd"
NO_HOMES = re.sub(r"(?m)^((?:NL|GM|WK|BU).*;)[^;]*$", r"\1.", tiny.KWB)
# Of 2024 nothing was published about the homes, in 2025 neither.
NEVER = "woningvoorraad"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("newest")
    files = (
        tiny.write_boundaries(folder, "buurt_2025.gpkg"),
        tiny.write_figures(folder, _without_stock(tiny.KWB), "85984NED.csv"),
        tiny.write_figures(folder, _without_stock(NO_HOMES), "86165NED.csv"),
    )
    for arguments in (("import", *files), ("build",)):
        done = tiny.run(*arguments, data=folder / "data")
        assert done.exit_code == 0, done.output
    return folder / "data"


def _without_stock(table: str) -> str:
    head, *rows = table.strip().splitlines()
    place = head.split(";").index("Woningvoorraad_35")
    cells = [row.split(";") for row in rows]
    lines = [";".join("." if i == place else c for i, c in enumerate(row)) for row in cells]
    return "\n".join([head, *lines]) + "\n"


@pytest.fixture(scope="module")
def edition(data: Path) -> Edition:
    return open_current(data / "editions")


@pytest.fixture(scope="module")
def site(edition: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]) -> Site:
    areas = {area.id: area for area in focus_areas}
    return Site(edition, catalog, areas, read_events(PROJECT, areas))


def test_the_newest_period_is_the_newest_with_figures(edition: Edition) -> None:
    assert edition.periods(LAYER) == ("2024", "2025")
    assert edition.newest_period(LAYER) == "2024"
    assert edition.newest_period(LAYER, AreaLevel.BUURT) == "2024"
    assert edition.unpublished_periods(LAYER) == ("2025",)
    assert edition.newest_period("inwoners") == "2025"
    assert edition.unpublished_periods("inwoners") == ()
    assert edition.periods(NEVER) == ("2024", "2025")
    assert edition.newest_period(NEVER) is None
    assert edition.unpublished_periods(NEVER) == ("2024", "2025")
    assert edition.default_period(NEVER) == "2025"


def test_page_panel_cards_and_profile_say_the_same(site: Site, catalog: Catalog) -> None:
    page = site.make_page(f"?laag={LAYER}")
    assert (page.view.area, page.view.period, page.find_value("NL00")) == ("NL00", "2024", 57.0)
    shown = make_panel(page, site.make_profile("NL00"))
    assert isinstance(shown, Panel)
    assert (shown.value, shown.period, shown.note) == ("57\u202f%", "2024", NOTE)
    rows = {
        row.id: row for card in make_cards(page, site.make_profile("NL00")) for row in card.rows
    }
    assert (rows[LAYER].value, rows[LAYER].period, rows[LAYER].note) == ("57\u202f%", "2024", NOTE)
    lines = write_profile(site.make_profile("NL00"), catalog).splitlines()
    (line,) = (one for one in lines if "Koopwon" in one)
    assert line.strip().startswith("Koopwoningen, 2024: 57\u202f%; ")
    assert line.endswith(f"; {NOTE}")
    assert f"{NOTE}." in write_source(page).remarks


def test_strips_beside_another_layer_of_that_year_say_it_too(site: Site) -> None:
    same_theme = site.make_page(f"?laag={LAYER}&gebied=GM0917&periode=2025")
    found = {strip.label: strip for strip in list_strips(same_theme)}
    assert found["Koopwoningen"].note == "2024"


def test_a_picture_and_a_slide_say_the_same(site: Site) -> None:
    page = site.make_page(f"?laag={LAYER}")
    words = write_captions(page)
    assert f"{NOTE}." in words.remarks
    assert "2024" in words.figures
    of_area = site.make_page(f"?laag={LAYER}&gebied=heerlen-noord")
    made = make_briefing(of_area, "https://voorbeeld.nl").slides
    told = " ".join(note for slide in made for note in slide.notes)
    assert f"2024; {NOTE}" in told


def test_the_files_with_figures_name_the_source_of_the_figures(site: Site) -> None:
    table = make_view_table(site.make_page(f"?laag={LAYER}"))
    assert set(table.frame["period"]) == {"2024"}
    assert any("85984NED" in text for _, _, text in write_notes(table, "https://voorbeeld.nl"))


def test_the_stacking_counts_with_the_figures(site: Site, catalog: Catalog) -> None:
    stacking = make_stacking(site.edition, catalog)
    periods = {i.layer.id: i.period for own in stacking.candidates.values() for i in own}
    assert periods[LAYER] == "2024"
    domain = next(
        d for d, own in stacking.candidates.items() if any(i.layer.id == LAYER for i in own)
    )
    page = site.make_page(f"?laag={STACKING}&domeinen={domain}:{LAYER}")
    assert f"85984NED, 2024; {NOTE}" in write_source(page).figures.replace(
        " (85984NED)", ", 85984NED"
    )


@pytest.mark.parametrize("form", ["json", "table"])
def test_values_says_the_same(data: Path, form: str) -> None:
    asked = ("values", "--area", "NL00", "--layer", LAYER, "--format", form)
    done = tiny.run(*asked, data=data)
    if form == "table":
        assert done.output.startswith("Koopwoningen (%), 2024\n")
        assert NOTE in done.output
        return
    found = json.loads(done.output)
    assert (found["period"], found["value"], found["status"]) == ("2024", 57.0, "ok")
    assert found["unpublished_periods"] == ["2025"]


def test_who_asks_for_the_empty_year_gets_it(data: Path, site: Site) -> None:
    asked = ("values", "--area", "NL00", "--layer", LAYER, "--period", "2025", "--format", "json")
    found = json.loads(tiny.run(*asked, data=data).output)
    assert (found["period"], found["value"], found["status"]) == ("2025", None, "not_published")
    page = site.make_page(f"?laag={LAYER}&periode=2025")
    assert page.view.period == "2025"
    assert "periode=2025" in page.query


@pytest.fixture(scope="module")
def ask(data: Path) -> Any:  # noqa: ANN401  # JSON
    settings = Settings(project=PROJECT, data=data, edition=None, port=8050)
    client = create_app(settings).server.test_client()
    return lambda path: client.get(path).get_json()


def test_the_api_says_the_same(ask: Any) -> None:  # noqa: ANN401
    found = ask(f"/api/v1/values?gebied=NL00&laag={LAYER}")
    assert (found["period"], found["value"]) == ("2024", 57.0)
    assert found["unpublished_periods"] == ["2025"]
    empty = ask(f"/api/v1/values?gebied=NL00&laag={LAYER}&periode=2025")
    assert (empty["value"], empty["status"]) == (None, "not_published")
    assert ask(f"/api/v1/layers/{LAYER}/values?niveau=buurt")["period"] == "2024"
    layers = {layer["id"]: layer for layer in ask("/api/v1/layers?per_pagina=100")["layers"]}
    assert layers[LAYER]["newest_period"] == "2024"
    assert layers[LAYER]["unpublished_periods"] == ["2025"]
    assert [period["period"] for period in layers[LAYER]["periods"]] == ["2024", "2025"]
    assert layers[NEVER]["newest_period"] is None
    assert layers[NEVER]["unpublished_periods"] == ["2024", "2025"]


def test_an_empty_year_and_an_empty_layer_are_named_and_no_choice(site: Site) -> None:
    page = site.make_page(f"?laag={LAYER}")
    period, *_ = menus.list_controls(page)
    assert [(c.label, bool(c.href), c.note) for c in period.choices] == [
        ("2024", True, ""),
        ("2025", False, "nog niet gepubliceerd"),
    ]
    text = components.render_menu(page, menus.list_themes(page), menus.list_controls(page))
    assert "<span>2025</span><small>nog niet gepubliceerd</small>" in text.lower()
    stock = site.catalog.layer(NEVER).label.nl
    (theme,) = (theme for theme in menus.list_themes(page) if stock in theme.unpublished)
    assert stock not in [choice.label for choice in theme.choices] + list(theme.absent)
    assert "Nog niet gepubliceerd (1)" in text


def test_what_is_asked_for_by_name_is_in_the_menu_as_what_is_shown(site: Site) -> None:
    page = site.make_page(f"?laag={NEVER}")
    assert (page.layer.id, page.view.period) == (NEVER, "2025")
    current = [c for theme in menus.list_themes(page) for c in theme.choices if c.is_current]
    assert [choice.label for choice in current] == [site.catalog.layer(NEVER).label.nl]
    period, *_ = menus.list_controls(page)
    assert [(c.label, bool(c.href), c.is_current) for c in period.choices] == [
        ("2024", False, False),
        ("2025", True, True),
    ]


def test_the_same_in_english(site: Site) -> None:
    shown = make_panel(site.make_page(f"?laag={LAYER}&taal=en"), site.make_profile("NL00"))
    assert isinstance(shown, Panel)
    assert shown.note == "2025: not yet published"


def test_the_page_over_time_has_both_years(site: Site) -> None:
    model = make_trend(site.make_page(f"?laag={LAYER}&toon=ontwikkeling"), ())
    assert [point.period for point in model.lines[0].points] == ["2024", "2025"]
    assert model.table.rows[0][1][0].text == "nog niet gepubliceerd"


def _origins(**counts: tuple[int, int]) -> dict[str, Origin]:
    """By period the number of focus areas, and of buurten, that have a figure."""
    return {
        f"20{key[1:]}": made_up_origin(
            values=focus + buurten,
            figures={"focusgebied": focus, "buurt": buurten} if focus else {"buurt": buurten},
        )
        for key, (focus, buurten) in counts.items()
    }


@pytest.mark.parametrize(
    ("origins", "newest", "of_buurten"),
    [
        (_origins(y23=(20, 500), y24=(20, 500)), "2024", "2024"),
        (_origins(y23=(20, 500), y24=(11, 500)), "2024", "2024"),  # most areas have it
        (_origins(y23=(20, 500), y24=(10, 500)), "2023", "2024"),
        (_origins(y23=(20, 500), y24=(20, 250)), "2024", "2023"),
        (_origins(y23=(1, 500), y24=(0, 500)), "2023", "2024"),
        (_origins(y23=(0, 500), y24=(0, 300)), "2024", "2024"),  # no focus area ever has one
        (_origins(y23=(0, 500), y24=(0, 249)), "2023", "2023"),
        (_origins(y23=(20, 0), y24=(9, 0)), "2023", "2023"),  # no buurt ever has one
        (_origins(y23=(0, 0), y24=(0, 0)), None, None),
        ({}, None, None),
    ],
)
def test_a_period_has_figures_when_more_than_half_as_many_areas_have_one_as_in_the_best(
    origins: dict[str, Origin], newest: str | None, of_buurten: str | None
) -> None:
    manifest = made_up_manifest("een", layers={"laag": origins} if origins else {})
    assert manifest.newest_period("laag") == newest
    assert manifest.newest_period("laag", AreaLevel.BUURT) == of_buurten


def test_only_what_comes_after_the_figures_is_still_to_be_published() -> None:
    origins = _origins(y21=(0, 0), y22=(20, 500), y23=(0, 5), y24=(0, 0))
    manifest = made_up_manifest("een", layers={"laag": origins})
    assert manifest.newest_period("laag") == "2022"
    assert manifest.unpublished_periods("laag") == ("2024",)
