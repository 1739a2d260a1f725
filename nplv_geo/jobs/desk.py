"""The desk where orders for exports lie: who waits, who makes, what came of it.

All processes that serve put their orders here, and all makers take them from here. Who waits for an
order is seen at the desk each second; an order of which nobody was seen is made for nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from nplv_geo.jobs.state import State, read_clock

# Who was not seen for so long is not there any more.
ABSENT_SECONDS: Final = 10.0
# How long it can be asked what became of an order that nobody came back for.
_REMEMBERED_SECONDS: Final = 600.0
# A process that is killed may be killed for what it was making.
_MOST_TRIES: Final = 2
ENDED: Final = "ended"


class Following(Enum):
    """What can be said of a ticket beside how many go before it."""

    UNKNOWN = "unknown"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Order:
    """One order as a maker gets it."""

    number: int
    kind: str
    request: str


class Desk:
    """Orders in the order in which they came.

    Parameters
    ----------
    state
        What the processes share.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._files = state.folder / f"{state.name}-made"
        self._files.mkdir(exist_ok=True)

    def find_file(self, number: int) -> Path:
        """Where the content of a finished order is put."""
        return self._files / str(number)

    def throw_away_leftovers(self) -> None:
        """Throw away finished files of which no order is known: those of a machine that fell."""
        known = {str(number) for (number,) in self._state.read("SELECT number FROM orders")}
        for path in self._files.iterdir():
            if path.name not in known:
                path.unlink(missing_ok=True)

    # --- who waits ------------------------------------------------------------------------------

    def put(self, kind: str, request: str, ticket: str, most: int) -> int | None:
        """Put an order on the desk, unless ``most`` lie there; give its number."""
        span = _make_span()
        with self._state.write() as database:
            for (gone,) in database.execute(
                "SELECT number FROM orders"
                " WHERE phase = 'done' AND seen NOT BETWEEN :since AND :until",
                span,
            ).fetchall():
                self.find_file(gone).unlink(missing_ok=True)
            database.execute(
                "DELETE FROM orders WHERE phase <> 'making'"
                " AND seen NOT BETWEEN :until - :remembered AND :until",
                span | {"remembered": _REMEMBERED_SECONDS},
            )
            (lying,) = database.execute(
                "SELECT count(*) FROM orders WHERE phase = 'making'"
                " OR (phase = 'waits' AND seen BETWEEN :since AND :until)",
                span,
            ).fetchone()
            if lying >= most:
                return None
            return database.execute(
                "INSERT INTO orders (kind, request, ticket, seen) VALUES (?, ?, ?, ?)",
                (kind, request, ticket, read_clock()),
            ).lastrowid

    def show_presence(self, number: int) -> None:
        """Tell that somebody still waits for an order."""
        with self._state.write() as database:
            database.execute("UPDATE orders SET seen = ? WHERE number = ?", (read_clock(), number))

    def look_for(self, number: int) -> tuple[str | None, bool]:
        """Answer to an order, None as long as there is none, and whether it was stopped."""
        found = self._state.read(
            "SELECT answer, is_stopped FROM orders WHERE number = ?", (number,)
        )
        if not found:  # the desk was emptied under our hands
            return f'{{"{ENDED}": true}}', False
        return found[0][0], bool(found[0][1])

    def leave(self, number: int) -> None:
        """Wait no more: what is being made is finished for nobody, anything else is gone."""
        with self._state.write() as database:
            database.execute(
                "UPDATE orders SET is_stopped = 1, ticket = ''"
                " WHERE number = ? AND phase = 'making'",
                (number,),
            )
            database.execute("DELETE FROM orders WHERE number = ? AND phase <> 'making'", (number,))
        self.find_file(number).unlink(missing_ok=True)

    # --- who asks after a ticket ----------------------------------------------------------------

    def count_before(self, ticket: str, makers: int) -> int | Following:
        """Count the orders that must be finished before that of a ticket is begun."""
        found = self._state.read(
            "SELECT number, seen BETWEEN :since AND :until FROM orders"
            " WHERE ticket = :ticket AND ticket <> '' ORDER BY number DESC LIMIT 1",
            {"ticket": ticket, **_make_span()},
        )
        if not found:
            return Following.UNKNOWN
        number, is_seen = found[0]
        if not is_seen:
            return Following.ABANDONED
        ((place,),) = self._state.read(
            "SELECT count(*) FROM orders WHERE number < :number AND (phase = 'making'"
            " OR (phase = 'waits' AND seen BETWEEN :since AND :until))",
            {"number": number, **_make_span()},
        )
        return max(int(place) - makers + 1, 0)

    def stop(self, ticket: str) -> None:
        """End the wait for an order; what has not begun is never made."""
        with self._state.write() as database:
            database.execute(
                "UPDATE orders SET is_stopped = 1 WHERE ticket = ? AND ticket <> ''", (ticket,)
            )

    # --- who makes ------------------------------------------------------------------------------

    def take(self, slot: int) -> Order | None:
        """Take the first order that somebody waits for."""
        if not self._state.read("SELECT 1 FROM orders WHERE phase = 'waits' LIMIT 1"):
            return None
        with self._state.write() as database:
            found = database.execute(
                "UPDATE orders SET phase = 'making', slot = :slot, tries = tries + 1"
                " WHERE number = (SELECT min(number) FROM orders"
                " WHERE phase = 'waits' AND NOT is_stopped AND seen BETWEEN :since AND :until)"
                " RETURNING number, kind, request",
                {"slot": slot, **_make_span()},
            ).fetchall()
        return Order(*found[0]) if found else None

    def finish(self, order: Order, slot: int, answer: str) -> None:
        """Put down what came of an order, as far as somebody still waits for it."""
        with self._state.write() as database:
            database.execute(
                "DELETE FROM orders WHERE number = ? AND is_stopped AND slot = ?",
                (order.number, slot),
            )
            is_wanted = database.execute(
                "UPDATE orders SET phase = 'done', answer = :answer"
                " WHERE number = :number AND phase = 'making' AND slot = :slot"
                " RETURNING seen BETWEEN :since AND :until",
                {"answer": answer, "number": order.number, "slot": slot, **_make_span()},
            ).fetchall()
        if not (is_wanted and is_wanted[0][0]):
            self.find_file(order.number).unlink(missing_ok=True)

    def give_back(self, slot: int) -> int:
        """Give back what a maker had that is no more: to be made once more, or ended.

        Returns
        -------
        int
            How many orders that were.
        """
        with self._state.write() as database:
            database.execute(
                "DELETE FROM orders WHERE phase = 'making' AND slot = ? AND is_stopped", (slot,)
            )
            ended = database.execute(
                "UPDATE orders SET phase = 'done', answer = ?"
                " WHERE phase = 'making' AND slot = ? AND tries >= ?",
                (f'{{"{ENDED}": true}}', slot, _MOST_TRIES),
            ).rowcount
            again = database.execute(
                "UPDATE orders SET phase = 'waits', slot = NULL"
                " WHERE phase = 'making' AND slot = ?",
                (slot,),
            ).rowcount
        return ended + again


def _make_span() -> dict[str, float]:
    """Between which moments somebody was seen who still waits.

    After a restart of the machine its clock is behind all that was written before.
    """
    now = read_clock()
    return {"since": now - ABSENT_SECONDS, "until": now + 1.0}
