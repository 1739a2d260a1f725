"""What is pinned: packages of Python with their hashes, and of npm with their place."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
RUNTIME = PROJECT / "requirements.txt"
TOOLS = PROJECT / "requirements-dev.txt"
BUNDLED = PROJECT / "scripts" / "bundled.json"
_NPM_LOCK = PROJECT / "scripts" / "package-lock.json"
_PIN = re.compile(
    r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)(?:\s*;\s*([^\\\n]+))?", re.MULTILINE
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Pin:
    """One package in one version.

    Attributes
    ----------
    ecosystem
        ``PyPI`` or ``npm``, as advisories name them.
    name
        Its name, as its ecosystem writes it.
    version
        Its version.
    hashes
        SHA-256 of each of its files.
    marker
        On which machines it is needed; empty for all.
    """

    ecosystem: str
    name: str
    version: str
    hashes: tuple[str, ...] = ()
    marker: str = ""


def normalise(name: str) -> str:
    """Write the name of a package of Python as registries do."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_lock(path: Path) -> list[Pin]:
    """Read the pins of a requirements file; a package may stand there for several machines."""
    text = path.read_text(encoding="utf-8")
    found = list(_PIN.finditer(text))
    ends = [*(one.start() for one in found[1:]), len(text)]
    return [
        Pin(
            "PyPI",
            normalise(one[1]),
            one[2],
            tuple(_HASH.findall(text[one.start() : end])),
            (one[3] or "").strip(),
        )
        for one, end in zip(found, ends, strict=True)
    ]


def read_npm_lock(path: Path = _NPM_LOCK) -> list[Pin]:
    """Read the pins of the scripts: what bundles are built and tested with."""
    packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    return [
        Pin("npm", place.rpartition("node_modules/")[2], facts["version"])
        for place, facts in packages.items()
        if place
    ]
