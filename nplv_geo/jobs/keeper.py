"""Keeps the makers of a machine alive: as many as there should be, whoever serves.

Each place for a maker is a lock on a file. Of all processes that serve here, the one that holds the
lock has the maker as its child; when it ends, its maker ends and another one takes the place.
"""

from __future__ import annotations

import json
import multiprocessing
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Final, Protocol

import structlog
from filelock import FileLock, Timeout

from nplv_geo.jobs.desk import Desk
from nplv_geo.jobs.maker import WARM, run_maker
from nplv_geo.jobs.state import State

log = structlog.get_logger()

_LOOK_SECONDS: Final = 0.5
# A maker that does not get going is started again, less and less often.
_SHORTEST_LIFE: Final = 10.0
_LONGEST_REST: Final = 60.0


class Started(Protocol):
    """A maker as its keeper sees it."""

    def is_alive(self) -> bool:
        """Tell whether it still runs."""

    def terminate(self) -> None:
        """End it."""

    def join(self, timeout: float | None = None) -> None:
        """Wait until it has ended."""


StartMaker = Callable[[State, int], Started]


def start_process(state: State, slot: int) -> Started:
    """Start a maker as a process of its own."""
    # A fork of a process with threads may hang; a fresh one starts in a few seconds, once.
    context = multiprocessing.get_context("spawn")
    process = context.Process(
        target=run_maker, args=(state.folder, slot), name=f"maker-{slot}", daemon=True
    )
    process.start()
    return process


class Keeper:
    """Looks twice a second whether each place has a maker.

    Parameters
    ----------
    state
        What the processes share.
    makers
        How many there should be on this machine.
    start
        Starts one.
    """

    def __init__(self, state: State, makers: int, start: StartMaker = start_process) -> None:
        self._state, self._desk, self._start = state, Desk(state), start
        self._locks = [
            FileLock(state.folder / f"{state.name}-maker-{slot}.lock", thread_local=False)
            for slot in range(makers)
        ]
        self._running: dict[int, Started] = {}
        self._begun: dict[int, float] = {}
        self._falls: dict[int, int] = {}
        self._begin_lock, self._over = Lock(), Event()
        self._thread: Thread | None = None
        self._find_edition: Callable[[], tuple[Path, Path] | None] | None = None
        self._wanted: bytes | None = None

    def begin(self, find_edition: Callable[[], tuple[Path, Path] | None] | None = None) -> None:
        """Begin to look, if that was not done yet.

        Parameters
        ----------
        find_edition
            Gives the folders of the edition and the project that exports will be asked of, so
            that makers open it before anybody asks.
        """
        with self._begin_lock:
            self._find_edition = find_edition or self._find_edition
            if self._thread is None and not self._over.is_set():
                self._thread = Thread(target=self._look_on, daemon=True)
                self._thread.start()

    def close(self) -> None:
        """End the makers that are ours."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()
        for slot, maker in self._running.items():
            maker.terminate()
            maker.join()
            self._desk.give_back(slot)
            self._locks[slot].release()
        self._running.clear()

    def _look_on(self) -> None:
        while not self._over.is_set():
            try:
                self._tell_edition()
                for slot in range(len(self._locks)):
                    self._look_at(slot)
            except (OSError, sqlite3.Error):
                log.exception("makers can't be looked after")
            self._over.wait(_LOOK_SECONDS)

    def _look_at(self, slot: int) -> None:
        maker = self._running.get(slot)
        if maker is not None and maker.is_alive():
            return
        if maker is None and not self._take_place(slot):
            return
        had = self._desk.give_back(slot)
        now = time.monotonic()
        if maker is not None:
            lived = now - self._begun[slot]
            falls = self._falls.get(slot, 0)
            if lived < (min(2.0**falls, _LONGEST_REST) if falls else 0.0):
                return
            self._falls[slot] = falls + 1 if lived < _SHORTEST_LIFE + 2.0**falls else 0
            log.error("export process ended, another takes its place", orders=had)
        self._begun[slot] = now
        self._running[slot] = self._start(self._state, slot)

    def _take_place(self, slot: int) -> bool:
        try:
            self._locks[slot].acquire(timeout=0)
        except Timeout:
            return False
        self._desk.throw_away_leftovers()
        return True

    def _tell_edition(self) -> None:
        found = self._find_edition() if self._find_edition else None
        if found is None:
            return
        wanted = json.dumps([str(path) for path in found]).encode()
        if wanted != self._wanted:
            self._wanted = wanted
            self._state.keep_fact(WARM, wanted)
