"""From the services to the page: every layer file gets values, or every gap says why."""

from __future__ import annotations

import pytest

from nplv_geo.commands.build_job import build_edition
from nplv_geo.commands.fetch_job import Order, fetch_all
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from nplv_geo.ground.settings import Settings
from nplv_geo.ground.status import Status
from nplv_geo.sources.network.door import HOSTS, Door
from tests.standin import StandIn, invented

pytestmark = pytest.mark.slow

YEARS = Order(years=(2023, 2024), gemeenten=None)
RUNNING = Order(years=(2026,), gemeenten=None, sources=("politie",))
# Published until 2023 and not since: shown on the map of 2024 where the place is still the same.
ENDED = {"laag_inkomen_pct", "sociaal_minimum_120_pct", "sociaal_minimum_pct"}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    settings = Settings(data=tmp_path_factory.mktemp("filled"), edition=None, port=0)
    with StandIn(data="invented") as standin:
        for order in (YEARS, RUNNING):
            with Door(dict.fromkeys(HOSTS, standin.url), sleep=lambda _: None) as door:
                _, found = fetch_all(settings, order, door)
            assert not [line for source in found for line in source.failures]
    build_edition(settings, starter=False)
    return open_current(settings.editions)


def test_every_layer_has_a_period_with_values(filled: Edition, catalog: Catalog) -> None:
    layers = filled.manifest.layers
    without = {
        layer.id
        for layer in catalog.layers
        if not any(period.values > 1 for period in layers.get(layer.id, {}).values())
    }
    assert without == set()


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


def test_a_newer_division_shows_nothing_where_the_buurten_are_others(filled: Edition) -> None:
    """The police record 2025; in Groningen De Hoogte has another code there than on the map."""
    origin = filled.origin("misdrijven", "2024")
    assert (origin.boundary_year, origin.division_from) == (2025, "service")
    assert origin.affected == ("GM0014",)
    values = filled.values.table("misdrijven", "2024")
    assert values.loc["BU00140001", "status"] == Status.NOT_COMPARABLE
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
