"""Areas on a map: thousands of shapes that take the colours of a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from dash.development.base_component import Component

_PROPERTIES = (
    *("id", "model", "viewport", "lit", "pointed", "address", "first", "joined"),
    *("clicked", "hovered", "error"),
)


class Viewport(TypedDict):
    """Middle of a map in degrees (WGS 84, EPSG:4326), and its zoom level."""

    lat: float
    lon: float
    zoom: float


class Click(TypedDict):
    """A step that a reader made on a map.

    ``code`` is the area, None for the place around (Escape); ``href`` is the link of the model to
    it; ``n`` counts, so that the same area twice is two clicks.
    """

    code: str | None
    href: str
    by_keyboard: bool
    n: int


class AreaMap(Component):
    """Areas in the colours of their classes, as a child of ``dash_leaflet.Map``.

    Any number may stand on one page, each in a map of its own. Shapes and figures are fetched by
    the addresses in the model, once for all maps. Another model with the same ``key`` only
    recolours. What the reader does comes back in properties that callbacks can listen to:
    ``clicked`` (a ``Click``), ``hovered`` (the code of the area that is pointed at, or None),
    ``viewport`` (a ``Viewport``, after each move) and ``error`` (a sentence when the model could
    not be drawn, which stands on the map as well, or None).

    Parameters
    ----------
    id
        Name by which callbacks know the map.
    model
        What to show: ``nplv_geo.present.map.model.make_map_model(page).as_json()``.
    viewport
        Where the map is; set, it moves there instead of filling itself with the place of the model.
    lit
        Class number of the areas that stand out for as long as it is set, -1 for those without a
        figure; None leaves it to the model.
    pointed
        Code of the area that is marked and told of as though it were pointed at here; None for
        none.
    address
        Whether the address of the page tells where the reader moved this map to, behind its ``#``.
        At most one map of a page.
    first
        Whether the model that the page came with (``.first-answer``) is drawn until a callback
        gives one, which saves a reader the start of all callbacks.
    joined
        Id of a map that this one is held against: what is pointed at on the one is marked on the
        other; of one place both show the same part, of two places as many metres.
    """

    _namespace = "nplv_geo"
    _type = "AreaMap"

    def __init__(  # noqa: PLR0913  # one for each property that goes in
        self,
        id: str | dict[str, str],  # noqa: A002  # Dash's own name for it
        model: Mapping[str, object] | None = None,
        viewport: Viewport | None = None,
        lit: int | None = None,
        *,
        pointed: str | None = None,
        address: bool = False,
        first: bool = False,
        joined: str | None = None,
    ) -> None:
        self._base_nodes = []  # no other component stands in it
        self._prop_names = list(_PROPERTIES)
        self._valid_wildcard_attributes = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties = self._valid_wildcard_attributes
        super().__init__(  # type: ignore[no-untyped-call]
            id=id,
            model=model,
            viewport=viewport,
            lit=lit,
            pointed=pointed,
            address=address,
            first=first,
            joined=joined,
        )
