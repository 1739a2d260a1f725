"""Pages stay with ``--base-url``, wherever the links of a service point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from nplv_geo.ground.settings import Settings
from tests.services.runs import NATION, contents, failures, run
from tests.standin import StandIn
from tests.standin.mangling import Proxy, Reply

SETS = "/ODataFeed/odata/"
CBS = replace(NATION, sources=("cbs", "politie"))
OGC = replace(NATION, sources=("pdok",), boundaries="ogc")


@pytest.fixture(scope="module")
def proxy() -> Iterator[Proxy]:
    with StandIn(data="invented", feed_page=7, ogc_cap=4) as standin, Proxy(standin.url) as before:
        yield before


def _relink(reply: Reply, pattern: str, put: str) -> None:
    reply.body = re.sub(pattern.encode(), put.encode(), reply.body)


@pytest.mark.parametrize(
    "link",
    [
        r"https://opendata.cbs.nl/ODataFeed/OData/\1/\2/?",
        r"https://opendata.cbs.nl:443/ODataFeed/odata/\1/\2?",
        r"/ODataFeed/odata/\1/\2?",
        r"\2?",
        "?",
    ],
)
def test_page_two_of_a_table_comes_from_the_same_mirror(
    proxy: Proxy, where: Settings, link: str
) -> None:
    """A request to anywhere else ends the test: see ``tests/conftest.py``."""
    proxy.mend()
    whole = replace(where, data=where.data / "whole")
    assert failures(run(whole, proxy.url, CBS)) == []
    asked = len(proxy.seen)
    mirrored = replace(where, data=where.data / "mirrored")
    own = r"http://127\.0\.0\.1:\d+/ODataFeed/odata/(\w+)/(\w+)\?"
    proxy.spoil(SETS, lambda reply: _relink(reply, f'(?<="odata.nextLink": "){own}', link))
    assert failures(run(mirrored, proxy.url, CBS)) == []
    assert len(proxy.seen) == 2 * asked
    assert sum("$skip=" in path for path, _ in proxy.seen) > 40
    assert _figures(mirrored) == _figures(whole)


def test_page_two_of_the_boundaries_comes_from_the_same_mirror(
    proxy: Proxy, where: Settings
) -> None:
    proxy.mend()
    rule = proxy.spoil(
        "/ogc/v1/collections",
        lambda reply: _relink(reply, r"http://127\.0\.0\.1:\d+/", "https://api.pdok.nl/"),
    )
    found = run(where, proxy.url, OGC)
    assert failures(found) == []
    assert rule.met > 8
    assert len(found["pdok"].files) == 3


def _figures(where: Settings) -> dict[str, bytes]:
    every = contents(where.raw)
    return {name: body for name, body in every.items() if f"{name}.json" in every}
