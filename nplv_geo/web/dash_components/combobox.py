"""A field that lists what was found for its text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from dash.development.base_component import Component

_PROPERTIES = ("id", "label", "placeholder", "text", "found", "picked")


class Pick(TypedDict):
    """What a reader picked: the link of an option; ``n`` counts, so that twice is two picks."""

    href: str
    n: int


class Combobox(Component):
    """An editable combobox with a list, as the WAI-ARIA Authoring Practices describe it.

    What the reader types comes out as ``text``; a callback that listens to it gives ``found``. The
    list is that of an earlier text until then, and Enter waits for the newest. What the reader
    picks, by key or pointer, comes out as ``picked`` (a ``Pick``), and the field is empty again.
    Only the message is announced: a screen reader reads the options one by one with the arrows.

    Parameters
    ----------
    id
        Name by which callbacks know the field.
    label
        What the field is for, to screen readers.
    placeholder
        What stands in the empty field.
    found
        ``nplv_geo.present.site.search.SearchAnswer.as_json()``: options with a label, a note and a
        link, the text that they were found for, and a message in words.
    """

    _namespace = "nplv_geo"
    _type = "Combobox"

    def __init__(
        self,
        id: str,  # noqa: A002  # Dash's own name for it
        label: str = "",
        placeholder: str = "",
        found: Mapping[str, object] | None = None,
    ) -> None:
        self._base_nodes = []  # no other component stands in it
        self._prop_names = list(_PROPERTIES)
        self._valid_wildcard_attributes = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties = self._valid_wildcard_attributes
        super().__init__(  # type: ignore[no-untyped-call]
            id=id, label=label, placeholder=placeholder, found=found
        )
