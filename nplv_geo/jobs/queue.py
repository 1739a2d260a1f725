"""The one queue that all exports of a server wait in, with an end to it.

Exports are made in processes of their own that give way to the server: drawing in a thread would
hold up every map. What does not fit in the queue is refused at once, with the advice to try again.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from threading import BoundedSemaphore, Lock, Thread
from typing import Any, TypeVar

import structlog

from nplv_geo.ground.errors import NplvError

log = structlog.get_logger()

Request = TypeVar("Request")
Result = TypeVar("Result")

# Each waiting request keeps a thread of the server; half of its 16 stay free for the map.
WAITING = 7
RETRY_SECONDS = 5
# Who waits sees how far it is and can stop; a busy machine gives an export what is left over.
LONGEST_SECONDS = 120.0
# Maps go first, but not so far that a busy machine never gets to a file.
_NICENESS = 5


class QueueFullError(NplvError):
    """So many exports are waiting that one more would take too long."""

    def __init__(self) -> None:
        super().__init__(
            "Er worden nu veel bestanden tegelijk gemaakt; probeer het over "
            f"{RETRY_SECONDS} seconden opnieuw."
        )


class ExportFailedError(NplvError):
    """An export took too long, or its process came to an end."""

    def __init__(self) -> None:
        super().__init__("Het bestand kon niet worden gemaakt; probeer het opnieuw.")


class ExportStoppedError(NplvError):
    """Who asked for an export does not want it any more."""

    def __init__(self) -> None:
        super().__init__("Het maken van het bestand is gestopt.")


class ExportQueue:
    """Carries out exports, a few at once and a few more waiting.

    Parameters
    ----------
    workers
        Exports at the same time; one for each processor but one, at least one.
    waiting
        Exports that may wait.
    start
        Makes the pool that does the work, when the first request comes.
    """

    def __init__(
        self,
        workers: int | None = None,
        waiting: int = WAITING,
        start: Callable[[int], Executor] | None = None,
    ) -> None:
        self.workers = workers or max((os.cpu_count() or 1) - 1, 1)
        self._places = BoundedSemaphore(self.workers + waiting)
        self._start = start or _start_processes
        self._lock = Lock()
        self._pool: Executor | None = None
        # All requests that are not finished, the first first; and of those with a ticket the end.
        self._requests: dict[Future[Any], None] = {}
        self._tickets: dict[str, tuple[Future[Any], Future[Any]]] = {}

    def submit(self, work: Callable[[Request], Result], request: Request) -> Future[Result]:
        """Put a request in the queue; a future that has not begun yet can be cancelled.

        Parameters
        ----------
        work
            A function of a module, which another process can find by its name.

        Raises
        ------
        QueueFullError
            When there is no place.
        """
        if not self._places.acquire(blocking=False):
            raise QueueFullError
        try:
            future = self._hand_over(work, request)
        except BaseException:
            self._places.release()
            raise
        future.add_done_callback(self._take_out)
        return future

    def run(
        self,
        work: Callable[[Request], Result],
        request: Request,
        ticket: str = "",
        seconds: float = LONGEST_SECONDS,
    ) -> Result:
        """Put a request in the queue and wait for what comes of it.

        Parameters
        ----------
        ticket
            Name under which others can follow and stop this request; none when empty.

        Raises
        ------
        QueueFullError
            When there is no place.
        ExportFailedError
            When it takes longer than ``seconds``, or its process was ended.
        ExportStoppedError
            When it was stopped by its ticket.
        """
        future = self.submit(work, request)
        stopped: Future[Any] = Future()
        if ticket:
            with self._lock:
                self._tickets[ticket] = (future, stopped)
        try:
            over, _ = wait((future, stopped), seconds, FIRST_COMPLETED)
        finally:
            with self._lock:
                self._tickets.pop(ticket, None)
        if not over:
            log.warning("export took too long", seconds=seconds)
        if future not in over:
            # One that is being made is finished, for nobody: its process is needed by the next.
            future.cancel()
            raise ExportStoppedError if over else ExportFailedError
        try:
            return future.result()
        except BrokenExecutor as error:
            log.exception("export process ended")
            raise ExportFailedError from error

    def count_before(self, ticket: str) -> int | None:
        """Count the requests that must be finished first; None if this one is not there."""
        with self._lock:
            if ticket not in self._tickets:
                return None
            future, _ = self._tickets[ticket]
            place = list(self._requests).index(future) if future in self._requests else 0
        return max(place - self.workers + 1, 0)

    def stop(self, ticket: str) -> None:
        """End the wait for a request; what has not begun is never made."""
        with self._lock:
            _, stopped = self._tickets.get(ticket, (None, None))
            if stopped is not None and not stopped.done():
                stopped.set_result(None)

    def close(self) -> None:
        """End the pool; what is being made is finished first."""
        with self._lock:
            pool, self._pool = self._pool, None
        # Outside the lock, which each request that finishes asks for.
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def _hand_over(self, work: Callable[[Request], Result], request: Request) -> Future[Result]:
        """Hand a request to the pool; a pool whose process was killed is replaced by a new one."""
        with self._lock:
            if self._pool is None:
                self._pool = self._start(self.workers)
            try:
                future = self._pool.submit(work, request)
            except BrokenExecutor:
                self._pool = self._start(self.workers)
                future = self._pool.submit(work, request)
            self._requests[future] = None
            return future

    def _take_out(self, future: Future[Any]) -> None:
        with self._lock:
            self._requests.pop(future, None)
        self._places.release()


def _start_processes(workers: int) -> Executor:
    # A fork of a process with threads may hang; a fresh one starts in a few seconds, once.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin_process)


def _begin_process() -> None:
    """Give way to the server, and end when it does, however it ended."""
    os.nice(_NICENESS)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
