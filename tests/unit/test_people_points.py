"""Where people live: squares of CBS and layers of points, as they are brought."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pytest
from shapely import MultiPoint, Point, box

from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.published.contents import describe_contents
from nplv_geo.published.people_points import PeoplePoints, find_newest_people
from nplv_geo.sources.readers.files import read_delivery

SQUARES = """crs28992res100m;aantal_inwoners;aantal_mannen
E1955N3221;45;20
E1956N3221;5;5
E1957N3221;-99997;-99997
E1958N3221;0;0
"""
HALF = "crs28992res500m,aantal_inwoners\nE1955N3220,250\nE1960N3220,-99995\n"


def read(path: Path, year: int | None = None) -> PeoplePoints:
    (part,) = read_delivery(path, year=year, retrieved="2026-11-27")
    assert isinstance(part, PeoplePoints)
    return part


def write(folder: Path, text: str, name: str = "cbs_vk100_2023_v1.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8-sig")
    return path


def wrong(path: Path, year: int | None = None) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read_delivery(path, year=year, retrieved="2026-11-27")
    return str(caught.value)


def points(*places: tuple[float, float], crs: str = "EPSG:28992", **columns: list[object]) -> bytes:
    """GeoJSON with a point for each place."""
    frame = gpd.GeoDataFrame(columns, geometry=[Point(*place) for place in places], crs=crs)
    document = json.loads(frame.to_json(drop_id=True))
    document["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(document).encode()


def test_squares_are_their_middles_and_what_is_withheld_is_not_nobody(tmp_path: Path) -> None:
    found = read(write(tmp_path, SQUARES))
    assert found.frame.to_numpy().tolist() == [[195_550, 322_150, 45], [195_650, 322_150, 5]]
    assert found.frame.dtypes.unique().tolist() == ["float64"]
    assert (found.year, found.kind, found.size_m) == (2023, "squares", 100)
    assert (found.places, found.people, found.left_out) == (2, 50, 1)
    assert found.origin == "cbs_vk100_2023_v1.csv"


def test_a_square_of_500_metres_is_spread_over_its_25(tmp_path: Path) -> None:
    found = read(write(tmp_path, HALF, "cbs_vk500_2024.csv"))
    assert (len(found.frame), found.places, found.people, found.left_out) == (25, 1, 250, 1)
    assert set(found.frame["people"]) == {10}
    assert found.frame["x"].agg(["min", "max"]).tolist() == [195_550, 195_950]
    assert found.frame["y"].agg(["min", "max"]).tolist() == [322_050, 322_450]


def test_squares_of_a_geopackage_are_those_of_its_codes(tmp_path: Path) -> None:
    path = tmp_path / "cbs_vk100_2023_v1.gpkg"
    gpd.GeoDataFrame(
        {"crs28992res100m": ["E1955N3221", "E1956N3221"], "aantal_inwoners": [45, -99997]},
        geometry=[box(195_500 + d, 322_100, 195_600 + d, 322_200) for d in (0, 100)],
        crs="EPSG:28992",
    ).to_file(path, layer="cbs_vk100_2023")
    assert read(path).frame.to_numpy().tolist() == [[195_550, 322_150, 45]]


def test_addresses_count_for_one_each_wherever_they_are_drawn(tmp_path: Path) -> None:
    path = tmp_path / "adressen_2024.geojson"
    document = gpd.GeoDataFrame(
        {"buurtcode": ["BU09171000", "BU09171000"]},
        geometry=[Point(195_510, 322_110), Point(195_520, 322_120)],
        crs="EPSG:28992",
    ).to_crs(4326)
    path.write_text(document.to_json(), encoding="utf-8")
    found = read(path)
    assert (found.kind, found.year, found.places, found.has_counts) == ("points", 2024, 2, False)
    assert found.frame["people"].tolist() == [1, 1]
    assert found.frame[["x", "y"]].to_numpy().ravel().tolist() == pytest.approx(
        [195_510, 322_110, 195_520, 322_120], abs=0.01
    )


def test_a_point_counts_for_its_inhabitants_and_one_without_a_number_for_nobody(
    tmp_path: Path,
) -> None:
    path = tmp_path / "mensen.shp"
    gpd.GeoDataFrame(
        {"inwoners": [3, -99997, 4]},
        geometry=[Point(195_510 + d, 322_110) for d in (0, 5, 9)],
        crs="EPSG:28992",
    ).to_file(path)
    found = read(path, 2022)
    assert found.frame["people"].tolist() == [3, 4]
    assert (found.year, found.places, found.left_out, found.has_counts) == (2022, 2, 1, True)


def test_middle_points_of_areas_are_no_people(tmp_path: Path) -> None:
    path = tmp_path / "buurt_2024.geojson"
    codes = ["BU09171000", "BU09171001"]
    places = ((195_510, 322_110), (195_520, 322_120))
    path.write_bytes(points(*places, buurtcode=list(codes), aantal_inwoners=[5, 6]))
    assert "is geen vlak maar Point" in wrong(path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (SQUARES.replace("E1956N3221", "1956,3221"), "'1956,3221' is geen code van een vierkant"),
        (SQUARES.replace("E1956", "E1955"), "'E1955N3221' staat er meer dan eens in"),
        (SQUARES.replace("E1956", "E4956"), "'E4956N3221' ligt buiten Nederland"),
        (SQUARES.replace(";45;", ";veel;"), "'veel' bij 'aantal_inwoners' is geen aantal inwoners"),
        (SQUARES.replace("aantal_inwoners", "aantal_woningen"), "geen kolom aantal_inwoners"),
        (SQUARES.replace(";45;", ";0;").replace(";5;5", ";-99997;0"), "geen enkele plek"),
        (SQUARES.replace(";45;", ";45000000;"), "samen zijn dit 45000005 mensen"),
        (SQUARES.replace("res100m", "res500m"), "'E1955N3221' (en nog 3) is geen hoek"),
    ],
)
def test_squares_that_can_not_be_are_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    sentence = wrong(write(tmp_path, text))
    assert says in sentence
    assert sentence.startswith("cbs_vk100_2023_v1.csv: ")
    assert "\n" not in sentence


def test_without_a_year_a_person_is_asked(tmp_path: Path) -> None:
    path = write(tmp_path, SQUARES, "vierkanten.csv")
    assert wrong(path) == (
        "vierkanten.csv: van welk jaar deze bewoonde plekken zijn, staat er niet in; geef het op "
        "met --year."
    )
    assert read(path, 2021).year == 2021


def test_points_that_can_not_be_are_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "adressen_2024.geojson"
    path.write_bytes(points((195_510, 322_110), (5.98, 50.9)))
    assert "een van de punten ligt buiten Nederland: x 5.98 en y 50.9 in Amersfoort" in wrong(path)
    path = tmp_path / "adressen_2024.gpkg"
    many = MultiPoint([(195_510, 322_110), (195_520, 322_110)])
    gpd.GeoDataFrame(geometry=[many], crs="EPSG:28992").to_file(path)
    assert "bij een van de plekken staat niet één punt maar MultiPoint" in wrong(path)


def test_two_layers_of_points_are_a_question(tmp_path: Path) -> None:
    path = tmp_path / "adressen_2024.gpkg"
    frame = gpd.GeoDataFrame(geometry=[Point(195_510, 322_110)], crs="EPSG:28992")
    for layer in ("adressen", "inwoners"):
        frame.to_file(path, layer=layer)
    assert "2 lagen die zeggen waar mensen wonen: 'adressen', 'inwoners'; welke" in wrong(path)


def test_the_newest_year_counts_and_of_one_year_the_last_delivery(tmp_path: Path) -> None:
    older = read(write(tmp_path, SQUARES))
    newer = read(write(tmp_path, HALF, "cbs_vk500_2024.csv"))
    again = read(write(tmp_path, HALF, "nog_eens_2024.csv"))
    found = find_newest_people([older, again, newer, older])
    assert found is newer
    assert find_newest_people([]) is None
    (described,) = describe_contents([newer])
    assert (described.period, described.topics) == ("2024", ("vierkanten van 500 m",))
    assert not described.covers(describe_contents([older])[0])
