"""The page as it looks before Dash has started: the summary at once, and a picture of the map.

It lies over the page that is being made and goes away as soon as that one has its content. Who
has no scripts keeps the summary.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from nplv_geo.web.views import Answer

# Parts that fit in one screen, by the column they stand in.
_HEADER = ("brand", "breadcrumb", "language", "take-button")
_COLUMNS = (("menu", ("menu",)), ("main", ("heading",)), ("panel", ("panel",)))
# The place of the map, where assets/17-first-map.js draws, and its legend.
_STAGE = (
    '<div class="stage"><div class="map-frame"><canvas class="first-map"></canvas></div>{}</div>'
)


_SCRIPT = re.compile(r'<script((?: (?:src|id)="[^"]*")*)(?: type="[^"]*")?>')
_SRC = re.compile(r'<script src="([^"]*)"')


def first_page(answer: Answer) -> str:
    """Draw the parts of a view in the frame of the page, without any id."""
    parts = answer["parts"]
    header = "".join(f'<div class="{name}">{parts[name]}</div>' for name in _HEADER)
    columns = "".join(
        f'<div class="{column}">'
        + "".join(f'<div class="{_class(name)}">{parts[name]}</div>' for name in names)
        + (_STAGE.format(_legend(parts)) if column == "main" else "")
        + "</div>"
        for column, names in _COLUMNS
    )
    return (
        f'<div class="first part-{answer["part"]}" inert>'
        f'<div class="header">{header}</div><div class="columns">{columns}</div></div>'
    )


def first_model(answer: Answer) -> str:
    """Give the model of the map along, so that its picture need not wait for another answer."""
    # Nothing in a model can end the element that it stands in.
    text = json.dumps(answer["map"], ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="first-model">{text}</script>'


def first_files(answer: Answer) -> str:
    """Ask for what the picture is drawn from before any script can."""
    model = answer["map"]
    urls = [*model["files"], *(model["outline"] or [])[:1], model["country"]]
    urls.append(model["figures"] and model["figures"]["url"])
    return "".join(
        f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{url}">'
        for url in urls
        if url
    )


def first_scripts(assets: Path) -> str:
    """Scripts that draw the picture (``1*.js``), in the page itself: no request comes before it."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(assets.glob("1[0-9]-*.js"))]
    return f"<script>{''.join(texts)}</script>"


def later(scripts: str) -> str:
    """Hold scripts back; ``assets/18-later.js`` starts them when the picture is drawn."""
    return _SCRIPT.sub(r'<script type="text/later"\1>', scripts)


def preloaded(scripts: str) -> str:
    """Have scripts fetched that are held back, so that they are there when they may start."""
    return "".join(
        f'<link rel="preload" as="script" href="{src}">' for src in _SRC.findall(scripts)
    )


def _legend(parts: Mapping[str, str]) -> str:
    return f'<div class="first-legend">{parts["legend"]}</div>'


def _class(name: str) -> str:
    """The menu and the panel are their own column."""
    return name if name == "heading" else ""
