"""Deliveries are known by what they are: what is checked is kept, and the newest wins."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pytest

from nplv_geo.edition.store import open_current
from tests.commands import tiny

NEWER = tiny.KWB.replace("BU09171000;Heerlen  ;200;", "BU09171000;Heerlen  ;211;").replace(
    "BU09171001;Heerlen  ;500;", "BU09171001;Heerlen  ;489;"
)


def done(*arguments: str | Path, data: Path) -> str:
    result = tiny.run(*arguments, data=data)
    assert result.exit_code == 0, result.output
    return result.output


def stored(data: Path) -> dict[str, dict[str, object]]:
    rows = json.loads(done("raw", "list", "--json", data=data))
    return {row["name"]: row for row in rows}


def inhabitants(data: Path) -> float:
    done("build", data=data)
    answer = done(
        "values", "--area", "BU09171000", "--layer", "inwoners", "--format", "json", data=data
    )
    return float(json.loads(answer)["value"])


@pytest.mark.parametrize(
    "names", [("85984NED.csv", "kwb-2024_x.csv"), ("z-85984NED.csv", "a-85984NED.csv")]
)
def test_the_newest_figures_win_whatever_they_are_called(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    data = tmp_path / "data"
    first = tiny.write_figures(tmp_path, name=names[0])
    done("import", tiny.write_boundaries(tmp_path), first, data=data)
    said = done("import", tiny.write_figures(tmp_path, NEWER, names[1]), data=data)
    assert said.splitlines()[1] == f"  vervangt cbs/85984NED/{names[0]}"
    assert set(stored(data)) == {f"cbs/85984NED/{names[1]}", "grenzen/2024/buurt_2024.gpkg"}
    assert inhabitants(data) == 211


@pytest.mark.parametrize("names", [("a_2024.gpkg", "b_2024.gpkg"), ("b_2024.gpkg", "a_2024.gpkg")])
def test_the_newest_outlines_win_whatever_they_are_called(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    data = tmp_path / "data"
    moved = tmp_path / names[1]
    shapes = tiny.shapes()
    shapes.set_geometry(shapes.geometry.translate(0, 500)).to_file(moved, layer="buurten")
    done(
        "import", tiny.write_boundaries(tmp_path, names[0]), tiny.write_figures(tmp_path), data=data
    )
    assert f"vervangt grenzen/2024/{names[0]}" in done("import", moved, data=data)
    done("build", data=data)
    areas = open_current(data / "editions").areas.frame
    assert areas.loc["BU09171000", "lat"] == pytest.approx(_middle(moved), abs=1e-4)


def _middle(path: Path) -> float:
    frame = gpd.read_file(path)
    return float(frame.geometry.iloc[[0]].centroid.to_crs(4326).y.iloc[0])


def test_what_is_partly_new_is_laid_over_what_was_there(tmp_path: Path) -> None:
    data = tmp_path / "data"
    done("import", tiny.write_boundaries(tmp_path), tiny.write_figures(tmp_path), data=data)
    part = "WijkenEnBuurten;AantalInwoners_5\nBU09171000;211\nBU09171001;489\n"
    assert "vervangt" not in done(
        "import", tiny.write_figures(tmp_path, part, "deel-85984NED.csv"), data=data
    )
    assert len(stored(data)) == 3
    assert inhabitants(data) == 211
    edition = open_current(data / "editions")
    assert edition.values.cell("inwoners", "2024", "BU09172000").value == 600


def test_two_files_with_the_same_in_one_import_are_a_question(tmp_path: Path) -> None:
    data = tmp_path / "data"
    paths = [
        tiny.write_figures(tmp_path, text, f"{name}-85984NED.csv")
        for text, name in ((NEWER, "a"), (tiny.KWB, "b"))
    ]
    result = tiny.run("import", *paths, data=data)
    assert result.exit_code == 1
    assert result.stderr.startswith("a-85984NED.csv en b-85984NED.csv: beide gaan over hetzelfde")
    assert stored(data) == {}


def test_a_bare_shapefile_is_kept_with_its_companions(tmp_path: Path) -> None:
    data = tmp_path / "data"
    path = tmp_path / "buurt_2024.shp"
    tiny.shapes().to_file(path)
    done("import", path, tiny.write_figures(tmp_path), data=data)
    for part in tmp_path.glob("buurt_2024.*"):
        part.unlink()
    assert inhabitants(data) == 200
    assert "grenzen/2024/buurt_2024.zip" in stored(data)


def test_a_bare_shapefile_without_companions_hurts_no_later_build(tmp_path: Path) -> None:
    data = tiny.make_edition(tmp_path)
    path = tmp_path / "buurt_2024.shp"
    tiny.shapes().to_file(path)
    path.with_suffix(".dbf").unlink()
    result = tiny.run("import", path, data=data)
    assert (result.exit_code, result.stderr) == (
        1,
        "buurt_2024.zip: bij dit Shapefile ontbreekt .dbf; geef de zip met alle delen.\n",
    )
    assert inhabitants(data) == 200


def test_a_geopackage_that_is_open_elsewhere_is_read_with_its_changes(tmp_path: Path) -> None:
    data = tmp_path / "data"
    path = tiny.write_boundaries(tmp_path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("PRAGMA wal_autocheckpoint = 0")
        for (name,) in other.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'buurten'"
        ).fetchall():
            other.execute(f'DROP TRIGGER "{name}"')
        other.execute("UPDATE buurten SET buurtnaam = 'Andere naam' WHERE buurtcode = 'BU09171000'")
        other.commit()
        assert path.with_name(f"{path.name}-wal").stat().st_size > 0
        done("import", path, tiny.write_figures(tmp_path), data=data)
    done("build", data=data)
    assert open_current(data / "editions").areas.names["BU09171000"] == "Andere naam"


def test_a_damaged_file_is_named_left_out_and_can_be_taken_away(tmp_path: Path) -> None:
    data = tiny.make_edition(tmp_path)
    done(
        "import",
        tiny.write_figures(tmp_path, "WijkenEnBuurten;AantalInwoners_5\nNL00;9\n", "85618NED.csv"),
        data=data,
    )
    damaged = data / "raw/cbs/85618NED/85618NED.csv"
    damaged.write_bytes(b"x")
    assert "NIET TE LEZEN" in done("raw", "list", data=data)
    built = tiny.run("build", data=data)
    assert built.exit_code == 0
    assert built.stderr.splitlines()[0] == (
        f"{damaged} is weggelaten: het is veranderd sinds het inlezen. Lees het opnieuw in, of "
        "haal het weg met 'raw remove cbs/85618NED/85618NED.csv'."
    )
    assert "is weg" in done("raw", "remove", "cbs/85618NED/85618NED.csv", data=data)
    assert done("build", data=data).startswith("Editie ")
    assert not damaged.exists()


def test_a_name_that_is_not_in_the_store(tmp_path: Path) -> None:
    data = tiny.make_edition(tmp_path)
    result = tiny.run("raw", "remove", "cbs/85984NED/85984.csv", data=data)
    assert (result.exit_code, result.stderr) == (
        1,
        (
            "'cbs/85984NED/85984.csv' ligt niet in de ruwe opslag (bedoelt u "
            "'cbs/85984NED/85984NED.csv'?); kijk met 'raw list' wat er is.\n"
        ),
    )


def test_an_import_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    data = tmp_path / "data"
    empty = tmp_path / "leeg.csv"
    empty.touch()
    assert tiny.run("import", tiny.write_figures(tmp_path), empty, data=data).exit_code == 1
    assert list((data / "raw").iterdir()) == []
