"""Areas out of GeoJSON, without GDAL: its reader fetches the address of a ``crs`` link."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
from pyproj import CRS
from pyproj.exceptions import CRSError

from nplv_geo.geometry.crs import WGS84
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.sources.readers.damage import explain_damage

_NO_SHAPE = "een van de vormen is geen GeoJSON; haal het opnieuw op bij de uitgever."
_AGAIN = "haal het opnieuw op bij de uitgever"
_COLLECTION, _TOPOLOGY = "FeatureCollection", "Topology"


def is_geojson(document: Mapping[str, Any]) -> bool:
    """Tell whether a JSON document is GeoJSON or its cousin TopoJSON, wherever it says so.

    Parameters
    ----------
    document
        Whole content of a file.

    Returns
    -------
    bool
        By its member ``type``.
    """
    return document.get("type") in (_COLLECTION, _TOPOLOGY, "Feature")


def read_geojson(document: Mapping[str, Any], path: Path) -> gpd.GeoDataFrame:
    """Read the features of a GeoJSON file.

    Parameters
    ----------
    document
        Whole content of a file with one FeatureCollection.
    path
        File that it came from.

    Returns
    -------
    GeoDataFrame
        A row for each feature; without a ``crs`` in the CRS of the standard, EPSG:4326.

    Raises
    ------
    UnreadableFileError
        When it is no GeoJSON, or its CRS stands elsewhere.
    """
    _check_kind(document.get("type"), path)
    features = document.get("features")
    if not isinstance(features, list) or not all(isinstance(item, dict) for item in features):
        raise UnreadableFileError(
            f'{path.name}: de lijst "features" ontbreekt of is beschadigd; {_AGAIN}.'
        )
    crs = _find_crs(document.get("crs"), path)
    rows = [
        {"type": "Feature", "properties": _properties(item), "geometry": item.get("geometry")}
        for item in features
    ]
    with explain_damage(path, _NO_SHAPE):
        return gpd.GeoDataFrame.from_features(rows, crs=crs, columns=_list_columns(rows))


def _check_kind(kind: object, path: Path) -> None:
    if kind == _TOPOLOGY:
        raise UnreadableFileError(
            f"{path.name}: dit is TopoJSON en dat wordt niet gelezen; zet het om naar GeoJSON of "
            "GeoPackage, bijvoorbeeld met Exporteren in QGIS."
        )
    if kind != _COLLECTION:
        raise UnreadableFileError(
            f"{path.name}: dit is geen GeoJSON met gebieden (FeatureCollection); kies een bestand "
            "met buurten, wijken of gemeenten."
        )


def _find_crs(member: object, path: Path) -> CRS:
    """CRS of the file; an address is not followed."""
    if member is None:
        return CRS(WGS84)
    named = member.get("properties") if isinstance(member, dict) else None
    name = named.get("name") if isinstance(named, dict) else None
    try:
        return CRS.from_user_input(name) if isinstance(name, str) else _refuse_crs(path)
    except CRSError:
        return _refuse_crs(path)


def _refuse_crs(path: Path) -> CRS:
    raise UnreadableFileError(
        f"{path.name}: het coördinatenstelsel ('crs') is een verwijzing of onbekend, en wordt niet "
        "opgezocht; sla het bestand op met een bekend stelsel, zoals EPSG:28992."
    )


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


def _list_columns(rows: list[dict[str, Any]]) -> list[str]:
    """Names of all properties in the order of the file; an empty file has none."""
    names = dict.fromkeys(name for row in rows for name in row["properties"])
    return [*(name for name in names if name != "geometry"), "geometry"]
