"""The examples in CONTRIBUTING do what they say: they are read from there and run."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from nplv_geo.commands import fetch_job as fetching
from nplv_geo.definitions import tables
from nplv_geo.definitions.read import read_catalog
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.sources.network.door import HOSTS
from tests.standin import StandIn
from tests.standin.data import Entry

_FILE = re.compile(r"Save it as\s+`([^`]+)`:\n\n```\w+\n(.*?)^```", re.DOTALL | re.MULTILINE)
FILES = dict(_FILE.findall((PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
TABLE = "12345NED"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Layers and data of the project, with the layers of the examples added."""
    folder = tmp_path / "project"
    for name in ("layers", "data"):
        shutil.copytree(PROJECT / name, folder / name)
    for path, text in FILES.items():
        if path.endswith(".toml"):
            (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def example(standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Tests of the example, with its source and its table in the places that step 5 names."""

    def load(name: str) -> ModuleType:
        (path,) = (path for path in FILES if path.endswith(name))
        module = ModuleType(path.removesuffix(".py").replace("/", "."))
        monkeypatch.setitem(sys.modules, module.__name__, module)
        # No path of the package: who counts lines would look for the file.
        code = compile(FILES[path], f"<{path} of CONTRIBUTING.md>", "exec")
        exec(code, module.__dict__)  # noqa: S102  # our own document
        return module

    made = load("bibliotheek.py").table
    monkeypatch.setitem(standin.data.entries, TABLE, Entry("Leden", "Voorbeeld", "2024", made))
    source = load("/voorbeeld.py")
    monkeypatch.setitem(fetching.SOURCES, source.SOURCE, source.list_jobs)
    monkeypatch.setitem(HOSTS, source.SOURCE, "https://dataderden.cbs.nl")
    family = tables.TableFamily(TABLE, "Leden van de bibliotheek", "Voorbeeld", tables.OPEN)
    monkeypatch.setitem(tables.FAMILIES, TABLE, family)
    tables.find_family.cache_clear()
    yield load("test_fetch_voorbeeld.py")
    tables.find_family.cache_clear()


def test_the_layers_of_the_examples_are_in_order(project: Path) -> None:
    ids = {layer.id for layer in read_catalog(project).layers}
    assert {"inwoners_15_64_pct", "bibliotheekleden"} <= ids


def test_the_example_of_a_source_passes_its_own_tests(
    example: ModuleType, standin: StandIn, where: Settings, project: Path
) -> None:
    tests: dict[str, Callable[[StandIn, Settings], None]] = {
        name: value for name, value in vars(example).items() if name.startswith("test_")
    }
    assert len(tests) == 3
    for name, test in tests.items():
        standin.reset()
        test(standin, replace(where, data=where.data / name, project=project))
