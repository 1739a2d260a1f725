"""Levels of areas that a map can show, of which an address names one."""

from __future__ import annotations

from collections.abc import Sequence

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaId, AreaLevel

MAP_LEVELS = (AreaLevel.FOCUSGEBIED, AreaLevel.GEMEENTE, AreaLevel.WIJK, AreaLevel.BUURT)


def list_levels(area: AreaId, edition: Edition, layer: Layer) -> tuple[AreaLevel, ...]:
    """List the levels of areas that a map of an area can show of a layer.

    Parameters
    ----------
    area
        Code of the area that fills the map.
    edition
        The edition that is shown.
    layer
        Has figures from its smallest level on.

    Returns
    -------
    tuple of AreaLevel
        The default first. Where no level inside the area has figures, all levels: the map is empty
        then, and says why.
    """
    levels = _list_levels_inside(area, edition)
    return tuple(level for level in levels if layer.is_given_at(level)) or levels


def _list_levels_inside(area: AreaId, edition: Edition) -> tuple[AreaLevel, ...]:
    match area.level:
        case AreaLevel.NEDERLAND | AreaLevel.NPLV:
            return tuple(level for level in MAP_LEVELS if len(edition.areas.at(level)))
        case AreaLevel.FOCUSGEBIED | AreaLevel.GEMEENTE:
            return (AreaLevel.BUURT, AreaLevel.WIJK)
        case _:
            return (AreaLevel.BUURT,)


def choose_default_level(
    levels: Sequence[AreaLevel], edition: Edition, layer: str, period: str
) -> AreaLevel:
    """Choose a level that has figures: some are published for wijken but not for buurten.

    Parameters
    ----------
    levels
        Levels to choose from, the usual one first.
    edition
        The edition that is shown.
    layer, period
        Name of the layer, and the year.

    Returns
    -------
    AreaLevel
        One of ``levels``.
    """
    base = edition.origin(layer, period).base_level
    starts_at_wijk = levels[0] is AreaLevel.BUURT and base == AreaLevel.WIJK
    return AreaLevel.WIJK if starts_at_wijk and AreaLevel.WIJK in levels else levels[0]
