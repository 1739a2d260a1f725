"""What readers of the map notice while ten others have files made."""

from __future__ import annotations

import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

from benchmarks.server import p95, queries, timed
from benchmarks.serving import serving
from nplv_geo.edition.edition import Edition

PEOPLE = 10
THREADS = 16  # as the command `serve` starts it
LIMIT = 2.0
_WARM_S = 15
_FILES = ("map.png?formaat=a4&dpi=300&", "map.pdf?", "briefing.pptx?", "data.xlsx?alles=ja&")
_REFUSED = 503


def while_ten_export(edition: Edition) -> dict[str, object]:
    """Compare the p95 of views that nobody asked before, in peace and in a crowd.

    Returns
    -------
    dict
        Milliseconds of both, their ratio, and how many files were made meanwhile or refused
        with the advice to come back.
    """
    views = [urlencode(view) for kind in queries(edition).values() for view in kind]
    quiet, busy = views[::2], views[1::2]
    with tempfile.TemporaryDirectory() as temporary:
        environment = {"NPLV_DATA": temporary, "NPLV_EDITION": str(edition.folder.resolve())}
        with serving("app:server", environment, Path(temporary), THREADS) as server:
            time.sleep(_WARM_S)
            _asked(server.url, quiet[:5])
            idle = p95(_asked(server.url, quiet))
            over, made, refused = Event(), list[float](), list[float]()
            people = [
                Thread(target=_export, args=(server.url, edition, i, over, made, refused))
                for i in range(PEOPLE)
            ]
            for person in people:
                person.start()
            # The first file waits for its process to start; the crowd is complete after that.
            while not made:
                time.sleep(0.1)
            crowded = p95(_asked(server.url, busy))
            over.set()
            for person in people:
                person.join()
    return {
        "p95_ms": {"idle": round(idle, 1), "ten_export": round(crowded, 1)},
        "ratio": round(crowded / idle, 2),
        "limit": LIMIT,
        "met": crowded < LIMIT * idle,
        "files": {"made": len(made), "refused": len(refused)},
    }


def _asked(url: str, views: Sequence[str]) -> list[float]:
    """Milliseconds of each view, a few a second as readers ask them."""
    found = []
    for view in views:
        found.append(timed(f"{url}view?{view}")[0])
        time.sleep(0.05)
    return found


def _export(  # noqa: PLR0913, PLR0917  # one person, and what is counted of all
    url: str, edition: Edition, number: int, over: Event, made: list[float], refused: list[float]
) -> None:
    """Have one file after the other made; come back a second later when refused."""
    areas = sorted(edition.areas.focus)
    for i, area in enumerate(islice(cycle(areas), number, None)):
        if over.is_set():
            return
        started = time.perf_counter()
        try:
            file = _FILES[(number + i) % len(_FILES)]
            with urllib.request.urlopen(f"{url}export/{file}gebied={area}") as answer:  # noqa: S310
                answer.read()
            made.append(time.perf_counter() - started)
        except urllib.error.HTTPError as error:
            error.close()  # as a browser does; left open it holds gunicorn up for a second
            if error.code != _REFUSED:
                raise
            refused.append(time.perf_counter() - started)
            over.wait(1)
