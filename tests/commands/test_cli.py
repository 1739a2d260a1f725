"""The command line: exit codes, one clear line for an error, and figures as they were put in."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from click.testing import Result

from nplv_geo import __version__
from nplv_geo.edition.store import open_current
from nplv_geo.ground.settings import PROJECT, Settings
from tests.commands import tiny

HEERLEN_NOORD = ("--area", "heerlen-noord", "--layer", "koopwoningen_pct")


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """Each command configures the log for its own standard error."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.make_edition(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    """A data folder with an edition that a test may spoil."""
    return Path(shutil.copytree(built, tmp_path / "data"))


@pytest.fixture(scope="module")
def in_part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of which the edition knows the homes of a part of Heerlen-Noord."""
    return tiny.make_edition(tmp_path_factory.mktemp("in_part"), tiny.KNOWN_IN_PART)


def refused(result: Result) -> str:
    """Give the one line of a command that could not be done."""
    assert result.exit_code == 1, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]


# --- import and build -----------------------------------------------------------------------------


def test_import_says_what_each_file_is(tmp_path: Path) -> None:
    paths = [tiny.write_boundaries(tmp_path), tiny.write_figures(tmp_path)]
    done = tiny.run("import", *paths, data=tmp_path / "data")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "buurt_2024.gpkg: grenzen 2024: 6 buurt (6 rijen)",
        "85984NED.csv: cijfers 85984NED (CBS): 2024 (11 rijen)",
    ]


def test_import_and_build_make_an_edition(built: Path) -> None:
    edition = open_current(built / "editions")
    assert not edition.is_schematic
    assert edition.boundary_year == 2024
    assert edition.manifest.areas == {"buurt": 6, "wijk": 3, "gemeente": 1, "focusgebied": 1}
    assert edition.areas.focus == {"heerlen-noord": tiny.BUURTEN[:4]}
    assert edition.periods("koopwoningen_pct") == ("2024",)
    assert edition.damage() == []
    assert not list((built / "editions").glob(".building-*"))


def test_build_tells_what_it_built(data: Path) -> None:
    done = tiny.run("build", data=data)
    assert (done.exit_code, done.stderr) == (0, "")
    edition = open_current(data / "editions")
    assert done.stdout.startswith(f"Editie {edition.id} in ")
    assert done.stdout.strip().endswith("6 buurt, 3 wijk, 1 gemeente, 1 focusgebied")


def test_build_without_anything_says_what_to_do(tmp_path: Path) -> None:
    line = refused(tiny.run("build", data=tmp_path))
    assert (
        line == "Er zijn geen buurtgrenzen ingelezen; lees ze in met 'python -m nplv_geo import'."
    )


def test_build_without_figures_says_what_to_do(tmp_path: Path) -> None:
    assert (
        tiny.run("import", tiny.write_boundaries(tmp_path), data=tmp_path / "data").exit_code == 0
    )
    line = refused(tiny.run("build", data=tmp_path / "data"))
    assert line == "Er zijn geen cijfers ingelezen; lees ze in met 'import'."


def test_build_leaves_out_a_raw_file_that_changed_and_says_how_to_mend_it(data: Path) -> None:
    raw = next((data / "raw").glob("*/*/*.csv"))
    whole = raw.read_text()
    raw.write_text(whole.replace("17942942", "1"))
    done = tiny.run("build", data=data)
    name = raw.relative_to(data / "raw").as_posix()
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        (
            f"{raw} is weggelaten: het is veranderd sinds het inlezen. Lees het opnieuw in, of "
            f"haal het weg met 'raw remove {name}'."
        ),
        "Er zijn geen cijfers ingelezen; lees ze in met 'import'.",
    ]
    raw.write_text(whole)


@pytest.mark.slow
def test_the_starter_edition_is_built_without_any_file(tmp_path: Path) -> None:
    done = tiny.run("build", "--starter", data=tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert open_current(tmp_path / "editions").is_schematic


# --- values ---------------------------------------------------------------------------------------


def test_values_as_json_have_the_public_form(in_part: Path) -> None:
    done = tiny.run("values", *HEERLEN_NOORD, "--format", "json", data=in_part)
    assert (done.exit_code, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert {
        "area", "layer", "period", "value", "status", "coverage", "bounds", "references", "rank",
        "source",
    } <= set(found)  # fmt: skip
    assert found["area"] == {"id": "heerlen-noord", "name": "Heerlen-Noord", "level": "focusgebied"}
    assert found["layer"] == {
        "id": "koopwoningen_pct", "label": "Koopwoningen", "unit": "%", "higher_is": "neutral",
    }  # fmt: skip
    assert (found["period"], found["status"]) == ("2024", "ok")
    # 100 x 40, 300 x 60 and 200 x 30 homes; of another 100 nothing is known.
    assert found["value"] == pytest.approx(46.7, abs=0.05)
    assert found["coverage"] == pytest.approx(6 / 7, abs=0.001)
    low, high = found["bounds"]
    assert low == pytest.approx(40.0, abs=0.6)
    assert high == pytest.approx(54.3, abs=0.6)
    assert [ref["id"] for ref in found["references"]][:2] == ["GM0917", "NL00"]
    assert {ref["id"]: ref["value"] for ref in found["references"]}["NL00"] == 57.0
    # One area only: a place would say nothing.
    assert found["rank"] is None
    assert found["source"]["table"] == "85984NED"
    assert found["source"]["boundary_year"] == 2024


def test_an_area_is_made_from_its_wijken_where_those_cover_it_better(data: Path) -> None:
    found = json.loads(tiny.run("values", *HEERLEN_NOORD, "--format", "json", data=data).stdout)
    # 400 x 55 and 300 x 30 homes; of its buurten one has no figure.
    assert found["value"] == round((400 * 55 + 300 * 30) / 700, 1) == 44.3
    assert (found["made_of"], found["coverage"], found["bounds"]) == ("wijk", 1.0, [44.3, 44.3])


def test_published_values_are_given_as_they_are(data: Path) -> None:
    for area, value in (("GM0917", 50.0), ("WK091710", 55.0), ("BU09171000", 40.0), ("NL00", 57.0)):
        done = tiny.run(
            "values", "--area", area, "--layer", "koopwoningen_pct", "--format", "json", data=data
        )
        assert json.loads(done.stdout)["value"] == value


def test_a_value_that_is_not_known_is_null_and_never_zero(data: Path) -> None:
    done = tiny.run(
        "values",
        "--area",
        "BU09172001",
        "--layer",
        "koopwoningen_pct",
        "--format",
        "json",
        data=data,
    )
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert found["value"] is None
    assert found["status"] != "ok"


def test_values_as_csv(in_part: Path) -> None:
    done = tiny.run("values", *HEERLEN_NOORD, "--format", "csv", data=in_part)
    assert (done.exit_code, done.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows[0]["area"] == "heerlen-noord"
    assert float(rows[0]["value"]) == pytest.approx(46.7, abs=0.05)
    assert {row["layer"] for row in rows} == {"koopwoningen_pct"}
    assert {row["unit"] for row in rows} == {"%"}
    assert [row["area"] for row in rows][1:3] == ["GM0917", "NL00"]


def test_values_as_a_table(in_part: Path) -> None:
    done = tiny.run("values", *HEERLEN_NOORD, data=in_part)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Koopwoningen (%), 2024" in done.stdout
    for words in (
        "Heerlen-Noord",
        "Nederland",
        "57\u202f%",
        "Bron: CBS 85984NED",
        "Dekking 86\u202f%",
    ):
        assert words in done.stdout


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("--area", "GM9999", "--layer", "inwoners"),
            "Gebied 'GM9999' is niet in deze editie; kijk met 'status' wat er is.",
        ),
        (
            ("--area", "", "--layer", "inwoners"),
            "Gebied '' is niet in deze editie; kijk met 'status' wat er is.",
        ),
        (
            ("--area", "NL00", "--layer", "koopwoning"),
            "Kaartlaag 'koopwoning' bestaat niet (bedoelt u 'koopwoningen_pct'?).",
        ),
        (("--area", "NL00", "--layer", "qqqqqq"), "Kaartlaag 'qqqqqq' bestaat niet."),
        (
            ("--area", "NL00", "--layer", "misdrijven"),
            "Kaartlaag 'misdrijven' is nog niet opgehaald; haal de cijfers op of lees ze in.",
        ),
        (
            ("--area", "NL00", "--layer", "inwoners", "--period", "1999"),
            "Kaartlaag 'inwoners' heeft geen periode 1999; kies uit 2024.",
        ),
    ],
)
def test_values_that_are_not_there(data: Path, arguments: tuple[str, ...], line: str) -> None:
    assert refused(tiny.run("values", *arguments, data=data)) == line


# --- status and check -----------------------------------------------------------------------------


def test_status_tells_what_there_is(data: Path) -> None:
    done = tiny.run("status", data=data)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "met officiële grenzen: 6 buurt, 3 wijk, 1 gemeente, 1 focusgebied" in done.stdout
    assert "koopwoningen_pct" in done.stdout


def test_status_as_json(data: Path) -> None:
    facts = json.loads(tiny.run("status", "--json", data=data).stdout)
    assert facts["edition"] == open_current(data / "editions").id
    assert facts["schematic"] is False
    assert facts["areas"]["buurt"] == 6
    assert facts["layers"]["inwoners"]["periods"] == ["2024"]
    assert facts["layers"]["inwoners"]["table"] == "85984NED"


def test_check_as_json_tells_what_is_missing(data: Path) -> None:
    done = tiny.run("check", "--json", data=data)
    assert (done.exit_code, done.stderr) == (0, "")
    findings = json.loads(done.stdout)
    assert {frozenset(finding) for finding in findings} == {
        frozenset({"severity", "subject", "message"})
    }
    assert {finding["severity"] for finding in findings} <= {"error", "warning", "info"}
    assert {
        "severity": "warning",
        "subject": "editie",
        "message": "19 focusgebieden hebben geen buurten",
    } in findings
    assert {
        "severity": "info",
        "subject": "programma",
        "message": "118 feiten, 35 cijfers en 20 momenten in orde",
    } in findings


def test_check_fails_on_an_edition_that_changed(data: Path) -> None:
    table = open_current(data / "editions").folder / "values" / "2024.arrow"
    table.write_bytes(table.read_bytes() + b"x")
    done = tiny.run("check", data=data)
    assert done.exit_code == 1
    assert (
        "FOUT    editie: values/2024.arrow ontbreekt of is veranderd; bouw de editie opnieuw"
        in done.stdout
    )
    findings = json.loads(tiny.run("check", "--json", data=data).stdout)
    assert [finding["severity"] for finding in findings].count("error") == 1


def test_check_without_an_edition_is_a_warning(tmp_path: Path) -> None:
    done = tiny.run("check", data=tmp_path)
    assert done.exit_code == 0
    assert "let op  editie: Er is nog geen editie" in done.stdout


@pytest.mark.parametrize("command", [("status",), ("status", "--json"), ("values", *HEERLEN_NOORD)])
def test_without_an_edition_a_command_says_how_to_make_one(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    assert refused(tiny.run(*command, data=tmp_path)) == (
        "Er is nog geen editie; maak er een met 'python -m nplv_geo build --starter'."
    )


# --- wrong usage and odd surroundings -------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("bestaat-niet",),
        ("import",),
        ("import", "--year", "nul", "x.csv"),
        ("import", "--year", "1800", "x.csv"),
        ("import", "."),
        ("build", "--snel"),
        ("values",),
        ("values", "--area", "NL00"),
        ("values", *HEERLEN_NOORD, "--format", "xml"),
        ("serve", "--port", "0"),
        ("serve", "--workers", "0"),
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = tiny.run(*arguments, data=tmp_path)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Error:" in done.stderr


def test_help_and_version(tmp_path: Path) -> None:
    shown = tiny.run("--help", data=tmp_path)
    assert shown.exit_code == 0
    for command in ("import", "build", "status", "check", "values", "serve"):
        assert command in shown.stdout
    assert __version__ in tiny.run("--version", data=tmp_path).stdout


def test_the_module_runs_as_a_program(data: Path) -> None:
    """As people call it: exit code, output and the error line of a real process."""
    environment = os.environ | {"NPLV_DATA": str(data)}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "nplv_geo", *arguments]
        return subprocess.run(
            command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
        )

    good = run("values", *HEERLEN_NOORD, "--format", "json")
    assert (good.returncode, good.stderr) == (0, "")
    assert json.loads(good.stdout)["area"]["id"] == "heerlen-noord"
    bad = run("values", "--area", "x", "--layer", "inwoners")
    assert (bad.returncode, bad.stdout) == (1, "")
    assert bad.stderr == "Gebied 'x' is niet in deze editie; kijk met 'status' wat er is.\n"
    assert run("values").returncode == 2


def test_a_port_that_is_no_number_is_one_line(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "abc")
    assert "PORT" in refused(tiny.run("status", data=data))


def test_a_data_folder_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert str(file) in refused(tiny.run("import", tiny.write_figures(tmp_path), data=file))


def test_a_damaged_table_is_one_line(data: Path) -> None:
    edition = open_current(data / "editions")
    (edition.folder / "values" / "2024.arrow").write_bytes(b"PAR1 kapot")
    line = refused(tiny.run("values", "--area", "NL00", "--layer", "inwoners", data=data))
    assert line == f"De editie in {edition.folder} is niet heel; bouw haar opnieuw met 'build'."


def test_a_table_that_is_gone_is_one_line(data: Path) -> None:
    edition = open_current(data / "editions")
    (edition.folder / "areas.parquet").unlink()
    line = refused(tiny.run("values", "--area", "NL00", "--layer", "inwoners", data=data))
    assert line == f"De editie in {edition.folder} is niet heel; bouw haar opnieuw met 'build'."


def test_a_pinned_edition_that_is_not_there_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "nplv_geo.ground.settings.read_settings",
        lambda: Settings(data=tmp_path, edition=tmp_path / "weg", port=0),
    )
    assert refused(tiny.run("status", data=tmp_path)) == (
        f"De editie in {tmp_path / 'weg'} is niet heel; bouw haar opnieuw met 'build'."
    )


# --- serve ----------------------------------------------------------------------------------------


def test_serve_becomes_gunicorn_with_what_was_asked(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr("os.execve", lambda _program, command, _: started.append(command))
    done = tiny.run("serve", "--host", "0.0.0.0", "--port", "8123", "--workers", "3", data=data)  # noqa: S104
    assert done.exit_code == 0
    assert "http://0.0.0.0:8123/" in done.stdout
    (command,) = started
    assert command[1:4] == ["-m", "gunicorn", "nplv_geo.web.wsgi:server"]
    assert command[command.index("--bind") + 1] == "0.0.0.0:8123"
    assert command[command.index("--workers") + 1] == "3"


def test_serve_takes_its_port_from_the_environment(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr("os.execve", lambda _program, command, _: started.append(command))
    monkeypatch.setenv("PORT", "8234")
    assert tiny.run("serve", data=data).exit_code == 0
    assert "127.0.0.1:8234" in started[0]


def test_processes_that_serve_share_a_folder_that_can_be_written(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[dict[str, str]] = []
    monkeypatch.setattr("os.execve", lambda _program, _command, given: started.append(given))
    assert tiny.run("serve", data=data).exit_code == 0
    assert "NPLV_STATE" not in started[0]  # beside the editions
    in_the_way = tmp_path / "bestand"
    in_the_way.write_bytes(b"")
    monkeypatch.setattr(Settings, "state", property(lambda _: in_the_way / "run"))
    assert tiny.run("serve", data=data).exit_code == 0
    assert Path(started[1]["NPLV_STATE"]).name.startswith("nplv-state-")
    monkeypatch.setenv("NPLV_STATE", str(in_the_way / "run"))
    assert refused(tiny.run("serve", data=data)) == (
        f"In NPLV_STATE ({in_the_way / 'run'}) kan niet worden geschreven (Not a directory); geef "
        "een map op deze machine waarin dat kan."
    )
    monkeypatch.setenv("NPLV_STATE", "redis://x")
    assert refused(tiny.run("serve", data=data)) == (
        "NPLV_STATE is 'redis://x'; geef een map op deze machine, geen URL."
    )
    assert len(started) == 2


@pytest.mark.slow
def test_serve_builds_the_starter_when_there_is_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.execve", lambda *_: None)
    done = tiny.run("serve", data=tmp_path)
    assert done.exit_code == 0
    assert done.stderr == "Er is nog geen editie; de starteditie wordt gebouwd.\n"
    assert open_current(tmp_path / "editions").is_schematic
