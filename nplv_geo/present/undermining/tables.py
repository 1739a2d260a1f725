"""Areas side by side on the factors of each group, in the order of the alphabet and no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nplv_geo.definitions.catalog import FactorGroup
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.undermining import ChosenFactor, FactorSet, list_others
from nplv_geo.present.undermining.profile import list_compared_areas
from nplv_geo.present.undermining.words import (
    FactorCell,
    explain_left_out,
    list_names,
    make_cell,
    make_gemeente_cell,
    name_factor,
    write_unit_and_period,
)

# More rows make a page slow; all buurten of any focus area fit.
MAX_ROWS = 120


@dataclass(frozen=True, slots=True)
class FactorTableRow:
    """One area; ``is_reference`` sets a larger one apart, which the others are held against."""

    code: str
    name: str
    href: str
    is_current: bool
    is_reference: bool
    cells: tuple[FactorCell, ...]


@dataclass(frozen=True, slots=True)
class FactorTable:
    """The areas on the factors of one group.

    Attributes
    ----------
    columns
        Name of each factor, and its unit and period.
    left_out
        Which factors have no column, and why.
    """

    caption: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[FactorTableRow, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactorTables:
    """A table for each group that has figures; ``cut`` says that there are more areas."""

    title: str
    tables: tuple[FactorTable, ...]
    cut: str


def make_factor_tables(page: Page, factors: FactorSet) -> FactorTables:
    """Make the tables of a view: the 20 areas, or the buurten of the place on the map."""
    codes = list_table_areas(page)
    level = AreaLevel.FOCUSGEBIED if page.scope.is_country else AreaLevel.BUURT
    n = page.t.number(len(codes))
    cut = page.t("table_cut", shown=MAX_ROWS, n=n) if len(codes) > MAX_ROWS else ""
    tables = (
        _make_table(page, factors, group, codes[:MAX_ROWS], level)
        for group in factors.definition.groups
    )
    return FactorTables(
        title=page.t(f"undermining.beside_{level}", area=page.name_area(page.scope.place)),
        # Of a group without any figure the profile says so already.
        tables=tuple(table for table in tables if table.columns or table.left_out),
        cut=cut,
    )


def list_table_areas(page: Page) -> tuple[str, ...]:
    """Codes of the areas of the tables, by the names that they have here."""
    codes = page.edition.areas.focus_codes if page.scope.is_country else page.scope.codes
    return tuple(sorted(codes, key=lambda code: page.name_area(code).casefold()))


def list_shown_areas(page: Page, factors: FactorSet) -> tuple[str, ...]:
    """Codes of all areas of which the view shows a figure anywhere."""
    others = (code for one in factors.chosen.values() for code in list_others(page.edition, one))
    shown = (*list_table_areas(page), *list_compared_areas(page), *others)
    return tuple(dict.fromkeys(str(code) for code in shown))


def _make_table(
    page: Page, factors: FactorSet, group: FactorGroup, codes: tuple[str, ...], level: AreaLevel
) -> FactorTable:
    chosen = [one for one in factors.list_of(group) if one.period is not None]
    # Beside the 20 stands the figure of their gemeente, with its name, where they have none.
    given = [one for one in chosen if one.is_given_at(level) or page.scope.is_country]
    cells = {one.factor.id: _make_cells(page, one, codes) for one in given}
    columns = [one for one in given if not all(c.is_missing for c in cells[one.factor.id])]
    empty = [one for one in given if one not in columns]
    references = [area for area in list_compared_areas(page) if area not in codes]
    return FactorTable(
        caption=page.t(
            "undermining.caption",
            group=group.label.in_(page.view.language),
            n=page.t.number(len(codes)),
            level=page.t(f"levels_plural.{level}"),
        ),
        columns=tuple(
            (name_factor(page, one), write_unit_and_period(page, one)) for one in columns
        ),
        rows=tuple(
            _make_row(page, columns, area, is_reference=area in references)
            for area in (*codes, *references)
        ),
        left_out=(
            *explain_left_out(page, chosen, level),
            *_name_of_gemeente(page, columns),
            *_name_empty(page, empty, level),
        ),
    )


def _name_of_gemeente(page: Page, columns: list[ChosenFactor]) -> tuple[str, ...]:
    """Name the columns that hold the figure of a gemeente beside each of the 20 areas."""
    found = [one for one in columns if one.is_of_gemeente] if page.scope.is_country else []
    if not found:
        return ()
    return (page.t("undermining.beside_gemeente", list=list_names(page, found)),)


def _name_empty(page: Page, factors: list[ChosenFactor], level: AreaLevel) -> tuple[str, ...]:
    """Name the factors of which none of the areas has a figure."""
    if not factors:
        return ()
    levels = page.t(f"levels_plural.{level}")
    return (page.t("undermining.left_out_empty", list=list_names(page, factors), levels=levels),)


def _make_cells(page: Page, chosen: ChosenFactor, areas: Sequence[str]) -> tuple[FactorCell, ...]:
    """Write one factor for several areas; why a figure is missing has no room in a table."""
    return tuple(_make_table_cell(page, chosen, area) for area in areas)


def _make_table_cell(page: Page, chosen: ChosenFactor, area: str) -> FactorCell:
    is_focus = page.edition.areas.level_of(area) is AreaLevel.FOCUSGEBIED
    if is_focus and chosen.is_of_gemeente:
        return make_gemeente_cell(page, chosen, area)
    return replace(make_cell(page, chosen, area), note="")


def _make_row(
    page: Page, columns: list[ChosenFactor], area: str, *, is_reference: bool
) -> FactorTableRow:
    return FactorTableRow(
        code=area,
        name=page.name_area(area),
        href=page.link("gebied", area),
        is_current=area == page.view.area,
        is_reference=is_reference,
        cells=tuple(_make_table_cell(page, one, area) for one in columns),
    )
