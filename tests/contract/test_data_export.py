"""Files with figures, read back by other programs: they hold what the edition holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
from openpyxl import load_workbook

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.export.data.file import write_data_file
from nplv_geo.export.data.tables import COLUMNS
from nplv_geo.export.data_options import DATA_KINDS, DataKind, DataOptions
from nplv_geo.export.strict_query import make_strict_page
from nplv_geo.present.page.page import Page

SITE = "https://wijken.example"
LAYERS = ("koopwoningen_pct", "misdrijven_per_1000", "stapeling")


@pytest.fixture(params=["heerlen-noord", "amsterdam-nieuw-west", "vlaardingen-west"])
def page(
    request: pytest.FixtureRequest,
    starter_edition: Edition,
    catalog: Catalog,
    areas: dict[str, FocusArea],
) -> Page:
    query = f"?gebied={request.param}&laag=koopwoningen_pct"
    return make_strict_page(query, starter_edition, catalog, areas)


def made(page: Page, kind: DataKind, folder: Path, *, everything: bool = False) -> Path:
    file = write_data_file(page, DataOptions(kind, everything), SITE)
    path = folder / file.name
    path.write_bytes(file.content)
    return path


def assert_equals_edition(frame: gpd.GeoDataFrame, page: Page) -> None:
    """Values, statuses and outlines of the areas on the map, as the edition has them."""
    own = page.edition.values.table("koopwoningen_pct", "2024").reindex(frame["code"])
    assert list(frame["code"]) == list(page.scope.codes)
    np.testing.assert_array_equal(frame["value"], own["value"])
    words = own["status"].fillna("no_data").map(lambda word: page.t(f"statuses.{word}"))
    assert list(frame["status"]) == list(words)
    shapes = page.edition.areas.shapes.geometry.reindex(frame["code"])
    assert frame.crs.to_epsg() == 28992
    assert (
        frame.geometry.reset_index(drop=True)
        .geom_equals(gpd.GeoSeries(shapes.to_numpy(), crs=shapes.crs))
        .all()
    )


def test_a_geopackage_equals_the_edition_and_has_a_style(page: Page, tmp_path: Path) -> None:
    path = made(page, "gpkg", tmp_path)
    assert [name for name, _ in pyogrio.list_layers(path)][:2] == ["gebieden", "toelichting"]
    frame = gpd.read_file(path, layer="gebieden")
    assert_equals_edition(frame, page)
    np.testing.assert_array_equal(frame["shown"], frame["value"].round(0))
    with closing(sqlite3.connect(path)) as file:
        ((table, column, default, style),) = file.execute(
            "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles"
        ).fetchall()
        (name,) = file.execute("SELECT column_name FROM gpkg_geometry_columns").fetchone()
        moments = {moment for (moment,) in file.execute("SELECT last_change FROM gpkg_contents")}
    assert (table, column, default) == ("gebieden", name, 1)
    assert 'type="RuleRenderer"' in style
    assert '"shown" IS NULL' in style.replace("&quot;", '"')
    assert moments == {page.edition.manifest.built[:19] + ".000Z"}


def test_a_parquet_file_equals_the_edition(page: Page, tmp_path: Path) -> None:
    path = made(page, "parquet", tmp_path)
    frame = gpd.read_parquet(path)
    assert tuple(frame.columns) == (*COLUMNS, "geometry")
    assert_equals_edition(frame, page)
    told = pq.read_schema(path).metadata
    assert (
        told[b"title"].decode().startswith(f"Koopwoningen, {page.name_area(page.view.area)}, 2024")
    )
    assert "schematisch" in told[b"notes"].decode()


def test_geojson_lies_in_the_same_place_in_degrees(page: Page, tmp_path: Path) -> None:
    frame = gpd.read_file(made(page, "geojson", tmp_path))
    assert frame.crs.to_epsg() == 4326
    shapes = page.edition.areas.shapes.geometry.reindex(page.scope.codes)
    away = frame.geometry.to_crs(28992).hausdorff_distance(
        gpd.GeoSeries(shapes.to_numpy(), crs=shapes.crs)
    )
    assert away.max() < 0.05  # metres
    own = page.edition.values.table("koopwoningen_pct", "2024")["value"].reindex(page.scope.codes)
    np.testing.assert_array_equal(frame["value"].astype(float), own)


def list_codes(page: Page) -> list[str]:
    """The areas on the map, and after them those that they are compared with."""
    return [*page.scope.codes, "NL00", str(page.gemeente)]


def test_a_workbook_equals_values_and_statuses(page: Page, tmp_path: Path) -> None:
    with closing(load_workbook(made(page, "xlsx", tmp_path), read_only=True)) as book:
        head, *rows = book.worksheets[0].iter_rows(values_only=True)
    frame = pd.DataFrame(rows, columns=list(head))
    assert list(frame["code"]) == list_codes(page)
    own = page.edition.values.table("koopwoningen_pct", "2024").reindex(list_codes(page))
    np.testing.assert_array_equal(frame["value"].astype(float), own["value"])
    words = own["status"].fillna("no_data").map(lambda word: page.t(f"statuses.{word}"))
    assert list(frame["status"]) == list(words)


def test_a_csv_opens_in_a_dutch_spreadsheet(page: Page) -> None:
    file = write_data_file(page, DataOptions("csv", comma=True, bom=True), SITE)
    frame = pd.read_csv(BytesIO(file.content), sep=";", decimal=",", encoding="utf-8-sig")
    own = page.edition.values.table("koopwoningen_pct", "2024").reindex(list_codes(page))
    np.testing.assert_array_equal(frame["value"], own["value"])


def test_everything_of_an_area_is_the_same_in_each_kind(page: Page, tmp_path: Path) -> None:
    plain = pd.read_csv(made(page, "csv", tmp_path, everything=True), dtype={"period": "str"})
    package = made(page, "gpkg", tmp_path, everything=True)
    figures = pyogrio.read_dataframe(package, layer="cijfers", read_geometry=False)
    parquet = pd.read_parquet(made(page, "parquet", tmp_path, everything=True))
    for other in (figures, parquet):
        np.testing.assert_array_equal(other["value"], plain["value"])
        assert list(other["code"]) == list(plain["code"])
        assert list(other["period"]) == list(plain["period"])
        assert list(other["status"]) == list(plain["status"])
    shapes = gpd.read_file(package, layer="gebieden")
    assert list(shapes["code"]) == list(dict.fromkeys(plain["code"]))
    layer, period = "misdrijven_per_1000", "2023"
    own = page.edition.values.table(layer, period)["value"]
    found = plain[(plain["layer"] == layer) & (plain["period"] == period)].set_index("code")
    np.testing.assert_allclose(found["value"], own.reindex(found.index), rtol=1e-15)
    # A file of estimates travelled without a word on what they are.
    estimated = {name for name, flag in zip(plain["layer"], plain["estimate"], strict=True)
                 if flag == "ja"}  # fmt: skip
    assert len(estimated) == 14
    assert {"goed_ervaren_gezondheid_pct", "moeite_rondkomen_pct", "rokers_pct"} < estimated
    assert "opleiding_laag_pct" not in estimated
    assert set(parquet.loc[parquet["estimate"], "layer"]) == estimated


@pytest.mark.slow
@pytest.mark.parametrize("kind", DATA_KINDS)
def test_all_areas_in_each_kind(
    kind: DataKind, starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> None:
    for area in areas:
        for layer in LAYERS:
            page = make_strict_page(f"?gebied={area}&laag={layer}", starter_edition, catalog, areas)
            assert write_data_file(page, DataOptions(kind), SITE).content
        if kind == "parquet":
            file = write_data_file(page, DataOptions(kind, everything=True), SITE)
            every = pd.read_parquet(BytesIO(file.content))
            assert len(set(every.groupby("code").size())) == 1
