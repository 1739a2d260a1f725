"""On pages to read: what their link asked for in vain, in one line above the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flask import Flask, request

from nplv_geo.present.address.unmet import Unmet
from nplv_geo.present.sentences.unmet import write_reading_line
from nplv_geo.present.texts import Texts

# What these pages know beside the language.
_KEYS: Final = ("sinds", "editie", "gebied")


def add_reading_line(flask: Flask) -> None:
    """Let the frame of all pages to read (``lezen.html``) find its line."""

    @flask.context_processor
    def offer() -> dict[str, Callable[[Texts, Unmet | None], str]]:
        return {"find_unmet": _find_unmet}


def _find_unmet(t: Texts, own: Unmet | None) -> str:
    """What the link asked for in vain, ``own`` being what the page itself found."""
    query = request.query_string.decode("utf-8", "replace")
    return write_reading_line(query, _KEYS, t, *([own] if own else []))
