"""Coordinate reference systems: stored and computed in RD New, in metres."""

from __future__ import annotations

from typing import Final

# Amersfoort / RD New, metres: what the publishers draw in, and all areas and distances here.
RD: Final = "EPSG:28992"
# Degrees of longitude and latitude: what browsers, GeoJSON and tables of places have.
WGS84: Final = "EPSG:4326"
# Metres that are true at the equator only: the tiles of background maps.
WEB_MERCATOR: Final = "EPSG:3857"

# West, south, east and north in RD, with some room for a border that is drawn roughly.
NETHERLANDS_IN_RD: Final = (-7_000.0, 289_000.0, 300_000.0, 630_000.0)
