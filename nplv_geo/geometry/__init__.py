"""Shapes of areas: boundaries, schematic cells, rings, coverages, packed outlines.

Comes in: polygons in EPSG:28992 (RD New), metres. Goes out: mended, simplified, dissolved, compared
or packed shapes; what goes to the browser is in degrees (EPSG:4326). It knows codes, no figures.
"""
