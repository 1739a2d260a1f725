"""What lies in the raw store, and taking something out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nplv_geo.commands.build_job import read_raw_file
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.read import read_catalog
from nplv_geo.ground.errors import NplvError, UnknownRawFileError
from nplv_geo.ground.settings import Settings
from nplv_geo.ground.suggest import suggest_name
from nplv_geo.published.contents import BOUNDARIES, PEOPLE, Contents
from nplv_geo.published.raw_store import RawFile, drop_file, list_files

_UNKNOWN = "onbekend: ingelezen met een oudere versie"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file of the raw store, for who looks after it.

    Attributes
    ----------
    name
        Path within the store, by which ``raw remove`` knows it.
    holds
        What it is: tables or outlines, periods and levels.
    retrieved
        Day on which it came.
    origin
        Where it came from.
    size
        Bytes.
    problem
        Why a build leaves it out; empty when it doesn't.
    """

    name: str
    path: str
    holds: str
    retrieved: str
    origin: str
    rows: int
    size: int
    problem: str = ""


def list_stored(settings: Settings, *, tries_reading: bool) -> Iterator[StoredFile]:
    """List the files of the raw store.

    Parameters
    ----------
    settings
        Where it is.
    tries_reading
        True to read every file as a build does, and name what is wrong with it.

    Yields
    ------
    StoredFile
        In the order of their names.
    """
    layers = read_catalog(settings.project).layers
    for raw in list_files(settings.raw):
        yield StoredFile(
            name=raw.path.relative_to(settings.raw).as_posix(),
            path=str(raw.path),
            holds=_say_contents(raw.sidecar.contents),
            retrieved=raw.sidecar.retrieved,
            origin=raw.sidecar.url,
            rows=raw.sidecar.rows,
            size=raw.path.stat().st_size,
            problem=_find_problem(raw, layers) if tries_reading else "",
        )


def remove_stored(settings: Settings, name: str) -> None:
    """Take one file out of the raw store, readable or not.

    Parameters
    ----------
    settings
        Where the store is.
    name
        Path within the store, as ``raw list`` gives it.

    Raises
    ------
    UnknownRawFileError
        When there is no such file.
    """
    parts = name.split("/")
    names = [raw.path.relative_to(settings.raw).as_posix() for raw in list_files(settings.raw)]
    if name not in names:
        hint = suggest_name(name, names)
        raise UnknownRawFileError(
            f"'{name}' ligt niet in de ruwe opslag{hint}; kijk met 'raw list' wat er is."
        )
    source, table, file = parts
    drop_file(settings.raw, source, table, file)


def _find_problem(raw: RawFile, layers: tuple[Layer, ...]) -> str:
    try:
        read_raw_file(raw, layers)
    except NplvError as error:
        return str(error)
    return ""


def _say_contents(contents: tuple[Contents, ...]) -> str:
    """What a file is, with the periods of one table together."""
    if not contents:
        return _UNKNOWN
    subjects = dict.fromkeys(part.subject for part in contents)
    return "; ".join(
        _say_subject(subject, [part for part in contents if part.subject == subject])
        for subject in subjects
    )


def _say_subject(subject: str, parts: list[Contents]) -> str:
    periods = sorted({part.period for part in parts})
    span = periods[0] if len(periods) == 1 else f"{periods[0]} tot en met {periods[-1]}"
    levels = sorted({level for part in parts for level in part.levels})
    if subject == PEOPLE:
        return f"{subject} {span}: {', '.join(what for part in parts for what in part.topics)}"
    kind = "" if subject == BOUNDARIES else "tabel "
    gemeenten = {code for part in parts for code in part.gemeenten}
    said = f"{kind}{subject} {span}: {', '.join(levels)}, {len(gemeenten)} gemeenten"
    divisions = sorted({part.division for part in parts if part.division is not None})
    if subject == BOUNDARIES or not divisions:
        return said
    return f"{said}, gebieden van {' en '.join(map(str, divisions))}"
