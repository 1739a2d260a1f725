"""Geometry files for the browser: small, hashed and compressed beforehand.

The same shapes never travel twice: a file is named after its content, so the browser may keep
it for ever. Shapes of one file are simplified together, as one coverage, at the resolution of the
map they are for.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import brotli
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from nplv_geo.areas import NEDERLAND, AreaLevel, gemeente_of
from nplv_geo.boundaries import simplify
from nplv_geo.browser_files import CLOSE, INDEX, address
from nplv_geo.packed_shapes import WGS84, packed

_BOUNDS_DECIMALS = 5
_LARGE = 200_000
_OF_GEMEENTE = re.compile(r"(buurt|wijk)-GM\d{4}")

_File = tuple[str, gpd.GeoDataFrame, float]


@dataclass(frozen=True, slots=True)
class Resolution:
    """How finely shapes are drawn.

    Attributes
    ----------
    tolerance_m
        How far a border may move when it is simplified.
    step
        Grid of the points in degrees of longitude.
    """

    tolerance_m: float
    step: float


# On a screen the country takes 400 m a pixel, a gemeente about 20, a wijk 3.
COUNTRY = {
    AreaLevel.GEMEENTE: Resolution(250.0, 0.0003),
    AreaLevel.WIJK: Resolution(120.0, 0.0003),
    AreaLevel.BUURT: Resolution(120.0, 0.0003),
}
NEAR = Resolution(15.0, 0.00006)
CLOSE_UP = Resolution(3.0, 0.000015)


@dataclass(frozen=True, slots=True)
class GeometryFile:
    """One file that the browser can ask for, ``/geo/<hash>/<name>.json``.

    Attributes
    ----------
    bytes
        What travels: the size after compression.
    """

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
    by_level = {level: shapes[shapes["level"] == level.value].sort_index() for level in COUNTRY}
    cuts = [partial(_country, level, frame) for level, frame in by_level.items() if len(frame)]
    for level in (AreaLevel.BUURT, AreaLevel.WIJK):
        cuts += [
            partial(_gemeenten, level, by_level[level], resolution, ending)
            for resolution, ending in ((NEAR, ""), (CLOSE_UP, f"-{CLOSE}"))
        ]
    cuts += [partial(_outlines, frame) for frame in (by_level[AreaLevel.GEMEENTE], focus)]
    # Simplifying and compressing let go of Python's lock, so two cores share the work.
    with ThreadPoolExecutor(max_workers=2) as pool:
        written = pool.map(lambda cut: [_write(folder, *file) for file in cut()], cuts)
        files = [file for made in written for file in made]
    files += [_index(folder, level, files) for level in (AreaLevel.BUURT, AreaLevel.WIJK)]
    return [asdict(file) for file in files]


def _country(level: AreaLevel, shapes: gpd.GeoDataFrame) -> Iterator[_File]:
    resolution = COUNTRY[level]
    drawn = _drawn(shapes.assign(geometry=_without_specks(shapes, resolution)), resolution)
    yield f"{level}-{NEDERLAND}", drawn, resolution.step


def _without_specks(shapes: gpd.GeoDataFrame, resolution: Resolution) -> np.ndarray:
    """Fill holes too small to see: water, and slivers between boundaries that don't quite meet."""
    polygons, of_area = shapely.get_parts(shapes.geometry.to_numpy(), return_index=True)
    rings, of_polygon = shapely.get_rings(polygons, return_index=True)
    is_outer = np.append(True, of_polygon[1:] != of_polygon[:-1])
    is_seen = shapely.area(shapely.polygons(rings)) >= resolution.tolerance_m**2
    keep = is_outer | is_seen
    filled = shapely.polygons(rings[keep], indices=of_polygon[keep])
    made: np.ndarray = shapely.multipolygons(filled, indices=of_area)
    return made


def _gemeenten(
    level: AreaLevel, shapes: gpd.GeoDataFrame, resolution: Resolution, ending: str
) -> Iterator[_File]:
    drawn = _drawn(shapes, resolution)
    for gemeente, frame in drawn.groupby(drawn.index.map(gemeente_of), sort=True):
        yield f"{level}-{gemeente}{ending}", frame, resolution.step


def _outlines(shapes: gpd.GeoDataFrame) -> Iterator[_File]:
    simple = shapes.assign(geometry=shapes.simplify(NEAR.tolerance_m)).to_crs(WGS84)
    for area, outline in simple.groupby(level=0, sort=True):
        yield f"outline-{area}", outline, NEAR.step


def _drawn(frame: gpd.GeoDataFrame, resolution: Resolution) -> gpd.GeoDataFrame:
    return simplify(frame, resolution.tolerance_m).to_crs(WGS84)


def _write(folder: Path, name: str, frame: gpd.GeoDataFrame, step: float) -> GeometryFile:
    box = shapely.total_bounds(frame.geometry.to_numpy()).round(_BOUNDS_DECIMALS)
    west, south, east, north = map(float, box)
    digest, size = write_hashed(folder, name, packed(frame, step))
    return GeometryFile(name, digest, len(frame), size, (west, south, east, north))


def _index(folder: Path, level: AreaLevel, files: list[GeometryFile]) -> GeometryFile:
    """Where to find the gemeenten in sight when somebody comes close on the map of the country."""
    near = [file for file in files if _OF_GEMEENTE.fullmatch(file.name) and level in file.name]
    content = json.dumps([[address(asdict(file)), file.bounds] for file in near]).encode()
    name = f"{level}-{INDEX}"
    digest, size = write_hashed(folder, name, content)
    return GeometryFile(name, digest, 0, size, (0.0, 0.0, 0.0, 0.0))


def write_hashed(folder: Path, name: str, content: bytes) -> tuple[str, int]:
    """Write ``<hash>/<name>.json`` as ``.br`` and ``.gz``.

    Returns
    -------
    hash, size
        The size is that of the first, which most will get.
    """
    digest = hashlib.sha256(content).hexdigest()[:16]
    target = folder / digest
    target.mkdir(parents=True, exist_ok=True)
    # What everybody loads is worth the seconds that the best compression takes.
    small = brotli.compress(content, quality=10 if len(content) > _LARGE else 9)
    (target / f"{name}.json.br").write_bytes(small)
    (target / f"{name}.json.gz").write_bytes(gzip.compress(content, mtime=0))
    return digest, len(small)


def bounds_table(shapes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Bounding box of each shape in degrees: columns west, south, east, north."""
    bounds: pd.DataFrame = shapes.geometry.to_crs(WGS84).bounds.round(_BOUNDS_DECIMALS)
    return bounds.set_axis(["west", "south", "east", "north"], axis=1)
