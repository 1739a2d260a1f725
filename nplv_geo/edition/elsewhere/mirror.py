"""A folder on this machine that follows the editions in a bucket.

It looks like any other folder of editions, so that who serves opens them by the same rules
(:mod:`nplv_geo.edition.opening`). An edition is brought whole and checked against its manifest
before the pointer here names it; what an older edition has already is not asked again. One process
of a machine asks at a time, and leaves for the others how it went.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from nplv_geo.edition.edition import Edition
from nplv_geo.edition.elsewhere.bringing import bring_edition
from nplv_geo.edition.elsewhere.bucket import Bucket
from nplv_geo.edition.manifest import MANIFEST, POINTER, current_id, list_editions, parse_pointer
from nplv_geo.edition.opening import list_damage
from nplv_geo.edition.store import point, remove_oldest
from nplv_geo.ground.contracts import Contract
from nplv_geo.ground.errors import BucketError, EditionError
from nplv_geo.ground.files import write_atomic
from nplv_geo.ground.settings import Settings

_STATE = ".state.json"
# An edition that was refused is brought again after this, or when another is named.
RETRY_SECONDS = 60.0


class MirrorState(Contract):
    """How the last look at the bucket went.

    Attributes
    ----------
    reached
        Moment in UTC of the last time that all went well, as ISO 8601; empty before the first.
    problem
        What was wrong, in one sentence; empty when all went well.
    refused
        Name of the edition that the bucket names and that is not whole there.
    refused_at
        When that was found, in seconds of the clock.
    """

    reached: str = ""
    problem: str = ""
    refused: str = ""
    refused_at: float = 0.0


def open_mirror(settings: Settings) -> Mirror | None:
    """Open the mirror that the settings ask for.

    Parameters
    ----------
    settings
        Where editions are published, and where they are kept here.

    Returns
    -------
    Mirror or None
        None where editions are read from a folder.
    """
    return Mirror(Bucket(settings.bucket), settings.editions) if settings.bucket else None


def bring_current(settings: Settings) -> str:
    """Have the current edition of the bucket here, where the settings name a bucket.

    Parameters
    ----------
    settings
        Where editions are published, and where they are kept here.

    Returns
    -------
    str
        What was wrong, in one sentence, while an edition of before will do; else empty.

    Raises
    ------
    EditionError
        When there is none of before.
    """
    mirror = open_mirror(settings)
    if mirror is None:
        return ""
    is_due = mirror.is_due(settings.refresh)
    problem = (mirror.refresh(may_wait=True) if is_due else mirror.read_state()).problem
    if problem and not list_editions(settings.editions):
        raise EditionError(problem)
    return problem


class Mirror:
    """Brings editions here and points to the one that the bucket points to.

    Parameters
    ----------
    bucket
        Where editions are published.
    folder
        Where they are kept on this machine.
    """

    def __init__(self, bucket: Bucket, folder: Path) -> None:
        self._bucket = bucket
        self._folder = folder

    def read_state(self) -> MirrorState:
        """Read how the last look went, whichever process looked.

        Returns
        -------
        MirrorState
            An empty one before the first look.
        """
        try:
            return MirrorState.model_validate_json((self._folder / _STATE).read_bytes())
        except (OSError, ValidationError):
            return MirrorState()

    def is_due(self, seconds: float) -> bool:
        """Tell whether it is time to look again.

        Parameters
        ----------
        seconds
            How long a look counts.

        Returns
        -------
        bool
            True as well when the clock was put back.
        """
        try:
            age = time.time() - (self._folder / _STATE).stat().st_mtime
        except OSError:
            return True
        return not 0 <= age < seconds

    def refresh(self, doubted: Collection[str] = (), *, may_wait: bool = False) -> MirrorState:
        """Look which edition is current, and have it here.

        Parameters
        ----------
        doubted
            Names of editions here that may be damaged: those are looked at, and brought again.
        may_wait
            True to wait for another process that is looking.

        Returns
        -------
        MirrorState
            How it went. When something was wrong, what was here stays as it was.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / ".lock", timeout=-1 if may_wait else 0):
                state = self._look(self.read_state(), doubted)
                write_atomic(self._folder / _STATE, state.model_dump_json().encode())
        except Timeout:
            return self.read_state()
        except OSError as error:
            reason = f"{error.strerror or error}; kijk naar de ruimte en de rechten"
            return MirrorState(problem=f"{self._folder}: {reason}.")
        return state

    def _look(self, before: MirrorState, doubted: Collection[str]) -> MirrorState:
        now, name = time.time(), ""
        try:
            name = self._read_pointer()
            if before.refused == name and 0 <= now - before.refused_at < RETRY_SECONDS:
                return before
            self._have(name, doubted)
        except BucketError as error:
            return MirrorState(reached=before.reached, problem=str(error))
        except EditionError as error:
            return MirrorState(
                reached=before.reached, problem=str(error), refused=name, refused_at=now
            )
        return MirrorState(reached=datetime.now(UTC).isoformat(timespec="seconds"))

    def _read_pointer(self) -> str:
        try:
            content = self._bucket.read(POINTER)
        except BucketError as error:
            if error.is_missing:
                raise BucketError(
                    f"In {self._bucket.url} is nog geen editie; breng er een met 'publish'."
                ) from error
            raise
        name = parse_pointer(content)
        if name is None:
            raise EditionError(
                f"{self._bucket.url}/{POINTER} noemt geen editie; kies er een met 'publish --use'."
            )
        return name

    def _have(self, name: str, doubted: Collection[str]) -> None:
        """Bring an edition unless it is here, and point to it."""
        folder = self._folder / name
        is_here = (folder / MANIFEST).exists() and not (name in doubted and _has_damage(folder))
        if not is_here:
            bring_edition(self._bucket, name, self._folder)
        if not _points_to(self._folder, name):
            point(self._folder, name)
        remove_oldest(self._folder, name)


def _has_damage(folder: Path) -> bool:
    try:
        return bool(list_damage(Edition(folder)))
    except EditionError:
        return True


def _points_to(editions: Path, name: str) -> bool:
    try:
        return current_id(editions) == name
    except EditionError:
        return False
