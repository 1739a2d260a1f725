"""Raw store: bytes as they came, each file with a sidecar that says where it is from.

``var/raw/<source>/<table>/<file>`` with ``<file>.json`` beside it. A file only exists under its
final name when it is whole: it is written beside it first and then renamed.
"""

from __future__ import annotations

import glob
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nplv_geo.definitions.offered.topic_lists import OfferedTopic
from nplv_geo.ground.addresses import hide_secret
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.ground.files import hash_file, temporary_beside, write_atomic
from nplv_geo.published.contents import Contents, parse_contents

_SIDECAR = ".json"
# Goes up whenever a program of before can't read a sidecar; the first bore no number.
SIDECAR_FORMAT = 2
# Of a table that was fetched, this form told the names of its topics alone, as ``offered``.
_NAMES_ONLY = 1
# Fields that a sidecar may lack.
_LATER = frozenset(
    {"etag", "modified", "query", "topics", "columns", "family", "provisional", "division"}
    | {"state", "left_out", "kept", "contents"}
)
_NOTHING: tuple[object, ...] = ("", (), None)
_COMING = ".next"
_NOTES = f"*/*/*{_SIDECAR}"
_COMING_NOTES = f"*/*/.*{_COMING}"


@dataclass(frozen=True, slots=True)
class Sidecar:
    """Origin of one raw file.

    Attributes
    ----------
    url
        Where the file came from.
    retrieved
        When it was fetched.
    sha256
        Hash of its content.
    licence
        Licence of its publisher.
    rows
        Number of rows.
    kind
        What is in it: figures, boundaries or people.
    year
        Year that it is about; None when it tells of several.
    etag
        Version of the file as the service calls it; empty when it doesn't.
    modified
        When the service last changed it; empty when it doesn't say so.
    query
        Key of what was asked; another question makes another file.
    topics
        All topics that the table offered at the service, whether we fetched them or not; only
        names where a program of before fetched it.
    columns
        All columns of a file that somebody imported, as they are called there.
    family
        Table family, for a table that is newer than the registry.
    provisional
        Whether the figures may still change, when the file itself can't tell.
    division
        Year of the areas that the codes are of, as the service records it (``MapYear``).
    state
        State of the source: why it was delivered, in the service's words.
    left_out
        Number of areas that are water, abroad or unknown, or lack a code or a name.
    kept
        Moment at which it came into the store, to the microsecond (UTC).
    contents
        What it is about, by which it is known; empty for files of before this was kept.
    """

    url: str
    retrieved: str
    sha256: str
    licence: str
    rows: int
    kind: str
    year: int | None
    etag: str = ""
    modified: str = ""
    query: str = ""
    topics: tuple[OfferedTopic, ...] = ()
    columns: tuple[str, ...] = ()
    family: str = ""
    provisional: bool | None = None
    division: int | None = None
    state: str = ""
    left_out: int | None = None
    kept: str = ""
    contents: tuple[Contents, ...] = ()


@dataclass(frozen=True, slots=True)
class RawFile:
    """A raw file and its origin."""

    path: Path
    sidecar: Sidecar

    @property
    def age(self) -> tuple[str, str]:
        """What files are put in order by: the oldest first, those of one moment by path."""
        return self.sidecar.kept or self.sidecar.retrieved, str(self.path)


def store_file(store: Path, source: str, table: str, original: Path, sidecar: Sidecar) -> RawFile:
    """Copy a file into the store; the same name is replaced by the newer one.

    File and sidecar can't be renamed in one stroke. The coming sidecar therefore stands ready
    under a hidden name: whoever finds the file without its own takes that one.

    Parameters
    ----------
    store
        Folder of the raw store.
    source, table
        Folders of the file within it.
    original
        File to copy, under the name that it keeps.
    sidecar
        Where it is from.

    Returns
    -------
    RawFile
        The copy.
    """
    target = store / source / table / original.name
    target.parent.mkdir(parents=True, exist_ok=True)
    for remnant in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
        remnant.unlink(missing_ok=True)
    text = json.dumps(_list_fields(sidecar), ensure_ascii=False, indent=1)
    coming = _name_coming_sidecar(target)
    with temporary_beside(target) as temporary:
        shutil.copyfile(original, temporary)
        write_atomic(coming, text.encode())
        temporary.replace(target)
    coming.replace(target.with_name(target.name + _SIDECAR))
    return RawFile(target, sidecar)


def find_file(store: Path, source: str, table: str, name: str) -> RawFile | None:
    """Find one file of the store, if it is there and is the one that its sidecar tells of.

    Parameters
    ----------
    store
        Folder of the raw store.
    source, table, name
        Folders of the file within it, and its name.

    Returns
    -------
    RawFile or None
        None also when the bytes are not those that the sidecar has the hash of.
    """
    path = store / source / table / name
    if not path.exists():
        return None
    sidecar = _find_sidecar(path)
    return RawFile(path, sidecar) if sidecar and sidecar.sha256 == hash_file(path) else None


def drop_file(store: Path, source: str, table: str, name: str) -> bool:
    """Remove one file and its sidecar; tell whether it was there.

    The file goes last: a sidecar without a file is nothing, a file without one is not seen.

    Parameters
    ----------
    store
        Folder of the raw store.
    source, table, name
        Folders of the file within it, and its name.

    Returns
    -------
    bool
        True when it was there.
    """
    path = store / source / table / name
    if not path.exists():
        return False
    _name_coming_sidecar(path).unlink(missing_ok=True)
    path.with_name(path.name + _SIDECAR).unlink(missing_ok=True)
    path.unlink()
    return True


def list_files(store: Path) -> Iterator[RawFile]:
    """List all files of the store that have a sidecar.

    Parameters
    ----------
    store
        Folder of the raw store.

    Yields
    ------
    RawFile
        In the order of their paths.
    """
    notes = {note.with_name(note.name.removesuffix(_SIDECAR)) for note in store.glob(_NOTES)}
    half = {
        note.with_name(note.name[1:].removesuffix(_COMING)) for note in store.glob(_COMING_NOTES)
    }
    for path in sorted(notes | half):
        if path.exists() and not path.name.startswith("."):
            sidecar = _find_sidecar(path)
            if sidecar is not None:
                yield RawFile(path, sidecar)


def _find_sidecar(path: Path) -> Sidecar | None:
    """Sidecar of a file; the coming one when a stop fell between the two renames."""
    coming = _name_coming_sidecar(path)
    if coming.exists():
        ready = _read_sidecar(coming)
        if ready.sha256 == hash_file(path):
            return ready
    note = path.with_name(path.name + _SIDECAR)
    return _read_sidecar(note) if note.exists() else None


def _read_sidecar(note: Path) -> Sidecar:
    fields = json.loads(note.read_text(encoding="utf-8"))
    form = fields.pop("format", _NAMES_ONLY)
    if form not in (_NAMES_ONLY, SIDECAR_FORMAT):
        raise UnreadableFileError(
            f"{note}: heeft vorm {form}, dit programma leest vorm {_NAMES_ONLY} en "
            f"{SIDECAR_FORMAT}; werk het programma bij, of haal het bestand opnieuw op."
        )
    # A program of before kept an address with the password that somebody put in it.
    fields["url"] = hide_secret(fields["url"])
    names = [{"key": name} for name in fields.pop("offered", ())]
    lists = {
        "topics": tuple(OfferedTopic(**topic) for topic in fields.pop("topics", names)),
        "columns": tuple(fields.pop("columns", ())),
        "contents": parse_contents(fields.pop("contents", ())),
    }
    return Sidecar(**fields | lists)


def _list_fields(sidecar: Sidecar) -> dict[str, object]:
    """Fields of a sidecar, without those that say nothing."""
    fields = asdict(sidecar)
    saying: dict[str, Any] = {
        name: fields[name] for name in fields if name not in _LATER or fields[name] not in _NOTHING
    }
    if "topics" in saying:
        saying["topics"] = [
            {name: text for name, text in topic.items() if text} for topic in saying["topics"]
        ]
    return {"format": SIDECAR_FORMAT, **saying}


def _name_coming_sidecar(path: Path) -> Path:
    return path.with_name(f".{path.name}{_COMING}")
