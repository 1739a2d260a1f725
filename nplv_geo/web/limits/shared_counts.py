"""Where ``limits`` keeps its counts: in what the processes share, so that one client is one."""

from __future__ import annotations

import sqlite3
import time
from math import floor
from typing import Final

from limits.storage.base import SlidingWindowCounterSupport, Storage, TimestampedSlidingWindow

from nplv_geo.jobs.state import State

_SWEEP_SECONDS: Final = 60.0


class SharedCounts(Storage, SlidingWindowCounterSupport, TimestampedSlidingWindow):
    """Counts of a window that slides, as :class:`limits.storage.MemoryStorage` has them.

    Parameters
    ----------
    state
        What the processes share.
    """

    STORAGE_SCHEME = None  # asked for by name, never by an address

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state
        self._swept = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        """What can go wrong with it."""
        return sqlite3.Error

    def acquire_sliding_window_entry(
        self, key: str, limit: int, expiry: int, amount: int = 1
    ) -> bool:
        """Count one more, unless that is too many; all processes take turns."""
        now = time.time()
        with self._state.write() as database:
            self._sweep(database, now)
            previous, remaining, current, _ = self._weigh(database, key, expiry, now)
            if floor(previous * remaining / expiry + current) + amount > limit:
                return False
            _, name = self.sliding_window_keys(key, expiry, now)
            _add(database, name, amount, now + 2 * expiry)
        return True

    def get_sliding_window(self, key: str, expiry: int) -> tuple[int, float, int, float]:
        """Counts of the window before and of this one, each with the seconds that it has left."""
        with self._state.write() as database:
            return self._weigh(database, key, expiry, time.time())

    def clear_sliding_window(self, key: str, expiry: int) -> None:
        """Forget a client."""
        for name in self.sliding_window_keys(key, expiry, time.time()):
            self.clear(name)

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count more under a name."""
        with self._state.write() as database:
            _add(database, key, amount, time.time() + expiry)
            return _find(database, key, time.time())

    def get(self, key: str) -> int:
        """Give the count under a name."""
        with self._state.write() as database:
            return _find(database, key, time.time())

    def get_expiry(self, key: str) -> float:
        """Tell until when a count is kept."""
        found = self._state.read("SELECT until FROM counts WHERE name = ?", (key,))
        return float(found[0][0]) if found else time.time()

    def check(self) -> bool:
        """Tell whether it can be read."""
        return bool(self._state.read("SELECT 1"))

    def reset(self) -> int:
        """Forget all clients."""
        with self._state.write() as database:
            return database.execute("DELETE FROM counts").rowcount

    def clear(self, key: str) -> None:
        """Forget a count."""
        with self._state.write() as database:
            database.execute("DELETE FROM counts WHERE name = ?", (key,))

    def _weigh(
        self, database: sqlite3.Connection, key: str, expiry: int, now: float
    ) -> tuple[int, float, int, float]:
        before, current = (
            _find(database, name, now) for name in self.sliding_window_keys(key, expiry, now)
        )
        left = (1 - ((now / expiry) % 1)) * expiry
        return before, left if before else 0.0, current, left + expiry

    def _sweep(self, database: sqlite3.Connection, now: float) -> None:
        if not 0 <= now - self._swept < _SWEEP_SECONDS:
            self._swept = now
            # What is kept longer than any window was written before the clock was set back.
            database.execute(
                "DELETE FROM counts WHERE until NOT BETWEEN ? AND ?", (now, now + 2 * 86_400)
            )


def _find(database: sqlite3.Connection, name: str, now: float) -> int:
    found = database.execute(
        "SELECT amount FROM counts WHERE name = ? AND until > ?", (name, now)
    ).fetchone()
    return int(found[0]) if found else 0


def _add(database: sqlite3.Connection, name: str, amount: int, until: float) -> None:
    database.execute(
        "INSERT INTO counts VALUES (?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET amount = amount + excluded.amount",
        (name, amount, until),
    )
