"""HTML from Jinja templates: the one way in which this package writes HTML.

A part of the page is text, and not a tree of Dash components: Dash makes every component a
subscriber of its store, with which a page of a few thousand takes the browser seconds to draw.
Templates are compiled once; a table of 250 rows is written in two milliseconds. The pages to read
(``templates/*.html``) are rendered by Flask, which knows their address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_LINE_BREAK = re.compile(r"\s*\n\s*")


class _OneLine(Extension):
    """Leave the line breaks of a template out: a browser would show some of them as spaces."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, token.type, _LINE_BREAK.sub("", token.value))
            else:
                yield token


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    auto_reload=False,  # looking for changes takes a tenth of the time
    autoescape=True,
    undefined=StrictUndefined,
    extensions=[_OneLine],
)


def render(template: str, **context: object) -> str:
    """Write a template as HTML on one line; texts are escaped.

    Parameters
    ----------
    template
        Path below ``web/templates``.
    context
        What the template calls by name. A name that it doesn't get is an error.
    """
    return _ENVIRONMENT.get_template(template).render(context)
