"""Figures by month: added up to whole years, or those of the newest to "this year until now".

A sum over part of a year is no figure of a year. It is published as a layer of its own, always
provisional, and the months that it is made of stand with the topic.
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd

from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.ground.quoting import quote
from nplv_geo.published.figures import Figures
from nplv_geo.sources.readers.tables import cells, columns

_MONTHS_A_YEAR = 12
_MONTH = re.compile(r"((?:19|20)\d\d)MM(0[1-9]|1[0-2])")


def sum_year_to_date(raw: pd.DataFrame, name: str) -> tuple[pd.DataFrame, str]:
    """Add the months of the newest year up, for each area and member.

    A month that is withheld or has no row makes the sum unknown: it is never counted as nothing.

    Returns
    -------
    frame, span
        Rows as those of a table by year, and the months such as ``2026MM01-2026MM05``.

    Raises
    ------
    UnreadableFileError
        When a period is no month, or a month before the last is missing.
    """
    months = raw[columns.PERIOD].map(cells.read_text).astype("str")
    newest = _months_of_newest_year(months.unique(), name)
    frame = _add_up(raw[months.isin(newest)].reset_index(drop=True), len(newest), name)
    return frame.assign(**{columns.PERIOD: f"{newest[0][:4]}JJ00"}), f"{newest[0]}-{newest[-1]}"


def sum_whole_years(raw: pd.DataFrame, name: str) -> pd.DataFrame:
    """Add the months of each year up, for each area and member; only years that have all twelve.

    Returns
    -------
    DataFrame
        Rows as those of a table by year.

    Raises
    ------
    UnreadableFileError
        When a period is no month, or no year is whole.
    """
    months = raw[columns.PERIOD].map(cells.read_text).astype("str")
    _check_months(months.unique(), name)
    count = pd.Series(months.unique()).str[:4].value_counts()
    years = sorted(count.index[count == _MONTHS_A_YEAR])
    if not years:
        raise UnreadableFileError(
            f"{name}: van geen enkel jaar staan alle twaalf maanden erin; haal die op."
        )
    parts = [
        _add_up(
            raw[months.str.startswith(year)].reset_index(drop=True), _MONTHS_A_YEAR, name
        ).assign(**{columns.PERIOD: f"{year}JJ00"})
        for year in years
    ]
    return pd.concat(parts, ignore_index=True)


def _add_up(rows: pd.DataFrame, months: int, name: str) -> pd.DataFrame:
    """Sum by area and member, unknown where one of the months is."""
    topics = list(columns.topics_of(rows.columns))
    for topic in topics:
        read = cells.read_column(rows[topic], comma=False)
        if np.size(read.wrong):
            first = quote(rows[topic].iloc[int(read.wrong[0])])
            raise UnreadableFileError(
                f"{name}: kolom {quote(topic)} heeft {first} en dat is "
                "geen getal; verbeter de waarde of maak de cel leeg."
            )
        rows[topic] = read.numbers
    keys = [key for key in (*columns.REGION, *columns.SPREAD) if key in rows.columns]
    grouped = rows.groupby(keys, sort=False)
    whole = grouped[topics].sum(min_count=months)
    counted = grouped.size() == months
    return whole.where(counted).reset_index()


def add_span(figures: Figures, span: str) -> Figures:
    """Name the months with the topic, where a reader looks a figure up."""
    return replace(figures, keys={topic: f"{key} {span}" for topic, key in figures.keys.items()})


def _check_months(periods: np.ndarray, name: str) -> None:
    for period in periods:
        if not _MONTH.fullmatch(period):
            raise UnreadableFileError(
                f"{name}: periode {quote(period)} is geen maand zoals 2026MM05; haal de tabel op "
                "met alle maanden van het jaar."
            )


def _months_of_newest_year(month_numbers: np.ndarray, name: str) -> list[str]:
    _check_months(month_numbers, name)
    year = max(month_numbers)[:4]
    months = sorted(period for period in month_numbers if period.startswith(year))
    expected = [f"{year}MM{n:02d}" for n in range(1, len(months) + 1)]
    if months != expected:
        first = next(month for month in expected if month not in months)
        raise UnreadableFileError(
            f"{name}: maand {first} ontbreekt, en zonder die is het geen jaar tot nu toe; haal "
            "alle maanden op."
        )
    return months
