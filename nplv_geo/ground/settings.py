"""Where things are: folders of the project and of the data, from the environment."""

from __future__ import annotations

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

    @property
    def raw(self) -> Path:
        """Folder of the raw store."""
        return self.data / "raw"

    @property
    def editions(self) -> Path:
        """Folder of the editions."""
        return self.data / "editions"

    @property
    def cache(self) -> Path:
        """Folder of what can be worked out again: it may be thrown away at any time."""
        return self.data / "cache"


def read_settings() -> Settings:
    """Read the settings from the environment: ``PORT`` and what begins with ``NPLV_``.

    Returns
    -------
    Settings
        Folders, port and addresses.

    Raises
    ------
    SettingsError
        When ``PORT`` is no port, ``NPLV_EDITION`` a URL (editions are read from a folder),
        ``NPLV_URL`` none, ``NPLV_EMBED_ORIGINS`` holds something else than origins,
        ``NPLV_PROXIES`` something else than addresses, ``NPLV_LIMITS`` is not three numbers, or
        ``NPLV_CONTACT`` neither a mail address nor a page.
    """
    edition = os.environ.get("NPLV_EDITION")
    if edition and "://" in edition:
        raise SettingsError(f"NPLV_EDITION is '{edition}'; geef de map van een editie, geen URL.")
    return Settings(
        data=Path(os.environ.get("NPLV_DATA") or _choose_data_folder()),
        edition=Path(edition) if edition else None,
        port=_parse_port(os.environ.get("PORT") or str(DEFAULT_PORT)),
        url=_parse_url(os.environ.get("NPLV_URL", "")),
        embed_origins=_parse_origins(os.environ.get("NPLV_EMBED_ORIGINS", "")),
        proxies=_parse_proxies(os.environ.get("NPLV_PROXIES", "")),
        limits=_parse_limits(os.environ.get("NPLV_LIMITS", "")),
        contact=_parse_contact(os.environ.get("NPLV_CONTACT", "")),
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
            f"NPLV_CONTACT is '{text}'; geef een mailadres of een pagina zoals "
            "https://voorbeeld.nl/contact."
        )
    return text


def _parse_port(text: str) -> int:
    if not (text.isdigit() and 0 < int(text) <= LAST_PORT):
        raise SettingsError(f"PORT is '{text}'; geef een getal van 1 tot en met {LAST_PORT}.")
    return int(text)
