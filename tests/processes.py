"""Which processes of a server are which, as Linux tells it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

_LISTENS = "0A"


def find_users(shared: Path) -> list[int]:
    """Processes that hold the file open that servers share."""
    return _find(lambda link: link.startswith(str(shared)) and ".sqlite3" in link)


def find_makers(shared: Path) -> list[int]:
    """Those of them that make exports."""
    return [pid for pid in find_users(shared) if is_maker(pid)]


def is_maker(pid: int) -> bool:
    return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()


def find_listeners(port: int) -> list[int]:
    """Processes that listen on a port of this machine."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    sockets = {
        f"socket:[{row[9]}]"
        for row in rows
        if row[3] == _LISTENS and int(row[1].rsplit(":", 1)[1], 16) == port
    }
    return _find(sockets.__contains__)


def _find(is_it: Callable[[str], bool]) -> list[int]:
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            links = [os.readlink(one) for one in (place / "fd").iterdir()]  # noqa: PTH115
        except OSError:  # not ours, or gone
            continue
        if any(is_it(link) for link in links):
            found.append(int(place.name))
    return found
