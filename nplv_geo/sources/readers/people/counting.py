"""Years and numbers of people, whatever they stand on; what is withheld is left out, not 0."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from nplv_geo.geometry.crs import NETHERLANDS_IN_RD
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.ground.quoting import quote
from nplv_geo.published.people_points import COLUMNS
from nplv_geo.sources.readers.file_names import KnownYears

# How files leave a number out that they don't tell.
_NOT_TOLD = ("", ".", "-", "x", "nan", "none", "<na>")
# Twice the inhabitants of the country: what is more, counts something else.
_MOST_PEOPLE = 36_000_000


def find_year(years: KnownYears, path: Path) -> int:
    """Find the year that people are counted in.

    Parameters
    ----------
    years
        What the user and the name of the file say.
    path
        File that is read.

    Returns
    -------
    int
        What the user says goes first.

    Raises
    ------
    UnreadableFileError
        When nobody says it.
    """
    year = years.asked or years.in_name
    if year is None:
        raise UnreadableFileError(
            f"{path.name}: van welk jaar deze bewoonde plekken zijn, staat er niet in; geef het op "
            "met --year."
        )
    return year


def read_counts(column: pd.Series, path: Path) -> np.ndarray:
    """Read numbers of people; what is withheld or missing is NaN.

    Parameters
    ----------
    column
        As it stands in the file; CBS writes a number below zero for what it withholds.
    path
        File that is read.

    Returns
    -------
    ndarray of float64
        In the order of the rows.

    Raises
    ------
    UnreadableFileError
        Naming the first cell that is no number.
    """
    if pd.api.types.is_numeric_dtype(column):
        counts = column.to_numpy(dtype="float64", na_value=np.nan)
    else:
        text = column.astype("str").str.strip()
        told = text.mask(text.str.lower().isin(_NOT_TOLD))
        numbers = pd.to_numeric(told, errors="coerce")
        is_wrong = numbers.isna() & told.notna()
        if is_wrong.any():
            raise UnreadableFileError(
                f"{path.name}: {quote(text[is_wrong].iloc[0])} bij {quote(column.name)} is geen "
                "aantal inwoners; verbeter het of haal de rij weg."
            )
        counts = numbers.to_numpy(dtype="float64")
    return np.where(np.isfinite(counts) & (counts >= 0), counts, np.nan)


def make_frame(xy: np.ndarray, people: np.ndarray, path: Path) -> pd.DataFrame:
    """Make the table of places where people live, without those where nobody does.

    Parameters
    ----------
    xy
        Places in RD (EPSG:28992, metres), a row each.
    people
        Number of people on each; NaN where it is not known.
    path
        File that is read.

    Returns
    -------
    DataFrame
        ``x``, ``y`` and ``people``, all float64.

    Raises
    ------
    UnreadableFileError
        When nobody lives anywhere, or more people than the country has.
    """
    lives = people > 0
    total = float(people[lives].sum())
    if not total:
        raise UnreadableFileError(
            f"{path.name}: op geen enkele plek in dit bestand wonen mensen; kies een bestand met "
            "aantallen inwoners, of met adressen als punten."
        )
    if total > _MOST_PEOPLE:
        raise UnreadableFileError(
            f"{path.name}: samen zijn dit {total:.0f} mensen, en zoveel heeft Nederland er niet; "
            "controleer welke kolom de inwoners telt."
        )
    values = np.column_stack([xy[lives], people[lives]]).astype("float64")
    return pd.DataFrame(values, columns=list(COLUMNS))


def mask_abroad(xy: np.ndarray) -> np.ndarray:
    """Mark the places that don't lie in the Netherlands.

    Parameters
    ----------
    xy
        Places in RD (EPSG:28992, metres), a row each.

    Returns
    -------
    ndarray of bool
        One for each.
    """
    west, south, east, north = NETHERLANDS_IN_RD
    x, y = xy[:, 0], xy[:, 1]
    inside: np.ndarray = (x >= west) & (x <= east) & (y >= south) & (y <= north)
    return ~inside
