"""Dash's HTML components as plain HTML text.

Dash makes every component a subscriber of its store: a page of a few thousand takes the browser
seconds to draw, as text it takes milliseconds. So only what needs Dash (map, charts, search) is a
component in the browser; everything else is drawn here and filled in as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from dash.development.base_component import Component

from nplv_geo.errors import NplvError

Content = Component | str | int | float | Sequence[Any] | None

_RENAMED = {"className": "class", "htmlFor": "for"}
_EMPTY = frozenset({"br", "hr", "img", "input"})
_CAPITAL = re.compile(r"(?<=[a-z])([A-Z])")


class NotPlainError(NplvError):
    """A component that needs Dash was asked to be text."""


def html_text(content: Content) -> str:
    """Write a tree of HTML components, texts and lists as HTML; texts are escaped.

    Raises
    ------
    NotPlainError
        When a component is not one of ``dash.html``.
    """
    return "".join(_pieces(content))


def _pieces(content: Content) -> Iterator[str]:
    if content is None:
        return
    if isinstance(content, list | tuple):
        for part in content:
            yield from _pieces(part)
    elif isinstance(content, Component):
        yield from _element(content)
    else:
        yield escape(str(content), quote=False)


def _element(component: Component) -> Iterator[str]:
    plain = component.to_plotly_json()
    if plain["namespace"] != "dash_html_components":
        raise NotPlainError(f"Onderdeel {plain['type']} is geen gewone HTML.")
    tag, props = plain["type"].lower(), plain["props"]
    # Dash has them in no order; sorted, the same tree is the same text in every process.
    attributes = "".join(
        _attribute(name, props[name]) for name in sorted(props) if name != "children"
    )
    yield f"<{tag}{attributes}>"
    if tag not in _EMPTY:
        yield from _pieces(props.get("children"))
        yield f"</{tag}>"


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    written = _RENAMED.get(name, name.lower())
    if value is True:
        return f" {written}"
    text = _style(value) if isinstance(value, dict) else str(value)
    return f' {written}="{escape(text)}"'


def _style(rules: dict[str, object]) -> str:
    return ";".join(f"{_CAPITAL.sub(_dashed, name)}:{value}" for name, value in rules.items())


def _dashed(found: re.Match[str]) -> str:
    return f"-{found[1].lower()}"
