"""What of a card stands on paper, where the cards of all themes have three sheets."""

from __future__ import annotations

from typing import NamedTuple

from nplv_geo.present.area.cards import Card
from nplv_geo.present.texts import Texts

# Of one theme; with all themes as long as that, the briefing still has four sheets.
MOST_ROWS = 12


class PrintedRows(NamedTuple):
    """The rows of a card that are printed, by their layer, and what is said of the others."""

    rows: frozenset[str]
    notes: tuple[str, ...]


def choose_printed_rows(card: Card, t: Texts) -> PrintedRows:
    """Choose the rows with a figure, as many as there is room for; the others are named or counted.

    Parameters
    ----------
    card
        A theme with its rows in their order.
    t
        Texts of the page.

    Returns
    -------
    PrintedRows
        Layers to print, and a sentence for each kind of row that is left out.
    """
    with_figure = [row for row in card.rows if not row.is_missing]
    without = [row.label for row in card.rows if row.is_missing]
    printed, notes = with_figure[:MOST_ROWS], []
    if len(printed) < len(with_figure):
        notes.append(t("paper.cut", shown=len(printed), n=len(with_figure)))
    if without:
        notes.append(t("paper.missing", layers=", ".join(without)))
    return PrintedRows(frozenset(row.id for row in printed), tuple(notes))
