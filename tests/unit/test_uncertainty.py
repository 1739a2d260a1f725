"""What chance alone can make of a figure, worked out by hand, and where nobody knows it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.statistics.dispersion import Dispersion
from nplv_geo.statistics.uncertainty import (
    count_events,
    count_events_of_areas,
    estimate_chance,
    find_chance_kind,
)
from nplv_geo.statistics.variance import (
    NONE,
    UNKNOWN,
    Chance,
    KnownVariance,
    combine_chances,
    compute_margin,
)


def variance(layer: Layer, value: float | None, weight: float | None) -> float:
    """Variance of a value of which it must be known."""
    found = estimate_chance(layer, value, weight)
    assert isinstance(found, KnownVariance), found
    return found.variance


@pytest.mark.parametrize(
    ("layer_id", "expected"),
    [
        ("misdrijven", "poisson"),
        ("misdrijven_per_1000", "poisson"),
        ("straatroof_per_1000", "poisson"),
        ("misdrijven_per_ha", "poisson"),  # land is known
        ("misdrijven_per_1000_gebruikers", "poisson"),
        ("bedrijfsinbraak_per_1000", "poisson"),
        ("bedrijven_per_1000", "none"),  # a business is no share of its residents
        ("mbo_studenten_per_100", "none"),  # older ones count too
        ("nieuwbouw_per_1000", "none"),
        ("vast_werk_pct", "unknown"),  # of whom the share is, was not looked up
        ("laag_inkomen_pct", "binomial"),  # households
        ("bijstand_per_100", "binomial"),  # persons
        ("wmo_per_1000", "binomial"),
        ("koopwoningen_pct", "binomial"),  # dwellings
        ("werkenden_15_75_pct", "binomial"),  # the denominator stands in the same table
        ("opleiding_laag_pct", "unknown"),  # partly out of a sample
        ("ses_woa", "unknown"),  # its part on education is
        ("goed_ervaren_gezondheid_pct", "published"),  # a model estimate
        ("leefbaarheid", "published"),
        ("inkomen_per_inwoner", "none"),  # an average of all
        ("vermogen_mediaan", "none"),
        ("afstand_huisarts_km", "none"),
        ("inwoners", "none"),  # a population is no number of events
        ("woningvoorraad", "none"),
    ],
)
def test_the_definition_of_a_layer_tells_its_kind(
    catalog: Catalog, layer_id: str, expected: str
) -> None:
    assert find_chance_kind(catalog.layer(layer_id)) == expected


def test_a_share_is_of_something_counted(catalog: Catalog) -> None:
    people = {"personen", "huishoudens", "woningen"}
    for layer in catalog.layers:
        kind = find_chance_kind(layer)
        if kind not in {"poisson", "binomial"} or layer.aggregate.rule == "sum":
            continue
        # Crimes are no share of businesses or land: what they are divided by need only be known.
        counted = people | (
            {"bedrijven", "inwoners en bedrijven", "ha"} if kind == "poisson" else set()
        )
        for name in (*layer.aggregate.weight, *layer.aggregate.denominator):
            assert catalog.layer(name).unit in counted, layer.id


def test_a_rate_is_in_the_scale_of_its_unit(catalog: Catalog) -> None:
    # One person or event weighs per / n in the value; its variance is then (per / n)² at least.
    for layer in catalog.layers:
        if find_chance_kind(layer) in {"poisson", "binomial"} and layer.aggregate.rule == "rate":
            least = variance(layer, 0.0, 1_000.0)
            assert least == pytest.approx((layer.aggregate.per / 1_000) ** 2, rel=0.01), layer.id


def test_a_count_varies_by_itself(catalog: Catalog) -> None:
    assert variance(catalog.layer("misdrijven"), 3_238.0, None) == 3_238.0


def test_a_rate_of_crimes(catalog: Catalog) -> None:
    # 3,238 crimes among 52,965 residents: 61.13 per 1,000, standard deviation 1.07.
    found = variance(catalog.layer("misdrijven_per_1000"), 61.1347, 52_965.0)
    assert found == pytest.approx(61.1347 * 1_000 / 52_965)
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
def test_what_is_missing_has_an_unknown_chance(
    catalog: Catalog, value: float | None, weight: float | None
) -> None:
    assert estimate_chance(catalog.layer("misdrijven_per_1000"), value, weight) is UNKNOWN
    assert estimate_chance(catalog.layer("laag_inkomen_pct"), value, weight) is UNKNOWN


def test_a_model_estimate_is_as_sure_as_its_publisher_says(catalog: Catalog) -> None:
    health = catalog.layer("goed_ervaren_gezondheid_pct")
    assert estimate_chance(health, 60.0, 45_000.0) is UNKNOWN
    assert estimate_chance(health, 60.0, 45_000.0, half_width=math.nan) is UNKNOWN
    found = estimate_chance(health, 60.0, 45_000.0, half_width=1.96)
    assert found == KnownVariance(pytest.approx(1.0))
    assert compute_margin(found) == pytest.approx(1.96)
    wide = estimate_chance(health, 60.0, 45_000.0, half_width=3.92)
    assert wide == KnownVariance(pytest.approx(4.0))


def test_the_three_kinds_can_not_be_taken_for_one_another(catalog: Catalog) -> None:
    """A sum of known and unknown once counted the unknown as nothing."""
    assert combine_chances([KnownVariance(4.0), KnownVariance(5.0)]) == KnownVariance(9.0)
    assert combine_chances([KnownVariance(4.0), NONE]) == KnownVariance(4.0)
    assert combine_chances([NONE, NONE]) is NONE
    assert combine_chances([KnownVariance(4.0), UNKNOWN]) is UNKNOWN
    assert combine_chances([NONE, UNKNOWN]) is UNKNOWN
    margins = [compute_margin(found) for found in (KnownVariance(4.0), NONE, UNKNOWN)]
    assert margins == [pytest.approx(3.92), 0.0, None]
    with pytest.raises(TypeError):
        sum([NONE, UNKNOWN])  # type: ignore[arg-type]
    assert estimate_chance(catalog.layer("inkomen_per_inwoner"), 25.0, None) is NONE


def test_dispersion_makes_the_variance_larger_and_never_smaller(catalog: Catalog) -> None:
    crime = catalog.layer("misdrijven_per_1000")
    plain = variance(crime, 50.0, 20_000.0)  # a thousand crimes
    wide = estimate_chance(crime, 50.0, 20_000.0, dispersion=Dispersion(5.0, 0.25))
    assert wide == KnownVariance(pytest.approx(5 * plain))
    # Of 16 thousand crimes twice as much; of ten nothing less than chance.
    large = estimate_chance(crime, 50.0, 320_000.0, dispersion=Dispersion(5.0, 0.25))
    assert large == KnownVariance(pytest.approx(10 * variance(crime, 50.0, 320_000.0)))
    small = estimate_chance(crime, 50.0, 200.0, dispersion=Dispersion(0.5, 0.25))
    assert small == KnownVariance(pytest.approx(variance(crime, 50.0, 200.0)))


@pytest.mark.parametrize(
    ("layer_id", "weight_layer", "share"),
    [
        ("jeugdzorg_pct", "inwoners_0_24", 0.8),  # it is about those under 23
        ("jeugdzorg_pct", "inwoners", None),  # four times as many as there are young people
        ("laagste_40_inkomens_pct", "inwoners", 0.7),  # of those who have an income
        ("netto_arbeidsparticipatie_pct", "inwoners_15plus", 0.7),  # up to 75
        ("koopwoningen_pct", "woningvoorraad", 1.0),
        ("koopwoningen_pct", "huishoudens", 0.8),  # there is not a dwelling for each household
        ("laag_inkomen_pct", "huishoudens", 1.0),
    ],
)
def test_a_weight_that_counts_more_than_the_share_is_about_makes_nothing_surer(
    catalog: Catalog, layer_id: str, weight_layer: str, share: float | None
) -> None:
    found: Chance = estimate_chance(
        catalog.layer(layer_id), 20.0, 1_000.0, weight_layer=weight_layer
    )
    expected = (
        UNKNOWN
        if share is None
        else KnownVariance(pytest.approx(0.2 * 0.8 / (1_000 * share) * 1e4))
    )
    assert found == expected


@given(st.floats(0, 100), st.floats(2, 1e7))
def test_a_larger_population_varies_less(catalog: Catalog, value: float, weight: float) -> None:
    for name in ("laag_inkomen_pct", "misdrijven_per_1000"):
        one, ten = (variance(catalog.layer(name), value, weight * k) for k in (1, 10))
        assert 0 < ten <= one


@given(
    st.sampled_from(("misdrijven", "misdrijven_per_1000", "laag_inkomen_pct", "jeugdzorg_pct")),
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 1e6)), min_size=1, max_size=5),
)
def test_many_areas_are_counted_as_one_is(
    catalog: Catalog, layer_id: str, areas: list[tuple[float, float]]
) -> None:
    layer = catalog.layer(layer_id)
    values, weights = (np.array(column) for column in zip(*areas, strict=True))
    events, variances = count_events_of_areas(layer, values, weights)
    for i, (value, weight) in enumerate(areas):
        one = count_events(layer, value, weight)
        if one is None:
            assert np.isnan(variances[i])
        else:
            assert (events[i], variances[i]) == pytest.approx((one.events, one.variance))


@pytest.mark.parametrize(
    ("weight", "is_known"), [(1.999, False), (2.0, True), (2.001, True), (3.0, True)]
)
def test_of_two_something_can_be_said(catalog: Catalog, weight: float, *, is_known: bool) -> None:
    for name in ("laag_inkomen_pct", "misdrijven_per_1000"):
        layer = catalog.layer(name)
        assert (count_events(layer, 50.0, weight) is not None) is is_known
        _, variances = count_events_of_areas(layer, np.array([50.0]), np.array([weight]))
        assert np.isfinite(variances[0]) == is_known


def test_the_events_of_a_share_are_those_of_the_rarer_side(catalog: Catalog) -> None:
    layer = catalog.layer("laag_inkomen_pct")
    for share in (10.0, 90.0):
        one = count_events(layer, share, 1_000.0)
        assert one is not None
        assert one.events == pytest.approx(100.0)
        assert one.variance == pytest.approx(0.1 * 0.9 / 1_000 * 100**2)
        events, _ = count_events_of_areas(layer, np.array([share]), np.array([1_000.0]))
        assert events[0] == pytest.approx(100.0)


def test_nothing_counted_varies_as_one_event_does(catalog: Catalog) -> None:
    count, rate = catalog.layer("misdrijven"), catalog.layer("misdrijven_per_1000")
    for value, varies in ((0.0, 1.0), (0.5, 1.0), (1.0, 1.0), (2.0, 2.0)):
        one = count_events(count, value, None)
        assert one is not None
        assert (one.events, one.variance) == (value, varies)
    one = count_events(rate, 0.0, 500.0)
    assert one is not None
    assert (one.events, one.variance) == (0.0, (1_000 / 500) ** 2)


@pytest.mark.parametrize("weight", [1.9, 2.0, 3.0, 100.0])
@pytest.mark.parametrize("value", [0.0, 0.5, 1.0, 40.0, 99.5, 100.0])
@pytest.mark.parametrize(
    ("layer_id", "weight_layer"),
    [
        ("misdrijven_per_1000", None),
        ("laag_inkomen_pct", None),
        ("jeugdzorg_pct", "inwoners_0_24"),  # four fifths of them
        ("koopwoningen_pct", "huishoudens"),
        ("jeugdzorg_pct", "inwoners"),  # not what it is about
    ],
)
def test_of_many_areas_few_people_and_all_or_nothing_count_as_of_one(
    catalog: Catalog, layer_id: str, weight_layer: str | None, value: float, weight: float
) -> None:
    layer = catalog.layer(layer_id)
    one = count_events(layer, value, weight, weight_layer)
    events, variances = count_events_of_areas(
        layer, np.array([value]), np.array([weight]), weight_layer
    )
    if one is None:
        assert np.isnan(variances[0])
    else:
        assert (events[0], variances[0]) == pytest.approx((one.events, one.variance))


@pytest.mark.parametrize(
    ("aggregate", "kind"),
    [
        ({"rule": "weighted_mean", "weight": ["inwoners"]}, "binomial"),
        ({"rule": "weighted_mean", "weight": ["woningvoorraad", "huishoudens"]}, "binomial"),
        ({"rule": "weighted_mean", "weight": ["inwoners", "oppervlakte"]}, "unknown"),
        ({"rule": "weighted_mean", "weight": ["oppervlakte"]}, "unknown"),
        ({"rule": "none", "weight": ["inwoners"]}, "unknown"),
        ({"rule": "rate", "denominator": ["huishoudens"]}, "binomial"),
        ({"rule": "rate", "denominator": ["oppervlakte"]}, "unknown"),
        ({"rule": "rate", "denominator": ["oppervlakte"], "weight": ["inwoners"]}, "unknown"),
    ],
)
def test_a_share_of_what_is_not_counted_has_an_unknown_chance(
    catalog: Catalog, aggregate: dict[str, object], kind: str
) -> None:
    layer = catalog.layer("koopwoningen_pct")
    rule = type(layer.aggregate).model_validate(aggregate)
    assert find_chance_kind(layer.model_copy(update={"aggregate": rule})) == kind
