"""Outlines of a year put together from those of another."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from nplv_geo.geometry.crs import RD
from nplv_geo.published.years.year_outlines import borrow_outlines

# In 2019 the gemeente took in its neighbour, the last buurt, and kept its code.
AFTER = gpd.GeoSeries(
    {
        "BU00010001": box(0, 0, 1000, 1000),
        "BU00010011": box(1000, 0, 1500, 1000),
        "BU00010012": box(1500, 0, 2000, 1000),
        "BU00010021": box(2000, 0, 3000, 1000),
    },
    crs=RD,
)
BEFORE = frozenset({"BU00010001", "BU00010002", "BU00020001"})


@pytest.mark.parametrize(("hectares", "is_block"), [(100.0, False), (200.0, True)])
def test_what_is_left_of_a_gemeente_is_no_more_than_its_codes_had(
    hectares: float,
    is_block: bool,  # noqa: FBT001
) -> None:
    published = pd.Series({"BU00010001": 100.0, "BU00010002": hectares, "BU00020001": 100.0})
    found = borrow_outlines(
        2018,
        BEFORE,
        {2019: AFTER},
        lambda _: frozenset({"BU00010001"}),
        published,
        has_marks=True,
    )
    assert found is not None
    assert ("BU00010002" in found.block_of) == is_block
    assert "BU00020001" not in found.block_of
