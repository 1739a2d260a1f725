"""The scatter as PowerPoint's own, with the values of all areas in its workbook."""

from __future__ import annotations

from typing import cast

from pptx.chart.axis import ValueAxis
from pptx.chart.chart import Chart as PptxChart
from pptx.chart.data import ChartData, XyChartData
from pptx.chart.series import XySeries
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide as PptxSlide
from pptx.util import Pt

from nplv_geo.export.fitting import replace_spaces
from nplv_geo.export.pptx.chart_parts import (
    format_steps,
    paint,
    place_plot,
    set_language,
)
from nplv_geo.export.pptx.line_looks import MARKERS
from nplv_geo.export.pptx.shapes import describe_shape, make_colour, measure_frame
from nplv_geo.export.slides.grids import Scale, choose_span_scale
from nplv_geo.export.slides.places import ScatterItem, Side
from nplv_geo.present.briefing.scatter import SlideScatter, SpotAxis
from nplv_geo.present.page.palette import FAINT, INK, MUTED, PAPER, REFERENCES, RIM, SOFT, SYMBOLS

_SPOT, _NAMED = 7, 10
_SIDES: dict[Side, XL_LABEL_POSITION] = {
    "above": XL_LABEL_POSITION.ABOVE,
    "below": XL_LABEL_POSITION.BELOW,
    "left": XL_LABEL_POSITION.LEFT,
    "right": XL_LABEL_POSITION.RIGHT,
}


def add_scatter(slide: PptxSlide, item: ScatterItem, language: str) -> None:
    """Add a scatter with its alternative text."""
    part = item.part
    # It takes the numbers of any kind of chart and gives the frame, whatever its own types say.
    data = cast(ChartData, _list_numbers(part))
    added = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *measure_frame(item.frame), data)
    shape = cast(GraphicFrame, added)
    describe_shape(shape, "chart", part.alt)
    native = shape.chart
    native.has_title = native.has_legend = False
    native.font.size = Pt(item.size)
    native.font.color.rgb = make_colour(INK)
    set_language(native, language)
    place_plot(native, item.inside, item.frame)
    _style_axis(native.category_axis, part.across)
    _style_axis(native.value_axis, part.up)
    _style_series(native, item)


def _scale(axis: SpotAxis) -> Scale:
    return choose_span_scale(*axis.span)


def _list_numbers(part: SlideScatter) -> XyChartData:
    """Groups, the two lines through the middle, and the areas with a name."""
    across, up = _scale(part.across), _scale(part.up)
    series = {group.name: [(spot.across, spot.up) for spot in group.spots] for group in part.groups}
    series[_name_middle(part.across)] = [(part.across.middle, end) for end in (up.low, up.high)]
    series[_name_middle(part.up)] = [(end, part.up.middle) for end in (across.low, across.high)]
    named = [(one.spot.name, [(one.spot.across, one.spot.up)]) for one in part.named]
    everything = [*series.items(), *named]
    most = max(len(points) for _, points in everything)
    data = XyChartData()
    for name, points in everything:
        added = data.add_series(name)
        for point in points:
            added.add_data_point(*point)
        # LibreOffice leaves out series that are shorter than the longest; a point without a
        # second value is drawn nowhere.
        for _ in range(most - len(points)):
            added.add_data_point(points[-1][0], None)
    return data


def _name_middle(axis: SpotAxis) -> str:
    return f"{axis.title}, {axis.middle_label}"


def _style_axis(native: ValueAxis, axis: SpotAxis) -> None:
    scale = _scale(axis)
    native.minimum_scale, native.maximum_scale = scale.low, scale.high
    native.major_unit = scale.step
    native.major_tick_mark = native.minor_tick_mark = XL_TICK_MARK.NONE
    native.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    native.format.line.color.rgb = make_colour(SOFT)
    native.has_major_gridlines = True
    native.major_gridlines.format.line.color.rgb = make_colour(FAINT)
    native.tick_labels.number_format = format_steps(scale.step, axis.sign)
    native.tick_labels.number_format_is_linked = False


def _style_series(native: PptxChart, item: ScatterItem) -> None:
    part, sides = item.part, item.sides
    drawn = [cast(XySeries, series) for series in native.plots[0].series]
    n = len(part.groups)
    for series, group in zip(drawn[:n], part.groups, strict=True):
        series.format.line.fill.background()
        _mark(series, group.colour, _SPOT, XL_MARKER_STYLE.CIRCLE)
    above = (XL_LABEL_POSITION.RIGHT, XL_LABEL_POSITION.ABOVE)
    for series, axis, place in zip(drawn[n : n + 2], (part.across, part.up), above, strict=True):
        series.marker.style = XL_MARKER_STYLE.NONE
        series.format.line.color.rgb = make_colour(MUTED)
        series.format.line.width, series.format.line.dash_style = Pt(1), MSO_LINE.DASH
        _label(series, 1, axis.middle_label, place, (item.size, SOFT))
    for series, one, side in zip(drawn[n + 2 :], part.named, sides, strict=True):
        series.format.line.fill.background()
        colour = REFERENCES[one.role]
        _mark(series, colour, _NAMED, MARKERS[SYMBOLS[one.role]], edge=PAPER)
        _label(series, 0, one.spot.name, _SIDES[side], (item.size, colour))


def _mark(
    series: XySeries, colour: str, size: int, style: XL_MARKER_STYLE, *, edge: str = RIM
) -> None:
    series.marker.style, series.marker.size = style, size
    paint(series.marker.format.fill, make_colour(colour))
    series.marker.format.line.color.rgb = make_colour(edge)
    series.marker.format.line.width = Pt(0.75)


def _label(
    series: XySeries, i: int, text: str, side: XL_LABEL_POSITION, look: tuple[float, str]
) -> None:
    """Write a text beside a point, in letters of a size and a colour."""
    size, colour = look
    label = series.points[i].data_label
    label.position = side
    frame = label.text_frame
    frame.text = replace_spaces(text)
    frame.word_wrap = False
    run = frame.paragraphs[0].runs[0]
    run.font.size, run.font.color.rgb = Pt(size), make_colour(colour)
