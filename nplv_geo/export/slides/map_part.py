"""The map on a slide: the picture without letters around it, and its legend as text beside it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from matplotlib.figure import Figure
from PIL import Image

from nplv_geo.export.fitting import Words
from nplv_geo.export.map.drawing import DrawingGroup
from nplv_geo.export.map.image import NAME_GAP, draw_name
from nplv_geo.export.map.map_block import MapBlock
from nplv_geo.export.map.page_layout import SHEETS
from nplv_geo.export.map.scale_bar import Measures
from nplv_geo.export.map.sheet import POINTS_PER_INCH, SheetBox, choose_grid
from nplv_geo.export.map.sides import place_sides
from nplv_geo.export.slides.places import (
    BlockItem,
    Frame,
    PictureItem,
    SlideItem,
    place_text,
)
from nplv_geo.export.slides.square_part import SQUARE_HIGH, place_square
from nplv_geo.export.styles import FADED, choose_class_colours
from nplv_geo.export.typesetting import LEADING
from nplv_geo.present.beside.captions import write_picture_captions
from nplv_geo.present.briefing.slides import SlideMap
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import EDGE, INK, NO_DATA, PAPER, SOFT, tint

_LEGEND = 224.0
_GUTTER = 24.0
_ROW = 23.0
_SMALL_ROW = 18.0
_TITLE = 36.0
_SMALL_TITLE = 28.0
_LONG = 120  # letters
_DPI = 144
_MARGIN = 12.0
_MEASURES = 26.0
_SCALE = 110.0


def place_map(part: SlideMap, body: Frame) -> Iterator[SlideItem]:
    """The picture, and beside it what its colours mean, of each map that is on it."""
    picture = Frame(body.left, body.top, body.width - _LEGEND - _GUTTER, body.height)
    yield PictureItem(picture, part)
    left, top = picture.right + _GUTTER, body.top
    parts = [one for one in (part, part.beside) if one is not None]
    row = _ROW if len(parts) == 1 else _SMALL_ROW
    for one in parts:
        items = list(_place_legend(one, left, top, row))
        yield from items
        top = items[-1].frame.top + row + 8
    rest = Frame(left, top + 8, _LEGEND, body.bottom - top - 8)
    # Why areas have no figure is among the notes where there are two maps.
    words = [Words(part.missing)] if len(parts) == 1 else []
    if part.badge:
        words.append(Words(f"{part.badge[0].upper()}{part.badge[1:]}.", is_bold=True))
    if words:
        yield place_text(rest, tuple(words), "m", "xs", name="missing", colour=SOFT, gap=0.5)


def _place_legend(part: SlideMap, left: float, top: float, row: float) -> Iterator[SlideItem]:
    """Title and classes, each ``row`` points high."""
    frame = Frame(left, top, _LEGEND, _TITLE if row == _ROW else _SMALL_TITLE)
    yield place_text(frame, part.legend, "m", "s", name="legend", is_bold=True)
    top = frame.bottom + 4
    if part.scheme:
        high = _choose_scheme_room(part, row)
        yield place_text(
            Frame(left, top, _LEGEND, high),
            part.scheme,
            "m",
            "xs",
            name="classes",
            colour=SOFT,
        )
        top += high + 2
    shown = part.swatches
    if part.square:
        yield from place_square(part.square, part.swatches, Frame(left, top, _LEGEND, SQUARE_HIGH))
        top += SQUARE_HIGH + 4
        shown = part.swatches[-1:]
    for swatch in shown:
        colour = swatch.colour or NO_DATA
        colour = tint(colour, FADED) if swatch.is_faded else colour
        box = Frame(left, top + 3, 24, row - 7)
        yield BlockItem(box, colour, EDGE, is_hatched=swatch.colour is None)
        label = Frame(left + 34, top + 3, _LEGEND - 34, row - 5)
        yield place_text(
            label, f"{swatch.label}: {swatch.count}", "m", "xs", name="class", colour=INK
        )
        top += row


def _choose_scheme_room(part: SlideMap, row: float) -> float:
    """Points for what the classes are: some sentences for changes, else a line or two."""
    if row != _ROW:
        return 14.0
    return 52.0 if part.square else 124.0 if len(part.scheme) > _LONG else 28.0


def draw_map_picture(page: Page, frame: Frame) -> bytes:
    """Draw the map of a page as the map export draws it.

    Parameters
    ----------
    frame
        Its size in points is that of the picture.

    Returns
    -------
    bytes
        PNG of 144 dots per inch.
    """
    sheet = SHEETS["slide"]
    box = SheetBox(0, 0, frame.width, frame.height)
    figure = Figure(
        figsize=(frame.width / POINTS_PER_INCH, frame.height / POINTS_PER_INCH),
        dpi=_DPI,
        facecolor=PAPER,
    )
    captions = write_picture_captions(page).sides
    pages = [caption.page for caption in captions]
    name_room = sheet.body * LEADING + NAME_GAP
    sides = place_sides(pages, box, name_room, _MEASURES)
    for i, (side, caption) in enumerate(zip(sides, captions, strict=True)):
        corner = SheetBox(
            side.box.left, side.box.bottom, _SCALE + 2 * _MEASURES, _MEASURES + _MARGIN
        )
        MapBlock(
            figure=figure,
            page=side.page,
            contents=side.contents,
            sheet=sheet,
            box=side.box,
            fit=side.fit,
            ramp=choose_class_colours(side.page, grey=False),
            grid=choose_grid(_DPI),
            is_named=False,
            is_grey=False,
            occupied=[corner],
            prefix=f"map-{i + 1}-" if i else "",
        ).draw()
        if caption.name:
            draw_name(DrawingGroup(figure, "name"), sheet, side.box, caption.name)
    # Two maps have one scale.
    last = sides[-1]
    measures = Measures(DrawingGroup(figure, "measures"), sheet.small, page.t)
    left, bottom = last.box.left + _MARGIN, last.box.bottom + _MARGIN
    north_width = measures.draw_north((left, bottom), _MEASURES * 0.7)
    measures.draw_scale((left + north_width + _MARGIN, bottom), _SCALE, last.fit.scale)
    pixels = BytesIO()
    figure.savefig(pixels, format="rgba")
    wide, high = (int(side) for side in figure.bbox.size)
    picture = Image.frombytes("RGBA", (wide, high), pixels.getvalue()).convert("RGB")
    figure.clear()
    content = BytesIO()
    picture.save(content, "PNG", compress_level=4)
    return content.getvalue()
