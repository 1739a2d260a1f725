"""Figures with their outlines: GeoJSON in WGS84, GeoPackage and GeoParquet in RD (EPSG:28992).

Of a view each area is one feature with its figure. Of everything an area would come back hundreds
of times: there GeoJSON gives each area a list of figures, the GeoPackage a table beside the
areas, and Parquet the table alone.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio

from nplv_geo.export.data.csv_text import list_rows
from nplv_geo.export.data.notes import Note
from nplv_geo.export.data.outlines import make_geometries, select_outlines
from nplv_geo.export.data.qgis_style import SHOWN, write_qml
from nplv_geo.export.data.tables import COLUMNS, DataTable
from nplv_geo.statistics.classify import NO_CLASS

AREAS, FIGURES, ABOUT = "gebieden", "cijfers", "toelichting"
# Values of a feature by name, as JSON has them.
Properties = dict[str, object]

_OF_AREA = ["code", "name", "level", "edition", "boundaries"]
_STYLES = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))
"""


def write_geojson(
    table: DataTable, title: str, notes: Sequence[Note], *, everything: bool
) -> bytes:
    """Write areas as GeoJSON, with what a reader should know beside the features."""
    shapes = make_geometries(select_outlines(table.page.edition, table.areas))
    content = {
        "type": "FeatureCollection",
        "name": title,
        "notes": [" – ".join(note) for note in notes],
        "features": [
            {"type": "Feature", "id": area, "properties": properties, "geometry": shape}
            for area, properties, shape in zip(
                table.areas, _list_properties(table, everything=everything), shapes, strict=True
            )
        ],
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False).encode()


def _list_properties(table: DataTable, *, everything: bool) -> list[Properties]:
    """What each area bears: its one figure, or all of them in a list."""
    rows: list[Properties] = [
        dict(zip(COLUMNS, row, strict=True)) for row in list_rows(table.frame)
    ]
    if not everything:
        return rows
    areas: dict[str, Properties] = {}
    figures: dict[str, list[Properties]] = {}
    for row in rows:
        code = str(row["code"])
        areas.setdefault(code, {key: row[key] for key in _OF_AREA})
        figures.setdefault(code, []).append(
            {key: row[key] for key in COLUMNS if key not in _OF_AREA}
        )
    return [areas[code] | {"figures": figures[code]} for code in table.areas]


def write_parquet(
    table: DataTable, title: str, notes: Sequence[Note], *, everything: bool
) -> bytes:
    """Write the rows as Parquet; those of a view are GeoParquet."""
    content = BytesIO()
    frame = table.frame if everything else _make_features(table)
    frame.to_parquet(content, index=False)
    rows = pq.read_table(BytesIO(content.getvalue()))
    metadata = {"title": title, "notes": json.dumps(notes, ensure_ascii=False)}
    content = BytesIO()
    pq.write_table(_add_metadata(rows, metadata), content, compression="zstd")
    return content.getvalue()


def _add_metadata(table: pa.Table, metadata: dict[str, str]) -> pa.Table:
    return table.replace_schema_metadata({**(table.schema.metadata or {}), **metadata})


def write_geopackage(
    table: DataTable, title: str, notes: Sequence[Note], *, everything: bool
) -> bytes:
    """Write a GeoPackage: areas with a style for QGIS, and the notes as a table."""
    about = pd.DataFrame(list(notes), columns=["subject", "about", "text"])
    with tempfile.TemporaryDirectory(prefix="nplv-") as folder:
        path = Path(folder) / "figures.gpkg"
        if everything:
            of_areas = table.frame.drop_duplicates("code")[_OF_AREA]
            _write_layer(path, AREAS, _add_shapes(table, of_areas), title)
            _write_layer(path, FIGURES, table.frame, title)
        else:
            frame = _make_features(table)
            classes = table.page.classes
            shown = np.round(frame["value"], classes.decimals)
            if table.page.change:
                # A class of changes also rests on how sure they are.
                shown = np.where(classes.classes == NO_CLASS, np.nan, classes.classes)
            _write_layer(path, AREAS, frame.assign(**{SHOWN: shown}), title)
        _write_layer(path, ABOUT, about, title)
        _add_style(path, table, None if everything else write_qml(table.page))
        return path.read_bytes()


def _write_layer(path: Path, layer: str, frame: pd.DataFrame, title: str) -> None:
    has_shapes = isinstance(frame, gpd.GeoDataFrame)
    pyogrio.write_dataframe(
        frame,
        path,
        layer=layer,
        driver="GPKG",
        append=path.exists(),
        # Lone polygons beside others in parts: one kind for all, as readers expect.
        geometry_type="MultiPolygon" if has_shapes else None,
        promote_to_multi=True if has_shapes else None,
        DESCRIPTION=title,
    )


def _add_style(path: Path, table: DataTable, style: str | None) -> None:
    """Add the style, and set every moment to that of the edition: same edition, same file."""
    built = datetime.fromisoformat(table.page.edition.manifest.built).astimezone(UTC)
    moment = built.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    with closing(sqlite3.connect(path)) as file, file:
        if style is not None:
            file.execute(_STYLES)
            file.execute(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
                "VALUES ('layer_styles', 'attributes', 'layer_styles')"
            )
            file.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
                "f_geometry_column, styleName, styleQML, useAsDefault, description, update_time) "
                "VALUES ('', '', ?, 'geom', ?, ?, 1, ?, ?)",
                (AREAS, table.page.layer.id[:30], style, table.page.label_with_unit, moment),
            )
        file.execute("UPDATE gpkg_contents SET last_change = ?", (moment,))


def _make_features(table: DataTable) -> gpd.GeoDataFrame:
    return _add_shapes(table, table.frame)


def _add_shapes(table: DataTable, frame: pd.DataFrame) -> gpd.GeoDataFrame:
    shapes = select_outlines(table.page.edition, list(frame["code"]))
    return gpd.GeoDataFrame(
        frame.reset_index(drop=True), geometry=shapes.to_numpy(), crs=shapes.crs
    )
