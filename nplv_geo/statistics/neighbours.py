"""Which areas are most alike, by what kind of area they are.

Every variable counts as much as any other: each is expressed in standard deviations, and the
distance between two areas is how far they lie apart on a typical variable.

Sources
-------
The way of the nearest neighbour models for English and British local authorities:

- CIPFA Nearest Neighbours Model, as the municipality of Hartlepool describes it (JSNA,
  "Statistical Neighbours"): variables standardised to mean 0 and standard deviation 1, then
  Euclidean distances. Its variables describe the area an authority serves, not how it performs.
- ONS, "Clustering similar local authorities and statistical nearest neighbours in the UK,
  methodology": an ordered list of the most similar areas.

Ours differs in one thing: a distance is the root of the *mean* of squared differences, over the
variables that both areas have, so that a missing figure brings nobody nearer or further away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

DEFAULT_NUMBER = 5
# Below this share of the variables two areas can't be said to be alike.
MIN_SHARE_KNOWN = 0.6
_TRACE = 1e-9


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An area that is like another one.

    Attributes
    ----------
    distance
        Typical difference on one variable, in standard deviations.
    differences
        By variable what the peer has more than the area, in standard deviations; only
        variables that both have.
    """

    area: str
    distance: float
    differences: Mapping[str, float]


def find_neighbours(
    profile: pd.DataFrame, area: str, n: int = DEFAULT_NUMBER
) -> tuple[Neighbour, ...]:
    """Find the areas nearest to ``area``, the nearest first; equal distances by id.

    Parameters
    ----------
    profile
        One row an area, ``area`` among them, one column a variable; NaN where unknown. A
        column without any spread tells no areas apart and is left out.

    Returns
    -------
    tuple of Peer
        Fewer than ``n`` when fewer areas share :data:`MIN_SHARE_KNOWN` of the variables.
    """
    scores = standardise(profile)
    numbers = scores.to_numpy()
    gaps = numbers - numbers[scores.index.get_loc(area)]
    shared = ~np.isnan(gaps)
    count = shared.sum(axis=1)
    is_candidate = (count > 0) & (count >= MIN_SHARE_KNOWN * numbers.shape[1])
    is_candidate &= scores.index != area
    places = np.flatnonzero(is_candidate)
    squares = np.square(np.where(shared, gaps, 0.0)).sum(axis=1)
    # Rounded, so that the last bit of a float decides no place.
    distances = np.round(np.sqrt(squares[places] / count[places]), 9)
    found = sorted(
        (float(distances[i]), str(scores.index[places[i]]), int(places[i]))
        for i in _smallest(distances, n)
    )
    return tuple(
        Neighbour(area=other, distance=distance, differences=_known(scores.columns, gaps[place]))
        for distance, other, place in found[:n]
    )


def standardise(profile: pd.DataFrame) -> pd.DataFrame:
    """Express each variable in standard deviations from its mean, over the areas that have it."""
    numbers = profile.to_numpy(dtype=float)
    known = ~np.isnan(numbers)
    count = np.maximum(known.sum(axis=0), 1)
    gaps = np.where(known, numbers - np.where(known, numbers, 0.0).sum(axis=0) / count, np.nan)
    spread = np.sqrt(np.square(np.where(known, gaps, 0.0)).sum(axis=0) / count)
    # Rounding leaves a trace of spread in a column of equal numbers.
    size = np.abs(np.where(known, numbers, 0.0)).max(axis=0, initial=0.0)
    tells = spread > _TRACE * size
    return pd.DataFrame(
        gaps[:, tells] / spread[tells], index=profile.index, columns=profile.columns[tells]
    )


def _smallest(distances: np.ndarray, n: int) -> np.ndarray:
    """Places of the ``n`` smallest distances and of all that equal the last of them."""
    if len(distances) <= n:
        return np.arange(len(distances))
    return np.flatnonzero(distances <= np.partition(distances, n - 1)[n - 1])


def _known(variables: pd.Index, gaps: np.ndarray) -> dict[str, float]:
    return {
        str(variable): float(gap)
        for variable, gap in zip(variables, gaps, strict=True)
        if not np.isnan(gap)
    }
