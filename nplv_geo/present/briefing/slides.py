"""What a slide holds, whatever kind of file it ends in: texts, key figures, charts and tables.

A briefing is made once as these values; slides and pages are only laid out and written, so that
the two can't differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from nplv_geo.definitions.texts import Language
from nplv_geo.present.briefing.scatter import SlideScatter
from nplv_geo.present.page.palette import ReferenceKind
from nplv_geo.present.sentences.outcomes import Tone
from nplv_geo.present.together.square import Square
from nplv_geo.present.values.carried import Band

SeriesRole = ReferenceKind | Literal["count"]
ChartKind = Literal["bars", "lines", "columns"]
SlideKind = Literal[
    "cover", "minute", "map", "together", "themes", "trend", "ranking", "stacking", "stack_trend",
    "undermining", "peers", "table", "method", "sources",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SlideParagraph:
    """One paragraph; ``head`` is the word in bold that it starts with."""

    text: str
    head: str = ""
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number that is worth remembering, with what it is held against."""

    label: str
    value: str
    notes: tuple[str, ...]
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One colour of a chart.

    Attributes
    ----------
    values, labels
        Rounded as on the page, and as they are written; None and empty where there is no value.
    bands
        How far each value of a line may be off because a part of it was divided over places; None
        for the others, which are no estimates. None at all for what is no line.
    """

    name: str
    role: SeriesRole
    values: tuple[float | None, ...]
    labels: tuple[str, ...]
    bands: tuple[Band | None, ...] = ()

    @property
    def estimated(self) -> tuple[int, ...]:
        """Places of the values that are partly an estimate."""
        return tuple(i for i, band in enumerate(self.bands) if band is not None)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its numbers.

    Attributes
    ----------
    alt
        The chart in words, for who can't see it.
    layers
        Layer of each category of a bar chart, or the one layer of the others.
    sign
        What follows each number, such as a percent sign.
    decimals
        Digits after the mark, for each category or one for all.
    colours
        One for each category, where they differ.
    provisional
        Categories of which the numbers can still change.
    highest
        Of all charts that stand side by side, so that their bars are as long.
    note
        What stands below the chart.
    """

    kind: ChartKind
    title: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    layers: tuple[str, ...]
    sign: str = ""
    decimals: tuple[int, ...] = (0,)
    colours: tuple[str, ...] = ()
    provisional: tuple[str, ...] = ()
    highest: float = 0.0
    language: Language = "nl"
    note: str = ""


@dataclass(frozen=True, slots=True)
class SlideCell:
    """A cell of a table."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class SlideTable:
    """A table with a row of headings.

    Attributes
    ----------
    widths
        Share of the width for each column.
    numbers
        Columns that stand on the right.
    """

    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[SlideCell, ...], ...]
    widths: tuple[float, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SlideDot:
    """The value of one row of a table on a line from 0 to 1, and the range that chance allows.

    Attributes
    ----------
    start, end
        Ends of the range; None where nobody knows it.
    is_own
        True for the area that the briefing is about.
    is_beyond
        True where the value lies beyond the line, at whose end ``at`` is.
    """

    at: float
    start: float | None = None
    end: float | None = None
    is_own: bool = False
    is_beyond: bool = False


@dataclass(frozen=True, slots=True)
class SlideTick:
    """A value on the line of all dots; ``role`` is that of a reference, none for a round number.

    With ``is_beyond`` it lies beyond the line.
    """

    at: float
    label: str
    role: ReferenceKind | None = None
    is_beyond: bool = False


@dataclass(frozen=True, slots=True)
class SlideDots:
    """A dot for each row of the table beside it, which has the same figures in words."""

    rows: tuple[SlideDot, ...]
    ticks: tuple[SlideTick, ...]
    references: tuple[SlideTick, ...]


@dataclass(frozen=True, slots=True)
class Swatch:
    """A class of the map; without a colour it is hatched, faded where another one is lit."""

    label: str
    count: str
    colour: str | None
    is_faded: bool = False


@dataclass(frozen=True, slots=True)
class SlideMap:
    """The map with its legend; the picture itself is drawn from the page.

    Attributes
    ----------
    square
        With it the swatches but the last stand in three rows of three, the lowest row first.
    beside
        The legend of a second map on the same picture; None for one map.
    """

    alt: str
    badge: str
    legend: str
    scheme: str
    swatches: tuple[Swatch, ...]
    missing: str
    square: Square | None = None
    beside: SlideMap | None = None


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide.

    Attributes
    ----------
    lead
        The one sentence to remember.
    foot
        Source, in small letters.
    key
        What the colours of a scatter mean, as on the slide with the map.
    notes
        What the speaker should know: sources and reservations.
    """

    kind: SlideKind
    title: str
    lead: str = ""
    paragraphs: tuple[SlideParagraph, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[SlideTable, ...] = ()
    dots: SlideDots | None = None
    map: SlideMap | None = None
    scatter: SlideScatter | None = None
    key: SlideMap | None = None
    foot: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """A whole briefing; ``built`` is the moment of the edition, never of the export."""

    area: str
    title: str
    subject: str
    keywords: str
    language: Language
    built: datetime
    slides: tuple[Slide, ...]


def choose_tone(standing: str | None) -> Tone:
    """Tone of how an area stands; what is not judged has none."""
    if standing == "better":
        return "better"
    return "worse" if standing == "worse" else ""
