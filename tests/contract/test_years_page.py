"""The page about years has the bounds of the code, and the words that places have."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from nplv_geo.ground.places import CrosswalkWay, PlaceKind
from nplv_geo.ground.settings import PROJECT

PAGE = (PROJECT / "docs/years.md").read_text(encoding="utf-8")
BOUNDS = re.findall(r"^\| (`[A-Z][^|]+) \| ([\d., ]+) \| `(\S+\.py)` \|", PAGE, re.MULTILINE)


def read_constants(path: Path) -> dict[str, float]:
    """Numbers that a module gives a name."""
    found: dict[str, float] = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign):
            names, values = ast.unparse(node.targets[0]), ast.unparse(node.value)
            pairs = zip(names.strip("()").split(", "), values.strip("()").split(", "), strict=False)
            numbers = [(name, value) for name, value in pairs if re.fullmatch(r"[\d.]+", value)]
            found |= {name: float(value) for name, value in numbers}
    return found


def test_the_page_lists_bounds() -> None:
    assert len(BOUNDS) == 11


@pytest.mark.parametrize(("names", "values", "module"), BOUNDS)
def test_each_bound_is_that_of_the_code(names: str, values: str, module: str) -> None:
    constants = read_constants(PROJECT / module)
    told = dict(zip(re.findall(r"`(\w+)`", names), map(float, values.split(", ")), strict=True))
    assert {name: constants[name] for name in told} == told


def test_each_word_of_a_place_and_of_a_way_is_explained() -> None:
    rows = "\n".join(line for line in PAGE.splitlines() if line.startswith("| "))
    for word in (*PlaceKind, *CrosswalkWay):
        assert f"`{word}`" in rows
