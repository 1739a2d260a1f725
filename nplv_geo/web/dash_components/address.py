"""The address of the page, in parts that callbacks read and set."""

from __future__ import annotations

from dash.development.base_component import Component

_PROPERTIES = ("id", "href", "pathname", "search", "hash")


class Address(Component):
    """The address of the page: told when the page opens and at each step back or forward.

    Set by a callback, it becomes a step in history. It stands in for ``dcc.Location``, with the
    same properties: that one, and the stores beside it, were all that the first page used of
    ``dash.dcc``, a third of what it weighed.

    Parameters
    ----------
    id
        Name by which callbacks know the address. All its properties are set together.
    """

    _namespace = "nplv_geo"
    _type = "Address"

    def __init__(self, id: str) -> None:  # noqa: A002  # Dash's own name for it
        self._base_nodes = []  # no other component stands in it
        self._prop_names = list(_PROPERTIES)
        self._valid_wildcard_attributes = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties = self._valid_wildcard_attributes
        super().__init__(id=id)  # type: ignore[no-untyped-call]
