"""Where people live, point by point: small squares of CBS, or addresses and inhabitants.

What moves from the areas of one year to those of another is divided by where people live, not by
land: most of a polder has nobody in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

PeopleKind = Literal["squares", "points"]
COLUMNS = ("x", "y", "people")


@dataclass(frozen=True)
class PeoplePoints:
    """Places where people live, out of one file.

    Attributes
    ----------
    frame
        ``x`` and ``y`` (EPSG:28992, metres) and ``people``, all float64; no place has nobody. A
        square of 100 m is its middle; one of 500 m is spread evenly over its 25 squares of 100 m.
    year
        Year that it is about.
    kind
        ``squares`` of CBS, or ``points``: addresses, or the places where inhabitants are counted.
    origin
        Name of the file.
    places
        Number of squares or points with people in the file.
    size_m
        Side of a square in the file, in metres; 0 of points.
    left_out
        Number of squares or points of which the number of people is withheld or missing.
    has_counts
        False when each point counts for one because the file has no numbers of inhabitants.
    """

    frame: pd.DataFrame
    year: int
    kind: PeopleKind
    origin: str
    places: int = 0
    size_m: int = 0
    left_out: int = 0
    has_counts: bool = True

    @property
    def people(self) -> float:
        """Number of people in all places together."""
        return float(self.frame["people"].sum())


def find_newest_people(parts: Iterable[object]) -> PeoplePoints | None:
    """Find the newest places where people live.

    Parameters
    ----------
    parts
        Everything that was read, the oldest delivery first.

    Returns
    -------
    PeoplePoints or None
        Those of the newest year; of one year what was delivered last. None when there are none.
    """
    found: PeoplePoints | None = None
    for part in parts:
        if isinstance(part, PeoplePoints) and (found is None or part.year >= found.year):
            found = part
    return found
