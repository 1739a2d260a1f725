"""The models of two maps side by side: the same ones as on a page of their own, named apart."""

from __future__ import annotations

import math

from nplv_geo.present.beside.words import write_about
from nplv_geo.present.map.model import make_map_model
from nplv_geo.present.map.types import Corners, MapModel
from nplv_geo.present.page.page import Page

_HALF = 0.5


def make_map_models(page: Page) -> tuple[MapModel, MapModel | None]:
    """Make the models of the maps of a page.

    Parameters
    ----------
    page
        The page of the first map.

    Returns
    -------
    tuple of MapModel
        None for the second where there is one map. Of two areas both show as many metres, so that
        scripts give both one scale.
    """
    first = make_map_model(page)
    if page.beside is None:
        return first, None
    second = make_map_model(page.beside)
    sides = [
        made.model_copy(update={"label": page.t("map_label", title=write_about(one))})
        for one, made in ((page, first), (page.beside, second))
    ]
    if first.bounds and second.bounds and first.place != second.place:
        bounds = widen_equally(first.bounds, second.bounds)
        sides = [
            made.model_copy(update={"bounds": own}) for made, own in zip(sides, bounds, strict=True)
        ]
    return sides[0], sides[1]


def widen_equally(first: Corners, second: Corners) -> tuple[Corners, Corners]:
    """Widen two places around their middles until both are as wide and as high on the ground.

    Parameters
    ----------
    first, second
        South-west and north-east corner of each, in degrees (WGS 84).

    Returns
    -------
    tuple of Corners
        Neither is smaller than it was.
    """
    sizes = [_measure(corners) for corners in (first, second)]
    width, height = (max(both) for both in zip(*sizes, strict=True))
    return _widen(first, width, height), _widen(second, width, height)


def _measure(corners: Corners) -> tuple[float, float]:
    """Width and height in degrees of latitude, which are as long everywhere."""
    (south, west), (north, east) = corners
    return (east - west) * _shorten(corners), north - south


def _shorten(corners: Corners) -> float:
    """How much shorter a degree of longitude is than one of latitude, in the middle of a place."""
    return math.cos(math.radians((corners[0][0] + corners[1][0]) / 2))


def _widen(corners: Corners, width: float, height: float) -> Corners:
    (south, west), (north, east) = corners
    lat, lon = (south + north) / 2, (west + east) / 2
    across = _HALF * width / _shorten(corners)
    up = _HALF * height
    return (lat - up, lon - across), (lat + up, lon + across)
