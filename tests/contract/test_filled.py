"""From the services to the page: every layer file gets values, or every gap says why."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.settings import Settings
from nplv_geo.ground.status import Status
from nplv_geo.present.area.panel import Panel, make_panel
from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.page.making import make_page
from nplv_geo.present.values.profile import make_profile
from tests.layer_table import DOCUMENT, fill_from_standin, write_document
from tests.standin import invented, school

pytestmark = pytest.mark.slow

# Published until 2023 and not since: shown on the map of 2024 where the place is still the same.
ENDED = {"laag_inkomen_pct", "sociaal_minimum_120_pct", "sociaal_minimum_pct"}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    data = tmp_path_factory.mktemp("filled")
    return fill_from_standin(Settings(data=data, edition=None, port=0))


def test_every_layer_has_a_period_with_values(filled: Edition, catalog: Catalog) -> None:
    layers = filled.manifest.layers
    without = {
        layer.id
        for layer in catalog.layers
        if not any(period.values > 1 for period in layers.get(layer.id, {}).values())
    }
    assert without == set()


def test_the_table_of_layers_is_what_both_editions_have(
    filled: Edition, starter_edition: Edition
) -> None:
    expected = write_document(starter_edition.manifest, filled.manifest)
    assert DOCUMENT.read_text(encoding="utf-8") == expected, "make it again with 'make layers'"


def test_nothing_rare_is_kept_below_its_level_or_for_few_residents(
    filled: Edition, catalog: Catalog
) -> None:
    rare = [layer for layer in catalog.layers if layer.aggregate.smallest_level != "buurt"]
    assert {layer.id for layer in rare} >= {
        "overval_per_1000", "wapenhandel_per_1000", "mensenhandel_per_1000",
        "mensensmokkel_per_1000", "vsv_pct",
    }  # fmt: skip
    people = filled.values.table("inwoners", "2024")["value"]
    levels = filled.areas.frame["level"].map(AreaLevel)
    for layer in rare:
        for period in filled.manifest.layers[layer.id]:
            values = filled.values.table(layer.id, period)
            small = [area for area in values.index if not layer.is_given_at(levels[area])]
            few = [area for area in values.index if people[area] < layer.aggregate.min_denominator]
            assert small
            assert values.loc[[*small, *few], ["value", "amount", "weight"]].isna().all(axis=None)
            assert set(values.loc[small, "reason"]) == {"below_smallest_level"}


def test_every_gap_says_why(filled: Edition, catalog: Catalog) -> None:
    silent = []
    for layer in catalog.layers:
        for period in filled.manifest.layers[layer.id]:
            values = filled.values.table(layer.id, period)
            empty = values[values["value"].isna()]
            told = empty["status"].isin([status.value for status in Status])
            if not (told & (empty["status"] != Status.OK.value)).all():
                silent.append((layer.id, period))
    assert silent == []


def test_layers_that_ended_are_shown_where_the_place_is_the_same(filled: Edition) -> None:
    """With the outlines of 2023 in the raw store these had no figure below the country."""
    for layer in sorted(ENDED):
        (period,) = filled.manifest.layers[layer]
        origin = filled.origin(layer, period)
        assert (period, origin.boundary_year, origin.division_from) == (
            "2023", 2023, "service",
        )  # fmt: skip
        assert filled.values.table(layer, period).loc["BU00140001", "status"] == Status.OK


def test_a_newer_division_is_carried_to_the_map(filled: Edition) -> None:
    """The police record 2025; in Groningen De Hoogte has another code there than on the map."""
    origin = filled.origin("misdrijven", "2024")
    assert (origin.boundary_year, origin.division_from) == (2025, "service")
    assert origin.affected == ()
    assert origin.carried is not None
    assert (origin.carried.from_year, origin.carried.to_year) == (2025, 2024)
    values = filled.values.table("misdrijven", "2024")
    hoogte = values.loc["BU00140001"]
    assert (hoogte["status"], hoogte["origin"], hoogte["moved"]) == (Status.OK, "carried", 0.0)
    assert values.loc["BU16800000", "status"] == Status.OK
    assert values.loc["GM0014", "status"] == Status.OK


def test_figures_of_the_tables_beside_the_kerncijfers(filled: Edition) -> None:
    origin = filled.manifest.layers
    assert list(origin["ses_woa"]) == ["2023"]
    assert origin["ses_woa"]["2023"].table == "86092NED"
    assert origin["ses_woa"]["2023"].boundary_year == 2024
    assert filled.values.table("ses_woa", "2023").loc["GM0014", "value"] == 0.202
    assert filled.values.table("afstand_apotheek_km", "2024").loc["BU00140001", "value"] == 1.5
    share = filled.values.table("werkenden_15_75_pct", "2024").loc["GM0014", "value"]
    assert share == pytest.approx(100 * 6320 / 10200)
    running = origin["misdrijven_dit_jaar"]["2026"]
    assert running.provisional
    assert running.topic == "GeregistreerdeMisdrijven_1 2026MM01-2026MM05"
    months = [round(invented.figure(f"BU168001002026MM0{n}", 0, 14)) for n in range(1, 6)]
    assert sum(months) == 39
    assert filled.values.table("misdrijven_dit_jaar", "2026").loc["BU16800100", "value"] == 39


SENTENCES = [
    ("vsv_pct", "nl", "Dit cijfer is er alleen per gemeente of groter."),
    ("vsv_pct", "en", "This figure exists per municipality or larger area only."),
    ("overval_per_1000", "nl", "Dit cijfer is er alleen voor een focusgebied, gemeente of groter."),
]


@pytest.mark.parametrize("said", SENTENCES)
def test_the_page_says_from_which_level_on_a_figure_exists(
    filled: Edition, catalog: Catalog, areas: Mapping[str, FocusArea], said: tuple[str, str, str]
) -> None:
    layer, language, sentence = said
    query = f"?gebied=groningen-noord&laag={layer}&taal={language}"
    page = make_page(query, filled, catalog, areas)
    assert make_legend(page).empty_note == sentence
    panel = make_panel(page, make_profile(filled, catalog, areas, "groningen-noord"))
    assert isinstance(panel, Panel)
    assert panel.passport[-1] == sentence
    if layer == "vsv_pct":
        # Of the area there is nothing, but of its gemeente there is.
        note = sentence[0].lower() + sentence[1:-1]
        assert (panel.note, panel.value) == (note, page.t("no_value"))
        share = page.t.value(school.share_of("GM0014", "2023SJ00"), page.layer)
        assert {one.name: one.value for one in panel.comparisons}["Groningen"] == share
    country = make_page(f"?laag={layer}&niveau=buurt", filled, catalog, areas)
    assert country.view.level == catalog.layer(layer).aggregate.smallest_level
