"""Outlines of areas: checked on entry, dissolved to larger areas.

Everything is in RD (EPSG:28992), the projection of the publishers: areas and distances are in
metres there, and neighbours share their border to the last digit.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import pandera.pandas as pa
import shapely
from pandera.errors import SchemaError

from nplv_geo.geometry.crs import NETHERLANDS_IN_RD, RD
from nplv_geo.geometry.surfaces import (
    POLYGONAL,
    check_surfaces,
    mend_shapes,
    name_some,
    split_shapeless,
)
from nplv_geo.ground.areas import (
    AreaLevel,
    gemeente_of,
    is_code,
    is_left_out,
    normalise_code,
    read_level,
    wijk_of,
)
from nplv_geo.ground.errors import UnreadableFileError

_LAND = "NEE"
_PARENT_OF = {AreaLevel.WIJK: wijk_of, AreaLevel.GEMEENTE: gemeente_of}

SCHEMA = pa.DataFrameSchema(
    columns={
        "name": pa.Column(str),
        "geometry": pa.Column(
            checks=[
                pa.Check(lambda shapes: shapes.is_valid, name="geldig"),
                pa.Check(lambda shapes: ~shapes.is_empty, name="niet leeg"),
                pa.Check(lambda shapes: shapes.geom_type.isin(POLYGONAL), name="vlak"),
            ]
        ),
    },
    index=pa.Index(str, pa.Check(lambda codes: codes.map(is_code)), unique=True, name="area_code"),
    strict=True,
    ordered=True,
)


@dataclass(frozen=True)
class Boundaries:
    """Outlines of all areas of one level in one year.

    Attributes
    ----------
    level
        Level of all areas.
    year
        Year of the area division.
    frame
        Indexed by ``area_code`` (sorted), with ``name`` and a valid ``geometry`` in RD; land
        areas only.
    left_out
        Number of water and unknown areas that were dropped.
    duplicates
        Number of rows that repeated both code and geometry and were dropped.
    repaired
        Number of invalid geometries that were mended.
    without_shape
        Codes of land areas that have no outline; they are not in ``frame``.
    """

    level: AreaLevel
    year: int
    frame: gpd.GeoDataFrame
    left_out: int
    duplicates: int
    repaired: int
    without_shape: tuple[str, ...] = ()


def tidy_boundaries(
    raw: gpd.GeoDataFrame, *, level: AreaLevel, year: int, origin: str
) -> Boundaries:
    """Check the areas of a source and bring them into the one shape we work with.

    Water, areas without an outline and rows that stand there twice are dropped, invalid outlines
    mended, other coordinates projected to RD.

    Parameters
    ----------
    raw
        Columns ``area_code``, ``name``, ``geometry`` (polygons in any CRS that is named) and
        optionally ``water`` (``NEE`` is land).
    level
        Level that all codes must be of.
    year
        Boundary year of the areas.
    origin
        What to call the source in an error, such as its file name.

    Returns
    -------
    Boundaries
        The areas on land in EPSG:28992, metres.

    Raises
    ------
    UnreadableFileError
        When codes, geometries or coordinates are not those of Dutch areas.

    Notes
    -----
    Outlines are mended by the linework method of GEOS (``make_valid``); only the surfaces of the
    result count.
    """
    codes = raw["area_code"].map(normalise_code)
    frame = raw.assign(area_code=codes, name=_clean_names(raw["name"]))
    land = frame[_is_land(frame)]
    _check_codes(land["area_code"], level, origin)
    drawn, without_shape = split_shapeless(land, origin)
    unique_land = _drop_duplicates(drawn, origin)
    in_rd, repaired = mend_shapes(_project_to_rd(unique_land, origin), origin)
    result = in_rd.set_index("area_code")[["name", "geometry"]].sort_index()
    return Boundaries(
        level=level,
        year=year,
        frame=_validate_frame(result, origin),
        left_out=len(frame) - len(land),
        duplicates=len(drawn) - len(unique_land),
        repaired=repaired,
        without_shape=without_shape,
    )


def dissolve_buurten(buurten: Boundaries, level: AreaLevel) -> Boundaries:
    """Merge buurten to wijken or gemeenten; a code tells where a buurt belongs.

    Parameters
    ----------
    buurten
        Outlines of the buurten.
    level
        Wijk or gemeente.

    Returns
    -------
    Boundaries
        One outline for each wijk or gemeente that has buurten, in the CRS of the buurten, nameless.
    """
    frame = buurten.frame
    parents = frame.index.map(_PARENT_OF[level])
    codes, group_of = np.unique(parents.to_numpy(dtype=str), return_inverse=True)
    order = np.argsort(group_of, kind="stable")
    shapes = np.asarray(frame.geometry.array)[order]
    groups = np.split(shapes, np.cumsum(np.bincount(group_of))[:-1])
    merged = gpd.GeoDataFrame(
        {"name": pd.Series("", index=range(len(codes)), dtype="str")},
        geometry=[_unite_shapes(group) for group in groups],
        crs=frame.crs,
    ).set_index(pd.Index(codes, dtype="str", name="area_code"))
    return Boundaries(level, buurten.year, merged, buurten.left_out, 0, 0)


def _unite_shapes(shapes: np.ndarray) -> shapely.Geometry:
    """Union of one group: the quick way only where borders match exactly."""
    if shapely.coverage_is_valid(shapes):
        return shapely.coverage_union_all(shapes)
    return shapely.union_all(shapes)


def _clean_names(names: pd.Series) -> pd.Series:
    return names.astype("object").where(names.notna(), "").astype("str").str.strip()


def _is_land(frame: gpd.GeoDataFrame) -> pd.Series:
    is_land: pd.Series = ~frame["area_code"].map(is_left_out).astype(bool)
    if "water" in frame.columns:
        is_land &= frame["water"].astype("str").str.strip().str.upper() == _LAND
    return is_land


def _check_codes(codes: pd.Series, level: AreaLevel, origin: str) -> None:
    if codes.empty:
        raise UnreadableFileError(
            f"{origin}: er staan geen gebieden op het land in; kies een bestand met gebieden."
        )
    wrong_codes = codes[
        ~codes.map(lambda code: is_code(code) and read_level(code) == level).astype(bool)
    ]
    if len(wrong_codes):
        raise UnreadableFileError(
            f"{origin}: {name_some(wrong_codes)} is geen code van een {level}; verbeter de codes."
        )


def _drop_duplicates(land: gpd.GeoDataFrame, origin: str) -> gpd.GeoDataFrame:
    """Drop rows that are the same twice; the same code for two shapes is an error."""
    is_repeated = land["area_code"].duplicated(keep=False)
    if not is_repeated.any():
        return land
    shapes = shapely.to_wkb(shapely.normalize(np.asarray(land.geometry.array)[is_repeated]))
    pairs = pd.DataFrame({"code": land.loc[is_repeated, "area_code"], "shape": shapes})
    distinct_pairs = pairs.drop_duplicates()
    torn_codes = distinct_pairs.loc[distinct_pairs["code"].duplicated(), "code"]
    if len(torn_codes):
        raise UnreadableFileError(
            f"{origin}: {name_some(torn_codes)} komt meer dan eens voor met een andere vorm; laat "
            "per code één gebied over."
        )
    return land[~land["area_code"].duplicated()]


def _project_to_rd(frame: gpd.GeoDataFrame, origin: str) -> gpd.GeoDataFrame:
    """Project to RD and refuse what then lies abroad: that is a wrong or a missing CRS."""
    if frame.crs is None:
        raise UnreadableFileError(
            f"{origin}: het coördinatenstelsel staat er niet bij; verwacht is RD ({RD}), sla "
            "het bestand op met zijn stelsel."
        )
    check_surfaces(frame, origin)
    in_rd = frame if frame.crs == RD else frame.to_crs(RD)
    west, south, east, north = NETHERLANDS_IN_RD
    box = in_rd.geometry.bounds
    is_inside = (box["minx"] >= west) & (box["maxx"] <= east) & (box["miny"] >= south)
    is_inside &= box["maxy"] <= north
    if not is_inside.all():
        x, y, *_ = frame.geometry[~is_inside].iloc[0].bounds
        raise UnreadableFileError(
            f"{origin}: {name_some(frame.loc[~is_inside, 'area_code'])} ligt buiten "
            f"Nederland. Het bestand noemt {frame.crs.name} met x {x:.6g} en y {y:.6g}. Verwacht "
            f"is RD ({RD}) met x van {west:.0f} tot {east:.0f} en y van {south:.0f} tot "
            f"{north:.0f}; een ander stelsel mag, als het juiste erbij staat."
        )
    return in_rd


def _validate_frame(frame: gpd.GeoDataFrame, origin: str) -> gpd.GeoDataFrame:
    try:
        SCHEMA.validate(frame)
    except SchemaError as error:
        raise UnreadableFileError(
            f"{origin}: de gebieden zijn niet zoals verwacht ('{error.schema.name}' klopt niet); "
            "haal het bestand opnieuw op bij de uitgever."
        ) from error
    return frame
