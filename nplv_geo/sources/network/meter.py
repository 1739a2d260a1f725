"""Counts what a source moves, and how long it keeps us waiting."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator


class Meter:
    """Requests, bytes and rows of one source, and the time in which we could only wait.

    Attributes
    ----------
    size
        Bytes as they travelled: compressed, when the service compresses.
    waited
        Seconds in which at least one request was open or a new try was being awaited.
    """

    def __init__(self, source: str, report: Report) -> None:
        self.source = source
        self.requests = 0
        self.size = 0
        self.rows = 0
        self.waited = 0.0
        self._report = report
        self._lock = threading.Lock()
        self._open = 0
        self._since = 0.0

    def count(self, *, requests: int = 0, size: int = 0, rows: int = 0) -> None:
        """Add requests, bytes and rows, and report."""
        with self._lock:
            self.requests += requests
            self.size += size
            self.rows += rows
        self._report(self)

    @contextlib.contextmanager
    def waiting(self) -> Iterator[None]:
        """Count the time of this block as waiting, once however many run side by side."""
        with self._lock:
            if self._open == 0:
                self._since = time.perf_counter()
            self._open += 1
        try:
            yield
        finally:
            with self._lock:
                self._open -= 1
                if self._open == 0:
                    self.waited += time.perf_counter() - self._since


Report = Callable[[Meter], None]
