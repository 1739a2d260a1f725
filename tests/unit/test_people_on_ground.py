"""People are counted on the ground that an older and a newer place have in common."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
from shapely import box

from nplv_geo.geometry.people_on_ground import NOWHERE, count_people, locate_points
from nplv_geo.geometry.pieces import overlay_outlines

KM = 1000.0


def outlines(**boxes: tuple[float, float]) -> gpd.GeoSeries:
    """Strips of a kilometre high, from one x to another in km."""
    shapes = {
        code: box(2e5 + west * KM, 3e5, 2e5 + east * KM, 3e5 + KM)
        for code, (west, east) in boxes.items()
    }
    return gpd.GeoSeries(shapes, crs="EPSG:28992")


def points(*places: float) -> np.ndarray:
    return np.array([(2e5 + x * KM, 3e5 + KM / 2) for x in places])


# One place is cut in two, a third and two thirds; the other stays.
OLDER = outlines(BU1=(0, 3), BU2=(3, 4))
NEWER = outlines(BU11=(0, 1), BU12=(1, 3), BU2=(3.02, 4))


def test_a_point_lies_in_one_outline_or_nowhere() -> None:
    found = locate_points(points(0.5, 2.0, 3.5, 9.0, 3.0), OLDER)
    assert found.tolist() == [0, 0, 1, NOWHERE, 0]


def test_people_go_where_they_live_and_not_by_land() -> None:
    pieces = overlay_outlines(OLDER, NEWER)
    xy = points(0.2, 0.4, 2.9, 3.5, 3.005, 7.0)
    people = np.array([50.0, 40.0, 10.0, 7.0, 100.0, 1000.0])
    at = (locate_points(xy, OLDER[pieces.older]), locate_points(xy, NEWER[pieces.newer]))
    counts = count_people(pieces, *at, people)
    found = {
        (pieces.older[one], pieces.newer[other]): count
        for one, other, count in zip(pieces.older_of, pieces.newer_of, counts, strict=True)
    }
    # The point between two lines of one border is of no newer place, that of 7 km of none at all.
    assert found == {("BU1", "BU11"): 90, ("BU1", "BU12"): 10, ("BU2", "BU2"): 7}


def test_a_point_that_two_drawings_put_in_another_place_stays_with_its_only_pair() -> None:
    older, newer = outlines(BU1=(0, 1), BU2=(1, 2)), outlines(BU1=(0, 1.005), BU2=(1.005, 2))
    pieces = overlay_outlines(older, newer)
    xy = points(1.002, 0.5)
    at = (locate_points(xy, older[pieces.older]), locate_points(xy, newer[pieces.newer]))
    assert at[1].tolist() == [0, 0]
    counts = count_people(pieces, *at, np.array([3.0, 5.0]))
    assert dict(zip(pieces.older[pieces.older_of], counts, strict=True)) == {"BU1": 5, "BU2": 3}
