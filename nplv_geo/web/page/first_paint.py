"""The page as it looks before Dash has started: the summary at once, and a picture of the map.

It lies over the page that is being made and goes away as soon as that one has its content. Who
has no scripts keeps the summary.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from nplv_geo.web.page.view_answer import JsonAnswer
from nplv_geo.web.place import Place
from nplv_geo.web.rendering import render

# The letters of the summary; the others are for rarer signs.
_FONTS = ("/assets/fonts/source-sans-3.woff2",)
_SCRIPT = re.compile(r'<script((?: (?:src|id)="[^"]*")*)(?: type="[^"]*")?>')


def render_first_page(answer: JsonAnswer) -> str:
    """Draw the parts of a view that fit in one screen in the frame of the page, without any id."""
    parts = {name: Markup(text) for name, text in answer["parts"].items()}  # noqa: S704  # ours
    return render("first/page.html", part=answer["part"], parts=parts)


def render_first_model(answer: JsonAnswer) -> str:
    """Give the model of the map along, so that its picture need not wait for another answer."""
    # Nothing in a model can end the element that it stands in.
    text = json.dumps(answer["map"], ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" class="first-model">{text}</script>'


def render_preloads(answer: JsonAnswer) -> str:
    """Ask for what the picture is drawn from before any script can."""
    model = answer["map"]
    figures = model["figures"]
    urls = [*model["files"], *(model["outline"] or [])[:1], model["country"]]
    urls.append(figures and figures["url"])
    return render("first/preloads.html", files=[url for url in urls if url], fonts=_FONTS)


@dataclass(frozen=True, slots=True)
class OwnAssets:
    """Our own styles and scripts, in the page itself: nothing is drawn before a request for them.

    Attributes
    ----------
    styles
        All style sheets as one element.
    first
        Scripts that draw the picture (``1*.js``), and what Dash's components can't do without.
    later
        All others, which run when those of Dash are there.
    """

    styles: str
    first: str
    later: str


def read_own_assets(folder: Path, place: Place) -> OwnAssets:
    """Read styles and scripts, in the order of their names."""
    vendor = folder / "vendor"
    first = sorted(folder.glob("1[0-9]-*.js"))
    later = sorted(set(folder.glob("*.js")) - set(first))
    return OwnAssets(
        styles=f"<style>{_find_fonts(_read_all(sorted(folder.glob('*.css'))), place)}</style>",
        first=f"<script>{_read_all([*first, vendor / 'regenerator-runtime.js'])}</script>",
        later=f'<script type="text/later">{_read_all([vendor / "morphdom.js", *later])}</script>',
    )


def _find_fonts(styles: str, place: Place) -> str:
    """In a page of its own a style sheet finds its fonts beside it; in this page it can't."""
    return styles.replace('url("fonts/', f'url("{place.at("/assets/fonts/")}')


def _read_all(files: Sequence[Path]) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def defer_scripts(scripts: str) -> str:
    """Hold scripts back; ``assets/18-later.js`` starts them when the picture is drawn."""
    return _SCRIPT.sub(r'<script type="text/later"\1>', scripts)
