"""The editions that are measured: the national one, and generated countries, kept between runs."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.country import VERSION, build_country
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from nplv_geo.ground.settings import PROJECT, Settings

NATIONAL = "national"
_FILES = (
    "boundaries/buurt_2024.parquet",
    "boundaries/wijk_2024.parquet",
    "boundaries/gemeente_2024.parquet",
    "cbs/85984NED_2024.parquet",
    "rivm/50150NED_2012_2024.parquet",
)
# Rooms that decide on the content of an edition.
_ROOMS = (
    "build",
    "commands",
    "definitions",
    "edition",
    "geometry",
    "ground",
    "published",
    "sources",
    "statistics",
)


def real_data() -> Path | None:
    """Folder with the official files, None where they are not."""
    named = os.environ.get("NPLV_REAL_DATA")
    folder = Path(named) if named else PROJECT.parent / "shared" / "data"
    return folder if all((folder / name).exists() for name in _FILES) else None


def prepared(name: str, data: Path) -> Settings:
    """Settings of which the data folder holds the edition, built unless it does already.

    Parameters
    ----------
    name
        ``national``, or the number of buurten of a generated country.
    """
    settings = Settings(data=data / name, edition=None, port=0)
    stamp = settings.data / "made-by.json"
    wanted = {"code": _code_version(), "country": VERSION}
    if stamp.exists() and json.loads(stamp.read_text()).get("key") == wanted:
        return settings
    settings.data.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    if name == NATIONAL:
        _build_national(settings)
    else:
        build_country(settings, int(name))
    seconds = round(time.perf_counter() - started, 1)
    stamp.write_text(json.dumps({"key": wanted, "seconds": seconds}))
    print(f"{name}: edition made in {seconds} s", flush=True)
    return settings


def opened(settings: Settings) -> Edition:
    """Open the edition in a data folder."""
    return open_current(settings.editions)


def _build_national(settings: Settings) -> None:
    """Import the official files and build, with the command line as anybody would."""
    real = real_data()
    if real is None:
        raise FileNotFoundError("the official files are not in ../shared/data")
    paths = [*(real / name for name in _FILES), *sorted((real / "politie").glob("*.parquet"))]
    _command(settings, "import", *map(str, paths))
    _command(settings, "build")


def _command(settings: Settings, *words: str) -> None:
    environment = os.environ | {"NPLV_DATA": str(settings.data)}
    subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "nplv_geo", *words],
        cwd=PROJECT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _code_version() -> str:
    """Hash of what decides on the content of an edition; pages and exports don't."""
    paths = [
        *(path for room in _ROOMS for path in PROJECT.glob(f"nplv_geo/{room}/**/*.py")),
        *PROJECT.glob("layers/**/*.toml"),
        *PROJECT.glob("data/boundaries/*"),
    ]
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
