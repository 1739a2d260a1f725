"""Makers of exports in threads of the test, which need no time to start."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

from nplv_geo.jobs.keeper import StartMaker
from nplv_geo.jobs.maker import Maker
from nplv_geo.jobs.queue import ExportQueue
from nplv_geo.jobs.state import State
from nplv_geo.jobs.works import WORKS, Works, name_works


class ThreadMaker:
    """A maker as its keeper sees it."""

    def __init__(self, state: State, slot: int, works: Works) -> None:
        self._over = Event()
        maker = Maker(state, slot, works, longest=None)
        self._thread = Thread(target=maker.make_until, args=(self._over,), daemon=True)
        self._thread.start()

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def terminate(self) -> None:
        self._over.set()

    def join(self, timeout: float | None = None) -> None:
        self._thread.join(timeout)


def start_thread(works: Works = WORKS) -> StartMaker:
    return lambda state, slot: ThreadMaker(state, slot, works)


def make_queue(
    folder: Path,
    makers: int = 1,
    waiting: int = 1,
    more: dict[Callable[[Any], Any], type] | None = None,
) -> ExportQueue:
    """Make a queue in a folder; makers know a few kinds of work more than those of ours."""
    return ExportQueue(
        State(folder), makers, waiting, start_thread({**WORKS, **name_works(more or {})})
    )


# --- work that lasts as long as a test wants ---------------------------------------------------

_gates: dict[str, Event] = defaultdict(Event)


def hold(name: str) -> str:
    """Be made until it is let go."""
    assert _gates[name].wait(30)
    return name


def let_go(name: str) -> None:
    _gates[name].set()


def stumble(_: str) -> str:
    raise KeyError("x")


def until(condition: Callable[[], bool], seconds: float = 5) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come to that")
