"""A server starts quickly, with what it needs and no more, and says what is amiss."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from nplv_geo.commands.main import main
from nplv_geo.edition.store import current_id
from nplv_geo.ground.settings import Settings

HEAVY = ("fpdf", "geopandas", "matplotlib", "openpyxl", "pandera", "pptx", "requests", "shapely")


def _loaded(module: str) -> set[str]:
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def test_the_command_that_becomes_the_server_reads_no_tables() -> None:
    assert not _loaded("nplv_geo.commands.main, nplv_geo.edition.manifest") & {
        "pandas",
        "numpy",
        *HEAVY,
    }


@pytest.mark.parametrize("module", ["nplv_geo.web", "nplv_geo.edition.edition"])
def test_what_serves_loads_no_tool_of_builds_and_exports(module: str) -> None:
    assert not _loaded(module) & set(HEAVY)


@pytest.mark.parametrize(
    ("options", "proxies", "is_warned"),
    [
        ((), "", False),
        (("--host", "127.0.0.1"), "", False),
        (("--host", "0.0.0.0"), "", True),  # noqa: S104  # that is the point
        (("--host", "0.0.0.0"), "10.0.0.7", False),  # noqa: S104
    ],
)
def test_a_server_that_listens_beyond_the_machine_asks_for_a_proxy(
    starter_settings: Settings,
    options: tuple[str, ...],
    proxies: str,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_warned: bool,
) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(os, "execve", lambda _, command, __: begun.append(command))
    environment = {"NPLV_DATA": str(starter_settings.data), "NPLV_PROXIES": proxies}
    done = CliRunner(env=environment).invoke(main, ["serve", *options])
    assert (done.exit_code, len(begun)) == (0, 1)
    told = "zonder proxy ervoor; zet er een voor en noem haar in NPLV_PROXIES."
    assert (told in done.stderr) is is_warned
    assert "nplv_geo.web.patient_worker.PatientWorker" in begun[0]


def test_a_server_starts_though_the_current_edition_has_no_manifest(
    starter_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(starter_settings.editions, tmp_path / "editions")
    good = current_id(tmp_path / "editions")
    (tmp_path / "editions/current").write_text("weg", encoding="utf-8")
    (tmp_path / "raw/cbs").mkdir(parents=True)
    monkeypatch.setattr("nplv_geo.published.raw_store.list_files", lambda _: iter(["x"]))
    monkeypatch.setattr(os, "execve", lambda *_: None)
    done = CliRunner(env={"NPLV_DATA": str(tmp_path)}).invoke(main, ["serve"])
    assert done.exit_code == 0
    assert good in done.stdout
    assert "is niet heel" in done.stderr
    assert "Tot dan de laatste editie die heel is." in done.stderr
