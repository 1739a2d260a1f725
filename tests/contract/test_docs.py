"""What the documents name is there: files, and pages that they lead to."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from nplv_geo import __version__
from nplv_geo.ground.settings import PROJECT

DOCUMENTS = sorted(
    [PROJECT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
    + [*(PROJECT / "docs").rglob("*.md")]
)
PARTS = ["Context", "Decision", "Consequence"]
ROOTS = ("assets", "benchmarks", "data", "docs", "layers", "nplv_geo", "scripts", "supply", "tests")
_PATH = re.compile(rf"(Save it as )?`((?:{'|'.join(ROOTS)})/[^`\s]*)`")
_SCRIPT = re.compile(r"\b(?:pure|map|page)/[a-z-]+\.js\b")
_CODE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def _named(text: str) -> list[str]:
    """Paths between backticks, but for the files that a reader is asked to make."""
    line = " ".join(_CODE.sub("", text).split())
    return [path for asked, path in _PATH.findall(line) if not asked]


def _anchors(text: str) -> set[str]:
    """Headings as a repository's pages make anchors of them."""
    headings = _HEADING.findall(_CODE.sub("", text))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_path_that_is_named_exists(document: Path) -> None:
    named = _named(document.read_text(encoding="utf-8"))
    places = [path for path in named if not set(path) & set("<{")]
    assert [path for path in places if not any(PROJECT.glob(path.rstrip("/")))] == []


def test_every_script_of_the_drawings_exists() -> None:
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(_SCRIPT.findall(text))
    assert len(named) > 5
    assert {name for name in named if not (PROJECT / "scripts/src" / name).exists()} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    for link in _LINK.findall(document.read_text(encoding="utf-8")):
        if link.startswith(("http://", "https://")):
            continue
        file, _, anchor = link.partition("#")
        target = (document.parent / file).resolve() if file else document
        assert target.exists(), link
        if anchor:
            assert anchor in _anchors(target.read_text(encoding="utf-8")), link


def test_the_documents_do_name_paths() -> None:
    """A pattern that finds nothing would pass for documents without mistakes."""
    named = {path for document in DOCUMENTS for path in _named(document.read_text("utf-8"))}
    assert {"data/boundaries/focus_areas.csv", "tests/standin/", "layers/themes.toml"} <= named
    assert len(named) > 30


def test_every_decision_is_in_the_list_and_short() -> None:
    folder = PROJECT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    records = sorted(folder.glob("[0-9]*.md"))
    assert [path.name[:4] for path in records] == [f"{n + 1:04}" for n in range(len(records))]
    for path in records:
        text = path.read_text(encoding="utf-8")
        assert f"({path.name})" in listed
        assert text.count("\n") <= 25, path.name
        assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == PARTS


def test_one_version_in_all_documents() -> None:
    changes = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    public = (PROJECT / "publiccode.yml").read_text(encoding="utf-8")
    (version, day), *_ = re.findall(r"^## \[(\d\S+)\] - (\S+)$", changes, re.MULTILINE)
    assert version == __version__
    assert f"\nsoftwareVersion: {version}\n" in public
    assert f'\nreleaseDate: "{day}"\n' in public


# --- rooms ----------------------------------------------------------------------------------------

ROOMS = sorted((PROJECT / "nplv_geo").rglob("__init__.py"))[1:]


@pytest.mark.parametrize("room", ROOMS, ids=lambda path: str(path.parent.relative_to(PROJECT)))
def test_every_room_says_what_comes_in_and_what_goes_out(room: Path) -> None:
    docstring = ast.get_docstring(ast.parse(room.read_text(encoding="utf-8"))) or ""
    assert docstring.index("Comes in:") < docstring.index("Goes out:")


def test_every_room_is_in_the_table_of_rooms() -> None:
    text = (PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `nplv_geo/(\w+)/` \|", text, re.MULTILINE)
    assert sorted(listed) == [path.parent.name for path in ROOMS if path.parents[2] == PROJECT]


def test_the_drawing_of_the_rooms_is_the_import_contract() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {one["id"]: one for one in settings["tool"]["importlinter"]["contracts"]}
    layers = [layer.split(" | ") for layer in contracts["rooms"]["layers"]]
    text = (PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
    drawing = text.split("## The rooms")[1].split("```")[1]
    drawn = [re.findall(r"│ (\w+) ", line) for line in drawing.splitlines() if " │ " in line]
    assert drawn == layers[1:]  # `__main__` only starts the command line


def test_the_page_about_seams_names_every_test_of_one() -> None:
    page = (PROJECT / "docs/page.md").read_text(encoding="utf-8")
    tests = (PROJECT / "tests/contract/test_seams.py").read_text(encoding="utf-8")
    there = set(re.findall(r"^def (test_\w+)", tests, re.MULTILINE))
    named = set(re.findall(r"`(test_\w+)`", page))
    assert named <= there
    assert {name for name in there - named if not name.startswith("test_pptx_")} == set()
