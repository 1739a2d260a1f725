"""The page as it looks before Dash has started: the summary at once, and a picture of the map.

It lies over the page that is being made and goes away as soon as that one has its content. Who
has no scripts keeps the summary.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nplv_geo.web.page.view_answer import Answer

# Parts that fit in one screen, by the column they stand in.
_HEADER = ("brand", "breadcrumb", "language", "take-button")
_COLUMNS = (("menu", ("menu",)), ("main", ("heading",)), ("panel", ("panel",)))
# The place of the map, where assets/17-first-map.js draws, and its legend.
_STAGE = (
    '<div class="stage"><div class="map-frame"><canvas class="first-map"></canvas></div>{}</div>'
)


# The letters of the summary; the others are for rarer signs.
_FONTS = ("/assets/fonts/source-sans-3.woff2",)
_SCRIPT = re.compile(r'<script((?: (?:src|id)="[^"]*")*)(?: type="[^"]*")?>')


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
    return f'<script type="application/json" class="first-model">{text}</script>'


def first_files(answer: Answer) -> str:
    """Ask for what the picture is drawn from before any script can."""
    model = answer["map"]
    urls = [*model["files"], *(model["outline"] or [])[:1], model["country"]]
    urls.append(model["figures"] and model["figures"]["url"])
    files = [(url, "fetch") for url in urls if url] + [(font, "font") for font in _FONTS]
    return "".join(
        f'<link rel="preload" as="{kind}" crossorigin="anonymous" href="{url}">'
        for url, kind in files
    )


@dataclass(frozen=True, slots=True)
class Pieces:
    """Our own styles and scripts, in the page itself: nothing is drawn before a request for them.

    Attributes
    ----------
    first
        Scripts that draw the picture (``1*.js``), and what Dash's components can't do without.
    later
        All others, which run when those of Dash are there.
    """

    styles: str
    first: str
    later: str


def pieces(assets: Path) -> Pieces:
    """Read them from the folder of assets, in the order of their names."""
    vendor = assets / "vendor"
    early = sorted(assets.glob("1[0-9]-*.js"))
    others = sorted(set(assets.glob("*.js")) - set(early))
    return Pieces(
        styles=f"<style>{_joined(sorted(assets.glob('*.css')))}</style>",
        first=f"<script>{_joined([*early, vendor / 'regenerator-runtime.js'])}</script>",
        later=f'<script type="text/later">{_joined([vendor / "morphdom.js", *others])}</script>',
    )


def _joined(files: Sequence[Path]) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def later(scripts: str) -> str:
    """Hold scripts back; ``assets/18-later.js`` starts them when the picture is drawn."""
    return _SCRIPT.sub(r'<script type="text/later"\1>', scripts)


def _legend(parts: Mapping[str, str]) -> str:
    return f'<div class="first-legend">{parts["legend"]}</div>'


def _class(name: str) -> str:
    """The menu and the panel are their own column."""
    return name if name == "heading" else ""
