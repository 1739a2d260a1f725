"""Where everything stands on a sheet: each size has its letters, the map gets what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nplv_geo.export.map.sheet import SheetBox
from nplv_geo.export.map.square_block import SquareBlock
from nplv_geo.export.options import SizeName
from nplv_geo.export.typesetting import LEADING, measure_width, wrap_text
from nplv_geo.present.design.tokens import PRINTED_TEXT, SLIDE_TEXT, TextScale
from nplv_geo.present.map.captions import MapCaptions
from nplv_geo.present.map.legend import Legend
from nplv_geo.present.map.legend_marks import LegendMark

ROW = 1.55  # height of a row of the legend, in letters
SWATCH = 1.7  # width of a colour in the legend, in letters
MARK_INDENT = SWATCH + 0.6  # of the names of references, in letters
MARKS_GAP = 0.5  # above those, in letters
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
    code
        Side of the QR code.
    scale
        Sizes that letters may have.
    note, small, label
        Letters of what stands below the legend, below the map, and on it.
    """

    width: float
    height: float
    margin: float
    legend: float | None
    code: float
    scale: TextScale
    title: float
    subtitle: float
    body: float
    note: float
    small: float
    label: float


_S, _P = SLIDE_TEXT, PRINTED_TEXT
# Sides, margin, legend, code; title, subtitle, body, notes, small print and labels.
SHEETS: dict[SizeName, PaperSheet] = {
    "slide": PaperSheet(
        *(960, 540, 32, 226, 58, _S),
        *(_S["xxl"], _S["l"], _S["m"], _S["s"], _S["xs"], _S["s"]),
    ),
    "a4": PaperSheet(
        *(595.28, 841.89, 36, None, 54, _P),
        *(_P["xxl"], _P["l"], _P["m"], _P["s"], _P["xs"], _P["xs"]),
    ),
    "a4-liggend": PaperSheet(
        *(841.89, 595.28, 34, 190, 54, _P),
        *(_P["figure"], _P["l"], _P["m"], _P["s"], _P["xs"], _P["xs"]),
    ),
    "vierkant": PaperSheet(
        *(576, 576, 26, 152, 50, _P),
        *(_P["xxl"], _P["m"], _P["s"], _P["xs"], _P["xs"], _P["xs"]),
    ),
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


def lay_out_sheet(
    sheet: PaperSheet, words: MapCaptions, link: str, legends: Sequence[MapCaptions] = ()
) -> Layout:
    """Break the texts and divide the sheet.

    Parameters
    ----------
    link
        Sentence with the address of the page.
    legends
        Words of the legend of each map, where there are more.

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
    map_box, legend = _divide_sheet(sheet, legends or (words,), middle)
    return Layout(
        tuple(title), size, tuple(subtitle), tuple(notes), head, map_box, legend, foot, code
    )


def _choose_title_size(sheet: PaperSheet, title: str, room: float) -> float:
    """Letters of a long title are a little smaller, if that keeps it on one line."""
    sizes = [size for size in sheet.scale.values() if size >= sheet.title * _SMALLEST_TITLE]
    fitting = [size for size in sizes if measure_width(title, size, 600) <= room]
    return min(max(fitting, default=sheet.title), sheet.title)


def _divide_sheet(
    sheet: PaperSheet, legends: Sequence[MapCaptions], middle: SheetBox
) -> tuple[SheetBox, SheetBox]:
    """Map and legend, beside or below each other."""
    if sheet.legend is not None:
        wide = middle.width - sheet.legend - 1.5 * _GAP
        legend = SheetBox(middle.right - sheet.legend, middle.bottom, sheet.legend, middle.height)
        return SheetBox(middle.left, middle.bottom, wide, middle.height), legend
    part = choose_legend_sheet(sheet, len(legends), middle.width / len(legends))
    column = measure_column(part, middle.width / len(legends))
    high = max(measure_legend(part, words, column) for words in legends)
    high = min(high, middle.height - _SMALLEST_MAP)
    legend = SheetBox(middle.left, middle.bottom, middle.width, high)
    bottom = legend.top + _GAP
    return SheetBox(middle.left, bottom, middle.width, middle.top - bottom), legend


def choose_legend_sheet(sheet: PaperSheet, n: int, wide: float) -> PaperSheet:
    """Choose the letters of a legend: those of two maps are smaller, and fill what they have.

    Parameters
    ----------
    n
        Number of maps.
    wide
        What each legend has, in points.
    """
    return sheet if n == 1 else replace(sheet, body=sheet.note, legend=wide)


def measure_column(sheet: PaperSheet, wide: float) -> float:
    """Width in points of the column with classes, in a legend that is ``wide`` points."""
    return wide if sheet.legend is not None else min(wide * 0.5, sheet.body * _LONGEST_ROW)


def measure_legend(sheet: PaperSheet, words: MapCaptions, wide: float) -> float:
    """Height in points of the title and the classes, in a legend that is ``wide`` points."""
    title = wrap_legend_title(sheet, words.legend, wide)
    square = make_square_block(sheet, words.legend, 0.0, wide)
    rows = 1 if square else max(len(words.legend.classes), 1) + 1
    notes = [*wrap_scheme(sheet, words, wide), *wrap_text(words.lit, wide, sheet.note)]
    scheme = len(notes) * sheet.note * LEADING
    marks = [line for mark in words.legend.marks for line in wrap_mark(sheet, mark, wide)]
    lines = len(title) + len(marks) + (MARKS_GAP if marks else 0.0)
    high = lines * sheet.body * LEADING + scheme + (rows + 0.5) * sheet.body * ROW
    return high + (square.measure() if square else 0.0)


def make_square_block(
    sheet: PaperSheet, legend: Legend, left: float, wide: float
) -> SquareBlock | None:
    """The square of classes of two layers, in a column of the legend; None for one layer."""
    return SquareBlock(legend.square, left, wide, sheet.body, sheet.note) if legend.square else None


def wrap_mark(sheet: PaperSheet, mark: LegendMark, wide: float) -> list[str]:
    """Name of the area or of what it is held against, in lines beside its value."""
    value = measure_width(mark.value, sheet.body)
    room = wide - sheet.body * (MARK_INDENT + 0.6) - value
    return wrap_text(mark.name, room, sheet.body)


def wrap_legend_title(sheet: PaperSheet, legend: Legend, wide: float) -> list[str]:
    """Title of the legend in lines."""
    return wrap_text(legend.title, wide, sheet.body, 600)


def wrap_scheme(sheet: PaperSheet, words: MapCaptions, wide: float) -> list[str]:
    """What the classes are, in lines; none where they are plain numbers."""
    return wrap_text(words.scheme, wide, sheet.note) if words.scheme else []


def _wrap_notes(sheet: PaperSheet, words: MapCaptions, link: str, room: float) -> list[str]:
    """Everything below the map; the source first and the link last, so that they stand out."""
    texts = (words.figures, words.boundaries, " ".join(words.remarks), link)
    return [line for text in texts if text for line in wrap_text(text, room, sheet.small)]
