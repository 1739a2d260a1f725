"""Classes of one layer: to every reader a class differs from the next, and from no figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from nplv_geo.present.design.themes import turn_colour
from nplv_geo.present.design.tokens import (
    COLOURS,
    LOW_TO_HIGH,
    SEQUENTIAL,
    STACKED,
    WORSE_TO_BETTER,
)
from tests.colour_distance import VISIONS, measure_distance, see

LEAST = 10.0  # of CIEDE2000; 2.3 is just noticeable side by side
RAMPS = {
    "sequential": SEQUENTIAL,
    "stacked": STACKED,
    "worse to better": WORSE_TO_BETTER,
    "low to high": LOW_TO_HIGH,
}


Turn = Callable[[str], str]


def as_is(colour: str) -> str:
    return colour


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("turn", [as_is, turn_colour], ids=["light", "dark"])
@pytest.mark.parametrize("ramp", RAMPS.values(), ids=RAMPS)
class TestEachRamp:
    """A ramp as one reader sees it in one theme."""

    def test_a_class_differs_from_the_next(
        self, ramp: Sequence[str], turn: Turn, vision: str
    ) -> None:
        seen = [see(turn(colour), vision) for colour in ramp]
        assert min(measure_distance(*pair) for pair in pairwise(seen)) >= LEAST

    def test_a_class_differs_from_no_data(
        self, ramp: Sequence[str], turn: Turn, vision: str
    ) -> None:
        """What has no figure is hatched: of its two colours one at least is another one."""
        hatching = [see(turn(COLOURS[role]), vision) for role in ("hatch-ground", "hatch")]
        for colour in ramp:
            face = see(turn(colour), vision)
            assert max(measure_distance(face, part) for part in hatching) >= LEAST, colour

    def test_it_goes_from_light_to_dark(self, ramp: Sequence[str], turn: Turn, vision: str) -> None:
        """From the middle outwards where there are two sides."""
        lightness = [see(turn(colour), vision)[0] for colour in ramp]
        middle = len(ramp) // 2 if ramp in (WORSE_TO_BETTER, LOW_TO_HIGH) else 0
        sides = (lightness[middle:], lightness[: middle + 1][::-1])
        sign = 1 if turn is as_is else -1
        for side in sides:
            assert all(sign * (one - other) > 2 for one, other in pairwise(side))


def test_areas_that_a_map_tells_nothing_apart_on_are_no_class_beside_none() -> None:
    """The one face of a map without classes differs from what has no figure, to every reader."""
    for vision in VISIONS:
        for turn in (as_is, turn_colour):
            face = see(turn(COLOURS["even"]), vision)
            ground, line = (see(turn(COLOURS[role]), vision) for role in ("hatch-ground", "hatch"))
            assert max(measure_distance(face, ground), measure_distance(face, line)) >= LEAST
