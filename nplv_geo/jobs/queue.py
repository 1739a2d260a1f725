"""The one queue that all exports of a machine wait in, with an end to it.

Exports are made in processes of their own that give way to the server: drawing in a thread would
hold up every map. What does not fit in the queue is refused at once, with the advice to try again.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import structlog

from nplv_geo.ground.errors import NplvError
from nplv_geo.jobs.desk import Desk, Following
from nplv_geo.jobs.keeper import Keeper, StartMaker, start_process
from nplv_geo.jobs.maker import LONGEST_SECONDS
from nplv_geo.jobs.state import State
from nplv_geo.jobs.works import WorkEndedError, read_result, write_request

log = structlog.get_logger()

Request = TypeVar("Request")
Result = TypeVar("Result")

# Each waiting request keeps a thread of the server; half of its 16 stay free for the map.
WAITING = 7
RETRY_SECONDS = 5
# Who waits sees how far it is and can stop; a busy machine gives an export what is left over.
_LOOK_SECONDS = 0.03
_PRESENCE_SECONDS = 1.0


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


class ExportAbandonedError(NplvError):
    """The process that waited for an export is gone, and with it the way to who asked."""

    def __init__(self) -> None:
        super().__init__("Het maken van het bestand is afgebroken; vraag het bestand opnieuw.")


class ExportQueue:
    """Has exports made, a few at once and a few more waiting, for all processes of the machine.

    Parameters
    ----------
    state
        What the processes share: all queues on one state are the same queue.
    makers
        Exports at the same time; one for each processor but one, at least one.
    waiting
        Exports that may wait.
    start
        Starts a maker, when the first request comes or :meth:`begin` is called.
    """

    def __init__(
        self,
        state: State,
        makers: int | None = None,
        waiting: int = WAITING,
        start: StartMaker = start_process,
    ) -> None:
        self.makers = makers or max((os.cpu_count() or 1) - 1, 1)
        self._most = self.makers + waiting
        self._desk = Desk(state)
        self._keeper = Keeper(state, self.makers, start)

    def begin(self, find_edition: Callable[[], tuple[Path, Path] | None]) -> None:
        """Start the makers before anybody asks, and keep the edition of the moment open in them.

        Parameters
        ----------
        find_edition
            Gives the folders of that edition and of the project.
        """
        self._keeper.begin(find_edition)

    def submit(self, work: Callable[[Request], object], request: Request, ticket: str = "") -> int:
        """Put a request in the queue, and give its number there.

        Parameters
        ----------
        work
            A function that makers know by its name.

        Raises
        ------
        QueueFullError
            When there is no place.
        """
        number = self._desk.put(work.__name__, write_request(request), ticket, self._most)
        if number is None:
            raise QueueFullError
        self._keeper.begin()
        return number

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
            When it takes longer than ``seconds``, its process was ended twice, or what the
            processes share can't be written.
        ExportStoppedError
            When it was stopped by its ticket.
        NplvError
            As the work raises it.
        """
        with _telling():
            number = self.submit(work, request, ticket)
            try:
                answer = self._wait_for(number, seconds)
                result: Result = read_result(answer, self._desk.find_file(number))
            finally:
                self._desk.leave(number)
        return result

    def count_before(self, ticket: str) -> int | None:
        """Count the requests that must be finished first; None if this one is not there.

        Raises
        ------
        ExportAbandonedError
            When nobody waits for it any more who could hand it over.
        ExportFailedError
            When what the processes share can't be read.
        """
        with _telling():
            found = self._desk.count_before(ticket, self.makers)
        if found is Following.ABANDONED:
            raise ExportAbandonedError
        return None if isinstance(found, Following) else found

    def stop(self, ticket: str) -> None:
        """End the wait for a request; what has not begun is never made."""
        with _telling():
            self._desk.stop(ticket)

    def close(self) -> None:
        """End the makers of this process, with what they are making."""
        self._keeper.close()

    def _wait_for(self, number: int, seconds: float) -> str:
        began = shown = time.monotonic()
        while True:
            answer, is_stopped = self._desk.look_for(number)
            if is_stopped:
                raise ExportStoppedError
            if answer is not None:
                return answer
            now = time.monotonic()
            if now - began > seconds:
                log.warning("export took too long", seconds=seconds)
                raise ExportFailedError
            if now - shown > _PRESENCE_SECONDS:
                shown = now
                self._desk.show_presence(number)
            time.sleep(_LOOK_SECONDS)


@contextmanager
def _telling() -> Iterator[None]:
    """Say in a sentence what goes wrong with what the processes share; the log has the rest."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        log.exception("orders can't be read or written")
        raise ExportFailedError from error
    except WorkEndedError as error:
        raise ExportFailedError from error
