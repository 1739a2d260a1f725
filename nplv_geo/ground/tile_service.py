"""The tiles of the background map: PDOK's BRT Achtergrondkaart in grey.

Page and pictures ask for the same tiles, in EPSG:3857, of 256 x 256 pixels.
"""

from __future__ import annotations

TILE_HOST = "https://service.pdok.nl"
TILE_PATH = "/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png"
TILE_URL = TILE_HOST + TILE_PATH
TILE_ATTRIBUTION = 'Kaartgegevens &copy; <a href="https://www.kadaster.nl">Kadaster</a>'
TILE_SIZE = 256  # pixels
FIRST_ZOOM, LAST_ZOOM = 6, 17
