"""Leaflet as its makers publish it, from the npm registry, kept beside the editions."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path

VERSION = "1.9.4"  # the one that dash-leaflet holds


def leaflet_folder(data: Path) -> Path:
    """Folder with ``leaflet.js`` and ``leaflet.css``, fetched once."""
    target = data / f"leaflet-{VERSION}"
    found = target / "package" / "dist"
    if not (found / "leaflet.js").exists():
        target.mkdir(parents=True, exist_ok=True)
        npm = shutil.which("npm")
        if npm is None:
            raise FileNotFoundError(f"npm is not here: put leaflet {VERSION} in {target}/package")
        subprocess.run(  # noqa: S603  # our own command
            [npm, "pack", "--silent", f"leaflet@{VERSION}"],
            cwd=target,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        with tarfile.open(target / f"leaflet-{VERSION}.tgz") as archive:
            archive.extractall(target, filter="data")
    return found
