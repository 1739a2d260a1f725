"""Areas side by side on the factors of each group, in the order of the alphabet and no other."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.definitions.catalog import FactorGroup
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.undermining import ChosenFactor, FactorSet
from nplv_geo.present.undermining.profile import list_compared_areas
from nplv_geo.present.undermining.words import (
    FactorCell,
    explain_left_out,
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


def _make_table(
    page: Page, factors: FactorSet, group: FactorGroup, codes: tuple[str, ...], level: AreaLevel
) -> FactorTable:
    chosen = factors.list_of(group)
    # Beside the 20 stands the figure of their gemeente, with its name, where they have none.
    columns = [
        one
        for one in chosen
        if one.period is not None and (one.is_given_at(level) or page.scope.is_country)
    ]
    kept_out = [one for one in chosen if one not in columns]
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
        left_out=explain_left_out(page, kept_out, level),
    )


def _make_row(
    page: Page, columns: list[ChosenFactor], area: str, *, is_reference: bool
) -> FactorTableRow:
    is_focus = page.edition.areas.level_of(area) is AreaLevel.FOCUSGEBIED
    return FactorTableRow(
        code=area,
        name=page.name_area(area),
        href=page.link("gebied", area),
        is_current=area == page.view.area,
        is_reference=is_reference,
        cells=tuple(
            make_gemeente_cell(page, one, area)
            if is_focus and one.is_of_gemeente
            else make_cell(page, one, area)
            for one in columns
        ),
    )
