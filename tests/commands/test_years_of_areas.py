"""Import says at once which year lacks the outlines of its areas, and what that costs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands import tiny

NAME, MARK = ";Gemeentenaam_1;", "IndelingswijzigingWijkenEnBuurten_4;"
MARKED = tiny.KWB.replace(NAME, NAME + MARK)
MARKED = MARKED.replace(";Heerlen  ;", ";Heerlen  ;1;").replace(";Nederland;", ";Nederland;.;")
MARKED = MARKED.replace("BU09171001;Heerlen  ;1;", "BU09171001;Heerlen  ;3;")


def imported(data: Path, *paths: Path) -> list[str]:
    """Warnings of an import."""
    done = tiny.run("import", *paths, data=data)
    assert done.exit_code == 0, done.output
    return [line for line in done.stdout.splitlines() if line.startswith("let op")]


def test_figures_of_a_year_without_anything_are_told_with_their_number(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert imported(data, tiny.write_boundaries(tmp_path), tiny.write_figures(tmp_path)) == []
    (line,) = imported(data, tiny.write_figures(tmp_path, name="85039NED.csv"))
    assert line == (
        "let op  KWB 2021 staat op de gebieden van 2021; daarvan zijn geen grenzen en geen "
        "wijzigingscodes: 6 buurten krijgen geen cijfer. Lees de grenzen van 2021 in of haal ze op "
        "met 'fetch --years 2021 --sources pdok'."
    )
    # The outlines end it.
    folder = tmp_path / "grenzen"
    folder.mkdir()
    assert imported(data, tiny.write_boundaries(folder, "buurt_2021.gpkg")) == []


def test_marks_of_the_newer_year_lead_to_its_outlines(tmp_path: Path) -> None:
    data = tmp_path / "data"
    older = tiny.write_figures(tmp_path, name="85618NED.csv")
    newer = tiny.write_figures(tmp_path, MARKED)
    (line,) = imported(data, tiny.write_boundaries(tmp_path), newer, older)
    assert line.startswith(
        "let op  KWB 2023 staat op de gebieden van 2023; daarvan zijn alleen wijzigingscodes: 1 "
        "van 6 buurten is gewijzigd, en daar is het cijfer geschat of ontbreekt het. "
    )


def test_outlines_of_several_years_come_in_one_delivery(tmp_path: Path) -> None:
    """Two files of one folder, and two layers of one GeoPackage."""
    data = tmp_path / "data"
    both = tmp_path / "kaarten.gpkg"
    for year in (2021, 2022):
        tiny.shapes().assign(jaar=year).to_file(both, layer=f"buurten_{year}")
    files = [tiny.write_boundaries(tmp_path, f"buurt_{year}.gpkg") for year in (2019, 2024)]
    tables = [tiny.write_figures(tmp_path, name=name) for name in ("85984NED.csv", "85318NED.csv")]
    assert imported(data, both, *files, *tables) == []
    rows = json.loads(tiny.run("raw", "list", "--json", data=data).stdout)
    held = {Path(row["name"]).name: row["holds"] for row in rows}
    assert held == {
        "buurt_2019.gpkg": "grenzen 2019: buurt, 1 gemeenten",
        "buurt_2024.gpkg": "grenzen 2024: buurt, 1 gemeenten",
        "kaarten.gpkg": "grenzen 2021 tot en met 2022: buurt, 1 gemeenten",
        "85984NED.csv": (
            "tabel 85984NED 2024: buurt, gemeente, nederland, wijk, 1 gemeenten, gebieden van 2024"
        ),
        "85318NED.csv": (
            "tabel 85318NED 2022: buurt, gemeente, nederland, wijk, 1 gemeenten, gebieden van 2022"
        ),
    }
    assert tiny.run("build", data=data).exit_code == 0
