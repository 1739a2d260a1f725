"""Large files: fetched in pieces when the line breaks, and only when they changed.

A download grows in ``<name>.part``; beside it stands the ETag of the version it belongs to. After
a break, in this run or in the next, ``Range`` asks for the rest and ``If-Range`` makes the
service send the whole when it has a newer version by now.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import requests

from nplv_geo.sources.network.answers import BrokenAnswerError
from nplv_geo.sources.network.door import Door

_PARTIAL, _NOT_MODIFIED, _RANGE_WRONG = 206, 304, 416


@dataclass(frozen=True)
class Download:
    """A whole file, with what the service says of its version."""

    path: Path
    etag: str
    modified: str
    sha256: str


def download_file(
    door: Door, source: str, url: str, target: Path, known: str = ""
) -> Download | None:
    """Download ``url`` to ``target``; None when it is still the version with ETag ``known``.

    Raises
    ------
    SourceUnavailableError
        After four tries; what came stays, for the next time.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    version = target.with_name(f"{target.name}.etag")

    def once() -> tuple[str, str] | None:
        headers = _headers(part, version, known)
        with door.ask(source, url, "file", headers) as response:
            if response.status_code == _NOT_MODIFIED:
                return None
            etag = response.headers.get("ETag", "")
            mode = _mode(response, part)
            version.write_text(etag, encoding="utf-8")
            with part.open(mode) as file:
                for chunk in door.chunks(source, response):
                    file.write(chunk)
            return etag, response.headers.get("Last-Modified", "")

    found = door.persist(source, once)
    if found is None:
        return None
    part.replace(target)
    version.unlink(missing_ok=True)
    with target.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Download(target, found[0], found[1], digest)


def _headers(part: Path, version: Path, known: str) -> dict[str, str]:
    """Ask for the rest of what is there, or for the whole if it changed."""
    headers = {"Accept-Encoding": "identity"}
    have = part.stat().st_size if part.exists() else 0
    etag = version.read_text(encoding="utf-8") if version.exists() else ""
    # A weak ETag promises no equal bytes: pieces of two versions could be glued together.
    if have and etag and not etag.startswith("W/"):
        return headers | {"Range": f"bytes={have}-", "If-Range": etag}
    return headers | ({"If-None-Match": known} if known else {})


def _mode(response: requests.Response, part: Path) -> str:
    if response.status_code == _RANGE_WRONG:
        part.unlink(missing_ok=True)
        raise BrokenAnswerError("het eerder opgehaalde deel past niet meer")
    if response.status_code != _PARTIAL:
        return "wb"
    start = response.headers.get("Content-Range", "").removeprefix("bytes ").partition("-")[0]
    if start != str(part.stat().st_size):
        part.unlink(missing_ok=True)
        raise BrokenAnswerError("de dienst gaf een ander deel van het bestand dan gevraagd")
    return "ab"
