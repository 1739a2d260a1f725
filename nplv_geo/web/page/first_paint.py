"""The page as it looks before Dash has started: the summary at once, and a picture of the map.

It lies over the page that is being made and goes away as soon as that one has its content. Who
has no scripts keeps the summary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from nplv_geo.present.texts import texts
from nplv_geo.web.page.view_answer import JsonAnswer, write_json
from nplv_geo.web.place import Place
from nplv_geo.web.rendering import render

# The letters of the summary; the others are for rarer signs.
_FONTS = ("/assets/fonts/source-sans-3.woff2",)
# Of two maps beside each other, which few readers ask for.
_PAIR_STYLES = ("/assets/pages/pair.css",)
_ID = re.compile(r'(?<=[\w"]) id="[^"]*"')
_SCRIPT = re.compile(r'<script((?: (?:src|id)="[^"]*")*)(?: type="[^"]*")?>')


def render_first_page(answer: JsonAnswer) -> str:
    """Draw the parts of a view that fit in one screen in the frame of the page, without any id."""
    parts = {name: Markup(_ID.sub("", text)) for name, text in answer["parts"].items()}  # noqa: S704  # ours
    words = texts(answer["map"]["language"])
    return render(
        "first/page.html", part=answer["part"], parts=parts, search=answer["search"], t=words
    )


def render_first_answer(answer: JsonAnswer) -> str:
    """Give the whole view along: neither the picture nor the page need wait for an answer.

    Its texts stand in the page already, and compressed a second time they weigh next to nothing.
    """
    # Nothing in an answer can end the element that it stands in.
    text = write_json(answer).replace("<", "\\u003c")
    return f'<script type="application/json" class="first-answer">{text}</script>'


def render_preloads(answer: JsonAnswer) -> str:
    """Ask for what the picture is drawn from before any script can."""
    model = answer["map"]
    figures = model["figures"]
    urls = [*model["files"], *(model["outline"] or [])[:1], model["country"]]
    urls.append(figures and figures["url"])
    if answer["second"]:
        other = answer["second"]["map"]["figures"]
        urls.append(other and other["url"])
    files = [url for url in dict.fromkeys(urls) if url]
    styles = _PAIR_STYLES if answer["second"] else ()
    return render("first/preloads.html", files=files, fonts=_FONTS, styles=styles)


@dataclass(frozen=True, slots=True)
class OwnAssets:
    """Our own styles and scripts, in the page itself: nothing is drawn before a request for them.

    Attributes
    ----------
    styles
        All style sheets as one element.
    first
        The script that draws the picture (``scripts/src/first.js``).
    later
        All others (``scripts/src/page.js``), which run when those of Dash are there.
    """

    styles: str
    first: str
    later: str


def read_own_assets(folder: Path, place: Place) -> OwnAssets:
    """Read styles in the order of their names, and the two bundles of scripts."""
    styles = "\n".join(_read(path) for path in sorted(folder.glob("*.css")))
    return OwnAssets(
        styles=f"<style>{_find_fonts(styles, place)}</style>",
        first=f"<script>{_read(folder / 'first.js')}</script>",
        later=f'<script type="text/later">{_read(folder / "page.js")}</script>',
    )


def _find_fonts(styles: str, place: Place) -> str:
    """In a page of its own a style sheet finds its fonts beside it; in this page it can't."""
    return styles.replace('url("fonts/', f'url("{place.at("/assets/fonts/")}')


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def defer_scripts(scripts: str) -> str:
    """Hold scripts back; ``scripts/src/page/later.js`` starts them when the picture is drawn."""
    return _SCRIPT.sub(r'<script type="text/later"\1>', scripts)
