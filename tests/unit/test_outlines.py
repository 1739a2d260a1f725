"""Files with outlines as people bring them: read whole, or refused in a sentence that helps."""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from shapely import GeometryCollection, LineString, Polygon, box

from nplv_geo.geometry.boundaries import Boundaries
from nplv_geo.geometry.crs import RD
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.sources.readers.files import read_delivery

CODES = ("BU09171000", "BU09171001", "BU09172000")
NAMES = ("Één", "Tweeën", "Drie")


def shapes(codes: tuple[str, ...] = CODES) -> gpd.GeoDataFrame:
    squares = [box(195e3 + 1e3 * i, 322e3, 196e3 + 1e3 * i, 323e3) for i in range(len(codes))]
    names = NAMES[: len(codes)]
    return gpd.GeoDataFrame({"buurtcode": codes, "buurtnaam": names}, geometry=squares, crs=RD)


def read(path: Path) -> list[Boundaries]:
    parts = read_delivery(path, year=2024, retrieved="2026-11-27")
    return [part for part in parts if isinstance(part, Boundaries)]


def read_one(path: Path) -> Boundaries:
    (part,) = read(path)
    return part


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read(path)
    message = str(caught.value)
    assert message.startswith(f"{path.name}: ")
    assert "\n" not in message
    return message


def document(frame: gpd.GeoDataFrame | None = None) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads((shapes() if frame is None else frame).to_json())
    return whole | {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}}


def write_json(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def write_shapefile(folder: Path, *, encoding: str = "UTF-8", cpg: bool = True) -> Path:
    path = folder / "buurt.shp"
    shapes().to_file(path, encoding=encoding)
    if not cpg:
        path.with_suffix(".cpg").unlink()
    return path


def pack(folder: Path, target: Path, *, mac: bool = False) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for part in sorted(folder.glob("buurt.*")):
            if mac:
                archive.writestr(f"__MACOSX/kaart/._{part.name}", b"\x00\x05\x16\x07")
            archive.write(part, f"kaart/{part.name}")
    return target


# --- Shapefiles -----------------------------------------------------------------------------------


def test_a_zip_from_macos(tmp_path: Path) -> None:
    write_shapefile(tmp_path)
    found = read_one(pack(tmp_path, tmp_path / "kaart.zip", mac=True))
    assert list(found.frame.index) == list(CODES)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(
    ("encoding", "cpg"), [("UTF-8", True), ("UTF-8", False), ("ISO-8859-1", True)]
)
def test_names_with_accents(tmp_path: Path, encoding: str, *, cpg: bool, packed: bool) -> None:
    path = write_shapefile(tmp_path, encoding=encoding, cpg=cpg)
    found = read_one(pack(tmp_path, tmp_path / "kaart.zip") if packed else path)
    assert list(found.frame["name"]) == list(NAMES)


@pytest.mark.parametrize("missing", [".dbf", ".shx", ".prj"])
@pytest.mark.parametrize("packed", [True, False])
def test_a_shapefile_without_a_companion(tmp_path: Path, missing: str, *, packed: bool) -> None:
    path = write_shapefile(tmp_path)
    path.with_suffix(missing).unlink()
    target = pack(tmp_path, tmp_path / "kaart.zip") if packed else path
    assert refusal(target) == (
        f"{target.name}: bij dit Shapefile ontbreekt {missing}; geef de zip met alle delen."
    )


# --- GeoPackages ----------------------------------------------------------------------------------


def write_geopackage(path: Path, **layers: gpd.GeoDataFrame) -> Path:
    for name, frame in layers.items():
        frame.to_file(path, layer=name)
    return path


def test_a_selection_beside_the_full_layer_is_a_question(tmp_path: Path) -> None:
    path = write_geopackage(tmp_path / "a.gpkg", alles=shapes(), selectie=shapes(CODES[:2]))
    assert refusal(path) == (
        "a.gpkg: er zijn 2 lagen met gebieden van niveau buurt: 'alles' (3), 'selectie' (2); "
        "welke bedoelt u? Geef een bestand met alleen die laag."
    )


def test_layers_of_other_levels_are_no_question(tmp_path: Path) -> None:
    wijken = shapes(CODES[:1]).assign(wijkcode="WK091710", wijknaam="Wijk")
    path = write_geopackage(
        tmp_path / "a.gpkg", b=shapes(), w=wijken.drop(columns=["buurtcode", "buurtnaam"])
    )
    assert [part.level for part in read(path)] == [AreaLevel.BUURT, AreaLevel.WIJK]


def test_a_contents_table_that_counts_nothing(tmp_path: Path) -> None:
    path = write_geopackage(tmp_path / "a.gpkg", b=shapes())
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE gpkg_ogr_contents SET feature_count = 0")
    assert len(read_one(path).frame) == 3


# --- what an outline can be -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["gpkg", "geojson", "parquet"])
def test_areas_without_an_outline_are_counted_and_named(tmp_path: Path, kind: str) -> None:
    frame = shapes()
    frame.loc[1, "geometry"] = None
    path = tmp_path / f"a.{kind}"
    if kind == "parquet":
        frame.to_parquet(path)
    elif kind == "gpkg":
        frame.to_file(path, layer="b")
    else:
        write_json(path, document(frame))
    found = read_one(path)
    assert found.without_shape == (CODES[1],)
    assert list(found.frame.index) == [CODES[0], CODES[2]]


def test_surfaces_are_taken_out_of_collections(tmp_path: Path) -> None:
    frame = shapes()
    west, south = 195e3, 322e3
    line = LineString([(west, south), (west + 5, south)])
    frame.loc[0, "geometry"] = GeometryCollection([frame.geometry[0], line])
    frame.loc[1, "geometry"] = GeometryCollection([line])
    found = read_one(write_json(tmp_path / "a.geojson", document(frame)))
    assert found.frame.geometry[CODES[0]].area == pytest.approx(1e6)
    assert found.without_shape == (CODES[1],)


def test_height_is_dropped(tmp_path: Path) -> None:
    high = shapes(CODES[:1]).set_geometry(
        [Polygon([(195e3, 322e3, 4), (196e3, 322e3, 4), (195e3, 323e3, 4)])], crs=RD
    )
    found = read_one(write_geopackage(tmp_path / "a.gpkg", b=high))
    assert found.frame.geometry[CODES[0]].area == pytest.approx(5e5)
    assert not found.frame.geometry.has_z.any()


# --- JSON -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.geojson", "a.json", "a.gpkg"])
@pytest.mark.parametrize("order", [sorted, lambda keys: sorted(keys, reverse=True)])
def test_members_in_any_order_under_any_name(
    tmp_path: Path, name: str, order: Callable[[list[str]], list[str]]
) -> None:
    whole = document()
    mixed = {key: whole[key] for key in order(list(whole))}
    assert list(read_one(write_json(tmp_path / name, mixed)).frame.index) == list(CODES)


def test_topojson_is_explained(tmp_path: Path) -> None:
    content = {"type": "Topology", "objects": {}, "arcs": []}
    assert "dit is TopoJSON" in refusal(write_json(tmp_path / "a.json", content))


BROKEN_SHAPES = [
    3,
    {"type": "Polygon"},
    {"type": "Nope", "coordinates": []},
    {"type": ["Polygon"], "coordinates": []},
    {"type": "Polygon", "coordinates": [[["x", 2]]]},
    {"type": "Polygon", "coordinates": [[[0, 10**400], [1, 1], [2, 3], [0, 0]]]},
]


@pytest.mark.parametrize("shape", BROKEN_SHAPES)
def test_a_shape_that_is_none(tmp_path: Path, shape: object) -> None:
    whole = document()
    whole["features"][0]["geometry"] = shape
    assert "een van de vormen is geen GeoJSON" in refusal(write_json(tmp_path / "a.json", whole))


@pytest.mark.parametrize("features", [None, 3, {}, ["x"]])
def test_features_that_are_no_list(tmp_path: Path, features: object) -> None:
    content = {"type": "FeatureCollection", "features": features}
    assert 'de lijst "features" ontbreekt' in refusal(write_json(tmp_path / "a.json", content))


def test_json_nested_too_deep(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")
    assert "geen JSON of het is afgebroken" in refusal(path)


# --- what a file points at is left alone ----------------------------------------------------------


@contextmanager
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address that counts who comes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.01)
        came: list[str] = []
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                came.append("somebody")
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/", came
        finally:
            done.set()
            thread.join()


def test_the_address_of_a_crs_is_not_asked(tmp_path: Path) -> None:
    with listener() as (address, came):
        crs = {"type": "link", "properties": {"href": f"{address}crs.wkt", "type": "esriwkt"}}
        path = write_json(tmp_path / "a.geojson", document() | {"crs": crs})
        assert "wordt niet opgezocht" in refusal(path)
        named = {"type": "name", "properties": {"name": f"{address}crs"}}
        assert "wordt niet opgezocht" in refusal(
            write_json(tmp_path / "b.geojson", document() | {"crs": named})
        )
        assert came == []


@pytest.mark.parametrize("name", ["a.gpkg", "a.shp", "a.geojson", "a.vrt"])
def test_a_virtual_file_reads_nothing_else(tmp_path: Path, name: str) -> None:
    secret = write_geopackage(tmp_path / "geheim.gpkg", b=shapes())
    path = tmp_path / name
    with listener() as (address, came):
        path.write_text(
            f'<OGRVRTDataSource><OGRVRTLayer name="b"><SrcDataSource>{secret}</SrcDataSource>'
            f'</OGRVRTLayer><OGRVRTLayer name="c"><SrcDataSource>/vsicurl/{address}c.geojson'
            "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
            encoding="utf-8",
        )
        assert "dit is XML of HTML" in refusal(path)
        packed = tmp_path / "kaart.zip"
        with zipfile.ZipFile(packed, "w") as archive:
            archive.write(path, "kaart/buurt.shp")
        assert "beschadigd of is niet wat de naam zegt" in refusal(packed)
        assert came == []


def test_a_path_with_a_brace_in_it(tmp_path: Path) -> None:
    write_shapefile(tmp_path)
    folder = tmp_path / "a {b} c"
    folder.mkdir()
    packed = pack(tmp_path, tmp_path / "kaart.zip")
    assert len(read_one(Path(shutil.move(packed, folder / "kaart.zip"))).frame) == 3
