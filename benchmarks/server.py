"""How long the server takes for a view that nobody asked before, and for an answer of Dash.

``python -m benchmarks.server [EDITION]`` starts the production server on an edition folder, the
current one without, and asks it a seeded mix of views and searches over HTTP, each for the
first time. Beside each answer stands that of a bare Flask server that sends as many bytes from
memory: the ratio tells what our own work adds to the network and the machine of the moment. Prints
a table in Markdown and writes ``benchmarks/results/server.json``.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from benchmarks.serving import Server, serving
from nplv_geo.definitions.catalog import STACKING
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.settings import read_settings

RESULTS = Path(__file__).parent / "results" / "server.json"
SEED = 20_240
EACH = 20
# What the thread of the start is given to read what all readers share.
_WARM_S = 15
_WORDS = ("noord", "zuid", "centrum", "ams", "heerlen", "de ", "oost", "buiten", "oud", "haven")

Query = dict[str, str]


def queries(edition: Edition) -> dict[str, list[Query]]:
    """Different views of each kind, the same ones each time for one edition."""
    rng = random.Random(SEED)  # noqa: S311  # a mix that can be asked again, no secret
    layers = sorted(edition.manifest.layers)
    places: dict[str, Callable[[], Query]] = {
        "area": lambda: {"gebied": rng.choice(sorted(edition.areas.focus))},
        "country, 20 areas": dict,
        "country, gemeenten": lambda: {"niveau": "gemeente"},
        "country, wijken": lambda: {"niveau": "wijk"},
        "country, buurten": lambda: {"niveau": "buurt"},
        "gemeente": lambda: {"gebied": rng.choice(list(edition.areas.at(AreaLevel.GEMEENTE)))},
        "wijk": lambda: {"gebied": rng.choice(list(edition.areas.at(AreaLevel.WIJK)))},
        "buurt": lambda: {"gebied": rng.choice(list(edition.areas.at(AreaLevel.BUURT)))},
    }

    def asked(place: Callable[[], Query]) -> Query:
        choices = {
            "laag": rng.choice(layers),
            "klassen": rng.choice(("", "quantiles", "equal", "reference")),
            "taal": rng.choice(("", "en")),
            "sorteer": rng.choice(("", "naam", "waarde")),
        }
        return place() | {key: value for key, value in choices.items() if value}

    found = {kind: [asked(place) for _ in range(EACH)] for kind, place in places.items()}
    area = places["area"]
    found["area, domains"] = [area() | {"laag": STACKING} for _ in range(EACH)]
    found["area, trend"] = [asked(area) | {"toon": "ontwikkeling"} for _ in range(EACH)]
    return found


def timed(url: str, body: Mapping[str, object] | None = None) -> tuple[float, int]:
    """Milliseconds to the last byte of an answer, and the number of bytes on the line."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Accept-Encoding": "gzip", "Content-Type": "application/json"}
    request = urllib.request.Request(url, data=data, headers=headers)  # noqa: S310  # our server
    started = time.perf_counter()
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        received = len(answer.read())
    return (time.perf_counter() - started) * 1000, received


def callback(output: str, inputs: Mapping[str, str], state: Mapping[str, str]) -> dict[str, object]:
    """What the browser sends to have Dash answer ``output``, such as ``found.children``."""
    part, name = output.split(".")

    def told(values: Mapping[str, str]) -> list[dict[str, str]]:
        pairs = ((key.split("."), value) for key, value in values.items())
        return [{"id": key[0], "property": key[1], "value": value} for key, value in pairs]

    return {
        "output": output,
        "outputs": {"id": part, "property": name},
        "inputs": told(inputs),
        "state": told(state),
        "changedPropIds": list(inputs),
    }


def asks(edition: Edition) -> list[tuple[str, str, dict[str, object] | None]]:
    """Everything that is asked: its kind, its address and what is sent along, in any order."""
    found: list[tuple[str, str, dict[str, object] | None]] = []
    for kind, views in queries(edition).items():
        for query in views:
            text = urlencode(query)
            found.append((f"{kind}: view", f"view?{text}", None))
            found.append((f"{kind}: below", f"view/below?{text}", None))
    for word in _WORDS:
        body = callback("found.children", {"search.value": word}, {"url.search": "?taal=en"})
        found.append(("Dash: search", "_dash-update-component", body))
    random.Random(SEED).shuffle(found)  # noqa: S311
    return found


def measure(ours: Server, peer: Server, edition: Edition) -> dict[str, dict[str, list[float]]]:
    """Ask everything once, each time followed by the same number of bytes of the peer."""
    found: dict[str, dict[str, list[float]]] = {}
    for kind, path, body in asks(edition):
        ms, size = timed(ours.url + path, body)
        theirs, _ = timed(f"{peer.url}bytes/{size}")
        times = found.setdefault(kind, {"ours": [], "flask": [], "kb": []})
        for name, value in (("ours", ms), ("flask", theirs), ("kb", size / 1000)):
            times[name].append(value)
    return found


def p95(values: list[float]) -> float:
    """The value that one in twenty is above; the largest of fewer than twenty."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * 95 // 100) - 1]


def summary(times: Mapping[str, Mapping[str, list[float]]]) -> dict[str, dict[str, float]]:
    """Median, 95th percentile and largest of each kind, and how many times the peer's."""
    return {
        kind: {
            "n": len(own["ours"]),
            "median_ms": round(median(own["ours"]), 1),
            "p95_ms": round(p95(own["ours"]), 1),
            "max_ms": round(max(own["ours"]), 1),
            "flask_median_ms": round(median(own["flask"]), 1),
            "ratio": round(median(own["ours"]) / median(own["flask"]), 1),
            "kb": round(median(own["kb"]), 1),
        }
        for kind, own in sorted(times.items())
    }


def table(result: Mapping[str, dict[str, float]]) -> str:
    """The figures as a table in Markdown."""
    names = list(next(iter(result.values())))
    lines = [f"| kind | {' | '.join(names)} |", f"|---|{'---:|' * len(names)}"]
    lines += [f"| {kind} | {' | '.join(map(str, r.values()))} |" for kind, r in result.items()]
    return "\n".join(lines)


def current_folder() -> Path:
    """Folder of the edition that the dashboard serves now."""
    settings = read_settings()
    return open_current(settings.editions, settings.edition).folder


def main(folder: Path) -> None:
    """Measure on one edition folder, print and write what came out."""
    edition = Edition(folder)
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as servers:
        logs = Path(temporary)
        environment = {"NPLV_DATA": temporary, "NPLV_EDITION": str(folder.resolve())}
        started = time.perf_counter()
        ours = servers.enter_context(serving("app:server", environment, logs))
        timed(f"{ours.url}readyz")
        ready = time.perf_counter() - started
        peer = servers.enter_context(serving("benchmarks.peers.fixed_bytes:server", {}, logs))
        time.sleep(_WARM_S)
        result = summary(measure(ours, peer, edition))
        memory = ours.memory_mb()
    print(table(result))
    print(f"\nReady after {ready:.1f} s; memory at the end {memory:.0f} MB; {edition.id}.")
    found = {"edition": edition.id, "ready_s": round(ready, 1), "memory_mb": round(memory)}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(found | {"kinds": result}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    asked = sys.argv[1:]
    main(Path(asked[0]) if asked else current_folder())
