"""Weights of a year worked out a second time: of the year itself, between two, or grown.

Plain pandas, written apart from :mod:`nplv_geo`: nothing of that package is imported here.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

COUNTRY = "NL00"


def estimate(
    known: Mapping[int, pd.Series], year: int, people: Mapping[int, float] | None = None
) -> pd.Series:
    """By code the number of a year: given, on the line between two years, or grown from one.

    Parameters
    ----------
    known
        By year what is given, indexed by code.
    year
        The year that is asked.
    people
        Totals of the country in years that are not given.
    """
    table = pd.DataFrame(dict(known)).sort_index(axis=1)
    totals = dict(people or {}) | table.loc[COUNTRY].dropna().to_dict()
    found = {code: _between(row.dropna(), year) for code, row in table.iterrows()}
    found[COUNTRY] = totals.get(year, found[COUNTRY])
    if found[COUNTRY] is not None:
        totals[year] = found[COUNTRY]
    grown = dict(found)
    for code, row in table.iterrows():
        values = row.dropna()
        if found[code] is not None or values.empty:
            continue
        before = values[values.index < year]
        since = before.index[-1] if len(before) else values.index[0]
        gemeente = f"GM{str(code)[2:6]}"
        then, now = table[since].get(gemeente), found.get(gemeente)
        if str(code)[:2] == COUNTRY[:2] or then is None or pd.isna(then) or now is None:
            both = {since, year} <= totals.keys()
            growth = totals[year] / totals[since] if both else 1.0
        else:
            growth = now / then
        grown[code] = values[since] * growth
    return pd.Series(grown, dtype=float)


def _between(values: pd.Series, year: int) -> float | None:
    if year in values.index:
        return float(values[year])
    before, after = values[values.index < year], values[values.index > year]
    if before.empty or after.empty:
        return None
    share = (year - before.index[-1]) / (after.index[0] - before.index[-1])
    return float(before.iloc[-1] + share * (after.iloc[0] - before.iloc[-1]))


def fill(weight: pd.Series, people: pd.Series) -> pd.Series:
    """Where a table keeps its own denominator secret: as many for each inhabitant as nearby."""
    each = (weight / people).replace([float("inf")], float("nan"))
    near = pd.Series(
        {code: each.get(f"GM{code[2:6]}", float("nan")) for code in weight.index}, dtype=float
    )
    near.loc[COUNTRY] = float("nan")
    return weight.fillna(people.reindex(weight.index) * near.fillna(each[COUNTRY]))
