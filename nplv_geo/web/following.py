"""Editions in a bucket are brought here beside the requests, never in one of them.

Each process that serves has a thread that looks whether it is time; whichever finds that it is asks
the bucket, for all processes of the machine (:mod:`nplv_geo.edition.elsewhere.mirror`). When the
bucket does not answer, what is open stays, and the log and ``/readyz`` say so.
"""

from __future__ import annotations

from threading import Event, Thread

import structlog

from nplv_geo.edition.elsewhere.mirror import (
    Mirror,
    MirrorState,
    bring_current,
    open_mirror,
)
from nplv_geo.ground.errors import EditionError
from nplv_geo.ground.settings import Settings
from nplv_geo.web.site import Server

log = structlog.get_logger()

# How often a process looks whether it is time to ask; asking is `Settings.refresh`.
_LOOK_SECONDS = 1.0


def bring_first_edition(settings: Settings) -> None:
    """Have the current edition of the bucket here before anything is served.

    Raises
    ------
    EditionError
        When the bucket gives none, and none was brought before.
    """
    problem = bring_current(settings)
    if problem:
        log.warning("bucket not followed", reason=problem)


class Follower:
    """Looks at the bucket every so often, for as long as the process lives.

    Parameters
    ----------
    server
        What serves; it is told which editions came, and tells which it doubts.
    mirror
        The editions here.
    seconds
        How long a look at the bucket counts.
    """

    def __init__(self, server: Server, mirror: Mirror, seconds: float) -> None:
        self._server = server
        self._mirror = mirror
        self._seconds = seconds
        self._told = server.editions.elsewhere = mirror.read_state().problem
        self._stopped = Event()

    def begin(self) -> None:
        """Follow in a thread of its own."""
        Thread(target=self._follow, name="follow-bucket", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def look(self) -> None:
        """Ask the bucket if it is time, and open what came before a reader asks for it."""
        editions = self._server.editions
        if self._mirror.is_due(self._seconds):
            self._tell(self._mirror.refresh(tuple(editions.refused)))
        else:
            self._tell(self._mirror.read_state())
        try:
            self._server.find_current_site()
        except EditionError as error:
            log.warning("no edition yet", reason=str(error))

    def _follow(self) -> None:
        while not self._stopped.wait(_LOOK_SECONDS):
            try:
                self.look()
            except Exception:  # the thread has to outlive whatever happens to it
                log.exception("bucket not followed")

    def _tell(self, state: MirrorState) -> None:
        self._server.editions.elsewhere = state.problem
        if state.problem == self._told:
            return
        self._told = state.problem
        if state.problem:
            log.error("bucket not followed", reason=state.problem, reached=state.reached)
        else:
            log.warning("bucket followed again")


def follow_bucket(server: Server, settings: Settings) -> Follower | None:
    """Begin to follow the bucket that the settings name, if they name one."""
    mirror = open_mirror(settings)
    if mirror is None:
        return None
    follower = Follower(server, mirror, settings.refresh)
    follower.begin()
    return follower
