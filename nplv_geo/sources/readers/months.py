"""Figures by month: those of the newest year added up to "this year until now".

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
    rows = raw[months.isin(newest)].reset_index(drop=True)
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
    whole = grouped[topics].sum(min_count=len(newest))
    counted = grouped.size() == len(newest)
    year = newest[0][:4]
    frame = whole.where(counted).reset_index().assign(**{columns.PERIOD: f"{year}JJ00"})
    return frame, f"{newest[0]}-{newest[-1]}"


def add_span(figures: Figures, span: str) -> Figures:
    """Name the months with the topic, where a reader looks a figure up."""
    return replace(figures, keys={topic: f"{key} {span}" for topic, key in figures.keys.items()})


def _months_of_newest_year(month_numbers: np.ndarray, name: str) -> list[str]:
    for period in month_numbers:
        if not _MONTH.fullmatch(period):
            raise UnreadableFileError(
                f"{name}: periode {quote(period)} is geen maand zoals 2026MM05; haal de tabel op "
                "met alle maanden van het jaar."
            )
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
