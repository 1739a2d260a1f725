"""The source line below the map."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from nplv_geo.present.source import Source


def source(model: Source) -> list[Component]:
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
