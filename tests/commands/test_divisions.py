"""What is recorded of a table, from import to status, check and values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from shapely import box

from tests.commands import tiny

# Of 2020: BU09171001 lay elsewhere then, so wijk 10 and the gemeente were others too.
SMOKERS = """Leeftijd;Marges;WijkenEnBuurten;Perioden;Roker_11
20300;MW00000;NL01      ;2020JJ00;17,9
20300;MW00000;GM0917    ;2020JJ00;25
20300;MW00000;WK091710  ;2020JJ00;26
20300;MW00000;WK091720  ;2020JJ00;27
20300;MW00000;BU09171000;2020JJ00;21
20300;MW00000;BU09171001;2020JJ00;28,6
20300;MW00000;BU09172000;2020JJ00;22
20300;MW00000;BU09172001;2020JJ00;23
20300;MW00000;BU09174000;2020JJ00;24
20300;MW00000;BU09174001;2020JJ00;25
"""
ABROAD = """GM0998    ;;20;10;10;50
BU09989999;;20;10;10;50
GM9999    ;;1;1;1;50
          ;Heerlen;1;1;1;50
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("divisions")
    before = tiny.shapes()
    moved: gpd.GeoDataFrame = before.set_geometry(
        [
            box(205e3, 322e3, 206e3, 323e3) if code == "BU09171001" else shape
            for code, shape in zip(before["buurtcode"], before.geometry, strict=True)
        ]
    )
    moved.to_file(folder / "buurt_2019.gpkg", layer="buurten")
    files = [
        folder / "buurt_2019.gpkg",
        tiny.write_boundaries(folder),
        tiny.write_figures(folder, tiny.KWB + ABROAD),
        tiny.write_figures(folder, SMOKERS, "50090NED.csv"),
    ]
    for arguments in (("import", *files), ("build",)):
        done = tiny.run(*arguments, data=folder / "data")
        assert done.exit_code == 0, done.output
    return folder / "data"


def _value(data: Path, area: str) -> dict[str, Any]:
    asked = ("--area", area, "--layer", "rokers_pct", "--period", "2020", "--format", "json")
    done = tiny.run("values", *asked, data=data)
    assert done.exit_code == 0, done.output
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("area", "value", "status", "reason"),
    [
        ("BU09171000", 21.0, "ok", None),
        ("BU09171001", None, "not_comparable", "unknown_ground"),
        ("WK091710", None, "not_comparable", "unknown_ground"),
        ("WK091720", 27.0, "ok", None),
        ("NL00", 17.9, "ok", None),
    ],
)
def test_a_figure_stands_only_where_the_place_is_the_same(
    data: Path, area: str, value: float | None, status: str, reason: str | None
) -> None:
    found = _value(data, area)
    assert (found["value"], found["status"], found["reason"]) == (value, status, reason)
    assert found["source"]["boundary_year"] == 2020


def test_status_tells_of_each_table_what_is_recorded(data: Path) -> None:
    facts = json.loads(tiny.run("status", "--json", data=data).stdout)
    health, kwb = sorted(facts["sources"], key=lambda found: str(found["table"]))
    assert (health["boundary_year"], health["division_from"]) == (2020, "registry")
    assert (health["carried"], health["withheld"]) == (5, 1)
    assert (health["gemeenten"], health["gemeenten_of"]) == (1, None)
    assert (kwb["boundary_year"], kwb["left_out"]) == (2024, 4)
    lines = tiny.run("status", data=data).stdout.splitlines()
    (line,) = (line for line in lines if "50090NED 2020: indeling" in line)
    assert line.startswith(
        "  50090NED 2020: indeling 2020 (uit het register van tabellen), opgehaald "
    )
    assert line.endswith("1 gemeenten, 5 buurten op de kaart, 1 achtergehouden")
    (line,) = (line for line in lines if line.startswith("  indeling 2020 naar 2024: "))
    assert line.endswith("; 1 buurt zonder cijfer (500 inwoners)")
    (year,) = facts["years"]
    assert (year["year"], year["tables"], year["unknown"]) == (2020, ["50090NED"], 1)
    assert any("85984NED 2024" in line and "gebieden weggelaten: 4" in line for line in lines)


def test_check_tells_which_tables_are_on_other_areas(data: Path) -> None:
    done = tiny.run("check", "--json", data=data)
    assert done.exit_code == 0
    found = {(part["subject"], part["message"]) for part in json.loads(done.stdout)}
    text = "indeling 2020, de kaart 2024: 5 buurten overgenomen of omgerekend, 1 achtergehouden"
    assert ("50090NED", text) in found
    cost = "1 van de 6 buurten, met 500 inwoners, heeft geen cijfer"
    text = f"geen grenzen en geen wijzigingen van het CBS (50090NED): {cost}; lees de grenzen van "
    text += "2020 in met 'import', of haal ze op met 'fetch --years 2020 --sources pdok', en bouw "
    text += "opnieuw"
    assert ("indeling 2020", text) in found
    left = "gebieden weggelaten (water, buitenland, onbekend, of zonder code of naam): 4"
    assert ("85984NED", left) in found


def test_import_counts_what_it_leaves_out(tmp_path: Path) -> None:
    path = tiny.write_figures(tmp_path, tiny.KWB + ABROAD)
    done = tiny.run("import", path, data=tmp_path / "data")
    assert "4 weggelaten: water, buitenland, onbekend of zonder code of naam" in done.stdout
    (note,) = (tmp_path / "data" / "raw").glob("*/*/*.json")
    assert json.loads(note.read_text())["left_out"] == 4


def test_a_figure_that_can_not_be_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    data = tiny.make_edition(tmp_path)
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    wrong = tiny.KWB.replace("BU09174000;Heerlen  ;400;200;100;90", "BU09174000;Heerlen;4;2;1;140")
    path = tiny.write_figures(tmp_path, wrong)
    done = tiny.run("import", path, data=data)
    assert done.exit_code == 1
    assert done.stderr.strip() == (
        "85984NED.csv: BU09174000 heeft 140 voor Koopwoningen, en een percentage ligt tussen 0 en "
        "100; haal de tabel opnieuw op of verbeter de waarde."
    )
    assert before == {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}


def test_a_raw_store_of_before_the_check_makes_no_edition(tmp_path: Path) -> None:
    data = tiny.make_edition(tmp_path)
    (kept,) = (data / "raw").glob("*/85984NED/85984NED.csv")
    text = kept.read_bytes().replace(b";90\n", b";140\n")
    _put(kept, text)
    current = (data / "editions" / "current").read_bytes()
    done = tiny.run("build", data=data)
    assert done.exit_code == 1
    assert "BU09174000 heeft 140 voor Koopwoningen" in done.stderr
    assert (data / "editions" / "current").read_bytes() == current
    assert len(list((data / "editions").glob("2*"))) == 1


def _put(kept: Path, content: bytes) -> None:
    """Put other bytes in the raw store, and what its note says of them."""
    from nplv_geo.ground.files import hash_file

    kept.write_bytes(content)
    note = kept.with_name(f"{kept.name}.json")
    told = json.loads(note.read_text()) | {"sha256": hash_file(kept)}
    note.write_text(json.dumps(told))
