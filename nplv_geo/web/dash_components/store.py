"""What callbacks hand on to one another."""

from __future__ import annotations

from dash.development.base_component import Component


class Store(Component):
    """Data that one callback gives and others read; it shows nothing, and a page forgets it.

    Parameters
    ----------
    id
        Name by which callbacks know the store, whose property is ``data``.
    data
        What it holds from the start.
    """

    _namespace = "nplv_geo"
    _type = "Store"

    def __init__(self, id: str, data: object = None) -> None:  # noqa: A002  # Dash's own name
        self._base_nodes = []  # no other component stands in it
        self._prop_names = ["id", "data"]
        self._valid_wildcard_attributes = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties = self._valid_wildcard_attributes
        given = {} if data is None else {"data": data}
        super().__init__(id=id, **given)  # type: ignore[no-untyped-call]
