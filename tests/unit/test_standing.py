"""Standing within a margin: what must hold for all values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Direction, Layer
from nplv_geo.statistics.compare import Standing, compare_values

# --- a difference within a margin -----------------------------------------------------------------

_VALUES = st.floats(-1e4, 1e4)
_MARGINS = st.floats(0, 1e4)
_TURNED: dict[Standing, Standing] = {
    "better": "worse",
    "worse": "better",
    "higher": "lower",
    "lower": "higher",
    "equal": "equal",
}
_DIRECTIONS: tuple[Direction, ...] = ("better", "worse", "neutral")


def _directed(catalog: Catalog, direction: Direction) -> Layer:
    return catalog.layer("misdrijven_per_1000").model_copy(update={"higher_is": direction})


@given(one=_VALUES, other=_VALUES, margin=_MARGINS, direction=st.sampled_from(_DIRECTIONS))
def test_standing_within_a_margin_turns_round_with_its_arguments(
    catalog: Catalog, one: float, other: float, margin: float, direction: Direction
) -> None:
    layer = _directed(catalog, direction)
    told = compare_values(one, other, layer, margin)
    assert compare_values(other, one, layer, margin) == _TURNED[told]


@given(one=_VALUES, other=_VALUES, margin=_MARGINS, more=_MARGINS)
def test_a_larger_margin_never_turns_equal_into_a_difference(
    catalog: Catalog, one: float, other: float, margin: float, more: float
) -> None:
    layer = catalog.layer("misdrijven_per_1000")
    small, large = (compare_values(one, other, layer, size) for size in (margin, margin + more))
    assert large in (small, "equal")


@given(one=_VALUES, other=_VALUES, margin=_MARGINS)
def test_equal_is_what_prints_the_same_or_lies_within_the_margin(
    catalog: Catalog, one: float, other: float, margin: float
) -> None:
    layer = catalog.layer("misdrijven_per_1000")
    is_same = round(one, 1) == round(other, 1) or abs(one - other) <= margin
    assert (compare_values(one, other, layer, margin) == "equal") is is_same
