"""Areas by name, ready to be searched at each key that a reader presses."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel

# Groups and rings have no page of their own.
_LEVELS = (
    AreaLevel.FOCUSGEBIED,
    AreaLevel.NEDERLAND,
    AreaLevel.GEMEENTE,
    AreaLevel.WIJK,
    AreaLevel.BUURT,
)


class NamedArea(NamedTuple):
    """An area that can be found; ``order`` is that of its level."""

    order: int
    name: str
    folded: str
    code: str
    level: str
    gemeente: object


def find_named_areas(edition: Edition, text: str) -> list[NamedArea]:
    """Areas whose folded name holds ``text``: focus areas first, then what begins with it."""
    areas = [
        area
        for area in edition.cache.get_or_make("names", partial(_list_named_areas, edition))
        if text in area.folded
    ]

    def rank_area(area: NamedArea) -> tuple[bool, bool, int, str]:
        return area.order > 0, not area.folded.startswith(text), area.order, area.name

    return sorted(areas, key=rank_area)


def _list_named_areas(edition: Edition) -> list[NamedArea]:
    areas, order = edition.areas.frame, {level.value: i for i, level in enumerate(_LEVELS)}
    columns = (areas[name].tolist() for name in ("name", "level", "gemeente"))
    return [
        NamedArea(order[level], str(name), str(name).casefold(), str(code), level, gemeente)
        for code, name, level, gemeente in zip(areas.index.tolist(), *columns, strict=True)
        if level in order
    ]
