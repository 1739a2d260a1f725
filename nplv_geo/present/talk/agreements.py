"""What was agreed about an area: aims, plans, money and reported figures, each with its source."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.definitions.programme import Programme, ReportedFigure
from nplv_geo.present.site.programme import write_amount
from nplv_geo.present.talk.models import Agreement
from nplv_geo.present.texts import Texts


@dataclass(frozen=True, slots=True)
class AreaAgreements:
    """What public sources say of one area, on the programme as a whole and on each line."""

    programme: Programme
    area: str
    t: Texts

    def list_general(self) -> tuple[Agreement, ...]:
        """List what belongs to no action line; empty where no source was found."""
        figures = (one for one in self.programme.figures if one.area_id == self.area)
        return tuple(_describe_figure(figure, self.t) for figure in figures)

    def list_of_line(self, line: str) -> tuple[Agreement, ...]:
        """List what was agreed on one action line; empty where no source was found."""
        return ()


def _describe_figure(figure: ReportedFigure, t: Texts) -> Agreement:
    text = f"{figure.subject.in_(t.language)}: {write_amount(figure, t)}."
    note = figure.note
    return Agreement(
        text=f"{text} {note.in_(t.language)}" if note else text,
        source=figure.source,
        url=figure.url,
    )
