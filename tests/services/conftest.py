"""One stand-in for the services per module, as good as new for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nplv_geo.ground.settings import Settings
from tests.standin import StandIn


@pytest.fixture(scope="module")
def server() -> Iterator[StandIn]:
    with StandIn(data="invented") as standin:
        yield standin


@pytest.fixture
def standin(server: StandIn) -> Iterator[StandIn]:
    server.reset()
    yield server
    server.reset()


@pytest.fixture
def where(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", edition=None, port=0)
