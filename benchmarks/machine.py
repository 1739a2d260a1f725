"""The machine that measured: what it is, how busy it was, and the memory of processes on it."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

_PROC = Path("/proc")
_KB = 1024


def machine(browser: str, leaflet: str) -> dict[str, object]:
    """Name the machine and what ran on it."""
    cpu = re.search(r"model name\s*: (.+)", (_PROC / "cpuinfo").read_text())
    total = re.search(r"MemTotal:\s*(\d+)", (_PROC / "meminfo").read_text())
    packages = ("dash", "dash-leaflet", "plotly", "gunicorn", "shapely", "pandas")
    return {
        "cpu": cpu.group(1) if cpu else platform.processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(int(total.group(1)) / _KB**2, 1) if total else None,
        "system": platform.platform(),
        "python": platform.python_version(),
        "chromium": browser,
        "leaflet": leaflet,
    } | {name: version(name) for name in packages}


def load() -> list[float]:
    """Load averages over 1, 5 and 15 minutes: 2.0 is two busy cores."""
    return [round(number, 2) for number in os.getloadavg()]


def memory_mb(pid: int) -> float:
    """Memory of a process and its children, shared pages divided among who shares them."""
    return sum(own_memory_mb(each) for each in family(pid))


def own_memory_mb(pid: int) -> float:
    """Memory of one process, 0 when it has ended."""
    try:
        told = (_PROC / f"{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s*(\d+)", told, re.MULTILINE)
    return round(int(found.group(1)) / _KB, 1) if found else 0.0


def family(pid: int) -> Iterator[int]:
    """Give a process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for path in _PROC.glob("[0-9]*/stat"):
        try:
            after_name = path.read_text().rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        parents.setdefault(int(after_name[1]), []).append(int(path.parent.name))
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += parents.get(one, [])
