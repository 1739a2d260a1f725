"""The scope of a view: which areas it shows, in which shapes, and which area is one step up."""

from __future__ import annotations

from dataclasses import dataclass, field

from nplv_geo.edition.area_table import Selection
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, NPLV, AreaId, AreaLevel, gemeente_of
from nplv_geo.present.page.view import View


@dataclass(frozen=True, slots=True)
class Scope:
    """The areas that one view shows.

    Attributes
    ----------
    place
        Area that fills the map: that of the view, or the area around a buurt.
    picked_buurt
        Buurt that is picked out within ``place``, if any.
    level
        Level of the areas that take a colour.
    codes
        Areas that take a colour.
    selection
        The same areas, with their places in the files of the edition.
    gemeenten
        Gemeenten that they lie in, sorted.
    files
        Names of the geometry files that hold their shapes; empty when circles serve.
    outline
        Geometry file, and the code in it, of the firm outline around ``place``.
    path
        Areas from the country to the view's area, for the breadcrumb.
    """

    place: AreaId
    picked_buurt: AreaId | None
    level: AreaLevel
    codes: tuple[str, ...]
    files: tuple[str, ...]
    outline: tuple[str, str] | None
    path: tuple[str, ...]
    selection: Selection = field(repr=False, compare=False)
    gemeenten: tuple[str, ...] = field(repr=False, compare=False)

    @property
    def is_country(self) -> bool:
        """True when the whole country is on the map."""
        return self.place in (NEDERLAND, NPLV)

    @property
    def parent(self) -> str | None:
        """Area one step up, None at the top."""
        return self.path[-2] if len(self.path) > 1 else None


def make_scope(view: View, edition: Edition) -> Scope:
    """Make the scope of a view.

    Parameters
    ----------
    view
        The view, as the query of the page gives it.
    edition
        The edition that is shown.

    Returns
    -------
    Scope
        The areas that the view shows.
    """
    picked_buurt = view.area if view.area.level is AreaLevel.BUURT else None
    place = find_map_place(view.area, edition)
    codes = list_codes(place, view.level, edition)
    return Scope(
        place=place,
        picked_buurt=picked_buurt,
        level=view.level,
        codes=codes,
        files=_list_files(place, view.level, edition),
        outline=_find_outline(place, edition),
        path=_list_path(view.area, edition),
        selection=edition.areas.select(codes),
        gemeenten=_list_gemeenten(codes, view.level, edition),
    )


def find_map_place(area: AreaId, edition: Edition) -> AreaId:
    """Find the area that fills the map of an area: of a buurt that is what lies around it."""
    if area.level is not AreaLevel.BUURT:
        return area
    return edition.areas.focus_area_of(area) or area.wijk or area


def list_codes(place: str, level: AreaLevel, edition: Edition) -> tuple[str, ...]:
    """List the areas of a level that a map of a place shows.

    Parameters
    ----------
    place
        Code of the area that fills the map.
    level
        Level of the areas that take a colour.
    edition
        The edition that is shown.

    Returns
    -------
    tuple of str
        Their codes.
    """
    areas = edition.areas
    if place == NPLV and level is AreaLevel.BUURT:
        return tuple(areas.buurten_of(NPLV))
    if place == NPLV and level is AreaLevel.WIJK:
        return tuple(areas.wijken_of(NPLV))
    if place in (NEDERLAND, NPLV):
        return tuple(areas.at(level))
    return tuple(areas.wijken_of(place) if level is AreaLevel.WIJK else areas.buurten_of(place))


def _list_gemeenten(codes: tuple[str, ...], level: AreaLevel, edition: Edition) -> tuple[str, ...]:
    if level is AreaLevel.FOCUSGEBIED:
        gemeenten = {edition.areas.gemeente_code_of(code) for code in codes}
        return tuple(sorted(code for code in gemeenten if code))
    return tuple(sorted({gemeente_of(code) for code in codes}))


def _list_files(place: str, level: AreaLevel, edition: Edition) -> tuple[str, ...]:
    where = edition.areas.gemeente_code_of(place) or NEDERLAND
    # At country level the areas would vanish: circles stand for them, above the gemeenten.
    shown = AreaLevel.GEMEENTE if level is AreaLevel.FOCUSGEBIED else level
    name = f"{shown}-{where}"
    return (name,) if name in edition.manifest.geometry else ()


def _find_outline(place: AreaId, edition: Edition) -> tuple[str, str] | None:
    if place.level is AreaLevel.WIJK:
        name = f"{AreaLevel.WIJK}-{edition.areas.gemeente_code_of(place)}"
    else:
        name = f"outline-{place}"
    return (name, place) if name in edition.manifest.geometry else None


def _list_path(area: AreaId, edition: Edition) -> tuple[str, ...]:
    """List country, gemeente, focus area, wijk and buurt, as far as they apply."""
    level = area.level
    if level in (AreaLevel.NEDERLAND, AreaLevel.NPLV):
        return (area,)
    steps = [NEDERLAND, edition.areas.gemeente_code_of(area)]
    if level is not AreaLevel.FOCUSGEBIED:
        steps.append(edition.areas.focus_area_of(area) if level is not AreaLevel.GEMEENTE else None)
    if level is AreaLevel.BUURT:
        steps.append(area.wijk)
    path = [step for step in steps if step and step in edition.areas and step != area]
    return (*path, area)
