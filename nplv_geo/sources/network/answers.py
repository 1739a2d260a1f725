"""Whether an answer of a service is whole and of the right kind; what a failure means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

import requests
from requests.exceptions import ChunkedEncodingError, ContentDecodingError
from urllib3.exceptions import HTTPError as LowLevelError

from nplv_geo.ground.errors import NplvError, SourceChangedError, SourceUnavailableError

Kind = Literal["json", "xml", "odata", "file"]

_OK, _PARTIAL, _NOT_MODIFIED, _NOT_FOUND, _RANGE_WRONG = 200, 206, 304, 404, 416
_BUSY = 429
_REFUSED = (401, 403, 407)
_SERVER_ERRORS = 500
_REPORT_IT = "meld dit met de versie van dit programma"
# The media types that each kind of answer may come in.
_MEDIA: dict[Kind, tuple[str, ...]] = {
    "json": ("json",),
    "odata": ("json",),
    "xml": ("xml",),
    "file": (),
}


@dataclass
class Answer:
    """One whole answer; it can stand in for the ``Response`` that cbsodata expects."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes = field(repr=False)
    encoding: str = "utf-8"

    @property
    def text(self) -> str:
        """Content as text."""
        return self.content.decode(self.encoding)

    def json(self) -> Any:  # noqa: ANN401  # JSON is anything
        """Content as JSON."""
        return json.loads(self.content)

    def raise_for_status(self) -> None:
        """Do nothing: the door has turned every wrong status into a named error already."""


class BrokenAnswerError(Exception):
    """Something that may go well the next time.

    Attributes
    ----------
    reason
        What happened, as part of a sentence.
    lasting
        The error to raise when it stays so; None is "unavailable".
    """

    def __init__(self, reason: str, lasting: NplvError | None = None) -> None:
        super().__init__(reason)
        self.reason, self.lasting = reason, lasting


def check_whole(body: bytes, kind: Kind) -> None:
    """Refuse half an answer: OData by its last characters, the rest by reading it."""
    end = body.rstrip()[-2:]
    try:
        if kind == "json":
            json.loads(body)
    except ValueError as error:
        raise BrokenAnswerError("het antwoord was afgebroken") from error
    if (kind == "odata" and end not in (b"]}", b'"}')) or (kind == "xml" and end[-1:] != b">"):
        raise BrokenAnswerError("het antwoord was afgebroken")


def check_status(source: str, response: requests.Response) -> None:
    """Raise the error that goes with the status of an answer; none when it is good."""
    status = response.status_code
    if status in (_OK, _PARTIAL, _NOT_MODIFIED, _RANGE_WRONG):
        return
    if status >= _SERVER_ERRORS or status == _BUSY:
        raise BrokenAnswerError(f"de dienst geeft fout {status}")
    where = f"{source} ({urlsplit(response.url).netloc})"
    if status in _REFUSED:
        raise SourceUnavailableError(
            f"{where}: de toegang is geweigerd ({status}); controleer de proxy (HTTPS_PROXY, "
            "NO_PROXY)."
        )
    path = urlsplit(response.url).path
    gone = status == _NOT_FOUND
    came = "niets (404)" if gone else f"fout {status}"
    raise SourceChangedError(where, f"een antwoord op {path}", came, _REPORT_IT, gone=gone)


def check_media(source: str, response: requests.Response, kind: Kind) -> None:
    """Refuse a page where data belongs; a page of maintenance or of a portal may be gone soon."""
    media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    expected = _MEDIA[kind]
    if response.status_code != _OK:
        return
    if media == "text/html" or (expected and not any(name in media for name in expected)):
        where = f"{source} ({urlsplit(response.url).netloc})"
        raise BrokenAnswerError(
            "er kwam iets anders dan gegevens",
            SourceChangedError(
                where,
                kind.replace("odata", "json").upper() if expected else "een bestand",
                media or "iets zonder soort",
                "kijk in een browser of de dienst een storing meldt en probeer het later opnieuw",
            ),
        )


def name_source(
    source: str, url: str, error: Exception, patience: tuple[float, float]
) -> Exception:
    """Say what a failure of the network means, and whether trying again may help."""
    where = f"{source} ({urlsplit(url).netloc})"
    if isinstance(error, requests.exceptions.SSLError) and "CERTIFICATE" in str(error).upper():
        return SourceUnavailableError(
            f"{where}: het certificaat hoort niet bij deze dienst; controleer het adres, of geef "
            "het certificaat van de eigen proxy op met REQUESTS_CA_BUNDLE."
        )
    if isinstance(error, requests.exceptions.ProxyError):
        return BrokenAnswerError("de proxy antwoordt niet (HTTPS_PROXY, NO_PROXY)")
    if isinstance(error, requests.Timeout) or "timed out" in str(error):
        seconds = patience[0] if isinstance(error, requests.ConnectTimeout) else patience[1]
        return BrokenAnswerError(f"geen antwoord binnen {seconds:g} seconden")
    broken = (requests.ConnectionError, ChunkedEncodingError, ContentDecodingError, LowLevelError)
    if isinstance(error, broken):
        return BrokenAnswerError("de verbinding werd verbroken of kwam niet tot stand")
    return SourceUnavailableError(
        f"{where}: dit adres is niet op te vragen; controleer --base-url."
    )
