"""The page of the programme in one area: all that is known of it, and what was not found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nplv_geo.definitions.events import Event
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.programme import AreaFact, FactKind, Programme
from nplv_geo.present.programme.words import (
    FactWords,
    describe_event,
    describe_fact,
    describe_figure,
    describe_letter,
    write_date,
)
from nplv_geo.present.site.programme import make_address, make_area_address
from nplv_geo.present.texts import Texts

_UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """One line of what the programme is, with its facts."""

    label: str
    facts: tuple[FactWords, ...]


@dataclass(frozen=True, slots=True)
class AreaProgramme:
    """The programme in one area.

    Attributes
    ----------
    title
        What the programme is called; empty when that was not found.
    in_short
        Name, since, until, themes, who leads, plan: what was found; ``missing`` names the rest.
    agreed
        Money and goals in numbers.
    reported
        Figures that were reported about the area, and progress.
    moments
        What happened when, oldest first, what has no date last.
    followed
        How it is reported, monitored and studied.
    about
        Its residents and its limits, as far as the programme says something of them.
    looked_up
        Month in which the facts were read, in words.
    """

    id: str
    name: str
    gemeente: str
    title: str
    address: str
    map_address: str
    in_short: tuple[ProgrammeEntry, ...]
    missing: str
    agreed: tuple[FactWords, ...]
    reported: tuple[FactWords, ...]
    projects: tuple[FactWords, ...]
    moments: tuple[FactWords, ...]
    followed: tuple[ProgrammeEntry, ...]
    about: tuple[ProgrammeEntry, ...]
    looked_up: str


def make_area_programme(
    programme: Programme, events: Iterable[Event], area: FocusArea, t: Texts
) -> AreaProgramme:
    """Make the page of one area.

    Parameters
    ----------
    programme
        Everything about the programme.
    events
        What happened; only what happened in this area is shown.
    area
        The focus area.

    Returns
    -------
    AreaProgramme
        In the language of ``t``; every fact has the page that says so.
    """
    facts = programme.list_facts(area.id)
    names = _describe(facts, t, FactKind.PROGRAMME)
    figures = sorted(programme.list_figures(area.id), key=lambda f: f.date or _UNDATED)
    reported = [describe_figure(figure, t) for figure in figures]
    agreed = [
        f for f in facts if f.kind in (FactKind.MONEY, FactKind.GOAL) and f.amount is not None
    ]
    in_short = _list_in_short(programme, facts, t)
    # A goal is often told as a horizon: that it stands apart nowhere is no finding.
    goal = t(f"programme_kinds.{FactKind.GOAL}")
    missing = [e.label.lower() for e in in_short if not e.facts and e.label != goal]
    return AreaProgramme(
        id=area.id,
        name=area.name,
        gemeente=area.gemeente,
        title=names[0].text if names else "",
        address=make_area_address(area.id, t),
        map_address=make_address(t.language, gebied=area.id),
        in_short=tuple(entry for entry in in_short if entry.facts),
        missing=t("area_programme.missing", list=t.enumerated(missing)) if missing else "",
        agreed=tuple(describe_fact(fact, t) for fact in agreed),
        reported=(*reported, *_describe(facts, t, FactKind.PROGRESS)),
        projects=_describe(facts, t, FactKind.PROJECT),
        moments=_list_moments(facts, [e for e in events if e.area_id == area.id], t),
        followed=_list_found(facts, t, FactKind.REPORTING, FactKind.MONITOR, FactKind.RESEARCH),
        about=_list_found(facts, t, FactKind.RESIDENTS, FactKind.DELIMITATION),
        looked_up=t.enumerated(
            [write_date(month, t) for month in sorted({fact.looked_up for fact in facts})]
        ),
    )


def _list_in_short(
    programme: Programme, facts: Sequence[AreaFact], t: Texts
) -> tuple[ProgrammeEntry, ...]:
    """List what the programme is, line by line, in the order in which a reader asks for it."""
    wanted = [f for f in facts if f.kind is FactKind.GOAL and f.amount is None]
    return (
        _make_entry(facts, t, FactKind.PROGRAMME),
        ProgrammeEntry(t("area_programme.since"), _describe_start(programme, facts, t)),
        ProgrammeEntry(t(f"programme_kinds.{FactKind.HORIZON}"), _describe_end(facts, t)),
        _make_entry(facts, t, FactKind.THEMES),
        ProgrammeEntry(
            t(f"programme_kinds.{FactKind.GOAL}"), tuple(describe_fact(fact, t) for fact in wanted)
        ),
        _make_entry(facts, t, FactKind.ALLIANCE),
        _make_entry(facts, t, FactKind.PARTNERS),
        _make_entry(facts, t, FactKind.WORK),
        _make_entry(facts, t, FactKind.WEBSITE),
    )


def _describe_start(
    programme: Programme, facts: Sequence[AreaFact], t: Texts
) -> tuple[FactWords, ...]:
    """Describe since when: the area's own programme if its year is known, and the national one."""
    own = [
        replace(describe_fact(fact, t), text=t("area_programme.own_since", year=fact.since))
        for fact in facts
        if fact.kind is FactKind.PROGRAMME and fact.since
    ]
    letter = programme.lines.letter_2022
    words = t("area_programme.national_since", month=write_date(letter.date[:7], t))
    return (*own, describe_letter(letter, words, t))


def _describe_end(facts: Sequence[AreaFact], t: Texts) -> tuple[FactWords, ...]:
    """Describe until when: its horizon, or the last year of the area's own programme."""
    own = [
        replace(describe_fact(fact, t), text=t("area_programme.own_until", year=fact.until))
        for fact in facts
        if fact.kind is FactKind.PROGRAMME and fact.until
    ]
    return (*_describe(facts, t, FactKind.HORIZON), *own)


def _list_moments(
    facts: Sequence[AreaFact], events: Iterable[Event], t: Texts
) -> tuple[FactWords, ...]:
    """List what happened when: milestones, plans with a date, and events of the programme."""
    happened = [
        describe_fact(fact, t)
        for fact in facts
        if fact.kind is FactKind.MILESTONE or (fact.kind is FactKind.WORK and fact.date)
    ]
    happened += [describe_event(event, t) for event in events]
    return tuple(sorted(happened, key=lambda words: words.date or _UNDATED))


def _list_found(
    facts: Sequence[AreaFact], t: Texts, *kinds: FactKind
) -> tuple[ProgrammeEntry, ...]:
    """List the kinds that there is a fact of."""
    entries = (_make_entry(facts, t, kind) for kind in kinds)
    return tuple(entry for entry in entries if entry.facts)


def _make_entry(facts: Iterable[AreaFact], t: Texts, kind: FactKind) -> ProgrammeEntry:
    return ProgrammeEntry(t(f"programme_kinds.{kind}"), _describe(facts, t, kind))


def _describe(facts: Iterable[AreaFact], t: Texts, kind: FactKind) -> tuple[FactWords, ...]:
    return tuple(describe_fact(fact, t) for fact in facts if fact.kind is kind)
