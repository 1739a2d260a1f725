"""A part of the page that is server-made text."""

from __future__ import annotations

from typing import Literal

from dash.development.base_component import Component

Tag = Literal["article", "aside", "div", "header", "label", "nav", "section", "span"]


class HtmlPart(Component):
    """An element whose content is HTML that the server wrote.

    New content is morphed into what stands there: what stays the same keeps its nodes, and so its
    focus, its scroll and what the reader opened. A thousand elements cost one component of Dash.

    Parameters
    ----------
    id
        Name by which callbacks know the part.
    html
        Content of the part, of a template in ``web/templates/parts``. It is put in as it is: what
        comes from elsewhere must have been escaped.
    tag
        Element that the part is.
    attributes
        ``className``, ``role``, ``tabIndex`` and ``htmlFor`` (the field that a label is of), and
        names that begin with ``data-`` or ``aria-``.
    """

    _namespace = "nplv_geo"
    _type = "HtmlPart"

    def __init__(
        self,
        id: str,  # noqa: A002  # Dash's own name for it
        html: str = "",
        tag: Tag = "div",
        **attributes: str | int,
    ) -> None:
        self._base_nodes = []  # no other component stands in it
        self._prop_names = ["id", "html", "tag", "className", "role", "tabIndex", "htmlFor"]
        self._valid_wildcard_attributes = ["data-", "aria-"]
        self.available_properties = self._prop_names
        self.available_wildcard_properties = self._valid_wildcard_attributes
        super().__init__(id=id, html=html, tag=tag, **attributes)  # type: ignore[no-untyped-call]
