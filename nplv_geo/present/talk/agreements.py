"""What was agreed about an area: aims, plans, money and reported figures, each with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nplv_geo.definitions.programme import FactKind, Programme
from nplv_geo.present.programme.words import (
    FactWords,
    describe_fact,
    describe_figure,
    write_date,
)
from nplv_geo.present.talk.models import Agreement
from nplv_geo.present.texts import Texts

# What says which programme the talk is about; its site and its limits stand on its own page.
_GENERAL = (FactKind.PROGRAMME, FactKind.HORIZON, FactKind.THEMES)


@dataclass(frozen=True, slots=True)
class AreaAgreements:
    """What public sources say of one area, on the programme as a whole and on each line."""

    programme: Programme
    area: str
    t: Texts

    def list_general(self) -> tuple[Agreement, ...]:
        """List what belongs to no action line; empty where no source was found."""
        return tuple(self._generate_general())

    def list_of_line(self, line: str) -> tuple[Agreement, ...]:
        """List what was agreed on one action line; empty where no source was found."""
        return tuple(
            _write_agreement(describe_fact(fact, self.t), self.t)
            for fact in self.programme.list_facts(self.area)
            if line in fact.lines
        )

    def find_month(self) -> str:
        """Find the last month in which a source was read; empty where there is none."""
        months = (fact.looked_up for fact in self.programme.list_facts(self.area))
        return write_date(max(months, default=""), self.t)

    def _generate_general(self) -> Iterator[Agreement]:
        t = self.t
        for fact in self.programme.list_facts(self.area):
            if fact.kind in _GENERAL:
                label = t("talk.label", label=t(f"programme_kinds.{fact.kind}"))
                yield _write_agreement(describe_fact(fact, t), t, label)
        for figure in self.programme.list_figures(self.area):
            yield _write_agreement(describe_figure(figure, t), t)


def _write_agreement(words: FactWords, t: Texts, label: str = "") -> Agreement:
    """Write a fact in one line: its amount first, as on the page of the programme."""
    amount = t("talk.amount", amount=_capitalise(words.amount)) if words.amount else ""
    text = ", ".join(part for part in (words.text, words.years) if part)
    # Some sources are news of a day, and say it in their name.
    is_dated = words.date[:4] in words.source.name
    source = words.source.name if is_dated else f"{words.source.name}, {words.when}"
    return Agreement(
        head=label or amount,
        text=f"{text}. {words.note.rstrip('.')}" if words.note else text,
        source=source,
        url=words.source.url,
    )


def _capitalise(words: str) -> str:
    """Give words as they begin a sentence: what follows the first letter stays as it is."""
    return words[:1].upper() + words[1:]
