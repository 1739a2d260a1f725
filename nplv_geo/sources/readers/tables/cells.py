"""From the cells of a file to numbers: decimal comma or point, and what means "missing"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from numbers import Real

import numpy as np
import pandas as pd

from nplv_geo.ground.status import Status
from nplv_geo.published.figures import split_sentinels

# "." unknown, "x" withheld, "-" none possible; a lone comma occurs in CBS's sheet of 2022.
# Then what R, pandas, Excel and people write for a figure that is not there.
MISSING = frozenset(
    {"", ".", ",", "x", "-", "na", "n/a", "nan", "null", "#n/b", "#n/a", "#nb", "n.b.", "n.v.t."}
)
_WITHHELD = "x"

_DECIMAL_COMMA = re.compile(r"[+-]?\d+(\.\d{3})*,\d+", re.ASCII)
_COMMA_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?", re.ASCII)
_POINT_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


@dataclass(frozen=True)
class Column:
    """The numbers of one column.

    Attributes
    ----------
    marks
        What is known about missing values, by position in ``numbers``.
    wrong
        Positions of cells that are text and no way of saying "missing".
    """

    numbers: pd.Series
    marks: pd.Series
    wrong: np.ndarray

    @property
    def is_mostly_text(self) -> bool:
        """Tell whether this is a column of words rather than numbers with a mistake."""
        return len(self.wrong) > self.numbers.notna().sum()


def read_text(cell: object) -> str:
    """Text of a cell without the padding of the services; a missing cell is empty."""
    if cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    return str(cell).strip()


def uses_decimal_comma(cells: Iterable[object]) -> bool:
    """Tell whether any of ``cells`` is written like ``12,5``."""
    return any(
        isinstance(cell, str) and "," in cell and _DECIMAL_COMMA.fullmatch(cell.strip())
        for cell in cells
    )


def read_number(cell: object, *, comma: bool) -> float | None:
    """Value of one cell: NaN when it says "missing", None when it is text."""
    if isinstance(cell, Real) and not isinstance(cell, bool):
        return _finite(float(cell))
    written = read_text(cell)
    if written.lower() in MISSING:
        return math.nan
    if not (_COMMA_NUMBER if comma else _POINT_NUMBER).fullmatch(written):
        return None
    return _finite(float(written.replace(".", "").replace(",", ".") if comma else written))


def _finite(value: float) -> float | None:
    return None if math.isinf(value) else value


def read_column(cells: pd.Series, *, comma: bool) -> Column:
    """Read a whole column; each distinct cell is read once, as figures repeat themselves."""
    cells = cells.reset_index(drop=True)
    if pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells):
        values = cells.astype("float64")
        wrong = np.flatnonzero(np.isinf(values))
        withheld = pd.Series(dtype="object")
    else:
        cells = cells.astype("object").map(_plain)
        read = {cell: read_number(cell, comma=comma) for cell in cells.unique()}
        parsed = [read[cell] for cell in cells]
        wrong = np.flatnonzero([value is None for value in parsed])
        values = pd.Series([math.nan if value is None else value for value in parsed], dtype=float)
        is_withheld = cells.map(lambda cell: read_text(cell).lower() == _WITHHELD).astype(bool)
        withheld = pd.Series(Status.SUPPRESSED.value, index=cells.index[is_withheld])
    values, marks = split_sentinels(values)
    return Column(values, pd.concat([marks, withheld.astype("object")]), wrong)


def _plain(cell: object) -> object:
    """Give a cell that can be looked up: a number as it is, anything else as its text."""
    return cell if isinstance(cell, Real) and not math.isnan(cell) else read_text(cell)
