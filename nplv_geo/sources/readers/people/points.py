"""Points with people: a layer of addresses, each counting for one, or of numbers of inhabitants."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from nplv_geo.geometry.crs import RD
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.published.people_points import PeoplePoints
from nplv_geo.sources.readers.file_names import KnownYears
from nplv_geo.sources.readers.people.counting import (
    find_year,
    make_frame,
    mask_abroad,
    read_counts,
)

PEOPLE_COLUMNS = ("aantal_inwoners", "inwoners")
_POINTS = ("Point", "MultiPoint")


def find_people_column(names: Iterable[str]) -> str:
    """Find the column with the number of people.

    Parameters
    ----------
    names
        All columns of a file.

    Returns
    -------
    str
        As the file calls it; empty when there is none, and each point counts for one.
    """
    present = {name.lower(): name for name in map(str, names)}
    return next((present[name] for name in PEOPLE_COLUMNS if name in present), "")


def has_points_only(frame: gpd.GeoDataFrame) -> bool:
    """Tell whether everything with a shape is a point.

    Parameters
    ----------
    frame
        Features of a file.

    Returns
    -------
    bool
        False when nothing has a shape.
    """
    kinds = set(frame.geometry.dropna().geom_type)
    return bool(kinds) and kinds <= set(_POINTS)


def read_points(parts: Iterable[gpd.GeoDataFrame], path: Path, years: KnownYears) -> PeoplePoints:
    """Turn points into places where people live.

    Parameters
    ----------
    parts
        Points in any CRS that is named, all with the same columns.
    path
        File that they are read from.
    years
        What the user and the name of the file say.

    Returns
    -------
    PeoplePoints
        In RD. A point without a place is left out and counted.

    Raises
    ------
    UnreadableFileError
        When the CRS is not known, something is no single point, or lies abroad.
    """
    year = find_year(years, path)
    column, left_out = "", 0
    places, people = [np.empty((0, 2))], [np.empty(0)]
    for part in parts:
        column = find_people_column(part.columns)
        counts = read_counts(part[column], path) if column else np.ones(len(part))
        is_drawn = ~(part.geometry.isna() | part.geometry.is_empty).to_numpy()
        places.append(_project_points(part[is_drawn], path))
        people.append(counts[is_drawn])
        left_out += int(np.isnan(counts[is_drawn]).sum() + (~is_drawn).sum())
    frame = make_frame(np.concatenate(places), np.concatenate(people), path)
    return PeoplePoints(
        frame=frame,
        year=year,
        kind="points",
        origin=path.name,
        places=len(frame),
        left_out=left_out,
        has_counts=bool(column),
    )


def _project_points(drawn: gpd.GeoDataFrame, path: Path) -> np.ndarray:
    """Places in RD, a row each."""
    if drawn.crs is None:
        raise UnreadableFileError(
            f"{path.name}: het coördinatenstelsel staat er niet bij; verwacht is RD ({RD}), sla "
            "het bestand op met zijn stelsel."
        )
    shapes = np.asarray(drawn.geometry.array)
    is_other = ~np.isin(drawn.geometry.geom_type, _POINTS) | (
        shapely.get_num_geometries(shapes) > 1
    )
    if is_other.any():
        kind = drawn.geometry.geom_type[is_other].iloc[0]
        raise UnreadableFileError(
            f"{path.name}: bij een van de plekken staat niet één punt maar {kind}; geef een laag "
            "met één punt voor elke plek."
        )
    xy: np.ndarray = shapely.get_coordinates(drawn.geometry.to_crs(RD))
    is_abroad = mask_abroad(xy)
    if is_abroad.any():
        x, y = shapely.get_coordinates(shapes[is_abroad][:1])[0]
        raise UnreadableFileError(
            f"{path.name}: een van de punten ligt buiten Nederland: x {x:.6g} en y {y:.6g} in "
            f"{drawn.crs.name}. Haal weg wat buiten Nederland ligt, of sla het bestand op met zijn "
            "eigen stelsel."
        )
    return xy
