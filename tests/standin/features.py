"""Outlines with their attributes, as PDOK's services and its download have them."""

from __future__ import annotations

import math
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely

from tests.standin.answer import Switches
from tests.standin.data import Data, column

RD, CRS84 = "EPSG:28992", "OGC:CRS84"
SECRET, LATER = -99997, -99995
LAYERS = {"buurten": "buurt", "wijken": "wijk", "gemeenten": "gemeente"}
# attribute, topic, topic of which it is the percentage, decimals
_ATTRIBUTES = (
    ("omgevingsadressendichtheid", "Omgevingsadressendichtheid", "", 0),
    ("stedelijkheid_adressen_per_km2", "MateVanStedelijkheid", "", 0),
    ("bevolkingsdichtheid_inwoners_per_km2", "Bevolkingsdichtheid", "", 0),
    ("aantal_inwoners", "AantalInwoners", "", 0),
    ("mannen", "Mannen", "", 0),
    ("vrouwen", "Vrouwen", "", 0),
    ("percentage_personen_0_tot_15_jaar", "k_0Tot15Jaar", "AantalInwoners", 0),
    ("percentage_personen_15_tot_25_jaar", "k_15Tot25Jaar", "AantalInwoners", 0),
    ("percentage_personen_25_tot_45_jaar", "k_25Tot45Jaar", "AantalInwoners", 0),
    ("percentage_personen_45_tot_65_jaar", "k_45Tot65Jaar", "AantalInwoners", 0),
    ("percentage_personen_65_jaar_en_ouder", "k_65JaarOfOuder", "AantalInwoners", 0),
    ("aantal_huishoudens", "HuishoudensTotaal", "", 0),
    ("percentage_eenpersoonshuishoudens", "Eenpersoonshuishoudens", "HuishoudensTotaal", 0),
    ("gemiddelde_huishoudsgrootte", "GemiddeldeHuishoudensgrootte", "", 1),
    ("woningvoorraad", "Woningvoorraad", "", 0),
    ("gemiddelde_woningwaarde", "GemiddeldeWOZWaardeVanWoningen", "", 0),
    ("percentage_eengezinswoning", "PercentageEengezinswoning", "", 0),
    ("percentage_koopwoningen", "Koopwoningen", "", 0),
    ("gemiddeld_inkomen_per_inwoner", "GemiddeldInkomenPerInwoner", "", 1),
    ("personenautos_per_huishouden", "PersonenautoSPerHuishouden", "", 1),
    ("oppervlakte_land_in_ha", "OppervlakteLand", "", 0),
    ("huisartsenpraktijk_gemiddelde_afstand_in_km", "AfstandTotHuisartsenpraktijk", "", 1),
    ("grote_supermarkt_gemiddelde_afstand_in_km", "AfstandTotGroteSupermarkt", "", 1),
    ("basisonderwijs_gemiddelde_afstand_in_km", "AfstandTotSchool", "", 1),
    ("basisonderwijs_gemiddeld_aantal_binnen_3_km", "ScholenBinnen3Km", "", 1),
)


@dataclass(frozen=True)
class Feature:
    """One row: an opaque id, attributes in snake_case and an outline in EPSG:28992."""

    id: str
    properties: dict[str, object]
    shape: shapely.Geometry


def districts(data: Data, year: int, level: str) -> list[Feature] | None:
    """Rows of gebiedsindelingen: land only, four columns and a number."""
    outlines = data.outlines(year, level)
    if outlines is None:
        return None

    def make() -> list[Feature]:
        return [
            Feature(
                f"{level}_gegeneraliseerd.{_identity(year, code)}",
                {
                    "id": number,
                    "statcode": code,
                    "jrstatcode": f"{year}{code}",
                    "statnaam": name,
                    "rubriek": level,
                },
                shape,
            )
            for number, (code, name, shape) in enumerate(
                zip(outlines.codes, outlines.names, outlines.shapes, strict=True), start=1
            )
        ]

    return data.once(("districts", year, level), make)


def statistics(data: Data, year: int, layer: str, switches: Switches) -> list[Feature] | None:
    """Rows of wijkenbuurten: water, other people's ground and one row twice included."""
    if data.outlines(year, LAYERS[layer]) is None:
        return None
    rows: list[Feature] = data.once((layer, year), lambda: _rows(data, year, layer))
    if not switches.water:
        rows = [row for row in rows if row.properties["water"] == "NEE"]
    return [*rows, rows[0]] if switches.duplicates and layer == "buurten" else rows


def transformed(shapes: Any, begin: str, end: str) -> Any:  # noqa: ANN401  # one shape or an array
    """Shapes in the other coordinates."""
    to = _transformer(begin, end)
    return shapely.transform(shapes, lambda xy: np.column_stack(to.transform(*xy.T)))


@cache
def _transformer(begin: str, end: str) -> Any:  # noqa: ANN401  # a pyproj.Transformer
    import pyproj  # half a second; most tests never need it

    return pyproj.Transformer.from_crs(begin, end, always_xy=True)


def multi(shapes: Iterable[shapely.Geometry]) -> list[shapely.Geometry]:
    """All shapes as MultiPolygon, which is how PDOK has them."""
    return [s if s.geom_type == "MultiPolygon" else shapely.multipolygons([s]) for s in shapes]


def geojson(rows: Sequence[Feature], crs: str) -> tuple[list[str], list[list[float]]]:
    """Geometry of each row as text, always MultiPolygon, and its bounds."""
    shapes = np.array([row.shape for row in rows], dtype=object)
    if crs != RD:
        shapes = transformed(shapes, RD, crs)
    many = multi(shapes)
    return list(shapely.to_geojson(many)), shapely.bounds(many).tolist() if many else []


def in_box(rows: Sequence[Feature], text: str, crs: str) -> list[Feature]:
    """Rows that touch the box ``west,south,east,north``."""
    west, south, east, north = (float(part) for part in text.split(",")[:4])
    box = shapely.box(west, south, east, north)
    if crs != RD:
        box = transformed(box, crs, RD)
    return [row for row in rows if row.shape.intersects(box)]


@cache
def camel_case(name: str) -> str:
    """``aantal_inwoners`` as WFS calls it: ``aantalInwoners``."""
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def _rows(data: Data, year: int, layer: str) -> list[Feature]:
    level = LAYERS[layer]
    outlines = data.outlines(year, level)
    towns = data.outlines(year, "gemeente")
    names = {} if towns is None else dict(zip(towns.codes, towns.names, strict=True))
    attributes = _attributes(data, year)
    found = [
        _feature(year, layer, code, name, names, "NEE", shape, attributes(code))
        for code, name, shape in zip(outlines.codes, outlines.names, outlines.shapes, strict=True)
    ]
    # The first gemeente has water: a wijk and a buurt of its own, and a second row as gemeente.
    west, south, *_ = found[0].shape.bounds
    lake = shapely.box(west - 900, south, west - 100, south + 800)
    code = {"buurt": outlines.codes[0][:6] + "9998", "wijk": outlines.codes[0][:6] + "99"}
    # Baarle-Hertog is Belgian ground inside GM0744; it has a gemeente number of its own.
    abroad = {"buurt": "BU09980000", "wijk": "WK099800", "gemeente": "GM0998"}[level]
    enclave = shapely.box(122_000, 384_000, 123_000, 385_000)
    nothing = attributes("")
    for own, name, water, shape in (
        (code.get(level, outlines.codes[0]), outlines.names[0], "JA", lake),
        (abroad, "Buitenland", "B", enclave),
    ):
        found.append(_feature(year, layer, own, name, names, water, shape, nothing))
    return found


def _feature(  # noqa: PLR0913, PLR0917  # one row has that many columns
    year: int,
    layer: str,
    code: str,
    name: str,
    towns: dict[str, str],
    water: str,
    shape: shapely.Geometry,
    figures: dict[str, object],
) -> Feature:
    level = LAYERS[layer]
    town = f"GM{code[2:6]}"
    properties: dict[str, object] = {f"{level}code": code, f"{level}naam": name}
    if level == "buurt":
        properties["wijkcode"] = f"WK{code[2:8]}"
    properties["gemeentecode"] = town
    properties["gemeentenaam"] = towns.get(town, name)
    properties["indelingswijziging_wijken_en_buurten"] = 1
    properties["water"] = water
    properties |= figures
    properties |= {"jrstatcode": f"{year}{code}", "jaar": year}
    return Feature(f"{layer}.{_identity(year, code + water)}", properties, shape)


def _attributes(data: Data, year: int) -> Callable[[str], dict[str, object]]:
    """Function that gives the attributes of a code; an unknown one has only missing values."""
    table = data.figures(year)
    topics = {
        name: None if table is None else column(table, name)
        for _, *pair, _ in _ATTRIBUTES
        for name in pair
    }
    published = {
        name: values is not None and any(not math.isnan(v) for v in values.values())
        for name, values in topics.items()
    }

    def value(topic: str, whole: str, code: str, decimals: int) -> float:
        if not published[topic]:
            return LATER
        part = topics[topic].get(code, math.nan)
        if whole:
            total = (topics[whole] or {}).get(code, math.nan)
            part = part / total * 100 if total else math.nan
        return SECRET if math.isnan(part) else round(part, decimals)

    def of(code: str) -> dict[str, object]:
        return {
            name: (float if decimals else int)(value(topic, whole, code, decimals))
            for name, topic, whole, decimals in _ATTRIBUTES
        }

    return of


def _identity(year: int, code: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{year}{code}"))
