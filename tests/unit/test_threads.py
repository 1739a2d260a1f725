"""Work in threads gives what the same work gives in one go, in the same order."""

from __future__ import annotations

import numpy as np
import shapely

from nplv_geo.geometry.threads import work_in_threads


def test_threads_keep_the_order() -> None:
    sides = np.arange(1.0, 1_202.0)
    boxes = shapely.box(0, 0, sides, 2)
    found = work_in_threads(shapely.intersection, boxes, np.full(1_201, shapely.box(0, 0, 900, 1)))
    assert shapely.area(found).tolist() == np.minimum(sides, 900).tolist()


def test_nothing_to_do() -> None:
    none = np.array([], dtype=object)
    assert len(work_in_threads(shapely.intersection, none, none)) == 0
