"""What an outline has to be: a surface. Mended where it can be, named where there is none."""

from __future__ import annotations

from collections.abc import Iterable

import geopandas as gpd
import shapely

from nplv_geo.ground.errors import UnreadableFileError

POLYGONAL = ("Polygon", "MultiPolygon")
_SHOWN = 3


def split_shapeless(
    land: gpd.GeoDataFrame, origin: str
) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    """Split off the areas without an outline; surfaces are taken out of collections.

    Parameters
    ----------
    land
        Columns ``area_code`` and ``geometry``.
    origin
        What to call the source in an error.

    Returns
    -------
    drawn : GeoDataFrame
        The areas with an outline.
    without_shape : tuple of str
        Codes of the others, sorted.

    Raises
    ------
    UnreadableFileError
        When no area has an outline.
    """
    shapes = land.geometry
    is_collection = shapes.geom_type == "GeometryCollection"
    if is_collection.any():
        land = land.set_geometry(
            shapes.where(~is_collection, shapes[is_collection].map(_keep_surfaces))
        )
    is_missing = land.geometry.isna() | land.geometry.is_empty
    if is_missing.all():
        raise UnreadableFileError(
            f"{origin}: geen enkel gebied heeft een vorm; kies een bestand met vlakken."
        )
    return land[~is_missing], tuple(sorted(set(land.loc[is_missing, "area_code"])))


def check_surfaces(frame: gpd.GeoDataFrame, origin: str) -> None:
    """Check that all outlines are surfaces.

    Parameters
    ----------
    frame
        Columns ``area_code`` and ``geometry``.
    origin
        What to call the source in an error.

    Raises
    ------
    UnreadableFileError
        Naming the areas that are drawn as a line or a point.
    """
    is_no_surface = ~frame.geometry.geom_type.isin(POLYGONAL)
    if is_no_surface.any():
        raise UnreadableFileError(
            f"{origin}: {name_some(frame.loc[is_no_surface, 'area_code'])} is geen vlak maar "
            f"{frame.geometry[is_no_surface].geom_type.iloc[0]}; kies een bestand met vlakken."
        )


def mend_shapes(frame: gpd.GeoDataFrame, origin: str) -> tuple[gpd.GeoDataFrame, int]:
    """Mend invalid outlines; height, which some sources add, is dropped.

    Parameters
    ----------
    frame
        Columns ``area_code`` and ``geometry`` (surfaces).
    origin
        What to call the source in an error.

    Returns
    -------
    mended : GeoDataFrame
        The same areas, valid and flat.
    count : int
        Number of outlines that were mended.

    Raises
    ------
    UnreadableFileError
        When nothing of an outline is a surface.
    """
    flat = frame.set_geometry(frame.geometry.force_2d())
    is_invalid = ~flat.geometry.is_valid
    if not is_invalid.any():
        return flat, 0
    shapes = flat.geometry.where(
        ~is_invalid, flat.geometry[is_invalid].make_valid().map(_keep_surfaces)
    )
    mended_frame = flat.set_geometry(shapes)
    is_nothing = mended_frame.geometry.is_empty
    if is_nothing.any():
        raise UnreadableFileError(
            f"{origin}: {name_some(mended_frame.loc[is_nothing, 'area_code'])} is een lijn of "
            "punt en geen vlak; vul de vorm aan of haal de rij weg."
        )
    return mended_frame, int(is_invalid.sum())


def _keep_surfaces(shape: shapely.Geometry) -> shapely.Geometry:
    """Keep the surfaces of a mended shape: lines and points are left-overs of the mending."""
    if shape.geom_type in POLYGONAL:
        return shape
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.union_all([part for part in parts if part.geom_type == "Polygon"])


def name_some(codes: Iterable[str]) -> str:
    """Name up to three codes and count the others.

    Parameters
    ----------
    codes
        At least one.

    Returns
    -------
    str
        Part of a sentence.
    """
    listed = list(dict.fromkeys(codes))
    more = f" (en nog {len(listed) - _SHOWN})" if len(listed) > _SHOWN else ""
    return ", ".join(f"'{code}'" for code in listed[:_SHOWN]) + more
