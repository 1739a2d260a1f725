"""``areas``: what there is, and what became of a place over the years."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import made_up_years
from tests.commands import tiny


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("areas")
    made_up_years.write_edition(folder / "editions")
    return folder


def test_the_life_of_a_place_is_printed(data: Path) -> None:
    done = tiny.run("areas", "--history", "BU05060099", data=data)
    assert (done.exit_code, done.stderr) == (0, "")
    title, _, last = done.stdout.splitlines()
    assert title == "BU05069100 Oost (gebiedsindeling 2024, die van de kaart)"
    assert last.startswith("  2019 → 2024  ander nummer: BU05060100 Oost werd BU05069100 Oost; ")


def test_programs_get_the_same_with_shares_as_numbers(data: Path) -> None:
    done = tiny.run("areas", "--history", "BU05060100", "--format", "json", data=data)
    assert (done.exit_code, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert (told["code"], told["boundary_year"], told["other_years"]) == (
        "BU05060100",
        2024,
        [2018, 2019],
    )
    (step,) = told["places"][0]["steps"]
    assert (step["kind"], step["way"], step["outline_years"]) == (
        "shifted",
        "outlines",
        [2019, 2024],
    )
    assert [
        (part["code"], part["people_of_place"], part["land_of_place"], part["people_of_part"])
        for part in step["parts"]
    ] == [("BU05060300", 0.9, 0.25, 0.6), ("BU05060200", 0.1, 0.75, 0.002)]
    assert [name["code"] for name in told["places"][1]["names"]] == [
        "BU05069100",
        "BU05060100",
        "BU05060099",
    ]


def test_of_a_focus_area_is_printed_what_it_was_made_of_in_each_year(data: Path) -> None:
    done = tiny.run("areas", "--history", "dijkstad-west", data=data)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.replace("\u202f", "").splitlines() == [
        "Dijkstad West: op de kaart 4 buurten (gebiedsindeling 2024)",
        "  2018  niet bekend wat hier lag",
        "  2019  4 buurten, 95% van de inwoners; uit de grenzen van 2019 en 2024",
        "      BU05060300 Zuid (60% van de inwoners, 10% van het land)",
        "      WK050604 (hele wijk, 2 buurten)",
        "      BU05060500 Haven (90% van de inwoners, 80% van het land)",
        "      deels: BU05060200 West (minder dan 1% van de inwoners, 30% van het land)",
    ]
    told = json.loads(
        tiny.run("areas", "--history", "Dijkstad-West", "--format", "json", data=data).stdout
    )
    unknown, known = told["years"]
    assert (unknown["boundary_year"], unknown["way"], unknown["places"]) == (2018, None, [])
    assert (known["way"], known["buurten"]) == ("outlines", 4)
    assert (known["people_covered"], known["people_known"]) == (0.95, 0.975)
    assert known["land_covered"] is None
    assert known["places"][1] == {
        "code": "WK050604",
        "name": "",
        "level": "wijk",
        "buurten": 2,
        "land_inside": 1.0,
        "people_inside": 1.0,
        "is_counted": True,
    }


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("dijkstad-oost", "'dijkstad-oost' is geen gebiedscode zoals GM0917"),
        ("BU99990000", "Code BU99990000 komt in deze editie in geen gebiedsindeling voor"),
    ],
)
def test_a_code_that_nobody_knows_gives_one_line(data: Path, code: str, words: str) -> None:
    done = tiny.run("areas", "--history", code, data=data)
    assert (done.exit_code, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(words)


def test_without_a_code_the_areas_are_listed_large_ones_first(data: Path) -> None:
    done = tiny.run("areas", data=data)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert len(lines) == len(made_up_years.AREAS)
    assert [line.split()[0] for line in lines[:5]] == [
        "NL00",
        "GM0506",
        "dijkstad-west",
        "WK050601",
        "BU05060100",
    ]
    assert lines[4] == "BU05060100     buurt        Nieuw-West"


def test_a_level_lists_its_own_areas(data: Path) -> None:
    done = tiny.run("areas", "--level", "wijk", "--format", "json", data=data)
    assert json.loads(done.stdout) == [{"id": "WK050601", "name": "Binnen", "level": "wijk"}]
    empty = tiny.run("areas", "--level", "ring", data=data)
    assert (empty.exit_code, empty.stdout) == (1, "")
    assert empty.stderr == "Deze editie heeft geen gebieden van niveau 'ring'.\n"


def test_a_level_says_nothing_of_a_history(data: Path) -> None:
    done = tiny.run("areas", "--level", "wijk", "--history", "BU05060100", data=data)
    assert done.exit_code == 2
    assert "--level gaat niet samen met --history." in done.stderr
