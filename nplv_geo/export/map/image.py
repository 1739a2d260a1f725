"""One picture of the map: the sheet with everything on it, drawn from the page's own model.

Matplotlib's objects are used without its global state (``pyplot``), so that pictures can be made
side by side. Sizes are a fixed few, so that no request can ask for a picture that is too large.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.figure import Figure
from PIL import Image

from nplv_geo.export.map.background import FetchTiles, draw_background
from nplv_geo.export.map.drawing import DrawingGroup
from nplv_geo.export.map.legend_block import LegendBlock
from nplv_geo.export.map.map_block import MapBlock
from nplv_geo.export.map.page_layout import (
    HEAD_GAP,
    SHEETS,
    Layout,
    PaperSheet,
    choose_legend_sheet,
    lay_out_sheet,
    measure_column,
    measure_legend,
)
from nplv_geo.export.map.qr import draw_code
from nplv_geo.export.map.scale_bar import Measures
from nplv_geo.export.map.sheet import POINTS_PER_INCH, Fit, SheetBox, choose_grid
from nplv_geo.export.map.sides import MARGIN, Side, divide_legend, place_sides
from nplv_geo.export.options import RESOLUTIONS, MapOptions
from nplv_geo.export.styles import FADED, choose_class_colours, choose_notice_colours
from nplv_geo.export.typesetting import LEADING, measure_width, wrap_text
from nplv_geo.present.beside.captions import PictureCaptions, SideCaptions
from nplv_geo.present.map.captions import MapCaptions
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import HATCH, INK, PAPER, SOFT, tint
from nplv_geo.present.texts import Texts
from nplv_geo.statistics.classify import NO_CLASS

NAME_GAP = 4.0
_MEASURES = 36.0  # height and width of the scale on a map
_MEASURES_WIDE = 130.0
_BADGE_ROOM = 12.0


def draw_map(
    page: Page,
    words: PictureCaptions,
    options: MapOptions,
    link: str,
    fetch: FetchTiles | None = None,
) -> Figure:
    """Draw the picture of a page: one map, or two that stand beside each other.

    Parameters
    ----------
    link
        Address of the page; it stands below the map, and as a QR code beside it.
    fetch
        Gives the tiles of the background map; none without it.
    """
    t, sheet, whole = page.t, SHEETS[options.size], words.whole
    if fetch is not None:
        background = t(f"export.background_{page.view.basemap}")
        whole = replace(whole, remarks=(*whole.remarks, background))
    legends = [side.words for side in words.sides]
    parts = lay_out_sheet(sheet, whole, t("export.link", link=link), legends)
    inches = (sheet.width / POINTS_PER_INCH, sheet.height / POINTS_PER_INCH)
    figure = Figure(figsize=inches, dpi=options.dpi, facecolor=PAPER)
    badge_room = _BADGE_ROOM if whole.badge else 0.0
    pages = [side.page for side in words.sides]
    sides = place_sides(pages, parts.map, sheet.body * LEADING + NAME_GAP, badge_room)
    looks = _Looks(figure, sheet, options, fetch)
    for i, (side, caption) in enumerate(zip(sides, words.sides, strict=True)):
        _draw_side(looks, side, caption, "" if i == 0 else f"map-{i + 1}-")
    _draw_legends(looks, sides, legends, parts.legend)
    _draw_head(figure, sheet, parts)
    notes = DrawingGroup(figure, "source")
    notes.add_lines(parts.notes, parts.foot.left, parts.foot.top, sheet.small, SOFT)
    draw_code(DrawingGroup(figure, "code"), link, parts.code)
    return figure


@dataclass(frozen=True, slots=True)
class _Looks:
    """How all parts of one picture are drawn, and on what."""

    figure: Figure
    sheet: PaperSheet
    options: MapOptions
    fetch: FetchTiles | None


def _draw_side(looks: _Looks, side: Side, caption: SideCaptions, prefix: str) -> None:
    """One map with its notice, and with its name and scale where it is one of two."""
    figure, sheet, options = looks.figure, looks.sheet, looks.options
    page, words, fetch = side.page, caption.words, looks.fetch
    badge = _place_badge(words, sheet, side.box)
    measures = SheetBox(side.box.left, side.box.bottom, _MEASURES_WIDE, _MEASURES)
    has_measures = bool(prefix)  # two maps have one scale, which stands on the last
    dpi = options.dpi if options.kind == "png" else RESOLUTIONS[0]
    MapBlock(
        figure=figure,
        page=page,
        contents=side.contents,
        sheet=sheet,
        box=side.box,
        fit=side.fit,
        ramp=choose_class_colours(page, grey=options.grey),
        grid=choose_grid(dpi),
        # The same code may not stand twice in a file.
        is_named=options.kind == "svg" and not prefix,
        is_grey=options.grey,
        occupied=[*([badge] if badge else []), *([measures] if has_measures else [])],
        background=_fetch_background(side.fit, side.box, dpi, fetch) if fetch else None,
        prefix=prefix,
    ).draw()
    if badge:
        colours = choose_notice_colours(grey=options.grey)
        layer = DrawingGroup(figure, f"{prefix}schematic")
        _draw_badge(layer, words.badge, sheet, badge, colours)
    if caption.name:
        draw_name(DrawingGroup(figure, f"{prefix}name"), sheet, side.box, caption.name)
    if has_measures:
        layer = DrawingGroup(figure, f"{prefix}measures")
        draw_measures_on_map(layer, sheet, side, page.t)


def draw_name(layer: DrawingGroup, sheet: PaperSheet, box: SheetBox, name: str) -> None:
    """What a map is, in the largest letters that take one line above it; its legend says all."""
    sizes = sorted(size for size in sheet.scale.values() if size <= sheet.body)
    fitting = [size for size in sizes if measure_width(name, size, 600) <= box.width]
    size = max(fitting, default=sizes[0])
    line = wrap_text(name, box.width, size, 600)[0]
    layer.add_text(line, (box.left, box.top + NAME_GAP), size, 600)


def _draw_legends(
    looks: _Looks, sides: Sequence[Side], words: Sequence[MapCaptions], box: SheetBox
) -> None:
    """The legend of each map; with one map also its scale."""
    n, sheet, grey = len(sides), looks.sheet, looks.options.grey
    is_beside = sheet.legend is None
    wide = box.width / n if is_beside else box.width
    letters = choose_legend_sheet(sheet, n, wide)
    heights = [measure_legend(letters, one, measure_column(letters, wide)) for one in words]
    boxes = divide_legend(box, heights, is_beside=is_beside)
    for i, (side, one, part) in enumerate(zip(sides, words, boxes, strict=True)):
        prefix = "" if i == 0 else f"map-{i + 1}-"
        page, layer = side.page, DrawingGroup(looks.figure, f"{prefix}legend")
        block = LegendBlock(letters, one, part, page.t, grey, has_gaps_elsewhere=n > 1)
        shades = choose_class_colours(page, grey=grey)[: len(one.legend.classes)]
        numbers = (*range(len(shades)), NO_CLASS)
        *shown, hatch = (
            shade if page.lit in (None, number) else tint(shade, FADED)
            for number, shade in zip(numbers, (*shades, HATCH), strict=True)
        )
        block.draw(layer, shown, hatch)
        if n == 1:
            block.draw_measures(DrawingGroup(looks.figure, "measures"), side.fit.scale)


def draw_measures_on_map(layer: DrawingGroup, sheet: PaperSheet, side: Side, t: Texts) -> None:
    """Draw the north arrow and the scale bar in a corner of a map."""
    measures, left, bottom = Measures(layer, sheet.small, t), side.box.left, side.box.bottom
    wide = measures.draw_north((left + MARGIN, bottom + MARGIN), _MEASURES * 0.5)
    start = (left + wide + 2 * MARGIN, bottom + MARGIN)
    measures.draw_scale(start, _MEASURES_WIDE - 4 * MARGIN, side.fit.scale)


def _fetch_background(where: Fit, box: SheetBox, dpi: int, fetch: FetchTiles) -> Image.Image:
    """The background map of what the box shows."""
    width, height = (round(side / POINTS_PER_INCH * dpi) for side in (box.width, box.height))
    return draw_background(where.measure_view(box), width, height, fetch)


def _draw_head(figure: Figure, sheet: PaperSheet, parts: Layout) -> None:
    """Title and subtitle."""
    layer, top = DrawingGroup(figure, "title"), parts.head.top
    for line in parts.title:
        size = parts.title_size
        top -= size * LEADING
        layer.add_text(line, (parts.head.left, top + size * (LEADING - 1)), size, 600)
    layer.add_lines(parts.subtitle, parts.head.left, top - HEAD_GAP, sheet.subtitle, INK)


def _place_badge(words: MapCaptions, sheet: PaperSheet, frame: SheetBox) -> SheetBox | None:
    """Place of the notice that the boundaries are schematic, in the corner of the map."""
    if not words.badge:
        return None
    wide = measure_width(words.badge, sheet.label) + sheet.label
    high = sheet.label * 1.7
    return SheetBox(frame.left + 6, frame.top - 6 - high, wide, high)


def _draw_badge(
    layer: DrawingGroup, text: str, sheet: PaperSheet, box: SheetBox, colours: tuple[str, str, str]
) -> None:
    face, edge, ink = colours
    layer.add_box(box, face, edge)
    at = (box.left + sheet.label / 2, box.bottom + sheet.label * 0.55)
    layer.add_text(text, at, sheet.label, colour=ink)
