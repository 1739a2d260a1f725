"""The way to the view: three lines about an area, and the panel beside the map of the view."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.definitions.catalog import UNDERMINING
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.undermining import FactorSet, choose_factors
from nplv_geo.present.site.menu import MenuChoice


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group: how many of its factors this edition has."""

    label: str
    anchor: str
    note: str


@dataclass(frozen=True, slots=True)
class UnderminingBlock:
    """What the page of any area says of the view: three lines and a link."""

    title: str
    lines: tuple[GroupLine, ...]
    link: MenuChoice


@dataclass(frozen=True, slots=True)
class UnderminingBody:
    """The panel of the view, below the name of the area."""

    lines: tuple[GroupLine, ...]
    links_title: str
    links: tuple[MenuChoice, ...]


def make_undermining_block(page: Page) -> UnderminingBlock | None:
    """Make the block of the area page; None where the view was not written."""
    factors = choose_factors(page.edition, page.catalog)
    if factors is None:
        return None
    t = page.t
    href = page.view.write_query(laag=UNDERMINING, niveau="")
    link = MenuChoice(t("undermining.block_link"), href, is_current=False)
    return UnderminingBlock(t("undermining.label"), _list_lines(page, factors), link)


def make_undermining_body(page: Page, factors: FactorSet) -> UnderminingBody:
    """Make the panel of the view."""
    title, codes = _list_linked_areas(page)
    links = tuple(
        MenuChoice(page.name_area(code), page.link("gebied", code), code in page.scope.path)
        for code in sorted(codes, key=lambda code: page.name_area(code).casefold())
    )
    return UnderminingBody(_list_lines(page, factors), title, links)


def _list_lines(page: Page, factors: FactorSet) -> tuple[GroupLine, ...]:
    lines = []
    for group in factors.definition.groups:
        chosen = factors.list_of(group)
        n = sum(one.period is not None for one in chosen)
        note = page.t("undermining.known", n=n, of=len(chosen))
        lines.append(GroupLine(group.label.in_(page.view.language), f"#factoren-{group.id}", note))
    return tuple(lines)


def _list_linked_areas(page: Page) -> tuple[str, tuple[str, ...]]:
    """The 20 areas, or the wijken or buurten of the place on the map."""
    areas, place = page.edition.areas, page.scope.place
    if page.scope.is_country:
        return page.t("areas_20"), tuple(areas.focus_codes)
    is_wijk = place.level is AreaLevel.WIJK
    codes = areas.buurten_of(place) if is_wijk else page.place_wijken
    known = tuple(code for code in codes if code in areas.names)
    return page.t("buurten_inside" if is_wijk else "areas_inside"), known
