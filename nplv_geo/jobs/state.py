"""What the processes that serve know together: one small SQLite file.

Orders for exports, how often clients asked, and which edition is served. Nothing of it outlives
its use: the folder may be emptied while no server runs. The file must lie on a disk of this machine
(locks of network file systems can't be relied on).
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Final

import structlog

from nplv_geo import __version__
from nplv_geo.ground.settings import PROJECT

log = structlog.get_logger()

# Writers take turns, each for well under a millisecond.
_PATIENCE_SECONDS: Final = 5.0
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS orders (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket TEXT NOT NULL,
    kind TEXT NOT NULL,
    request TEXT NOT NULL,
    phase TEXT NOT NULL DEFAULT 'waits',
    is_stopped INTEGER NOT NULL DEFAULT 0,
    slot INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    seen REAL NOT NULL,
    answer TEXT
);
CREATE INDEX IF NOT EXISTS orders_by_ticket ON orders (ticket);
CREATE TABLE IF NOT EXISTS counts (
    name TEXT PRIMARY KEY, amount INTEGER NOT NULL, until REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
"""


class State:
    """The file of this version of the program; each process opens it once.

    Parameters
    ----------
    folder
        Where it lies, with locks and finished files beside it.

    Raises
    ------
    OSError
        When the folder can't be made or written.
    sqlite3.Error
        When the file can't be used, and neither can a new one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        # Another version, or another checkout, has other requests: each has its own queue.
        place = hashlib.blake2b(str(PROJECT).encode(), digest_size=4).hexdigest()
        self.name = f"{__version__}-{place}"
        self._lock = Lock()
        path = folder / f"{self.name}.sqlite3"
        path.touch(mode=0o600)  # what clients are counted by is nobody else's business
        try:
            self._connection = _open(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            # What was cut short by a fall of the machine is worth nothing, and is made anew.
            log.warning("shared state made anew", reason=str(error))
            for end in ("", "-wal", "-shm"):
                path.with_name(path.name + end).unlink(missing_ok=True)
            self._connection = _open(path)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Change several things at once, as the only one in all processes."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def read(
        self, question: str, values: Sequence[object] | Mapping[str, object] = ()
    ) -> list[tuple[Any, ...]]:
        """Ask for rows."""
        with self._lock:
            return self._connection.execute(question, values).fetchall()

    def keep_fact(self, name: str, content: bytes) -> None:
        """Keep something under a name, in place of what was there."""
        with self.write() as database:
            database.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, content))

    def find_fact(self, name: str) -> bytes | None:
        """What was kept under a name."""
        found = self.read("SELECT content FROM facts WHERE name = ?", (name,))
        return bytes(found[0][0]) if found else None

    def agree_on(self, name: str, content: bytes) -> bytes:
        """Give what is kept under a name; the first who asks decides what that is."""
        with self.write() as database:
            database.execute("INSERT OR IGNORE INTO facts VALUES (?, ?)", (name, content))
        return self.find_fact(name) or content

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()


def open_state(folder: Path) -> State:
    """Open what processes share; where nothing can be written each process is on its own."""
    try:
        return State(folder)
    except (OSError, sqlite3.Error) as error:
        log.warning("state is not shared between processes", folder=str(folder), reason=str(error))
        return State(Path(tempfile.mkdtemp(prefix="nplv-state-")))


def read_clock() -> float:
    """Seconds by a clock that all processes of the machine share and that nobody sets."""
    return time.clock_gettime(time.CLOCK_MONOTONIC) if os.name == "posix" else time.monotonic()


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # Nothing in it is worth waiting for a disk.
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_TABLES)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
