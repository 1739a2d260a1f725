"""Where things are: folders of the project and of the data, from the environment."""

from __future__ import annotations

import hashlib
import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from nplv_geo.ground.errors import SettingsError

_PACKAGE = Path(str(files("nplv_geo"))).resolve()
_INSTALLED = _PACKAGE / "_project"
# Layers, data and assets: of the checkout, or as the wheel brought them along (see setup.py).
PROJECT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent
DEFAULT_PORT = 8050
LAST_PORT = 65_535
# Requests of one client in a minute. A building full of people may share one address.
DEFAULT_LIMITS = {"export": 60, "search": 1_200, "api": 600}
DEFAULT_REFRESH = 30
_PLACE = r"(?:(?:s3|gs|az|abfss?)://[^\s/?#]|file:///)[^\s?#]+"
_FALSE = ("", "0", "false", "nee", "no")


@dataclass(frozen=True, slots=True)
class Settings:
    """Folders and port of one process.

    Attributes
    ----------
    data
        Holds the raw store and the editions (``NPLV_DATA``). The default is ``var/`` in the
        checkout; where the package is installed, in the working folder.
    edition
        One edition to serve instead of the current one (``NPLV_EDITION``).
    bucket
        Where editions are published that are served here (``NPLV_EDITION`` as ``s3://…``).
    project
        Holds ``layers/``, ``data/`` and ``assets/``.
    url
        Public address of the dashboard (``NPLV_URL``), for links in exports.
    embed_origins
        Sites that may frame the embedded map (``NPLV_EMBED_ORIGINS``); none by default.
    proxies
        Addresses or networks of the proxies in front (``NPLV_PROXIES``), which are believed about
        who asked; none by default.
    limits
        How often one client may ask in a minute for an export, the search list and the API
        (``NPLV_LIMITS``, as ``60,1200,600``); 0 is without end.
    contact
        Mail address or page where readers tell what is not accessible (``NPLV_CONTACT``).
    state_folder
        Where processes that serve keep what they share (``NPLV_STATE``); ``run`` beside the
        editions when nothing is said.
    refresh
        Seconds after which a bucket is asked again which edition is current (``NPLV_REFRESH``).
    kept
        Folder of what can be worked out or brought again (``NPLV_CACHE``), when it is not in the
        data folder.
    """

    data: Path
    edition: Path | None
    port: int
    project: Path = PROJECT
    url: str | None = None
    embed_origins: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    contact: str = ""
    state_folder: Path | None = None
    bucket: str | None = None
    refresh: int = DEFAULT_REFRESH
    kept: Path | None = None

    @property
    def raw(self) -> Path:
        """Folder of the raw store."""
        return self.data / "raw"

    @property
    def built(self) -> Path:
        """Folder of the editions that were built here."""
        return self.data / "editions"

    @property
    def state(self) -> Path:
        """Folder of what the processes that serve share; empty it while none of them runs."""
        return self.state_folder or self.data / "run"

    @property
    def editions(self) -> Path:
        """Folder of the editions that are shown: those built here, or brought from the bucket."""
        if self.bucket is None:
            return self.built
        name = re.sub(r"[^A-Za-z0-9.]+", "-", self.bucket).strip("-.")
        digest = hashlib.sha256(self.bucket.encode()).hexdigest()[:8]
        return self.cache / "editions" / f"{name[:80]}-{digest}"

    @property
    def cache(self) -> Path:
        """Folder of what can be worked out or brought again: it may be thrown away at any time."""
        return self.kept or self.data / "cache"


def read_settings() -> Settings:
    """Read the settings from the environment: ``PORT`` and what begins with ``NPLV_``.

    Returns
    -------
    Settings
        Folders, port and addresses.

    Raises
    ------
    SettingsError
        When ``PORT`` is no port, ``NPLV_EDITION`` the address of something else than a bucket,
        ``NPLV_URL`` none, ``NPLV_EMBED_ORIGINS`` holds something else than origins,
        ``NPLV_PROXIES`` something else than addresses, ``NPLV_LIMITS`` is not three numbers,
        ``NPLV_REFRESH`` no number of seconds, ``NPLV_STATE`` is no folder, or ``NPLV_CONTACT``
        neither a mail address nor a page.
    """
    edition = os.environ.get("NPLV_EDITION", "")
    bucket = parse_bucket(edition, "NPLV_EDITION") if "://" in edition else None
    cache = os.environ.get("NPLV_CACHE")
    state = os.environ.get("NPLV_STATE")
    if state and "://" in state:
        raise SettingsError(f"NPLV_STATE is '{state}'; geef een map op deze machine, geen URL.")
    return Settings(
        data=Path(os.environ.get("NPLV_DATA") or _choose_data_folder()),
        edition=Path(edition) if edition and not bucket else None,
        bucket=bucket,
        refresh=_parse_refresh(os.environ.get("NPLV_REFRESH") or str(DEFAULT_REFRESH)),
        kept=Path(cache) if cache else None,
        port=_parse_port(os.environ.get("PORT") or str(DEFAULT_PORT)),
        url=_parse_url(os.environ.get("NPLV_URL", "")),
        embed_origins=_parse_origins(os.environ.get("NPLV_EMBED_ORIGINS", "")),
        proxies=_parse_proxies(os.environ.get("NPLV_PROXIES", "")),
        limits=_parse_limits(os.environ.get("NPLV_LIMITS", "")),
        contact=_parse_contact(os.environ.get("NPLV_CONTACT", "")),
        state_folder=Path(state) if state else None,
    )


def _choose_data_folder() -> Path:
    """Keep data in the checkout, or where an installed program was started."""
    return (Path.cwd() if PROJECT == _INSTALLED else PROJECT) / "var"


def is_offline() -> bool:
    """Tell whether ``NPLV_OFFLINE`` forbids every request to a service.

    Returns
    -------
    bool
        False when it is not set, or says no.
    """
    return os.environ.get("NPLV_OFFLINE", "").lower() not in _FALSE


def parse_bucket(text: str, what: str) -> str:
    """Check the address of a place in a bucket.

    Parameters
    ----------
    text
        As ``s3://bucket/prefix``.
    what
        What it was given as, for the error.

    Returns
    -------
    str
        The address without a slash at its end.

    Raises
    ------
    SettingsError
        When no object store is addressed like that.
    """
    if not re.fullmatch(_PLACE, text):
        raise SettingsError(
            f"{what} is '{text}'; geef de map van een editie, of de plek van edities als "
            "s3://emmer/map (ook gs:// en az://)."
        )
    return text.rstrip("/")


def _parse_refresh(text: str) -> int:
    if not (re.fullmatch(r"\d{1,5}", text) and int(text)):
        raise SettingsError(f"NPLV_REFRESH is '{text}'; geef een aantal seconden, zoals 30.")
    return int(text)


def _parse_url(text: str) -> str | None:
    if text and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", text):
        raise SettingsError(f"NPLV_URL is '{text}'; geef een adres zoals https://voorbeeld.nl.")
    return text.rstrip("/") or None


def _parse_origins(text: str) -> tuple[str, ...]:
    origins = tuple(text.replace(",", " ").split())
    for origin in origins:
        if not re.fullmatch(r"https?://[A-Za-z0-9*.-]+(:\d{1,5})?", origin):
            raise SettingsError(
                f"NPLV_EMBED_ORIGINS bevat '{origin}'; geef adressen zoals https://voorbeeld.nl."
            )
    return origins


def _parse_proxies(text: str) -> tuple[str, ...]:
    proxies = tuple(text.replace(",", " ").split())
    for proxy in proxies:
        try:
            ipaddress.ip_network(proxy)
        except ValueError as error:
            raise SettingsError(
                f"NPLV_PROXIES bevat '{proxy}'; geef adressen zoals 10.0.0.7 of 10.0.0.0/24."
            ) from error
    return proxies


def _parse_limits(text: str) -> dict[str, int]:
    if not text:
        return dict(DEFAULT_LIMITS)
    if not re.fullmatch(r"\d{1,6}(,\d{1,6}){2}", text):
        raise SettingsError(
            f"NPLV_LIMITS is '{text}'; geef drie getallen zoals 60,1200,600 (exports, zoeken, API)."
        )
    return dict(zip(DEFAULT_LIMITS, map(int, text.split(",")), strict=True))


def _parse_contact(text: str) -> str:
    if text and not re.fullmatch(r"https://\S+|[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+", text):
        raise SettingsError(
            f"NPLV_CONTACT is '{text}'; geef een adres voor mail, of een pagina "
            "zoals https://voorbeeld.nl/contact."
        )
    return text


def _parse_port(text: str) -> int:
    if not (text.isdigit() and 0 < int(text) <= LAST_PORT):
        raise SettingsError(f"PORT is '{text}'; geef een getal van 1 tot en met {LAST_PORT}.")
    return int(text)
