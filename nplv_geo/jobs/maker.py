"""A maker: the process that carries out exports, one after the other, for all who serve here."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time
from pathlib import Path
from threading import Event, Thread
from typing import Final

import structlog

from nplv_geo.export.options import MapOptions
from nplv_geo.export.requests import MapRequest
from nplv_geo.ground.errors import NplvError
from nplv_geo.ground.log import configure_log
from nplv_geo.jobs.desk import ENDED, Desk, Order
from nplv_geo.jobs.export import draw_map
from nplv_geo.jobs.state import State
from nplv_geo.jobs.works import WORKS, Works, read_request, write_error, write_result

log = structlog.get_logger()

# Under this name stands which edition exports will be asked of.
WARM: Final = "warm"
# Nobody waits longer; a maker that is stuck is replaced.
LONGEST_SECONDS: Final = 120.0
_LOOK_SECONDS: Final = 0.05
# Maps go first, but not so far that a busy machine never gets to a file.
_NICENESS: Final = 5


def run_maker(folder: Path, slot: int) -> None:
    """Carry out orders until the process that started this one ends.

    Parameters
    ----------
    folder
        Of what the processes share.
    slot
        Which of the makers of the machine this is.
    """
    os.nice(_NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the server stops this as well
    configure_log()
    Thread(target=_end_with_parent, daemon=True).start()
    Maker(State(folder), slot).make_until(Event())


class Maker:
    """Takes orders from the desk.

    Parameters
    ----------
    state, slot
        As :func:`run_maker` has them.
    works
        What it can make.
    longest
        Seconds after which the process ends itself with what it is making; None for never.
    """

    def __init__(
        self,
        state: State,
        slot: int,
        works: Works = WORKS,
        longest: float | None = LONGEST_SECONDS,
    ) -> None:
        self._state, self._slot, self._works = state, slot, works
        self._desk = Desk(state)
        self._warmed: bytes | None = None
        self._began: float | None = None
        self._longest = longest

    def make_until(self, over: Event) -> None:
        """Make what is asked until ``over`` is set."""
        if self._longest is not None:
            Thread(target=self._watch, args=(self._longest,), daemon=True).start()
        while not over.is_set():
            order = self._desk.take(self._slot)
            if order is not None:
                self._carry_out(order)
            elif not self._warm_up():
                over.wait(_LOOK_SECONDS)

    def _carry_out(self, order: Order) -> None:
        self._began = time.monotonic()
        try:
            work = self._works[order.kind]
            result = work.function(read_request(work, order.request))
            answer = write_result(result, self._desk.find_file(order.number))
        except NplvError as error:
            answer = write_error(error)
        except Exception:
            # Who asked is told that nothing came of it; the next order is another one.
            log.exception("export failed", kind=order.kind)
            answer = json.dumps({ENDED: True})
        finally:
            self._began = None
        self._desk.finish(order, self._slot, answer)

    def _warm_up(self) -> bool:
        """Draw one map of an edition that is new here, so that no reader waits for the first."""
        wanted = self._state.find_fact(WARM)
        if wanted is None or wanted == self._warmed:
            return False
        self._warmed = wanted
        edition, project = json.loads(wanted)
        try:
            draw_map(MapRequest(Path(edition), Path(project), "", MapOptions(), ""))
        except NplvError as error:
            log.warning("maker not warm", reason=str(error))
        return True

    def _watch(self, longest: float) -> None:
        """End this process when it is stuck; another takes its place."""
        while True:
            time.sleep(min(longest, 1.0))
            began = self._began
            if began is not None and time.monotonic() - began > longest:
                log.error("export took too long, its process ends", seconds=longest)
                os._exit(1)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
