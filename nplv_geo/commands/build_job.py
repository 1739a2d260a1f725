"""From the raw store, or from the starter tables, to a new edition."""

from __future__ import annotations

from collections.abc import Iterable

from nplv_geo.build.options import BuildOptions
from nplv_geo.build.run import Built, build
from nplv_geo.build.stages.handing_over import move_to_file
from nplv_geo.build.stages.memory import give_memory_back
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.read import read_definitions
from nplv_geo.ground.contracts import InputFile
from nplv_geo.ground.errors import NplvError, UnreadableFileError
from nplv_geo.ground.files import hash_file
from nplv_geo.ground.settings import Settings
from nplv_geo.published import ranges
from nplv_geo.published.contents import Part
from nplv_geo.published.figures import Figures
from nplv_geo.published.inputs import Inputs, gather_inputs
from nplv_geo.published.raw_store import RawFile, list_files
from nplv_geo.sources.readers.files import read_delivery, recorded_in_sidecar
from nplv_geo.sources.readers.starter import read_starter

_DEFAULTS = BuildOptions()


def build_edition(settings: Settings, *, starter: bool, options: BuildOptions = _DEFAULTS) -> Built:
    """Build a new edition from the starter tables or from the raw store.

    Parameters
    ----------
    settings
        Where everything is.
    starter
        True to build from the tables of the repository.
    options
        What the one who asks may choose.

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
        inputs = _from_raw_store(settings, definitions.catalog.layers, options)
    if options.processes.count > 1 and not starter:
        inputs = move_to_file(inputs)
        give_memory_back()
    return build(settings, inputs, definitions, options)


def _from_raw_store(settings: Settings, layers: tuple[Layer, ...], options: BuildOptions) -> Inputs:
    """Read the raw store, the oldest file first; what can't be read is named and left out."""
    parts: list[Part] = []
    files = []
    for raw in sorted(list_files(settings.raw), key=lambda raw: raw.age):
        options.progress(raw.path.name)
        try:
            parts += read_raw_file(raw, layers)
        except NplvError as error:
            name = raw.path.relative_to(settings.raw).as_posix()
            options.warn(
                f"{raw.path} is weggelaten: {str(error).removeprefix(f'{raw.path.name}: ')} "
                f"Lees het opnieuw in, of haal het weg met 'raw remove {name}'."
            )
            continue
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
    overlay_all = options.cluster.overlay_all if options.cluster else None
    return gather_inputs(parts, files, settings.cache / "crosswalks", overlay_all)


def read_raw_file(raw: RawFile, layers: tuple[Layer, ...]) -> list[Part]:
    """Read one file of the raw store as a build does.

    Parameters
    ----------
    raw
        File with its origin.
    layers
        Layers that say between which bounds figures must lie.

    Returns
    -------
    list
        Outlines or figures.

    Raises
    ------
    NplvError
        When it changed since it was kept, can't be read, or holds what can't be.
    """
    if hash_file(raw.path) != raw.sidecar.sha256:
        raise UnreadableFileError(f"{raw.path.name}: het is veranderd sinds het inlezen.")
    sidecar = raw.sidecar
    delivery = read_delivery(
        raw.path,
        year=sidecar.year,
        retrieved=sidecar.retrieved,
        recorded=recorded_in_sidecar(sidecar),
    )
    ranges.check_ranges(raw.path.name, _figures(delivery), layers)
    return delivery


def _figures(parts: Iterable[Part]) -> list[Figures]:
    return [part for part in parts if isinstance(part, Figures)]
