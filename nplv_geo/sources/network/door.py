"""The one door to the network: every request of every source goes through a :class:`Door`.

Quirks that it takes care of, all seen at CBS, Politie and PDOK: connections that are dropped
halfway, minutes of silence, a 500 that is gone a second later, half an answer with a sound
status, and a maintenance page with status 200. Proxies and certificates come from the
environment (``HTTPS_PROXY``, ``NO_PROXY``, ``REQUESTS_CA_BUNDLE``), as ``requests`` reads them.
"""

from __future__ import annotations

import contextlib
import random
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

import requests
from requests.auth import HTTPBasicAuth
from urllib3.exceptions import HTTPError as LowLevelError

from nplv_geo import __version__
from nplv_geo.ground.addresses import name_host, parse_base
from nplv_geo.ground.errors import NplvError, OfflineError, SourceUnavailableError
from nplv_geo.sources.network.answers import (
    BrokenAnswerError,
    Kind,
    Reader,
    check_media,
    check_status,
    name_source,
    read_body,
    refuse_empty,
)
from nplv_geo.sources.network.meter import Meter, Report

HOSTS: dict[str, str] = {
    "cbs": "https://opendata.cbs.nl",
    "politie": "https://dataderden.cbs.nl",
    "rivm": "https://dataderden.cbs.nl",
    "pdok": "https://service.pdok.nl",
    "leefbaarometer": "https://www.leefbaarometer.nl",
}
USER_AGENT = f"zicht-op-wijken/{__version__}"

Given = TypeVar("Given")
Made = TypeVar("Made")

_OK = 200
_CHUNK = 1 << 16
# The largest answer that is held whole, unpacked; a national table of all years is 120 MB.
_MOST = 400_000_000
_LATER = "probeer het later opnieuw of lees bestanden in met 'import'"


@dataclass(frozen=True)
class Limits:
    """How patient the door is; waits and time-outs are in seconds."""

    connect: float = 10.0
    read: float = 60.0
    waits: tuple[float, ...] = (0.5, 2.0, 4.5)
    jitter: float = 0.25
    at_once: int = 3


class Door:
    """Sends requests: retried, counted, and never more than a few at once.

    Parameters
    ----------
    bases
        Base URLs that replace those of :data:`HOSTS`, by source; a name and password in one go
        along with what is asked there, and are told to nobody else.
    offline
        Refuse every request (``NPLV_OFFLINE``).
    sleep
        Waits before a new try; the default also wakes up when the door closes.
    """

    def __init__(
        self,
        bases: Mapping[str, str] | None = None,
        limits: Limits | None = None,
        *,
        offline: bool = False,
        report: Report = lambda _: None,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.offline = offline
        self.meters = {name: Meter(name, report) for name in HOSTS}
        self._bases = {name: parse_base(url) for name, url in (bases or {}).items()}
        self._closed = threading.Event()
        self._sleep = sleep or self._closed.wait
        self._slots = threading.BoundedSemaphore(self.limits.at_once)
        self._own = threading.local()
        self._sessions: list[requests.Session] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all waiting and close all connections."""
        self._closed.set()
        for session in self._sessions:
            session.close()

    def base(self, source: str, default: str | None = None) -> str:
        """Base URL of a source; ``default`` is for a source with more than one host."""
        own = self._bases.get(source)
        return own.url if own else default or HOSTS[source]

    def read(
        self, source: str, url: str, reader: Reader[Made], what: str, kind: Kind = "json"
    ) -> Made:
        """Read a whole answer; one that is not what it must be is asked again.

        Parameters
        ----------
        what
            How a message calls it: its source and its table.

        Raises
        ------
        SourceUnavailableError
            When the service does not answer well in four tries.
        SourceChangedError
            When it answers something else than it should, or does not know the address.
        """

        def once() -> Made:
            with self.ask(source, url, kind, what=what) as response:
                if response.status_code != _OK:
                    raise refuse_empty(response.status_code, reader.expected, what)
                body = b"".join(self._held(source, response))
            return read_body(body, reader, what)

        return self.persist(source, once, what)

    def map(self, work: Callable[[Given], Made], items: Sequence[Given]) -> list[Made]:
        """Do ``work`` for each item, a few at once; the first error ends it."""
        with ThreadPoolExecutor(self.limits.at_once) as pool:
            futures = [pool.submit(copy_context().run, work, item) for item in items]
            try:
                return [future.result() for future in futures]
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def persist(self, source: str, once: Callable[[], Made], what: str = "") -> Made:
        """Try at most four times, with growing waits, as long as the trouble may pass."""
        if self.offline:
            raise OfflineError(
                f"{source}: NPLV_OFFLINE staat aan, dus er wordt niets opgehaald; zet het uit of "
                "lees bestanden in met 'import'."
            )
        failure = BrokenAnswerError("geen antwoord")
        for wait in (0.0, *self.limits.waits):
            if wait:
                with self.meters[source].waiting():
                    self._sleep(wait * (1 + random.uniform(0, self.limits.jitter)))  # noqa: S311
            try:
                return once()
            except BrokenAnswerError as error:
                failure = error
        if failure.lasting:
            raise failure.lasting from failure
        tries = len(self.limits.waits) + 1
        host = name_host(self.base(source))
        raise SourceUnavailableError(
            f"{what or source} ({host}): {failure.reason}, ook na {tries} pogingen; {_LATER}."
        ) from failure

    @contextlib.contextmanager
    def ask(
        self,
        source: str,
        url: str,
        kind: Kind,
        headers: Mapping[str, str] | None = None,
        *,
        what: str = "",
    ) -> Iterator[requests.Response]:
        """Send one request and check status and kind of its answer; the body is still to come.

        Everything that goes wrong on the way, also while the body is read, becomes an error of
        ours: an answer may make the libraries below raise anything.
        """
        what = what or source
        patience = (self.limits.connect, self.limits.read)
        with self.meters[source].waiting(), self._slots:
            if self._closed.is_set():
                raise SourceUnavailableError(f"{source}: het ophalen is afgebroken.")
            self.meters[source].count(requests=1)
            try:
                with self._session().get(
                    url,
                    headers=headers,
                    timeout=patience,
                    stream=True,
                    auth=self._find_login(source, url),
                ) as response:
                    check_status(what, response)
                    check_media(what, response, kind)
                    yield response
            except (requests.RequestException, LowLevelError) as error:
                raise name_source(what, url, error, patience) from error
            except (NplvError, BrokenAnswerError, AssertionError):
                raise
            except Exception as error:
                if isinstance(error, OSError) and error.errno is not None:
                    raise
                raise name_source(what, url, error, patience) from error

    def _find_login(self, source: str, url: str) -> HTTPBasicAuth | None:
        """Name and password for the machine that they were given for."""
        own = self._bases.get(source)
        if own is None or own.login is None or name_host(own.url) != name_host(url):
            return None
        name, secret = own.login
        return HTTPBasicAuth(name.encode(), secret.encode())

    def _held(self, source: str, response: requests.Response) -> Iterator[bytes]:
        """Pieces of a body that is held whole, as long as it is not too large for that."""
        size = 0
        for chunk in self.chunks(source, response):
            size += len(chunk)
            if size > _MOST:
                raise BrokenAnswerError(f"het antwoord is groter dan {_MOST // 10**6} MB")
            yield chunk

    def chunks(self, source: str, response: requests.Response) -> Iterator[bytes]:
        """Read the body while counting the bytes that really travelled."""
        meter = self.meters[source]
        seen = 0
        for chunk in response.iter_content(_CHUNK):
            travelled = response.raw.tell()
            meter.count(size=travelled - seen)
            seen = travelled
            if self._closed.is_set():
                raise SourceUnavailableError(f"{source}: het ophalen is afgebroken.")
            yield chunk

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._own, "session", None)
        if session is None:
            session = requests.Session()
            session.headers["User-Agent"] = USER_AGENT
            self._own.session = session
            self._sessions.append(session)
        return session
