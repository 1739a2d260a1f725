"""Geometry files for the browser: small, hashed and compressed beforehand.

The same shapes never travel twice: a file is named after its content, so the browser may keep
it for ever. Shapes of one file are simplified together, as one coverage.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from nplv_geo.areas import NEDERLAND, AreaLevel, gemeente_of
from nplv_geo.boundaries import simplify

DECIMALS = 5  # of a degree: about one metre
_COUNTRY_TOLERANCE_M = {AreaLevel.GEMEENTE: 150.0, AreaLevel.WIJK: 80.0, AreaLevel.BUURT: 80.0}
_NEAR_TOLERANCE_M = 5.0


@dataclass(frozen=True, slots=True)
class GeometryFile:
    """One file that the browser can ask for, ``/geo/<hash>/<name>.json``."""

    name: str
    hash: str
    shapes: int
    bytes: int
    bounds: tuple[float, float, float, float]


def write_geometry(
    folder: Path, shapes: gpd.GeoDataFrame, focus: gpd.GeoDataFrame
) -> list[dict[str, object]]:
    """Write all geometry files of an edition.

    Parameters
    ----------
    shapes
        CBS areas indexed by code, columns ``level``, ``name``, ``geometry`` (EPSG:28992).
    focus
        Focus areas indexed by slug, columns ``name``, ``geometry``.

    Returns
    -------
    list of dict
        The index for the manifest: one :class:`GeometryFile` each.
    """
    files = [_write(folder, name, frame) for name, frame in _cut(shapes, focus)]
    return [asdict(file) for file in files]


def _cut(
    shapes: gpd.GeoDataFrame, focus: gpd.GeoDataFrame
) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    """Divide the shapes into files: the country per level, and each gemeente near by."""
    by_level = {level: shapes[shapes["level"] == level.value] for level in _COUNTRY_TOLERANCE_M}
    for level, tolerance in _COUNTRY_TOLERANCE_M.items():
        if len(by_level[level]):
            yield f"{level}-{NEDERLAND}", _for_browser(simplify(by_level[level], tolerance))
    for level in (AreaLevel.BUURT, AreaLevel.WIJK):
        near = _for_browser(simplify(by_level[level], _NEAR_TOLERANCE_M))
        for gemeente, frame in near.groupby(near.index.map(gemeente_of), sort=True):
            yield f"{level}-{gemeente}", frame
    for frame in (by_level[AreaLevel.GEMEENTE], focus):
        outlines = _for_browser(frame.assign(geometry=frame.simplify(_NEAR_TOLERANCE_M)))
        for area, outline in outlines.groupby(level=0, sort=True):
            yield f"outline-{area}", outline


def _for_browser(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Transform to WGS 84 and round; once for all files that are cut from ``frame``."""
    degrees = frame.to_crs("EPSG:4326")
    rounded = shapely.transform(degrees.geometry.to_numpy(), lambda xy: np.round(xy, DECIMALS))
    return degrees.assign(geometry=rounded)


def _write(folder: Path, name: str, frame: gpd.GeoDataFrame) -> GeometryFile:
    content = _geojson(frame).encode()
    digest = hashlib.sha256(content).hexdigest()[:16]
    target = folder / digest
    target.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(content, compresslevel=9, mtime=0)
    (target / f"{name}.json.gz").write_bytes(packed)
    west, south, east, north = shapely.total_bounds(frame.geometry.to_numpy()).round(DECIMALS)
    bounds = (float(west), float(south), float(east), float(north))
    return GeometryFile(name, digest, len(frame), len(packed), bounds)


def _geojson(frame: gpd.GeoDataFrame) -> str:
    """Feature collection with the code (``c``) and name (``n``) of each area."""
    shapes = shapely.to_geojson(frame.geometry.to_numpy())
    features = [
        f'{{"type":"Feature","properties":{json.dumps({"c": code, "n": name}, ensure_ascii=False)},'
        f'"geometry":{shape}}}'
        for code, name, shape in zip(frame.index, frame["name"], shapes, strict=True)
    ]
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'


def bounds_table(shapes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Bounding box of each shape in degrees: columns west, south, east, north."""
    bounds: pd.DataFrame = shapes.geometry.to_crs("EPSG:4326").bounds.round(DECIMALS)
    return bounds.set_axis(["west", "south", "east", "north"], axis=1)
