"""Dividing places over others: by points, by density or by land, and what that is called."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from nplv_geo.ground.arrays import Floats
from nplv_geo.statistics.carrying.division import divide_sources
from nplv_geo.statistics.carrying.parts import Parts, make_parts

# "large" and "small" are each cut in two equal halves; "whole" stays as it is.
SOURCES, TARGETS = pd.Index(["large", "small", "whole"]), pd.Index(["a", "b", "c", "d", "e"])
PEOPLE = pd.Series({"large": 600.0, "small": 400.0, "whole": 5_000.0})
PEOPLE_NOW = pd.Series({"a": 300.0, "b": 300.0, "c": 200.0, "d": 200.0, "e": 5_000.0})
NOBODY_KNOWS = PEOPLE_NOW * math.nan


@pytest.fixture
def parts() -> Parts:
    source_of, target_of = np.array([0, 0, 1, 1, 2]), np.arange(5)
    return make_parts(
        SOURCES, TARGETS, source_of, target_of, people=np.zeros(5), land=np.full(5, 1e6)
    )


@pytest.mark.parametrize(
    ("points", "people_now", "expected"),
    [
        (None, PEOPLE_NOW, "density"),
        (None, NOBODY_KNOWS, "area"),
        ([30.0, 10.0, 0.0, 0.0, 0.0], PEOPLE_NOW, "points"),
        # A file of points that lie elsewhere divides nothing here, or less than the half.
        ([0.0, 0.0, 0.0, 0.0, 0.0], PEOPLE_NOW, "density"),
        ([0.0, 0.0, 30.0, 10.0, 0.0], PEOPLE_NOW, "density"),
        ([0.0, 0.0, 30.0, 10.0, 0.0], NOBODY_KNOWS, "area"),
        # What is whole is not divided, however many live there.
        ([0.0, 0.0, 30.0, 10.0, 900.0], PEOPLE_NOW, "density"),
    ],
)
def test_the_weighting_is_what_most_people_were_divided_by(
    parts: Parts, points: Floats | None, people_now: pd.Series, expected: str
) -> None:
    given = None if points is None else np.array(points)
    assert divide_sources(parts, PEOPLE, people_now, given)[1] == expected


def test_points_divide_only_the_places_that_have_them(parts: Parts) -> None:
    points = np.array([30.0, 10.0, 0.0, 0.0, 0.0])
    divided, _ = divide_sources(parts, PEOPLE, NOBODY_KNOWS, points)
    assert divided.shares == pytest.approx([0.75, 0.25, 0.5, 0.5, 1.0])
    assert divided.people == pytest.approx([450.0, 150.0, 200.0, 200.0, 5_000.0])
