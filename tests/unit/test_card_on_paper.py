"""What of a card stands on paper: what has a figure, and of that not too much."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from nplv_geo.present.area.card_on_paper import MOST_ROWS, choose_printed_rows
from nplv_geo.present.area.cards import Card, CardRow
from nplv_geo.present.texts import texts


def _make_card(is_missing: list[bool]) -> Card:
    rows = (
        SimpleNamespace(id=f"laag_{i}", label=f"Laag {i}", is_missing=missing)
        for i, missing in enumerate(is_missing)
    )
    return Card("wonen", "Wonen", "", tuple(cast(CardRow, row) for row in rows))


def test_what_has_no_figure_is_named_instead() -> None:
    rows, notes = choose_printed_rows(_make_card([False, True, True, False]), texts("nl"))
    assert rows == {"laag_0", "laag_3"}
    assert notes == ("Geen cijfer over: Laag 1, Laag 2.",)


def test_the_first_rows_are_printed_and_the_others_counted() -> None:
    rows, notes = choose_printed_rows(_make_card([False] * (MOST_ROWS + 4) + [True]), texts("en"))
    assert len(rows) == MOST_ROWS
    assert f"laag_{MOST_ROWS}" not in rows
    assert notes[0] == "The first 12 of 16 are on paper. The others are on the page."
    assert choose_printed_rows(_make_card([False]), texts("nl")).notes == ()
