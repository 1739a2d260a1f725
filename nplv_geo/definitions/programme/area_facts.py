"""What the programme is in each area: one fact a row, with the page that says so.

A fact is carried over from a public page, in words of our own, without names of persons. Nothing
is computed with it, and no area is ranked on it.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator

from nplv_geo.definitions.programme.rows import (
    Precision,
    ProgrammeError,
    ProgrammeRow,
    check_address,
    read_programme_rows,
)
from nplv_geo.definitions.texts import Text
from nplv_geo.ground.checked_rows import check_choice, refuse_row

AREA_FACTS = "data/programme/area_facts.csv"

_YEAR = r"^(\d{4})?$"
_DAY_MONTH_OR_YEAR = r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$"


class FactKind(StrEnum):
    """What a fact is about, in the order of a page."""

    PROGRAMME = "programma"
    WEBSITE = "website"
    HORIZON = "horizon"
    THEMES = "themas"
    ALLIANCE = "alliantie"
    PARTNERS = "partners"
    WORK = "uitvoering"
    GOAL = "doel"
    MONEY = "geld"
    PROJECT = "project"
    PROGRESS = "voortgang"
    MILESTONE = "mijlpaal"
    REPORTING = "rapportage"
    MONITOR = "monitor"
    RESEARCH = "onderzoek"
    RESIDENTS = "bewoners"
    DELIMITATION = "afbakening"


# These say what the programme or the area is, not what is done: they stand in no action line.
IDENTITY = frozenset(
    {
        FactKind.PROGRAMME,
        FactKind.WEBSITE,
        FactKind.HORIZON,
        FactKind.THEMES,
        FactKind.RESIDENTS,
        FactKind.DELIMITATION,
    }
)


def _parse_amount(cell: str | None, info: ValidationInfo) -> Decimal | None:
    if not cell:
        return None
    if not cell.replace(".", "", 1).isdecimal():
        raise refuse_row(f"{info.field_name} '{cell}' is geen getal (punt als komma)")
    return Decimal(cell)


def _split_lines(cell: str) -> tuple[str, ...]:
    return tuple(cell.split())


Amount = Annotated[Decimal | None, BeforeValidator(_parse_amount)]


class AreaFact(ProgrammeRow):
    """One fact about the programme in one area.

    Attributes
    ----------
    lines
        Ids of the action lines that it belongs to; none for what only says what the programme is.
    amount, amount_to
        What was counted or agreed; ``amount_to`` only where the source gives a range.
    precision
        How the source hedges the amount, empty where it does not.
    date
        When it happened, or when the source said so: a day, month or year; empty when unknown.
    since, until
        First and last year of what the fact is about, where the source names them.
    looked_up
        Month in which the page was read.
    """

    kind: Annotated[FactKind, check_choice("kind", *FactKind)]
    lines: Annotated[tuple[str, ...], BeforeValidator(_split_lines)]
    text_nl: str = Field(min_length=1)
    text_en: str = Field(min_length=1)
    amount: Amount
    amount_to: Amount
    precision: Precision
    unit_nl: str
    unit_en: str
    date: str = Field(pattern=_DAY_MONTH_OR_YEAR)
    since: str = Field(pattern=_YEAR)
    until: str = Field(pattern=_YEAR)
    source_name: str = Field(min_length=1)
    source_url: Annotated[str, AfterValidator(check_address)]
    looked_up: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    note_nl: str
    note_en: str

    @model_validator(mode="after")
    def _check_whole(self) -> AreaFact:
        if not self.area_id:
            raise ValueError("area_id ontbreekt")
        for name in ("note", "unit"):
            if bool(getattr(self, f"{name}_nl")) != bool(getattr(self, f"{name}_en")):
                raise ValueError(f"{name} ontbreekt in een van de talen")
        if (self.amount is None) != (not self.unit_nl):
            raise ValueError("een getal en een eenheid horen bij elkaar")
        if self.amount is None and (self.amount_to is not None or self.precision):
            raise ValueError("amount ontbreekt bij amount_to of precision")
        if self.kind in IDENTITY and self.lines:
            raise ValueError(f"soort '{self.kind}' hoort bij geen actielijn")
        if self.kind not in IDENTITY and not self.lines:
            raise ValueError("noem minstens één actielijn in lines")
        return self

    @property
    def text(self) -> Text:
        """What the fact says; an amount stands beside it, and is only in it for a horizon."""
        return Text(nl=self.text_nl, en=self.text_en)

    @property
    def unit(self) -> Text | None:
        """What the amount counts, if there is one."""
        return Text(nl=self.unit_nl, en=self.unit_en) if self.unit_nl else None

    @property
    def note(self) -> Text | None:
        """What a reader should know about it, if anything."""
        return Text(nl=self.note_nl, en=self.note_en) if self.note_nl else None


def parse_area_facts(
    text: str, areas: Collection[str], lines: Collection[str]
) -> tuple[AreaFact, ...]:
    """Read the facts per area.

    Parameters
    ----------
    text
        Content of ``area_facts.csv``: comma separated, one row a fact.
    areas
        Ids of the focus areas.
    lines
        Ids of the action lines.

    Returns
    -------
    tuple of AreaFact
        In the order of the table.

    Raises
    ------
    ProgrammeError
        On the first row that is wrong: with its line number, or its id when it names an action
        line that does not exist.
    """
    facts = tuple(read_programme_rows(text, AreaFact, AREA_FACTS, areas, ProgrammeError))
    for fact in facts:
        for line in fact.lines:
            if line not in lines:
                choice = ", ".join(lines)
                raise ProgrammeError(
                    f"{AREA_FACTS}, '{fact.id}': actielijn '{line}' bestaat niet; "
                    f"kies uit {choice}."
                )
    return facts
