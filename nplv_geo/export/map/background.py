"""The background map under a picture: tiles in EPSG:3857, redrawn in the metres of EPSG:28992.

Within a small square the one is the other turned and stretched, so the picture is filled square by
square (Pillow's mesh); each is off by much less than a pixel.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import product

import geopandas as gpd
import numpy as np
from PIL import Image, UnidentifiedImageError

from nplv_geo.export.map.sheet import Bounds
from nplv_geo.geometry.crs import RD, WEB_MERCATOR
from nplv_geo.ground.arrays import Floats
from nplv_geo.ground.errors import BackgroundError
from nplv_geo.ground.tile_service import FIRST_ZOOM, LAST_ZOOM, TILE_SIZE
from nplv_geo.present.page.palette import GROUND, parse_colour

Tile = tuple[int, int, int]
FetchTiles = Callable[[Sequence[Tile]], Sequence[bytes]]

_MOST_TILES = 64
_SQUARE = 48  # pixels of the picture
_HALF_WORLD = 20_037_508.342789244  # metres of EPSG:3857 from its middle to its side
# PDOK has no tiles outside; as fractions of the world, from its upper left corner.
_WEST, _EAST = (180 + 3.25) / 360, (180 + 7.6) / 360


def draw_background(bounds: Bounds, width: int, height: int, fetch: FetchTiles) -> Image.Image:
    """Draw the background map of a part of the country.

    Parameters
    ----------
    bounds
        West, south, east and north in metres (EPSG:28992).
    width, height
        Size of the picture in pixels.
    fetch
        Gives pictures for tiles that are named by zoom, column and row.

    Raises
    ------
    BackgroundError
        When a tile is no picture.
    """
    west, south, east, north = bounds
    right, below = _list_sides(width), _list_sides(height)
    x, y = np.meshgrid(
        west + right / width * (east - west), north - below / height * (north - south)
    )
    points = gpd.GeoSeries.from_xy(x.ravel(), y.ravel(), crs=RD).to_crs(WEB_MERCATOR)
    from_corner = np.column_stack([points.x + _HALF_WORLD, _HALF_WORLD - points.y])
    world = from_corner.reshape(*x.shape, 2) / (2 * _HALF_WORLD)
    zoom = _choose_zoom(world, width)
    at = world * 2**zoom * TILE_SIZE
    corner, tiles = _list_tiles(at, zoom)
    source = _join_tiles(tiles, fetch(tiles), corner, at)
    at = at - np.array(corner) * TILE_SIZE
    mesh = [
        (
            (int(right[i]), int(below[j]), int(right[i + 1]), int(below[j + 1])),
            # Upper left, lower left, lower right, upper right.
            tuple(at[[j, j + 1, j + 1, j], [i, i, i + 1, i + 1]].ravel()),
        )
        for j, i in product(range(len(below) - 1), range(len(right) - 1))
    ]
    return source.transform(
        (width, height), Image.Transform.MESH, mesh, resample=Image.Resampling.BICUBIC
    )


def _list_sides(length: int) -> Floats:
    """Sides of the squares, whole pixels."""
    return np.unique(np.append(np.arange(0, length, _SQUARE), length)).astype(float)


def _choose_zoom(world: Floats, width: int) -> int:
    """Zoom at which a pixel of a tile is about one of the picture, with not too many tiles."""
    spans = np.ptp(world.reshape(-1, 2), axis=0)
    zoom = round(float(np.log2(width / (spans[0] * TILE_SIZE))))
    zoom = min(max(zoom, FIRST_ZOOM), LAST_ZOOM)
    while zoom > FIRST_ZOOM and float(np.prod(spans * 2**zoom + 1)) > _MOST_TILES:
        zoom -= 1
    return zoom


def _list_tiles(at: Floats, zoom: int) -> tuple[tuple[int, int], list[Tile]]:
    """Column and row of the first tile, and all that lie under the picture."""
    first = np.floor(at.reshape(-1, 2).min(axis=0) / TILE_SIZE).astype(int)
    last = np.floor(at.reshape(-1, 2).max(axis=0) / TILE_SIZE).astype(int)
    columns = range(
        max(int(first[0]), int(_WEST * 2**zoom)), min(int(last[0]), int(_EAST * 2**zoom)) + 1
    )
    rows = range(int(first[1]), int(last[1]) + 1)
    return (int(first[0]), int(first[1])), [(zoom, x, y) for y in rows for x in columns]


def _join_tiles(
    tiles: Sequence[Tile], pictures: Sequence[bytes], corner: tuple[int, int], at: Floats
) -> Image.Image:
    """All tiles side by side."""
    last = np.floor(at.reshape(-1, 2).max(axis=0) / TILE_SIZE).astype(int)
    wide, high = (last - corner + 1) * TILE_SIZE
    joined = Image.new("RGB", (int(wide), int(high)), parse_colour(GROUND))
    for (_, x, y), picture in zip(tiles, pictures, strict=True):
        try:
            tile = Image.open(BytesIO(picture)).convert("RGBA")
        except (UnidentifiedImageError, OSError) as error:
            raise BackgroundError from error
        joined.paste(tile, ((x - corner[0]) * TILE_SIZE, (y - corner[1]) * TILE_SIZE), tile)
    return joined
