"""A layer on one line: where the area stands between its wijken, its gemeente and the country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from nplv_geo.definitions.layers import Layer
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.area.comparisons import write_verdict
from nplv_geo.present.page.comparators import (
    Comparator,
    list_others,
    make_comparator_reference,
)
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import ReferenceKind
from nplv_geo.present.page.reservations import write_coverage_note, write_period, write_value
from nplv_geo.present.values.references import Reference
from nplv_geo.present.values.rows import RowFinder
from nplv_geo.statistics.compare import Standing

MAX_STRIPS = 6
# Room at both ends of the line, as a share of the range.
_PAD = 0.06


@dataclass(frozen=True, slots=True)
class StripMark:
    """Place on the line of something that the area is compared with."""

    role: ReferenceKind
    at: float


@dataclass(frozen=True, slots=True)
class Strip:
    """A layer on one line: the area, what it is compared with and its wijken as positions.

    Attributes
    ----------
    note
        Period, and how much is known where that is not nearly all.
    verdict
        How the area stands beside the first that it is compared with.
    """

    label: str
    href: str
    is_current: bool
    value: str
    unit: str
    note: str
    verdict: str
    standing: Standing | None
    area: float | None
    compared: tuple[StripMark, ...]
    others: tuple[float, ...]
    description: str


def list_strips(page: Page) -> tuple[Strip, ...]:
    """List the layers of the theme, one line each, at the period of the view where it can be."""
    layers = [la for la in page.catalog.list_layers(page.layer.theme) if page.edition.has(la.id)]
    comparable = [la for la in layers if not la.is_amount]
    strips = (_make_strip(page, layer) for layer in comparable)
    return tuple(strip for strip in strips if strip is not None)[:MAX_STRIPS]


def _make_strip(page: Page, layer: Layer) -> Strip | None:
    """Make the strip of a layer; None where the area has no value."""
    edition, t, area = page.edition, page.t, page.view.area
    period = _choose_period(page, layer)
    find_row = partial(edition.values.cell, layer.id, period)
    row = find_row(area)
    if row.value is None:
        return None
    # As on the cards: beyond chance and not only beyond rounding, and with its year.
    compared = [
        (one, make_comparator_reference(page, layer, period, find_row, one))
        for one in list_others(page)
    ]
    first = choose_turn(compared)
    places = _place_values(page, find_row, compared)
    note = write_coverage_note(t, row.coverage)
    is_early = edition.origin(layer.id, period).provisional
    when = write_period(t, layer, period, provisional=is_early)
    return Strip(
        label=layer.label.in_(page.view.language),
        href=page.link("laag", layer.id),
        is_current=layer.id == page.layer.id,
        value=t.value(row.value, layer),
        unit=t.unit_beside(layer),
        note=f"{when}, {note}" if note else when,
        verdict=write_verdict(page, layer, first.difference, first.standing) if first else "",
        standing=first.standing if first else None,
        area=places.area,
        compared=places.compared,
        others=places.others,
        description=t(
            "strip_label",
            area=page.name_area(area),
            value=write_value(t, row.value, layer, row.coverage),
            others="; ".join(f"{one.name} {t.value(ref.value, layer)}" for one, ref in compared),
            period=when,
        ).removesuffix("; "),
    )


def choose_turn(compared: Sequence[tuple[Comparator, Reference]]) -> Reference | None:
    """Choose the one that a single verdict is about: the country, else the first."""
    references = [reference for _, reference in compared]
    country = next((ref for ref in references if ref.id == NEDERLAND), None)
    return country or next(iter(references), None)


def _choose_period(page: Page, layer: Layer) -> str:
    """Choose the period of the view where the layer has figures in it, else its newest one.

    A year that few areas have is shown of the layer that was asked for, and not of the others.
    """
    edition, period = page.edition, page.view.period
    default = edition.default_period(layer.id)
    has_figures = period in edition.periods(layer.id) and edition.origin(layer.id, period).values
    is_asked = layer.id == page.layer.id or period <= default
    return period if has_figures and is_asked else default


class _Places(NamedTuple):
    """Places on the line of a strip, 0 to 1."""

    area: float | None
    compared: tuple[StripMark, ...]
    others: tuple[float, ...]


def _place_values(
    page: Page, find_row: RowFinder, compared: Sequence[tuple[Comparator, Reference]]
) -> _Places:
    """Place the area, what it is compared with and the areas within it on one line."""
    codes = page.edition.areas.focus_codes if page.scope.is_country else page.place_wijken
    area = find_row(page.view.area).value
    others = [value for code in codes if (value := find_row(code).value) is not None]
    against = [(one.role, ref.value) for one, ref in compared if ref.value is not None]
    values = [*([] if area is None else [area]), *(value for _, value in against), *others]
    low, high = min(values), max(values)
    pad = (high - low) * _PAD or 1.0

    def place(value: float) -> float:
        return round((value - low + pad) / (high - low + 2 * pad), 3)

    return _Places(
        area=None if area is None else place(area),
        compared=tuple(StripMark(role, place(value)) for role, value in against),
        others=tuple(place(value) for value in others),
    )
