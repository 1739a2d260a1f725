"""Outlines of areas out of GeoParquet, GeoPackages, Shapefiles and GeoJSON.

Comes in: a file whose first bytes showed what it is. Goes out: ``Boundaries``, one a level.
"""
