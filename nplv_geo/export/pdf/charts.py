"""Charts as drawings with text, on the same axes as those in PowerPoint."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from fpdf import FPDF

from nplv_geo.export import fitting
from nplv_geo.export.fitting import LEADING, Words
from nplv_geo.export.pdf.texts import write_line
from nplv_geo.export.slides.grids import PAD_X, Scale, choose_scale, frame_plot
from nplv_geo.export.slides.places import BAR_EDGE, BAR_STYLES, LINE_COLOURS, ChartItem, Frame
from nplv_geo.present.briefing.slides import Chart, ChartSeries
from nplv_geo.present.design.tokens import SLIDE_TEXT
from nplv_geo.present.design.type_scale import step_down
from nplv_geo.present.page.palette import FAINT, INK, PAPER, SOFT, parse_colour
from nplv_geo.present.texts import texts
from nplv_geo.present.values.carried import Band

_BAR_GAP = 0.31  # of a band
_COLUMN_GAP = 0.26
_BOLD_LINE, _LINE = 3.0, 1.75
_DASH = 5.0
_RING, _WIDER = 1.8, 2.0  # of an open diamond, beside a point
_BAND, _CAP = 1.25, 4.0  # width of the line through it, and half that of its ends
_SWATCH = 9.0
_LEGEND_GAP = 18.0
_NEAR = 3.0


def draw_chart(sheet: FPDF, item: ChartItem) -> None:
    """Draw a chart."""
    inside, scale = frame_plot(item.frame, item.chart), choose_scale(item.chart)
    match item.chart.kind:
        case "bars":
            _draw_bars(sheet, item, inside, scale)
        case "columns":
            _draw_columns(sheet, item, inside, scale)
        case "lines":
            _draw_lines(sheet, item, inside, scale)
    if item.chart.kind == "lines" and len(item.chart.series) > 1:
        _draw_legend(sheet, item)


def _draw_bars(sheet: FPDF, item: ChartItem, inside: Frame, scale: Scale) -> None:
    chart, size = item.chart, item.size
    band = inside.height / max(len(chart.categories), 1)
    thick = band * (1 - _BAR_GAP) / len(chart.series)
    small = step_down(SLIDE_TEXT, size)
    room = inside.left - item.frame.left - PAD_X
    for i, name in enumerate(chart.categories):
        top = inside.top + i * band
        _write_category(sheet, name, Frame(item.frame.left, top, room, band), size)
        for j, series in enumerate(chart.series):
            value = series.values[i]
            if value is None:
                continue
            upper = top + band * _BAR_GAP / 2 + j * thick
            long = scale.share(value) * inside.width
            _draw_bar(sheet, series, Frame(inside.left, upper, long, thick * 0.96))
            at = (inside.left + long + _NEAR, upper + thick / 2 + small * 0.33)
            write_line(sheet, series.labels[i], at, small)
    _draw_axis(sheet, (inside.left, inside.top), (inside.left, inside.bottom))


def _draw_bar(sheet: FPDF, series: ChartSeries, frame: Frame) -> None:
    """One bar; its edge lies inside its frame, so that it is no longer than its number."""
    style = BAR_STYLES[series.role]
    sheet.set_fill_color(*parse_colour(style.edge))
    sheet.rect(frame.left, frame.top, frame.width, frame.height, style="F")
    wide, high = frame.width - 2 * BAR_EDGE, frame.height - 2 * BAR_EDGE
    if wide > 0 and high > 0:
        sheet.set_fill_color(*parse_colour(style.face))
        sheet.rect(frame.left + BAR_EDGE, frame.top + BAR_EDGE, wide, high, style="F")


def _write_category(sheet: FPDF, name: str, frame: Frame, size: float) -> None:
    """Name of a category, at the right and in the middle."""
    lines = fitting.break_lines(Words(name), frame.width, size, "source")
    top = frame.top + (frame.height - len(lines) * size * LEADING) / 2
    for line in lines:
        text = "".join(run.text for run in line)
        left = frame.right - fitting.measure_width(text, size, face="source")
        write_line(sheet, text, (left, top + size * 0.95), size)
        top += size * LEADING


def _draw_columns(sheet: FPDF, item: ChartItem, inside: Frame, scale: Scale) -> None:
    chart, size = item.chart, item.size
    band = inside.width / max(len(chart.categories), 1)
    (series,) = chart.series
    for i, name in enumerate(chart.categories):
        value, left = series.values[i] or 0.0, inside.left + i * band
        high = scale.share(value) * inside.height
        colour = chart.colours[i] if chart.colours else BAR_STYLES[series.role].face
        sheet.set_fill_color(*parse_colour(colour))
        wide = band * (1 - _COLUMN_GAP)
        box = (left + band * _COLUMN_GAP / 2, inside.bottom - high, wide, high)
        sheet.rect(*box, style="F")
        _write_centred(sheet, series.labels[i], left + band / 2, inside.bottom - high - 4, size)
        for n, line in enumerate(fitting.break_lines(Words(name), band, size, "source")):
            text = "".join(run.text for run in line)
            _write_centred(
                sheet, text, left + band / 2, inside.bottom + size * (1.2 + n * LEADING), size
            )
    _draw_axis(sheet, (inside.left, inside.bottom), (inside.right, inside.bottom))


def _draw_lines(sheet: FPDF, item: ChartItem, inside: Frame, scale: Scale) -> None:
    chart, size = item.chart, item.size
    sheet.set_line_width(0.75)
    decimals = 0 if all(mark == round(mark) for mark in scale.marks) else 1
    for mark in scale.marks:
        y = inside.bottom - scale.share(mark) * inside.height
        sheet.set_draw_color(*parse_colour(FAINT))
        sheet.line(inside.left, y, inside.right, y)
        written = texts(chart.language).number(mark, decimals)
        text = written + f"\u202f{chart.sign}" * bool(chart.sign)
        left = inside.left - PAD_X - fitting.measure_width(text, size, face="source")
        write_line(sheet, text, (left, y + size * 0.33), size, SOFT)
    band = inside.width / max(len(chart.categories), 1)
    for i, name in enumerate(chart.categories):
        middle = inside.left + (i + 0.5) * band
        _write_centred(sheet, name, middle, inside.bottom + size * 1.3, size)
    # The area comes last, so that it lies on top.
    for series in reversed(chart.series):
        spots = [
            None
            if value is None
            else (
                inside.left + (i + 0.5) * band,
                inside.bottom - scale.share(value) * inside.height,
            )
            for i, value in enumerate(series.values)
        ]
        _draw_bands(sheet, series, spots, inside.height / (scale.high - scale.low))
        _draw_line(sheet, chart, series, spots)
    _draw_axis(sheet, (inside.left, inside.bottom), (inside.right, inside.bottom))


def _draw_line(
    sheet: FPDF,
    chart: Chart,
    series: ChartSeries,
    spots: Sequence[tuple[float, float] | None],
) -> None:
    """One line with its points, none through what is missing; dashed where provisional."""
    colour, is_own = LINE_COLOURS[series.role], series.role == "area"
    sheet.set_draw_color(*parse_colour(colour))
    sheet.set_fill_color(*parse_colour(colour))
    sheet.set_line_width(_BOLD_LINE if is_own else _LINE)
    for i, (before, after) in enumerate(pairwise(spots)):
        if before is None or after is None:
            continue
        is_early = chart.categories[i + 1] in chart.provisional
        sheet.set_dash_pattern(*((_DASH, _DASH * 0.7) if is_early else ()))
        sheet.line(*before, *after)
    sheet.set_dash_pattern()
    known_spots = [(i, spot) for i, spot in enumerate(spots) if spot is not None]
    radius = 3.5 if is_own else 2.5
    for i, (x, y) in known_spots:
        if i in series.estimated:
            _draw_diamond(sheet, (x, y), radius + _WIDER, colour)
        else:
            sheet.circle(x, y, radius, style="F")
    if is_own and known_spots:
        for i, (x, y) in dict((known_spots[0], known_spots[-1])).items():
            # Beside the line through an estimate, away from the line of the area.
            aside = 0.0 if i not in series.estimated else 28 if i == known_spots[-1][0] else -28
            above = 3 if aside else -8
            label = series.labels[i]
            _write_centred(
                sheet, label, x + aside, y + above, SLIDE_TEXT["m"], colour, is_bold=True
            )


def _draw_bands(
    sheet: FPDF,
    series: ChartSeries,
    spots: Sequence[tuple[float, float] | None],
    unit: float,
) -> None:
    """A line with ends through each value that is partly an estimate; ``unit`` is 1 in points."""
    sheet.set_draw_color(*parse_colour(LINE_COLOURS[series.role]))
    sheet.set_line_width(_BAND)
    for i in series.estimated:
        spot, band = spots[i], series.bands[i]
        if spot is None or band is None or band == Band(0.0, 0.0):
            continue
        x, y = spot
        top, bottom = y - band.above * unit, y + band.below * unit
        sheet.line(x, top, x, bottom)
        for end in (top, bottom):
            sheet.line(x - _CAP, end, x + _CAP, end)


def _draw_diamond(sheet: FPDF, middle: tuple[float, float], radius: float, colour: str) -> None:
    """An open diamond, with paper inside that hides the line below it."""
    x, y = middle
    corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
    sheet.set_fill_color(*parse_colour(PAPER))
    sheet.set_line_width(_RING)
    sheet.polygon(corners, style="DF")
    sheet.set_fill_color(*parse_colour(colour))


def _draw_legend(sheet: FPDF, item: ChartItem) -> None:
    """Colours with their names, in the middle below the chart; in rows when they are many."""
    size = step_down(SLIDE_TEXT, item.size)
    rows: list[list[ChartSeries]] = [[]]
    for series in item.chart.series:
        if rows[-1] and _measure_keys([*rows[-1], series], size) > item.frame.width:
            rows.append([])
        rows[-1].append(series)
    y = item.frame.bottom - (len(rows) - 1) * size * 1.4 - 4
    for row in rows:
        left = item.frame.left + (item.frame.width - _measure_keys(row, size)) / 2
        for series in row:
            sheet.set_fill_color(*parse_colour(LINE_COLOURS[series.role]))
            sheet.rect(left, y - _SWATCH * 0.85, _SWATCH, _SWATCH, style="F")
            left += _SWATCH + 5
            left += write_line(sheet, series.name, (left, y), size) + _LEGEND_GAP
        y += size * 1.4


def _measure_keys(row: Sequence[ChartSeries], size: float) -> float:
    words = sum(fitting.measure_width(series.name, size, face="source") for series in row)
    return words + len(row) * (_SWATCH + 5) + (len(row) - 1) * _LEGEND_GAP


def _write_centred(  # noqa: PLR0913, PLR0917  # what, where, how large, which colour and weight
    sheet: FPDF,
    text: str,
    middle: float,
    base: float,
    size: float,
    colour: str = INK,
    *,
    is_bold: bool = False,
) -> None:
    wide = fitting.measure_width(text, size, is_bold=is_bold, face="source")
    write_line(sheet, text, (middle - wide / 2, base), size, colour, is_bold=is_bold)


def _draw_axis(sheet: FPDF, start: tuple[float, float], end: tuple[float, float]) -> None:
    sheet.set_draw_color(*parse_colour(SOFT))
    sheet.set_line_width(0.75)
    sheet.line(*start, *end)
