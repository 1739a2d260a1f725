"""Raw store: bytes as they came, each file with a sidecar that says where it is from.

``var/raw/<source>/<table>/<file>`` with ``<file>.json`` beside it. A file only exists under its
final name when it is whole: it is written beside it first and then renamed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

_SIDECAR = ".json"


@dataclass(frozen=True, slots=True)
class Sidecar:
    """Origin of one raw file."""

    url: str
    retrieved: str
    sha256: str
    licence: str
    rows: int
    kind: str
    year: int | None


@dataclass(frozen=True, slots=True)
class RawFile:
    """A raw file and its origin."""

    path: Path
    sidecar: Sidecar


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def write_atomic(path: Path, content: bytes) -> None:
    """Write ``content`` so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    temporary.write_bytes(content)
    temporary.replace(path)


def keep(store: Path, source: str, table: str, original: Path, sidecar: Sidecar) -> RawFile:
    """Copy a file into the store; the same name is replaced by the newer one."""
    target = store / source / table / original.name
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    shutil.copyfile(original, temporary)
    temporary.replace(target)
    text = json.dumps(asdict(sidecar), ensure_ascii=False, indent=1)
    write_atomic(target.with_name(target.name + _SIDECAR), text.encode())
    return RawFile(target, sidecar)


def raw_files(store: Path) -> Iterator[RawFile]:
    """All files of the store that have a sidecar, in a fixed order."""
    for note in sorted(store.glob(f"*/*/*{_SIDECAR}")):
        path = note.with_name(note.name.removesuffix(_SIDECAR))
        if path.exists() and not path.name.startswith("."):
            yield RawFile(path, Sidecar(**json.loads(note.read_text(encoding="utf-8"))))
