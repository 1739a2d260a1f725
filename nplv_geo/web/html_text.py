"""HTML as plain text, from light elements or from Dash's HTML components.

Dash makes every component a subscriber of its store: a page of a few thousand takes the browser
seconds to draw, as text it takes milliseconds. So only what needs Dash (map, charts, search) is a
component in the browser; everything else is drawn here and filled in as text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from dash.development.base_component import Component

from nplv_geo.ground.errors import NplvError

_RENAMED = {"className": "class", "htmlFor": "for"}
_EMPTY = frozenset({"br", "hr", "img", "input"})
_CAPITAL = re.compile(r"(?<=[a-z])([A-Z])")


class NotPlainError(NplvError):
    """A component that needs Dash was asked to be text."""


class Element:
    """One HTML element; attributes are named as Dash names them, such as ``className``."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(
        self,
        tag: str,
        children: Content = None,
        **attributes: Any,  # noqa: ANN401  # texts, flags, styles
    ) -> None:
        self.tag, self.children, self.attributes = tag, children, attributes

    def to_plotly_json(self) -> dict[str, Any]:
        """Form in which Dash writes its components, for whoever looks a tree through."""
        return {"type": self.tag, "props": {"children": self.children, **self.attributes}}


Content = Element | Component | str | int | float | Sequence[Any] | None


def html_text(content: Content) -> str:
    """Write a tree of HTML elements, texts and lists as HTML; texts are escaped.

    Raises
    ------
    NotPlainError
        When a component is not one of ``dash.html``.
    """
    pieces: list[str] = []
    _write(content, pieces)
    return "".join(pieces)


def _write(content: Content, pieces: list[str]) -> None:
    """Add the text of ``content`` to ``pieces``; a page asks this a few thousand times."""
    if isinstance(content, Element):
        _write_element(content.tag, content.attributes, content.children, pieces)
    elif isinstance(content, str):
        pieces.append(escape(content, quote=False))
    elif isinstance(content, (list, tuple)):  # a union is slower
        for part in content:
            _write(part, pieces)
    elif isinstance(content, Component):
        _write_component(content, pieces)
    elif content is not None:
        pieces.append(escape(str(content), quote=False))


def _write_component(component: Component, pieces: list[str]) -> None:
    plain = component.to_plotly_json()
    if plain["namespace"] != "dash_html_components":
        raise NotPlainError(f"Onderdeel {plain['type']} is geen gewone HTML.")
    props = plain["props"]
    # Dash has them in no order; sorted, the same tree is the same text in every process.
    attributes = {name: props[name] for name in sorted(props) if name != "children"}
    _write_element(plain["type"].lower(), attributes, props.get("children"), pieces)


def _write_element(
    tag: str, attributes: Mapping[str, Any], children: Content, pieces: list[str]
) -> None:
    written = "".join(
        [
            f' {_html_name(name)}="{escape(value)}"'
            if isinstance(value, str)
            else _attribute(name, value)
            for name, value in attributes.items()
        ]
    )
    if isinstance(children, str):  # most elements hold nothing but a text
        pieces.append(f"<{tag}{written}>{escape(children, quote=False)}</{tag}>")
        return
    pieces.append(f"<{tag}{written}>")
    if tag not in _EMPTY:
        _write(children, pieces)
        pieces.append(f"</{tag}>")


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return f" {_html_name(name)}"
    text = _style(value) if isinstance(value, dict) else str(value)
    return f' {_html_name(name)}="{escape(text)}"'


@lru_cache(maxsize=256)
def _html_name(name: str) -> str:
    return _RENAMED.get(name) or name.lower()


def _style(rules: dict[str, object]) -> str:
    return ";".join(f"{_css_name(name)}:{value}" for name, value in rules.items())


@lru_cache(maxsize=256)
def _css_name(name: str) -> str:
    return _CAPITAL.sub(lambda found: f"-{found[1].lower()}", name)
