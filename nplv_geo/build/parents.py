"""Which larger area an area lies in, as its code tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from nplv_geo.ground.areas import (
    NEDERLAND,
    AreaLevel,
    gemeente_of,
    wijk_of,
)

Parent = Callable[[str], str]


def get_country(_code: str) -> str:
    """Give the country, which every area lies in."""
    return NEDERLAND


PARENTS: dict[AreaLevel, Parent] = {AreaLevel.WIJK: wijk_of, AreaLevel.GEMEENTE: gemeente_of}


def group_by_parent(codes: Iterable[str], parent: Parent) -> dict[str, list[str]]:
    """Group codes by the area that they lie in, in the order given."""
    groups: dict[str, list[str]] = {}
    for code in codes:
        groups.setdefault(parent(code), []).append(code)
    return groups


def sum_by_parent(inhabitants: pd.Series, parent: Parent) -> pd.DataFrame:
    """Sum inhabitants by the area that they live in.

    Parameters
    ----------
    inhabitants
        Persons by code.
    parent
        Which area a code lies in.

    Returns
    -------
    DataFrame
        By area ``total``, its persons, and ``n``, the number of areas that were added up.
    """
    groups = inhabitants.groupby(inhabitants.index.map(parent))
    return pd.DataFrame({"total": groups.sum(), "n": groups.size()})
