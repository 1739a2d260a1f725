"""Tables and charts that fit: sizes of letters measured for their longest words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from nplv_geo.export.fitting import LEADING, Face, Words, break_lines
from nplv_geo.export.slides.places import ChartItem, Frame, TableItem
from nplv_geo.present.briefing.slides import Chart, ChartSeries, SlideTable
from nplv_geo.present.design.tokens import SLIDE_TEXT, TextSize
from nplv_geo.present.design.type_scale import list_sizes

PAD_X, PAD_Y = 6.0, 3.0
LABELS = 0.4  # part of a bar chart that the names of the categories take
_NUMBERS = 0.14  # and the written numbers, right of the longest bar
LEGEND = 24.0
_AXIS = 22.0
_SCALE_LABELS = 44.0
_STEPS = (1, 2, 2.5, 5, 10)
_WANTED_LINES = 5


def fit_table(
    frame: Frame, table: SlideTable, largest: TextSize = "m", smallest: TextSize = "xs"
) -> TableItem:
    """Fit a table: smaller letters until all rows have room; the last rows go if they never do.

    Parameters
    ----------
    largest, smallest
        Sizes of letters that are tried.
    """
    for size in list_sizes(SLIDE_TEXT, largest, smallest):
        rows = _measure_rows(table, frame.width, size)
        if sum(rows) <= frame.height:
            break
    while sum(rows) > frame.height:
        table = SlideTable(table.alt, table.columns, table.rows[:-1], table.widths, table.numbers)
        rows = rows[:-1]
    used = Frame(frame.left, frame.top, frame.width, sum(rows))
    return TableItem(used, table, size, tuple(rows))


def _measure_rows(table: SlideTable, wide: float, size: float) -> list[float]:
    rows = [table.columns, *([cell.text for cell in row] for row in table.rows)]
    return [_measure_row(row, table, wide, size, is_bold=i == 0) for i, row in enumerate(rows)]


def _measure_row(
    row: Sequence[str], table: SlideTable, wide: float, size: float, *, is_bold: bool
) -> float:
    most = max(
        len(break_cell(text, column * wide, size, is_bold=is_bold))
        for text, column in zip(row, table.widths, strict=True)
    )
    return most * size * LEADING + 2 * PAD_Y


def break_cell(
    text: str, wide: float, size: float, *, is_bold: bool, face: Face = "arial"
) -> list[str]:
    """Lines of a cell of a table that is ``wide`` points, in letters of ``size`` points."""
    broken = break_lines(Words(text, is_bold=is_bold), wide - 2 * PAD_X, size, face)
    return ["".join(run.text for run in line) for line in broken]


def fit_chart(frame: Frame, chart: Chart) -> ChartItem:
    """Fit a chart: letters in which the names of all categories have room."""
    sizes = list_sizes(SLIDE_TEXT, "m", "xs")
    fitting = (size for size in sizes if has_room_for_labels(frame, chart, size))
    return ChartItem(frame, chart, next(fitting, sizes[-1]))


def has_room_for_labels(frame: Frame, chart: Chart, size: float) -> bool:
    """Tell whether the names of all categories have room beside or below their place."""
    inside = frame_plot(frame, chart)
    bands = max(len(chart.categories), 1)
    if chart.kind == "bars":
        wide, high = inside.left - frame.left - PAD_X, inside.height / bands
    else:
        wide, high = inside.width / bands, 2 * _AXIS
    counts = (len(break_lines(Words(name), wide, size)) for name in chart.categories)
    return all(count * size * LEADING <= high for count in counts)


def frame_plot(frame: Frame, chart: Chart) -> Frame:
    """Frame between the axes, the same in both kinds of file."""
    if chart.kind == "bars":
        left = frame.width * LABELS
        wide = frame.width * (1 - LABELS - _NUMBERS)
        return Frame(frame.left + left, frame.top, wide, frame.height)
    below = 1.6 * _AXIS if chart.kind == "columns" else _AXIS + 2 * LEGEND
    above = _AXIS if chart.kind == "columns" else PAD_Y
    return Frame(
        frame.left + _SCALE_LABELS,
        frame.top + above,
        frame.width - _SCALE_LABELS - PAD_X,
        frame.height - below - above,
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers along an axis."""

    low: float
    high: float
    step: float

    @property
    def marks(self) -> tuple[float, ...]:
        """Numbers at which a line stands."""
        n = round((self.high - self.low) / self.step)
        return tuple(self.low + i * self.step for i in range(n + 1))

    def share(self, value: float) -> float:
        """Place of a value, 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def choose_scale(chart: Chart) -> Scale:
    """Round numbers around all values; bars begin at 0, lines where there is something to see."""
    values = [end for series in chart.series for end in _list_ends(series)]
    high, low = max([*values, chart.highest]), min(values, default=0.0)
    if chart.kind != "lines" or low < (high - low):
        low = min(low, 0.0)
    step = _round_up_step((high - low) / _WANTED_LINES or 1.0)
    bottom, top = math.floor(low / step) * step, math.ceil(high / step + 1e-9) * step
    return Scale(bottom, max(top, bottom + step), step)


def choose_span_scale(low: float, high: float) -> Scale:
    """Choose round numbers for an axis that ends where its values do."""
    step = _round_up_step((high - low) / _WANTED_LINES or 1.0)
    bottom, top = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    return Scale(bottom, top, step)


def _list_ends(series: ChartSeries) -> Iterator[float]:
    """Values, and both ends of the band around those that are partly an estimate."""
    for value, band in zip_longest(series.values, series.bands):
        if value is not None:
            yield from (value - band.below, value + band.above) if band else (value,)


def _round_up_step(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return next(power * n for n in _STEPS if power * n >= step * (1 - 1e-9))
