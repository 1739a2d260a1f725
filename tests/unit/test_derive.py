"""From published tables to the values of a layer, on tables small enough to check by hand.

Two gemeenten. Of GM0001 the edition knows all buurten, of GM0002 only one of many:

    GM0001   WK000101   BU00010101 (1.000 inhabitants), BU00010102 (500)
             WK000102   BU00010201 (500)
    GM0002   WK000201   BU00020101 (800 of 5.000)
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from nplv_geo.build.composition import Composition
from nplv_geo.build.derive import Derivation, LayerPeriod
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.published.figures import Figures
from nplv_geo.statistics.aggregate import NUMBERS

PEOPLE = {
    "NL00": 7_000.0,
    "GM0001": 2_000.0,
    "GM0002": 5_000.0,
    "WK000101": 1_500.0,
    "WK000102": 500.0,
    "WK000201": 5_000.0,
    "BU00010101": 1_000.0,
    "BU00010102": 500.0,
    "BU00010201": 500.0,
    "BU00020101": 800.0,
}
TOLD = {"nl": "Anders.", "en": "Otherwise."}
FOCUS = {"noord": ("BU00010101", "BU00010102"), "zuid": ("BU00010201", "BU00020101")}


def _layer(
    layer_id: str, topic: str, table: str = "KWB", unit: str = "%", **aggregate: object
) -> Layer:
    text = {"nl": layer_id, "en": layer_id}
    return Layer.model_validate(
        {
            "id": layer_id,
            "theme": "t",
            "label": text,
            "description": text,
            "unit": unit,
            "decimals": 1,
            "higher_is": "neutral",
            "source": {"table": table, "topic": topic},
            "aggregate": aggregate,
        }
    )


PEOPLE_LAYER = _layer("inwoners", "AantalInwoners", unit="personen", rule="sum")
SHARE = _layer("koop_pct", "Koop", rule="weighted_mean", weight=["woningen", "inwoners"])
HOMES = _layer("woningen", "Woningen", unit="woningen", rule="sum")
CRIME = _layer(
    "misdrijven_per_1000",
    "Misdrijven",
    "47018NED",
    "per 1.000 inwoners",
    rule="rate",
    denominator=["inwoners"],
    per=1000,
    min_denominator=100,
)
COUNT = _layer("misdrijven", "Misdrijven", "47018NED", "misdrijven", rule="sum")
MEDIAN = _layer("vermogen", "Mediaan", unit="x 1.000 euro", rule="none")
EDUCATION = _layer(
    "hbo_pct", "Hbo", rule="rate", denominator_topic="Hbo + Mbo", per=100, weight=["inwoners"]
)
CATALOG = Catalog((), (PEOPLE_LAYER, SHARE, HOMES, CRIME, COUNT, MEDIAN, EDUCATION))


def _composition() -> Composition:
    codes = pd.Index(sorted(PEOPLE))
    return Composition(codes, FOCUS, pd.Series(PEOPLE), boundary_year=2024)


def _kwb(period: str = "2024", year: int | None = 2024, **columns: dict[str, float]) -> Figures:
    frame = pd.DataFrame({"AantalInwoners": pd.Series(PEOPLE)})
    frame = frame.assign(**{name: pd.Series(values) for name, values in columns.items()})
    return Figures("85984NED", "KWB", period, year, "CBS", "2026-07-19", "1", frame.astype(float))


def _police(counts: dict[str, float], period: str = "2024") -> Figures:
    frame = pd.DataFrame({"Misdrijven": pd.Series(counts, dtype=float)})
    place = ("47018NED", "47018NED", period, 2025, "Politie", "2026-07-19", "2")
    return Figures(*place, frame, is_on_trust=True)


def _made(layer: Layer, figures: list[Figures], period: str = "2024") -> LayerPeriod:
    return Derivation(CATALOG, figures, _composition()).derive_layer_period(layer, period)


def _row(layer: Layer, figures: list[Figures], area: str, period: str = "2024") -> dict[str, Any]:
    return dict(_made(layer, figures, period).values.loc[area])


ALL_SHARES = {
    "NL00": 57.0,
    "GM0001": 41.0,
    "GM0002": 60.0,
    "WK000101": 33.0,
    "WK000102": 55.0,
    "WK000201": 61.0,
    "BU00010101": 20.0,
    "BU00010102": 50.0,
    "BU00010201": 56.0,
    "BU00020101": 70.0,
}


@pytest.mark.parametrize("area", list(ALL_SHARES))
def test_published_rows_win_at_every_level(area: str) -> None:
    row = _row(SHARE, [_kwb(Koop=ALL_SHARES)], area)
    assert row["value"] == ALL_SHARES[area]
    assert (row["origin"], row["status"], row["coverage"]) == ("published", "ok", 1.0)
    assert (row["lower"], row["upper"]) == (row["value"], row["value"])


def test_a_focus_area_is_made_of_its_buurten_by_weight() -> None:
    made = _made(SHARE, [_kwb(Koop=ALL_SHARES)])
    noord = made.values.loc["noord"]
    assert noord["value"] == (20 * 1_000 + 50 * 500) / 1_500
    assert (noord["origin"], noord["units_with"], noord["units_total"]) == ("aggregated", 2, 2)
    together = made.values.loc["nplv"]
    assert together["value"] == (20 * 1_000 + 50 * 500 + 56 * 500 + 70 * 800) / 2_800
    assert (made.base_level, made.published.weight.layer) == ("buurt", "inwoners")


def test_the_first_weight_that_a_table_has_is_used() -> None:
    homes = dict.fromkeys(PEOPLE, 50.0) | {"BU00010101": 100.0, "BU00010102": 300.0}
    made = _made(SHARE, [_kwb(Koop=ALL_SHARES, Woningen=homes)])
    assert made.values.loc["noord", "value"] == (20 * 100 + 50 * 300) / 400
    assert (made.published.weight.layer, made.published.weight.period) == ("woningen", "2024")


def test_a_weight_that_few_areas_have_leaves_none_without() -> None:
    """Dwellings of one area only: the other area would have no value at all."""
    homes = {"BU00010101": 100.0, "BU00010102": 300.0}
    made = _made(SHARE, [_kwb(Koop=ALL_SHARES, Woningen=homes)])
    assert made.published.weight.layer == "inwoners"
    assert made.values.loc["noord", "value"] == (20 * 1_000 + 50 * 500) / 1_500
    # Nine of ten have it: that is enough, and what has none lowers the coverage.
    nine = {code: 100.0 for code in PEOPLE if code != "BU00010102"}
    made = _made(SHARE, [_kwb(Koop=ALL_SHARES, Woningen=nine)])
    assert made.published.weight.layer == "woningen"


def test_a_denominator_that_is_withheld_lowers_the_coverage_too() -> None:
    """The table gives 60 and 40 of the one buurt and nothing of the other."""
    hbo = {"GM0001": 80.0, "BU00010101": 60.0}
    mbo = {"GM0001": 120.0, "BU00010101": 40.0, "BU00010102": 30.0}
    made = _made(EDUCATION, [_kwb(Hbo=hbo, Mbo=mbo)])
    noord = made.values.loc["noord"]
    # In the gemeente 200 on 2,000 inhabitants: of the 500 without a figure that makes 50.
    assert (noord["value"], noord["coverage"]) == (60.0, pytest.approx(100 / 150))
    assert noord["lower"] == pytest.approx(100 * 60 / 150)
    assert noord["upper"] == pytest.approx(100 * (60 + 50) / 150)
    rows = made.published.rows
    assert rows.loc["BU00010102", ["status", "reason"]].tolist() == ["suppressed", "withheld"]
    # Mbo alone is a figure, but nothing to divide it by.
    other = _layer("mbo_pct", "Mbo", rule="rate", denominator_topic="Hbo + Mbo", per=100)
    rows = _made(other, [_kwb(Hbo=hbo, Mbo=mbo)]).published.rows
    assert rows.loc["BU00010102", ["status", "reason"]].tolist() == ["suppressed", "withheld"]
    assert rows.loc["BU00010102", ["value", "amount"]].isna().all()


def test_a_withheld_buurt_lowers_the_coverage_and_opens_the_bounds() -> None:
    shares = {code: share for code, share in ALL_SHARES.items() if not code.startswith("WK")}
    shares["BU00010102"] = math.nan
    noord = _row(SHARE, [_kwb(Koop=shares)], "noord")
    assert noord["value"] == 20.0
    assert noord["coverage"] == 1_000 / 1_500
    assert noord["lower"] == pytest.approx(20_000 / 1_500)
    assert noord["upper"] == pytest.approx((20_000 + 50_000) / 1_500)
    assert (noord["units_with"], noord["units_total"]) == (1, 2)


def test_a_wijk_that_is_known_is_preferred_to_buurten_that_are_known_in_part() -> None:
    shares = ALL_SHARES | {"BU00010102": math.nan}
    made = _made(SHARE, [_kwb(Koop=shares)]).values
    noord = made.loc["noord"]
    # The wijk is the area, and CBS knows it wholly: 33, not the 20 of its larger buurt.
    assert (noord["value"], noord["coverage"], noord["base"]) == (33.0, 1.0, "wijk")
    # In zuid the wijk WK000102 is no worse than its one buurt, so both are made in one way.
    zuid = made.loc["zuid"]
    assert zuid["base"] == "wijk"
    assert zuid["value"] == pytest.approx((55 * 500 + 70 * 800) / 1_300)


def test_an_area_that_wijken_cover_less_keeps_its_buurten() -> None:
    shares = ALL_SHARES | {"BU00010102": math.nan, "WK000102": math.nan}
    made = _made(SHARE, [_kwb(Koop=shares)]).values
    assert (made.loc["noord", "base"], made.loc["noord", "value"]) == ("wijk", 33.0)
    assert (made.loc["zuid", "base"], made.loc["zuid", "coverage"]) == ("buurt", 1.0)


def test_buurten_serve_where_wijken_know_no_more() -> None:
    made = _made(SHARE, [_kwb(Koop=ALL_SHARES)]).values
    assert made.loc[["noord", "zuid", "nplv"], "base"].tolist() == ["buurt"] * 3


def test_a_level_without_any_row_is_made_up_only_where_complete() -> None:
    counts = {
        "GM0001": 30.0,
        "GM0002": 90.0,
        "BU00010101": 10.0,
        "BU00010102": 5.0,
        "BU00010201": 12.0,
        "BU00020101": 4.0,
    }
    values = _made(COUNT, [_police(counts), _kwb()]).values
    assert values.loc["WK000101", ["value", "origin"]].tolist() == [15.0, "aggregated"]
    assert values.loc["WK000102", "value"] == 12.0
    assert values.loc["WK000201", "status"] == "no_data"
    assert math.isnan(values.loc["WK000201", "value"])
    assert values.loc["GM0001", ["value", "origin"]].tolist() == [30.0, "published"]


def test_a_gemeente_is_made_of_its_buurten_only_when_complete() -> None:
    counts = {"BU00010101": 10.0, "BU00010102": 5.0, "BU00010201": 12.0, "BU00020101": 4.0}
    values = _made(COUNT, [_police(counts), _kwb()]).values
    assert values.loc["GM0001", ["value", "origin"]].tolist() == [27.0, "aggregated"]
    for area in ("GM0002", "NL00"):
        assert math.isnan(values.loc[area, "value"])
        assert values.loc[area, "status"] == "no_data"


def test_a_withheld_wijk_is_not_made_up_when_wijken_are_published() -> None:
    shares = ALL_SHARES | {"WK000101": math.nan}
    row = _row(SHARE, [_kwb(Koop=shares)], "WK000101")
    assert math.isnan(row["value"])
    assert (row["status"], row["reason"], row["origin"]) == ("suppressed", "withheld", "published")
    assert row["coverage"] == 0.0


def test_the_reason_of_an_empty_cell_is_that_of_the_table() -> None:
    figures = _kwb(Koop=ALL_SHARES | {"BU00010101": math.nan})
    starter = Figures(
        "85984NED",
        "KWB",
        "2024",
        2024,
        "CBS",
        "2026-07-19",
        "1",
        figures.frame,
        empty_means="zero_or_withheld",
    )
    assert _row(SHARE, [starter], "BU00010101")["reason"] == "zero_or_withheld"


def test_figures_on_another_division_are_not_comparable_except_those_of_the_country() -> None:
    values = _made(SHARE, [_kwb("2022", 2022, Koop=ALL_SHARES), _kwb()], "2022").values
    for area in ("BU00010101", "WK000101", "GM0001"):
        assert math.isnan(values.loc[area, "value"])
        assert values.loc[area, "status"] == "not_comparable"
        assert math.isnan(values.loc[area, "amount"])
    assert values.loc["NL00", ["value", "status"]].tolist() == [57.0, "ok"]
    for area in ("noord", "zuid", "nplv"):
        assert math.isnan(values.loc[area, "value"])
        assert values.loc[area, "status"] == "not_comparable"


def test_weights_of_another_division_are_not_used_for_these_areas() -> None:
    """In 2023 the code BU00010101 meant a place with ten times as many people."""
    old = _kwb("2023", 2023)
    old.frame.loc["BU00010101", "AantalInwoners"] = 10_000.0
    row = _row(CRIME, [_police({"BU00010101": 50.0}, "2023"), old, _kwb()], "BU00010101", "2023")
    assert math.isnan(row["value"]) or row["value"] == 50.0


def test_codes_that_differ_name_the_gemeente_and_the_reason() -> None:
    counts = {"BU00010101": 10.0, "BU00010103": 5.0, "BU00010201": 12.0, "BU00020101": 4.0}
    made = _made(COUNT, [_police(counts), _kwb()])
    assert made.affected_gemeenten == ("GM0001",)
    missing = made.values.loc["BU00010102"]
    assert math.isnan(missing["value"])
    assert missing[["status", "reason"]].tolist() == ["no_data", "boundary_mismatch"]
    assert made.values.loc["BU00020101", "reason"] == ""


def test_a_buurt_that_only_lacks_a_border_is_no_other_division() -> None:
    codes = pd.Index(sorted(set(PEOPLE) - {"BU00010201"}))
    composition = Composition(codes, FOCUS, pd.Series(PEOPLE), boundary_year=2024)
    counts = {"BU00010101": 10.0, "BU00010102": 5.0, "BU00010201": 12.0, "BU00020101": 4.0}
    made = Derivation(CATALOG, [_police(counts), _kwb()], composition).derive_layer_period(
        COUNT, "2024"
    )
    assert made.affected_gemeenten == ()


def test_a_table_of_the_same_year_is_not_checked_for_codes() -> None:
    figures = _kwb(Koop=ALL_SHARES)
    without = Figures(
        "85984NED", "KWB", "2024", 2024, "CBS", "2026-07-19", "1", figures.frame.drop("BU00010102")
    )
    made = _made(SHARE, [without])
    assert made.affected_gemeenten == ()
    assert made.values.loc["BU00010102", "status"] == "no_data"


def test_a_buurt_that_the_table_does_not_list_lowers_the_coverage() -> None:
    """De Hoogte in the police table: its inhabitants are known, its figure is not there."""
    counts = {"BU00010101": 10.0, "BU00010201": 12.0, "BU00020101": 4.0}
    noord = _row(CRIME, [_police(counts), _kwb()], "noord")
    assert (noord["units_with"], noord["units_total"]) == (1, 2)
    assert noord["coverage"] == pytest.approx(1_000 / 1_500)


def test_a_rate_is_the_sum_of_counts_over_the_sum_of_inhabitants() -> None:
    counts = {"BU00010101": 10.0, "BU00010102": 20.0, "BU00010201": 0.0, "BU00020101": 4.0}
    values = _made(CRIME, [_police(counts), _kwb()]).values
    assert values.loc["BU00010101", "value"] == 10.0
    assert values.loc["BU00010102", "value"] == 40.0
    assert values.loc["BU00010201", ["value", "status"]].tolist() == [0.0, "ok"]
    assert values.loc["noord", "value"] == 20.0
    assert values.loc["noord", ["amount", "weight"]].tolist() == [30_000.0, 1_500.0]


def test_a_tiny_denominator_hides_the_rate_but_its_counts_are_added_up() -> None:
    kwb = _kwb()
    kwb.frame.loc["BU00010102", "AantalInwoners"] = 99.0
    counts = {"BU00010101": 10.0, "BU00010102": 20.0, "BU00010201": 0.0, "BU00020101": 4.0}
    values = _made(CRIME, [_police(counts), kwb]).values
    small = values.loc["BU00010102"]
    assert math.isnan(small["value"])
    assert small[["status", "reason"]].tolist() == ["no_data", "small_denominator"]
    assert values.loc["noord", "value"] == 30_000 / 1_099
    assert values.loc["noord", "coverage"] == 1.0


def test_nobody_living_there_makes_no_rate() -> None:
    kwb = _kwb()
    kwb.frame.loc["BU00010102", "AantalInwoners"] = 0.0
    values = _made(CRIME, [_police({"BU00010101": 10.0, "BU00010102": 20.0}), kwb]).values
    assert math.isnan(values.loc["BU00010102", "value"])
    assert values.loc["BU00010102", "status"] == "no_data"


def test_without_a_denominator_there_is_no_rate() -> None:
    police = _police({"BU00010101": 10.0})
    assert Derivation(CATALOG, [police], _composition()).list_periods(CRIME) == []
    assert Derivation(CATALOG, [police], _composition()).list_periods(COUNT) == ["2024"]
    assert Derivation(CATALOG, [police, _kwb()], _composition()).list_periods(CRIME) == ["2024"]


def test_the_denominator_lies_between_the_years_around_it() -> None:
    near, far = _kwb("2023", 2024), _kwb("2020", 2024)
    near.frame.loc["BU00010101", "AantalInwoners"] = 700.0
    made = _made(CRIME, [_police({"BU00010101": 10.0}, "2022"), far, near], "2022")
    # 1,000 in 2020 and 700 in 2023: 800 in 2022, neither the newest nor the nearest.
    assert made.values.loc["BU00010101", "value"] == pytest.approx(12.5)
    weight = made.published.weight
    assert (weight.layer, weight.period, weight.method, weight.years) == (
        "inwoners", "2022", "interpolated", (2020, 2023),
    )  # fmt: skip


def test_a_denominator_on_another_division_does_not_take_part() -> None:
    other = _kwb("2022", 2022)
    other.frame.loc["BU00010101", "AantalInwoners"] = 10.0
    made = _made(CRIME, [_police({"BU00010101": 10.0}, "2022"), other, _kwb()], "2022")
    # Only the country is the same in both divisions; the buurt keeps its 1,000 of 2024.
    assert made.values.loc["BU00010101", "value"] == pytest.approx(10.0)
    assert made.published.weight.method == "scaled"


def test_figures_for_wijken_only_make_the_area_of_its_whole_wijken() -> None:
    shares = {
        "NL00": 57.0,
        "GM0001": 41.0,
        "GM0002": 60.0,
        "WK000101": 33.0,
        "WK000102": 55.0,
        "WK000201": 61.0,
    }
    made = _made(SHARE, [_kwb(Koop=shares)])
    assert made.base_level == "wijk"
    assert made.values.loc["noord", ["value", "coverage"]].tolist() == [33.0, 1.0]
    assert made.values.loc["noord", ["units_with", "units_total"]].tolist() == [1, 1]


@pytest.mark.parametrize("listed", [True, False])
def test_buurten_outside_whole_wijken_count_without_a_value(*, listed: bool) -> None:
    """Of zuid, 500 people live in a whole wijk and 800 in a part of one: 38 percent is known."""
    shares = {"WK000102": 55.0, "WK000201": 61.0}
    only = Figures(
        "85318NED",
        "KWB",
        "2022",
        2022,
        "CBS",
        "2026-07-19",
        "1",
        pd.DataFrame({"Koop": pd.Series(shares)}),
        is_matched_by_code=True,
    )
    figures, period = ([_kwb(Koop=shares)], "2024") if listed else ([only, _kwb()], "2022")
    zuid = _row(SHARE, figures, "zuid", period)
    assert zuid["coverage"] == pytest.approx(500 / 1_300)
    assert (zuid["status"], zuid["reason"]) == ("suppressed", "low_coverage")
    assert math.isnan(zuid["value"])


def test_a_median_is_not_aggregated_but_its_published_rows_stand() -> None:
    values = _made(MEDIAN, [_kwb(Mediaan={"BU00010101": 12.0, "GM0001": 20.0})]).values
    assert values.loc["GM0001", ["value", "status"]].tolist() == [20.0, "ok"]
    for area in ("noord", "zuid", "nplv"):
        assert math.isnan(values.loc[area, "value"])
        assert values.loc[area, ["status", "reason"]].tolist() == ["no_data", "not_aggregable"]
        assert values.loc[area, ["coverage", "units_with", "units_total"]].tolist() == [0.0, 0, 0]
        assert values.loc[area, ["origin", "base"]].tolist() == ["aggregated", ""]


def test_a_topic_that_is_empty_everywhere_is_not_published_yet() -> None:
    values = _made(SHARE, [_kwb(Koop=dict.fromkeys(PEOPLE, math.nan))]).values
    assert set(values["status"]) == {"not_published"}
    assert values["value"].isna().all()


def test_a_share_of_a_topic_by_its_own_total() -> None:
    kwb = _kwb(
        Hbo={"BU00010101": 30.0, "BU00010102": 10.0}, Mbo={"BU00010101": 70.0, "BU00010102": 90.0}
    )
    values = _made(EDUCATION, [kwb]).values
    assert values.loc["BU00010101", "value"] == 30.0
    assert values.loc["noord", "value"] == 20.0


def test_a_column_named_after_the_layer_is_already_the_share() -> None:
    values = _made(EDUCATION, [_kwb(hbo_pct={"BU00010101": 30.0, "BU00010102": 12.0})]).values
    assert values.loc["BU00010101", "value"] == 30.0
    assert values.loc["noord", "value"] == (30 * 1_000 + 12 * 500) / 1_500


def test_periods_are_those_of_tables_with_the_topic() -> None:
    figures = [_kwb("2024", Koop=ALL_SHARES), _kwb("2022", Koop=ALL_SHARES), _kwb("2023")]
    derivation = Derivation(CATALOG, figures, _composition())
    assert derivation.list_periods(SHARE) == ["2022", "2024"]
    assert derivation.list_periods(CRIME) == []


def test_an_older_name_has_its_own_denominator_and_its_own_series() -> None:
    raw = EDUCATION.model_dump()
    raw["source"]["earlier"] = [
        {
            "topic": "Hoog",
            "meaning": "break",
            "denominator_topic": "Hoog + Laag",
            "note": {"nl": "Andere groepen.", "en": "Other groups."},
        }
    ]
    layer = Layer.model_validate(raw)
    old = _kwb("2022", 2024, Hoog={"BU00010101": 10.0}, Laag={"BU00010101": 30.0})
    new = _kwb("2024", 2024, Hbo={"BU00010101": 40.0}, Mbo={"BU00010101": 40.0})
    derivation = Derivation(CATALOG, [old, new], _composition())
    assert derivation.list_periods(layer) == ["2022", "2024"]
    shown = [
        derivation.derive_layer_period(layer, period).values.loc["BU00010101", "value"]
        for period in ("2022", "2024")
    ]
    assert shown == [25.0, 50.0]
    found = derivation.assign_series(layer)
    assert (found["2022"].series, found["2024"].series) == (1, 2)
    assert found["2022"].note is None
    assert found["2024"].note.nl == "Andere groepen."


def test_every_area_has_one_row_and_a_status() -> None:
    values = _made(SHARE, [_kwb(Koop=ALL_SHARES | {"BU00010101": math.nan})]).values
    assert sorted(values.index) == sorted([*PEOPLE, "noord", "zuid", "nplv"])
    assert (
        values["status"]
        .isin(["ok", "suppressed", "not_published", "not_comparable", "no_data"])
        .all()
    )
    assert (values["value"].notna() == (values["status"] == "ok")).all()
    assert np.isfinite(values["coverage"]).all()


def test_a_share_of_groups_waits_until_all_groups_are_published() -> None:
    derivation = Derivation(CATALOG, [_kwb(Hbo={"BU00010101": 40.0})], _composition())
    assert derivation.list_periods(EDUCATION) == []
    whole = _kwb(Hbo={"BU00010101": 40.0}, Mbo={"BU00010101": 160.0})
    assert Derivation(CATALOG, [whole], _composition()).list_periods(EDUCATION) == ["2024"]
    assert _row(EDUCATION, [whole], "BU00010101")["value"] == 20.0


def _older(codes: Iterable[str], same: Iterable[str]) -> Figures:
    shares = pd.DataFrame({"Koop": pd.Series(dict.fromkeys(codes, 40.0))})
    place = ("84799NED", "KWB", "2020", 2020, "CBS", "2026-07-19", "3")
    return Figures(*place, shares, same_places=frozenset(same))


def test_figures_of_another_division_stand_where_the_place_is_the_same() -> None:
    """BU02320206 showed 28.6 % smokers of 2020, and the code meant another place then."""
    same = ["BU00010101", "BU00010102", "WK000101", "GM0002"]
    values = _made(SHARE, [_older(PEOPLE, same), _kwb()], "2020").values
    assert values.loc["BU00010101", ["value", "status", "reason"]].tolist() == [40.0, "ok", ""]
    assert values.loc["WK000101", ["value", "reason"]].tolist() == [40.0, ""]
    for area in ("BU00010201", "WK000102", "GM0001"):
        assert math.isnan(values.loc[area, "value"])
        assert values.loc[area, "status"] == "not_comparable"
        assert values.loc[area, "reason"] == "boundary_mismatch"
    assert values.loc["NL00", "status"] == "ok"
    # All of noord is the same place; it needs no remark.
    assert values.loc["noord", ["value", "reason", "coverage"]].tolist() == [40.0, "", 1.0]


def test_a_withheld_buurt_keeps_its_weight_and_lowers_the_coverage() -> None:
    noord = _row(SHARE, [_older(PEOPLE, ["BU00010101"]), _kwb()], "noord", "2020")
    assert noord["coverage"] == pytest.approx(1_000 / 1_500)
    assert (noord["value"], noord["reason"]) == (40.0, "boundary_mismatch")


def test_where_nothing_tells_only_lists_that_differ_are_said_to_differ() -> None:
    made = _made(SHARE, [_older(PEOPLE, []), _kwb()], "2020")
    assert made.affected_gemeenten == ()
    assert made.values.loc["BU00010101", ["status", "reason"]].tolist() == ["not_comparable", ""]
    strange = _made(SHARE, [_older([*PEOPLE, "BU00020109"], []), _kwb()], "2020")
    assert strange.affected_gemeenten == ("GM0002",)


def test_a_new_estate_is_no_other_division() -> None:
    """50150NED has all years on 2024: in 2012 nobody lived in Leidsche Rijn-Centrum yet."""
    about = ("50150NED", "KWB", "2012", 2024, "RIVM", "2026-07-19", "4")
    shares = {"BU00010101": 40.0, "BU00010201": 41.0, "BU00020101": 42.0}
    made = _made(
        SHARE, [Figures(*about, pd.DataFrame({"Koop": pd.Series(shares)})), _kwb()], "2012"
    )
    assert PEOPLE["BU00010102"] >= 500
    assert made.affected_gemeenten == ()
    assert made.values.loc["BU00010102", ["status", "reason"]].tolist() == ["no_data", ""]


def test_the_denominator_is_that_of_the_nearest_years_and_not_of_the_newest() -> None:
    tables = [_kwb(period, 2024) for period in ("2018", "2020", "2023", "2025")]
    for table, people in zip(tables, (4_000.0, 1_000.0, 700.0, 100.0), strict=True):
        table.frame.loc["BU00010101", "AantalInwoners"] = people
    for figures in (tables, tables[::-1]):
        made = _made(CRIME, [_police({"BU00010101": 10.0}, "2022"), *figures], "2022")
        # 1,000 in 2020 and 700 in 2023: 800 in 2022, whatever came before and after these.
        assert made.values.loc["BU00010101", "value"] == pytest.approx(12.5)
        assert made.published.weight is not None
        assert made.published.weight.years == (2018, 2020, 2023, 2025)


@pytest.mark.parametrize(("people", "is_shown"), [(99.0, False), (100.0, True), (101.0, True)])
def test_a_denominator_just_large_enough_makes_a_rate(people: float, *, is_shown: bool) -> None:
    kwb = _kwb()
    kwb.frame.loc["BU00010102", "AantalInwoners"] = people
    row = _row(CRIME, [_police({"BU00010101": 10.0, "BU00010102": 20.0}), kwb], "BU00010102")
    if is_shown:
        assert (row["value"], row["status"]) == (pytest.approx(20_000 / people), "ok")
    else:
        assert (row["status"], row["reason"]) == ("no_data", "small_denominator")


def test_the_topic_of_the_publisher_replaces_each_name_once() -> None:
    figures = _kwb(Hbo={"BU00010101": 30.0}, Mbo={"BU00010101": 70.0})
    keyed = Figures(
        figures.table, figures.family, figures.period, figures.boundary_year, figures.publisher,
        figures.retrieved, figures.sha256, figures.frame, keys={"Hbo": "Hbo_12"},
    )  # fmt: skip
    published = _made(EDUCATION, [keyed]).published
    assert (published.topic, published.topic_keys) == ("Hbo", "Hbo_12")


def test_the_first_table_that_has_a_layer_gives_its_figures() -> None:
    first, second = _kwb(Koop=ALL_SHARES), _kwb(Koop=dict.fromkeys(PEOPLE, 1.0))
    assert _row(SHARE, [first, second], "NL00")["value"] == 57.0
    assert _row(SHARE, [second, first], "NL00")["value"] == 1.0


def test_a_sum_is_known_as_far_as_people_live_where_it_is() -> None:
    counts = {"BU00010101": 10.0, "BU00020101": 4.0}
    noord = _row(COUNT, [_police(counts), _kwb()], "noord")
    # One of two buurten, and two thirds of the people.
    assert noord["coverage"] == pytest.approx(1_000 / 1_500)
    assert noord["value"] == 10.0


def test_what_is_withheld_of_a_mean_without_a_range_lies_between_what_is_published() -> None:
    layer = _layer("huur", "Koop", unit="x 1.000 euro", rule="weighted_mean", weight=["inwoners"])
    catalog = Catalog((), (PEOPLE_LAYER, layer))
    shares = {code: v for code, v in ALL_SHARES.items() if code.startswith(("BU", "NL"))}
    figures = [_kwb(Koop=shares | {"BU00010102": math.nan})]
    made = Derivation(catalog, figures, _composition()).derive_layer_period(layer, "2024")
    noord = made.values.loc["noord"]
    # 1,000 people at 20, and 500 somewhere from 20 to 70.
    assert noord["lower"] == pytest.approx(20.0)
    assert noord["upper"] == pytest.approx((20_000 + 500 * 70) / 1_500)


def test_published_rows_are_units_of_their_own() -> None:
    values = _made(SHARE, [_kwb(Koop=ALL_SHARES | {"BU00010102": math.nan})]).values
    columns = ["units_with", "units_total", "lower", "upper", "base"]
    assert values.loc["BU00010101", columns].tolist() == [1, 1, 20.0, 20.0, ""]
    unknown = values.loc["BU00010102"]
    assert (unknown["units_with"], unknown["units_total"], unknown["coverage"]) == (0, 1, 0.0)


def test_the_ring_of_an_area_does_not_keep_the_twenty_from_their_wijken() -> None:
    """Only areas that are ranked among each other must be made in one way."""
    composition = Composition(
        pd.Index(sorted(PEOPLE)),
        {"noord": ("BU00010101", "BU00010102"), "west": ("BU00020101",)},
        pd.Series(PEOPLE),
        boundary_year=2024,
        rings={"ring:noord": ("BU00010201",)},
    )
    # Wijken know more of noord, as much of west, and nothing of the ring.
    shares = ALL_SHARES | {"BU00010102": math.nan, "WK000102": math.nan}
    made = Derivation(CATALOG, [_kwb(Koop=shares)], composition).derive_layer_period(SHARE, "2024")
    bases = made.values.loc[["noord", "west", "ring:noord"], "base"]
    assert bases.tolist() == ["wijk", "wijk", "buurt"]
    assert made.values.loc["ring:noord", ["value", "coverage"]].tolist() == [56.0, 1.0]


def test_all_periods_are_those_of_every_layer_oldest_first() -> None:
    figures = [_kwb("2024", 2024), _police({"BU00010101": 10.0}, "2022"), _kwb("2023", 2024)]
    assert Derivation(CATALOG, figures, _composition()).list_all_periods() == [
        "2022", "2023", "2024",
    ]  # fmt: skip


def test_layers_of_a_period_come_in_the_order_of_the_catalog() -> None:
    derivation = Derivation(
        CATALOG, [_police({"BU00010101": 10.0}, "2022"), _kwb()], _composition()
    )
    assert derivation.list_layers("2022") == [CRIME, COUNT]
    assert derivation.list_layers("2024") == [PEOPLE_LAYER]
    assert derivation.list_layers("2023") == []


def test_only_what_wijken_cover_better_leaves_its_buurten_when_some_lose() -> None:
    focus = FOCUS | {"west": ("BU00020101",)}
    composition = Composition(
        pd.Index(sorted(PEOPLE)), focus | {"zuid": ("BU00010201",)}, pd.Series(PEOPLE), 2024
    )
    # Wijken know more of noord, less of zuid, and as much of west.
    shares = ALL_SHARES | {"BU00010102": math.nan, "WK000102": math.nan}
    made = Derivation(CATALOG, [_kwb(Koop=shares)], composition).derive_layer_period(SHARE, "2024")
    assert made.values.loc[["noord", "zuid", "west"], "base"].tolist() == ["wijk", "buurt", "buurt"]


def test_a_rate_has_the_margin_of_its_count_over_the_same_denominator() -> None:
    bounds = {"Misdrijven|Marges=MOG0095": {"BU00010101": 6.0, "BU00010102": 16.0}}
    bounds |= {"Misdrijven|Marges=MBG0095": {"BU00010101": 14.0, "BU00010102": 24.0}}
    police = _police({"BU00010101": 10.0, "BU00010102": 20.0})
    for name, values in bounds.items():
        police.frame[name] = pd.Series(values)
    kwb = _kwb()
    kwb.frame.loc["BU00010102", "AantalInwoners"] = 0.0
    rows = _made(CRIME, [police, kwb]).published.rows
    # 4 on either side, among 1,000 people; where nobody lives there is no margin without end.
    assert rows.loc["BU00010101", ["value", "margin"]].tolist() == [10.0, 4.0]
    assert rows.loc["BU00010102", ["value", "margin"]].isna().all()


def test_nothing_is_told_of_buurten_where_none_has_a_figure() -> None:
    """The gemeente is published; that its buurten have other codes does not touch it."""
    counts = {"GM0001": 30.0, "BU00010103": math.nan, "BU00020101": math.nan}
    made = _made(COUNT, [_police(counts), _kwb()])
    assert (made.base_level, made.affected_gemeenten) == (None, ("GM0001",))
    assert made.values.loc["GM0001", ["value", "reason"]].tolist() == [30.0, ""]
    assert made.values.loc["noord", ["origin", "base"]].tolist() == ["aggregated", ""]
    assert "boundary_mismatch" not in set(made.values["reason"])


def test_a_wijk_that_stayed_the_same_needs_no_remark_nor_what_is_wholly_made_of_it() -> None:
    """Its buurten were drawn anew, and its outline was not."""
    composition = Composition(
        pd.Index(sorted(PEOPLE)),
        {"noord": ("BU00010101", "BU00010102"), "zuid": ("BU00010201",)},
        pd.Series(PEOPLE),
        boundary_year=2024,
    )
    older = _older(PEOPLE, ["WK000102", "BU00010102"])
    values = Derivation(CATALOG, [older, _kwb()], composition).derive_layer_period(SHARE, "2020")
    reasons = values.values["reason"]
    assert reasons[["WK000102", "zuid", "NL00", "BU00010102"]].tolist() == [""] * 4
    assert values.values.loc["zuid", ["value", "base", "coverage"]].tolist() == [40.0, "wijk", 1.0]
    for area in ("BU00010201", "BU00010101", "WK000101"):
        assert reasons[area] == "boundary_mismatch"
    # A third of noord is the same place, and of its gemeente less: they are withheld for that.
    assert reasons[["noord", "GM0001"]].tolist() == ["low_coverage"] * 2


def test_what_may_be_another_place_loses_its_figures_and_the_weight_of_its_own_table() -> None:
    older = _older(PEOPLE, ["BU00010101"])
    older.frame["Hbo"], older.frame["Mbo"] = 30.0, 70.0
    older.frame["Koop|Marges=MOG0095"], older.frame["Koop|Marges=MBG0095"] = 38.0, 42.0
    older.frame.loc["BU00010102", "Koop"] = math.nan
    of_table, of_map = (
        _made(layer, [older, _kwb()], "2020").published.rows for layer in (EDUCATION, SHARE)
    )
    columns = ["value", "amount", "margin", "weight"]
    assert of_map.loc["BU00010101", columns].tolist() == [40.0, 40_000.0, 2.0, 1_000.0]
    assert of_map.loc["BU00010102", columns].isna().tolist() == [True, True, True, False]
    assert of_map.loc["BU00010102", ["status", "reason"]].tolist() == ["not_comparable", ""]
    assert of_table.loc["BU00010101", "weight"] == 100.0
    # Not the 100 of the other place, but what its 500 inhabitants make of 100 on 7,000.
    assert of_table.loc["BU00010201", "weight"] == pytest.approx(500 * 100 / 7_000)
    assert set(of_map.columns) == {*columns, "status", "reason"}


def test_one_person_makes_a_rate_where_no_least_number_is_asked() -> None:
    kwb = _kwb(Hbo={"BU00010101": 1.0}, Mbo={"BU00010101": 0.0})
    assert _row(EDUCATION, [kwb], "BU00010101")["value"] == 100.0


def test_each_value_tells_the_level_that_it_is_made_of() -> None:
    composition = Composition(
        pd.Index(sorted(PEOPLE)), FOCUS, pd.Series(PEOPLE), 2024, gemeente_groups={"G": ("GM0001",)}
    )

    def bases(counts: dict[str, float], *areas: str) -> list[str]:
        derivation = Derivation(CATALOG, [_police(counts), _kwb()], composition)
        return derivation.derive_layer_period(COUNT, "2024").values.loc[[*areas], "base"].tolist()

    buurten = {"BU00010101": 10.0, "BU00010102": 5.0, "BU00010201": 12.0}
    assert bases(buurten, "GM0001", "WK000101", "G", "noord", "BU00010101") == [
        "buurt", "buurt", "buurt", "buurt", "",
    ]  # fmt: skip
    assert bases(buurten | {"GM0001": 27.0}, "GM0001", "G") == ["", "gemeente"]


RARE = _layer(
    "overval_per_1000",
    "Overval",
    "47018NED",
    "per 1.000 inwoners",
    rule="rate",
    denominator=["inwoners"],
    per=1000,
    min_denominator=1_400,
    smallest_level="focusgebied",
)


def _rare(**aggregate: object) -> pd.DataFrame:
    counts = {"BU00010101": 3.0, "BU00010102": 0.0, "BU00010201": 1.0, "BU00020101": 2.0}
    police = _police(counts | {"GM0001": 4.0, "GM0002": 9.0, "NL00": 13.0})
    figures = [
        replace(police, frame=police.frame.rename(columns={"Misdrijven": "Overval"})),
        _kwb(),
    ]
    layer = RARE.model_copy(update={"aggregate": RARE.aggregate.model_copy(update=aggregate)})
    return _made(layer, figures).values


def test_what_is_rare_is_added_up_but_not_kept_for_small_areas() -> None:
    values = _rare()
    assert values.loc["noord", "value"] == pytest.approx(2.0)  # 3 of 1,500
    assert values.loc["GM0001", "value"] == pytest.approx(2.0)
    assert values.loc["NL00", "value"] == pytest.approx(13 / 7)
    for area in ("BU00010101", "BU00010102", "WK000101", "WK000102", "WK000201"):
        row = values.loc[area]
        assert (row["status"], row["reason"]) == ("no_data", "below_smallest_level")
        assert row[[*NUMBERS]].isna().all(), area
        assert (row["coverage"], row["units_with"]) == (0, 0)


def test_of_few_residents_neither_the_rate_nor_the_number_of_rare_cases_is_kept() -> None:
    values = _rare()
    assert values.loc["zuid", "reason"] == "small_denominator"  # 1,300 residents
    assert values.loc["zuid", [*NUMBERS]].isna().all()
    assert _rare(min_denominator=1_300.0).loc["zuid", "value"] == pytest.approx(3_000 / 1_300)
    in_gemeente = _rare(smallest_level="gemeente")
    assert in_gemeente.loc["noord", "reason"] == "below_smallest_level"
    assert in_gemeente.loc["GM0001", "value"] == pytest.approx(2.0)
    assert in_gemeente.loc["nplv", "value"] == pytest.approx(6_000 / 2_800)


def test_a_newer_table_goes_first_and_an_older_one_fills_what_it_lacks() -> None:
    source = {"table": "50150NED", "topic": "Nieuw"}
    older = {"table": "50120NED", "topic": "Oud", "meaning": "break", "note": TOLD}
    layer = Layer.model_validate(
        {**SHARE.model_dump(), "id": "rook_pct", "source": {**source, "earlier": [older]}}
    )

    def table(name: str, family: str, period: str, **columns: float) -> Figures:
        frame = pd.DataFrame({key: pd.Series(PEOPLE) * 0 + n for key, n in columns.items()})
        return Figures(name, family, period, 2024, "RIVM", "2026-07-19", name, frame)

    tables = [
        table("50120NED", "50120NED", "2016", Oud=16.0),
        table("50120NED", "50120NED", "2020", Oud=20.0),
        table("50150NED", "50150NED", "2012", Nieuw=12.0),
        table("50150NED", "50150NED", "2016", Nieuw=16.5),
        table("50150NED", "50150NED", "2024", Nieuw=24.0),
        # A topic that the newest table never had for this year.
        table("50150NED", "50150NED", "2020", Anders=1.0),
        _kwb(),
    ]
    derivation = Derivation(Catalog((), (PEOPLE_LAYER, HOMES, layer)), tables, _composition())
    shown = {
        period: derivation.derive_layer_period(layer, period).values.loc["GM0001", "value"]
        for period in derivation.list_periods(layer)
    }
    assert shown == {"2012": 12.0, "2016": 16.5, "2020": 20.0, "2024": 24.0}
    places = derivation.assign_series(layer)
    assert {p: (place.series, place.note and place.note.nl) for p, place in places.items()} == {
        "2012": (2, None), "2016": (2, None), "2020": (1, "Anders."), "2024": (2, "Anders."),
    }  # fmt: skip
