"""Dispersion: found again where it was put in, and proof against the few odd places."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.present.values.rows import estimate_row_chance
from nplv_geo.statistics.dispersion import (
    ASSUMED,
    Dispersion,
    DispersionEstimate,
    estimate_dispersion,
    note_dispersion,
)
from nplv_geo.statistics.observation import MadeObservation
from nplv_geo.statistics.uncertainty import estimate_chance
from tests.made_up import made_up_origin

FITTED, CHOSEN = ("gemeente", "wijk"), ("focusgebied", "gemeente", "wijk", "buurt")
SIZES = {"gemeente": (1_000, 1_500.0), "wijk": (3_000, 150.0), "focusgebied": (80, 2_500.0)}


def _changes(truth: Dispersion, *, seed: int = 1) -> pd.DataFrame:
    """Counts of areas whose rate does not change at all, and vary by chance as ``truth`` says."""
    rng = np.random.default_rng(seed)
    parts = []
    for level, (n, size) in SIZES.items():
        mean = size * rng.lognormal(0.0, 1.0, n)
        spread = np.sqrt(mean * truth.compute_multiples(mean))
        before, after = (np.maximum(rng.normal(mean, spread), 0.0) for _ in range(2))
        parts.append(
            pd.DataFrame(
                {
                    "level": level,
                    "difference": after - before,
                    "variance_before": np.maximum(before, 1.0),
                    "variance_after": np.maximum(after, 1.0),
                    "events_before": before,
                    "events_after": after,
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _estimated(changes: pd.DataFrame) -> DispersionEstimate:
    return estimate_dispersion(changes, FITTED, CHOSEN)


@pytest.mark.parametrize(
    "truth",
    [Dispersion(5.0, 0.0), Dispersion(5.0, 0.3), Dispersion(8.0, 1.0), Dispersion(1.0, 0.0)],
)
def test_the_dispersion_that_was_put_in_is_found_again(truth: Dispersion) -> None:
    found = _estimated(_changes(truth))
    assert found.dispersion.is_estimated
    for size in (150.0, 1_500.0):
        assert found.dispersion.compute_multiple(size) == pytest.approx(
            truth.compute_multiple(size), rel=0.25
        )
    for level in FITTED:
        assert found.cover[level] == pytest.approx(0.95, abs=0.02)
    assert found.changes == {"gemeente": 1_000, "wijk": 3_000, "focusgebied": 80}


def test_poisson_alone_holds_far_too_few() -> None:
    """A third of all changes fell outside the band that was called 95 %."""
    found = _estimated(_changes(Dispersion(4.5, 0.0)))
    assert found.plain_cover["gemeente"] == pytest.approx(0.64, abs=0.03)
    assert found.cover["gemeente"] == pytest.approx(0.95, abs=0.02)


def test_neither_a_constant_nor_one_in_proportion_covers_what_lies_between() -> None:
    changes = _changes(Dispersion(5.0, 0.3))
    assert 0.1 <= _estimated(changes).dispersion.power <= 0.5


def test_a_few_places_where_something_happened_make_no_other_factor() -> None:
    changes = _changes(Dispersion(5.0, 0.0))
    hit = changes.copy()
    hit.loc[hit.index[::100], "difference"] *= 1_000  # one in a hundred
    calm, odd = (_estimated(one).dispersion.compute_multiple(1_000.0) for one in (changes, hit))
    assert odd == pytest.approx(calm, rel=0.3)


def test_too_few_changes_say_nothing_and_borrow_nothing() -> None:
    few = _changes(Dispersion(5.0, 0.0)).groupby("level").head(20)
    found = _estimated(few)
    assert found.dispersion == ASSUMED
    assert note_dispersion(found.dispersion) == {
        "dispersion": 1.0,
        "dispersion_power": 0.0,
        "dispersion_from": "assumed",
    }
    # What little there is, is still told.
    assert found.cover == found.plain_cover
    nothing = _estimated(few.iloc[:0])
    assert (nothing.dispersion, nothing.cover, nothing.changes) == (ASSUMED, {}, {})


def test_less_than_chance_is_never_claimed() -> None:
    """The same households a year later: they vary less than a draw of new ones would."""
    changes = _changes(Dispersion(1.0, 0.0))
    changes["difference"] /= 10
    found = _estimated(changes)
    assert (
        found.dispersion.compute_multiple(100.0)
        == found.dispersion.compute_multiple(1_500.0)
        == 1.0
    )
    assert found.cover["gemeente"] == 1.0


def test_what_an_edition_keeps_is_what_was_estimated(catalog: Catalog) -> None:
    found = Dispersion(5.146, 0.25, is_estimated=True)
    row = MadeObservation(50.0, weight=1_000_000.0)
    layer = catalog.layer("misdrijven_per_1000")
    kept = estimate_row_chance(
        layer, row, made_up_origin(**note_dispersion(found), weight_layer="inwoners")
    )
    assert kept == estimate_chance(
        layer, 50.0, 1_000_000.0, dispersion=found, weight_layer="inwoners"
    )
    plain = estimate_row_chance(layer, row, made_up_origin(weight_layer="inwoners"))
    assert plain == estimate_chance(
        layer, 50.0, 1_000_000.0, dispersion=ASSUMED, weight_layer="inwoners"
    )
    assert kept != plain


def test_a_multiple_grows_with_the_events_from_one_on() -> None:
    grows = Dispersion(100.0, 1.0)
    assert [grows.compute_multiple(n) for n in (1_000.0, 100.0, 10.0)] == [100.0, 10.0, 1.0]
    small = Dispersion(5_000.0, 1.0)
    # Of fewer than one event nothing more can be said than of one.
    assert [small.compute_multiple(n) for n in (2.0, 1.0, 0.5, 0.0)] == [10.0, 5.0, 5.0, 5.0]
    events = np.array([2.0, 1.0, 0.5, 0.0])
    assert small.compute_multiples(events).tolist() == [10.0, 5.0, 5.0, 5.0]
    less = Dispersion(0.5, 0.0)
    assert (less.compute_multiple(1_000.0), less.compute_multiples(events).tolist()) == (
        1.0,
        [1.0] * 4,
    )
    assert less.compute_unbounded_multiples(events).tolist() == [0.5] * 4


def _alike(level: str, n: int, *, difference: float = 1.96) -> pd.DataFrame:
    """Changes of which each is as large as the band is wide: 1.96 times a deviation of 1."""
    return pd.DataFrame(
        {
            "level": level,
            "difference": [difference] * n,
            "variance_before": 0.5,
            "variance_after": 0.5,
            "events_before": 1_000.0,
            "events_after": 1_000.0,
        }
    )


def test_a_change_of_just_the_band_lies_in_it() -> None:
    found = _estimated(_alike("gemeente", 100))
    assert found.plain_cover == {"gemeente": 1.0}
    assert _estimated(_alike("gemeente", 100, difference=1.9601)).plain_cover == {"gemeente": 0.0}


@pytest.mark.parametrize(("n", "is_estimated"), [(99, False), (100, True)])
def test_a_hundred_changes_are_enough(n: int, *, is_estimated: bool) -> None:
    # Those of another level than the factor is fitted on do not count.
    changes = pd.concat([_alike("gemeente", n), _alike("focusgebied", 500)], ignore_index=True)
    assert _estimated(changes).dispersion.is_estimated is is_estimated


def test_the_factor_is_fitted_on_its_own_levels_alone() -> None:
    calm, wild = _alike("gemeente", 200), _alike("focusgebied", 200, difference=1.96 * 10)
    found = _estimated(pd.concat([calm, wild], ignore_index=True))
    assert found.dispersion.compute_multiple(1_000.0) == 1.0
    assert found.cover == {"gemeente": 1.0, "focusgebied": 0.0}


@pytest.mark.parametrize(("n", "power"), [(39, 0.0), (40, 1.0)])
def test_forty_changes_of_a_level_help_to_choose_the_power(n: int, power: float) -> None:
    """Of all levels only the focus areas, ten times as large, tell whether it grows."""
    base = _alike("gemeente", 400, difference=1.96 * 2)
    # Five per cent lie outside any band, so that the cover is what it should be.
    base.loc[:19, "difference"] = 1e6
    large = _alike("focusgebied", n, difference=1.96 * np.sqrt(40.0) * 0.999).assign(
        events_before=10_000.0, events_after=10_000.0
    )
    large.loc[:1, "difference"] = 1e6
    found = _estimated(pd.concat([base, large], ignore_index=True)).dispersion
    assert found.power == pytest.approx(power, abs=0.06)


@pytest.mark.parametrize(
    ("spread", "multiple"),
    # Half as much again as chance; less than chance; and more than any factor that is tried.
    [(1.5**0.5, 1.5), (0.1, 1.0), (100.0, 50.0)],
)
def test_a_band_is_made_as_wide_as_the_changes_are_large(spread: float, multiple: float) -> None:
    found = _estimated(_alike("gemeente", 200, difference=1.96 * spread))
    assert found.dispersion.compute_multiple(1_000.0) == pytest.approx(multiple, rel=0.006)
    if multiple >= 50.0:
        assert found.dispersion.factor == 50.0  # the largest that is tried
    # An edition keeps three decimals.
    assert found.dispersion.factor == round(found.dispersion.factor, 3)
