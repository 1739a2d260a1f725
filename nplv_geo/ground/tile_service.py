"""The tiles of the background map: PDOK's map in grey and in colour, and aerial photos.

Page and pictures ask for the same tiles, in EPSG:3857, of 256 x 256 pixels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Basemap = Literal["grijs", "standaard", "luchtfoto"]

TILE_HOST = "https://service.pdok.nl"
TILE_SIZE = 256  # pixels
FIRST_ZOOM, LAST_ZOOM = 6, 17
_BRT = "/brt/achtergrondkaart/wmts/v2_0/{layer}/EPSG:3857/{{z}}/{{x}}/{{y}}.png"
_PHOTOS = "/hwh/luchtfotorgb/wmts/v1_0/Actueel_ortho25/EPSG:3857/{z}/{x}/{y}.jpeg"
_KADASTER = 'Kaartgegevens &copy; <a href="https://www.kadaster.nl">Kadaster</a>'
_BEELDMATERIAAL = 'Luchtfoto &copy; <a href="https://www.beeldmateriaal.nl">Beeldmateriaal.nl</a>'


@dataclass(frozen=True, slots=True)
class TileService:
    """One background map.

    Attributes
    ----------
    path
        Path of a tile on :data:`TILE_HOST`, with ``{z}``, ``{x}`` and ``{y}``.
    attribution
        HTML that stands on the map.
    kind
        What a tile is, as Pillow names it.
    """

    path: str
    attribution: str
    kind: Literal["PNG", "JPEG"] = "PNG"

    @property
    def url(self) -> str:
        """Address of a tile."""
        return TILE_HOST + self.path


TILE_SERVICES: Mapping[Basemap, TileService] = {
    "grijs": TileService(_BRT.format(layer="grijs"), _KADASTER),
    "standaard": TileService(_BRT.format(layer="standaard"), _KADASTER),
    "luchtfoto": TileService(_PHOTOS, _BEELDMATERIAAL, "JPEG"),
}
