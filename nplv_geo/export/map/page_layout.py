"""Where everything stands on a sheet: each size has its letters, the map gets what is left over."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.export.map.sheet import SheetBox
from nplv_geo.export.options import SizeName
from nplv_geo.export.typesetting import LEADING, measure_width, wrap_text
from nplv_geo.present.map.captions import MapCaptions
from nplv_geo.present.map.legend import Legend

ROW = 1.55  # height of a row of the legend, in letters
SWATCH = 1.7  # width of a colour in the legend, in letters
HEAD_GAP = 3.0
_GAP = 12.0
_SMALLEST_TITLE = 0.7
_LONGEST_ROW = 19.0  # letters
_SMALLEST_MAP = 150.0


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """One size of paper, in points, with the sizes of its letters.

    Attributes
    ----------
    legend
        Width of the legend beside the map; None when it stands below.
    """

    width: float
    height: float
    margin: float
    legend: float | None
    title: float
    subtitle: float
    body: float
    small: float
    label: float
    code: float


SHEETS: dict[SizeName, PaperSheet] = {
    "slide": PaperSheet(960, 540, 32, 226, 30, 15, 12.5, 8.5, 9.5, 58),
    "a4": PaperSheet(595.28, 841.89, 36, None, 22, 12, 10, 7.5, 7.5, 54),
    "a4-liggend": PaperSheet(841.89, 595.28, 34, 190, 24, 12.5, 10.5, 7.5, 8, 54),
    "vierkant": PaperSheet(576, 576, 26, 152, 20, 11, 9, 7, 7.5, 50),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Broken lines and boxes of one picture.

    Attributes
    ----------
    notes
        Lines below the map: source, boundaries, remarks, link.
    code
        Box of the QR code.
    """

    title: tuple[str, ...]
    title_size: float
    subtitle: tuple[str, ...]
    notes: tuple[str, ...]
    head: SheetBox
    map: SheetBox
    legend: SheetBox
    foot: SheetBox
    code: SheetBox


def lay_out_sheet(sheet: PaperSheet, words: MapCaptions, link: str) -> Layout:
    """Break the texts and divide the sheet.

    Parameters
    ----------
    link
        Sentence with the address of the page.

    Returns
    -------
    Layout
        Boxes in points from the lower left corner.
    """
    room = sheet.width - 2 * sheet.margin
    size = _choose_title_size(sheet, words.title, room)
    title = wrap_text(words.title, room, size, 600)
    subtitle = wrap_text(words.subtitle, room, sheet.subtitle)
    high = (len(title) * size + len(subtitle) * sheet.subtitle) * LEADING + HEAD_GAP
    head = SheetBox(sheet.margin, sheet.height - sheet.margin - high, room, high)
    notes = _wrap_notes(sheet, words, link, room - sheet.code - 2 * _GAP)
    foot_high = max(sheet.code, len(notes) * sheet.small * LEADING)
    foot = SheetBox(sheet.margin, sheet.margin * 0.8, room, foot_high)
    code = SheetBox(foot.right - sheet.code, foot.top - sheet.code, sheet.code, sheet.code)
    middle = SheetBox(sheet.margin, foot.top + _GAP, room, head.bottom - _GAP - foot.top - _GAP)
    map_box, legend = _divide_sheet(sheet, words, middle)
    return Layout(
        tuple(title), size, tuple(subtitle), tuple(notes), head, map_box, legend, foot, code
    )


def _choose_title_size(sheet: PaperSheet, title: str, room: float) -> float:
    """Letters of a long title are a little smaller, if that keeps it on one line."""
    share = room / measure_width(title, sheet.title, 600)
    return sheet.title * share if _SMALLEST_TITLE <= share < 1 else sheet.title


def _divide_sheet(
    sheet: PaperSheet, words: MapCaptions, middle: SheetBox
) -> tuple[SheetBox, SheetBox]:
    """Map and legend, beside or below each other."""
    if sheet.legend is not None:
        wide = middle.width - sheet.legend - 1.5 * _GAP
        legend = SheetBox(middle.right - sheet.legend, middle.bottom, sheet.legend, middle.height)
        return SheetBox(middle.left, middle.bottom, wide, middle.height), legend
    high = measure_legend(sheet, words, measure_column(sheet, middle.width))
    high = min(high, middle.height - _SMALLEST_MAP)
    legend = SheetBox(middle.left, middle.bottom, middle.width, high)
    bottom = legend.top + _GAP
    return SheetBox(middle.left, bottom, middle.width, middle.top - bottom), legend


def measure_column(sheet: PaperSheet, wide: float) -> float:
    """Width in points of the column with classes, in a legend that is ``wide`` points."""
    return wide if sheet.legend is not None else min(wide * 0.5, sheet.body * _LONGEST_ROW)


def measure_legend(sheet: PaperSheet, words: MapCaptions, wide: float) -> float:
    """Height in points of the title and the classes, in a legend that is ``wide`` points."""
    title = wrap_legend_title(sheet, words.legend, wide)
    rows = max(len(words.legend.classes), 1) + 1
    small = sheet.small + 1
    lines = [words.scheme] if words.scheme else []
    scheme = len([*lines, *wrap_text(words.lit, wide, small)]) * small * LEADING
    return len(title) * sheet.body * LEADING + scheme + (rows + 0.5) * sheet.body * ROW


def wrap_legend_title(sheet: PaperSheet, legend: Legend, wide: float) -> list[str]:
    """Title of the legend in lines."""
    return wrap_text(legend.title, wide, sheet.body, 600)


def _wrap_notes(sheet: PaperSheet, words: MapCaptions, link: str, room: float) -> list[str]:
    """Everything below the map; the source first and the link last, so that they stand out."""
    texts = (words.figures, words.boundaries, " ".join(words.remarks), link)
    return [line for text in texts if text for line in wrap_text(text, room, sheet.small)]
