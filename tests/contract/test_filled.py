"""From the services to the page: every layer file gets values, or every gap says why."""

from __future__ import annotations

import pytest

from nplv_geo.catalog import Catalog
from nplv_geo.edition import Edition
from nplv_geo.editions import open_current
from nplv_geo.fetching import Order, fetch
from nplv_geo.figures import Status
from nplv_geo.settings import Settings
from nplv_geo.sources._http import HOSTS, Door
from nplv_geo.workflow import build_edition
from tests.standin import StandIn

pytestmark = pytest.mark.slow

YEARS = Order(years=(2023, 2024), gemeenten=None)
RUNNING = Order(years=(2026,), gemeenten=None, sources=("politie",))
# Published until 2023 and not since: on boundaries of 2024 they can't be compared any more.
ENDED = {"laag_inkomen_pct", "onbewoond_pct", "sociaal_minimum_pct"}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    settings = Settings(data=tmp_path_factory.mktemp("filled"), edition=None, port=0)
    with StandIn(data="invented") as standin:
        for order in (YEARS, RUNNING):
            with Door(dict.fromkeys(HOSTS, standin.url), sleep=lambda _: None) as door:
                _, found = fetch(settings, order, door)
            assert not [line for source in found for line in source.failures]
    build_edition(settings, starter=False)
    return open_current(settings.editions)


def test_every_layer_has_a_period_with_values(filled: Edition, catalog: Catalog) -> None:
    layers = filled.manifest["layers"]
    without = {
        layer.id
        for layer in catalog.layers
        if not any(period["values"] > 1 for period in layers.get(layer.id, {}).values())
    }
    assert without == ENDED


def test_every_gap_says_why(filled: Edition, catalog: Catalog) -> None:
    silent = []
    for layer in catalog.layers:
        for period in filled.manifest["layers"][layer.id]:
            values = filled.values(layer.id, period)
            empty = values[values["value"].isna()]
            told = empty["status"].isin([status.value for status in Status])
            if not (told & (empty["status"] != Status.OK.value)).all():
                silent.append((layer.id, period))
    assert silent == []


def test_layers_that_ended_say_that_they_can_not_be_compared(filled: Edition) -> None:
    for layer in sorted(ENDED):
        (period,) = filled.manifest["layers"][layer]
        values = filled.values(layer, period)
        assert period == "2023"
        assert values.loc["BU00140001", "status"] == Status.NOT_COMPARABLE


def test_figures_of_the_tables_beside_the_kerncijfers(filled: Edition) -> None:
    origin = filled.manifest["layers"]
    assert list(origin["ses_woa"]) == ["2023"]
    assert origin["ses_woa"]["2023"]["table"] == "86092NED"
    assert origin["ses_woa"]["2023"]["boundary_year"] == 2024
    assert filled.values("ses_woa", "2023").loc["GM0014", "value"] == 0.202
    assert filled.values("afstand_apotheek_km", "2024").loc["BU00140001", "value"] == 1.5
    share = filled.values("werkenden_15_75_pct", "2024").loc["GM0014", "value"]
    assert share == pytest.approx(100 * 6320 / 10200)
    running = origin["misdrijven_dit_jaar"]["2026"]
    assert running["provisional"]
    assert running["topic"] == "GeregistreerdeMisdrijven_1 2026MM01-2026MM05"
    assert filled.values("misdrijven_dit_jaar", "2026").loc["BU00140001", "value"] == 21
