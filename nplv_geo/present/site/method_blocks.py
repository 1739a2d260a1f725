"""What the page "Methode" is made of: sections with paragraphs, lists and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["paragraph", "terms", "sources"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list of terms with what they mean, or a list of sources.

    Attributes
    ----------
    items
        Text and explanation; only terms have an explanation.
    """

    kind: BlockKind
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of which the first cell of each row is its head.

    Attributes
    ----------
    caption
        What it shows.
    heads
        Heads of the columns.
    rows
        Cells as text; as many as there are heads.
    words
        Number of columns, from the first, that hold words; the others hold numbers.
    is_folded
        Whether it is shown only when a reader asks for it.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1
    is_folded: bool = False
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Section:
    """One subject of the page."""

    anchor: str
    title: str
    blocks: tuple[Block | TableBlock, ...]


def make_paragraph(text: str) -> Block:
    """Make a block of one paragraph."""
    return Block("paragraph", ((text, ""),))
