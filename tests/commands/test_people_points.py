"""Where people live comes with ``import``, lies in the raw store, and reaches the build."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from nplv_geo.commands import build_job
from nplv_geo.ground.contracts import InputFile
from nplv_geo.published.contents import Part
from nplv_geo.published.inputs import Inputs, gather_inputs
from tests.commands import tiny

SQUARES = """crs28992res100m;aantal_inwoners
E1955N3221;45
E1956N3221;-99997
E1965N3221;120
"""


def write(folder: Path, text: str, name: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_squares_are_kept_and_reach_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    paths = (tiny.write_boundaries(tmp_path), tiny.write_figures(tmp_path))
    squares = write(tmp_path, SQUARES, "cbs_vk100_2022.csv")
    said = tiny.run("import", *paths, squares, data=data)
    assert said.exit_code == 0, said.output
    assert said.stdout.splitlines()[2] == (
        "cbs_vk100_2022.csv: bewoonde plekken 2022: 2 vierkanten van 100 m met 165 inwoners; 1 "
        "weggelaten: zonder plek of aantal (2 rijen)"
    )
    rows = json.loads(tiny.run("raw", "list", "--json", data=data).stdout)
    held = {row["name"]: (row["holds"], row["problem"]) for row in rows}
    assert held["bewoond/2022/cbs_vk100_2022.csv"] == (
        "bewoonde plekken 2022: vierkanten van 100 m",
        "",
    )
    seen: list[Inputs] = []

    def gather(parts: Iterable[Part], files: list[InputFile], *others: Any) -> Inputs:  # noqa: ANN401
        seen.append(gather_inputs(parts, files, *others))
        return seen[-1]

    monkeypatch.setattr(build_job, "gather_inputs", gather)
    built = tiny.run("build", data=data)
    assert built.exit_code == 0, built.output
    (inputs,) = seen
    assert inputs.people is not None
    assert inputs.people.frame["people"].tolist() == [45, 120]
    assert (inputs.people.year, inputs.people.origin) == (2022, "cbs_vk100_2022.csv")


def test_the_same_squares_again_take_the_place_of_the_older_file(tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = write(tmp_path, SQUARES, "cbs_vk100_2022_v1.csv")
    assert tiny.run("import", first, data=data).exit_code == 0
    second = write(tmp_path, SQUARES.replace("45", "50"), "cbs_vk100_2022_v2.csv")
    said = tiny.run("import", second, data=data)
    assert "  vervangt bewoond/2022/cbs_vk100_2022_v1.csv" in said.stdout.splitlines()


def test_nothing_is_kept_when_one_file_of_a_delivery_is_wrong(tmp_path: Path) -> None:
    data = tmp_path / "data"
    wrong = write(tmp_path, SQUARES.replace("E1956", "E9956"), "cbs_vk100_2022.csv")
    said = tiny.run("import", tiny.write_boundaries(tmp_path), wrong, data=data)
    assert (said.exit_code, said.stderr) == (
        1,
        (
            "cbs_vk100_2022.csv: 'E9956N3221' ligt buiten Nederland; haal de "
            "vierkantstatistieken opnieuw op bij het CBS.\n"
        ),
    )
    assert list((data / "raw").iterdir()) == []
