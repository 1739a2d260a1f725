"""The legend as rows that answer: which class each lights on the map, and which one is kept lit."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.present.map.legend import Legend
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.view import NO_FIGURE
from nplv_geo.statistics.classify import NO_CLASS


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One row of the legend.

    Attributes
    ----------
    number
        Class number, ``NO_CLASS`` for the areas without a figure.
    colour
        None where the areas are hatched.
    areas
        What is counted, for who hears the row: ``buurten``.
    href
        Query of the view with this class kept lit, or with none when this one is.
    """

    number: int
    colour: str | None
    label: str
    count: int
    areas: str
    href: str
    is_kept: bool


def list_legend_rows(page: Page, legend: Legend) -> tuple[LegendRow, ...]:
    """List the classes of a legend, and the areas without a figure.

    Parameters
    ----------
    page, legend
        A page and its legend.

    Returns
    -------
    tuple of LegendRow
        From the lowest class to the highest, last those without a figure.
    """
    classes = [
        _make_row(page, number, entry.colour, entry.label, entry.count)
        for number, entry in enumerate(legend.classes)
    ]
    missing = _make_row(page, NO_CLASS, None, legend.missing_label, legend.missing)
    return (*classes, missing)


def _make_row(page: Page, number: int, colour: str | None, label: str, count: int) -> LegendRow:
    is_kept = page.lit == number
    levels = "levels" if count == 1 else "levels_plural"
    return LegendRow(
        number=number,
        colour=colour,
        label=label,
        count=count,
        areas=page.t(f"{levels}.{page.scope.level}"),
        href=page.link("klasse", "" if is_kept else _write_class(number)),
        is_kept=is_kept,
    )


def _write_class(number: int) -> str:
    """A class as the address has it, where the first is 1."""
    return NO_FIGURE if number == NO_CLASS else str(number + 1)


def write_lit_note(page: Page, legend: Legend) -> str:
    """Write which class is the only one that is marked; empty while all are."""
    if page.lit is None:
        return ""
    label = legend.missing_label
    if page.lit != NO_CLASS:
        label = legend.classes[page.lit].label
    return page.t("legend_lit", label=label)
