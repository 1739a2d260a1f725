"""How many people live in each area on a map, and which have so few that their figures swing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nplv_geo.definitions.thresholds import FEW_INHABITANTS
from nplv_geo.edition.addresses import name_browser_values
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.map.types import MapPeople
from nplv_geo.present.page.page import Page
from nplv_geo.present.values.rows import none_if_missing

_LAYER = "inwoners"
MARK = "°"


def make_people(page: Page) -> MapPeople | None:
    """Make what the browser tells of the inhabitants of areas.

    Parameters
    ----------
    page
        The page of one map.

    Returns
    -------
    MapPeople or None
        For the country a file, which comes when the map is in use; None where there is none.
    """
    t, scope = page.t, page.scope
    url, counts = None, None
    if scope.is_country and scope.level is not AreaLevel.FOCUSGEBIED:
        url = _find_file(page)
        if url is None:
            return None
    else:
        inhabitants = page.edition.areas.frame["inhabitants"].to_numpy(dtype=float)
        counts = tuple(_as_count(n) for n in inhabitants[scope.selection.places])
    return MapPeople(
        url=url,
        counts=counts,
        few=FEW_INHABITANTS if has_marks(page) else 0,
        label=t("people.label"),
        note=t("people.note", n=t.number(FEW_INHABITANTS)),
        mark=MARK,
    )


def has_marks(page: Page) -> bool:
    """Tell whether areas with few inhabitants are marked: where their figures may swing."""
    is_small = page.scope.level in (AreaLevel.WIJK, AreaLevel.BUURT)
    return is_small and page.made_values is None and not page.layer.is_amount


def list_few(page: Page) -> tuple[str, ...]:
    """List the areas of a map with few inhabitants that have a figure.

    Parameters
    ----------
    page
        The page of one map.

    Returns
    -------
    tuple of str
        Codes in the order of the scope; empty where none are marked.
    """
    return tuple(_find_few(page)) if has_marks(page) else ()


def _find_few(page: Page) -> Iterator[str]:
    inhabitants = page.edition.areas.frame["inhabitants"].to_numpy(dtype=float)
    few = inhabitants[page.scope.selection.places] < FEW_INHABITANTS
    for i in np.flatnonzero(few & np.isfinite(page.numbers)):
        yield page.scope.codes[i]


def write_few_note(page: Page) -> str:
    """Write what the mark means, with how many areas have it; empty where none has."""
    few = len(list_few(page))
    if not few:
        return ""
    level = page.t(f"{'levels' if few == 1 else 'levels_plural'}.{page.scope.level}")
    return page.t(
        "people.key",
        mark=MARK,
        n=page.t.number(FEW_INHABITANTS),
        few=page.t.number(few),
        level=level,
    )


def _find_file(page: Page) -> str | None:
    """The file of values of the inhabitants at the level of the map, for the year of the areas."""
    edition = page.edition
    name = name_browser_values(_LAYER, str(edition.boundary_year), page.scope.level)
    digest = edition.manifest.values.get(name)
    return None if digest is None else f"/figures/{digest}/{name}.json"


def _as_count(inhabitants: float) -> int | None:
    known = none_if_missing(inhabitants)
    return None if known is None else round(known)
