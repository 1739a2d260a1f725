"""Totals of the country: read by layer and year; a wrong row is named by its line."""

from __future__ import annotations

import pytest

from nplv_geo.definitions.national_totals import parse_national_totals
from nplv_geo.definitions.read import read_national_totals
from nplv_geo.ground.errors import NationalTotalsError
from nplv_geo.ground.settings import PROJECT

HEAD = "layer,year,value,table,checked\n"
ROW = "inwoners,2021,17475415,85039NED,ja\n"


def test_the_table_of_the_project_is_read() -> None:
    totals = read_national_totals(PROJECT)["inwoners"]
    assert (totals[2021], totals[2024], totals[2025]) == (17_475_415, 17_942_942, 18_044_027)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (ROW + ROW, "regel 3: inwoners 2021 staat er al"),
        (ROW.replace("17475415", "0"), "regel 2: veld 'value'"),
        (ROW.replace("2021", "21"), "regel 2: veld 'year'"),
        (ROW.replace(",ja", ",misschien"), "regel 2: veld 'checked'"),
    ],
)
def test_a_wrong_row_is_named(rows: str, told: str) -> None:
    with pytest.raises(NationalTotalsError, match=told):
        parse_national_totals(HEAD + rows)
