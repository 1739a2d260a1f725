"""Charts as PowerPoint's own, with the numbers in their workbook, placed as they were measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from pptx.chart.chart import Chart as PptxChart
from pptx.chart.data import ChartData
from pptx.chart.series import LineSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement, OxmlElement
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide as PptxSlide
from pptx.util import Pt

from nplv_geo.export.fitting import replace_spaces
from nplv_geo.export.pptx.chart_parts import (
    format_steps,
    paint,
    place_plot,
    set_language,
    write_format,
)
from nplv_geo.export.pptx.line_looks import style_line
from nplv_geo.export.pptx.shapes import describe_shape, make_colour, measure_frame
from nplv_geo.export.slides.grids import choose_scale, frame_plot
from nplv_geo.export.slides.places import BAR_EDGE, BAR_STYLES, LINE_COLOURS, ChartItem
from nplv_geo.present.briefing.slides import Chart, ChartSeries
from nplv_geo.present.design.tokens import SLIDE_TEXT
from nplv_geo.present.design.type_scale import step_down
from nplv_geo.present.page.palette import FAINT, INK, PAPER, SOFT
from nplv_geo.present.values.carried import Band

_TYPES = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
}


def add_chart(slide: PptxSlide, item: ChartItem, language: str) -> None:
    """Add a chart with its alternative text."""
    chart = item.chart
    data = ChartData(number_format=max(_list_formats(chart), key=len))
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, series.values)
    added = slide.shapes.add_chart(_TYPES[chart.kind], *measure_frame(item.frame), data)
    # It gives the frame around the chart, whatever its own types say.
    shape = cast(GraphicFrame, added)
    describe_shape(shape, "chart", chart.alt)
    native = shape.chart
    native.has_title = False
    native.font.size = Pt(item.size)
    native.font.color.rgb = make_colour(INK)
    set_language(native, language)
    _format_points(native, chart)
    _style_axes(native, chart)
    place_plot(native, frame_plot(item.frame, chart), item.frame)
    if chart.kind == "lines":
        _style_lines(native, chart)
    else:
        _style_bars(native, chart, item.size)
    # Bars stand beside other charts, with one key for all.
    native.has_legend = chart.kind == "lines" and len(chart.series) > 1
    if native.legend is not None:
        native.legend.position = XL_LEGEND_POSITION.BOTTOM
        native.legend.include_in_layout = False


def _list_formats(chart: Chart) -> list[str]:
    """Format of the number of each category."""
    count = len(chart.categories)
    each = chart.decimals if len(chart.decimals) == count else chart.decimals[:1] * count
    return [write_format(decimals, chart.sign) for decimals in each]


def _format_points(native: PptxChart, chart: Chart) -> None:
    """Give each number the format of its category: bars side by side may be of several layers."""
    formats = _list_formats(chart)
    for values in native._chartSpace.iter(qn("c:val")):  # noqa: SLF001  # no other way
        for point in values.iter(qn("c:pt")):
            point.set("formatCode", formats[int(point.get("idx"))])


def _style_axes(native: PptxChart, chart: Chart) -> None:
    scale = choose_scale(chart)
    value, category = native.value_axis, native.category_axis
    value.minimum_scale, value.maximum_scale = scale.low, scale.high
    value.major_unit = scale.step
    category.major_tick_mark = value.major_tick_mark = XL_TICK_MARK.NONE
    category.format.line.color.rgb = make_colour(SOFT)
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    value.format.line.fill.background()
    is_line = chart.kind == "lines"
    value.has_major_gridlines = is_line
    if is_line:
        value.major_gridlines.format.line.color.rgb = make_colour(FAINT)
        value.tick_labels.number_format = format_steps(scale.step, chart.sign)
        value.tick_labels.number_format_is_linked = False
    else:
        value.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    if chart.kind == "bars":
        category.reverse_order = True


def _style_bars(native: PptxChart, chart: Chart, size: float) -> None:
    plot = native.plots[0]
    plot.gap_width, plot.overlap = (45, 0) if chart.kind == "bars" else (35, 0)
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format_is_linked = True
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(step_down(SLIDE_TEXT, size) if chart.kind == "bars" else size)
    labels.font.color.rgb = make_colour(INK)
    _keep_on_one_line(native)
    for series, model in zip(plot.series, chart.series, strict=True):
        style = BAR_STYLES[model.role]
        paint(series.format.fill, make_colour(style.face))
        if not chart.colours:
            series.format.line.color.rgb = make_colour(style.edge)
            series.format.line.width = Pt(BAR_EDGE)
        for i, colour in enumerate(chart.colours):
            paint(series.points[i].format.fill, make_colour(colour))


def _keep_on_one_line(native: PptxChart) -> None:
    """Without this some programs break a number before its percent sign."""
    for labels in native._chartSpace.iter(qn("c:dLbls")):  # noqa: SLF001  # has no other way
        for body in labels.iter(qn("a:bodyPr")):
            body.set("wrap", "none")


def _style_lines(native: PptxChart, chart: Chart) -> None:
    for series, model in zip(native.plots[0].series, chart.series, strict=True):
        if not isinstance(series, LineSeries):
            continue
        colour, is_own = make_colour(LINE_COLOURS[model.role]), model.role == "area"
        series.smooth = False
        series.format.line.color.rgb = colour
        series.format.line.width = Pt(3 if is_own else 1.75)
        style_line(series, model.role)
        paint(series.marker.format.fill, colour)
        series.marker.format.line.color.rgb = colour
        _add_bands(series, model, colour)
        for i in model.estimated:
            marker = series.points[i].marker
            marker.style, marker.size = XL_MARKER_STYLE.DIAMOND, 11 if is_own else 9
            paint(marker.format.fill, make_colour(PAPER))
            marker.format.line.color.rgb = colour
            marker.format.line.width = Pt(2)
        for i, category in enumerate(chart.categories):
            if category in chart.provisional and model.values[i] is not None:
                line = series.points[i].format.line
                line.color.rgb, line.dash_style = colour, MSO_LINE.DASH
                line.width = Pt(3 if is_own else 1.75)
        _label_ends(series, chart, model, is_own=is_own)


def _add_bands(series: LineSeries, model: ChartSeries, colour: RGBColor) -> None:
    """Lines through the values that are partly an estimate: error bars, a length for each side."""
    bands = [band or Band(0.0, 0.0) for band in model.bands]
    if not any(band.below or band.above for band in bands):
        return
    bars = OxmlElement("c:errBars")
    words = {"errDir": "y", "errBarType": "both", "errValType": "cust", "noEndCap": "0"}
    for name, value in words.items():
        _add_part(bars, name, value)
    lengths = {"plus": [band.above for band in bands], "minus": [band.below for band in bands]}
    for side, of_side in lengths.items():
        numbers = _add_part(_add_part(bars, side), "numLit")
        _add_part(numbers, "formatCode").text = "General"
        _add_part(numbers, "ptCount", str(len(of_side)))
        for i, length in enumerate(of_side):
            point = _add_part(numbers, "pt")
            point.set("idx", str(i))
            _add_part(point, "v").text = f"{length:.6g}"
    line = OxmlElement("a:ln")
    line.set("w", str(Pt(1.25)))
    fill, code = OxmlElement("a:solidFill"), OxmlElement("a:srgbClr")
    code.set("val", str(colour))
    fill.append(code)
    line.append(fill)
    _add_part(bars, "spPr").append(line)
    # Its place among the parts of a series is fixed.
    series._element.find(qn("c:cat")).addprevious(bars)  # noqa: SLF001  # has no other way


def _add_part(parent: BaseOxmlElement, name: str, value: str | None = None) -> BaseOxmlElement:
    part = OxmlElement(f"c:{name}")
    if value is not None:
        part.set("val", value)
    parent.append(part)
    return part


def _place_label(
    i: int, estimated: Sequence[int], known_indices: Sequence[int]
) -> XL_LABEL_POSITION:
    """Above a point; beside the line through an estimate, away from the line of the area."""
    if i not in estimated:
        return XL_LABEL_POSITION.ABOVE
    return XL_LABEL_POSITION.RIGHT if i == known_indices[-1] else XL_LABEL_POSITION.LEFT


def _label_ends(series: LineSeries, chart: Chart, model: ChartSeries, *, is_own: bool) -> None:
    """Write the first and the last number of the area itself."""
    known_indices = [i for i, value in enumerate(model.values) if value is not None]
    estimated = model.estimated
    if not is_own or not known_indices:
        return
    for i in {known_indices[0], known_indices[-1]}:
        label = series.points[i].data_label
        label.position = _place_label(i, estimated, known_indices)
        frame = label.text_frame
        frame.text = replace_spaces(next(s.labels[i] for s in chart.series if s.role == "area"))
        run = frame.paragraphs[0].runs[0]
        run.font.bold, run.font.size, run.font.color.rgb = (
            True,
            Pt(SLIDE_TEXT["m"]),
            make_colour(LINE_COLOURS["area"]),
        )
