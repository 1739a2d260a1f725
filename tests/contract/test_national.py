"""The whole country, from real open data: sizes, and our sums against the publishers' own rows.

For each of the 342 gemeenten the buurten are added up with the project's own aggregation and
held against the row that the publisher has for that gemeente. Run with ``-s`` to see the errors.
"""

from __future__ import annotations

import pandas as pd
import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel, gemeente_of
from nplv_geo.statistics.aggregate import aggregate_sum, aggregate_weighted_mean
from nplv_geo.statistics.membership import build_membership

pytestmark = [pytest.mark.real_data, pytest.mark.slow]


def _relative_errors(edition: Edition, catalog: Catalog, layer_id: str) -> pd.Series:
    """Relative error per gemeente of buurten added up, against the published row.

    Without a threshold: here the arithmetic is judged, not what may be shown. (The collector of
    this table made 0 empty, so a gemeente with many empty industrial estates has few "values".)
    """
    layer = catalog.layer(layer_id)
    values = edition.values.table(layer_id, edition.periods(layer_id)[-1])
    buurten = values.loc[edition.areas.at(AreaLevel.BUURT)]
    pairs = build_membership(_by_gemeente(list(buurten.index)))
    if layer.aggregate.rule == "sum":
        made = aggregate_sum(buurten, pairs, min_coverage=0.0)
    else:
        made = aggregate_weighted_mean(
            buurten, pairs, value_range=layer.value_range, min_coverage=0.0
        )
    published = values.loc[edition.areas.at(AreaLevel.GEMEENTE)]
    assert (published["origin"] == "published").all()
    assert published["value"].notna().sum() == 342
    assert made["value"].notna().sum() == 342
    return (made["value"] / published["value"] - 1).abs()


def _by_gemeente(buurten: list[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for code in buurten:
        groups.setdefault(gemeente_of(code), []).append(code)
    return groups


def test_sizes_of_the_country(national_edition: Edition) -> None:
    counts = national_edition.manifest.areas
    assert counts == {"buurt": 14_567, "wijk": 3_393, "gemeente": 342, "focusgebied": 20}
    assert sum(len(codes) for codes in national_edition.areas.focus.values()) == 508
    assert not national_edition.is_schematic
    assert national_edition.boundary_year == 2024
    assert national_edition.damage() == []
    assert national_edition.areas.frame["has_shape"].sum() == 14_567 + 3_393 + 342 + 20


def test_letters_of_amsterdam_and_no_area_lost(national_edition: Edition) -> None:
    wijken = national_edition.areas.at(AreaLevel.WIJK)
    assert "WK0363NA" in wijken
    assert wijken.str.fullmatch(r"WK\d{4}[0-9A-Z]{2}").all()
    geometry = national_edition.manifest.geometry
    assert geometry["buurt-NL00"].shapes == 14_567
    assert geometry["wijk-NL00"].shapes == 3_393
    assert geometry["gemeente-NL00"].shapes == 342


@pytest.mark.parametrize(
    ("layer_id", "median_limit", "p95_limit"),
    [
        ("inwoners", 0.001, 0.001),
        ("woz_waarde", 0.006, 0.025),
        ("koopwoningen_pct", 0.006, 0.025),
        ("goed_ervaren_gezondheid_pct", 0.006, 0.025),
    ],
)
def test_buurten_add_up_to_the_row_of_their_gemeente(
    national_edition: Edition,
    catalog: Catalog,
    layer_id: str,
    median_limit: float,
    p95_limit: float,
) -> None:
    errors = _relative_errors(national_edition, catalog, layer_id)
    median, p95 = errors.median(), errors.quantile(0.95)
    print(  # noqa: T201
        f"\n{layer_id}: median {median:.3%}, p95 {p95:.3%}, largest {errors.max():.2%} "
        f"({errors.idxmax()}) over {len(errors)} gemeenten"
    )
    assert len(errors) == 342
    assert median < median_limit
    assert p95 < p95_limit


@pytest.mark.parametrize(
    ("area", "layer_id", "period"),
    [
        ("utrecht-overvecht", "koopwoningen_pct", "2024"),
        ("heerlen-noord", "woz_waarde", "2024"),
        # Of 2025 the starter knows the inhabitants of Rotterdam, and the other estimates them.
        ("rotterdam-zuid", "misdrijven_per_1000", "2024"),
        ("nplv", "inwoners", "2024"),
        ("nplv", "goed_ervaren_gezondheid_pct", "2024"),
    ],
)
def test_the_starter_edition_tells_the_same_as_the_whole_country(
    national_edition: Edition, starter_edition: Edition, area: str, layer_id: str, period: str
) -> None:
    national = national_edition.values.table(layer_id, period).loc[area, "value"]
    starter = starter_edition.values.table(layer_id, period).loc[area, "value"]
    assert national == pytest.approx(starter, rel=1e-3)


def test_a_missing_value_is_never_0_and_never_the_value_of_the_gemeente(
    national_edition: Edition,
) -> None:
    for layer in national_edition.manifest.layers:
        for period in national_edition.periods(layer):
            values = national_edition.values.table(layer, period)
            assert (values["value"].notna() == (values["status"] == "ok")).all(), (layer, period)


def test_wijken_of_the_police_are_made_of_their_buurten(national_edition: Edition) -> None:
    """The police publish no wijken; each is the sum of the counts over the sum of inhabitants."""
    values = national_edition.values.table("misdrijven_per_1000", "2024")
    wijken = values.loc[national_edition.areas.at(AreaLevel.WIJK)]
    assert (wijken["origin"] == "aggregated").mean() > 0.95
    known = wijken.dropna(subset=["value"])
    assert len(known) > 3_000
    assert (known["value"] - known["amount"] / known["weight"]).abs().max() < 1e-9


def test_margins_of_crime_hold_what_adjacent_years_show(national_edition: Edition) -> None:
    """Poisson alone held 59 % of the changes in the 20 areas, of its "95 %"."""
    found = national_edition.manifest.dispersion["misdrijven_per_1000"]
    assert found.dispersion_from == "estimated"
    assert found.changes["focusgebied"] == 80
    assert found.changes["gemeente"] == 4 * 342
    for level in ("focusgebied", "gemeente", "wijk", "buurt"):
        assert 0.93 <= found.cover[level] <= 0.97, level
    assert found.plain_cover["focusgebied"] < 0.65
    assert found.plain_cover["gemeente"] < 0.65
