"""One area on all factors, beside the areas around it and among the 20: no score and no verdict."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.definitions.catalog import FactorGroup
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.undermining import (
    ChosenFactor,
    FactorSet,
    find_factor_row,
    list_around,
    list_others,
)
from nplv_geo.present.undermining.words import (
    FactorCell,
    list_names,
    make_cell,
    name_factor,
    write_factor_sources,
    write_unit_and_period,
)

# Room at both ends of the line, as a share of the range.
_PAD = 0.06


@dataclass(frozen=True, slots=True)
class FactorLine:
    """Where values lie, 0 to 1: those of the area, its gemeente, the country and the others."""

    area: float | None
    gemeente: float | None
    nederland: float | None
    others: tuple[float, ...]
    description: str


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One factor.

    Attributes
    ----------
    href
        The map of this factor.
    about
        Unit and period.
    cells
        Figures in the order of the columns; empty when the factor is not in the edition.
    line
        None when there are no other areas to show it among.
    """

    label: str
    href: str
    is_current: bool
    about: str
    cells: tuple[FactorCell, ...]
    line: FactorLine | None


@dataclass(frozen=True, slots=True)
class GroupProfile:
    """The factors of one group.

    Attributes
    ----------
    columns
        Names of the areas, that of the page first.
    absent
        Which factors are not in this edition; empty for none.
    notes
        Name of a factor, and what must be known of its figures.
    """

    id: str
    label: str
    intro: str
    columns: tuple[str, ...]
    rows: tuple[FactorRow, ...]
    absent: str
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class UnderminingProfile:
    """Everything below the map of the view.

    Attributes
    ----------
    sources
        Tables of all factors; empty where the source of the map tells them.
    """

    about: str
    cautions: tuple[str, ...]
    groups: tuple[GroupProfile, ...]
    closed_intro: str
    closed: tuple[str, ...]
    official: str
    sources: str


def make_undermining_profile(page: Page, factors: FactorSet) -> UnderminingProfile:
    """Make the profile of the view's area."""
    definition, language = factors.definition, page.view.language
    return UnderminingProfile(
        about=definition.about.in_(language),
        cautions=tuple(text.in_(language) for text in definition.cautions),
        groups=tuple(_make_group(page, factors, group) for group in definition.groups),
        closed_intro=definition.closed_intro.in_(language),
        closed=tuple(text.in_(language) for text in definition.closed),
        official=definition.official,
        sources="" if page.is_silent else write_factor_sources(page, factors),
    )


def list_compared_areas(page: Page) -> tuple[str, ...]:
    """Codes of the view's area and of those around it, from small to large."""
    return (page.view.area, *list_around(page.edition, page.view.area))


def _make_group(page: Page, factors: FactorSet, group: FactorGroup) -> GroupProfile:
    t, language, compared = page.t, page.view.language, list_compared_areas(page)
    chosen = factors.list_of(group)
    known = [one for one in chosen if one.period is not None]
    missing = [one for one in chosen if one.period is None]
    return GroupProfile(
        id=group.id,
        label=group.label.in_(language),
        intro=group.intro.in_(language),
        columns=tuple(page.name_area(area) for area in compared),
        rows=tuple(_make_row(page, one, compared) for one in known),
        absent=t("undermining.absent", list=list_names(page, missing)) if missing else "",
        notes=tuple(
            (name_factor(page, one), one.layer.notes.caveats.in_(language))
            for one in known
            if one.layer.notes.caveats
        ),
    )


def _make_row(page: Page, chosen: ChosenFactor, compared: tuple[str, ...]) -> FactorRow:
    return FactorRow(
        label=name_factor(page, chosen),
        href=_link_map(page, chosen),
        is_current=page.view.factor == chosen.layer.id,
        about=write_unit_and_period(page, chosen),
        cells=tuple(make_cell(page, chosen, area) for area in compared),
        line=_make_line(page, chosen),
    )


def _link_map(page: Page, chosen: ChosenFactor) -> str:
    """The map of a factor: of this area, or of the country where its buurten have no figure."""
    if page.scope.is_country or chosen.is_given_at(page.scope.level):
        return page.view.write_query(laag2=chosen.layer.id)
    return page.view.write_query(laag2=chosen.layer.id, gebied=NEDERLAND)


def _make_line(page: Page, chosen: ChosenFactor) -> FactorLine | None:
    """Place the values on one line; of what only gemeenten have, those of the 20 areas."""
    area, gemeente = page.view.area, page.gemeente
    found = [_find_value(page, chosen, code) for code in list_others(page.edition, chosen)]
    others = [value for value in found if value is not None]
    if not others:
        return None
    own = None if page.scope.is_country else _find_value(page, chosen, area)
    around = _find_value(page, chosen, gemeente) if gemeente not in (None, area) else None
    country = _find_value(page, chosen, NEDERLAND)
    values = [value for value in (own, around, country, *others) if value is not None]
    low, high = min(values), max(values)
    pad = (high - low) * _PAD or 1.0

    def place(value: float | None) -> float | None:
        return None if value is None else round((value - low + pad) / (high - low + 2 * pad), 3)

    t, key = page.t, "line_gemeenten" if chosen.is_of_gemeente else "line"
    return FactorLine(
        area=place(own),
        gemeente=place(around),
        nederland=place(country),
        others=tuple(sorted(filter(None, map(place, others)))),
        description=t(
            f"undermining.{key}",
            n=len(others),
            low=t.value_with_unit(min(others), chosen.layer),
            high=t.value_with_unit(max(others), chosen.layer),
        ),
    )


def _find_value(page: Page, chosen: ChosenFactor, area: str | None) -> float | None:
    if area is None or area not in page.edition.areas.names:
        return None
    return find_factor_row(page.edition, chosen, area).value
