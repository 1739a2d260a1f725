"""Texts: both languages say the same things, all of them are used, numbers read as they should."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Unit
from nplv_geo.definitions.texts import Language
from nplv_geo.present.texts import texts

PACKAGE = Path(__file__).resolve().parents[2] / "nplv_geo"
# Keys that code puts together from a prefix and a word of the domain.
BUILT = ("standing_", "direction_", "rank_", "boundary_", "source_", "legend_")


def _words(language: str) -> dict[str, Any]:
    return tomllib.loads((PACKAGE / f"present/texts/{language}.toml").read_text(encoding="utf-8"))


def _flat(words: dict[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in words.items():
        flat |= _flat(value, f"{key}.") if isinstance(value, dict) else {prefix + key: value}
    return flat


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    dutch, english = _flat(_words("nl")), _flat(_words("en"))
    assert dutch.keys() == english.keys()
    for key, text in dutch.items():
        assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", english[key])), key


def test_every_text_is_used() -> None:
    paths = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")]
    code = "".join(path.read_text(encoding="utf-8") for path in paths)
    words = _words("nl")
    unused = [
        key
        for key, value in words.items()
        if isinstance(value, str)
        and not re.search(rf"""["']{key}["']""", code)
        and not key.startswith(BUILT)
    ]
    assert unused == []


def test_every_unit_has_a_word() -> None:
    assert set(_words("nl")["units"]) == set(get_args(Unit))


@pytest.mark.parametrize(
    ("language", "value", "decimals", "written"),
    [
        ("nl", 52965.0, 0, "52.965"),
        ("nl", 59.46, 1, "59,5"),
        ("nl", -13.0, 0, "\u221213"),
        ("en", 52965.4, 1, "52,965.4"),
    ],
)
def test_numbers_are_written_as_readers_write_them(
    language: Language, value: float, decimals: int, written: str
) -> None:
    assert texts(language).number(value, decimals) == written


def test_a_value_carries_its_percent_sign_and_a_missing_one_a_word(catalog: Catalog) -> None:
    homes = catalog.layer("koopwoningen_pct")
    assert texts("nl").value(20.8, homes) == "21\u202f%"
    assert texts("nl").value(None, homes) == "geen cijfer"
    assert texts("nl").value(178.9, catalog.layer("woz_waarde")) == "179"


def test_a_difference_has_its_sign_unless_it_prints_as_nothing(catalog: Catalog) -> None:
    homes = catalog.layer("koopwoningen_pct")
    assert texts("nl").difference(9.6, homes) == "+10"
    assert texts("nl").difference(-9.6, homes) == "\u221210"
    assert texts("nl").difference(0.2, homes) == "0"
    assert texts("nl").difference(-0.2, homes) == "0"


@pytest.mark.parametrize(
    ("share", "written"), [(1.0, "100"), (0.9986, "99,8"), (0.62, "62"), (0.004, "0")]
)
def test_only_what_is_whole_is_a_hundred_per_cent(share: float, written: str) -> None:
    assert texts("nl").share(share) == f"{written}\u202f%"


def test_a_date_is_written_out() -> None:
    assert texts("nl").day("2026-07-19") == "19 juli 2026"
    assert texts("en").day("2026-07-19T10:00:00") == "19 July 2026"


@pytest.mark.parametrize(
    ("name", "dutch", "english"),
    [
        # The clock of the reader: two hours on in summer, one in winter.
        ("20260719T120500123-69bc579d", "19 juli 2026, 14:05 uur", "19 July 2026, 14:05"),
        ("20261231T233000000-69bc579d", "1 januari 2027, 00:30 uur", "1 January 2027, 00:30"),
        ("handmade", "handmade", "handmade"),
    ],
)
def test_an_edition_is_named_by_the_moment_it_was_made(name: str, dutch: str, english: str) -> None:
    assert texts("nl").moment(name) == dutch
    assert texts("en").moment(name) == english
