"""Outlines out of GeoParquet, GeoPackage, GeoJSON and zipped Shapefiles."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq

from nplv_geo.geometry.boundaries import Boundaries, tidy_boundaries
from nplv_geo.ground.areas import AreaLevel, is_code, normalise_code, read_level
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.ground.quoting import quote
from nplv_geo.sources.readers.content import Content
from nplv_geo.sources.readers.damage import explain_damage
from nplv_geo.sources.readers.file_names import KnownYears
from nplv_geo.sources.readers.outlines.vector_layers import list_vector_layers
from nplv_geo.sources.readers.tables import columns
from nplv_geo.sources.readers.tables.cells import read_text

_GEO = b"geo"


@dataclass(frozen=True)
class _Fields:
    """Which columns of a source hold what; an empty name means that it is not there."""

    code: str
    name: str
    water: str
    year: str

    @property
    def wanted(self) -> list[str]:
        return [name for name in (self.code, self.name, self.water, self.year) if name]


def is_geoparquet(path: Path) -> bool:
    """Tell whether a Parquet file holds geometry."""
    with explain_damage(path):
        return _GEO in (pq.read_schema(path).metadata or {})


def read_geoparquet(path: Path, years: KnownYears) -> list[Boundaries]:
    """Read the areas of a GeoParquet file."""
    with explain_damage(path):
        schema = pq.read_schema(path)
        fields = _fields(schema.names)
        if fields is None:
            raise _no_codes(path)
        shape = json.loads(schema.metadata[_GEO])["primary_column"]
        frame = gpd.read_parquet(path, columns=[*fields.wanted, shape])
    return [_boundaries(frame, fields, path, years)]


def read_features(frame: gpd.GeoDataFrame, path: Path, years: KnownYears) -> list[Boundaries]:
    """Read the areas of features that were read already."""
    fields = _fields(frame.columns)
    if fields is None:
        raise _no_codes(path)
    return [_boundaries(frame, fields, path, years)]


def read_vector(path: Path, content: Content, years: KnownYears) -> list[Boundaries]:
    """Read every layer with areas of a GeoPackage, a Shapefile or a zip with those.

    Parameters
    ----------
    content
        What the first bytes of the file are.

    Raises
    ------
    UnreadableFileError
        When it can't be read, or two of its layers are about areas of the same level.
    """
    parts: dict[str, Boundaries] = {}
    # GDAL warns of details of a file that don't touch codes or shapes; what does, is checked.
    with warnings.catch_warnings(action="ignore"), explain_damage(path):
        for layer in list_vector_layers(path, content):
            fields = _fields(layer.fields)
            if fields is not None:
                parts[layer.name] = _boundaries(layer.read(fields.wanted), fields, path, years)
    if not parts:
        raise _no_codes(path)
    _check_levels(parts, path)
    return [*parts.values()]


def _check_levels(parts: Mapping[str, Boundaries], path: Path) -> None:
    """Refuse two layers of one level: which of them is meant, only a person knows."""
    by_level: dict[tuple[AreaLevel, int], list[str]] = {}
    for name, part in parts.items():
        by_level.setdefault((part.level, part.year), []).append(
            f"{quote(name)} ({len(part.frame)})"
        )
    for (level, _), names in by_level.items():
        if len(names) > 1:
            raise UnreadableFileError(
                f"{path.name}: er zijn {len(names)} lagen met gebieden van niveau {level}: "
                f"{', '.join(names)}; welke bedoelt u? Geef een bestand met alleen die laag."
            )


def _fields(names: Iterable[str]) -> _Fields | None:
    """Find the columns of a source; the smallest area with a code is what it is about."""
    present = {name.lower(): str(name) for name in names}
    for code, name in columns.CODE_AND_NAME.items():
        if code in present:
            return _Fields(
                code=present[code],
                name=present.get(name, ""),
                water=_first(present, columns.WATER_COLUMNS),
                year=_first(present, columns.YEAR_COLUMNS),
            )
    return None


def _first(present: Mapping[str, str], options: Iterable[str]) -> str:
    return next((present[option] for option in options if option in present), "")


def _boundaries(
    frame: gpd.GeoDataFrame, fields: _Fields, path: Path, years: KnownYears
) -> Boundaries:
    raw = gpd.GeoDataFrame(
        {
            "area_code": frame[fields.code].map(read_text).astype("str"),
            "name": frame[fields.name] if fields.name else "",
            **({"water": frame[fields.water]} if fields.water else {}),
        },
        geometry=frame.geometry.array,
        crs=frame.crs,
        index=frame.index,
    )
    in_file = _year_in(frame[fields.year], path) if fields.year else None
    level = _level(raw["area_code"], path)
    known = _choose_year(in_file, years, path)
    return tidy_boundaries(raw, level=level, year=known, origin=path.name)


def _level(codes: pd.Series, path: Path) -> AreaLevel:
    first = next((code for code in map(normalise_code, codes) if is_code(code)), None)
    if first is None:
        first_code = f"{quote(codes.iloc[0])} is" if len(codes) else "er is"
        raise UnreadableFileError(
            f"{path.name}: {first_code} geen gebiedscode zoals BU03630001; kies een bestand met "
            "buurten, wijken of gemeenten."
        )
    return read_level(first)


def _year_in(column: pd.Series, path: Path) -> int | None:
    """Year that the rows tell: ``2024BU00140000`` or ``2024``."""
    years = sorted({read_text(cell)[:4] for cell in column.unique()} - {""})
    if len(years) > 1:
        raise UnreadableFileError(
            f"{path.name}: er staan gebieden van {' en '.join(years[:3])} in; laat één jaar over."
        )
    return int(years[0]) if years and years[0].isdigit() else None


def _choose_year(in_file: int | None, years: KnownYears, path: Path) -> int:
    if in_file and years.asked and in_file != years.asked:
        raise UnreadableFileError(
            f"{path.name}: het bestand zegt {in_file} en --year zegt {years.asked}; laat --year "
            "weg of kies het bestand van dat jaar."
        )
    known = in_file or years.asked or years.in_name
    if known is None:
        raise UnreadableFileError(
            f"{path.name}: het jaar van de gebiedsindeling staat er niet in; geef het op met "
            "--year."
        )
    return known


def _no_codes(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        f"{path.name}: er is geen kolom met gebiedscodes (statcode, buurtcode of BU_CODE); kies "
        "een bestand met buurten, wijken of gemeenten."
    )
