"""The rankings of a page: the 20 focus areas, and the buurten of the place that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import ReferenceKind
from nplv_geo.present.ranking.order import Ordering, RankedArea, order_areas
from nplv_geo.present.ranking.words import (
    list_notes,
    write_absence,
    write_interval,
    write_own,
    write_place,
)
from nplv_geo.present.scale.axis import Axis, find_far, make_axis
from nplv_geo.present.values.rows import read_focus_rows
from nplv_geo.statistics.observation import Observation

# A page that is read from top to bottom; all stand in the table of the map.
MOST_ROWS = 100
FOCUS, BUURTEN = AreaLevel.FOCUSGEBIED, AreaLevel.BUURT


@dataclass(frozen=True, slots=True)
class Tick:
    """A value on the line of all rows; ``at`` is its place from 0 to 1.

    Attributes
    ----------
    role
        Of one that all are held against; None for a mark of the axis.
    is_beyond
        True where the value lies beyond the line, and is told in words only.
    """

    at: float
    label: str
    role: ReferenceKind | None = None
    is_beyond: bool = False


@dataclass(frozen=True, slots=True)
class RankingRow:
    """An area: its place and its value in words, and where they stand on the line, 0 to 1.

    Attributes
    ----------
    is_beyond
        True where the value lies beyond the line, at whose end ``at`` is.
    start, end
        Ends of the range that chance allows; None where nobody knows it.
    """

    name: str
    href: str
    is_own: bool
    place: str
    value: str
    interval: str
    at: float
    is_beyond: bool
    start: float | None
    end: float | None


@dataclass(frozen=True, slots=True)
class MissingRow:
    """An area without a place, and why."""

    name: str
    href: str
    is_own: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Areas of one kind in order.

    Attributes
    ----------
    id
        Name of it in the page, which links lead to.
    level
        Of its areas.
    own
        Sentence about the area of the page; empty where it takes no part.
    marks, references
        Round values on the line, and the areas that all are held against.
    notes
        How it is read, and what is not known.
    others
        Label of the link to each other ranking of the page, and its id.
    """

    id: str
    level: AreaLevel
    title: str
    own: str
    marks: tuple[Tick, ...]
    references: tuple[Tick, ...]
    rows: tuple[RankingRow, ...]
    missing: tuple[MissingRow, ...]
    notes: tuple[str, ...]
    others: tuple[tuple[str, str], ...] = ()


class _Group(NamedTuple):
    """Areas that are ranked among one another; ``own`` is the one that the page is about."""

    level: AreaLevel
    codes: tuple[str, ...]
    own: str | None

    @property
    def id(self) -> str:
        """Name of the group in the page."""
        return f"rangorde-{self.level.value}"


def list_rankings(page: Page) -> tuple[Ranking, ...]:
    """List the rankings of a page.

    Parameters
    ----------
    page
        The page of one view.

    Returns
    -------
    tuple of Ranking
        That of what the page is about first: for a buurt its buurten, for other areas the 20.
    """
    groups = _list_groups(page)
    titles = {group.id: _write_title(page, group) for group in groups}
    return tuple(
        _make_ranking(page, group, titles[group.id], _link_others(page, titles, group.id))
        for group in groups
    )


def _link_others(page: Page, titles: Mapping[str, str], own: str) -> tuple[tuple[str, str], ...]:
    others = ((name, title) for name, title in titles.items() if name != own)
    return tuple((page.t("ranking.to_other", title=title), name) for name, title in others)


def _list_groups(page: Page) -> list[_Group]:
    edition, focus_area = page.edition, page.find_focus_area()
    focus = _Group(FOCUS, edition.areas.focus_codes, focus_area.id if focus_area else None)
    if page.scope.is_country:
        return [focus]
    inside = edition.areas.buurten_of(page.scope.place)
    buurten = _Group(BUURTEN, tuple(inside), page.view.area if page.view.area in inside else None)
    if focus_area is None:
        return [buurten]
    return [buurten, focus] if buurten.own else [focus, buurten]


def _write_title(page: Page, group: _Group) -> str:
    if group.level is FOCUS:
        return page.t("ranking.title_focus", n=len(group.codes))
    words = {"n": page.t.number(len(group.codes)), "area": page.name_area(page.scope.place)}
    return page.t("ranking.title_buurten", **words)


def _make_ranking(
    page: Page, group: _Group, title: str, others: tuple[tuple[str, str], ...]
) -> Ranking:
    rows = _read_rows(page, group)
    ordering = order_areas(page.layer, page.find_origin(), rows, most=MOST_ROWS, own=group.own)
    # How large a number is tells how large the area is.
    is_told = bool(ordering.ranked) and not page.layer.is_amount
    ranked = ordering.ranked if is_told else ()
    references = tuple(_list_references(page)) if ranked else ()
    axis = _span(ranked, references) if ranked else None
    shown = tuple(_make_row(page, axis, one, group.own) for one in ranked if axis)
    has_beyond = any(row.is_beyond for row in shown)
    return Ranking(
        id=group.id,
        level=group.level,
        title=title,
        own=write_own(page, ordering, group.own, group.level.value) if ranked else "",
        marks=tuple(Tick(axis.place(v), _write(page, v)) for v in axis.marks) if axis else (),
        references=tuple(_make_reference(page, axis, *one) for one in references if axis),
        rows=shown,
        missing=tuple(_list_missing(page, rows, ordering, group.own)) if ranked else (),
        notes=list_notes(page, ordering, rows, has_beyond=has_beyond),
        others=others,
    )


def _read_rows(page: Page, group: _Group) -> Mapping[str, Observation]:
    layer, period = page.layer.id, page.view.period
    if group.level is FOCUS:
        return read_focus_rows(page.edition, layer, period)
    return {code: page.edition.values.cell(layer, period, code) for code in group.codes}


def _list_references(page: Page) -> Iterator[tuple[ReferenceKind, str, float]]:
    """Those that the reader compares with: role, name with value, and value."""
    for one in page.comparators:
        if one.value is not None:
            yield one.role, f"{one.name} {_write(page, one.value)}", one.value


def _make_reference(page: Page, axis: Axis, role: ReferenceKind, label: str, value: float) -> Tick:
    if axis.holds(value):
        return Tick(axis.place(value), label, role)
    label = page.t("ranking.reference_beyond", label=label)
    return Tick(axis.place(value), label, role, is_beyond=True)


def _span(
    ranked: Sequence[RankedArea], references: Sequence[tuple[ReferenceKind, str, float]]
) -> Axis:
    """The line that holds all but what is far out: one such area would squeeze all others."""
    low, high = find_far([one.value for one in ranked])
    near = [one for one in ranked if low <= one.value <= high]
    ends = [min(max(end, low), high) for one in near for end in one.interval or ()]
    held = (value for *_, value in references if low <= value <= high)
    return make_axis([*ends, *(one.value for one in near), *held])


def _write(page: Page, value: float) -> str:
    return page.t.value(value, page.layer)


def _make_row(page: Page, axis: Axis, one: RankedArea, own: str | None) -> RankingRow:
    start, end = one.interval or (None, None)
    return RankingRow(
        name=page.edition.areas.names[one.code],
        href=page.link("gebied", one.code, toon="rangorde"),
        is_own=one.code == own,
        place=write_place(page.t, one.rank),
        value=_write(page, one.value),
        interval=write_interval(page, one),
        at=axis.place(one.value),
        is_beyond=not axis.holds(one.value),
        start=None if start is None else axis.place(start),
        end=None if end is None else axis.place(end),
    )


def _list_missing(
    page: Page, rows: Mapping[str, Observation], ordering: Ordering, own: str | None
) -> Iterator[MissingRow]:
    for code in ordering.unranked:
        row = rows[code]
        yield MissingRow(
            name=page.edition.areas.names[code],
            href=page.link("gebied", code, toon="rangorde"),
            is_own=code == own,
            reason=write_absence(page, row),
        )
