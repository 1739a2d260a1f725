"""Shapes as the packer writes them, for the unit tests of the script that reads them.

``python -m tests.packed_sample`` writes the file anew, when the form of the shapes changes.
"""

from __future__ import annotations

import json

import geopandas as gpd
import shapely

from nplv_geo.geometry.crs import WGS84
from nplv_geo.geometry.packed import pack_shapes
from nplv_geo.ground.settings import PROJECT

SAMPLE = PROJECT / "scripts/tests/fixtures/packed-shapes.json"
STEP = 0.0001
# Two neighbours, one with a hole, one of two islands, and one far to the south-west of them all.
_SHAPES: dict[str, tuple[str, shapely.Geometry]] = {
    "BU00010001": ("Links", shapely.box(5.00003, 52.00001, 5.01007, 52.01002)),
    "BU00010002": ("Rechts", shapely.box(5.01007, 52.00001, 5.02001, 52.01002)),
    "BU00010003": (
        "'s-Gat",
        shapely.Polygon(
            [(5.1, 52), (5.2, 52), (5.2, 52.1), (5.1, 52.1)],
            [[(5.12, 52.02), (5.14, 52.02), (5.13, 52.04)]],
        ),
    ),
    "BU00010004": (
        "Twee eilanden",
        shapely.MultiPolygon([shapely.box(6, 53, 6.1, 53.1), shapely.box(6.2, 53, 6.3, 53.2)]),
    ),
    "BU00010005": ("Ver", shapely.box(4.2, 51.3, 4.4, 51.4)),
}


def write_sample() -> str:
    """Write what the packer gives, and the outlines that it was given."""
    names = [name for name, _ in _SHAPES.values()]
    outlines = [outline for _, outline in _SHAPES.values()]
    frame = gpd.GeoDataFrame({"name": names}, index=list(_SHAPES), geometry=outlines, crs=WGS84)
    areas = [
        {"code": code, "name": name, "polygons": [_list_rings(part) for part in _parts(outline)]}
        for code, (name, outline) in _SHAPES.items()
    ]
    sample = {"packed": json.loads(pack_shapes(frame, STEP)), "areas": areas}
    return json.dumps(sample, ensure_ascii=False, indent=1) + "\n"


def _parts(outline: shapely.Geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(outline) if isinstance(part, shapely.Polygon)]


def _list_rings(polygon: shapely.Polygon) -> list[list[tuple[float, ...]]]:
    """Rings of a polygon, the outer one first, without the point that closes each."""
    return [list(ring.coords)[:-1] for ring in (polygon.exterior, *polygon.interiors)]


if __name__ == "__main__":
    SAMPLE.write_text(write_sample(), encoding="utf-8")
