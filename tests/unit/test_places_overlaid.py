"""Places of two years laid over each other: which are the same, what is a part, what is drawing."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import box

from nplv_geo.geometry.crs import RD
from nplv_geo.geometry.pieces import Pieces, overlay_outlines
from nplv_geo.ground.places import CrosswalkWay, PlaceKind
from nplv_geo.published.pieces_file import pack_pieces, unpack_pieces
from nplv_geo.statistics.carrying.crosswalk import Crosswalk, classify_targets, drop_strays
from nplv_geo.statistics.carrying.parts import make_parts

Box = tuple[float, float, float, float]
# Ten places that never change, so that the two maps are seen to be of one drawing.
STILL = {f"BU0009{n:04}": (n * 100.0, 9_000.0, n * 100.0 + 100, 9_100.0) for n in range(10)}


def _overlay(old: dict[str, Box], new: dict[str, Box]) -> Pieces:
    return overlay_outlines(*(_draw(places | STILL) for places in (old, new)))


def _draw(places: dict[str, Box]) -> gpd.GeoSeries:
    return gpd.GeoSeries({code: box(*sides) for code, sides in places.items()}, crs=RD).sort_index()


def _list_pairs(pieces: Pieces) -> dict[tuple[str, str], float]:
    """Land of each pair in hectares, of places that are not among the still ones."""
    pairs = zip(
        pieces.older[pieces.older_of], pieces.newer[pieces.newer_of], pieces.land, strict=True
    )
    return {(o[-1], n[-1]): round(land / 1e4, 3) for o, n, land in pairs if o[:6] != "BU0009"}


A, B, C = "BU0001000A", "BU0001000B", "BU0001000C"


def test_a_place_is_the_same_by_its_ground_and_not_by_its_code() -> None:
    left, right = (0.0, 0.0, 100.0, 100.0), (100.0, 0.0, 200.0, 100.0)
    pieces = _overlay({A: left, B: right}, {A: right, B: left})
    assert _list_pairs(pieces) == {("A", "B"): 1.0, ("B", "A"): 1.0}
    assert pieces.is_same.all()
    assert pieces.precision_m == 1.0


@pytest.mark.parametrize(("width", "is_same"), [(0.9, True), (1.1, True), (4.0, True), (40, False)])
def test_drawing_is_no_change(width: float, is_same: bool) -> None:  # noqa: FBT001
    old = {A: (0.0, 0.0, 100.0, 100.0), B: (100.0, 0.0, 200.0, 100.0)}
    new = {A: (0.0, 0.0, 100.0 - width, 100.0), B: (100.0 - width, 0.0, 200.0, 100.0)}
    pieces = _overlay(old, new)
    assert (len(_list_pairs(pieces)) == 2) == is_same


def test_a_village_in_the_country_is_not_a_twentieth_of_it() -> None:
    """3 % of the land of the large place: by its outline it stayed, and its people may be gone."""
    old = {A: (0.0, 0.0, 1000.0, 1000.0)}
    new = {A: (0.0, 0.0, 1000.0, 970.0), B: (0.0, 970.0, 1000.0, 1000.0)}
    assert _list_pairs(_overlay(old, new)) == {("A", "A"): 97.0, ("A", "B"): 3.0}


def test_what_a_place_ceded_to_one_that_changed_is_a_part_of_that() -> None:
    old = {A: (0.0, 0.0, 60.0, 100.0), B: (60.0, 0.0, 2100.0, 100.0)}
    new = {A: (0.0, 0.0, 100.0, 100.0), B: (100.0, 0.0, 2100.0, 100.0)}
    assert _list_pairs(_overlay(old, new)) == {
        ("A", "A"): 0.6,
        ("B", "A"): 0.4,
        ("B", "B"): 20.0,
    }


def test_ground_of_both_years_is_never_anothers() -> None:
    """On the newer map an outline may lie over its neighbours: holes were forgotten."""
    old = {A: (0.0, 0.0, 100.0, 100.0), B: (100.0, 0.0, 300.0, 100.0)}
    new = {A: (0.0, 0.0, 100.0, 100.0), B: (0.0, 0.0, 220.0, 100.0), C: (220.0, 0.0, 300.0, 100.0)}
    pairs = _list_pairs(_overlay(old, new))
    assert pairs == {("A", "A"): 1.0, ("B", "B"): 1.2, ("B", "C"): 0.8}


def test_ground_that_nobody_had_is_not_known() -> None:
    pieces = _overlay({A: (0.0, 0.0, 100.0, 100.0)}, {A: (0.0, 0.0, 400.0, 100.0)})
    known = pd.Series(pieces.known, pieces.newer)
    assert known[A] == pytest.approx(0.25)
    assert pd.Series(pieces.area, pieces.newer)[A] == 40_000.0


def test_pieces_come_back_from_their_file_as_they_were(tmp_path: Path) -> None:
    pieces = _overlay({A: (0.0, 0.0, 100.0, 100.0)}, {B: (0.0, 0.0, 50.0, 100.0)})
    path = tmp_path / "pieces.npz"
    path.write_bytes(pack_pieces(pieces))
    again = unpack_pieces(path)
    assert again.older.equals(pieces.older)
    assert again.newer.equals(pieces.newer)
    for name in ("older_of", "newer_of", "land", "is_same", "known", "area"):
        assert np.array_equal(getattr(again, name), getattr(pieces, name)), name
    assert again.precision_m == pieces.precision_m


# By pair of codes the common land; people are spread evenly unless told.
Lands = dict[tuple[str, str], float]


def _classify(lands: Lands, people: Lands | None = None, **may_be_same: bool) -> dict[str, str]:
    sources = pd.Index(sorted({one for one, _ in lands}))
    targets = pd.Index(sorted({other for _, other in lands} | set(may_be_same)))
    parts = make_parts(
        sources,
        targets,
        sources.get_indexer(pd.Index([one for one, _ in lands])),
        targets.get_indexer(pd.Index([other for _, other in lands])),
        people=np.array(list((people or lands).values())),
        land=np.array(list(lands.values())),
    )
    flags = np.array([may_be_same.get(other, True) for _, other in lands])
    kinds = classify_targets(parts, flags)
    return {str(code): PlaceKind(kind).value for code, kind in kinds.items()}


@pytest.mark.parametrize(
    ("lands", "kinds"),
    [
        ({("A", "A"): 100}, {"A": "same"}),
        ({("A", "B"): 100}, {"B": "renumbered"}),
        ({("A", "A"): 60, ("A", "B"): 40}, {"A": "split", "B": "split"}),
        ({("A", "C"): 60, ("B", "C"): 40}, {"C": "merged"}),
        ({("A", "A"): 60, ("A", "B"): 40, ("B", "B"): 60}, {"A": "split", "B": "shifted"}),
        # Ties: 95 and 5 % are whole, one more is not.
        ({("A", "A"): 95, ("A", "B"): 5, ("B", "B"): 95}, {"A": "same", "B": "same"}),
        ({("A", "A"): 94, ("A", "B"): 6, ("B", "B"): 94}, {"A": "split", "B": "shifted"}),
    ],
)
def test_kinds_of_places(lands: Lands, kinds: dict[str, str]) -> None:
    assert _classify(lands) == kinds


def test_a_place_without_any_older_one_is_new() -> None:
    assert _classify({("A", "A"): 1.0}, B=True) == {"A": "same", "B": "new"}


def test_outlines_that_differ_are_not_the_same_place_whatever_the_shares_say() -> None:
    assert _classify({("A", "A"): 100.0}, A=False) == {"A": "shifted"}


def test_a_place_that_lost_most_of_its_people_was_split() -> None:
    lands = {("A", "A"): 97.0, ("A", "B"): 3.0}
    assert _classify(lands) == {"A": "same", "B": "split"}
    assert _classify(lands, people={("A", "A"): 40.0, ("A", "B"): 60.0})["A"] == "split"


def test_pieces_over_the_border_of_a_gemeente_that_stayed_are_drawing() -> None:
    sources = pd.Index(["BU00010001", "BU00010002", "BU00010003"])
    targets = pd.Index(["BU00010001", "BU00010002", "BU00020001"])
    source_of, target_of = np.array([0, 1, 1, 2]), np.array([0, 1, 2, 2])
    few = make_parts(
        sources, targets, source_of, target_of, np.zeros(4), np.array([97.0, 97, 3, 3])
    )
    # 6 of 200 hectares lie across, and the third buurt lies nowhere else.
    assert drop_strays(few).tolist() == [True, True, False, True]
    real = make_parts(
        sources, targets, source_of, target_of, np.zeros(4), np.array([90.0, 90, 10, 10])
    )
    assert drop_strays(real).all()


def test_ground_of_which_nothing_is_known_makes_another_gemeente() -> None:
    codes = pd.Index(["BU00010001", "BU00010002"])
    parts = make_parts(
        codes[:1], codes, np.array([0]), np.array([0]), np.array([10.0]), np.array([3e6])
    )

    def cross(added: float) -> Crosswalk:
        known, area = pd.Series([1.0, 0.0], codes), pd.Series([3e6, added], codes)
        same = np.array([True])
        way = CrosswalkWay.OUTLINES
        return Crosswalk(2020, 2024, parts, same, known, area, way, (2020,), 1.0, "area")

    grown, hardly = cross(1e6), cross(5e5)
    assert grown.known_by_area["GM0001"] == pytest.approx(0.75)
    assert grown.kinds["GM0001"] == PlaceKind.SHIFTED
    assert hardly.kinds["GM0001"] == PlaceKind.SAME
    assert grown.kinds["BU00010001"] == PlaceKind.SAME
    assert grown.kinds["BU00010002"] == PlaceKind.NEW
