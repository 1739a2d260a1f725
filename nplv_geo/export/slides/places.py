"""What stands where on a slide: frames in points from the upper left corner, in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from nplv_geo.export.fitting import LEADING, FittedText, Words, fit_text
from nplv_geo.present.briefing.scatter import SlideScatter
from nplv_geo.present.briefing.slides import Chart, SeriesRole, SlideMap, SlideTable
from nplv_geo.present.design.tokens import SLIDE_TEXT, TextSize
from nplv_geo.present.design.type_scale import list_sizes
from nplv_geo.present.page.palette import (
    ACCENT,
    BETTER,
    INK,
    REFERENCES,
    WORSE,
    BarStyle,
    make_bar_style,
)

WIDE, HIGH = 960.0, 540.0
MARGIN = 48.0
TONES = {"better": BETTER, "worse": WORSE, "": INK}
# "count" is a number of neighbourhoods, which is held against nothing.
LINE_COLOURS: Mapping[SeriesRole, str] = {
    **{role: REFERENCES[role] for role in REFERENCES},
    "count": ACCENT,
}
BAR_STYLES: Mapping[SeriesRole, BarStyle] = {
    **{role: make_bar_style(role) for role in REFERENCES},
    "count": BarStyle(ACCENT, ACCENT),
}
BAR_EDGE = 1.0  # points

# In which a text is read aloud and its spelling checked.
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}

Anchor = Literal["top", "middle", "bottom"]
Side = Literal["right", "left", "above", "below"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle in points; the origin is the upper left corner of the slide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Lower side."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class TextItem:
    """A text box with text that was measured to fit."""

    frame: Frame
    text: FittedText
    name: str
    colour: str = INK
    gap: float = 0.0
    leading: float = LEADING
    anchor: Anchor = "top"
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class BlockItem:
    """A rectangle of one colour, which says nothing by itself; with ``is_hatched`` "no figure".

    With ``is_round`` it is the ellipse that fits in the frame.
    """

    frame: Frame
    face: str
    edge: str = ""
    is_hatched: bool = False
    is_round: bool = False


@dataclass(frozen=True, slots=True)
class ChartItem:
    """A chart; ``size`` of its letters was measured for the longest category."""

    frame: Frame
    chart: Chart
    size: float


@dataclass(frozen=True, slots=True)
class ScatterItem:
    """A scatter with the frame between its axes; ``size`` is that of its letters.

    Attributes
    ----------
    sides
        Where the name of each named area stands beside its spot.
    """

    frame: Frame
    inside: Frame
    part: SlideScatter
    size: float
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class TableItem:
    """A table with the heights of its rows, the headings first."""

    frame: Frame
    table: SlideTable
    size: float
    rows: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PictureItem:
    """The map."""

    frame: Frame
    part: SlideMap


SlideItem = TextItem | BlockItem | ChartItem | ScatterItem | TableItem | PictureItem


def place_text(  # noqa: PLR0913  # a text has a frame, two sizes and a style
    frame: Frame,
    words: str | tuple[Words, ...],
    largest: TextSize,
    smallest: TextSize,
    *,
    name: str,
    colour: str = INK,
    is_bold: bool = False,
    gap: float = 0.0,
    leading: float = LEADING,
    anchor: Anchor = "top",
    is_title: bool = False,
) -> TextItem:
    """Fit a text in a frame.

    Parameters
    ----------
    largest, smallest
        Sizes of letters that are tried.
    gap, leading
        Space between two paragraphs and height of a line, in letters.
    """
    paragraphs = (Words(words, is_bold=is_bold),) if isinstance(words, str) else words
    width, height = frame.width, frame.height
    sizes = list_sizes(SLIDE_TEXT, largest, smallest)
    fitted = fit_text(paragraphs, width, height, sizes, gap=gap, leading=leading)
    return TextItem(frame, fitted, name, colour, gap, leading, anchor, is_title)
