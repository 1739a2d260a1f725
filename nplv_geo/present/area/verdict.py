"""The answer in short, for the band above the map: the number, what it means and how sure it is.

All words are those of the panel; the band stands where the panel doesn't fit beside the map.
"""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.present.area.panel import Panel, StackPanel, UnderminingPanel
from nplv_geo.present.texts import Texts


@dataclass(frozen=True, slots=True)
class Verdict:
    """Number and verdict of an area.

    Attributes
    ----------
    name
        The area.
    value, unit, label
        The figure, and of which layer and period it is.
    sentences
        How the area stands beside what it is compared with, and its place among the 20.
    notes
        What must be known of the figure.
    passport
        Where it comes from and how it was made.
    is_figure
        False where words stand in the place of a figure.
    """

    name: str
    value: str
    unit: str
    label: str
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    passport: tuple[str, ...]
    is_figure: bool


def make_verdict(panel: Panel | StackPanel | UnderminingPanel, t: Texts) -> Verdict | None:
    """Take the answer in short from a panel.

    Parameters
    ----------
    panel
        The panel of the same page.
    t
        Texts in the language of the reader.

    Returns
    -------
    Verdict or None
        None for the view on undermining, which has no number.
    """
    match panel:
        case Panel():
            return Verdict(
                name=panel.name,
                value=panel.value,
                # Of a rate the label says it already.
                unit="" if panel.unit in panel.label.lower() else panel.unit,
                label=f"{panel.label}, {panel.period}",
                sentences=_make_sentences(panel.verdict, panel.place),
                notes=tuple(filter(None, (panel.note or panel.coverage,))),
                passport=(*_make_sentences(panel.rank), *panel.passport),
                is_figure=panel.value != t("no_value"),
            )
        case StackPanel():
            first, *notes = panel.body.lines
            return Verdict(
                name=panel.name,
                value=panel.body.value,
                unit=panel.body.unit,
                label=t("stacking.label"),
                sentences=(first,),
                notes=(),
                passport=tuple(notes),
                is_figure=panel.body.value != t("no_value"),
            )
        case _:
            return None


def _make_sentences(*clauses: str) -> tuple[str, ...]:
    """Sentences of clauses without capital and point; none of one that is empty."""
    return tuple(f"{clause[0].upper()}{clause[1:]}." for clause in clauses if clause)
