"""The lines of a trend: one for the area and each of its references, cut where they must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from nplv_geo.present.page.comparators import Comparator, list_others
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import ReferenceKind
from nplv_geo.present.values.history import History, make_history
from nplv_geo.statistics.observation import NOTHING, Observation
from nplv_geo.statistics.time.time_points import SeriesPoint


@dataclass(frozen=True, slots=True)
class LineSegment:
    """Values that are drawn as one stroke; a provisional stroke is dashed.

    A provisional stroke starts at the last definite point, so that the line doesn't stop there.
    """

    years: tuple[int, ...]
    values: tuple[float, ...]
    is_provisional: bool


@dataclass(frozen=True)
class TrendLine:
    """One area through all periods.

    Attributes
    ----------
    name, short
        Name of the area, and one that fits at the end of a line.
    is_drawn
        False for what can't share an axis with the area: the table has it.
    """

    id: str
    name: str
    short: str
    role: ReferenceKind
    points: tuple[SeriesPoint, ...]
    is_drawn: bool = True

    @property
    def known_points(self) -> tuple[SeriesPoint, ...]:
        """Points that have a value."""
        return tuple(point for point in self.points if point.is_known)

    @cached_property
    def segments(self) -> tuple[LineSegment, ...]:
        """Strokes of the line: none through a missing value or a break of the series."""
        return tuple(_cut_segments(self.points))


def list_lines(page: Page) -> tuple[TrendLine, ...]:
    """Lines of the area and of what it is compared with."""
    area, edition, layer = page.view.area, page.edition, page.layer
    name = page.name_area(area)
    own_points = make_history(edition, area).list_points(edition, layer)
    return (
        TrendLine(id=area, name=name, short=name, role="area", points=own_points),
        *(
            TrendLine(
                id=one.id,
                name=one.name,
                short=one.short,
                role=one.role,
                points=_make_history(page, one).list_points(edition, layer),
                is_drawn=not layer.is_amount,
            )
            for one in list_others(page)
        ),
    )


def _make_history(page: Page, one: Comparator) -> History:
    """The figures of a comparator through the years, for the page's layer."""
    edition, layer = page.edition, page.layer
    if one.compared.kind == "area":
        return make_history(edition, one.id)

    def find_made(layer_id: str, period: str) -> Observation | None:
        rows = {area: edition.values.find(layer_id, period, area) for area in one.compared.members}
        return one.compared.find_row(layer, lambda area: rows[area] or NOTHING)

    return History(find_made)


def _cut_segments(points: Iterable[SeriesPoint]) -> Iterator[LineSegment]:
    for piece in _cut_pieces(points):
        if len(piece) == 1:
            yield _make_segment(piece, is_provisional=piece[0].provisional)
        for is_provisional, steps in groupby(pairwise(piece), _is_provisional):
            run = list(steps)
            stroke = [run[0][0], *(after for _, after in run)]
            yield _make_segment(stroke, is_provisional=is_provisional)


def _is_provisional(step: tuple[SeriesPoint, SeriesPoint]) -> bool:
    return step[0].provisional or step[1].provisional


def _cut_pieces(points: Iterable[SeriesPoint]) -> Iterator[list[SeriesPoint]]:
    """Runs of known points of one series."""
    piece: list[SeriesPoint] = []
    for point in points:
        if piece and (not point.is_known or point.series != piece[-1].series):
            yield piece
            piece = []
        if point.is_known:
            piece.append(point)
    if piece:
        yield piece


def _make_segment(stroke: Sequence[SeriesPoint], *, is_provisional: bool) -> LineSegment:
    return LineSegment(
        years=tuple(int(point.period) for point in stroke),
        values=tuple(point.number for point in stroke),
        is_provisional=is_provisional,
    )
