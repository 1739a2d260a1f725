"""The starter edition worked out again from its tables, without the project's own code.

Only plain pandas below: nothing of ``nplv_geo`` computes anything here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import PROJECT
from tests import starter_tables

PERIODS = {
    "koopwoningen_pct": ["2024", "2025"],
    "woz_waarde": ["2024"],
    "inwoners": ["2024"],
    "rokers_pct": ["2012", "2016", "2020"],
    "misdrijven_per_1000": ["2021", "2022", "2023", "2024", "2025"],
    "goed_ervaren_gezondheid_pct": ["2012", "2016", "2020", "2022", "2024"],
}
TOPICS = {
    "koopwoningen_pct": "Koopwoningen",
    "woz_waarde": "GemiddeldeWOZWaardeVanWoningen",
    "inwoners": "AantalInwoners",
    "rokers_pct": "Roker",
    "misdrijven_per_1000": "GeregistreerdeMisdrijven|SoortMisdrijf=0.0.0",
    "goed_ervaren_gezondheid_pct": "GoedErvarenGezondheid",
}
CASES = [(layer, period) for layer, periods in PERIODS.items() for period in periods]
THRESHOLD = 0.6


class Made(NamedTuple):
    """Value and coverage that follow from the tables."""

    value: float | None
    coverage: float


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    return starter_tables.columns()


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


def _by_wijk(figures: pd.DataFrame, buurten: list[str]) -> list[str]:
    """Wijken that lie wholly in an area, and its buurten outside those."""
    people = figures["AantalInwoners:2024"]
    whole = []
    for wijk in sorted({f"WK{code[2:8]}" for code in buurten}):
        inside = [code for code in figures.index if code.startswith(f"BU{wijk[2:]}")]
        short = people[wijk] - people[inside].sum()
        if set(inside) <= set(buurten) and short <= 0.02 * people[wijk] + 5 * len(inside):
            whole.append(wijk)
    return whole + [code for code in buurten if f"WK{code[2:8]}" not in whole]


def _worked_out(
    figures: pd.DataFrame, layer: str, period: str, members: dict[str, list[str]]
) -> dict[str, Made]:
    """Value and coverage of the 20 areas and of all together.

    Made of wijken where the publisher knows those better than their buurten: of all areas when none
    of them loses by it, else of each by itself. Of counts there are buurten, and no better wijken.
    """
    together = [code for codes in members.values() for code in codes]
    of_buurten = {**members, "nplv": together}
    made = {a: _expected(figures, layer, period, codes) for a, codes in of_buurten.items()}
    if not figures[f"{TOPICS[layer]}:{period}"].filter(like="WK").notna().any():
        return _without_few(made, list(members))
    by_wijk = {
        a: _expected(figures, layer, period, _by_wijk(figures, codes))
        for a, codes in of_buurten.items()
    }
    gain = {area: by_wijk[area].coverage - made[area].coverage for area in of_buurten}
    is_clean = any(gain[a] > 1e-9 for a in members) and all(gain[a] > -1e-9 for a in members)
    takes = {a for a in of_buurten if (gain[a] > -1e-9 if is_clean else gain[a] > 1e-9)}
    found = {a: by_wijk[a] if a in takes else made[a] for a in of_buurten}
    return _without_few(found, list(members))


def _without_few(made: dict[str, Made], areas: list[str]) -> dict[str, Made]:
    """All areas together have no figure when most of them have none."""
    if 2 * sum(made[area].value is not None for area in areas) <= len(areas):
        return {**made, "nplv": Made(None, made["nplv"].coverage)}
    return made


def _expected(figures: pd.DataFrame, layer: str, period: str, parts: list[str]) -> Made:
    """Value and coverage of one area, given what it is made of."""
    values = figures[f"{TOPICS[layer]}:{period}"].loc[parts]
    if layer == "inwoners":
        return Made(values.sum(), 1.0)
    if layer == "misdrijven_per_1000":
        weight, per = starter_tables.people(int(period)).loc[parts], 1000
        known = values.notna() & weight.notna()
        made = per * values[known].sum() / weight[known].sum()
        return Made(made, weight[known].sum() / weight.sum())
    is_health = layer in ("rokers_pct", "goed_ervaren_gezondheid_pct")
    of_year = starter_tables.adults if is_health else starter_tables.households
    weight = of_year(int(period)).loc[parts]
    known = values.notna() & weight.notna()
    if not known.any():
        return Made(None, 0.0)
    coverage = weight[known].sum() / weight.sum()
    mean = float(np.average(values[known], weights=weight[known]))
    return Made(mean if coverage >= THRESHOLD else None, coverage)


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
    for area, expected in _worked_out(figures, layer, period, members).items():
        if expected.value is None:
            assert np.isnan(made.loc[area, "value"]), area
        else:
            assert made.loc[area, "value"] == pytest.approx(expected.value, rel=1e-6), area


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
    for area, (_, coverage) in _worked_out(figures, layer, period, members).items():
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
        people = starter_tables.people(int(period))
        expected = 1000 * figures[f"{TOPICS[layer]}:{period}"] / people
        expected = expected[(people >= 100) & ~expected.index.str.startswith("WK")]
    else:
        expected = figures[f"{TOPICS[layer]}:{period}"]
        levels = levels if expected.filter(like="WK").notna().any() else ("NL", "GM", "BU")
    expected = expected[expected.index.str.startswith(levels)].dropna()
    assert len(expected) > (200 if period == "2025" and layer == "koopwoningen_pct" else 450)
    assert (made.reindex(expected.index) - expected).abs().max() < 1e-9


@pytest.mark.parametrize(("layer", "period"), CASES)
def test_an_empty_cell_of_a_buurt_stays_empty(
    starter_edition: Edition, figures: pd.DataFrame, layer: str, period: str
) -> None:
    column = f"{TOPICS[layer]}:{period}"
    empty = figures.index[figures[column].isna() & figures.index.str.startswith("BU")]
    made = starter_edition.values.table(layer, period).loc[empty]
    assert made["value"].isna().all()
    assert (made["status"] != "ok").all()


def test_the_three_topics_of_2022_are_made_of_whole_wijken(
    starter_edition: Edition, figures: pd.DataFrame, members: dict[str, list[str]]
) -> None:
    """Overvecht is exactly one wijk, so its value is that of the wijk."""
    assert {code[2:8] for code in members["utrecht-overvecht"]} == {"034403"}
    for layer, topic in (
        ("netto_arbeidsparticipatie_pct", "Nettoarbeidsparticipatie"),
        ("laagste_40_inkomens_pct", "k_40PersonenMetLaagsteInkomen"),
        ("hbo_wo_pct", "hbo_wo_pct"),
    ):
        made = starter_edition.values.table(layer, "2022")
        assert made.loc["utrecht-overvecht", "value"] == figures.loc["WK034403", f"{topic}:2022"]
