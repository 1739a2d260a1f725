"""Codes of Dutch areas: levels, parents, what is left out."""

from __future__ import annotations

import copy
import json
import pickle

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.edition.area_table import AreaTable
from nplv_geo.ground.areas import (
    NEDERLAND,
    AreaId,
    AreaLevel,
    gemeente_of,
    is_code,
    is_left_out,
    normalise_code,
    read_level,
    wijk_of,
)
from nplv_geo.ground.errors import UnknownAreaError

LEVELS = {
    "NL00": "nederland",
    "GM0363": "gemeente",
    "WK0363NA": "wijk",
    "BU0363NA01": "buurt",
    "noordoost": "focusgebied",
    "ring:noordoost": "ring",
    "G4": "groep",
    "nplv": "nplv",
}
BUURT_CODES = st.from_regex(r"BU[0-9]{4}[0-9A-Z]{2}[0-9]{2}", fullmatch=True)


@pytest.fixture(scope="module")
def areas(tmp_path_factory: pytest.TempPathFactory) -> AreaTable:
    """One area of each kind, with the letters of Amsterdam in its codes."""
    folder = tmp_path_factory.mktemp("areas")
    frame = pd.DataFrame({"level": LEVELS, "name": {area: area.title() for area in LEVELS}})
    frame.to_parquet(folder / "areas.parquet")
    return AreaTable(folder)


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
        ("G40", "groep"),
        ("ring:heerlen-noord", "ring"),
    ],
)
def test_level_follows_from_the_form_of_the_code(area: str, level: str) -> None:
    assert read_level(area) == level


@pytest.mark.parametrize(
    "text", ["", "garbage", "heerlen-noord", "GM917", "gm0917", "rest", "rest:GM0917", "NPLV", "G5"]
)
def test_what_tells_no_level_raises(text: str) -> None:
    with pytest.raises(UnknownAreaError, match=f"'{text}' is geen gebiedscode"):
        read_level(text)


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
    assert read_level(wijk_of(code)) is AreaLevel.WIJK
    assert normalise_code(f"{code}  ") == code
    area = AreaId(code, read_level(code))
    assert (area.wijk, area.gemeente) == (wijk_of(code), gemeente_of(code))
    assert area.wijk
    assert area.wijk.level is AreaLevel.WIJK


def test_an_id_is_the_text_that_it_stands_for() -> None:
    area = AreaId("BU0363NA01", AreaLevel.BUURT)
    assert area == "BU0363NA01"
    assert {"BU0363NA01": 1}[area] == pd.Series({"BU0363NA01": 1})[area] == 1
    assert f"{area}" == "BU0363NA01"
    assert json.dumps({area: area}) == '{"BU0363NA01": "BU0363NA01"}'
    assert len({area, "BU0363NA01"}) == 1


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_copy_of_an_id_knows_its_level_in_another_process_too(protocol: int) -> None:
    area = AreaId("heerlen-noord", AreaLevel.FOCUSGEBIED)
    sent = pickle.loads(pickle.dumps(area, protocol))  # noqa: S301  # what was just made
    copies = [sent, copy.copy(area), copy.deepcopy(area)]
    assert copies == [area] * 3
    assert {one.level for one in copies} == {AreaLevel.FOCUSGEBIED}


@pytest.mark.parametrize("area", [NEDERLAND, AreaId("heerlen-noord", AreaLevel.FOCUSGEBIED)])
def test_an_id_that_does_not_tell_a_gemeente_has_none(area: AreaId) -> None:
    assert (area.wijk, area.gemeente) == (None, None)


@pytest.mark.parametrize(
    ("text", "code", "level"),
    [
        ("NL00", "NL00", "nederland"),
        ("nl01", "NL00", "nederland"),
        ("nplv", "nplv", "nplv"),
        ("g4", "G4", "groep"),
        ("ring:noordoost", "ring:noordoost", "ring"),
        ("noordoost", "noordoost", "focusgebied"),
        ("GM0363", "GM0363", "gemeente"),
        (" gm0363 ", "GM0363", "gemeente"),
        ("wk0363na", "WK0363NA", "wijk"),
        ("bu0363na01\t", "BU0363NA01", "buurt"),
        # As people type them, and as spreadsheets leave them.
        ("363", "GM0363", "gemeente"),
        ("GM 363", "GM0363", "gemeente"),
        ("wk363NA", "WK0363NA", "wijk"),
        ("363na01", "BU0363NA01", "buurt"),
        ("NPLV", "nplv", "nplv"),
        ("Noordoost ", "noordoost", "focusgebied"),
    ],
)
def test_an_id_is_parsed_once_and_knows_its_level(
    areas: AreaTable, text: str, code: str, level: str
) -> None:
    area = areas.parse(text)
    assert (area, area.level) == (code, level)
    assert areas.parse(area) == area
    assert areas.level_of(code) == level


@pytest.mark.parametrize("text", ["", "garbage", "GM9917", "BU99999999", "rest", "Noordoosten"])
def test_what_the_edition_does_not_have_is_refused_at_the_door(areas: AreaTable, text: str) -> None:
    assert areas.find(text) is None
    for ask in (areas.parse, areas.level_of, areas.row, areas.gemeente_code_of):
        with pytest.raises(UnknownAreaError, match=f"Gebied '{text}' is niet in deze editie"):
            ask(text)


def test_a_refusal_says_what_may_have_been_meant(areas: AreaTable) -> None:
    with pytest.raises(UnknownAreaError, match=r"bedoelt u noordoost \(Noordoost\)\?"):
        areas.parse("noord-oost")


def test_only_focus_areas_have_their_level(areas: AreaTable) -> None:
    assert {area: areas.level_of(area) for area in areas.names} == LEVELS
    others = [area for area, level in LEVELS.items() if level != "focusgebied"]
    assert AreaLevel.FOCUSGEBIED not in map(read_level, others)
