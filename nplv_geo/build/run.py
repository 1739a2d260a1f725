"""From inputs to a new edition: every layer, period and area, once, in one go."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
import structlog

from nplv_geo import __version__
from nplv_geo.build.area_tables import areas_table, members_table, shapes_table
from nplv_geo.build.browser_geometry import COUNTRY, write_geometry
from nplv_geo.build.browser_values import ValueFiles
from nplv_geo.build.calibration import calibrate
from nplv_geo.build.composition import Composition
from nplv_geo.build.derive import Derivation, LayerPeriod
from nplv_geo.build.plausibility import WHOLE_COUNTRY_FROM, BuildRefusedError, count_values, doubts
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.gemeente_groups import select_complete_groups
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.read import Definitions
from nplv_geo.definitions.topics import evaluate_topics
from nplv_geo.edition.store import EditionWriter, open_current
from nplv_geo.geometry.crs import RD
from nplv_geo.geometry.rings import find_rings
from nplv_geo.ground.areas import NEDERLAND, AreaLevel, level_of
from nplv_geo.ground.errors import EditionError
from nplv_geo.ground.settings import Settings
from nplv_geo.published.figures import Figures
from nplv_geo.published.inputs import Inputs
from nplv_geo.published.series import SeriesPoint

log = structlog.get_logger()
Progress = Callable[[str], None]

_INHABITANTS = "inwoners"
_Provenance = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Built:
    """What a build left behind."""

    edition_id: str
    seconds: float
    manifest: dict[str, Any]


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
    derivation = Derivation(catalog, inputs.figures, composition, definitions.national_totals)
    edition_id = _edition_id(inputs, catalog)
    with EditionWriter(settings.editions, edition_id) as writer, ThreadPoolExecutor(1) as pool:
        progress("Vormen voor de kaart")
        # The shapes take one core while the figures take the other.
        drawing = pool.submit(write_geometry, writer.folder / "geo", inputs.shapes, focus_shapes)
        writer.table("areas", areas_table(inputs, composition, focus_areas, focus_shapes))
        writer.table("members", members_table(composition))
        outlines = shapes_table(inputs.shapes, focus_shapes)
        writer.table("shapes", outlines, compression="zstd")  # half of what the others' would take
        files = _value_files(writer, inputs.shapes, composition)
        provenance = write_periods(writer, derivation, files, progress)
        if not provenance:
            raise EditionError(
                "Geen enkele kaartlaag herkent de ingelezen cijfers; kijk of tabelnummer en "
                "kolomnamen kloppen."
            )
        # Opened and let go of at once: a mapped file can't be moved everywhere.
        dispersion = calibrate(
            writer.written(derivation.all_periods()), composition.areas, catalog, provenance
        )
        progress("Controleren")
        previous = _previous(settings, inputs)
        found = doubts(inputs, composition, provenance, previous, definitions.expectations)
        if refused := [doubt for doubt in found if doubt.name not in accepted]:
            raise BuildRefusedError(refused)
        manifest = _manifest(edition_id, inputs, composition, provenance) | {
            "geometry": {str(file["name"]): file for file in drawing.result()},
            "values": files.hashes,
            "dispersion": dispersion,
            "accepted": [asdict(doubt) for doubt in found],
        }
        writer.finish(manifest)
    return Built(edition_id, time.perf_counter() - started, manifest)


def _previous(settings: Settings, inputs: Inputs) -> dict[str, Any]:
    """Layers of the current edition, to hold the new one against.

    A starter says nothing of what official figures should hold, nor the other way round.
    """
    try:
        current = open_current(settings.editions)
    except EditionError:
        return {}
    return dict(current.manifest["layers"]) if current.is_schematic == inputs.is_schematic else {}


def _composition(
    inputs: Inputs, focus_areas: tuple[FocusArea, ...], catalog: Catalog
) -> Composition:
    codes = inputs.places.index
    buurten = [code for code in codes if level_of(code) is AreaLevel.BUURT]
    focus = {area.id: area.list_buurten(buurten, inputs.boundary_year) for area in focus_areas}
    present = {area: members for area, members in focus.items() if members}
    if not present:
        raise EditionError("Geen van de 20 focusgebieden ligt in de ingelezen buurten.")
    return Composition(codes, present, _inhabitants(inputs, catalog), inputs.boundary_year)


def _inhabitants(inputs: Inputs, catalog: Catalog) -> pd.Series:
    """Published inhabitants of the boundary year, for completeness and circle sizes."""
    if _INHABITANTS not in catalog:
        return pd.Series(dtype=float)
    topic = catalog.layer(_INHABITANTS).source.topic
    for figures in inputs.figures:
        if figures.boundary_year == inputs.boundary_year:
            values = evaluate_topics(topic, figures.frame, {})
            if values is not None:
                return values
    return pd.Series(dtype=float)


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
    is_whole = len(composition.at(AreaLevel.GEMEENTE)) >= WHOLE_COUNTRY_FROM
    return find_rings(inputs.shapes, composition.focus, outlines, whole_country=is_whole)


def _value_files(
    writer: EditionWriter, shapes: gpd.GeoDataFrame, composition: Composition
) -> ValueFiles:
    """Files of values in the order of the shapes that the browser colours with them."""
    areas = {level: composition.at(level) for level in COUNTRY}
    has_shape = set(shapes.index)
    drawn = {level: sorted(has_shape.intersection(codes)) for level, codes in areas.items()}
    return ValueFiles(writer.folder / "figures", areas, drawn)


def write_periods(
    writer: EditionWriter, derivation: Derivation, files: ValueFiles, progress: Progress
) -> _Provenance:
    """Write the values of each period and tell where each layer and period comes from.

    One period at a time: the values of ten years take no more memory than those of one.
    """
    found: _Provenance = {}
    areas = derivation.composition.areas
    for period in derivation.all_periods():
        progress(period)
        layers = derivation.layers(period)
        tables = _tables(derivation, layers, period, found)
        writer.values(period, files.noting(period, tables), areas)
        log.info("period built", period=period, layers=len(layers))
    order = [layer.id for layer in derivation.catalog.layers if layer.id in found]
    return {layer: dict(sorted(found[layer].items())) for layer in order}


def _tables(
    derivation: Derivation, layers: Iterable[Layer], period: str, found: _Provenance
) -> Iterator[tuple[Layer, pd.DataFrame]]:
    """Values of each layer in a period; adds to ``found`` where they come from."""
    for layer in layers:
        made = derivation.layer_period(layer, period)
        place = derivation.places(layer)[period]
        found.setdefault(layer.id, {})[period] = _origin(made, place)
        yield layer, made.values


def _origin(part: LayerPeriod, place: SeriesPoint) -> dict[str, Any]:
    figures, weight = part.published.figures, part.published.weight
    return {
        "table": figures.table,
        "publisher": figures.publisher,
        "topic": part.published.topic_keys,
        "series": place.series,
        "break_note": place.note.model_dump() if place.note else None,
        "boundary_year": figures.boundary_year,
        "division_year": figures.boundary_year,
        "division_from": figures.division_from.value,
        "matched_by_code": figures.is_matched_by_code or figures.is_on_trust,
        "retrieved": figures.retrieved,
        "sha256": figures.sha256,
        "provisional": figures.provisional,
        "weight_layer": weight.layer if weight else None,
        "weight_period": weight.period if weight else None,
        "weight_method": weight.method if weight else None,
        "weight_years": list(weight.years) if weight else [],
        "base_level": part.base_level,
        "affected": list(part.affected),
    } | count_values(part.values, NEDERLAND)


def _manifest(
    edition_id: str,
    inputs: Inputs,
    composition: Composition,
    provenance: dict[str, Any],
) -> dict[str, Any]:
    counts = pd.Series([level_of(code).value for code in inputs.places.index]).value_counts()
    return {
        "id": edition_id,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": __version__,
        "schematic": inputs.is_schematic,
        "boundary_year": inputs.boundary_year,
        "areas": {str(level): int(n) for level, n in counts.items() if level != "nederland"}
        | {"focusgebied": len(composition.focus)},
        "left_out": {level: dict(numbers) for level, numbers in inputs.left_out.items()},
        "unmatched": _unmatched(inputs),
        "files": inputs.files,
        "sources": [asdict(table) for table in inputs.tables],
        "layers": provenance,
    }


def _unmatched(inputs: Inputs) -> list[dict[str, Any]]:
    """Areas that stand on one side only, per table and period; none of them is dropped."""
    known = set(inputs.places.index)
    return [_one_sided(figures, known) for figures in inputs.figures]


def _one_sided(figures: Figures, known: set[str]) -> dict[str, Any]:
    """Compare codes at the levels that the table covers: police and RIVM have no wijken."""
    theirs = set(figures.frame.index)
    levels = {code[:2] for code in theirs} - {NEDERLAND[:2]}
    return {
        "table": figures.table,
        "period": figures.period,
        "only_in_figures": sorted(theirs - known),
        "only_in_boundaries": sorted(code for code in known - theirs if code[:2] in levels),
    }


def _edition_id(inputs: Inputs, catalog: Catalog) -> str:
    """Date and time of the build and a hash of what went in."""
    content = [
        __version__,
        sorted(f.sha256 for f in inputs.figures),
        sorted(str(file.get("sha256")) for file in inputs.files),
        [layer.model_dump_json() for layer in catalog.layers],
    ]
    digest = hashlib.sha256(json.dumps(content).encode()).hexdigest()[:8]
    now = datetime.now(UTC)
    return f"{now:%Y%m%dT%H%M%S}{now.microsecond // 1000:03}-{digest}"
