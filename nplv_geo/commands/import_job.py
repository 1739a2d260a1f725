"""Files of people into the raw store: copied first, then read and checked, then kept as read."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from nplv_geo.build.options import Progress
from nplv_geo.commands.checks.topics import find_unknown_columns, known_names
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.offered.reading import read_topic_lists
from nplv_geo.definitions.read import read_catalog
from nplv_geo.definitions.tables import CC_BY, find_family
from nplv_geo.geometry.boundaries import Boundaries
from nplv_geo.ground.errors import NplvError, UnreadableFileError
from nplv_geo.ground.files import hash_file
from nplv_geo.ground.settings import Settings
from nplv_geo.ground.system import is_of_the_place
from nplv_geo.published import ranges
from nplv_geo.published.contents import Part, describe_contents, is_replaced
from nplv_geo.published.deliveries import clean_name, copy_delivery
from nplv_geo.published.figures import Figures
from nplv_geo.published.people_points import PeoplePoints
from nplv_geo.published.raw_store import RawFile, Sidecar, drop_file, list_files, store_file
from nplv_geo.sources.readers.bounds import limit_time
from nplv_geo.sources.readers.files import describe_unopened, read_delivery

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Imported:
    """One file that was recognised and kept.

    Attributes
    ----------
    replaced
        Names of older files in the store that held the same and went.
    unknown
        Columns of which nobody knows what they hold.
    """

    name: str
    what: str
    rows: int
    replaced: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Delivery:
    """One file of a person, with the copy that was read."""

    original: Path
    copy: Path
    parts: Sequence[Part]


def import_files(
    settings: Settings, paths: Iterable[Path], year: int | None, progress: Progress = lambda _: None
) -> list[Imported]:
    """Copy files, read and check the copies, and keep those in the raw store.

    Either all files are kept or none: a half import would make an edition of two worlds.

    Parameters
    ----------
    settings
        Where the raw store is.
    paths
        Files as a person names them.
    year
        Year that the files are about, where they don't say it.
    progress
        Told the name of each file.

    Returns
    -------
    list of Imported
        One for each file.

    Raises
    ------
    UnreadableFileError
        Naming every file that can't be read, or holds what can't be, and why.
    """
    today = datetime.now(UTC).date().isoformat()
    layers = read_catalog(settings.project).layers
    settings.raw.mkdir(parents=True, exist_ok=True)
    deliveries: list[_Delivery] = []
    problems = []
    with tempfile.TemporaryDirectory(dir=settings.raw, prefix=".importing-") as folder:
        for number, path in enumerate(paths):
            progress(clean_name(path.name))
            try:
                place = Path(folder, str(number))
                place.mkdir()
                deliveries.append(_read_copy(path, place, year, today, layers))
            except NplvError as error:
                problems.append(str(error))
        problems += _find_doubles(deliveries)
        if problems:
            raise UnreadableFileError("\n".join(problems))
        names = known_names(layers, read_topic_lists(settings.project))
        return [
            replace(_keep(settings, item, year, today), unknown=_find_unknown(item.parts, names))
            for item in deliveries
        ]


def _read_copy(
    path: Path, folder: Path, year: int | None, today: str, layers: tuple[Layer, ...]
) -> _Delivery:
    try:
        copy = copy_delivery(path, folder)
    except OSError as error:
        if is_of_the_place(error):
            raise  # no other file would come in either
        raise describe_unopened(Path(clean_name(path.name)), error) from error
    with limit_time(copy.name):
        parts = read_delivery(copy, year=year, retrieved=today)
    figures = [part for part in parts if isinstance(part, Figures)]
    ranges.check_ranges(copy.name, figures, layers)
    return _Delivery(path, copy, parts)


def _find_doubles(deliveries: Sequence[_Delivery]) -> list[str]:
    """Files of one import that bring the same: which of them is right, only a person knows."""
    described = [
        (clean_name(item.original.name), describe_contents(item.parts)) for item in deliveries
    ]
    return [
        f"{name} en {other}: beide gaan over hetzelfde (dezelfde tabel, grenzen of bewoonde "
        "plekken, hetzelfde jaar en dezelfde gebieden); welke bedoelt u? Lees er één in."
        for number, (name, contents) in enumerate(described)
        for other, others in described[number + 1 :]
        if is_replaced(contents, others) and is_replaced(others, contents)
    ]


def _keep(settings: Settings, delivery: _Delivery, year: int | None, today: str) -> Imported:
    source, table, licence, kind = _find_place(delivery.parts[0])
    left_out = max(
        (part.left_out for part in delivery.parts if isinstance(part, Figures)), default=0
    )
    rows = sum(
        part.places if isinstance(part, PeoplePoints) else len(part.frame)
        for part in delivery.parts
    )
    sidecar = Sidecar(
        url=delivery.original.resolve().as_uri(),
        retrieved=today,
        sha256=hash_file(delivery.copy),
        licence=licence,
        rows=rows,
        kind=kind,
        year=year,
        columns=next((part.columns for part in delivery.parts if isinstance(part, Figures)), ()),
        left_out=left_out or None,
        kept=datetime.now(UTC).isoformat(),
        contents=describe_contents(delivery.parts),
    )
    held = [
        raw
        for raw in list_files(settings.raw)
        if is_replaced(raw.sidecar.contents, sidecar.contents)
    ]
    kept = store_file(settings.raw, source, table, delivery.copy, sidecar)
    replaced = tuple(_drop(settings, raw) for raw in held if raw.path != kept.path)
    return Imported(
        clean_name(delivery.original.name), _say_contents(delivery.parts, left_out), rows, replaced
    )


def _find_place(part: Part) -> tuple[str, str, str, str]:
    """Folders in the store of what a file brings, its licence, and its kind."""
    if isinstance(part, Boundaries):
        return "grenzen", str(part.year), CC_BY, "boundaries"
    if isinstance(part, PeoplePoints):
        # Squares are of CBS; who drew the points, only who brings them knows.
        return "bewoond", str(part.year), CC_BY if part.kind == "squares" else "onbekend", "people"
    family = find_family(part.table)
    return family.publisher.lower().replace(" ", "-"), part.table, family.licence, "figures"


def _find_unknown(parts: Sequence[Part], names: Collection[str]) -> tuple[str, ...]:
    """Columns of a table of which nobody knows what they hold."""
    for figures in (part for part in parts if isinstance(part, Figures)):
        return tuple(find_unknown_columns(figures.columns, figures.table, names))
    return ()


def _drop(settings: Settings, raw: RawFile) -> str:
    source, table, name = raw.path.relative_to(settings.raw).parts
    drop_file(settings.raw, source, table, name)
    return f"{source}/{table}/{name}"


def _say_contents(parts: Sequence[Part], left_out: int) -> str:
    """What a file brought, for who imported it."""
    first = parts[0]
    if isinstance(first, Boundaries):
        outlines = [part for part in parts if isinstance(part, Boundaries)]
        levels = ", ".join(f"{len(part.frame)} {part.level}" for part in outlines)
        shapeless = sorted(code for part in outlines for code in part.without_shape)
        return f"grenzen {first.year}: {levels}" + _say_shapeless(shapeless)
    if isinstance(first, PeoplePoints):
        return _say_people(first)
    periods = [part.period for part in parts if isinstance(part, Figures)]
    what = f"cijfers {first.table} ({first.publisher}): {', '.join(periods)}"
    if left_out:
        what += f"; {left_out} weggelaten: water, buitenland, onbekend of zonder code of naam"
    return what


def _say_people(part: PeoplePoints) -> str:
    if part.kind == "squares":
        what = f"{part.places} vierkanten van {part.size_m} m met {part.people:.0f} inwoners"
    elif part.has_counts:
        what = f"{part.places} punten met {part.people:.0f} inwoners"
    else:
        what = f"{part.places} punten die elk voor één tellen"
    left_out = f"; {part.left_out} weggelaten: zonder plek of aantal" if part.left_out else ""
    return f"bewoonde plekken {part.year}: {what}{left_out}"


def _say_shapeless(codes: Sequence[str]) -> str:
    if not codes:
        return ""
    more = f" en nog {len(codes) - _SHOWN}" if len(codes) > _SHOWN else ""
    return f"; {len(codes)} zonder vorm weggelaten: {', '.join(codes[:_SHOWN])}{more}"
