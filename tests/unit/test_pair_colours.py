"""The nine colours of two layers together: to every reader each differs from each."""

from __future__ import annotations

from itertools import combinations

import pytest

from nplv_geo.present.design.themes import turn_colour
from nplv_geo.present.design.tokens import TOGETHER
from nplv_geo.present.page.palette import compute_contrast
from tests.colour_distance import VISIONS, measure_distance, see

# Of CIEDE2000: 2.3 is just noticeable side by side; areas of one class lie far apart on a map.
LEAST, LEAST_DARK = 18.0, 12.5
TURNED = tuple(turn_colour(colour) for colour in TOGETHER)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [  # of the table of Sharma, Wu and Dalal (2005)
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_is_that_of_its_authors(
    one: tuple[float, float, float], other: tuple[float, float, float], distance: float
) -> None:
    assert measure_distance(one, other) == pytest.approx(distance, abs=1e-4)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(("colours", "least"), [(TOGETHER, LEAST), (TURNED, LEAST_DARK)])
def test_all_36_pairs_can_be_told_apart(
    vision: str, colours: tuple[str, ...], least: float
) -> None:
    pairs = list(combinations([see(colour, vision) for colour in colours], 2))
    assert len(pairs) == 36
    assert min(measure_distance(*pair) for pair in pairs) >= least


@pytest.mark.parametrize("vision", VISIONS)
def test_it_grows_darker_along_both_sides(vision: str) -> None:
    lightness = [see(colour, vision)[0] for colour in TOGETHER]
    for line in (*(range(3 * i, 3 * i + 3) for i in range(3)), *(range(i, 9, 3) for i in range(3))):
        first, second, third = (lightness[number] for number in line)
        assert first - 5 > second > third + 5
    assert min(lightness) == lightness[8]
    assert max(lightness) == lightness[0]


def test_the_darkest_corner_says_most_and_the_lightest_is_no_blank() -> None:
    assert compute_contrast(TOGETHER[8], "#ffffff") >= 6
    assert compute_contrast(TOGETHER[0], "#ffffff") >= 1.1
