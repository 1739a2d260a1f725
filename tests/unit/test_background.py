"""The background map under a picture lies where the country lies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from pyproj import Transformer

from nplv_geo.export.map.background import Tile, draw_background
from nplv_geo.ground.errors import BackgroundError
from tests.standin.tiles import SIZE, colour, tile

HALF_WORLD = 20037508.342789244
PLACES = {
    "area": ((194_000.0, 320_500.0, 199_500.0, 325_000.0), (900, 736)),
    "country": ((13_500.0, 306_800.0, 278_000.0, 619_300.0), (500, 591)),
    "one square": ((120_000.0, 480_000.0, 120_030.0, 480_020.0), (30, 20)),
}


@pytest.mark.parametrize("place", PLACES)
def test_every_point_shows_what_lies_there(place: str) -> None:
    (west, south, east, north), (width, height) = PLACES[place]
    asked: list[Tile] = []

    def fetch(wanted: Sequence[Tile]) -> list[bytes]:
        asked.extend(wanted)
        return [tile(*one) for one in wanted]

    picture = np.asarray(draw_background((west, south, east, north), width, height, fetch))
    assert picture.shape == (height, width, 3)
    assert 0 < len(asked) <= 64
    (zoom,) = {z for z, _, _ in asked}
    # The middle of every seventh pixel, by PROJ itself.
    columns, rows = np.arange(3, width, 7), np.arange(3, height, 7)
    x, y = np.meshgrid(
        west + (columns + 0.5) / width * (east - west),
        north - (rows + 0.5) / height * (north - south),
    )
    across, down = Transformer.from_crs(28992, 3857, always_xy=True).transform(x, y)
    whole = SIZE * 2**zoom / (2 * HALF_WORLD)
    expected = np.stack(
        [colour((across + HALF_WORLD) * whole - 0.5), colour((HALF_WORLD - down) * whole - 0.5)], -1
    )
    seen = picture[rows][:, columns]
    inside = seen[..., 2] == zoom  # PDOK has no tiles of what lies further away
    assert inside.mean() > 0.9
    off = np.abs(seen[..., :2] - expected)[inside]
    assert np.quantile(off, 0.99) <= 1.0
    assert off.max() <= 3.0  # where the colours turn around they are smoothed


def test_a_tile_is_about_as_fine_as_the_picture() -> None:
    (bounds, size), zooms = PLACES["area"], {}
    for times in (1, 2):
        asked: list[Tile] = []

        def fetch(wanted: Sequence[Tile], asked: list[Tile] = asked) -> list[bytes]:
            asked.extend(wanted)
            return [tile(*one) for one in wanted]

        draw_background(bounds, size[0] * times, size[1] * times, fetch)
        zooms[times] = asked[0][0]
    assert zooms == {1: 14, 2: 15}


def test_what_is_no_picture_is_told_in_one_sentence() -> None:
    bounds, (width, height) = PLACES["area"]
    with pytest.raises(BackgroundError, match="achtergrondkaart van PDOK kwam niet aan"):
        draw_background(bounds, width, height, lambda wanted: [b"\x89PNG half" for _ in wanted])
