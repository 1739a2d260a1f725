"""Published totals of the Netherlands by year, for years of which an edition has no table.

``checked`` tells whether the number was held against the table that it names; ``nee`` is to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from nplv_geo.ground.checked_rows import CheckedRow, read_checked_rows
from nplv_geo.ground.errors import NationalTotalsError

NATIONAL_TOTALS = "data/national_totals.csv"

# By layer and year, in the unit of the layer.
NationalTotals = Mapping[str, Mapping[int, float]]


class _NationalTotal(CheckedRow):
    layer: str = Field(min_length=1)
    year: Annotated[int, Field(ge=1900, le=2100)]
    value: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    table: str = Field(min_length=1)
    checked: Literal["ja", "nee"]


def parse_national_totals(text: str) -> NationalTotals:
    """Read and check the table.

    Parameters
    ----------
    text
        Content of ``national_totals.csv``: comma separated, one row a layer and year.

    Returns
    -------
    NationalTotals
        Totals by layer and year, in the unit of the layer.

    Raises
    ------
    NationalTotalsError
        On the first row that is wrong, or that stands there twice.
    """
    totals: dict[str, dict[int, float]] = {}
    for where, row in read_checked_rows(text, _NationalTotal, NATIONAL_TOTALS, NationalTotalsError):
        years = totals.setdefault(row.layer, {})
        if row.year in years:
            raise NationalTotalsError(
                f"{where}: {row.layer} {row.year} staat er al; haal er een weg."
            )
        years[row.year] = row.value
    return totals
