"""A table on a newer area division than the map: which gemeenten it concerns is told everywhere.

The police count Heerlen's buurt BU09171001 (500 inhabitants) under the code BU09171009; in
Utrecht all codes are those of the map. They also still know a gemeente that was merged since.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from nplv_geo.commands import printing
from nplv_geo.commands.checks.run import affected_layers
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from tests.commands import tiny

UTRECHT = ("BU03440101", "BU03440102")
KWB = f"""{tiny.KWB}GM0344    ;Utrecht  ;1500;700;700;60
WK034401  ;Utrecht  ;1500;700;700;60
BU03440101;Utrecht  ;1000;500;500;70
BU03440102;Utrecht  ;500;200;200;40
"""
COUNTS = {
    "GM0917": 105,
    "BU09171000": 10,
    "BU09171009": 25,
    "BU09172000": 30,
    "BU09174000": 20,
    "BU09174001": 20,
    "GM0344": 60,
    "BU03440101": 40,
    "BU03440102": 20,
    "BU00030001": 5,
}
WARNING = {
    "severity": "warning",
    "subject": "47018NED 2024",
    "message": "andere buurten dan de kaart in GM0003, GM0917",
}


def _police(period: str) -> str:
    head = "SoortMisdrijf;WijkenEnBuurten;Perioden;GeregistreerdeMisdrijven_1"
    return "\n".join([head, *(f"0.0.0 ;{c:10};{period}JJ00;{n}" for c, n in COUNTS.items()), ""])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("affected")
    boundaries = folder / tiny.BOUNDARIES
    tiny.shapes((*tiny.BUURTEN, *UTRECHT)).to_file(boundaries, layer="buurten")
    police = _police("2023") + _police("2024").partition("\n")[2]
    files = [
        boundaries,
        tiny.write_figures(folder, KWB),
        tiny.write_figures(folder, police, "47018NED.csv"),
    ]
    for arguments in (("import", *files), ("build",)):
        done = tiny.run(*arguments, data=folder / "data")
        assert done.exit_code == 0, done.output
    return folder / "data"


def _value(data: Path, area: str, *more: str) -> dict[str, Any]:
    asked = ("--area", area, "--layer", "misdrijven", "--period", "2024")
    done = tiny.run("values", *asked, *more, "--format", "json", data=data)
    assert done.exit_code == 0, done.output
    return dict(json.loads(done.stdout))


def test_status_names_the_gemeenten_once_for_years_that_are_alike(data: Path) -> None:
    lines = tiny.run("status", data=data).stdout.splitlines()
    told = [line for line in lines if "andere buurten" in line]
    places = "GM0003 (niet in indeling 2024), Heerlen (GM0917)"
    assert told == [f"  47018NED 2023, 2024: andere buurten dan de kaart in {places}"]


def test_status_as_json_has_them_by_table_and_period(data: Path) -> None:
    facts = json.loads(tiny.run("status", "--json", data=data).stdout)
    assert facts["affected"] == [
        {
            "table": "47018NED",
            "period": period,
            "municipalities": {"GM0003": None, "GM0917": "Heerlen"},
        }
        for period in ("2023", "2024")
    ]


def test_check_warns_and_does_not_fail(data: Path) -> None:
    done = tiny.run("check", "--json", data=data)
    assert done.exit_code == 0
    assert WARNING in json.loads(done.stdout)


@pytest.mark.parametrize(
    ("area", "value", "status", "reason"),
    [
        ("BU09171001", None, "no_data", "boundary_mismatch"),
        ("BU09171000", 10, "ok", "boundary_mismatch"),
        ("GM0917", 105, "ok", "boundary_mismatch"),
        ("BU03440101", 40, "ok", None),
        ("GM0344", 60, "ok", None),
    ],
)
def test_every_value_of_such_a_gemeente_is_marked(
    data: Path, area: str, value: float | None, status: str, reason: str | None
) -> None:
    found = _value(data, area)
    assert (found["value"], found["status"], found["reason"]) == (value, status, reason)


def test_marked_are_the_places_in_that_gemeente_and_no_others(data: Path) -> None:
    values = open_current(data / "editions").values.table("misdrijven", "2024")
    cbs = values[[area[:2] in ("NL", "GM", "WK", "BU") for area in values.index]]
    # The wijk with the missing buurt has a reason of its own: of too few of its inhabitants
    # anything is known. In the other wijk nobody lives in the buurt without a figure.
    assert cbs.groupby("reason").groups.keys() == {"", "low_coverage", "boundary_mismatch"}
    marked = sorted(cbs.index[cbs["reason"] == "boundary_mismatch"])
    assert marked == [*tiny.BUURTEN, "GM0917", "WK091720", "WK091740"]
    assert sorted(cbs.index[cbs["reason"] == "low_coverage"]) == ["WK091710"]
    assert values.loc["WK091710", "coverage"] == pytest.approx(200 / (200 + 500))
    assert values.loc["WK091720", ["value", "coverage"]].tolist() == [30.0, 1.0]
    assert {*cbs.index[cbs["reason"] == ""]} == {*UTRECHT, "GM0344", "WK034401", "NL00"}


def test_chance_is_assumed_where_the_country_is_not_in_the_table(data: Path) -> None:
    """Without the country no change has a norm; two such years once stopped the build."""
    edition = open_current(data / "editions")
    assert "NL00" not in COUNTS
    for period in ("2023", "2024"):
        origin = edition.origin("misdrijven", period)
        assert (origin.dispersion, origin.dispersion_from) == (1.0, "assumed")


def test_a_person_who_asks_for_one_value_is_told(data: Path) -> None:
    asked = ("values", "--area", "GM0917", "--layer", "misdrijven")
    told = "Let op: in deze gemeente heeft de bron andere buurten dan de kaart."
    assert told in tiny.run(*asked, data=data).stdout.splitlines()
    assert told not in tiny.run(*asked[:2], "GM0344", *asked[3:], data=data).stdout


def test_a_long_list_is_cut_for_people_and_whole_for_programs() -> None:
    names = {f"GM{number:04}": f"Plaats {number}" for number in range(1, 10)}
    entry = {"table": "50090NED", "period": "2020", "municipalities": names}
    [(_, places)] = printing.print_same_places([entry], 2024)
    assert places.startswith("Plaats 1 (GM0001), Plaats 2")
    assert places.endswith("Plaats 6 (GM0006) en nog 3")


POLICE_2024 = {
    "GM0014": "Groningen",
    "GM0285": "Voorst",
    "GM0351": "Woudenberg",
    "GM0637": "Zoetermeer",
    "GM0753": "Best",
    "GM1658": "Heeze-Leende",
}


@pytest.mark.real_data
@pytest.mark.slow
def test_the_police_of_the_real_files_differ_in_six_gemeenten(national_edition: Edition) -> None:
    found = {(part["table"], part["period"]): part for part in affected_layers(national_edition)}
    for period in ("2021", "2022", "2023", "2024", "2025"):
        assert found["47018NED", period]["municipalities"] == POLICE_2024
    values = national_edition.values.table("misdrijven", "2024")
    marked = values[values["reason"] == "boundary_mismatch"]
    assert {national_edition.areas.gemeente_code_of(area) for area in marked.index} == set(
        POLICE_2024
    )
    without = marked.index[(marked["status"] == "no_data") & marked.index.str.startswith("BU")]
    assert pd.Series(without).str.slice(2, 6).value_counts().to_dict() == {
        "0285": 26, "0753": 19, "0637": 11, "1658": 7, "0014": 5, "0351": 1,
    }  # fmt: skip
