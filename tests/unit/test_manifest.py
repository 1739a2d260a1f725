"""Which period of a layer is the newest one with figures: bounds, ties and levels."""

from __future__ import annotations

from typing import Any

import pytest

from nplv_geo.edition.models import Manifest
from nplv_geo.ground.areas import AreaLevel
from tests.made_up import made_up_manifest, made_up_origin

LAYER = "koopwoningen_pct"


def manifest(**figures: dict[str, int]) -> Manifest:
    """An edition with one layer; figures by level, of periods that are named ``y2024``."""
    origins: dict[str, Any] = {
        period[1:]: made_up_origin(values=sum(counts.values()), figures=counts)
        for period, counts in figures.items()
    }
    return made_up_manifest("een", layers={LAYER: origins})


def focus(n: int, **others: int) -> dict[str, int]:
    return {"focusgebied": n, **others}


@pytest.mark.parametrize(
    ("newest_has", "newest"),
    [(20, "2025"), (11, "2025"), (10, "2024"), (1, "2024"), (0, "2024")],
)
def test_a_newer_period_counts_from_more_than_half_of_the_best_on(
    newest_has: int, newest: str
) -> None:
    edition = manifest(y2023=focus(12), y2024=focus(20), y2025=focus(newest_has))
    assert edition.newest_period(LAYER) == newest


def test_the_best_period_may_be_an_old_one() -> None:
    assert manifest(y2022=focus(20), y2023=focus(9), y2024=focus(9)).newest_period(LAYER) == "2022"
    assert manifest(y2022=focus(18), y2023=focus(10), y2024=focus(9)).newest_period(LAYER) == "2023"


def test_one_area_of_one_is_enough_and_none_of_none_is_not() -> None:
    assert manifest(y2024=focus(1), y2025=focus(1)).newest_period(LAYER) == "2025"
    assert manifest(y2024=focus(0), y2025=focus(0)).newest_period(LAYER) is None
    assert manifest(y2024=focus(1)).newest_period("no_such_layer") is None


def test_of_another_level_its_own_areas_count() -> None:
    edition = manifest(y2022=focus(20, buurt=500), y2024=focus(20, buurt=250), y2025=focus(3))
    assert edition.newest_period(LAYER) == "2024"
    assert edition.newest_period(LAYER, AreaLevel.BUURT) == "2022"
    # No wijk ever has a figure, so all areas count: 520, 270 and 3.
    assert edition.newest_period(LAYER, AreaLevel.WIJK) == "2024"


def test_without_any_focus_area_all_areas_count() -> None:
    edition = manifest(y2022={"gemeente": 19}, y2023={"gemeente": 10}, y2024={"gemeente": 9})
    assert edition.newest_period(LAYER) == "2023"


def test_unpublished_are_newer_periods_without_a_single_figure() -> None:
    edition = manifest(
        y2020=focus(0), y2023=focus(20), y2024=focus(1), y2026=focus(0), y2025=focus(0, buurt=0)
    )
    assert edition.newest_period(LAYER) == "2023"
    assert edition.periods(LAYER) == ("2020", "2023", "2024", "2025", "2026")
    # 2024 has one, and 2020 is older: neither is still to come.
    assert edition.unpublished_periods(LAYER) == ("2025", "2026")
    assert edition.unpublished_periods("no_such_layer") == ()


def test_all_periods_of_a_layer_that_has_none_are_unpublished() -> None:
    assert manifest(y2024=focus(0), y2025=focus(0)).unpublished_periods(LAYER) == ("2024", "2025")
