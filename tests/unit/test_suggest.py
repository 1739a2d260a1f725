"""What may have been meant: near enough to help, never a guess out of nothing."""

from __future__ import annotations

import pytest

from nplv_geo.ground.suggest import suggest_areas

NAMES = {
    "heerlen-noord": "Heerlen-Noord",
    "den-haag-zuidwest": "Den Haag Zuidwest",
    "rotterdam-zuid": "Rotterdam-Zuid",
    "GM0917": "Heerlen",
    "GM0518": "'s-Gravenhage",
    "GM0599": "Rotterdam",
}


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("heerlen", "heerlen-noord (Heerlen-Noord) of GM0917 (Heerlen)"),
        ("Heerlen Noord", "heerlen-noord (Heerlen-Noord)"),
        ("heerlen-nord", "heerlen-noord (Heerlen-Noord)"),
        ("den haag zuid-west", "den-haag-zuidwest (Den Haag Zuidwest)"),
        ("rotterdam", "rotterdam-zuid (Rotterdam-Zuid) of GM0599 (Rotterdam)"),
        ("amsterdam", ""),
        ("GM9999", ""),
        ("GM0918", ""),
        ("BU09170000", ""),
        ("he", ""),
        ("", ""),
        ("💩", ""),
    ],
)
def test_a_name_that_is_nearly_right_is_recognised(word: str, found: str) -> None:
    assert suggest_areas(word, NAMES) == found
