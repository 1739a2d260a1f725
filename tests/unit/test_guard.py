"""The guard around the tests: trying to reach another machine raises, this machine may."""

from __future__ import annotations

import socket

import pytest

ELSEWHERE = [
    (socket.AF_INET, ("192.0.2.1", 80)),
    (socket.AF_INET, ("opendata.cbs.nl", 443)),
    (socket.AF_INET6, ("2001:db8::1", 80)),
]


@pytest.mark.parametrize("method", ["connect", "connect_ex"])
@pytest.mark.parametrize(("family", "address"), ELSEWHERE)
def test_a_test_that_tries_the_internet_fails(
    method: str, family: socket.AddressFamily, address: tuple[str, int]
) -> None:
    with socket.socket(family) as own, pytest.raises(AssertionError, match="stay on this machine"):
        getattr(own, method)(address)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as own:
        own.connect(server.getsockname())
        assert own.getpeername() == server.getsockname()
