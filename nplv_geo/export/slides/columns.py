"""A column of a slide, that things are placed in below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nplv_geo.export.slides.grids import fit_table
from nplv_geo.export.slides.places import MARGIN, WIDE, Frame, TableItem
from nplv_geo.present.briefing.slides import SlideTable
from nplv_geo.present.design.tokens import TextSize

ROOM = WIDE - 2 * MARGIN
GUTTER = 32.0
BODY_TOP, BODY_BOTTOM = 128.0, 478.0
BODY = BODY_BOTTOM - BODY_TOP
TABLE_GAP = 14.0


@dataclass(slots=True)
class Column:
    """What is left of a column, in points; each thing that is placed takes its height from it.

    Attributes
    ----------
    left, width
        Its sides stay as they are.
    top
        Where the next thing comes.
    bottom
        Where the body of a slide ends.
    """

    left: float
    width: float
    top: float = BODY_TOP
    bottom: float = BODY_BOTTOM

    def take(self, height: float, gap: float = 0.0) -> Frame:
        """Take a frame from the upper side, and ``gap`` below it."""
        frame = Frame(self.left, self.top, self.width, height)
        self.top += height + gap
        return frame

    def take_rest(self, below: float = 0.0) -> Frame:
        """Take all that is left but ``below``."""
        return self.take(self.bottom - self.top - below)

    def take_tables(
        self, tables: Sequence[SlideTable], height: float, largest: TextSize = "m"
    ) -> list[TableItem]:
        """Fit tables below each other, each in at most ``height``; each takes what it needs."""
        items = []
        for table in tables:
            frame = Frame(self.left, self.top, self.width, height)
            item = fit_table(frame, table, largest)
            self.take(item.frame.height, TABLE_GAP)
            items.append(item)
        return items


def divide_body(share: float, top: float = BODY_TOP) -> tuple[Column, Column]:
    """Divide the body of a slide in two columns.

    Parameters
    ----------
    share
        Of the left one in the whole width.
    top
        Upper side of both.
    """
    wide = ROOM * share
    left = MARGIN + wide + GUTTER
    return Column(MARGIN, wide, top), Column(left, WIDE - MARGIN - left, top)


def halve_body(top: float = BODY_TOP) -> tuple[Column, Column]:
    """Divide the body of a slide in two columns that are as wide."""
    return divide_body((ROOM - GUTTER) / 2 / ROOM, top)
