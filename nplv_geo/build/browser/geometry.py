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
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import brotli
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from nplv_geo.edition.addresses import CLOSE, INDEX, write_geometry_address
from nplv_geo.edition.models import GeometryFile
from nplv_geo.geometry.coverage import simplify_coverage
from nplv_geo.geometry.crs import WGS84
from nplv_geo.geometry.packed import Packing
from nplv_geo.ground.areas import NEDERLAND, AreaLevel, gemeente_of
from nplv_geo.ground.browser_models import INDEX_FORMAT

_BOUNDS_DECIMALS = 5
_OF_GEMEENTE = re.compile(r"(buurt|wijk)-GM\d{4}")

Bounds = tuple[float, float, float, float]


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
    AreaLevel.BUURT: Resolution(140.0, 0.0003),
}
NEAR = Resolution(15.0, 0.00006)
CLOSE_UP = Resolution(3.0, 0.000015)


def write_geometry(
    folder: Path, shapes: gpd.GeoDataFrame, focus: gpd.GeoDataFrame
) -> list[GeometryFile]:
    """Write all geometry files of an edition.

    Parameters
    ----------
    shapes
        CBS areas indexed by code, columns ``level``, ``name``, ``geometry`` (EPSG:28992).
    focus
        Focus areas indexed by slug, columns ``name``, ``geometry``.

    Returns
    -------
    list of GeometryFile
        The index for the manifest.
    """
    by_level = {level: shapes[shapes["level"] == level.value].sort_index() for level in COUNTRY}
    cuts = [partial(_country, level, frame) for level, frame in by_level.items() if len(frame)]
    cuts += [
        partial(_gemeenten, AreaLevel.BUURT, by_level[AreaLevel.BUURT], CLOSE_UP, f"-{CLOSE}"),
        partial(_gemeenten, AreaLevel.BUURT, by_level[AreaLevel.BUURT], NEAR, ""),
        partial(_gemeenten, AreaLevel.WIJK, by_level[AreaLevel.WIJK], NEAR, ""),
    ]
    cuts += [partial(_outlines, frame) for frame in (by_level[AreaLevel.GEMEENTE], focus)]
    # Simplifying and compressing let go of Python's lock, so two cores share the work.
    with ThreadPoolExecutor(max_workers=2) as pool:
        files = [file for made in pool.map(lambda cut: cut(folder), cuts) for file in made]
    files += [_index(folder, level, files) for level in (AreaLevel.BUURT, AreaLevel.WIJK)]
    return files


def _country(level: AreaLevel, shapes: gpd.GeoDataFrame, folder: Path) -> list[GeometryFile]:
    resolution = COUNTRY[level]
    filled = shapes.assign(geometry=_without_specks(shapes, resolution))
    drawn = _drawn(filled, resolution)
    return _files(folder, drawn, resolution.step, [f"{level}-{NEDERLAND}"] * len(drawn))


def _gemeenten(
    level: AreaLevel, shapes: gpd.GeoDataFrame, resolution: Resolution, ending: str, folder: Path
) -> list[GeometryFile]:
    drawn = _drawn(shapes, resolution)
    names = [f"{level}-{gemeente_of(code)}{ending}" for code in drawn.index]
    return _files(folder, drawn, resolution.step, names)


def _outlines(shapes: gpd.GeoDataFrame, folder: Path) -> list[GeometryFile]:
    simple = shapes.assign(geometry=shapes.simplify(NEAR.tolerance_m)).to_crs(WGS84)
    return _files(folder, simple, NEAR.step, [f"outline-{area}" for area in simple.index])


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


def _drawn(frame: gpd.GeoDataFrame, resolution: Resolution) -> gpd.GeoDataFrame:
    return simplify_coverage(frame, resolution.tolerance_m).to_crs(WGS84)


def _files(
    folder: Path, drawn: gpd.GeoDataFrame, step: float, names: Sequence[str]
) -> list[GeometryFile]:
    """Write areas to the file that each is told; those of one file follow one another."""
    if not len(drawn):
        return []
    packing = Packing(drawn, step)
    boxes = shapely.bounds(drawn.geometry.to_numpy())
    starts = [i for i, name in enumerate(names) if not i or name != names[i - 1]]
    written = []
    for first, last in pairwise([*starts, len(names)]):
        digest, size = write_hashed(folder, names[first], packing.pack_range(first, last))
        bounds = _around(boxes[first:last])
        written.append(
            GeometryFile(
                name=names[first], hash=digest, shapes=last - first, bytes=size, bounds=bounds
            )
        )
    return written


def _around(boxes: np.ndarray) -> Bounds:
    (west, south), (east, north) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    rounded = np.round([west, south, east, north], _BOUNDS_DECIMALS)
    return float(rounded[0]), float(rounded[1]), float(rounded[2]), float(rounded[3])


def _index(folder: Path, level: AreaLevel, files: list[GeometryFile]) -> GeometryFile:
    """Where to find the gemeenten in sight when somebody comes close on the map of the country."""
    near = [file for file in files if _OF_GEMEENTE.fullmatch(file.name) and level in file.name]
    listed = [[write_geometry_address(file), file.bounds] for file in near]
    content = json.dumps({"format": INDEX_FORMAT, "files": listed}).encode()
    name = f"{level}-{INDEX}"
    digest, size = write_hashed(folder, name, content)
    return GeometryFile(name=name, hash=digest, shapes=0, bytes=size, bounds=(0.0, 0.0, 0.0, 0.0))


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
    # The best two qualities gain five percent and take ten times as long.
    small = brotli.compress(content, quality=9)
    (target / f"{name}.json.br").write_bytes(small)
    (target / f"{name}.json.gz").write_bytes(gzip.compress(content, compresslevel=6, mtime=0))
    return digest, len(small)


def bounds_table(shapes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Bounding box of each shape in degrees: columns west, south, east, north."""
    bounds: pd.DataFrame = shapes.geometry.to_crs(WGS84).bounds.round(_BOUNDS_DECIMALS)
    return bounds.set_axis(["west", "south", "east", "north"], axis=1)
