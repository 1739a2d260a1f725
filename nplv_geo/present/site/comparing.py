"""What is compared with, as links: each thing with one that takes it away, and what can be added.

Every choice is a link to another view, so that comparing works without a mouse, in a copied
address and with the back button.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nplv_geo.ground.areas import GROUPS, NEDERLAND, NPLV, AreaLevel
from nplv_geo.present.address.areas import ALIKE, MAX_COMPARED, REST, write_compared
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import ReferenceKind
from nplv_geo.present.site.menu import MenuChoice

_WITH_PEERS = (AreaLevel.FOCUSGEBIED, AreaLevel.BUURT)
# More buurten are no list to choose from: the map and the table have them all.
_MOST_BUURTEN = 80


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """One thing that is compared with.

    Attributes
    ----------
    why
        Why it has no figure of the layer on the page; empty when it has one.
    remove
        The link that takes it away, with its name for who can't see the cross.
    """

    name: str
    role: ReferenceKind
    why: str
    remove: MenuChoice


@dataclass(frozen=True, slots=True)
class AddGroup:
    """Things of one kind to compare with."""

    label: str
    choices: tuple[MenuChoice, ...]


@dataclass(frozen=True, slots=True)
class CompareBar:
    """The line with what is compared with.

    Attributes
    ----------
    now
        The whole line in one sentence, for who hears that it changed.
    full
        What drops out when one more is chosen; empty while there is room.
    hint
        What to do after an area was picked to set another one beside it.
    """

    now: str
    items: tuple[ComparedItem, ...]
    groups: tuple[AddGroup, ...]
    full: str
    hint: str


def make_compare_bar(page: Page) -> CompareBar | None:
    """Make the line of a page; None for the view on undermining, which has its own columns.

    Parameters
    ----------
    page
        The page; its comparators are the only ones.

    Returns
    -------
    CompareBar or None
        With a link for each step.
    """
    if page.factors:
        return None
    t, comparators = page.t, page.comparators
    names = t.enumerated([one.name for one in comparators]) or t("compared.nothing")
    is_full = len(comparators) >= MAX_COMPARED
    return CompareBar(
        now=t("compared.now", names=names),
        items=tuple(
            ComparedItem(
                one.name,
                one.role,
                one.why,
                MenuChoice(t("compared.remove", name=one.name), one.without, is_current=False),
            )
            for one in comparators
        ),
        groups=tuple(group for group in _list_groups(page) if group.choices),
        full=t("compared.full", most=MAX_COMPARED, name=comparators[-1].name) if is_full else "",
        hint=_write_hint(page),
    )


def make_pin_choice(page: Page) -> MenuChoice | None:
    """Link from an area to the map around it, with the area to compare with.

    Parameters
    ----------
    page
        The page of the area.

    Returns
    -------
    MenuChoice or None
        None for the country, around which nothing lies.
    """
    area, scope = page.view.area, page.scope
    around = scope.place if scope.picked_buurt and scope.place != area else scope.parent
    if around is None or page.factors:
        return None
    others = [one for one in page.view.compared if one not in (area, REST)]
    return MenuChoice(
        page.t("compared.pin", name=page.name_area(area)),
        page.view.write_query(gebied=around, vergelijk=write_compared((area, *others))),
        is_current=False,
    )


def link_compared(page: Page, area: str) -> str:
    """Write the query of the page with one more to compare with, or without it."""
    return page.link("vergelijk", page.view.toggle_compared(area))


def _write_hint(page: Page) -> str:
    """Say what to do when the newest choice lies on the map, in no area of which we are."""
    newest = next(iter(page.comparators), None)
    if newest is None or newest.id not in page.scope.codes or page.scope.picked_buurt:
        return ""
    return page.t("compared.pin_hint", name=newest.name)


def _list_groups(page: Page) -> Iterator[AddGroup]:
    t, areas, place = page.t, page.edition.areas, page.scope.place
    usual = [NEDERLAND, areas.gemeente_code_of(place), *_list_relatives(page), NPLV, *GROUPS]
    yield _make_group(page, t("compared.usual"), (one for one in usual if one))
    if not page.scope.is_country:
        name = page.name_area(place)
        if page.scope.picked_buurt:
            buurten = areas.buurten_of(place)
            shown = buurten if len(buurten) <= _MOST_BUURTEN else []
            yield _make_group(page, t("compared.buurten", place=name), shown)
        yield _make_group(page, t("compared.wijken", place=name), page.place_wijken)
    focus = sorted(map(str, areas.at(AreaLevel.FOCUSGEBIED)), key=page.name_area)
    yield _make_group(page, t("compared.focus"), focus)


def _list_relatives(page: Page) -> Iterator[str]:
    level = page.view.area.level
    if level is AreaLevel.FOCUSGEBIED:
        yield REST
    if level in _WITH_PEERS:
        yield ALIKE


def _make_group(page: Page, label: str, codes: Iterable[str]) -> AddGroup:
    """What isn't compared with yet, of what the edition holds."""
    known = page.edition.areas.names
    offered = (
        one
        for one in dict.fromkeys(codes)
        if one in (REST, ALIKE) or (one in known and one != page.view.area)
    )
    return AddGroup(
        label,
        tuple(
            MenuChoice(_name_choice(page, one), link_compared(page, one), is_current=False)
            for one in offered
            if one not in page.view.compared
        ),
    )


def _name_choice(page: Page, area: str) -> str:
    """Name what can be chosen; what a group of gemeenten is, stands behind its short name."""
    name = page.name_area(area)
    return f"{name}: {page.t(f'groups.{area}')}" if area in GROUPS else name
