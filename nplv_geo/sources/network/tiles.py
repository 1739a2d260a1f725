"""Tiles of the background map, as the page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from PIL import Image

from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.ground.tile_service import TILE_SIZE, TileService
from nplv_geo.sources.network.door import Door, Limits
from nplv_geo.sources.schemas.reading import explain_strange

SOURCE = "pdok"
# Somebody is waiting for a picture: one more try, and no minutes of patience.
LIMITS = Limits(connect=3.0, read=5.0, waits=(0.5,), at_once=6)
_REMEDY = "kijk bij PDOK"


@dataclass(frozen=True)
class TileSchema:
    """What a tile must be."""

    kind: Literal["PNG", "JPEG"]

    @property
    def expected(self) -> str:
        """What it must be, in words."""
        return f"een {self.kind} van {TILE_SIZE} bij {TILE_SIZE}"

    def read(self, body: bytes, what: str) -> bytes:
        """Give the bytes of a tile that can be drawn."""
        with (
            explain_strange(what, self.expected, _REMEDY),
            Image.open(BytesIO(body), formats=(self.kind,)) as picture,
        ):
            # The size stands at the beginning: no picture is unpacked to see that it is too large.
            if picture.size != (TILE_SIZE, TILE_SIZE):
                came = "{} bij {}".format(*picture.size)
                raise SourceChangedError(what, self.expected, came, _REMEDY)
            picture.load()
        return body


def fetch_tiles(
    door: Door, service: TileService, numbers: Sequence[tuple[int, int, int]]
) -> list[bytes]:
    """Fetch tiles of 256 x 256 pixels in EPSG:3857.

    Parameters
    ----------
    service
        The background map that they are of.
    numbers
        Zoom, column and row of each, as in ``{z}/{x}/{y}``.

    Returns
    -------
    list of bytes
        Files of the kind of the service, in the order of ``numbers``.

    Raises
    ------
    SourceUnavailableError, SourceChangedError
        As the door does.
    """

    def one(tile: tuple[int, int, int]) -> bytes:
        z, x, y = tile
        url = door.base(SOURCE) + service.path.format(z=z, x=x, y=y)
        what = f"achtergrondkaart (tegel {z}/{x}/{y})"
        return door.read(SOURCE, url, TileSchema(service.kind), what, "file")

    return door.map(one, numbers)
