"""The stacking: its cells in the table and its panel."""

from __future__ import annotations

from nplv_geo.present.map.table import Row
from nplv_geo.present.page.page import Page
from nplv_geo.present.site.menu import Choice
from nplv_geo.present.stacking.panel import HIGH, Bar, DomainEntry, StackBody
from nplv_geo.present.stacking.words import Cell
from nplv_geo.web.components import tags as html
from nplv_geo.web.components.attributes import data
from nplv_geo.web.components.head import link
from nplv_geo.web.html_text import Element


def domain_cells(row: Row) -> list[Element]:
    """Cells of a table row: in the worst fifth or not, by domain."""
    return [html.Td(cell.label, className=f"place in-{cell.place}") for cell in row.cells]


def _place(cell: Cell) -> Element:
    return html.Span(cell.label, className=f"place in-{cell.place}")


def stack_panel(page: Page, body: StackBody) -> list[Element | None]:
    """Draw the panel below the name of the area."""
    t = page.t
    return [
        html.Section(
            [
                html.H3(t("stacking.label")),
                html.P([html.Strong(body.value), html.Span(body.unit)], className="figure"),
                *[html.P(line, className="note") for line in body.lines],
            ],
            className="own stacked",
        ),
        _spread(page, body.bars),
        _links(t("stacking.most"), body.most, body.most_note),
        html.Section(
            [html.H3(t("stacking.domains")), html.Ul([_domain(page, d) for d in body.domains])],
            className="domains",
        ),
        _links(t("stacking.areas", high=HIGH), body.areas, t("stacking.no_ranking")),
    ]


def _spread(page: Page, bars: tuple[Bar, ...]) -> Element | None:
    if not bars:
        return None
    rows = [
        html.Tr(
            [
                html.Th(bar.label, scope="row"),
                html.Td(_drawn(bar) if bar.share else None),
                html.Td(bar.n, className="number"),
            ]
        )
        for bar in bars
    ]
    return html.Section(
        [html.H3(page.t("stacking.spread")), html.Table(html.Tbody(rows))], className="spread"
    )


def _drawn(bar: Bar) -> Element:
    colour = {"background": bar.colour} if bar.colour else {}
    kind = "" if bar.colour else "hatch"
    return html.I(className=kind, style={"width": f"{bar.share * 100:.1f}%"} | colour)


def _links(title: str, choices: tuple[Choice, ...], note: str) -> Element | None:
    if not choices:
        return None
    items = [html.Li([link(choice), html.Span(choice.note)]) for choice in choices]
    return html.Section(
        [html.H3(title), html.Ul(items), html.P(note, className="note") if note else None],
        className="links",
    )


def _domain(page: Page, entry: DomainEntry) -> Element:
    return html.Li(
        [
            html.P(
                [html.B(entry.label), _place(entry.cell) if entry.cell else None], className="head"
            ),
            html.P(entry.indicator) if entry.indicator else None,
            *[html.P(line, className="note") for line in entry.lines],
            html.P(entry.remark, className="note") if entry.remark else None,
            _chooser(page, entry),
        ],
        **data(domain=entry.label),
    )


def _chooser(page: Page, entry: DomainEntry) -> Element | None:
    if not entry.choices:
        return None
    items = html.Ul([html.Li(link(choice)) for choice in entry.choices])
    return html.Details([html.Summary(page.t("stacking.other_indicator")), items])
