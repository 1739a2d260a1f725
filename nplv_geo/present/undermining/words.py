"""What is written of one factor: its figure or why there is none, its period and its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.status import Status
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import write_period, write_value
from nplv_geo.present.page.undermining import (
    BELOW_LEVEL,
    NOT_IN_EDITION,
    ChosenFactor,
    FactorSet,
    find_factor_row,
)
from nplv_geo.statistics.observation import Observation


@dataclass(frozen=True, slots=True)
class FactorCell:
    """One figure, or in a few words why there is none; ``note`` says whose it is, or more of why.

    Attributes
    ----------
    is_missing
        True when ``text`` is no figure.
    """

    text: str
    note: str = ""
    is_missing: bool = False


def name_factor(page: Page, chosen: ChosenFactor) -> str:
    """Name a factor: as the layer that speaks for it."""
    return chosen.layer.label.in_(page.view.language)


def list_names(page: Page, factors: Iterable[ChosenFactor]) -> str:
    """Name factors in a sentence."""
    names = [name_factor(page, chosen) for chosen in factors]
    return page.t.enumerated([f"{name[0].lower()}{name[1:]}" for name in names])


def write_factor_period(page: Page, chosen: ChosenFactor) -> str:
    """Write the period of a factor, with its reservations; empty when it is not in the edition."""
    if chosen.period is None:
        return ""
    is_early = page.edition.origin(chosen.layer.id, chosen.period).provisional
    return write_period(page.t, chosen.layer, chosen.period, provisional=is_early)


def write_unit_and_period(page: Page, chosen: ChosenFactor) -> str:
    """Write what the figures are in and of when: ``per 1.000 inwoners, 2023``."""
    parts = (page.t.unit_beside(chosen.layer), write_factor_period(page, chosen))
    return ", ".join(part for part in parts if part)


def make_cell(page: Page, chosen: ChosenFactor, area: str) -> FactorCell:
    """Write the figure of one area, or why it has none."""
    row = find_factor_row(page.edition, chosen, area)
    if row.value is not None:
        return FactorCell(write_value(page.t, row.value, chosen.layer, row.coverage))
    return FactorCell(*_explain_absence(page, chosen, row), is_missing=True)


def _explain_absence(page: Page, chosen: ChosenFactor, row: Observation) -> tuple[str, str]:
    t = page.t
    if row.reason == NOT_IN_EDITION:
        return t("undermining.not_in_edition"), ""
    if row.reason == BELOW_LEVEL:
        key = "too_rare" if chosen.factor.min_inhabitants else "of_gemeente"
        return t(f"undermining.{key}"), ""
    is_plain = row.status == Status.NO_DATA and not row.reason
    return t("no_value"), "" if is_plain else t.reason(chosen.layer, row.reason, row.status)


def make_gemeente_cell(page: Page, chosen: ChosenFactor, area: str) -> FactorCell:
    """Write the figure of the gemeente of an area, with its name, for it is not the area's."""
    gemeente = page.edition.areas.gemeente_code_of(area)
    if gemeente is None or gemeente not in page.edition.areas.names:
        return FactorCell(page.t("no_value"), is_missing=True)
    cell = make_cell(page, chosen, gemeente)
    return replace(cell, note=page.name_area(gemeente))


def explain_left_out(
    page: Page, factors: Iterable[ChosenFactor], level: AreaLevel
) -> tuple[str, ...]:
    """Say which factors of the edition have no figure for areas of a level, and why."""
    t = page.t
    there = (one for one in factors if one.period is not None)
    small = [one for one in there if not one.is_given_at(level)]
    kinds = (
        ("left_out_rare", [one for one in small if one.factor.min_inhabitants]),
        ("left_out_gemeente", [one for one in small if not one.factor.min_inhabitants]),
    )
    levels = t(f"levels_plural.{level}")
    return tuple(
        t(f"undermining.{key}", list=list_names(page, found), levels=levels)
        for key, found in kinds
        if found
    )


def write_tables(page: Page, factors: FactorSet) -> str:
    """Publishers and tables of all factors, in short."""
    origins = [
        page.edition.origin(one.layer.id, one.period)
        for one in factors.chosen.values()
        if one.period is not None
    ]
    return ", ".join(dict.fromkeys(f"{o.publisher} {o.table}" for o in origins))


def write_factor_sources(page: Page, factors: FactorSet) -> str:
    """Publisher, table and period of all factors, each table once."""
    by_table: dict[tuple[str, str, str], list[ChosenFactor]] = {}
    for chosen in factors.chosen.values():
        if chosen.period is not None:
            origin = page.edition.origin(chosen.layer.id, chosen.period)
            key = (origin.publisher, origin.table, write_factor_period(page, chosen))
            by_table.setdefault(key, []).append(chosen)
    return " · ".join(
        page.t(
            "undermining.source_item",
            publisher=publisher,
            table=table,
            period=period,
            list=list_names(page, found),
        )
        for (publisher, table, period), found in by_table.items()
    )
