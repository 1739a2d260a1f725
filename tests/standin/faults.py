"""What goes wrong on purpose: which request meets which fault, and how often."""

from __future__ import annotations

import threading
from dataclasses import dataclass

KINDS = (
    "reset",
    "silence",
    "once500",
    "always503",
    "truncated",
    "cut",
    "html",
    "lost_column",
)
_ENDLESS = ("always503", "lost_column")
PAGE = (
    b"<!DOCTYPE html><html><body><h1>Onderhoud</h1><p>Probeer het later opnieuw.</p></body></html>"
)


@dataclass
class Fault:
    """One arranged fault; ``left`` counts down, None is without end."""

    kind: str
    path: str
    contains: str
    left: int | None
    seconds: float
    column: str

    def meets(self, path: str, target: str) -> bool:
        return (
            self.left != 0
            and path.lower().startswith(self.path.lower())
            and self.contains.lower() in target.lower()
        )


class Faults:
    """The arranged faults, in the order in which they were arranged."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def add(  # noqa: PLR0913  # one keyword for each thing that a fault can have
        self,
        kind: str,
        path: str = "/",
        *,
        times: int | None = -1,
        contains: str = "",
        seconds: float = 30,
        column: str = "",
    ) -> None:
        """Arrange a fault; without ``times`` once, or without end for what lasts by nature."""
        if kind not in KINDS:
            raise ValueError(f"{kind}: no such fault; choose from {', '.join(KINDS)}")
        if (kind == "lost_column") != bool(column):
            raise ValueError("lost_column goes with column=, and only that kind does")
        if times == -1:
            times = None if kind in _ENDLESS else 1
        with self._lock:
            self._faults.append(Fault(kind, path, contains, times, seconds, column))

    def take(self, path: str, target: str) -> Fault | None:
        """First fault for this request, one time less from now on."""
        with self._lock:
            for fault in self._faults:
                if fault.kind != "lost_column" and fault.meets(path, target):
                    if fault.left is not None:
                        fault.left -= 1
                    return fault
        return None

    def lost(self, path: str, target: str) -> frozenset[str]:
        """Columns that are gone for this request, in lower case."""
        with self._lock:
            met = [f for f in self._faults if f.kind == "lost_column" and f.meets(path, target)]
            for fault in met:
                if fault.left is not None:
                    fault.left -= 1
        return frozenset(fault.column.lower() for fault in met)

    def clear(self) -> None:
        with self._lock:
            self._faults.clear()
