"""Components as text: every character is safe, every attribute stands."""

from __future__ import annotations

import html as stdlib
import re
from html.parser import HTMLParser

import pytest
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.web.components.attributes import aria, data
from nplv_geo.web.html_text import NotPlainError, html_text


class Reader(HTMLParser):
    """Reads texts and attributes back as a browser would."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "a"
        self.attributes += attrs


def test_a_tree_becomes_the_html_that_a_reader_would_write() -> None:
    tree = html.Div(
        [
            html.H2("Kop & kern"),
            None,
            html.P([html.A("hier", href="?a=1&b=2", className="x y"), " en ", 3]),
            html.Br(),
        ],
        id="deel",
        role="region",
        tabIndex="-1",
        **aria(label='zeg "ja"'),
        **data(code="WK0917"),
    )
    assert html_text(tree) == (
        '<div aria-label="zeg &quot;ja&quot;" data-code="WK0917" id="deel" role="region" '
        'tabindex="-1"><h2>Kop &amp; kern</h2>'
        '<p><a class="x y" href="?a=1&amp;b=2">hier</a> en 3</p><br></div>'
    )


def test_styles_and_flags_are_written_as_html_has_them() -> None:
    styled = html.Div(style={"--rows": 3, "marginTop": "1rem"}, hidden=False)
    assert html_text(styled) == '<div style="--rows:3;margin-top:1rem"></div>'
    opened = html.Details([html.Summary("meer")], open=True)
    assert html_text(opened) == "<details open><summary>meer</summary></details>"
    label = html.Label("Zoek", htmlFor="search")
    assert html_text(label) == '<label for="search">Zoek</label>'


@given(st.text(), st.text())
def test_any_text_comes_back_as_it_was(text: str, title: str) -> None:
    reader = Reader()
    reader.feed(html_text(html.A(text, title=title)))
    reader.close()
    assert "".join(reader.texts) == re.sub(r"\r\n?", "\n", text) or "".join(reader.texts) == text
    assert dict(reader.attributes)["title"] == stdlib.unescape(stdlib.escape(title))


def test_what_needs_dash_is_refused() -> None:
    with pytest.raises(NotPlainError, match="Graph"):
        html_text(html.Div(dcc.Graph()))
