"""``python -m benchmarks.load``: how many readers the delivered set-up stands.

Readers follow links that stand on the page, look for two to five seconds, and take a file along
with one click in fifty; each has a connection of its own through Caddy. They run on the machine
that serves, so what they cost is in the figures. Wants the machine for itself.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from pathlib import Path
from statistics import quantiles

from benchmarks.load.delivered import Delivered, delivering
from benchmarks.load.reader import Reader, Site, Tally
from benchmarks.machine import load
from nplv_geo.edition.store import open_current
from nplv_geo.ground.settings import PROJECT, read_settings

RESULTS = PROJECT / "benchmarks" / "results" / "load.json"
_LAYERS = 6


def main() -> None:
    """Let one number of readers after the other in."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--readers", nargs="+", type=int, default=[50, 100, 200, 400])
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--replicas", type=int, default=2)
    parser.add_argument("--data", type=Path, default=read_settings().data, help="with an edition")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    asked = parser.parse_args()
    starts = list_starts(asked.data)
    found = []
    with delivering(asked.data.resolve(), asked.replicas) as delivered:
        for readers in asked.readers:
            found.append(asyncio.run(let_in(delivered, readers, asked.seconds, starts)))
            print(json.dumps(found[-1]), flush=True)
    if asked.write:
        RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def list_starts(data: Path) -> list[str]:
    """Addresses that readers begin at: the start page, and focus areas on a few layers."""
    edition = open_current(data / "editions")
    layers = sorted(edition.manifest.layers)[:_LAYERS]
    areas = sorted(edition.areas.focus)
    return ["", *(f"?gebied={area}&laag={layer}" for area in areas for layer in layers)]


async def let_in(
    delivered: Delivered, readers: int, seconds: float, starts: list[str]
) -> dict[str, object]:
    """Let readers read for some seconds; give what they noticed."""
    tally, site, before = Tally(), Site(), load()[0]
    began = time.monotonic()
    over = began + seconds
    people = [Reader(n, delivered.port, starts, site, tally) for n in range(readers)]
    await asyncio.gather(*(person.read_until(over) for person in people))
    took = time.monotonic() - began
    requests = sum(map(len, tally.seconds.values()))
    return {
        "readers": readers,
        "seconds": round(took, 1),
        "requests": requests,
        "per_second": round(requests / took, 1),
        "clicks": tally.clicks,
        "errors": dict(tally.errors),
        "ms": {kind: summarise(found) for kind, found in sorted(tally.seconds.items())},
        "memory_mb": delivered.read_memory(),
        "load": [before, load()[0]],
    }


def summarise(seconds: list[float]) -> dict[str, float]:
    """Number of answers and milliseconds of half, 95 and 99 in a hundred of them."""
    cuts = quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else seconds * 99
    return {"n": len(seconds)} | {
        f"p{part}": round(cuts[part - 1] * 1000, 1) for part in (50, 95, 99)
    }


if __name__ == "__main__":
    main()
