"""Tiles of the background map: PDOK's BRT Achtergrondkaart in grey, as the page shows it."""

from __future__ import annotations

from collections.abc import Sequence

from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.sources.network.door import Door, Limits

SOURCE = "pdok"
PATH = "/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png"
# Somebody is waiting for a picture: one more try, and no minutes of patience.
LIMITS = Limits(connect=3.0, read=5.0, waits=(0.5,), at_once=6)
_PNG = b"\x89PNG"


def fetch_tiles(door: Door, wanted: Sequence[tuple[int, int, int]]) -> list[bytes]:
    """Fetch tiles of 256 x 256 pixels in EPSG:3857.

    Parameters
    ----------
    wanted
        Zoom, column and row of each, as in ``{z}/{x}/{y}``.

    Returns
    -------
    list of bytes
        PNG files, in the order of ``wanted``.

    Raises
    ------
    SourceUnavailableError, SourceChangedError
        As the door does, and when something else than a PNG comes.
    """

    def one(tile: tuple[int, int, int]) -> bytes:
        z, x, y = tile
        content = door.get(SOURCE, door.base(SOURCE) + PATH.format(z=z, x=x, y=y), "file").content
        if not content.startswith(_PNG):
            raise SourceChangedError(
                f"achtergrondkaart (tegel {z}/{x}/{y})", "een PNG", "iets anders", "kijk bij PDOK"
            )
        return content

    return door.map(one, wanted)
