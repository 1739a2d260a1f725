"""Beside the area: who is like it, and what lies around it."""

from __future__ import annotations

from nplv_geo.present.area.peers import PeerRow, PeersModel
from nplv_geo.present.area.ring import RingCell, RingModel, RingRow
from nplv_geo.present.page.page import Page
from nplv_geo.web.components import tags as html
from nplv_geo.web.html_text import Element


def peers(page: Page, model: PeersModel) -> list[Element]:
    """Draw the peers: a table, and whether a change happened elsewhere too."""
    told = model.everywhere.sentences if model.everywhere else ()
    return [
        html.H2(model.title),
        html.P(model.intro),
        *[html.P(sentence, className="told") for sentence in told],
        *([_peer_table(page, model)] if model.rows else []),
        _notes(page, model.notes),
    ]


def _peer_table(page: Page, model: PeersModel) -> Element:
    label = page.layer.label.in_(page.view.language)
    heads = (
        page.t("col_name"),
        page.t("around.distance"),
        page.t("around.differs"),
        f"{label}, {model.period}",
        page.t("around.change"),
    )
    return _table(model.title, heads, [_peer(row) for row in model.rows])


def _peer(row: PeerRow) -> Element:
    name = html.Th([html.A(row.name, href=row.href), html.Small(row.where)], scope="row")
    return html.Tr(
        [
            name,
            html.Td(row.distance, className="number"),
            html.Td(row.differs),
            html.Td(row.value, className="number"),
            html.Td(row.change, className="number"),
        ]
    )


def ring(page: Page, model: RingModel) -> list[Element]:
    """Draw the ring: area, surroundings and the rest of the gemeente side by side."""
    heads = (page.t("cards.col_layer"), *model.columns)
    rows = [_ring_row(row) for row in model.rows]
    return [
        html.H2(model.title),
        html.P(model.intro),
        *([_table(model.title, heads, rows)] if rows else []),
        _notes(page, model.notes),
    ]


def _ring_row(row: RingRow) -> Element:
    label = [html.A(row.label, href=row.href), html.Small(f"{row.unit} {row.period}".strip())]
    return html.Tr(
        [html.Th(label, scope="row"), *[_cell(cell) for cell in (row.area, row.ring, row.rest)]]
    )


def _cell(cell: RingCell) -> Element:
    verdict = html.Span(
        f"{cell.difference} {cell.word}", className=f"verdict {cell.standing or ''}".strip()
    )
    return html.Td(
        [html.B(cell.value), verdict if cell.difference else html.Small(cell.note)],
        className="number",
    )


def _table(caption: str, heads: tuple[str, ...], rows: list[Element]) -> Element:
    columns = [html.Th(head, scope="col") for head in heads]
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(html.Tr(columns)),
            html.Tbody(rows),
        ]
    )
    return html.Div(table, className="scroll", tabIndex="0")


def _notes(page: Page, notes: tuple[str, ...]) -> Element:
    method = html.A(page.t("around.method"), href=f"/methode?taal={page.view.language}#lijkt-op")
    return html.Small([*[f"{note} " for note in notes], method], className="notes")
