"""What happened in the programme and when, for the reader of a trend: a typed and checked table.

A date is the month of the announcement or of the report. No event explains a figure.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from pydantic import Field, model_validator

from nplv_geo.definitions.texts import Language
from nplv_geo.ground.checked_rows import AREA, Row, read_checked_rows
from nplv_geo.ground.errors import NplvError

EVENTS = "data/programme/events.csv"


class EventsError(NplvError):
    """``events.csv`` is missing or wrong: names the line and the remedy."""


class Event(Row):
    """One event of the programme.

    Attributes
    ----------
    date
        Month, ``2022-07``.
    scope
        What it holds for: the 20 areas, the country, or one area (``gebied``).
    """

    date: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    scope: Literal["20 gebieden", "nationaal", "gebied"]
    label_nl: str = Field(min_length=1)
    label_en: str = Field(min_length=1)
    text_nl: str = Field(min_length=1)
    text_en: str = Field(min_length=1)
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _is_whole(self) -> Event:
        if (self.scope == AREA) != bool(self.area_id):
            raise ValueError("area_id hoort bij bereik 'gebied', en alleen daar")
        return self

    def label(self, language: Language) -> str:
        """Name of what happened."""
        return self.label_nl if language == "nl" else self.label_en

    def text(self, language: Language) -> str:
        """What happened, in a sentence or two."""
        return self.text_nl if language == "nl" else self.text_en


def parse_events(text: str, areas: Collection[str]) -> tuple[Event, ...]:
    """Read the events, oldest first.

    Parameters
    ----------
    areas
        Ids of the focus areas.

    Raises
    ------
    EventsError
        On the first row that is wrong, with its line number.
    """
    events = read_checked_rows(text, Event, EVENTS, areas, EventsError)
    return tuple(sorted(events, key=lambda event: event.date))
