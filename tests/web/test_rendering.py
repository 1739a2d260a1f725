"""Templates as HTML: every character is safe, every attribute stands, nothing is missing."""

from __future__ import annotations

import ast
import html as stdlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from nplv_geo.present.briefing.downloads import (
    DownloadMenu,
    FileGroup,
    FileLink,
    FileRow,
    FirstChoice,
)
from nplv_geo.present.map.legend import ClassEntry, DistributionBar, Legend
from nplv_geo.present.map.legend_marks import LegendMark
from nplv_geo.present.map.lit import LegendRow
from nplv_geo.present.site.menu import MenuChoice
from nplv_geo.present.texts import texts
from nplv_geo.web import components, rendering


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


def test_a_template_becomes_the_html_that_a_reader_would_write() -> None:
    link = FileLink("hier", "?a=1&b=2", 'zeg "ja"', copies="<script>")
    group = FileGroup("Kop & kern", "uitleg", (FileRow("als", (link,)),))
    assert components.render_take(DownloadMenu("Meenemen", "Gekopieerd", (group,))) == (
        '<div role="region" aria-label="Meenemen"><h2>Meenemen</h2>'
        "<section><h3>Kop &amp; kern</h3><p>uitleg</p><dl><div><dt>als</dt><dd>"
        '<a href="?a=1&amp;b=2" aria-label="zeg &#34;ja&#34;" data-copy="&lt;script&gt;" '
        'data-copied="Gekopieerd">hier</a>'
        "</dd></div></dl></section></div>"
    )


def test_the_first_file_stands_above_all_others_which_are_behind_a_word() -> None:
    first = FirstChoice("Kaart", "/export/map.png?a=1&b=2", "/export/map.png?b=2", "Een kaart")
    html = components.render_take(DownloadMenu("Mee", "", (), first, "Meer"))
    assert '<a href="/export/map.png?a=1&amp;b=2">Kaart</a></p><details' in html
    # Asked for when the sheet is opened, and not before.
    assert '<img data-src="/export/map.png?b=2" alt="Een kaart">' in html
    assert html.endswith("<summary>Meer</summary></details></div>")


def test_styles_and_flags_are_written_as_html_has_them() -> None:
    legend = Legend(
        title="Klassen",
        classes=(ClassEntry("#115363", "0 tot 1", 2),),
        missing=3,
        bars=(DistributionBar(0.504, "#115363"),),
        low="0",
        high="1",
        marks=(LegendMark("Hier", "0,6", 0.6, "area"), LegendMark("Daar", "0,4", 0.4, "nederland")),
        missing_label="geen cijfer",
    )
    row = LegendRow(0, "#115363", "0 tot 1", 2, "buurten", "?klasse=1", is_kept=False)
    html = rendering.render(
        "parts/legend.html", t=texts("nl"), legend=legend, rows=(row,), lit="", few="",
        map="", is_kept_here=True,
    )  # fmt: skip
    assert 'data-class="0" data-href="?klasse=1" aria-pressed="false"' in html
    assert '<svg class="swatch" style="fill:#115363"' in html
    assert '<span style="height:50%;background:#115363"></span>' in html
    assert '<div class="marks" style="height:2.3rem">' in html
    assert '<span class="mark area" style="--row:1;--at:60.0"><b>Hier 0,6</b></span>' in html
    assert '<span class="mark nederland" style="--row:2;--at:40.0"><b>Daar 0,4</b></span>' in html
    current = components.render_language(MenuChoice("hier", "?", is_current=True))
    assert current == '<a href="?" aria-current="true">hier</a>'


@given(st.text(), st.text())
def test_any_text_comes_back_as_it_was(text: str, address: str) -> None:
    reader = Reader()
    reader.feed(components.render_language(MenuChoice(text, address, is_current=False)))
    reader.close()
    assert "".join(reader.texts) == re.sub(r"\r\n?", "\n", text) or "".join(reader.texts) == text
    assert dict(reader.attributes)["href"] == stdlib.unescape(stdlib.escape(address))


def test_lines_of_a_template_are_no_spaces_on_the_page() -> None:
    steps = tuple(MenuChoice(name, "?", is_current=False) for name in ("a b", "c\n"))
    html = rendering.render("parts/breadcrumb.html", t=texts("nl"), steps=steps)
    assert html == (
        '<nav aria-label="Waar u bent"><ol><li><a href="?">a b</a></li>'
        '<li><a href="?">c\n</a></li></ol></nav>'
    )


def test_a_name_that_a_template_does_not_get_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="sheet"):
        rendering.render("parts/take.html")
    with pytest.raises(UndefinedError, match="first"):
        rendering.render("parts/take.html", sheet=MenuChoice("a", "?", is_current=False))


def test_what_needs_dash_is_no_part() -> None:
    """A component can't be text: what Dash draws is made in the frame of the page."""
    for module in Path(components.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert not [name for name in names if name.startswith("dash")], module.name


def test_each_template_of_a_part_is_used() -> None:
    folder = Path(rendering.__file__).parent / "templates"
    sources = [path.read_text(encoding="utf-8") for path in folder.rglob("*.html")]
    modules = Path(components.__file__).parent.glob("*.py")
    sources += [path.read_text(encoding="utf-8") for path in modules]
    for template in (folder / "parts").glob("*.html"):
        assert any(f'"parts/{template.name}"' in source for source in sources), template.name
