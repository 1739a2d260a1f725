"""The signs beside a figure."""

from __future__ import annotations

from nplv_geo.present.signs import SignWords
from nplv_geo.web.components import tags as html
from nplv_geo.web.components.attributes import aria
from nplv_geo.web.html_text import Element


def signs(model: SignWords) -> list[Element]:
    """Draw them: signs for the eye, words for who points at them or hears them."""
    if not model.short:
        return []
    seen = html.Span(model.short, title=model.words, **aria(hidden="true"))
    return [
        html.Span(
            [" ", seen, html.Span(f" ({model.words})", className="visually-hidden")],
            className="signs",
        )
    ]
