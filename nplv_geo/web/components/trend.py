"""The trend page: verdicts on the gaps, the chart, events, and all its numbers in a table."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from nplv_geo.present.page.page import Page
from nplv_geo.present.time.events import Marker, Told
from nplv_geo.present.time.gaps import GapBox
from nplv_geo.present.time.trend import Cell, TrendPage, TrendTable
from nplv_geo.present.time.trend_chart import HEIGHT, figure
from nplv_geo.web.components.attributes import aria


def trend_page(page: Page, model: TrendPage) -> list[Component]:
    """Draw the trend page."""
    parts = [
        html.P(model.subtitle, className="lead"),
        _gaps(page, model),
        _chart(page, model),
        html.Ul([html.Li(note) for note in model.notes], className="notes"),
        _events(page, model.markers) if model.markers else None,
        html.Div(_table(model.table), className="scroll", tabIndex="0"),
        html.P(model.source, className="from"),
    ]
    return [part for part in parts if part is not None]


def _gaps(page: Page, model: TrendPage) -> html.Section:
    boxes: Component = html.P(model.reason)
    if model.gaps:
        boxes = html.Div([_box(box) for box in model.gaps], className="boxes")
    return html.Section([html.H3(page.t("trend.gaps")), boxes], className="gaps")


def _box(box: GapBox) -> html.Article:
    return html.Article(
        [
            html.H4([box.title, html.Strong(box.word, className="word")]),
            *[html.P(sentence) for sentence in box.sentences],
        ],
        className=f"box {box.tone}".strip(),
    )


def _chart(page: Page, model: TrendPage) -> html.Section:
    """The chart is one picture to screen readers: the table holds its numbers."""
    if not model.has_chart:
        return html.Section(html.P(page.t("trend.one_year")))
    graph = dcc.Graph(
        figure=figure(model),
        config={"displayModeBar": False},
        responsive=True,
        style={"height": f"{HEIGHT}px"},
    )
    return html.Section(
        [
            html.H3(page.t("trend.chart")),
            html.P(model.unit, className="unit") if model.unit else None,
            html.Div(graph, role="img", className="chart", **aria(label=model.summary)),
        ]
    )


def _events(page: Page, markers: tuple[Marker, ...]) -> html.Section:
    items = [
        html.Li(
            [
                html.Span(str(marker.number), className="event-number"),
                html.Ul([_event(told) for told in marker.events]),
            ]
        )
        for marker in markers
    ]
    return html.Section(
        [
            html.H3(page.t("trend.events")),
            html.P(page.t("trend.no_cause")),
            html.Ol(items, className="events"),
        ]
    )


def _event(told: Told) -> html.Li:
    return html.Li(
        [
            html.B(told.label),
            f", {told.when} ({told.scope}). {told.text} ",
            html.Small(told.source),
        ]
    )


def _table(table: TrendTable) -> html.Table:
    head = html.Tr([html.Th(column, scope="col") for column in table.columns])
    rows = [
        html.Tr([html.Th(name, scope="row"), *[_cell(cell) for cell in cells]])
        for name, cells in table.rows
    ]
    return html.Table([html.Caption(table.caption), html.Thead(head), html.Tbody(rows)])


def _cell(cell: Cell) -> html.Td:
    return html.Td(cell.text, className="note" if cell.is_missing else "number")
