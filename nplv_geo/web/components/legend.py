"""The legend: distribution, marks, classes with bounds and counts, and the hatched class."""

from __future__ import annotations

from nplv_geo.present.map.legend import Legend
from nplv_geo.present.page.page import Page
from nplv_geo.web.components import tags as html
from nplv_geo.web.html_text import Element

_MIDDLE = 0.5


def legend(page: Page, model: Legend) -> Element:
    """Draw the legend."""
    t = page.t
    classes = [_entry(t.number(c.count), c.label, {"background": c.colour}) for c in model.classes]
    classes.append(_entry(t.number(model.missing), model.missing_label, {}, "hatch"))
    return html.Section(
        [
            html.H2(model.title),
            _distribution(model) if model.bars else html.P(t("legend_none")),
            html.Ul(classes, className="classes"),
        ],
        className="legend",
    )


def _distribution(model: Legend) -> Element:
    bars = [
        html.Span(style={"height": f"{bar.height * 100:.0f}%", "background": bar.colour})
        for bar in model.bars
    ]
    marks = [
        html.Span(
            html.B(f"{mark.name} {mark.value}"),
            style={"left": f"{mark.position * 100:.1f}%"},
            className="mark end" if mark.position > _MIDDLE else "mark",
        )
        for mark in model.marks
    ]
    return html.Div(
        [
            html.Div(bars, className="bars"),
            html.Div([html.Span(model.low), html.Span(model.high)], className="ends"),
            html.Div(marks, className="marks", style={"height": f"{len(marks) * 1.15}rem"}),
        ],
        className="distribution",
    )


def _entry(count: str, label: str, style: dict[str, str], kind: str = "") -> Element:
    return html.Li(
        [
            html.Span(className=f"swatch {kind}".strip(), style=style),
            html.Span(label, className="bounds"),
            html.Span(count, className="count"),
        ]
    )
