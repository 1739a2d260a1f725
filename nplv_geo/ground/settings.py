"""Where things are: folders of the project and of the data, from the environment."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from nplv_geo.ground.errors import SettingsError

_PACKAGE = Path(str(files("nplv_geo"))).resolve()
_INSTALLED = _PACKAGE / "_project"
# Layers, data and assets: of the checkout, or as the wheel brought them along (see setup.py).
PROJECT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent
DEFAULT_PORT = 8050
LAST_PORT = 65_535
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
    """

    data: Path
    edition: Path | None
    port: int
    project: Path = PROJECT
    url: str | None = None
    embed_origins: tuple[str, ...] = ()

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
        ``NPLV_URL`` none, or ``NPLV_EMBED_ORIGINS`` holds something else than origins.
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


def _parse_port(text: str) -> int:
    if not (text.isdigit() and 0 < int(text) <= LAST_PORT):
        raise SettingsError(f"PORT is '{text}'; geef een getal van 1 tot en met {LAST_PORT}.")
    return int(text)
