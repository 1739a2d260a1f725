"""What happened in the programme and when, for the reader of a trend: a typed and checked table.

A date is the month of the announcement or of the report. No event explains a figure.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from nplv_geo.catalog import Language, closest
from nplv_geo.errors import NplvError

EVENTS = "data/programme/events.csv"


class EventsError(NplvError):
    """``events.csv`` is missing or wrong: names the line and the remedy."""


class Event(BaseModel):
    """One event of the programme.

    Attributes
    ----------
    date
        Month, ``2022-07``.
    scope
        What it holds for: the 20 areas, the country, or one area (``gebied``).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    date: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    scope: Literal["20 gebieden", "nationaal", "gebied"]
    area_id: str
    label_nl: str = Field(min_length=1)
    label_en: str = Field(min_length=1)
    text_nl: str = Field(min_length=1)
    text_en: str = Field(min_length=1)
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _is_whole(self) -> Event:
        if (self.scope == "gebied") != bool(self.area_id):
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
    events = list(_events(text.removeprefix("\ufeff"), areas))
    return tuple(sorted(events, key=lambda event: event.date))


def _events(text: str, areas: Collection[str]) -> Iterator[Event]:
    seen: set[str] = set()
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        where = f"{EVENTS}, regel {number}"
        try:
            event = Event.model_validate(row)
        except ValidationError as error:
            raise EventsError(f"{where}: {_told(error)}; verbeter de regel.") from error
        if event.area_id and event.area_id not in areas:
            hint = closest(event.area_id, areas)
            raise EventsError(f"{where}: gebied '{event.area_id}' bestaat niet{hint}.")
        if event.id in seen:
            raise EventsError(f"{where}: id '{event.id}' staat er al; maak elk id uniek.")
        seen.add(event.id)
        yield event


def _told(error: ValidationError) -> str:
    """The first problem as the middle of one Dutch sentence."""
    problem = error.errors(include_url=False)[0]
    if problem["type"] == "value_error":
        return str(problem["ctx"]["error"])
    field = ".".join(map(str, problem["loc"]))
    if problem["type"] == "missing":
        return f"veld '{field}' ontbreekt"
    return f"veld '{field}' mag niet {problem['input']!r} zijn"
