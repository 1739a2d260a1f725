"""Outlines of areas out of GeoParquet, GeoPackages, Shapefiles and GeoJSON."""
