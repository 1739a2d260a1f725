"""Large files: fetched in pieces when the line breaks, and only when they changed.

A download grows in ``<name>.part``; beside it stands the ETag of the version it belongs to. After
a break, in this run or in the next, ``Range`` asks for the rest and ``If-Range`` makes the
service send the whole when it has a newer version by now.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import requests

from nplv_geo.ground.quoting import shorten
from nplv_geo.sources.network.answers import BrokenAnswerError, refuse_empty
from nplv_geo.sources.network.door import Door

_PARTIAL, _NOT_MODIFIED, _RANGE_WRONG = 206, 304, 416
# The map of one year is 500 MB; what is larger than a reader takes need not come in whole.
_MOST = 4_000_000_000
# What may be sent back to a service; what is no ETag would be refused, now and for ever.
_ETAG = re.compile(r'(W/)?"[!#-~]{0,200}"')
_PIECE = re.compile(r"bytes (\d{1,15})-\d{1,15}/(\d{1,15}|\*)")


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
    what = f"{source} {target.name}"

    def once() -> tuple[str, str] | None:
        headers = _headers(part, version, known)
        with door.ask(source, url, "file", headers, what=what) as response:
            if response.status_code == _NOT_MODIFIED:
                if "If-None-Match" not in headers:
                    raise refuse_empty(_NOT_MODIFIED, "een bestand", what)
                return None
            etag = _check_etag(response.headers.get("ETag", ""))
            mode, size = _mode(response, part, headers)
            version.write_text(etag, encoding="utf-8")
            with part.open(mode) as file:
                for chunk in door.chunks(source, response):
                    file.write(chunk)
                    if file.tell() > _MOST:
                        part.unlink()
                        raise BrokenAnswerError(f"het bestand is groter dan {_MOST // 10**6} MB")
            if size is not None and part.stat().st_size != size:
                part.unlink()
                raise BrokenAnswerError("het bestand is anders van grootte dan de dienst zegt")
            return etag, shorten(response.headers.get("Last-Modified", ""))

    found = door.persist(source, once, what)
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
    etag = _check_etag(version.read_text("utf-8", "replace")) if version.exists() else ""
    # A weak ETag promises no equal bytes: pieces of two versions could be glued together.
    if have and etag and not etag.startswith("W/"):
        return headers | {"Range": f"bytes={have}-", "If-Range": etag}
    return headers | ({"If-None-Match": known} if _check_etag(known) else {})


def _check_etag(text: str) -> str:
    """Version of a file as the service calls it; nothing when it is no ETag."""
    return text if _ETAG.fullmatch(text) else ""


def _mode(
    response: requests.Response, part: Path, headers: Mapping[str, str]
) -> tuple[str, int | None]:
    """How to write what comes, and how large the whole is, if the service says so of a piece."""
    if response.status_code == _RANGE_WRONG:
        part.unlink(missing_ok=True)
        raise BrokenAnswerError("het eerder opgehaalde deel past niet meer")
    if response.status_code != _PARTIAL:
        return "wb", None
    piece = _PIECE.fullmatch(response.headers.get("Content-Range", "").strip())
    have = part.stat().st_size if part.exists() else 0
    if "Range" not in headers or piece is None or int(piece[1]) != have:
        part.unlink(missing_ok=True)
        raise BrokenAnswerError("de dienst gaf een ander deel van het bestand dan gevraagd")
    return "ab", None if piece[2] == "*" else int(piece[2])
