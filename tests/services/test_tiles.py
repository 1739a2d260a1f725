"""A picture with the background map: fetched from PDOK, named as its source, or told to be away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from flask import Flask
from PIL import Image

from nplv_geo.edition.edition import Edition
from nplv_geo.export.options import MapOptions
from nplv_geo.export.requests import MapRequest
from nplv_geo.ground.errors import BackgroundError
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.jobs.export import draw_map
from nplv_geo.jobs.queue import ExportQueue
from nplv_geo.jobs.state import State
from nplv_geo.sources.network import door as _http
from nplv_geo.web.exports.routes import add_export_routes
from nplv_geo.web.site import Server
from tests.reading_pictures import squeezed, svg_text
from tests.standin import StandIn

HOMES = "?gebied=heerlen-noord&laag=koopwoningen_pct"
GROUND = f"{HOMES}&achtergrond=grijs"
ZOOM = 14
NOTHING = (245, 247, 247)  # around the areas, without a background map
AWAY = "De achtergrondkaart van PDOK kwam niet aan"
TILES = "/brt/achtergrondkaart"


@pytest.fixture
def standin(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    with StandIn(data="invented") as server:
        monkeypatch.setitem(_http.HOSTS, "pdok", server.url)
        yield server


def drawn(edition: Edition, query: str, kind: str = "png") -> bytes:
    options = MapOptions(kind)  # type: ignore[arg-type]  # of our own
    return draw_map(MapRequest(edition.folder, PROJECT, query, options, "https://a.nl")).content


def test_the_background_lies_around_the_areas(standin: StandIn, starter_edition: Edition) -> None:
    without, ground = drawn(starter_edition, HOMES), drawn(starter_edition, GROUND)
    asked = [seen.path for seen in standin.requests]
    assert 0 < len(asked) == len(set(asked)) <= 64
    assert all(re.fullmatch(rf"{TILES}/.*/{ZOOM}/\d+/\d+\.png", path) for path in asked)
    plain, covered = (
        np.asarray(Image.open(BytesIO(made)).convert("RGB")) for made in (without, ground)
    )
    assert plain.shape == covered.shape
    bare = (plain == NOTHING).all(axis=-1)
    assert bare.mean() > 0.02
    assert (covered[bare][:, 2] == ZOOM).mean() > 0.99
    # The areas themselves keep their colours, and so their legend.
    kept = (plain == covered).all(axis=-1)
    assert kept.mean() > 0.5


def test_the_source_of_the_background_is_named(standin: StandIn, starter_edition: Edition) -> None:
    assert standin.url
    said = squeezed(svg_text(drawn(starter_edition, GROUND, "svg")))
    assert squeezed("BRT Achtergrondkaart (PDOK), kaartgegevens © Kadaster") in said
    assert "Kadaster" not in svg_text(drawn(starter_edition, HOMES, "svg")).replace(
        "CBS en Kadaster", ""
    )


@pytest.mark.parametrize(
    ("asked", "path", "source"),
    [
        (
            "brt",
            f"{TILES}/wmts/v2_0/grijs/",
            "BRT Achtergrondkaart (PDOK), kaartgegevens © Kadaster",
        ),
        ("standaard", f"{TILES}/wmts/v2_0/standaard/", "BRT Achtergrondkaart (PDOK)"),
        ("luchtfoto", "/hwh/luchtfotorgb/wmts/v1_0/Actueel_ortho25/", "© Beeldmateriaal.nl"),
    ],
)
def test_each_background_has_its_own_tiles_and_source(
    asked: str, path: str, source: str, standin: StandIn, starter_edition: Edition
) -> None:
    said = svg_text(drawn(starter_edition, f"{HOMES}&achtergrond={asked}", "svg"))
    assert squeezed(source) in said
    assert standin.requests
    assert all(seen.path.startswith(path) for seen in standin.requests)


@pytest.mark.parametrize("fault", ["always503", "html", "offline"])
def test_without_an_answer_the_reader_is_told_what_to_do(
    fault: str, standin: StandIn, starter_edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    if fault == "offline":
        monkeypatch.setenv("NPLV_OFFLINE", "1")
    else:
        standin.fault(fault, path=TILES, times=None)
    with pytest.raises(BackgroundError, match=AWAY):
        drawn(starter_edition, GROUND)
    if fault == "offline":
        assert standin.requests == []


def test_one_tile_that_fails_once_is_asked_for_again(
    standin: StandIn, starter_edition: Edition
) -> None:
    standin.fault("once500", path=TILES)
    assert drawn(starter_edition, GROUND).startswith(b"\x89PNG")
    assert [seen.status for seen in standin.requests].count(500) == 1


def test_the_server_says_so_and_when_to_come_back(
    starter_settings: Settings,
    starter_edition: Edition,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert starter_edition.id
    monkeypatch.setenv("NPLV_OFFLINE", "1")
    flask, queue = Flask(__name__), ExportQueue(State(tmp_path), 1, 1)
    add_export_routes(flask, Server(starter_settings), starter_settings, queue)
    answer = flask.test_client().get(f"/export/map.png{GROUND}")
    queue.close()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.text.startswith(AWAY)
    assert "achtergrond" in answer.text
