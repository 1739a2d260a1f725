"""The theme cards: a table of layers, with a chart that is drawn when it comes into sight."""

from __future__ import annotations

from dash import dcc
from dash import html as dash_html
from dash.development.base_component import Component

from nplv_geo.present.area.card_chart import figure
from nplv_geo.present.area.cards import Card, Row, Versus
from nplv_geo.present.page.page import Page
from nplv_geo.web.components import tags as html
from nplv_geo.web.components.attributes import aria
from nplv_geo.web.html_text import Element


def cards_intro(page: Page) -> list[Element]:
    """Heading above the cards and the meaning of the marks."""
    marks = [("dot", page.name(page.view.area))]
    if page.gemeente and page.gemeente != page.view.area:
        marks.append(("tick gm", page.name(page.gemeente)))
    marks += [
        ("tick nl", page.t("nederland")),
        ("other", page.t("cards.others")),
        ("inside", page.t("levels_plural.wijk")),
        ("chosen", page.t("cards.chosen")),
    ]
    return [
        html.H2(page.t("cards.title", area=page.name(page.view.area))),
        html.P(
            [html.Span([html.I(className=kind), label]) for kind, label in marks], className="key"
        ),
    ]


def card(page: Page, model: Card) -> list[Element]:
    """Draw the table of one theme; its chart is a part of its own."""
    heads = [page.t(f"cards.{name}") for name in ("col_layer", "col_value", "col_versus")]
    hidden = [html.Th(head, scope="col") for head in (heads[0], heads[1])]
    chart = html.Th(page.t("cards.col_line"), scope="col", className="course")
    return [
        html.Table(
            [
                html.Caption(
                    [html.Strong(model.label), html.Small(f" {model.description}")],
                ),
                html.Thead(html.Tr([*hidden, chart, html.Th(heads[2], scope="col")])),
                html.Tbody([_row(page, row) for row in model.rows], role="rowgroup"),
            ],
            # On a narrow card rows become blocks; the roles keep it a table for screen readers.
            role="table",
            style=_sizes(model),
        )
    ]


def chart(model: Card) -> Component:
    """Draw the marks of one theme; what they show stands in the table in words."""
    graph = dcc.Graph(
        figure=figure(model),
        id=f"figure-{model.id}",
        config={"displayModeBar": False},
        responsive=True,
        style={"height": "100%"},
    )
    return dash_html.Div(graph, id=f"plot-{model.id}", className="plot", style=_sizes(model))


def _row(page: Page, row: Row) -> Element:
    told = row.gap or page.t("cards.trend")
    trend = html.A(told, href=row.trend_href, className=f"gap {row.tone}".strip())
    return html.Tr(
        [
            html.Th(
                html.Div([html.A(row.label, href=row.href), html.Small(row.direction)]),
                scope="row",
                role="rowheader",
            ),
            html.Td(html.Div(_value(row)), className="figures", role="cell"),
            html.Td(html.Div(trend), className="course", role="cell"),
            html.Td(
                html.Div([_versus(one) for one in row.versus]), className="versus", role="cell"
            ),
        ],
        id=f"rij-{row.id}",
        role="row",
    )


def _sizes(model: Card) -> dict[str, int]:
    """Table and chart have rows of one height, whatever number of areas is compared with."""
    most = max((len(row.versus) for row in model.rows), default=0)
    return {"--rows": len(model.rows), "--versus": most}


def _value(row: Row) -> list[Element | None]:
    return [
        html.Span([html.B(row.value), html.Small(f" {row.unit}" if row.unit else "")]),
        html.Small(f"{row.period}{' · ' if row.rank else ''}{row.rank}"),
        html.Small(row.note, className="note") if row.note else None,
    ]


def _versus(one: Versus) -> Element:
    return html.Span(
        [
            html.Span(f"{one.name} {one.value}", className="name"),
            html.Span(one.verdict, className=f"verdict {one.standing or ''}".strip()),
        ],
        **aria(label=f"{one.name} {one.value}, {one.verdict}"),
    )
