"""The starter edition worked out again from its tables, without the project's own code.

Only plain pandas below: nothing of ``nplv_geo`` computes anything here.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import PROJECT

PERIODS = {
    "koopwoningen_pct": ["2024"],
    "woz_waarde": ["2024"],
    "inwoners": ["2024"],
    "misdrijven_per_1000": ["2021", "2022", "2023", "2024", "2025"],
    "goed_ervaren_gezondheid_pct": ["2012", "2016", "2020", "2022", "2024"],
}
# Inhabitants of the country in that year (CBS, first of January) for each one of 2024.
GROWN = {
    year: people / 17_942_942
    for year, people in {
        "2021": 17_475_415,
        "2022": 17_590_672,
        "2023": 17_811_291,
        "2024": 17_942_942,
        "2025": 18_044_027,
    }.items()
}
CASES = [(layer, period) for layer, periods in PERIODS.items() for period in periods]
THRESHOLD = 0.6


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    return pd.read_csv(PROJECT / "data/starter/figures.csv", index_col="area_code")


@pytest.fixture(scope="module")
def members(figures: pd.DataFrame) -> dict[str, list[str]]:
    """Buurten of the 20 areas in 2024, straight from the composition table."""
    units = pd.read_csv(
        PROJECT / "data/boundaries/focus_areas.csv", dtype=str, keep_default_na=False
    )
    units = units[units["inclusion"] != "kandidaat"]
    start = pd.to_numeric(units["valid_from"]).fillna(0)
    end = pd.to_numeric(units["valid_to"]).fillna(9999)
    units = units[(start <= 2024) & (end >= 2024)]
    buurten = [code for code in figures.index if code.startswith("BU")]
    return {
        str(area): [
            b for b in buurten if re.match("BU(" + "|".join(rows["unit_code"].str[2:]) + ")", b)
        ]
        for area, rows in units.groupby("area_id")
    }


def _parts(figures: pd.DataFrame, layer: str, buurten: list[str]) -> list[str]:
    """What an area is made of: whole wijken where CBS knows those better than their buurten."""
    if layer not in ("koopwoningen_pct", "woz_waarde"):
        return buurten
    people = figures["inwoners:2024"]
    whole = []
    for wijk in sorted({f"WK{code[2:8]}" for code in buurten}):
        inside = [code for code in figures.index if code.startswith(f"BU{wijk[2:]}")]
        short = people[wijk] - people[inside].sum()
        if set(inside) <= set(buurten) and short <= 0.02 * people[wijk] + 5 * len(inside):
            whole.append(wijk)
    return whole + [code for code in buurten if f"WK{code[2:8]}" not in whole]


def _expected(figures: pd.DataFrame, layer: str, period: str) -> tuple[float, float]:
    """Value and coverage of one area, given the rows of its buurten."""
    people = figures["inwoners:2024"]
    if layer == "inwoners":
        return people.sum(), 1.0
    if layer == "misdrijven_per_1000":
        counts, weight, per = figures[f"misdrijven:{period}"], people * GROWN[period], 1000
        known = counts.notna() & weight.notna()
        return per * counts[known].sum() / weight[known].sum(), weight[known].sum() / weight.sum()
    values = figures[f"{layer}:{period}"]
    weight = (
        people - figures["inwoners_0_14:2024"]
        if layer.startswith("goed")
        else figures["huishoudens:2024"]
    )
    known = values.notna() & weight.notna()
    mean = np.average(values[known], weights=weight[known])
    return float(mean), weight[known].sum() / weight.sum()


def test_the_twenty_areas_have_508_buurten(members: dict[str, list[str]]) -> None:
    assert len(members) == 20
    assert sum(map(len, members.values())) == 508


@pytest.mark.parametrize(("layer", "period"), CASES)
def test_values_of_all_areas(
    starter_edition: Edition,
    figures: pd.DataFrame,
    members: dict[str, list[str]],
    layer: str,
    period: str,
) -> None:
    made = starter_edition.values.table(layer, period)
    together = [code for codes in members.values() for code in codes]
    for area, codes in {**members, "nplv": together}.items():
        parts = _parts(figures, layer, codes)
        value, coverage = _expected(figures.loc[parts], layer, period)
        assert coverage >= THRESHOLD
        assert made.loc[area, "value"] == pytest.approx(value, rel=1e-6), area


@pytest.mark.parametrize(("layer", "period"), CASES)
def test_coverage_of_all_areas(
    starter_edition: Edition,
    figures: pd.DataFrame,
    members: dict[str, list[str]],
    layer: str,
    period: str,
) -> None:
    made = starter_edition.values.table(layer, period)
    wrong = {}
    for area, codes in members.items():
        parts = _parts(figures, layer, codes)
        _, coverage = _expected(figures.loc[parts], layer, period)
        if made.loc[area, "coverage"] != pytest.approx(coverage, abs=1e-6):
            wrong[area] = (round(float(made.loc[area, "coverage"]), 4), round(coverage, 4))
    assert not wrong, f"shown and true coverage: {wrong}"


@pytest.mark.parametrize(("layer", "period"), CASES)
def test_published_rows_are_the_published_figures(
    starter_edition: Edition, figures: pd.DataFrame, layer: str, period: str
) -> None:
    made = starter_edition.values.table(layer, period)["value"]
    levels = ("NL", "GM", "WK", "BU")
    if layer == "misdrijven_per_1000":
        people = figures["inwoners:2024"] * GROWN[period]
        expected = 1000 * figures[f"misdrijven:{period}"] / people
        expected = expected[(people >= 100) & ~expected.index.str.startswith("WK")]
    else:
        expected = figures[f"{layer}:{period}"]
        levels = levels if expected.filter(like="WK").notna().any() else ("NL", "GM", "BU")
    expected = expected[expected.index.str.startswith(levels)].dropna()
    assert len(expected) > 450
    assert (made.reindex(expected.index) - expected).abs().max() < 1e-9


@pytest.mark.parametrize(("layer", "period"), CASES)
def test_an_empty_cell_of_a_buurt_stays_empty(
    starter_edition: Edition, figures: pd.DataFrame, layer: str, period: str
) -> None:
    column = f"misdrijven:{period}" if layer == "misdrijven_per_1000" else f"{layer}:{period}"
    empty = figures.index[figures[column].isna() & figures.index.str.startswith("BU")]
    made = starter_edition.values.table(layer, period).loc[empty]
    assert made["value"].isna().all()
    assert (made["status"] != "ok").all()


def test_the_three_topics_of_2022_are_made_of_whole_wijken(
    starter_edition: Edition, figures: pd.DataFrame, members: dict[str, list[str]]
) -> None:
    """Overvecht is exactly one wijk, so its value is that of the wijk."""
    assert {code[2:8] for code in members["utrecht-overvecht"]} == {"034403"}
    for layer in ("netto_arbeidsparticipatie_pct", "laagste_40_inkomens_pct", "hbo_wo_pct"):
        made = starter_edition.values.table(layer, "2022")
        assert made.loc["utrecht-overvecht", "value"] == figures.loc["WK034403", f"{layer}:2022"]
