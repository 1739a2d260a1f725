"""What a reader can set beside a map: another layer, another period, another area, or all three.

It is a form of three lists, which works by keyboard, on a phone and without scripts; what it sends
is the address of the view.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from nplv_geo.ground.areas import AreaId, AreaLevel
from nplv_geo.present.beside.words import list_notes, name_sides, write_shared
from nplv_geo.present.page.page import Page

_SECOND = ("laag2", "periode2", "gebied2")
_WITH_MAP = (AreaLevel.FOCUSGEBIED, AreaLevel.GEMEENTE, AreaLevel.WIJK, AreaLevel.BUURT)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing in a list; an empty ``value`` is what the first map has."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Options of one kind; without a label they stand above all groups."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One list: ``name`` is the parameter of the address."""

    name: str
    label: str
    groups: tuple[OptionGroup, ...]


@dataclass(frozen=True, slots=True)
class MapHead:
    """The line above one of the maps.

    Attributes
    ----------
    name
        What the map does not share with the other.
    about
        What the two share; empty for nothing.
    """

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands with two maps, or with one beside which nothing stands yet.

    Attributes
    ----------
    question
        What to choose; empty where there are two maps.
    choices, fields
        The lists of the form, and the rest of the query by parameter.
    notes
        Whether the two may be compared.
    heads
        The lines above the maps; empty where there is one.
    """

    question: str
    choices: tuple[Choice, ...]
    fields: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    heads: tuple[MapHead, ...]


def make_beside(page: Page) -> Beside | None:
    """Make what stands with the two maps of a page.

    Parameters
    ----------
    page
        The page of the first map.

    Returns
    -------
    Beside or None
        None on the other tabs.
    """
    if page.view.tab != "naast":
        return None
    t, other = page.t, page.beside
    n_periods = len(page.edition.periods(page.layer.id))
    rest = page.view.write_query(**dict.fromkeys(_SECOND, ""))
    heads: tuple[MapHead, ...] = ()
    question = t("beside.question" if n_periods > 1 else "beside.question_one")
    if other is not None:
        shared, question = write_shared(page, other), ""
        heads = tuple(MapHead(name, shared) for name in name_sides(page, other))
    return Beside(
        question=question,
        choices=tuple(_list_choices(page)),
        fields=tuple(parse_qsl(rest[1:])),
        notes=list_notes(page),
        heads=heads,
    )


def _list_choices(page: Page) -> Iterator[Choice]:
    t, second = page.t, page.view.second
    own = page.layer.label.in_(t.language)
    yield Choice("laag2", t("beside.layer"), (_keep(page, own), *_list_layers(page)))
    yield Choice("periode2", t("beside.period"), (_keep(page, page.view.period), _list_years(page)))
    place = page.name_area(page.view.area)
    groups = [group for group in _list_areas(page) if group.options]
    chosen = second.area
    if chosen and not any(one.is_chosen for group in groups for one in group.options):
        # A link may name any area.
        found = Option(chosen, page.name_area(chosen), is_chosen=True)
        groups.insert(0, OptionGroup("", (found,)))
    yield Choice("gebied2", t("beside.area"), (_keep(page, place), *groups))


def _keep(page: Page, name: str) -> OptionGroup:
    """The option to have the same on both maps."""
    return OptionGroup("", (Option("", page.t("beside.same", name=name), is_chosen=False),))


def _list_layers(page: Page) -> Iterator[OptionGroup]:
    language, chosen = page.t.language, page.view.second.layer
    for theme in page.catalog.themes:
        options = tuple(
            Option(layer.id, layer.label.in_(language), layer.id == chosen)
            for layer in page.catalog.list_layers(theme.id)
            if layer.id != page.layer.id
            and page.edition.has(layer.id)
            and page.edition.has_figures(layer.id)
        )
        if options:
            yield OptionGroup(theme.label.in_(language), options)


def _list_years(page: Page) -> OptionGroup:
    """Years of the layer that stands beside the map."""
    layer, chosen = page.view.second.layer or page.layer.id, page.view.second.period
    options = tuple(
        Option(period, period, period == chosen)
        for period in page.edition.periods(layer)
        if page.edition.origin(layer, period).values
        and (period != page.view.period or layer != page.layer.id)
    )
    return OptionGroup("", options)


def _list_areas(page: Page) -> Iterator[OptionGroup]:
    """Areas that have a map: those that the reader compares with, the 20, wijken around."""
    t, areas = page.t, page.edition.areas
    compared = (one for one in page.view.compared if isinstance(one, AreaId))
    yield _group(page, t("beside.compared"), (one for one in compared if one.level in _WITH_MAP))
    focus = sorted(areas.at(AreaLevel.FOCUSGEBIED), key=page.name_area)
    yield _group(page, t("beside.focus"), focus)
    if page.gemeente is not None:
        label = t("beside.wijken", place=page.name_area(page.gemeente))
        yield _group(page, label, areas.wijken_of(page.gemeente))


def _group(page: Page, label: str, codes: Iterable[str]) -> OptionGroup:
    chosen = page.view.second.area
    return OptionGroup(
        label,
        tuple(
            Option(code, page.name_area(code), code == chosen)
            for code in codes
            if code != page.view.area
        ),
    )
