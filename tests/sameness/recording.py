"""Write all that a checkout answers to a folder, as text."""

from __future__ import annotations

import gzip
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from pathlib import Path

import requests

from tests.sameness import plain
from tests.sameness.checkout import Checkout, Served
from tests.sameness.comparing import kind_of
from tests.sameness.files import digest, read_table
from tests.sameness.normal import Normal
from tests.sameness.questions import LAYER, OTHERS, SOME, Question, questions

_AT_ONCE = 2
_TIMES = 5
_EDITION = "20240102T030405678-0123abcd"
_BUILT = "2024-01-02T03:04:06+00:00"
_HEADERS = (
    "Content-Type",
    "Content-Disposition",
    "Content-Security-Policy",
    "Cache-Control",
    "Access-Control-Allow-Origin",
    "Location",
    "Retry-After",
)
_SEARCHED = ("heerlen", "rotterdam z", "GM0917", "noord", "xyzzy")
_COMMANDS: dict[str, tuple[str, ...]] = {
    "version": ("--version",),
    "status": ("status",),
    "status_json": ("status", "--json"),
    "check": ("check",),
    "check_json": ("check", "--json"),
    "unknown_command": ("bouw",),
    "unknown_area": ("values", "--area", "heerlen", "--layer", "woz_waarde"),
    "unknown_layer": ("values", "--area", "heerlen-noord", "--layer", "woz"),
    "unknown_period": ("values", "--area", "NL00", "--layer", "woz_waarde", "--period", "1999"),
    "unknown_profile": ("profile", "--area", "heerlen"),
    "unknown_edition": ("build", "--use", "geen"),
    "unknown_file": ("import", "bestaat-niet.csv"),
    "offline": ("fetch", "--years", "2024", "--sources", "cbs"),
    "older_period": (
        "values",
        "--area",
        "NL00",
        "--layer",
        "misdrijven_per_1000",
        "--period",
        "2021",
    ),
    "values_csv": ("values", "--area", "heerlen-noord", "--layer", LAYER, "--format", "csv"),
    "export_area": ("export", "map", "--area", "nergens", "--layer", LAYER, "--out", "x.png"),
}

Job = tuple[str, Callable[[], str]]


def record(checkout: Path, folder: Path, only: str = "*") -> Counter[str]:
    """Record a checkout.

    Parameters
    ----------
    only
        Pattern of the names of answers to record, such as ``exports/*``.

    Returns
    -------
    Counter
        Seconds by kind of answer, of which two are asked at once.
    """
    seconds: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as temporary:
        data = Path(temporary).resolve() / "data"
        here = Checkout(checkout, data)
        built = here.run("build", "--starter")
        if built.code:
            raise SystemExit(f"The starter edition can't be built: {built.err}")
        _pin(data / "editions")
        version = re.search(r"\d+\.\d+\S*", here.run("--version").out)
        names = {str(checkout): "CHECKOUT", str(data): "DATA"}
        normal = Normal(names, version[0] if version else "?")
        with here.serve() as served, ThreadPoolExecutor(_AT_ONCE) as pool:

            def write(job: Job) -> None:
                name, make = job
                started = time.monotonic()
                path = folder / f"{name}.txt"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(normal(make()).rstrip("\n") + "\n")
                seconds[kind_of(name)] += time.monotonic() - started

            jobs = [("commands/build", lambda: f"{built.out}{built.err}")]
            jobs += [*_edition_jobs(data), *_command_jobs(here, data), *_served_jobs(served)]
            for _ in pool.map(write, (job for job in jobs if fnmatch(job[0], only))):
                pass
    return seconds


def _pin(editions: Path) -> None:
    """Give the edition a name and a date that every recording has: pictures show them as well."""
    built = next(path for path in editions.iterdir() if path.is_dir())
    pinned = built.rename(editions / _EDITION)
    manifest = pinned / "manifest.json"
    text = manifest.read_text().replace(built.name, _EDITION)
    manifest.write_text(re.sub(r'("built": *)"[^"]*"', rf'\1"{_BUILT}"', text))
    (editions / "current").write_text(_EDITION)


def _served_jobs(served: Served) -> Iterator[Job]:
    found = served.get("/api/v1/areas?niveau=focusgebied&per_pagina=500").json()["areas"]
    areas = [area["id"] for area in found]
    layers = served.get("/api/v1/layers?per_pagina=500").json()["layers"]
    periods = {layer["id"]: [one["period"] for one in layer["periods"]] for layer in layers}
    # The last of each theme, as later ones overwrite it, and one that a briefing is about.
    mapped = dict.fromkeys({layer["theme"]: layer["id"] for layer in layers}.values())
    for question in questions(areas, periods, tuple(mapped | {LAYER: None})):
        yield question.name, lambda one=question: _answers(served, one)
    for area in SOME:
        for layer in periods:
            query = f"?gebied={area}&laag={layer}&toon=ontwikkeling"
            yield (
                f"pages/trend/{area}/{layer}",
                lambda asked=query: _called(served, "trend.children", ("trend-query.data", asked)),
            )
    for words in _SEARCHED:
        yield (
            f"pages/search/{words.replace(' ', '_')}",
            lambda typed=words: _called(
                served, "found.children", ("search.value", typed), ("url.search", "?")
            ),
        )


def _answers(served: Served, question: Question) -> str:
    """Ask all addresses of a question, and the pages that follow on each."""
    texts = []
    for first in question.addresses:
        address: str | None = first
        while address:
            answer = _patiently(served, address)
            texts += [f"=== {address}", *_told(answer), _text(question, answer)]
            address = answer.links.get("next", {}).get("url")
    return "\n".join(texts)


def _patiently(served: Served, address: str) -> requests.Response:
    """Ask again what a busy machine had no time for."""
    for _ in range(_TIMES):
        answer = served.get(address)
        if answer.status_code != requests.codes.unavailable:
            break
        time.sleep(float(answer.headers.get("Retry-After", "1")))
    return answer


def _told(answer: requests.Response) -> Iterator[str]:
    yield f"status {answer.status_code}"
    for name in _HEADERS:
        if name in answer.headers:
            yield f"{name}: {answer.headers[name]}"


def _text(question: Question, answer: requests.Response) -> str:
    """Text of a good answer as the question reads it, of others as they come."""
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    if is_page and question.read is plain.read_text:
        return plain.read_html(answer.content)
    if answer.status_code == requests.codes.ok:
        return question.read(answer.content)
    return plain.read_text(answer.content)


def _called(
    served: Served, output: str, value: tuple[str, str], state: tuple[str, str] = ("", "")
) -> str:
    """What Dash answers; a page that it does not know is told, and no reason to stop."""
    content = served.call_back(output, value, state)
    try:
        return plain.read_json(content)
    except json.JSONDecodeError:
        return plain.read_text(content)


def _command_jobs(here: Checkout, data: Path) -> Iterator[Job]:
    yield "commands/help", lambda: "\n".join(_help(here))
    for name, words in _COMMANDS.items():
        yield f"commands/{name}", lambda asked=words: _ran(here, *asked)
    for area in OTHERS:
        about = ("--area", area)
        for form in ("table", "json"):
            asked = ("values", *about, "--layer", LAYER, "--format", form)
            yield f"commands/values_{form}/{area}", lambda words=asked: _ran(here, *words)
        for form in ("text", "json"):
            asked = ("profile", *about, "--format", form)
            yield f"commands/profile_{form}/{area}", lambda words=asked: _ran(here, *words)
    for kind in ("map", "briefing", "data"):
        out = data / f"out-{kind}"
        out.mkdir()
        asked = ("export", kind, "--area", SOME[0], "--layer", LAYER, "--out", str(out))
        yield f"commands/export_{kind}", lambda words=asked: _ran(here, *words)


def _ran(here: Checkout, *words: str) -> str:
    done = here.run(*words)
    return f"$ {' '.join(words)}\n{done.out}== errors\n{done.err}== exit code {done.code}"


def _help(here: Checkout, *command: str) -> Iterator[str]:
    """Give the help of a command, and of all commands that it names."""
    done = here.run(*command, "--help")
    yield f"=== {' '.join(command)}\n{done.out}{done.err}"
    _, _, named = done.out.partition("\nCommands:\n")
    for line in named.splitlines():
        if match := re.match(r"  (\w[\w-]*)", line):
            yield from _help(here, *command, match[1])


def _edition_jobs(data: Path) -> Iterator[Job]:
    """What a build wrote: the files for the browser by name, the tables, and the manifest."""
    edition = next(path for path in (data / "editions").iterdir() if path.is_dir())
    packed = sorted(edition.rglob("*.gz"), key=lambda path: path.name)
    for folder in ("geo", "figures"):
        names = [
            f"{path.name.removesuffix('.gz')}: {digest(gzip.decompress(path.read_bytes()))}"
            for path in packed
            if path.relative_to(edition).parts[0] == folder
        ]
        yield f"edition/{folder}", lambda lines=names: "\n".join(lines)
    for path in sorted([*edition.rglob("*.parquet"), *edition.rglob("*.arrow")]):
        yield f"edition/tables/{path.name}", lambda table=path: read_table(table)
    for path in sorted(edition.glob("*.json")):
        yield f"edition/{path.name}", lambda file=path: plain.read_json(file.read_bytes())
    kinds = {
        f"{path.relative_to(edition).parent}/*{path.suffix}"
        for path in edition.rglob("*")
        if path.is_file() and path.suffix not in {".gz", ".br"}
    }
    yield "edition/files", lambda: "\n".join(sorted(kinds))
