"""Whether an answer of a service is whole and of the right kind; what a failure means."""

from __future__ import annotations

from typing import Literal, Protocol, TypeVar
from urllib.parse import urlsplit

import requests
from requests.exceptions import ChunkedEncodingError, ContentDecodingError
from urllib3.exceptions import HTTPError as LowLevelError

from nplv_geo.ground.addresses import name_host
from nplv_geo.ground.errors import NplvError, SourceChangedError, SourceUnavailableError
from nplv_geo.ground.quoting import shorten
from nplv_geo.sources.schemas.reading import CUT_OFF

Kind = Literal["json", "file"]
Made = TypeVar("Made")

_OK, _PARTIAL, _NOT_MODIFIED, _NOT_FOUND, _RANGE_WRONG = 200, 206, 304, 404, 416
_BUSY = 429
_REFUSED = (401, 403, 407)
_SERVER_ERRORS = 500
_REPORT_IT = "meld dit met de versie van dit programma"
_LATER = "probeer het later opnieuw"
_PATH = 120
# The media types that each kind of answer may come in.
_MEDIA: dict[Kind, tuple[str, ...]] = {
    "json": ("json",),
    "file": (),
}


Content_co = TypeVar("Content_co", covariant=True)


class Reader(Protocol[Content_co]):
    """What an answer must be, and how it is read."""

    @property
    def expected(self) -> str:
        """What should come, as part of a sentence."""
        ...

    def read(self, body: bytes, what: str) -> Content_co:
        """Read a whole answer; a :class:`SourceChangedError` when it is something else."""
        ...


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


def read_body(body: bytes, reader: Reader[Made], what: str) -> Made:
    """Read an answer that came whole.

    Raises
    ------
    BrokenAnswerError
        When it is half an answer, or not what it must be: the next may be better.
    """
    if not body.strip():
        raise BrokenAnswerError("het antwoord was leeg")
    try:
        return reader.read(body, what)
    except SourceChangedError as error:
        if error.came == CUT_OFF:
            raise BrokenAnswerError("het antwoord was afgebroken") from error
        raise BrokenAnswerError("het antwoord is niet wat het moet zijn", error) from error


def refuse_empty(status: int, expected: str, what: str) -> BrokenAnswerError:
    """Give the error for a status that is sound, and comes without what was asked."""
    came = f"antwoord {status} zonder inhoud"
    return BrokenAnswerError(came, SourceChangedError(what, expected, came, _LATER))


def check_status(what: str, response: requests.Response) -> None:
    """Raise the error that goes with the status of an answer; none when it is good."""
    status = response.status_code
    if status in (_OK, _PARTIAL, _NOT_MODIFIED, _RANGE_WRONG):
        return
    if status >= _SERVER_ERRORS or status == _BUSY:
        raise BrokenAnswerError(f"de dienst geeft fout {status}")
    where = f"{what} ({name_host(response.url)})"
    if status in _REFUSED:
        raise SourceUnavailableError(
            f"{where}: de toegang is geweigerd ({status}); controleer de proxy (HTTPS_PROXY, "
            "NO_PROXY) of naam en wachtwoord in --base-url."
        )
    path = shorten(urlsplit(response.url).path, _PATH)
    gone = status == _NOT_FOUND
    came = "niets (404)" if gone else f"fout {status}"
    raise SourceChangedError(where, f"een antwoord op {path}", came, _REPORT_IT, gone=gone)


def check_media(what: str, response: requests.Response, kind: Kind) -> None:
    """Refuse a page where data belongs; a page of maintenance or of a portal may be gone soon."""
    media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    expected = _MEDIA[kind]
    if response.status_code != _OK:
        return
    if media == "text/html" or (expected and not any(name in media for name in expected)):
        raise BrokenAnswerError(
            "er kwam iets anders dan gegevens",
            SourceChangedError(
                f"{what} ({name_host(response.url)})",
                kind.upper() if expected else "een bestand",
                shorten(media) or "iets zonder soort",
                "kijk in een browser of de dienst een storing meldt en probeer het later opnieuw",
            ),
        )


def name_source(what: str, url: str, error: Exception, patience: tuple[float, float]) -> Exception:
    """Say what a failure of the network means, and whether trying again may help."""
    where = f"{what} ({name_host(url)})"
    if isinstance(error, requests.exceptions.SSLError) and "CERTIFICATE" in str(error).upper():
        return SourceUnavailableError(
            f"{where}: het certificaat hoort niet bij deze dienst; controleer het adres, of geef "
            "het certificaat van de eigen proxy op met REQUESTS_CA_BUNDLE."
        )
    if isinstance(error, requests.exceptions.ProxyError):
        return BrokenAnswerError("de proxy antwoordt niet (HTTPS_PROXY, NO_PROXY)")
    if isinstance(error, requests.TooManyRedirects):
        return SourceUnavailableError(
            f"{where}: de dienst verwijst in een kring door; probeer het later opnieuw of "
            "controleer --base-url."
        )
    if isinstance(error, requests.Timeout) or "timed out" in str(error):
        seconds = patience[0] if isinstance(error, requests.ConnectTimeout) else patience[1]
        return BrokenAnswerError(f"geen antwoord binnen {seconds:g} seconden")
    broken = (requests.ConnectionError, ChunkedEncodingError, ContentDecodingError, LowLevelError)
    if isinstance(error, broken):
        return BrokenAnswerError("de verbinding werd verbroken of kwam niet tot stand")
    return SourceUnavailableError(
        f"{where}: dit adres is niet op te vragen; controleer --base-url."
    )
