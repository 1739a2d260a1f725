"""Files in the forms in which people bring them: each ends as its README says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.commands import tiny

pytestmark = pytest.mark.real_data
BOUNDARIES = "buurt_2024.gpkg"


@pytest.fixture
def inputs(real_data: Path, tmp_path: Path) -> Path:
    """A copy that may be written beside."""
    return Path(shutil.copytree(real_data / "inputs", tmp_path / "inputs"))


def imported(data: Path, *paths: Path) -> tuple[int, str]:
    result = tiny.run("import", *paths, data=data)
    assert (result.exit_code == 0) == (result.stderr == ""), result.output
    return result.exit_code, (result.stdout + result.stderr).strip()


def value(data: Path, layer: str, area: str = "BU09171001") -> float | None:
    """Figure of a buurt in an edition of all that was imported."""
    assert tiny.run("build", "--accept", "optelling", data=data).exit_code == 0
    answer = tiny.run("values", "--area", area, "--layer", layer, "--format", "json", data=data)
    found = json.loads(answer.stdout)["value"]
    return None if found is None else float(found)


@pytest.mark.parametrize(
    "name",
    [
        "F1b_statline_site_footer_85984NED.csv",
        "F1d_keys_with_footer_85984NED.csv",
        "F2_sep_line_85984NED.csv",
        "F5_R_write_csv2_NA_85984NED.csv",
        "F6_odata_v4_85984NED.json",
        "F7_notes_first_kwb-2024.xlsx",
    ],
)
def test_figures_are_read(inputs: Path, tmp_path: Path, name: str) -> None:
    data = tmp_path / "data"
    boundaries = tiny.write_boundaries(tmp_path)
    assert imported(data, boundaries, inputs / name)[0] == 0
    assert value(data, "inwoners") == 500
    assert value(data, "koopwoningen_pct", "BU09172001") is None


@pytest.mark.parametrize("name", ["F4b_density_85984NED.csv", "F4d_density_one_comma_85984NED.csv"])
def test_a_point_of_thousands(inputs: Path, tmp_path: Path, name: str) -> None:
    data = tmp_path / "data"
    assert imported(data, tiny.write_boundaries(tmp_path), inputs / name)[0] == 0
    assert value(data, "bevolkingsdichtheid") == 4567


@pytest.mark.parametrize(
    "name",
    ["B2_bare_shp/buurt_2024.shp", "B3_mac_buurt_2024.zip", "B9_utf-8_no_cpg_buurt_2024.zip"],
)
def test_outlines_are_read(inputs: Path, tmp_path: Path, name: str) -> None:
    data = tmp_path / "data"
    code, said = imported(data, inputs / name, tiny.write_figures(tmp_path))
    assert (code, "grenzen 2024: 6 buurt" in said) == (0, True)
    shutil.rmtree(inputs)
    assert value(data, "inwoners") == 500


def test_a_selection_beside_the_full_layer_is_a_question(inputs: Path, tmp_path: Path) -> None:
    code, said = imported(tmp_path / "data", inputs / "B4_selection_buurt_2024.gpkg")
    assert code == 1
    assert "'buurten' (8), 'selectie_heerlen' (6); welke bedoelt u?" in said


def test_geojson_with_its_type_last_is_recognised(inputs: Path, tmp_path: Path) -> None:
    """Its features have no properties at all: that is what is wrong with it, and not its form."""
    path = inputs / "B6c_type_last_buurt_2024.geojson"
    code, said = imported(tmp_path / "data", path)
    assert (code, "geen kolom met gebiedscodes" in said) == (1, True)
    document = json.loads(path.read_bytes())
    for feature, buurt in zip(document["features"], tiny.BUURTEN, strict=True):
        feature["properties"] = {"buurtcode": buurt}
    path.write_text(json.dumps(document), encoding="utf-8")
    assert imported(tmp_path / "data", path)[0] == 0


@pytest.mark.parametrize("folder", ["B12_two", "F13b_newer_sorts_later"])
@pytest.mark.parametrize("turned", [False, True])
def test_the_newer_import_wins(inputs: Path, tmp_path: Path, folder: str, *, turned: bool) -> None:
    data = tmp_path / "data"
    first, second = sorted((inputs / folder).iterdir(), reverse=turned)
    imported(data, first)
    code, said = imported(data, second)
    assert (code, f"/{first.name}" in said.partition("vervangt")[2]) == (0, True)
    stored = json.loads(tiny.run("raw", "list", "--json", data=data).stdout)
    assert [Path(row["path"]).name for row in stored] == [second.name]
