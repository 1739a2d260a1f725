"""Published totals of the Netherlands by year, for years of which an edition has no table.

``checked`` tells whether the number was held against the table that it names; ``nee`` is to do.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nplv_geo.ground.checked_rows import tell_problem
from nplv_geo.ground.errors import NationalTotalsError

FILE = "data/national_totals.csv"

# By layer and year, in the unit of the layer.
NationalTotals = Mapping[str, Mapping[int, float]]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    layer: str = Field(min_length=1)
    year: Annotated[int, Field(ge=1900, le=2100)]
    value: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    table: str = Field(min_length=1)
    checked: Literal["ja", "nee"]


def parse_national_totals(text: str) -> NationalTotals:
    """Read and check the table.

    Raises
    ------
    NationalTotalsError
        On the first row that is wrong, or that stands there twice.
    """
    totals: dict[str, dict[int, float]] = {}
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    for number, cells in enumerate(reader, start=2):
        try:
            row = _Row.model_validate(cells)
        except ValidationError as error:
            raise NationalTotalsError(f"{FILE}, regel {number}: {tell_problem(error)}") from error
        years = totals.setdefault(row.layer, {})
        if row.year in years:
            raise NationalTotalsError(
                f"{FILE}, regel {number}: {row.layer} {row.year} staat er al; haal er een weg."
            )
        years[row.year] = row.value
    return totals
