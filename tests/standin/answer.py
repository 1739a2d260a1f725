"""What every service receives and gives back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qsl

JSON = "application/json; charset=utf-8"
XML = "text/xml; charset=utf-8"


@dataclass(frozen=True)
class Request:
    """One request; ``base`` is the address at which the caller found us."""

    method: str
    path: str
    query: str
    base: str
    headers: Mapping[str, str]
    lost: frozenset[str] = frozenset()  # columns that a fault takes away

    @property
    def target(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        return parse_qsl(self.query, keep_blank_values=True)

    @cached_property
    def params(self) -> dict[str, str]:
        """Parameters under their lower-case names; the last of equals counts."""
        return {name.lower(): value for name, value in self.pairs}

    @cached_property
    def parts(self) -> list[str]:
        return [part for part in self.path.split("/") if part]


@dataclass(frozen=True)
class Answer:
    """Status, body and headers; ``Content-Length`` is the server's work."""

    status: int
    body: bytes
    kind: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Switches:
    """What a test can set; see README.md."""

    renumbered: set[str] = field(default_factory=set)
    refuse_skip: bool = False
    duplicates: bool = True
    water: bool = True
    feed_page: int = 10_000
    api_limit: int = 10_000
    wfs_cap: int = 1_000
    ogc_cap: int = 1_000
    revised: str = ""
    cql_ignored: bool = False


def as_json(content: object, status: int = 200, kind: str = JSON) -> Answer:
    return Answer(status, json.dumps(content, ensure_ascii=False).encode(), kind)


def not_found() -> Answer:
    body = b"<html><body><h2>404 - File or directory not found.</h2></body></html>"
    return Answer(404, body, "text/html")
