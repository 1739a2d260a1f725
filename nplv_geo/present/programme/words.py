"""One fact about the programme in an area, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date

from nplv_geo.definitions.events import Event
from nplv_geo.definitions.programme import AreaFact, FactKind, Letter, ReportedFigure
from nplv_geo.present.site.programme import write_amount
from nplv_geo.present.texts import Texts

# How much of ``2024-07-04`` a date tells, by its length.
_FORMATS = {4: "y", 7: "MMMM y", 10: "d MMMM y"}
_FIRST_OF = {4: "-01-01", 7: "-01", 10: ""}


@dataclass(frozen=True, slots=True)
class SourceLink:
    """Page that says so."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class FactWords:
    """One fact, in words.

    Attributes
    ----------
    amount
        How much, with its hedge and unit; empty where the fact has no number of its own.
    years
        What years it is about: ``2024–2026``, ``since 2011``; empty when the source names none.
    when
        When it happened, or when the source said so; empty when unknown.
    date
        The same as ``2024-07-04``, ``2024-07`` or ``2024``, to order by.
    """

    id: str
    text: str
    amount: str
    years: str
    when: str
    date: str
    note: str
    source: SourceLink


def describe_fact(fact: AreaFact, t: Texts) -> FactWords:
    """Describe a fact.

    Parameters
    ----------
    fact
        One row of the table.

    Returns
    -------
    FactWords
        In the language of ``t``.
    """
    language = t.language
    # A horizon is a sentence that has its number in it.
    has_own_amount = fact.amount is not None and fact.kind is not FactKind.HORIZON
    return FactWords(
        id=fact.id,
        text=fact.text.in_(language),
        amount=_write_fact_amount(fact, t) if has_own_amount else "",
        years=_write_unsaid_years(fact, t),
        when=write_date(fact.date, t),
        date=fact.date,
        note=fact.note.in_(language) if fact.note else "",
        source=SourceLink(fact.source_name, fact.source_url),
    )


def describe_figure(figure: ReportedFigure, t: Texts) -> FactWords:
    """Describe a figure that was reported, in the same words as a fact."""
    return FactWords(
        id=figure.id,
        text=figure.subject.in_(t.language),
        amount=write_amount(figure, t),
        years="",
        when=write_date(figure.date, t),
        date=figure.date,
        note=figure.note.in_(t.language) if figure.note else "",
        source=SourceLink(figure.source, figure.url),
    )


def describe_event(event: Event, t: Texts) -> FactWords:
    """Describe something that happened, in the same words as a fact."""
    return FactWords(
        id=event.id,
        text=f"{event.label.in_(t.language)}: {event.text.in_(t.language)}",
        amount="",
        years="",
        when=write_date(event.date, t),
        date=event.date,
        note="",
        source=SourceLink(event.source, event.url),
    )


def describe_letter(letter: Letter, text: str, t: Texts) -> FactWords:
    """Describe what a letter to parliament says of all areas."""
    return FactWords(
        id=f"brief-{letter.date}",
        text=text,
        amount="",
        years="",
        when=write_date(letter.date, t),
        date=letter.date,
        note="",
        source=SourceLink(letter.source.in_(t.language), letter.url),
    )


def write_date(day: str, t: Texts) -> str:
    """Write a day, a month or a year as far as it is known; nothing for nothing."""
    if not day:
        return ""
    first = date.fromisoformat(f"{day}{_FIRST_OF[len(day)]}")
    return str(format_date(first, _FORMATS[len(day)], locale=t.language))


def write_years(since: str, until: str, t: Texts) -> str:
    """Write from and up to which year; nothing where neither is known."""
    if since and until:
        return f"{since}–{until}"  # a range has an en dash
    if since:
        return t("area_programme.since_year", year=since)
    return t("area_programme.until_year", year=until) if until else ""


def _write_unsaid_years(fact: AreaFact, t: Texts) -> str:
    """Write the years of a fact unless its text has them; those of a name stand by themselves."""
    named = [year for year in (fact.since, fact.until) if year]
    is_said = all(year in fact.text.in_(t.language) for year in named)
    if is_said or fact.kind is FactKind.PROGRAMME:
        return ""
    return write_years(fact.since, fact.until, t)


def _write_fact_amount(fact: AreaFact, t: Texts) -> str:
    numbers = [_write_number(n, t) for n in (fact.amount, fact.amount_to) if n is not None]
    words = (
        [t("area_programme.range", low=numbers[0], high=numbers[1])] if fact.amount_to else numbers
    )
    if fact.precision:
        words = [str(t.words["programme_precision"][fact.precision]), *words]
    unit = fact.unit.in_(t.language) if fact.unit else ""
    return " ".join([*words, unit]).strip()


def _write_number(number: Decimal, t: Texts) -> str:
    return t.number(float(number), max(-int(number.as_tuple().exponent), 0))
