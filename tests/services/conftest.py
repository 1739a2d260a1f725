"""One stand-in for the services per module, as good as new for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

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
