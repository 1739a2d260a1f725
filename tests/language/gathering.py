"""Every Dutch text that a person meets: of page, layers and commands, and made of figures."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import click
from pydantic import BaseModel

from nplv_geo.commands.main import main
from nplv_geo.definitions.read import read_catalog, read_focus_areas
from nplv_geo.definitions.texts import Language, Text
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.sentences.paragraph import write_paragraph
from nplv_geo.present.texts import texts
from nplv_geo.present.values.profile import make_profile

# A word of one syllable and a number of one word stand for what is filled in.
_FILLED, _NUMBER = "dit", "12"
_PLACE = re.compile(r"\{+(\w*)[^{}]*\}+")
_NUMBERS = ("n", "k", "of", "total", "shown", "most", "period", "year", "first", "last")
# Titles of articles are as their writers wrote them; units, formats and words of AG Grid are no
# sentences of ours.
_NOT_OURS = re.compile(r"^(method\.[\w-]+_b\d|grid_words\.|units\.|api\.|api_|place_life\.step)")


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text with where it comes from: ``texts.trend.needed``, ``layers.woz_waarde.label``."""

    place: str
    text: str

    @property
    def source(self) -> str:
        """First part of its place."""
        return self.place.partition(".")[0]


def gather_written_texts() -> list[FoundText]:
    """Gather what people wrote: texts of the page, of the layers and of the commands."""
    return [*_list_interface(), *_list_layers(), *_list_commands(), *_list_messages()]


def gather_made_texts(edition: Edition, language: Language = "nl") -> list[FoundText]:
    """Gather the paragraphs of the 20 areas as the page makes them."""
    catalog, areas = read_catalog(PROJECT), read_focus_areas(PROJECT)
    by_id, t = {area.id: area for area in areas}, texts(language)
    return [
        FoundText(
            f"areas.{area.id}",
            write_paragraph(make_profile(edition, catalog, by_id, area.id), t).text,
        )
        for area in areas
    ]


def _list_interface() -> Iterator[FoundText]:
    for key, text in _flatten(texts("nl").words):
        if not _NOT_OURS.match(key):
            yield FoundText(f"texts.{key}", _fill(text))


def _flatten(words: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, word in words.items():
        if isinstance(word, str):
            yield before + key, word
        else:
            yield from _flatten(word, f"{before}{key}.")


def _fill(text: str) -> str:
    return _PLACE.sub(lambda hole: _NUMBER if hole[1] in _NUMBERS else _FILLED, text)


def _list_layers() -> Iterator[FoundText]:
    for layer in read_catalog(PROJECT).layers:
        yield from _list_texts(layer, f"layers.{layer.id}")


def _list_texts(model: object, place: str) -> Iterator[FoundText]:
    """Every text in both languages that a definition holds, however deep."""
    if isinstance(model, Text):
        yield FoundText(place, model.nl)
    elif isinstance(model, BaseModel):
        for name in type(model).model_fields:
            yield from _list_texts(getattr(model, name), f"{place}.{name}")
    elif isinstance(model, tuple | list):
        for number, one in enumerate(model):
            yield from _list_texts(one, f"{place}.{number}")


def _list_commands(command: click.Command = main, place: str = "commands") -> Iterator[FoundText]:
    yield FoundText(place, command.help or "")
    for option in command.params:
        yield FoundText(f"{place}.{option.name}", getattr(option, "help", None) or "")
    for name, one in getattr(command, "commands", {}).items():
        yield from _list_commands(one, f"{place}.{name}")


def _list_messages() -> Iterator[FoundText]:
    """Sentences of errors and of what commands say, as they stand in the code."""
    for path in sorted((PROJECT / "nplv_geo").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _is_told(node.func):
                place = f"messages.{path.relative_to(PROJECT / 'nplv_geo')}:{node.lineno}"
                yield from (FoundText(place, text) for text in map(_read_text, node.args) if text)


def _is_told(function: ast.expr) -> bool:
    name = getattr(function, "id", "") or getattr(function, "attr", "")
    return name == "echo" or name.endswith("Error")


def _read_text(node: ast.expr) -> str:
    """Text of a literal with its holes filled; empty for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value if " " in node.value else ""
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else _FILLED for part in node.values]
        return "".join(map(str, parts))
    return ""
