"""One picture of the map: the sheet with everything on it, drawn from the page's own model.

Matplotlib's objects are used without its global state (``pyplot``), so that pictures can be made
side by side. Sizes are a fixed few, so that no request can ask for a picture that is too large.
"""

from __future__ import annotations

from dataclasses import replace

from matplotlib.figure import Figure
from PIL import Image

from nplv_geo.export.map.background import FetchTiles, draw_background
from nplv_geo.export.map.contents import gather_contents
from nplv_geo.export.map.drawing import DrawingGroup
from nplv_geo.export.map.legend_block import LegendBlock
from nplv_geo.export.map.map_block import MapBlock
from nplv_geo.export.map.page_layout import HEAD_GAP, SHEETS, Layout, PaperSheet, lay_out_sheet
from nplv_geo.export.map.qr import draw_code
from nplv_geo.export.map.sheet import POINTS_PER_INCH, Fit, SheetBox, choose_grid, fit_bounds
from nplv_geo.export.options import RESOLUTIONS, MapOptions
from nplv_geo.export.styles import FADED, choose_class_colours, choose_notice_colours
from nplv_geo.export.typesetting import LEADING, measure_width
from nplv_geo.present.map.captions import MapCaptions
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import HATCH, INK, PAPER, SOFT, tint
from nplv_geo.statistics.classify import NO_CLASS

_MARGIN = 12.0
_BADGE_ROOM = 12.0


def draw_map(
    page: Page, words: MapCaptions, options: MapOptions, link: str, fetch: FetchTiles | None = None
) -> Figure:
    """Draw the picture of a page.

    Parameters
    ----------
    link
        Address of the page; it stands below the map, and as a QR code beside it.
    fetch
        Gives the tiles of the background map; none without it.
    """
    t, sheet = page.t, SHEETS[options.size]
    if fetch is not None:
        words = replace(
            words, remarks=(*words.remarks, t(f"export.background_{page.view.basemap}"))
        )
    parts = lay_out_sheet(sheet, words, t("export.link", link=link))
    inches = (sheet.width / POINTS_PER_INCH, sheet.height / POINTS_PER_INCH)
    figure = Figure(figsize=inches, dpi=options.dpi, facecolor=PAPER)
    contents = gather_contents(page)
    where = fit_bounds(
        contents.bounds, parts.map.shrink(_MARGIN, _BADGE_ROOM if words.badge else 0.0)
    )
    ramp = choose_class_colours(page, grey=options.grey)
    badge = _place_badge(words, sheet, parts.map)
    is_png = options.kind == "png"
    dpi = options.dpi if is_png else RESOLUTIONS[0]
    MapBlock(
        figure=figure,
        page=page,
        contents=contents,
        sheet=sheet,
        box=parts.map,
        fit=where,
        ramp=ramp,
        grid=choose_grid(dpi),
        is_named=options.kind == "svg",
        is_grey=options.grey,
        occupied=[badge] if badge else [],
        background=_fetch_background(where, parts.map, dpi, fetch) if fetch else None,
    ).draw()
    if badge:
        colours = choose_notice_colours(grey=options.grey)
        _draw_badge(DrawingGroup(figure, "schematic"), words.badge, sheet, badge, colours)
    _draw_head(figure, sheet, parts)
    block = LegendBlock(sheet, words, parts.legend, t, options.grey)
    shades = ramp[: len(words.legend.classes)]
    numbers = (*range(len(shades)), NO_CLASS)
    *shown, hatch = (
        shade if page.lit in (None, number) else tint(shade, FADED)
        for number, shade in zip(numbers, (*shades, HATCH), strict=True)
    )
    block.draw(DrawingGroup(figure, "legend"), shown, hatch)
    block.draw_measures(DrawingGroup(figure, "measures"), where.scale)
    notes = DrawingGroup(figure, "source")
    notes.add_lines(parts.notes, parts.foot.left, parts.foot.top, sheet.small, SOFT)
    draw_code(DrawingGroup(figure, "code"), link, parts.code)
    return figure


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
