"""Which edition is served: the one that ``current`` names if it is whole, else the last good one.

An edition is opened before it is switched to (:mod:`nplv_geo.edition.opening`). One that is refused
is logged once, told at ``/readyz`` and tried again after a while; what lies on disk of the one that
is open is looked at every few seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import structlog

from nplv_geo.edition.edition import Edition
from nplv_geo.edition.manifest import MANIFEST
from nplv_geo.edition.opening import Stamps, list_damage, open_whole, read_stamps
from nplv_geo.edition.store import current_id, list_editions
from nplv_geo.ground.errors import EditionError
from nplv_geo.ground.settings import Settings

log = structlog.get_logger()

LOOK_SECONDS = 5.0
RETRY_SECONDS = 60.0
# What is said of the pointer stands under this name, which no edition has.
POINTER = "current"


class GoodEditions:
    """Opens editions whole, and remembers which ones it refused and why.

    Parameters
    ----------
    settings
        Where the editions are, or the one to serve.
    now
        Seconds of a clock that never goes back.

    Attributes
    ----------
    refused
        What is wrong, by the name of the edition.
    elsewhere
        What is wrong with the place that editions are brought from; empty when nothing is.
    """

    def __init__(self, settings: Settings, now: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._now = now
        self.refused: dict[str, str] = {}
        self.elsewhere = ""
        self._retry_at: dict[str, float] = {}
        self._stamps: Stamps = ()
        self._look_at = 0.0
        self._is_doubted = False

    def find_wanted(self) -> Path | None:
        """Find the folder of the edition that should be served, None where nothing tells."""
        if self._settings.edition is not None:
            return self._settings.edition
        try:
            name = current_id(self._settings.editions)
        except EditionError as error:
            self.refuse(POINTER, str(error))
            return None
        self._accept(POINTER)
        return self._settings.editions / name

    def list_folders(self) -> list[Path]:
        """List the editions that may be served, the best first."""
        wanted = self.find_wanted()
        if self._settings.edition is not None:
            return [self._settings.edition]
        editions = self._settings.editions
        folders = [editions / name for name in list_editions(editions)]
        first = [] if wanted is None else [wanted]
        return [*first, *(folder for folder in folders if folder not in first)]

    def list_names(self) -> tuple[str, ...]:
        """List the editions that lie there, whole or not, the newest first."""
        return tuple(list_editions(self._settings.editions))

    def is_settled(self, edition: Edition) -> bool:
        """Tell whether an open edition can stay without a closer look.

        Parameters
        ----------
        edition
            The edition that is served.
        """
        wanted = self.find_wanted()
        is_wanted = wanted is None or wanted == edition.folder or self._must_wait(wanted.name)
        return is_wanted and not self._is_doubted and self._now() < self._look_at

    def is_whole(self, edition: Edition) -> bool:
        """Look whether an edition that is served lies on disk as it was opened.

        Parameters
        ----------
        edition
            The edition that is served.

        Returns
        -------
        bool
            True as well when the disk can't be read at the moment: what is open stays.
        """
        self._look_at = self._now() + LOOK_SECONDS
        try:
            stamps = read_stamps(edition)
            if stamps == self._stamps and not self._is_doubted:
                return True
            damage = list_damage(edition)
        except OSError as error:
            log.warning("edition not looked at", edition=edition.id, reason=str(error))
            return True
        self._is_doubted = False
        if not damage:
            self._stamps = stamps
            return True
        name = edition.folder.name
        self.refuse(name, f"Editie '{name}' is beschadigd: {damage[0]}.")
        return False

    def doubt(self) -> None:
        """Have the edition that is served looked at: one of its files was not what it should be."""
        self._is_doubted = True

    def open(self, folder: Path) -> Edition | None:
        """Open an edition whole.

        Parameters
        ----------
        folder
            Its folder.

        Returns
        -------
        Edition or None
            None when it is refused, now or less than a minute ago.
        """
        if self._must_wait(folder.name):
            return None
        try:
            edition = open_whole(folder)
        except (EditionError, OSError) as error:
            self.refuse(folder.name, str(error))
            return None
        self._accept(folder.name)
        return edition

    def refuse(self, name: str, reason: str) -> None:
        """Serve an edition no longer, or not yet; it is tried again after a minute.

        Parameters
        ----------
        name
            Name of its folder.
        reason
            What is wrong, in one sentence.
        """
        self._retry_at[name] = self._now() + RETRY_SECONDS
        if self.refused.get(name) != reason:
            self.refused[name] = reason
            log.error("edition refused", edition=name, reason=reason)

    def tell_refused(self) -> list[str]:
        """Tell of each edition that is refused why, and of the bucket, in the words of the log."""
        folders = self.list_folders()
        known = {POINTER, *(folder.name for folder in folders)}
        told = [f"{name}: {reason}" for name, reason in self.refused.items() if name in known]
        return [*told, self.elsewhere] if self.elsewhere else told

    def begin(self, edition: Edition) -> None:
        """Take note of the edition that is going to be served.

        Parameters
        ----------
        edition
            One that was opened here.
        """
        self._stamps = read_stamps(edition)
        self._look_at = self._now() + LOOK_SECONDS

    def has_any(self) -> bool:
        """Tell whether there is an edition at all, be it a damaged one."""
        return any((folder / MANIFEST).exists() for folder in self.list_folders())

    def _must_wait(self, name: str) -> bool:
        return self._now() < self._retry_at.get(name, 0.0)

    def _accept(self, name: str) -> None:
        self._retry_at.pop(name, None)
        if self.refused.pop(name, None):
            log.warning("edition accepted again", edition=name)
