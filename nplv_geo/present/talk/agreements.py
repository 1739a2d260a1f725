"""What was agreed about an area: aims, plans, money and reported figures, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from nplv_geo.definitions.programme import AreaFact, FactKind, Programme, ReportedFigure
from nplv_geo.present.site.programme import write_amount
from nplv_geo.present.talk.models import Agreement
from nplv_geo.present.texts import Texts

# What says which programme the talk is about; its site and its limits stand elsewhere.
_GENERAL = (FactKind.PROGRAMME, FactKind.HORIZON, FactKind.THEMES)
_YEARS = "jaar"  # a unit that the text of a fact says itself


@dataclass(frozen=True, slots=True)
class AreaAgreements:
    """What public sources say of one area, on the programme as a whole and on each line."""

    programme: Programme
    area: str
    t: Texts

    def list_general(self) -> tuple[Agreement, ...]:
        """List what belongs to no action line; empty where no source was found."""
        facts = self.programme.list_facts(self.area)
        return (
            *(_describe_fact(fact, self.t) for fact in facts if fact.kind in _GENERAL),
            *(
                _describe_figure(figure, self.t)
                for figure in self.programme.list_figures(self.area)
            ),
        )

    def list_of_line(self, line: str) -> tuple[Agreement, ...]:
        """List what was agreed on one action line; empty where no source was found."""
        facts = self.programme.list_facts(self.area)
        return tuple(_describe_fact(fact, self.t) for fact in facts if line in fact.lines)

    def find_day(self) -> str:
        """Find the last month in which a source was read; empty where there is none."""
        months = (fact.looked_up for fact in self.programme.list_facts(self.area))
        newest = max(months, default="")
        return _write_moment(newest, self.t) if newest else ""


def _describe_fact(fact: AreaFact, t: Texts) -> Agreement:
    text = fact.text.in_(t.language)
    if amount := _write_fact_amount(fact, t):
        text = f"{text}: {amount}"
    if fact.note:
        text = f"{text}. {fact.note.in_(t.language).rstrip('.')}"
    when = _write_moment(fact.date, t) if fact.date else ""
    return Agreement(
        head=t(f"talk.kind_{fact.kind}") if fact.kind in _GENERAL else "",
        text=text,
        source=", ".join(part for part in (fact.source_name, when) if part),
        url=fact.source_url,
    )


def _write_fact_amount(fact: AreaFact, t: Texts) -> str:
    if fact.amount is None or fact.unit is None or fact.unit_nl == _YEARS:
        return ""
    decimals = max(-int(fact.amount.as_tuple().exponent), 0)
    number = t.number(float(fact.amount), decimals)
    if fact.amount_to is not None:
        number = t("talk.range", low=number, high=t.number(float(fact.amount_to), decimals))
    hedge = str(t.words["programme_precision"][fact.precision]) if fact.precision else ""
    return " ".join(part for part in (hedge, number, fact.unit.in_(t.language)) if part)


def _describe_figure(figure: ReportedFigure, t: Texts) -> Agreement:
    text = f"{figure.subject.in_(t.language)}: {write_amount(figure, t)}"
    if figure.note:
        text = f"{text}. {figure.note.in_(t.language).rstrip('.')}"
    # Many sources are news of a day, and say it in their name.
    is_dated = not figure.date or figure.date[:4] in figure.source
    when = "" if is_dated else _write_moment(figure.date, t)
    source = ", ".join(part for part in (figure.source, when) if part)
    return Agreement(head="", text=text, source=source, url=figure.url)


def _write_moment(moment: str, t: Texts) -> str:
    """Write a day, a month or a year, as much of it as is known."""
    parts = [int(part) for part in moment.split("-")]
    known = len(parts)
    whole = date(*(*parts, 1, 1)[:3])
    return str(format_date(whole, ("y", "MMMM y", "d MMMM y")[known - 1], locale=t.language))
