"""Reads the geometry files of an edition back: the one place that knows how they are stored."""

from __future__ import annotations

import gzip
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from nplv_geo.edition.edition import Edition
from nplv_geo.geometry.packed import unpack_shapes


def shapes_of(edition: Edition, name: str) -> gpd.GeoDataFrame:
    """Shapes of one file as the browser gets them: by code, with ``name``, in degrees.

    Areas of which nothing is left at this resolution are left out.
    """
    frame = unpack_shapes(gzip.decompress(_path(edition, name).read_bytes()))
    frame = frame[frame.geometry.notna() & ~frame.geometry.is_empty]
    parts = np.array([_single(shape) for shape in frame.geometry])
    return frame.set_geometry(gpd.GeoSeries(parts, index=frame.index, crs=frame.crs))


def _single(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygon itself where there is one: peers need not read around it."""
    return shapely.get_geometry(shape, 0) if shapely.get_num_geometries(shape) == 1 else shape


def _path(edition: Edition, name: str) -> Path:
    digest = str(edition.manifest.geometry[name].hash)
    return edition.folder / "geo" / digest / f"{name}.json.gz"
