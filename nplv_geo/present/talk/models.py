"""What a talk sheet holds, whatever kind of file it ends in: every text and number decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nplv_geo.definitions.texts import Language
from nplv_geo.ground.areas import AreaId
from nplv_geo.present.sentences.outcomes import Tone


@dataclass(frozen=True, slots=True)
class TalkRow:
    """One figure since the start, in words.

    Attributes
    ----------
    layer
        Name of the layer, as in addresses and files.
    label
        The layer with its unit, unless a percent sign says it.
    start, now
        Values with their years.
    change
        Difference of the two, with its sign and, of percentages, its unit.
    gemeente, country
        The same difference of the gemeente and of the country, over the same years.
    sure
        How sure the change is, and what else a reader must know of it.
    tone
        Whether a clear change is for the better; empty where that isn't judged or not clear.
    is_clear
        True when it is more than rounding and chance, and nearly all of it is known.
    is_converted
        True when a part of the begin or of now was divided over places to stand on the map.
    """

    layer: str
    label: str
    start: str
    now: str
    change: str
    sure: str
    gemeente: str
    country: str
    tone: Tone = ""
    is_clear: bool = False
    is_converted: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """Text of each column, in the order of the headings."""
        return (
            self.label,
            self.start,
            self.now,
            self.change,
            self.sure,
            self.gemeente,
            self.country,
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """One thing that was agreed or reported, as a public source says it.

    Attributes
    ----------
    head
        What it is about, where that needs saying.
    source, url
        Who says so, and the address where; an empty one when it has none.
    """

    head: str
    text: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One action line.

    Attributes
    ----------
    summary
        How many of its figures changed clearly.
    rows
        Figures with two comparable years; what changed clearly comes first.
    remarks
        What has no row: figures beyond those that fit, with one year only, or not in the edition.
    agreed, agreed_note
        What was agreed on this line; a sentence where no source was found.
    """

    id: str
    label: str
    sentence: str
    summary: str
    rows: tuple[TalkRow, ...]
    remarks: tuple[str, ...]
    agreed: tuple[Agreement, ...]
    agreed_note: str


@dataclass(frozen=True, slots=True)
class TalkNote:
    """One thing to know; ``head`` is what it is about."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class BlankTable:
    """Columns that are filled in at the meeting, and never by us.

    Attributes
    ----------
    title
        What the table is for.
    columns
        Headings of the columns.
    rows
        Number of empty rows.
    """

    title: str
    columns: tuple[str, str, str]
    rows: int


@dataclass(frozen=True, slots=True)
class LineWords:
    """Headings that each action line has.

    Attributes
    ----------
    figures, agreed
        Above the table of figures, and above what was agreed.
    columns
        Of the table of figures.
    """

    figures: str
    agreed: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TalkSheet:
    """The whole sheet.

    Attributes
    ----------
    title, lead, purpose
        What it is about, of when it is, and what it is for.
    agreed_title, agreed, agreed_note
        What the programme is in this area, and a sentence where no source was found.
    words
        Headings that each action line has.
    blank
        The table under each action line.
    link
        Address of the area on the site.
    """

    area: AreaId
    name: str
    language: Language
    edition: str
    built: datetime
    document: str
    subject: str
    keywords: str
    title: str
    lead: str
    purpose: str
    agreed_title: str
    agreed: tuple[Agreement, ...]
    agreed_note: str
    lines: tuple[TalkLine, ...]
    words: LineWords
    blank: BlankTable
    notes_title: str
    notes: tuple[TalkNote, ...]
    sources_title: str
    sources: tuple[str, ...]
    link_text: str
    link: str
    foot: str
    page_words: tuple[str, str]

    def number_page(self, page: int, pages: int) -> str:
        """Write the number of a page: ``Pagina 1 van 2``."""
        before, between = self.page_words
        return f"{before} {page} {between} {pages}"
