"""What chance alone can make of a figure, worked out by hand, and where nothing is claimed."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.catalog import Catalog
from nplv_geo.uncertainty import kind, variance


@pytest.mark.parametrize(
    ("layer_id", "expected"),
    [
        ("misdrijven", "poisson"),
        ("misdrijven_per_1000", "poisson"),
        ("straatroof_per_1000", "poisson"),
        ("laag_inkomen_pct", "binomial"),  # households
        ("bijstand_per_100", "binomial"),  # persons
        ("wmo_per_1000", "binomial"),
        ("koopwoningen_pct", "binomial"),  # dwellings
        ("opleiding_laag_pct", "binomial"),  # the denominator stands in the same table
        ("goed_ervaren_gezondheid_pct", None),  # a model estimate
        ("leefbaarheid", None),
        ("inkomen_per_inwoner", None),  # an average
        ("vermogen_mediaan", None),
        ("ses_woa", None),
        ("afstand_huisarts_km", None),
        ("inwoners", None),  # a population is no number of events
        ("woningvoorraad", None),
    ],
)
def test_the_definition_of_a_layer_tells_its_kind(
    catalog: Catalog, layer_id: str, expected: str | None
) -> None:
    assert kind(catalog.layer(layer_id)) == expected


def test_a_share_is_of_something_counted(catalog: Catalog) -> None:
    counted = {"personen", "huishoudens", "woningen"}
    for layer in catalog.layers:
        if kind(layer) is None or layer.aggregate.rule == "sum":
            continue
        for name in (*layer.aggregate.weight, *layer.aggregate.denominator):
            assert catalog.layer(name).unit in counted, layer.id


def test_a_rate_is_in_the_scale_of_its_unit(catalog: Catalog) -> None:
    # One person or event weighs per / n in the value; its variance is then (per / n)² at least.
    for layer in catalog.layers:
        if kind(layer) and layer.aggregate.rule == "rate":
            least = variance(layer, 0.0, 1_000.0)
            assert least == pytest.approx((layer.aggregate.per / 1_000) ** 2, rel=0.01), layer.id


def test_a_count_varies_by_itself(catalog: Catalog) -> None:
    assert variance(catalog.layer("misdrijven"), 3_238.0, None) == 3_238.0


def test_a_rate_of_crimes(catalog: Catalog) -> None:
    # 3,238 crimes among 52,965 residents: 61.13 per 1,000, standard deviation 1.07.
    found = variance(catalog.layer("misdrijven_per_1000"), 61.1347, 52_965.0)
    assert found == pytest.approx(61.1347 * 1_000 / 52_965)
    assert found is not None
    assert math.sqrt(found) == pytest.approx(math.sqrt(3_238) / 52.965, rel=1e-5)


def test_a_share_of_households(catalog: Catalog) -> None:
    # 20 % of 400 households: 0.2 * 0.8 / 400 = 0.0004, so two percentage points.
    assert variance(catalog.layer("laag_inkomen_pct"), 20.0, 400.0) == pytest.approx(4.0)
    assert variance(catalog.layer("wmo_per_1000"), 200.0, 400.0) == pytest.approx(400.0)


def test_nothing_counted_is_not_nothing_to_doubt(catalog: Catalog) -> None:
    assert variance(catalog.layer("misdrijven"), 0.0, None) == 1.0
    assert variance(catalog.layer("misdrijven_per_1000"), 0.0, 500.0) == pytest.approx(4.0)
    # One household of 100: 0.01 * 0.99 / 100.
    homes = catalog.layer("koopwoningen_pct")
    assert variance(homes, 0.0, 100.0) == pytest.approx(0.99)
    assert variance(homes, 100.0, 100.0) == pytest.approx(0.99)


@pytest.mark.parametrize(
    ("value", "weight"),
    [(None, 100.0), (math.nan, 100.0), (5.0, None), (5.0, math.nan), (5.0, 0.0), (5.0, 1.0)],
)
def test_what_is_missing_has_no_variance(
    catalog: Catalog, value: float | None, weight: float | None
) -> None:
    assert variance(catalog.layer("misdrijven_per_1000"), value, weight) is None
    assert variance(catalog.layer("laag_inkomen_pct"), value, weight) is None


def test_model_estimates_have_no_variance(catalog: Catalog) -> None:
    assert variance(catalog.layer("goed_ervaren_gezondheid_pct"), 60.0, 45_000.0) is None


@given(st.floats(0, 100), st.floats(2, 1e7))
def test_a_larger_population_varies_less(catalog: Catalog, value: float, weight: float) -> None:
    for name in ("laag_inkomen_pct", "misdrijven_per_1000"):
        one, ten = (variance(catalog.layer(name), value, weight * k) for k in (1, 10))
        assert one is not None
        assert ten is not None
        assert 0 < ten <= one
