"""Tiles of PDOK's background maps: zoom 6 to 19, of the Netherlands only; each tells its place."""

from __future__ import annotations

import re
from io import BytesIO

import numpy as np
from PIL import Image

from tests.standin.answer import Answer, Request, Switches
from tests.standin.data import Data

SIZE = 256
_PATH = re.compile(
    r"/(?:brt/achtergrondkaart/wmts/v2_0/(?:grijs|standaard)|hwh/luchtfotorgb/wmts/v1_0/Actueel_ortho25)"
    r"/EPSG:3857/(\d+)/(\d+)/(\d+)\.(png|jpeg)"
)
_ZOOMS = range(6, 20)
_WEST, _EAST = 3.25, 7.6


def answer(request: Request, data: Data, switches: Switches) -> Answer | None:  # noqa: ARG001
    """Answer for a path of this service, None for another one's."""
    match = _PATH.fullmatch(request.path)
    if match is None:
        return None
    z, x, y = map(int, match.groups()[:3])
    kind = match[4]
    west, east = (n / 2**z * 360 - 180 for n in (x, x + 1))
    if z not in _ZOOMS or east <= _WEST or west >= _EAST:
        return Answer(404, b"<html>no such tile</html>", "text/html")
    return Answer(200, tile(z, x, y, kind), f"image/{kind}")


def tile(z: int, x: int, y: int, kind: str = "png") -> bytes:
    """A tile in which red and green count its pixels from the corner of the world, blue is z."""
    across = np.arange(x * SIZE, (x + 1) * SIZE)
    down = np.arange(y * SIZE, (y + 1) * SIZE)
    pixels = np.empty((SIZE, SIZE, 3), np.uint8)
    pixels[..., 0] = colour(across)[None, :]
    pixels[..., 1] = colour(down)[:, None]
    pixels[..., 2] = z
    content = BytesIO()
    Image.fromarray(pixels).save(content, kind.upper())
    return content.getvalue()


def colour(places: np.ndarray) -> np.ndarray:
    """Up and down again in steps of one: no leap, wherever one looks."""
    return np.abs((places % 510) - 255)
