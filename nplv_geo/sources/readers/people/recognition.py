"""Whether a file with shapes tells where people live, and not where areas are.

Squares are known by the column with their codes. A layer of points is one of people unless it has
each area code once: those are middle points of areas, and no outlines.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import geopandas as gpd

from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.ground.quoting import quote
from nplv_geo.published.people_points import PeoplePoints
from nplv_geo.sources.readers.content import Content
from nplv_geo.sources.readers.damage import explain_damage
from nplv_geo.sources.readers.file_names import KnownYears
from nplv_geo.sources.readers.outlines.vector_layers import VectorLayer, list_vector_layers
from nplv_geo.sources.readers.people.points import (
    find_people_column,
    has_points_only,
    read_points,
)
from nplv_geo.sources.readers.people.squares import find_square_fields, read_squares
from nplv_geo.sources.readers.tables.columns import CODE_AND_NAME


def read_people_features(
    frame: gpd.GeoDataFrame, path: Path, years: KnownYears
) -> PeoplePoints | None:
    """Read where people live out of features that were read already.

    Parameters
    ----------
    frame
        Features of a file.
    path
        File that they were read from.
    years
        What the user and the name of the file say.

    Returns
    -------
    PeoplePoints or None
        None when they are about areas.
    """
    fields = find_square_fields(frame.columns)
    if fields is not None:
        return read_squares(frame, fields, path, years)
    if has_points_only(frame) and not _is_of_areas(frame):
        return read_points([frame], path, years)
    return None


def read_people_layers(path: Path, content: Content, years: KnownYears) -> PeoplePoints | None:
    """Read where people live out of a GeoPackage, a Shapefile or a zip with those.

    Parameters
    ----------
    path
        File that is read.
    content
        What the first bytes of the file are.
    years
        What the user and the name of the file say.

    Returns
    -------
    PeoplePoints or None
        None when its layers are about areas.

    Raises
    ------
    UnreadableFileError
        When it can't be read, or more than one layer tells it.
    """
    with warnings.catch_warnings(action="ignore"), explain_damage(path):
        layers = list(list_vector_layers(path, content))
        squares = {
            layer: fields for layer in layers if (fields := find_square_fields(layer.fields))
        }
        if squares:
            layer = _choose_only([*squares], path)
            rows = layer.read_rows(squares[layer].list_names(path))
            return read_squares(rows, squares[layer], path, years)
        if any(_find_code(layer.fields) and not layer.has_points for layer in layers):
            return None
        points = [layer for layer in layers if layer.has_points]
        if not points:
            return None
        layer = _choose_only(points, path)
        names = (_find_code(layer.fields), find_people_column(layer.fields))
        parts = layer.read_parts([name for name in names if name])
        # There are fewer areas than there are features in a part.
        first = next(parts, None)
        if first is None or _is_of_areas(first):
            return None
        return read_points(chain([first], parts), path, years)


def _choose_only(layers: Sequence[VectorLayer], path: Path) -> VectorLayer:
    if len(layers) > 1:
        names = ", ".join(quote(layer.name) for layer in layers)
        raise UnreadableFileError(
            f"{path.name}: er zijn {len(layers)} lagen die zeggen waar mensen wonen: {names}; "
            "welke bedoelt u? Geef een bestand met alleen die laag."
        )
    return layers[0]


def _find_code(names: Sequence[str]) -> str:
    """Column with area codes; empty when there is none."""
    present = {name.lower(): name for name in map(str, names)}
    return next((present[code] for code in CODE_AND_NAME if code in present), "")


def _is_of_areas(frame: gpd.GeoDataFrame) -> bool:
    """Tell whether there is one row for each area code."""
    code = _find_code(list(map(str, frame.columns)))
    return bool(code) and bool(frame[code].is_unique)
