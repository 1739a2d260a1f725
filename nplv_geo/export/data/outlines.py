"""Outlines of areas for files: in RD as the edition holds them, or in WGS84 for GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

import geopandas as gpd
import shapely

from nplv_geo.edition.edition import Edition
from nplv_geo.export.requests import GeoJsonGeometry
from nplv_geo.geometry.crs import WGS84

_DECIMALS = 7  # of a degree: a centimetre


def select_outlines(edition: Edition, areas: Sequence[str]) -> gpd.GeoSeries:
    """Outlines in RD, in the order of ``areas``; None where the edition has none."""
    shapes: gpd.GeoSeries = edition.areas.shapes.geometry.reindex(list(areas))
    return shapes


def make_geometries(shapes: gpd.GeoSeries) -> list[GeoJsonGeometry | None]:
    """GeoJSON geometries in WGS84, with rings in the direction of the standard."""
    in_degrees = shapes.to_crs(WGS84).to_numpy()
    rounded = shapely.transform(in_degrees, lambda coordinates: coordinates.round(_DECIMALS))
    oriented = shapely.orient_polygons(rounded)
    return [json.loads(text) if text else None for text in shapely.to_geojson(oriented)]
