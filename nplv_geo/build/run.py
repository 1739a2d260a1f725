"""From inputs to a new edition: every layer, period and area, once, in one go."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

import geopandas as gpd
import pandas as pd
import shapely
import structlog

from nplv_geo import __version__
from nplv_geo.build.area_tables import build_areas_table, build_members_table, build_shapes_table
from nplv_geo.build.browser.geometry import COUNTRY, write_geometry
from nplv_geo.build.browser.values import BrowserValueWriter
from nplv_geo.build.calibration import calibrate_dispersion
from nplv_geo.build.carrying.divisions import make_divisions
from nplv_geo.build.carrying.places import build_places_table, describe_crosswalks
from nplv_geo.build.composition import Composition
from nplv_geo.build.derive import Derivation
from nplv_geo.build.plausibility import BuildRefusedError, find_doubts
from nplv_geo.build.provenance import Origins, facts_of, origin_of, with_dispersion
from nplv_geo.build.trial import run_backtest
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.gemeente_groups import select_complete_groups
from nplv_geo.definitions.layers import Layer
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

log = structlog.get_logger()
Progress = Callable[[str], None]

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
    progress: Progress = lambda _: None,
    accepted: Collection[str] = (),
) -> Built:
    """Write a new edition and make it the current one.

    Nothing of the current edition is touched until the new one is whole and plausible.

    Parameters
    ----------
    accepted
        Names of doubts that a person looked at and accepts.

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
    if divisions:
        progress("Jaren vergelijken")
    backtest = run_backtest(derivation)
    edition_id = _edition_id(inputs, catalog)
    with EditionWriter(settings.editions, edition_id) as writer, ThreadPoolExecutor(1) as pool:
        progress("Vormen voor de kaart")
        # The shapes take one core while the figures take the other.
        drawing = pool.submit(write_geometry, writer.folder / "geo", inputs.shapes, focus_shapes)
        writer.table("areas", build_areas_table(inputs, composition, focus_areas, focus_shapes))
        writer.table("members", build_members_table(composition))
        writer.table(PLACES, build_places_table(inputs))
        outlines = build_shapes_table(inputs.shapes, focus_shapes)
        writer.table("shapes", outlines, compression="zstd")  # half of what the others' would take
        files = _value_files(writer, inputs.shapes, composition, pool)
        origins = write_periods(writer, derivation, files, progress)
        if not origins:
            raise EditionError(
                "Geen enkele kaartlaag herkent de ingelezen cijfers; kijk of tabelnummer en "
                "kolomnamen kloppen."
            )
        # Opened and let go of at once: a mapped file can't be moved everywhere.
        dispersion = calibrate_dispersion(
            writer.written(derivation.list_all_periods()), composition.levels, catalog, origins
        )
        progress("Controleren")
        previous = _previous(settings, inputs)
        found = find_doubts(inputs, composition, origins, previous, definitions.expectations)
        if refused := [doubt for doubt in found if doubt.name not in accepted]:
            raise BuildRefusedError(refused)
        manifest = Manifest(
            **facts_of(edition_id, inputs, composition),
            layers=with_dispersion(origins, dispersion),
            geometry={file.name: file for file in drawing.result()},
            values=files.hashes,
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
        current = open_current(settings.editions)
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


def _value_files(
    writer: EditionWriter, shapes: gpd.GeoDataFrame, composition: Composition, pool: Executor
) -> BrowserValueWriter:
    """Files of values in the order of the shapes that the browser colours with them."""
    areas = {level: composition.list_codes(level) for level in COUNTRY}
    has_shape = set(shapes.index)
    drawn = {level: sorted(has_shape.intersection(codes)) for level, codes in areas.items()}
    return BrowserValueWriter(writer.folder / "figures", areas, drawn, pool)


def write_periods(
    writer: EditionWriter, derivation: Derivation, files: BrowserValueWriter, progress: Progress
) -> Origins:
    """Write the values of each period and tell where each layer and period comes from.

    One period at a time: the values of ten years take no more memory than those of one.
    """
    found: Origins = {}
    areas = derivation.composition.areas
    levels = derivation.composition.levels
    for period in derivation.list_all_periods():
        progress(period)
        layers = derivation.list_layers(period)
        tables = _tables(derivation, layers, period, levels, found)
        writer.values(period, files.write_tables(period, tables), areas)
        log.info("period built", period=period, layers=len(layers))
    order = [layer.id for layer in derivation.catalog.layers if layer.id in found]
    return {layer: dict(sorted(found[layer].items())) for layer in order}


def _tables(
    derivation: Derivation,
    layers: Iterable[Layer],
    period: str,
    levels: pd.Series,
    found: Origins,
) -> Iterator[tuple[Layer, pd.DataFrame]]:
    """Values of each layer in a period; adds to ``found`` where they come from."""
    for layer in layers:
        part = derivation.derive_layer_period(layer, period)
        position = derivation.assign_series(layer)[period]
        found.setdefault(layer.id, {})[period] = origin_of(part, position, levels)
        yield layer, part.values


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
