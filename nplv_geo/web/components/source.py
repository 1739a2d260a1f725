"""The source line below the map."""

from __future__ import annotations

from nplv_geo.present.map.source import Source
from nplv_geo.web.components import tags as html
from nplv_geo.web.html_text import Element


def source(model: Source) -> list[Element]:
    """Draw the source, with what to know before use."""
    return [
        html.P(
            [
                html.Span(model.figures),
                html.Span(model.boundaries),
                html.Span([model.edition, " · ", html.A(model.changes, href="/wijzigingen")]),
            ]
        ),
        html.Ul([html.Li(remark) for remark in model.remarks]),
    ]
