"""The menu of what to take along: a button in the header, and a sheet of links to files."""

from __future__ import annotations

from nplv_geo.present.briefing.downloads import FileGroup, FileLink, FileRow, TakeAlong
from nplv_geo.present.page.page import Page
from nplv_geo.web.components import tags as html
from nplv_geo.web.components.attributes import aria, data
from nplv_geo.web.components.head import sheet_button
from nplv_geo.web.html_text import Element


def take_button(page: Page) -> Element:
    """Button in the header that opens the sheet."""
    return sheet_button(page.t("take_along.label"), "take")


def take_along(model: TakeAlong) -> list[Element]:
    """Draw the sheet: a heading and a group for each kind of file."""
    return [html.H2(model.label), *(_group(group) for group in model.groups)]


def _group(group: FileGroup) -> Element:
    rows = html.Dl([_row(row) for row in group.rows])
    return html.Section([html.H3(group.title), html.P(group.note), rows])


def _row(row: FileRow) -> Element:
    return html.Div([html.Dt(row.label), html.Dd([_link(link) for link in row.links])])


def _link(link: FileLink) -> Element:
    """A link; what copies still leads there where nothing can be copied."""
    copies = data(copy=link.copies) if link.copies else {}
    return html.A(link.label, href=link.href, **aria(label=link.spoken), **copies)
