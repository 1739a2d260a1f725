"""Answers in JSON and HTML as lines of text, so that a difference can be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

_INLINE = re.compile("a|abbr|b|bdi|cite|code|em|i|mark|q|s|small|span|strong|su[bp]|time")
_UNSEEN = frozenset(("script", "style", "template"))
_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_TOLD = ("href", "src", "title", "aria-label", "alt", "placeholder", "value", "download", "data-qs")


def read_text(content: bytes) -> str:
    """Text as it is, without the marker of its encoding."""
    return content.decode("utf-8", "replace").replace("\ufeff", "BOM\n")


def read_json(content: bytes) -> str:
    """One line for each value, with where it stands."""
    return "\n".join(json_lines(json.loads(content)))


def json_lines(value: Any, place: str = "") -> Iterator[str]:  # noqa: ANN401  # whatever JSON holds
    """Give ``a.b[2] = "c"`` for each leaf; lists of numbers and words stay on one line."""
    if isinstance(value, dict) and value:
        for key in sorted(value):
            yield from json_lines(value[key], f"{place}.{key}" if place else key)
    elif isinstance(value, list) and _holds_objects(value):
        for number, item in enumerate(value):
            yield from json_lines(item, f"{place}[{number}]")
    else:
        yield f"{place} = {json.dumps(value, ensure_ascii=False)}"


def read_view(content: bytes) -> str:
    """Answer for a view: JSON of which the parts are HTML, and those as they are read."""
    return "\n".join(_view_lines(content, html_lines))


def read_view_markup(content: bytes) -> str:
    """Only the parts of a view, with all their tags and attributes."""
    parts = json.loads(content)["parts"]
    return "\n".join(
        line for name in sorted(parts) for line in (f"== {name}", *markup_lines(parts[name]))
    )


def _view_lines(content: bytes, lines: Any) -> Iterator[str]:  # noqa: ANN401
    answer = json.loads(content)
    parts = answer.pop("parts", {})
    yield from json_lines(answer)
    for name in sorted(parts):
        yield f"== {name}"
        yield from lines(parts[name])


def read_html(content: bytes) -> str:
    """What a reader sees of a page, and where its links go."""
    return "\n".join(html_lines(content.decode()))


def html_lines(text: str) -> list[str]:
    """Give the visible text, with a line for each block, and attributes that readers notice."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(reader.pieces).split("\n"))
    return [line for line in lines if line]


def markup_lines(text: str) -> list[str]:
    """Give each tag on a line, its attributes in alphabetical order, and the text between them."""
    reader = _Markup()
    reader.feed(text)
    reader.close()
    return reader.lines


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._hidden += 1
        if not _INLINE.fullmatch(tag):
            self.pieces.append("\n")
        told = {name: value for name, value in attrs if name in _TOLD and value}
        # A script that is not there yet, or a picture in the page itself, says nothing to read.
        told = {name: value for name, value in told.items() if not value.startswith("data:")}
        if told and tag != "meta":
            words = " ".join(f"{name}={told[name]}" for name in sorted(told))
            self.pieces.append(f"{{{tag} {words}}} ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._hidden = max(self._hidden - 1, 0)
        if not _INLINE.fullmatch(tag):
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data.replace("\n", " "))


class _Markup(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words = "".join(
            f" {name}" if value is None else f' {name}="{value}"' for name, value in sorted(attrs)
        )
        self.lines.append(f"{'  ' * self._depth}<{tag}{words}>")
        self._depth += not _VOID.fullmatch(tag)

    def handle_endtag(self, tag: str) -> None:
        if not _VOID.fullmatch(tag):
            self._depth = max(self._depth - 1, 0)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.lines.append(f"{'  ' * self._depth}{' '.join(data.split())}")


def _holds_objects(value: list[Any]) -> bool:
    return any(
        isinstance(item, dict) or (isinstance(item, list) and _holds_objects(item))
        for item in value
    )
