"""The table of the same areas as the map."""

from __future__ import annotations

from nplv_geo.present.map.table import Column, Row, Table
from nplv_geo.web.components import tags as html
from nplv_geo.web.components.attributes import aria, data
from nplv_geo.web.components.stacking import domain_cells
from nplv_geo.web.html_text import Element


def table(model: Table) -> list[Element | None]:
    """Draw the table; its column heads sort."""
    head = html.Thead(html.Tr([_head(column) for column in model.columns]))
    body = html.Tbody([_row(row) for row in model.rows])
    return [
        html.Div(html.Table([html.Caption(model.caption), head, body]), className="scroll"),
        html.P(model.cut, className="cut") if model.cut else None,
    ]


def _head(column: Column) -> Element:
    label = html.A(column.label, href=column.href) if column.href else column.label
    sort = aria(sort=column.order) if column.href else {}
    return html.Th(label, scope="col", **sort)


def _row(row: Row) -> Element:
    swatch = html.Span(
        className="swatch" if row.colour else "swatch hatch",
        style={"background": row.colour} if row.colour else {},
    )
    return html.Tr(
        [
            html.Th([swatch, html.A(row.name, href=row.href)], scope="row"),
            html.Td(row.value, className="number"),
            *(domain_cells(row) or _details(row)),
        ],
        **data(code=row.code),
    )


def _details(row: Row) -> list[Element]:
    return [
        html.Td(row.difference, className="number"),
        html.Td(row.note, className="note"),
    ]
