"""From inputs to a new edition: every layer, period and area, once, in one go."""

from __future__ import annotations

import hashlib
import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

import geopandas as gpd
import pandas as pd
import shapely

from nplv_geo import __version__
from nplv_geo.build.area_tables import build_areas_table, build_members_table, build_shapes_table
from nplv_geo.build.browser.geometry import write_geometry
from nplv_geo.build.calibration import calibrate_dispersion
from nplv_geo.build.carrying.divisions import make_divisions
from nplv_geo.build.carrying.places import build_places_table, describe_crosswalks
from nplv_geo.build.composition import Composition
from nplv_geo.build.derive import Derivation
from nplv_geo.build.options import BuildOptions, Progress
from nplv_geo.build.plausibility import BuildRefusedError, find_doubts
from nplv_geo.build.provenance import Origins, facts_of, with_dispersion
from nplv_geo.build.stages.cluster import ClusterWorkers
from nplv_geo.build.stages.memory import give_memory_back
from nplv_geo.build.stages.periods import (
    PeriodToWrite,
    WrittenPeriod,
    gather_origins,
    list_drawn,
)
from nplv_geo.build.stages.trial import gather_results, try_division
from nplv_geo.build.stages.workers import Workers
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.gemeente_groups import select_complete_groups
from nplv_geo.definitions.read import Definitions
from nplv_geo.definitions.topics import evaluate_topics
from nplv_geo.edition.models import AcceptedDoubt, Manifest
from nplv_geo.edition.place_history import PLACES
from nplv_geo.edition.store import EditionWriter, open_current
from nplv_geo.geometry.crs import RD
from nplv_geo.geometry.rings import find_rings
from nplv_geo.ground.areas import AreaLevel, read_level
from nplv_geo.ground.errors import EditionError
from nplv_geo.ground.settings import Settings
from nplv_geo.published.inputs import Inputs

_DEFAULTS = BuildOptions()
_INHABITANTS = "inwoners"


@dataclass(frozen=True)
class Built:
    """What a build left behind."""

    edition_id: str
    seconds: float
    manifest: Manifest


def build(
    settings: Settings,
    inputs: Inputs,
    definitions: Definitions,
    options: BuildOptions = _DEFAULTS,
) -> Built:
    """Write a new edition and make it the current one.

    Nothing of the current edition is touched until the new one is whole and plausible.

    Parameters
    ----------
    options
        What the one who asks may choose.

    Raises
    ------
    EditionError
        When the inputs can't make an edition.
    BuildRefusedError
        When a check finds the new edition implausible.
    """
    started = time.perf_counter()
    catalog, focus_areas = definitions.catalog, definitions.focus_areas
    composition = _composition(inputs, focus_areas, catalog)
    focus_shapes = _focus_shapes(inputs.shapes, composition, focus_areas)
    composition = replace(
        composition,
        rings=_rings(inputs, composition, focus_shapes),
        gemeente_groups=select_complete_groups(definitions.gemeente_groups, composition.codes),
    )
    divisions = make_divisions(
        inputs.crosswalks, inputs.figures, composition, _find_inhabitants_topic(catalog)
    )
    derivation = Derivation(
        catalog, inputs.figures, composition, definitions.national_totals, divisions=divisions
    )
    edition_id = _edition_id(inputs, catalog)
    with (
        EditionWriter(settings.built, edition_id) as writer,
        options.make_workers(derivation) as workers,
        ThreadPoolExecutor(1) as pool,
    ):
        if divisions:
            options.progress("Jaren vergelijken")
        of_divisions = workers.work(try_division, list(divisions))
        options.progress("Vormen voor de kaart")
        # The shapes take one core while the figures take the other.
        drawing = pool.submit(write_geometry, writer.folder / "geo", inputs.shapes, focus_shapes)
        writer.table("areas", build_areas_table(inputs, composition, focus_areas, focus_shapes))
        writer.table("members", build_members_table(composition))
        writer.table(PLACES, build_places_table(inputs))
        # Half of what the compression of the others would take; let go of at once.
        writer.table("shapes", build_shapes_table(inputs.shapes, focus_shapes), compression="zstd")
        if workers.are_apart:
            give_memory_back()
        backtest = gather_results(of_divisions)
        drawn = list_drawn(inputs.shapes, composition)
        asked = [
            PeriodToWrite(period, writer.folder, drawn, backtest)
            for period in derivation.list_all_periods()
        ]
        written = _write_periods(workers, asked, options.progress)
        workers.close()
        origins = gather_origins(written, catalog.layers)
        if not origins:
            raise EditionError(
                "De ingelezen cijfers horen bij geen enkele kaartlaag; kijk of het nummer van "
                "de tabel en de namen van de kolommen kloppen."
            )
        # Opened and let go of at once: a mapped file can't be moved everywhere.
        dispersion = calibrate_dispersion(
            writer.written(derivation.list_all_periods()), composition.levels, catalog, origins
        )
        options.progress("Controleren")
        previous = _previous(settings, inputs)
        found = find_doubts(inputs, composition, origins, previous, definitions.expectations)
        if refused := [doubt for doubt in found if doubt.name not in options.accepted]:
            raise BuildRefusedError(refused)
        manifest = Manifest(
            **facts_of(edition_id, inputs, composition),
            layers=with_dispersion(origins, dispersion),
            geometry={file.name: file for file in drawing.result()},
            values={name: value for part in written for name, value in part.hashes.items()},
            dispersion=dispersion,
            accepted=tuple(AcceptedDoubt(**asdict(doubt)) for doubt in found),
            tables=writer.table_hashes(),
            crosswalks=describe_crosswalks(inputs.crosswalks, composition),
            backtest=backtest,
        )
        writer.finish(manifest)
    return Built(edition_id, time.perf_counter() - started, manifest)


def _previous(settings: Settings, inputs: Inputs) -> Origins:
    """Layers of the current edition, to hold the new one against.

    A starter says nothing of what official figures should hold, nor the other way round.
    """
    try:
        current = open_current(settings.built)
    except EditionError:
        return {}
    return current.manifest.layers if current.is_schematic == inputs.is_schematic else {}


def _composition(
    inputs: Inputs, focus_areas: tuple[FocusArea, ...], catalog: Catalog
) -> Composition:
    codes = inputs.places.index
    buurten = [code for code in codes if read_level(code) is AreaLevel.BUURT]
    focus = {area.id: area.list_buurten(buurten, inputs.boundary_year) for area in focus_areas}
    present = {area: members for area, members in focus.items() if members}
    if not present:
        raise EditionError("Geen van de 20 focusgebieden ligt in de ingelezen buurten.")
    return Composition(codes, present, _inhabitants(inputs, catalog), inputs.boundary_year)


def _inhabitants(inputs: Inputs, catalog: Catalog) -> pd.Series:
    """Published inhabitants of the boundary year, for completeness and circle sizes."""
    topic = _find_inhabitants_topic(catalog)
    for figures in inputs.figures:
        if figures.boundary_year == inputs.boundary_year:
            values = evaluate_topics(topic, figures.frame, {})
            if values is not None:
                return values
    return pd.Series(dtype=float)


def _find_inhabitants_topic(catalog: Catalog) -> str:
    return catalog.layer(_INHABITANTS).source.topic if _INHABITANTS in catalog else _INHABITANTS


def _focus_shapes(
    shapes: gpd.GeoDataFrame, composition: Composition, focus_areas: tuple[FocusArea, ...]
) -> gpd.GeoDataFrame:
    names = {area.id: area.name for area in focus_areas}
    rows = []
    for area, buurten in composition.focus.items():
        own = shapes.geometry[shapes.index.isin(buurten)]
        # Rebuilt boundaries leave slivers between neighbours; a metre closes them.
        outline = shapely.union_all(own.buffer(1.0, join_style="mitre")).buffer(-1.0)
        rows.append({"area": area, "name": names[area], "geometry": outline})
    return gpd.GeoDataFrame(rows, crs=RD).set_index("area")


def _rings(
    inputs: Inputs, composition: Composition, outlines: gpd.GeoDataFrame
) -> dict[str, tuple[str, ...]]:
    """Buurten around the areas; schematic cells have nothing around them but other areas."""
    if inputs.is_schematic:
        return {}
    is_whole = composition.is_whole_country
    return find_rings(inputs.shapes, composition.focus, outlines, whole_country=is_whole)


def _write_periods(
    workers: Workers | ClusterWorkers, asked: list[PeriodToWrite], progress: Progress
) -> list[WrittenPeriod]:
    """Write the values of each period; one at a time in each process, which bounds the memory."""
    written = []
    for part in workers.write_periods(asked):
        progress(part.period)
        written.append(part)
        if workers.are_apart:
            give_memory_back()
    return written


def _edition_id(inputs: Inputs, catalog: Catalog) -> str:
    """Date and time of the build and a hash of what went in."""
    content = [
        __version__,
        sorted(f.sha256 for f in inputs.figures),
        sorted(file.sha256 for file in inputs.files),
        [layer.model_dump_json() for layer in catalog.layers],
    ]
    digest = hashlib.sha256(json.dumps(content).encode()).hexdigest()[:8]
    now = datetime.now(UTC)
    return f"{now:%Y%m%dT%H%M%S}{now.microsecond // 1000:03}-{digest}"
