"""Coordinate reference systems: stored and computed in RD New, in metres."""

from __future__ import annotations

RD = "EPSG:28992"


NETHERLANDS_IN_RD = (-7_000.0, 289_000.0, 300_000.0, 630_000.0)
