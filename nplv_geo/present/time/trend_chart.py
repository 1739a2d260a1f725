"""The chart of the trend page as a Plotly figure: lines that carry their own names.

What it shares with other charts stands in the template of the house.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from nplv_geo.present.charts.template import PlotlyJson
from nplv_geo.present.design.tokens import TEXT
from nplv_geo.present.page.palette import (
    BAND,
    DASHES,
    FAINT,
    MUTED,
    PAPER,
    REFERENCES,
    SYMBOLS,
    ReferenceKind,
)
from nplv_geo.present.time.end_labels import EndLabel, spread_labels
from nplv_geo.present.time.events import EventMarker
from nplv_geo.present.time.lines import LineSegment, TrendLine
from nplv_geo.present.time.trend import SeriesBreak, TrendModel
from nplv_geo.present.values.carried import Band, cut_band
from nplv_geo.statistics.time.time_points import SeriesPoint

HEIGHT = 420
_WIDTH = 1.8  # pixels
_WIDTHS: dict[ReferenceKind, float] = {"area": 3.5}
TOP, BOTTOM, LEFT = 34, 30, 46
_PLOT = HEIGHT - TOP - BOTTOM  # pixels, as all sizes here
_LABEL_CHARS, _CHAR, _LINE_HEIGHT = 16, 6.8, 17
_MAX_TICKS = 7
# Of a figure that was converted; one that was published has the mark of its line.
_DIAMOND = "diamond"

# A line as it is written in the box of a year: its name, its value and what is told of that.
_HOVER = "%{fullData.name} <b>%{text}</b><extra></extra>"


@dataclass(frozen=True, slots=True)
class AxisRange:
    """Range of the axes: years across, values up."""

    left: float
    right: float
    low: float
    high: float


def draw_figure(model: TrendModel) -> go.Figure:
    """Draw the lines of a trend page with their names, breaks and events.

    Parameters
    ----------
    model
        Everything on the page.

    Returns
    -------
    plotly.graph_objects.Figure
        x in years, y in the unit of the layer.
    """
    lines = [line for line in model.lines if line.is_drawn and line.known_points]
    axes = _measure_axes(model, lines)
    labels = _place_labels(model, lines, axes)
    width = max((len(part) for label in labels for part in label.parts), default=0) * _CHAR
    layout = _lay_out(model, axes, round(width) + 12)
    layout["shapes"] = [
        *(_draw_break(series_break) for series_break in model.breaks),
        *(_draw_event(marker) for marker in model.markers),
    ]
    layout["annotations"] = [
        *(_write_name(label, axes) for label in labels),
        *(_number_event(model, marker) for marker in model.markers),
        *(_name_break(model, series_break) for series_break in model.breaks),
    ]
    return go.Figure([trace for line in lines for trace in _draw_line(model, line)], layout)


def _measure_axes(model: TrendModel, lines: Sequence[TrendLine]) -> AxisRange:
    known_points = [point for line in lines for point in line.known_points]
    bands = [(point.number, _cut_band(model, point)) for point in known_points]
    lowest = [value - band.below if band else value for value, band in bands]
    highest = [value + band.above if band else value for value, band in bands]
    years = [int(point.period) for line in lines for point in line.points] or [0]
    low, high = min(lowest, default=0.0), max(highest, default=0.0)
    pad = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    room = max((max(years) - min(years)) * 0.03, 0.15)
    marks = [marker.position for marker in model.markers]
    return AxisRange(
        left=min([min(years), *marks]) - room,
        right=max([max(years), *marks]) + room,
        low=0.0 if low >= 0 > low - pad else low - pad,
        high=high + pad,
    )


def _draw_line(model: TrendModel, line: TrendLine) -> Iterator[PlotlyJson]:
    colour = REFERENCES[line.role]
    order, size = (2, 9) if line.role == "area" else (1, 6)
    for is_provisional in (False, True):
        strokes = [one for one in line.segments if one.is_provisional is is_provisional]
        if strokes:
            width = _WIDTHS.get(line.role, _WIDTH)
            dash = "6px,4px" if is_provisional else _write_dash(line.role)
            style = {"color": colour, "width": width, "dash": dash}
            yield _draw_strokes(strokes, style, order)
    known_points = line.known_points
    bands = [_cut_band(model, point) for point in known_points]
    points: PlotlyJson = {
        "type": "scatter",
        "mode": "markers",
        "name": line.name,
        "x": [int(point.period) for point in known_points],
        "y": [point.number for point in known_points],
        "text": [model.write_point(point) for point in known_points],
        "hovertemplate": _HOVER,
        "marker": {
            "size": size,
            "symbol": [
                _DIAMOND if point.is_converted else SYMBOLS[line.role] for point in known_points
            ],
            "color": [PAPER if _is_open(point) else colour for point in known_points],
            "line": {"color": colour, "width": 2},
        },
        "zorder": order + 2,
    }
    yield points | ({"error_y": _draw_bands(bands, colour)} if any(bands) else {})


def _write_dash(role: ReferenceKind) -> str:
    """Dashes of a definite line; those of the usual references are solid."""
    return ",".join(f"{round(part * _WIDTH, 1)}px" for part in DASHES.get(role, ())) or "solid"


def _draw_bands(bands: Sequence[Band | None], colour: str) -> PlotlyJson:
    """Bars through what was converted: how far it may be off."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [band.above if band else None for band in bands],
        "arrayminus": [band.below if band else None for band in bands],
        "color": colour,
        "thickness": 1,
        "width": 0,
    }


def _cut_band(model: TrendModel, point: SeriesPoint) -> Band | None:
    return cut_band(model.layer, point.number, point.spread) if point.spread else None


def _is_open(point: SeriesPoint) -> bool:
    """Open is what can still change, and in another shape what was partly guessed."""
    return point.provisional or point.is_converted


def _draw_strokes(strokes: Sequence[LineSegment], style: PlotlyJson, order: int) -> PlotlyJson:
    """Draw the strokes of one style as one trace, apart from one another."""
    x: list[float | None] = []
    y: list[float | None] = []
    for stroke in strokes:
        x += [*([None] if x else []), *stroke.years]
        y += [*([None] if y else []), *stroke.values]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": style,
        "hoverinfo": "skip",
        "zorder": order,
    }


def _place_labels(model: TrendModel, lines: Sequence[TrendLine], axes: AxisRange) -> list[EndLabel]:
    """Names at the ends of the lines, moved apart where they would cover one another."""
    labels = []
    for line in lines:
        last = line.known_points[-1]
        text = f"{line.short} {model.write_point(last, short=True)}"
        parts = textwrap.wrap(text, _LABEL_CHARS, break_long_words=False, break_on_hyphens=False)
        at = (axes.high - last.number) / (axes.high - axes.low) * _PLOT
        height = len(parts) * _LINE_HEIGHT
        labels.append(EndLabel(line, int(last.period), last.number, tuple(parts), at, height))
    return spread_labels(labels, _PLOT)


def _write_name(label: EndLabel, axes: AxisRange) -> PlotlyJson:
    """A name with a thin line to the end of its own line."""
    is_area = label.line.role == "area"
    text = "<br>".join(label.parts)
    return {
        "x": label.year,
        "y": label.value,
        "ax": axes.right,
        "ay": axes.high - label.at / _PLOT * (axes.high - axes.low),
        "axref": "x",
        "ayref": "y",
        "text": f"<b>{text}</b>" if is_area else text,
        "font": {"color": REFERENCES[label.line.role], "size": TEXT["xs"]},
        "xanchor": "left",
        "align": "left",
        "showarrow": True,
        "arrowwidth": 0.8,
        "arrowcolor": FAINT,
        "standoff": 6,
    }


def _draw_event(marker: EventMarker) -> PlotlyJson:
    return {
        "type": "line",
        "x0": marker.position,
        "x1": marker.position,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
    }


def _number_event(model: TrendModel, marker: EventMarker) -> PlotlyJson:
    """The number of an event above its line; what it was, when pointed at."""
    lines = [f"<b>{event.label}</b>, {event.when} ({event.scope})" for event in marker.events]
    return {
        "x": marker.position,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "yshift": 3,
        "text": str(marker.number),
        "bgcolor": PAPER,
        "bordercolor": MUTED,
        "borderpad": 3,
        "hovertext": "<br>".join([*lines, f"<i>{model.t('trend.no_cause_short')}</i>"]),
        "captureevents": True,
    }


def _draw_break(series_break: SeriesBreak) -> PlotlyJson:
    """The stretch of time over which nothing can be compared."""
    step = (series_break.after - series_break.before) * 0.3
    return {
        "type": "rect",
        "x0": series_break.before + step,
        "x1": series_break.after - step,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "fillcolor": BAND,
        "line": {"width": 0},
    }


def _name_break(model: TrendModel, series_break: SeriesBreak) -> PlotlyJson:
    return {
        "x": (series_break.before + series_break.after) / 2,
        "yref": "paper",
        "y": 0,
        "yanchor": "bottom",
        "text": model.t("trend.break_short"),
    }


def _lay_out(model: TrendModel, axes: AxisRange, right: int) -> PlotlyJson:
    years = sorted({int(point.period) for line in model.lines for point in line.points})
    every = -(-len(years) // _MAX_TICKS)
    return {
        "height": HEIGHT,
        "margin": {"l": LEFT, "r": right, "t": TOP, "b": BOTTOM},
        "xaxis": {
            "range": [axes.left, axes.right],
            "tickvals": years[::-1][::every][::-1],
            "tickformat": "d",
            "hoverformat": "d",
            "unifiedhovertitle": {"text": ", ".join(one for one in ("%{x}", model.unit) if one)},
        },
        "yaxis": {
            "range": [axes.low, axes.high],
            "tickformat": ",",
            "ticksuffix": model.t.sign(model.layer),
        },
        "separators": model.separators,
        "hovermode": "x unified",
    }
