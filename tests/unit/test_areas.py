"""Codes of Dutch areas: levels, parents, what is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.ground.areas import (
    AreaLevel,
    gemeente_of,
    is_code,
    is_left_out,
    level_of,
    normalise_code,
    wijk_of,
)

BUURT_CODES = st.from_regex(r"BU[0-9]{4}[0-9A-Z]{2}[0-9]{2}", fullmatch=True)


@pytest.mark.parametrize(
    ("area", "level"),
    [
        ("NL00", "nederland"),
        ("nplv", "nplv"),
        ("GM0917", "gemeente"),
        ("WK091720", "wijk"),
        ("WK0363NA", "wijk"),
        ("BU09172000", "buurt"),
        ("BU0363NA01", "buurt"),
        ("heerlen-noord", "focusgebied"),
    ],
)
def test_level_follows_from_the_form_of_the_code(area: str, level: str) -> None:
    assert level_of(area) == level


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NL01",
        "GM917",
        "GM09170",
        "WK0917",
        "BU0917200",
        "BU0917200A",
        "gm0917",
        "GM0917 ",
        "BU09172000\n",
        "WK0363Na",
        "XX0917",
    ],
)
def test_malformed_codes_are_no_codes(text: str) -> None:
    assert not is_code(text)


def test_padding_and_the_second_code_of_the_country_are_normalised() -> None:
    assert normalise_code("GM0917    ") == "GM0917"
    assert normalise_code(" wk0363na") == "WK0363NA"
    assert normalise_code("NL01  ") == "NL00"


@pytest.mark.parametrize(
    ("code", "left_out"),
    [
        ("BU09179997", True),
        ("BU09179998", True),
        ("BU00000000", True),
        ("WK000000", True),
        ("GM0000", True),
        ("BU09179999", False),
        ("BU09172000", False),
        ("NL00", False),
    ],
)
def test_water_and_unknown_places_are_left_out(code: str, *, left_out: bool) -> None:
    assert is_left_out(code) is left_out


@given(BUURT_CODES)
def test_a_buurt_lies_in_its_wijk_and_its_gemeente(code: str) -> None:
    assert is_code(code)
    assert code[2:].startswith(wijk_of(code)[2:])
    assert code[2:].startswith(gemeente_of(code)[2:])
    assert level_of(wijk_of(code)) is AreaLevel.WIJK
    assert normalise_code(f"{code}  ") == code
