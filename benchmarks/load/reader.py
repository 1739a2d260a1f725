"""A reader: opens a page, looks, follows a link on it, and takes a file along now and then."""

from __future__ import annotations

import asyncio
import gzip
import html
import json
import random
import re
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import brotli

from benchmarks.load.connection import Answer, Connection

# As long as somebody looks before the next click.
LOOK_S = (2.0, 5.0)
CLICKS = 12
EXPORT_EACH = 50
_FILES = (
    "map.png?formaat=a4&",
    "map.pdf?",
    "data.csv?",
    "data.xlsx?alles=ja&",
    "briefing.pptx?",
)
_LINK = re.compile(r'href="(\?[^"#]*)"')
_GOOD = (200, 304)


@dataclass
class Tally:
    """What all readers of a run noticed."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    clicks: int = 0

    def note(self, kind: str, answer: Answer) -> None:
        """Keep how long an answer took, or how it failed."""
        if answer.status in _GOOD:
            self.seconds[kind].append(answer.seconds)
        else:
            self.errors[f"{kind} {answer.status}"] += 1


@dataclass
class Site:
    """What readers know of pages: files and links of each view, read once for all of them."""

    pages: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)

    def read_view(self, query: str, answer: Answer) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Files that the map of a view needs, and links that stand beside it."""
        if query not in self.pages:
            self.pages[query] = _read_view(_unpack(answer))
        return self.pages[query]


def _unpack(answer: Answer) -> bytes:
    coding = answer.headers.get("content-encoding")
    if coding == "br":
        return bytes(brotli.decompress(answer.content))
    return gzip.decompress(answer.content) if coding == "gzip" else answer.content


def _read_view(content: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    view: dict[str, Any] = json.loads(content)
    files = [*(view["map"].get("files") or ()), *(view["map"].get("outline") or ())[:1]]
    text = "".join(str(part) for part in view["parts"].values())
    links = [html.unescape(link) for link in _LINK.findall(text)]
    named = [file for file in files if isinstance(file, str) and file.startswith("/")]
    return tuple(named), tuple(dict.fromkeys(links))


class Reader:
    """One reader with a browser that keeps what it may keep."""

    def __init__(self, number: int, port: int, starts: list[str], site: Site, tally: Tally) -> None:
        self._random = random.Random(number)  # noqa: S311  # a path that can be gone again
        self._port, self._starts, self._site, self._tally = port, starts, site, tally
        self._kept: set[str] = set()

    async def read_until(self, over: float) -> None:
        """Read one visit after the other."""
        await asyncio.sleep(self._random.uniform(0, LOOK_S[1]))
        while time.monotonic() < over:
            async with Connection(self._port) as connection:
                await self._visit(connection, over)

    async def _visit(self, connection: Connection, over: float) -> None:
        self._kept.clear()  # another reader
        query = self._random.choice(self._starts)
        self._tally.note("page", await connection.ask(f"/{query}".encode()))
        for _ in range(CLICKS):
            links = await self._look(connection, query)
            await asyncio.sleep(self._random.uniform(*LOOK_S))
            if time.monotonic() > over or not links:
                return
            self._tally.clicks += 1
            if self._random.random() < 1 / EXPORT_EACH:
                file = self._random.choice(_FILES)
                target = f"/export/{file}{query.removeprefix('?')}"
                self._tally.note("export", await connection.ask(target.encode()))
            query = self._random.choice(links)

    async def _look(self, connection: Connection, query: str) -> tuple[str, ...]:
        view = await connection.ask(f"/view{query}".encode())
        self._tally.note("view", view)
        if view.status not in _GOOD:
            return ()
        self._tally.note("view", await connection.ask(f"/view/below{query}".encode()))
        files, links = self._site.read_view(query, view)
        for file in files:
            if file not in self._kept:
                self._kept.add(file)
                self._tally.note("file", await connection.ask(file.encode()))
        return links
