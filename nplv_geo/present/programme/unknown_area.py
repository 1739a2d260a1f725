"""What a reader gets who asks for the programme of an area that there is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.ground.suggest import list_like_areas
from nplv_geo.present.site.programme import MapLink, make_area_address
from nplv_geo.present.texts import Texts

_MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class UnknownArea:
    """The word that is no area, the areas that may have been meant, and all of them."""

    word: str
    meant: tuple[MapLink, ...]
    areas: tuple[MapLink, ...]


def suggest_area_pages(word: str, areas: Iterable[FocusArea], t: Texts) -> UnknownArea:
    """Suggest pages in place of one that there is not."""
    areas = sorted(areas, key=lambda area: area.name)
    names = {area.id: area.name for area in areas}
    gemeenten = {area.id: area.gemeente for area in areas}
    links = {area: MapLink(name, make_area_address(area, t)) for area, name in names.items()}
    shown = word[:_MOST_LETTERS]
    like = list_like_areas(shown, names) or list_like_areas(shown, gemeenten)
    return UnknownArea(
        word=shown,
        meant=tuple(links[area] for area in like),
        areas=tuple(links.values()),
    )
