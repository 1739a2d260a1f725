"""Deliveries laid over one another: the newest counts, cell by cell, also where it is empty."""

from __future__ import annotations

import math

import pandas as pd

from nplv_geo.ground.status import Status
from nplv_geo.published.contents import Contents, is_replaced
from nplv_geo.published.figures import Figures
from nplv_geo.published.joining import join_figures

A, B, C = "BU09171000", "BU09171001", "BU09172000"


def table(
    rows: dict[str, list[float]], topics: list[str], period: str = "2024", **more: object
) -> Figures:
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=topics).rename_axis("area_code")
    marks = {
        topic: pd.Series(Status.SUPPRESSED.value, index=frame.index[frame[topic].isna()])
        for topic in topics
    }
    known = {"publisher": "CBS", "retrieved": "2026-01-01", "sha256": "", "boundary_year": 2024}
    return Figures(
        table="85984NED", family="KWB", period=period, frame=frame, marks=marks, **known | more
    )


def test_the_newest_counts_also_where_it_is_empty() -> None:
    older = table({A: [1, 10], B: [2, math.nan], C: [math.nan, 30]}, ["x", "y"], sha256="old")
    newer = table({A: [math.nan], C: [5]}, ["x"], sha256="new")
    (joined,) = join_figures([older, newer])
    assert joined.frame["x"].dropna().to_dict() == {B: 2, C: 5}
    assert math.isnan(joined.frame["x"][A])
    assert joined.frame["y"][[A, C]].to_list() == [10, 30]
    assert {topic: list(known.index) for topic, known in joined.marks.items()} == {
        "x": [A],
        "y": [B],
    }
    assert joined.sha256 == "new"


def test_other_periods_and_divisions_stay_apart() -> None:
    parts = [
        table({A: [1]}, ["x"]),
        table({A: [2]}, ["x"], period="2023"),
        table({A: [3]}, ["x"], boundary_year=2023),
    ]
    assert [part.frame["x"][A] for part in join_figures(parts)] == [1, 2, 3]


def contents(**more: object) -> Contents:
    known = {
        "subject": "85984NED",
        "period": "2024",
        "division": 2024,
        "levels": ("buurt", "wijk"),
        "gemeenten": ("GM0917",),
        "topics": ("x", "y"),
    }
    return Contents(**known | more)


def test_what_brings_everything_again_replaces() -> None:
    whole = contents(gemeenten=("GM0917", "GM0363"))
    assert is_replaced([contents()], [whole])
    assert is_replaced([contents(), contents(levels=("buurt",))], [whole])
    for other in (
        contents(period="2023"),
        contents(division=None),
        contents(subject="47018NED"),
        contents(levels=("buurt", "gemeente")),
        contents(gemeenten=("GM0014",)),
        contents(topics=("z",)),
    ):
        assert not is_replaced([contents(), other], [whole])
    assert not is_replaced([], [whole])
