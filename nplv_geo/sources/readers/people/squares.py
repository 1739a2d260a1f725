"""Squares of CBS (``vierkantstatistieken``): 100 or 500 metres, with the number of inhabitants.

The code of a square is its south-west corner in hectometres: ``E1230N4567`` begins at x 123,000 and
y 456,700. Numbers are rounded to five, and below zero where CBS withholds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.ground.quoting import quote
from nplv_geo.published.people_points import PeoplePoints
from nplv_geo.sources.readers.damage import explain_damage
from nplv_geo.sources.readers.file_names import KnownYears
from nplv_geo.sources.readers.people.counting import (
    find_year,
    make_frame,
    mask_abroad,
    read_counts,
)

_CODES = re.compile(r"crs28992res(100|500)m", re.IGNORECASE)
_CODE = r"E(\d{4})N(\d{4})"
_PEOPLE = "aantal_inwoners"
_HECTOMETRE = 100
# Bytes from the top of a file in which its header stands, and what may part its columns.
_TOP = 20_000
_SEPARATORS = ";,\t"


@dataclass(frozen=True)
class SquareFields:
    """Columns of a file with squares.

    Attributes
    ----------
    code, people
        Names of the columns, as the file calls them; no people is an empty name.
    size_m
        Side of a square in metres.
    """

    code: str
    people: str
    size_m: int

    def list_names(self, path: Path) -> list[str]:
        """List the columns to read.

        Parameters
        ----------
        path
            File that is read.

        Returns
        -------
        list of str
            Both columns.

        Raises
        ------
        UnreadableFileError
            When there are no numbers of inhabitants.
        """
        if not self.people:
            raise UnreadableFileError(
                f"{path.name}: er is geen kolom {_PEOPLE} bij {self.code}; kies de "
                "vierkantstatistieken van het CBS met inwoners."
            )
        return [self.code, self.people]


def find_square_fields(names: Iterable[str]) -> SquareFields | None:
    """Find the columns of squares.

    Parameters
    ----------
    names
        All columns of a file.

    Returns
    -------
    SquareFields or None
        None when none of them has codes of squares.
    """
    present = {name.strip().lower(): name for name in map(str, names)}
    code = next((name for name in present if _CODES.fullmatch(name)), None)
    if code is None:
        return None
    size = int(code.removeprefix("crs28992res").removesuffix("m"))
    return SquareFields(present[code], present.get(_PEOPLE, ""), size)


def find_csv_fields(path: Path) -> SquareFields | None:
    """Find the columns of squares in the header of a CSV file.

    Parameters
    ----------
    path
        A file that may be CSV.

    Returns
    -------
    SquareFields or None
        None when it is something else.
    """
    with path.open("rb") as file:
        header = file.read(_TOP).decode("utf-8-sig", "replace").partition("\n")[0]
    names = [name.strip().strip('"') for name in re.split(f"[{_SEPARATORS}]", header)]
    return find_square_fields(names)


def read_square_csv(path: Path, fields: SquareFields, years: KnownYears) -> PeoplePoints:
    """Read squares out of a CSV file.

    Parameters
    ----------
    path
        File that is read.
    fields
        Its columns.
    years
        What the user and the name of the file say.

    Returns
    -------
    PeoplePoints
        Where people live.

    Raises
    ------
    UnreadableFileError
        Saying what is wrong with it.
    """
    names = fields.list_names(path)
    with path.open("rb") as file:
        top = file.read(_TOP).decode("utf-8-sig", "replace").partition("\n")[0]
    with explain_damage(path):
        frame = pd.read_csv(
            path,
            sep=max(_SEPARATORS, key=top.count),
            usecols=lambda name: str(name).strip() in names,
            dtype="str",
            encoding="utf-8-sig",
            keep_default_na=False,
        )
    return read_squares(frame.rename(columns=str.strip), fields, path, years)


def read_squares(
    frame: pd.DataFrame, fields: SquareFields, path: Path, years: KnownYears
) -> PeoplePoints:
    """Turn rows about squares into places where people live.

    Parameters
    ----------
    frame
        Rows with at least the columns of ``fields``.
    fields
        Its columns.
    path
        File that it was read from.
    years
        What the user and the name of the file say.

    Returns
    -------
    PeoplePoints
        A square of 500 m as 25 of 100 m, with a 25th of its people each.

    Raises
    ------
    UnreadableFileError
        When a code is none of a Dutch square, stands there twice, or nobody lives anywhere.
    """
    code, people = fields.list_names(path)
    year = find_year(years, path)
    corners = _read_corners(frame[code].astype("str").str.strip(), fields, path)
    counts = read_counts(frame[people], path)
    side = fields.size_m // _HECTOMETRE
    steps = np.array([(i, j) for i in range(side) for j in range(side)]) + 0.5
    xy = (corners[:, None, :] + steps[None, :, :] * _HECTOMETRE).reshape(-1, 2)
    return PeoplePoints(
        frame=make_frame(xy, np.repeat(counts / side**2, side**2), path),
        year=year,
        kind="squares",
        origin=path.name,
        places=int((counts > 0).sum()),
        size_m=fields.size_m,
        left_out=int(np.isnan(counts).sum()),
    )


def _read_corners(codes: pd.Series, fields: SquareFields, path: Path) -> np.ndarray:
    """South-west corners of squares, in metres."""
    parts = codes.str.extract(f"^{_CODE}$")
    is_wrong = parts.isna().any(axis="columns")
    if is_wrong.any():
        raise _refuse(path, codes[is_wrong], "is geen code van een vierkant zoals E1230N4567")
    corners: np.ndarray = parts.astype("float64").to_numpy() * _HECTOMETRE
    is_off = (corners % fields.size_m != 0).any(axis=1)
    if is_off.any():
        what = f"is geen hoek van een vierkant van {fields.size_m} meter"
        raise _refuse(path, codes[is_off], what)
    is_abroad = mask_abroad(corners)
    if is_abroad.any():
        raise _refuse(path, codes[is_abroad], "ligt buiten Nederland")
    is_repeated = codes.duplicated()
    if is_repeated.any():
        raise _refuse(path, codes[is_repeated], "staat er meer dan eens in")
    return corners


def _refuse(path: Path, codes: pd.Series, what: str) -> UnreadableFileError:
    more = f" (en nog {len(codes) - 1})" if len(codes) > 1 else ""
    return UnreadableFileError(
        f"{path.name}: {quote(codes.iloc[0])}{more} {what}; haal de vierkantstatistieken opnieuw "
        "op bij het CBS."
    )
