"""PDOK's OGC API of wijken and buurten, from 2022 on: detailed outlines.

Quirks: there is no total; pages follow a ``cursor``; answers are in degrees unless told.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from nplv_geo.sources.network.door import Door
from nplv_geo.sources.network.pages import Pages
from nplv_geo.sources.schemas.features import FEATURES
from nplv_geo.sources.services.outlines.keeping import Area, slim_features
from nplv_geo.sources.services.outlines.wfs import SOURCE

FIRST_YEAR = 2022
_API = "https://api.pdok.nl"
_PAGE = 1000
_RD_URI = "http://www.opengis.net/def/crs/EPSG/0/28992"
_PLURAL = {"buurt": "buurten", "wijk": "wijken", "gemeente": "gemeenten"}


def find_collection(door: Door, level: str, year: int) -> str:
    """Find the address of the areas of a level.

    Parameters
    ----------
    door
        The way to the network.
    level
        ``buurt``, ``wijk`` or ``gemeente``.
    year
        Boundary year.

    Returns
    -------
    str
        Without a question.
    """
    base = f"{door.base(SOURCE, _API)}/cbs/wijken-en-buurten-{year}/ogc/v1"
    return f"{base}/collections/{_PLURAL[level]}/items"


def read_areas(door: Door, level: str, year: int, gemeenten: Sequence[str] | None) -> list[Area]:
    """Read all pages of the areas of a level.

    Parameters
    ----------
    door
        The way to the network.
    level
        ``buurt``, ``wijk`` or ``gemeente``.
    year
        Boundary year.
    gemeenten
        Codes; None is the whole country.

    Returns
    -------
    list of Area
        With those that came twice.
    """
    address, what = find_collection(door, level, year), f"pdok {level} {year}"
    areas: list[Area] = []
    for gemeente in gemeenten or (None,):
        query = {"f": "json", "limit": str(_PAGE), "crs": _RD_URI}
        query |= {"gemeentecode": gemeente} if gemeente else {}
        url: str | None = f"{address}?{urlencode(query)}"
        pages = Pages(what, door.base(SOURCE, _API))
        while url:
            answer = door.read(SOURCE, url, FEATURES, what)
            door.meters[SOURCE].count(rows=len(answer.features))
            areas += slim_features(answer.features, level)
            link = next((link.href for link in answer.links if link.rel == "next"), None)
            url = pages.follow(url, link) if link else None
    return areas
