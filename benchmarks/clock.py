"""Time and memory of this process and of those that it starts."""

from __future__ import annotations

import multiprocessing
import resource
import time
from pathlib import Path
from threading import Thread

_EVERY_S = 0.5


class Clock:
    """Wall clock and processor time since it was made, and the largest memory, of all processes."""

    def __init__(self) -> None:
        self.started = time.perf_counter()
        self._used = _read_user_time()
        self._peak = 0.0
        Thread(target=self._watch, daemon=True).start()

    def read(self) -> dict[str, float]:
        """Read it, in seconds and MB."""
        return {
            "seconds": round(time.perf_counter() - self.started, 1),
            "user_s": round(_read_user_time() - self._used, 1),
            "peak_mb": round(max(self._peak, _read_memory())),
        }

    def _watch(self) -> None:
        while True:
            self._peak = max(self._peak, _read_memory())
            time.sleep(_EVERY_S)


def _read_user_time() -> float:
    """Processor time of this process and of those that it waited for."""
    return sum(
        resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )


def _read_memory() -> float:
    """Memory of this process and its children in MB; what they share counts once (PSS)."""
    processes = ["self", *(str(child.pid) for child in multiprocessing.active_children())]
    return sum(map(_read_share, processes)) / 1024


def _read_share(process: str) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):  # ended meanwhile
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
