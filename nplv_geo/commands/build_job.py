"""The two jobs of an administrator: files into the raw store, raw store into an edition."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from nplv_geo.build.run import Built, Progress, build
from nplv_geo.commands.topic_checks import find_unknown_columns, known_names
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.offered.reading import read_topic_lists
from nplv_geo.definitions.read import read_catalog, read_definitions
from nplv_geo.definitions.tables import find_family
from nplv_geo.geometry.boundaries import Boundaries
from nplv_geo.ground.contracts import InputFile
from nplv_geo.ground.errors import EditionError, NplvError, UnreadableFileError
from nplv_geo.ground.files import hash_file
from nplv_geo.ground.settings import Settings
from nplv_geo.published import ranges
from nplv_geo.published.figures import Figures
from nplv_geo.published.inputs import Inputs, gather_inputs
from nplv_geo.published.raw_store import Sidecar, list_files, store_file
from nplv_geo.sources.readers.files import read_delivery, recorded_in_sidecar
from nplv_geo.sources.readers.starter import read_starter

Part = Boundaries | Figures


@dataclass(frozen=True, slots=True)
class Imported:
    """One file that was recognised and kept.

    Attributes
    ----------
    unknown
        Columns of which nobody knows what they hold.
    """

    path: Path
    what: str
    rows: int
    unknown: tuple[str, ...] = ()


def import_files(
    settings: Settings, paths: Iterable[Path], year: int | None, progress: Progress = lambda _: None
) -> list[Imported]:
    """Read files, check them, and keep their bytes in the raw store.

    Either all files are kept or none: a half import would make an edition of two worlds.

    Raises
    ------
    UnreadableFileError
        Naming every file that can't be read, or holds what can't be, and why.
    """
    today = datetime.now(UTC).date().isoformat()
    layers = read_catalog(settings.project).layers
    parts: dict[Path, list[Part]] = {}
    problems = []
    for path in paths:
        progress(path.name)
        try:
            parts[path] = read_delivery(path, year=year, retrieved=today)
            ranges.check_ranges(path.name, _figures(parts[path]), layers)
        except NplvError as error:
            problems.append(str(error))
    if problems:
        raise UnreadableFileError("\n".join(problems))
    names = known_names(layers, read_topic_lists(settings.project))
    kept = [_kept(settings, path, part, year, today) for path, part in parts.items()]
    return [replace(item, unknown=_unknown(parts[item.path], names)) for item in kept]


def build_edition(
    settings: Settings,
    *,
    starter: bool,
    accepted: Collection[str] = (),
    progress: Progress = lambda _: None,
) -> Built:
    """Build a new edition from the starter tables or from the raw store.

    Parameters
    ----------
    accepted
        Names of doubts that a person accepts.

    Raises
    ------
    NplvError
        When definitions or inputs are wrong; the current edition stays as it was.
    """
    definitions = read_definitions(settings.project)
    if starter:
        inputs = read_starter(settings.project, definitions.focus_areas)
        ranges.check_ranges("data/starter", inputs.figures, definitions.catalog.layers)
    else:
        inputs = _from_raw_store(settings, definitions.catalog.layers, progress)
    return build(settings, inputs, definitions, progress, accepted)


def _from_raw_store(settings: Settings, layers: tuple[Layer, ...], progress: Progress) -> Inputs:
    parts: list[Part] = []
    files = []
    for raw in list_files(settings.raw):
        progress(raw.path.name)
        if hash_file(raw.path) != raw.sidecar.sha256:
            raise EditionError(f"{raw.path} is veranderd sinds het inlezen; lees het opnieuw in.")
        sidecar = raw.sidecar
        delivery = read_delivery(
            raw.path,
            year=sidecar.year,
            retrieved=sidecar.retrieved,
            recorded=recorded_in_sidecar(sidecar),
        )
        ranges.check_ranges(raw.path.name, _figures(delivery), layers)
        parts += delivery
        files.append(
            InputFile(
                path=raw.path.relative_to(settings.raw).as_posix(),
                url=raw.sidecar.url,
                retrieved=raw.sidecar.retrieved,
                sha256=raw.sidecar.sha256,
                licence=raw.sidecar.licence,
                rows=raw.sidecar.rows,
            )
        )
    return gather_inputs(parts, files)


def _figures(parts: Iterable[Part]) -> list[Figures]:
    return [part for part in parts if isinstance(part, Figures)]


def _left_out(parts: Iterable[Part]) -> int:
    """Number of areas of a table that are no place on Dutch land, or not known to be one."""
    return max((part.left_out for part in parts), default=0)


def _unknown(parts: Iterable[Part], names: Collection[str]) -> tuple[str, ...]:
    """Columns of a table of which nobody knows what they hold."""
    for figures in _figures(parts):
        return tuple(find_unknown_columns(figures.columns, figures.table, names))
    return ()


def _kept(
    settings: Settings, path: Path, parts: list[Part], year: int | None, today: str
) -> Imported:
    first = parts[0]
    rows = sum(len(part.frame) for part in parts)
    if isinstance(first, Boundaries):
        source, table, licence = "grenzen", str(first.year), "CC BY 4.0"
        what = f"grenzen {first.year}: " + ", ".join(
            f"{len(part.frame)} {part.level}" for part in parts if isinstance(part, Boundaries)
        )
    else:
        family = find_family(first.table)
        source, table, licence = (
            family.publisher.lower().replace(" ", "-"),
            first.table,
            family.licence,
        )
        periods = [part.period for part in _figures(parts)]
        what = f"cijfers {first.table} ({first.publisher}): {', '.join(periods)}"
        if left_out := _left_out(parts):
            what += f"; {left_out} weggelaten: water, buitenland, onbekend of zonder code of naam"
    sidecar = Sidecar(
        url=path.resolve().as_uri(),
        retrieved=today,
        sha256=hash_file(path),
        licence=licence,
        rows=rows,
        kind="boundaries" if isinstance(first, Boundaries) else "figures",
        year=year,
        columns=next((part.columns for part in _figures(parts)), ()),
        left_out=_left_out(parts) or None,
    )
    store_file(settings.raw, source, table, path, sidecar)
    return Imported(path, what, rows)
