"""What happened in the programme and when, for the reader of a trend: a typed and checked table.

A date is the month of the announcement or of the report. No event explains a figure.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from nplv_geo.definitions.programme import (
    ProgrammeRow,
    check_address,
    check_scope,
    read_programme_rows,
)
from nplv_geo.definitions.texts import Text
from nplv_geo.ground.errors import NplvError

EVENTS = "data/programme/events.csv"


class EventsError(NplvError):
    """``events.csv`` is missing or wrong: names the line and the remedy."""


class Event(ProgrammeRow):
    """One event of the programme.

    Attributes
    ----------
    date
        Month, ``2022-07``.
    scope
        What it holds for: the 20 areas, the country, or one area (``gebied``).
    source
        Who announced or reported it; ``url`` is the page.
    """

    date: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    scope: Literal["20 gebieden", "nationaal", "gebied"]
    label_nl: str = Field(min_length=1)
    label_en: str = Field(min_length=1)
    text_nl: str = Field(min_length=1)
    text_en: str = Field(min_length=1)
    source: str = Field(min_length=1)
    url: Annotated[str, AfterValidator(check_address)]

    @model_validator(mode="after")
    def _check_scope(self) -> Event:
        check_scope(self.scope, self.area_id)
        return self

    @property
    def label(self) -> Text:
        """Name of what happened."""
        return Text(nl=self.label_nl, en=self.label_en)

    @property
    def text(self) -> Text:
        """What happened, in a sentence or two."""
        return Text(nl=self.text_nl, en=self.text_en)


def parse_events(text: str, areas: Collection[str]) -> tuple[Event, ...]:
    """Read the events, oldest first.

    Parameters
    ----------
    text
        Content of ``events.csv``: comma separated, one row an event.
    areas
        Ids of the focus areas.

    Returns
    -------
    tuple of Event
        Ordered by month.

    Raises
    ------
    EventsError
        On the first row that is wrong, with its line number.
    """
    events = read_programme_rows(text, Event, EVENTS, areas, EventsError)
    return tuple(sorted(events, key=lambda event: event.date))
