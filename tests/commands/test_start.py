"""A server starts quickly: what it does not need is not loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

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
