"""Dispersion: found again where it was put in, and proof against the few odd places."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from nplv_geo.definitions.catalog import Catalog

from nplv_geo.present.values.chances import chance_in
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
        spread = np.sqrt(mean * truth.of(mean))
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
        assert found.dispersion.at(size) == pytest.approx(truth.at(size), rel=0.25)
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
    calm, odd = (_estimated(one).dispersion.at(1_000.0) for one in (changes, hit))
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
    assert found.dispersion.at(100.0) == found.dispersion.at(1_500.0) == 1.0
    assert found.cover["gemeente"] == 1.0


def test_what_an_edition_keeps_is_what_was_estimated(catalog: Catalog) -> None:
    found = Dispersion(5.146, 0.25, is_estimated=True)
    row = MadeObservation(50.0, weight=1_000_000.0)
    layer = catalog.layer("misdrijven_per_1000")
    kept = chance_in(layer, row, made_up_origin(**note_dispersion(found), weight_layer="inwoners"))
    assert kept == estimate_chance(
        layer, 50.0, 1_000_000.0, dispersion=found, weight_layer="inwoners"
    )
    plain = chance_in(layer, row, made_up_origin(weight_layer="inwoners"))
    assert plain == estimate_chance(
        layer, 50.0, 1_000_000.0, dispersion=ASSUMED, weight_layer="inwoners"
    )
    assert kept != plain
