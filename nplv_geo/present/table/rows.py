"""The rows of the table: an area with its value, differences and note in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nplv_geo.present.map.change_words import write_area_note, write_change
from nplv_geo.present.map.conversion import list_shares
from nplv_geo.present.map.model import write_note
from nplv_geo.present.page.page import SHOWN, Page
from nplv_geo.present.page.reservations import write_coverage_note
from nplv_geo.present.page.stacking import Stacking
from nplv_geo.present.sentences.carried import write_carried_mark
from nplv_geo.present.stacking.words import (
    DomainCell,
    make_domain_cells,
    write_reason,
    write_short_count,
)
from nplv_geo.present.table.pins import write_difference
from nplv_geo.present.together.words import (
    list_pair_cells,
)
from nplv_geo.present.values.change import Change
from nplv_geo.present.values.rows import none_if_missing
from nplv_geo.statistics.classify import NO_CLASS


@dataclass(frozen=True, slots=True)
class MapTableRow:
    """One area; ``colour`` is that of its class on the map, None when it has no value.

    Attributes
    ----------
    difference, differences
        With the area that colours turn around, and with each comparator of the page.
    cells
        Place in each domain, on the map that counts domains.
    """

    code: str
    name: str
    href: str
    value: str
    difference: str
    differences: tuple[str, ...]
    note: str
    colour: str | None
    cells: tuple[DomainCell, ...] = ()


class ShownArea(NamedTuple):
    """One shown area and its class number; of ``moved`` the share that was divided."""

    code: str
    value: float
    status: object
    reason: object
    coverage: float
    number: int
    moved: float | None


def list_areas(page: Page, places: np.ndarray) -> list[ShownArea]:
    """List what the rows of some of the shown areas are made of."""
    codes = [page.scope.codes[place] for place in places]
    selection = page.edition.areas.select(codes)
    cells = page.read_columns(selection, (*SHOWN, "coverage"))
    if page.counted:
        cells = cells.assign(coverage=1.0)
    columns = (cells[name].tolist() for name in (*SHOWN, "coverage"))
    numbers = page.classes.classes[places].tolist()
    shares = list_shares(page, selection)
    moved = [shares.get(code) for code in codes]
    return [ShownArea(*row) for row in zip(codes, *columns, numbers, moved, strict=True)]


def make_row(page: Page, area: ShownArea, shades: tuple[str, ...]) -> MapTableRow:
    """Make the row of one area, of the colours of the classes."""
    if page.counted:
        return _make_stacked_row(page, page.counted, area, shades)
    t, code, value = page.t, area.code, none_if_missing(area.value)
    if page.change:
        return _make_change_row(page, page.change, area, shades)
    difference = ""
    if value is not None and page.reference is not None and code != page.view.compare:
        difference = t.difference(value - page.reference, page.layer)
    return MapTableRow(
        code=code,
        name=page.edition.areas.names[code],
        href=page.link("gebied", code),
        value=t.value(value, page.layer),
        difference=difference,
        differences=_list_beside(page, area, value),
        note=_write_row_note(page, area),
        colour=shades[area.number] if area.number != NO_CLASS else None,
    )


def _list_beside(page: Page, area: ShownArea, value: float | None) -> tuple[str, ...]:
    """What stands beside a value: how far it lies from others, or the second of two layers."""
    if page.pair:
        return list_pair_cells(page, page.pair, area.code, area.number)
    return tuple(write_difference(page, one, area.code, value) for one in page.comparators)


def _make_change_row(
    page: Page, change: Change, area: ShownArea, shades: tuple[str, ...]
) -> MapTableRow:
    """The change with the two values that it lies between."""
    ends = (none_if_missing(change.frame[name].get(area.code)) for name in ("before", "after"))
    both = " → ".join(page.t.value(end, page.layer) for end in ends)
    return MapTableRow(
        code=area.code,
        name=page.edition.areas.names[area.code],
        href=page.link("gebied", area.code),
        value=write_change(page, none_if_missing(area.value)),
        difference=both,
        differences=(both,),
        note=write_area_note(page, change, area.code, str(area.reason)),
        colour=shades[area.number] if area.number != NO_CLASS else None,
    )


def _write_row_note(page: Page, area: ShownArea) -> str:
    """Why there is no value, what is special about it, or how much of it is known."""
    words = write_note(page, area.status, area.reason)
    is_missing = none_if_missing(area.value) is None
    known_share = "" if is_missing else write_coverage_note(page.t, area.coverage)
    mark = write_carried_mark(page.t, area.moved)
    return "; ".join(part for part in (known_share, words, mark) if part)


def _make_stacked_row(
    page: Page, stacking: Stacking, area: ShownArea, shades: tuple[str, ...]
) -> MapTableRow:
    stack = stacking.find_stack(area.code)
    return MapTableRow(
        code=area.code,
        name=page.edition.areas.names[area.code],
        href=page.link("gebied", area.code),
        value=write_short_count(page, stack),
        difference="",
        differences=(),
        note=write_reason(page, stacking, stack.reason, stack.n_known),
        colour=shades[area.number] if area.number != NO_CLASS else None,
        cells=make_domain_cells(page, stack),
    )
