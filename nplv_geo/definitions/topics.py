"""Topics: what a published table calls a column, and sums and differences of them.

CBS renumbers the suffix (``Koopwoningen_47``) between years and even within one table id, so it is
cut off on entry. Where a table has a further dimension, the column says which member:
``GeregistreerdeMisdrijven|SoortMisdrijf=0.0.0``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

_SUFFIX = re.compile(r"_\d+$")


_TERM = re.compile(r"\s*([+-]?)\s*([A-Za-z_][\w]*)")


def strip_topic_suffix(key: str) -> str:
    """Cut the shifting numeric suffix off a topic key: ``Koopwoningen_47`` → ``Koopwoningen``."""
    return _SUFFIX.sub("", key.strip())


def name_topic_column(topic: str, where: Mapping[str, str]) -> str:
    """Name of the column that holds ``topic`` for one member of further dimensions."""
    return "|".join([topic, *(f"{key}={value.strip()}" for key, value in sorted(where.items()))])


def evaluate_topics(
    expression: str, frame: pd.DataFrame, where: Mapping[str, str]
) -> pd.Series | None:
    """Compute a topic, or a sum or difference of topics, for every area.

    Parameters
    ----------
    expression
        Such as ``Koopwoningen`` or ``AantalInwoners - k_0Tot15Jaar``.

    Returns
    -------
    Series or None
        NaN wherever one of the terms is missing; None when a term is not in the table.
    """
    if not has_all_topics(expression, frame, where):
        return None
    total: pd.Series | None = None
    for sign, topic in split_terms(expression):
        term = frame[name_topic_column(topic, where)] * sign
        total = term if total is None else total + term
    return total


def has_all_topics(expression: str, frame: pd.DataFrame, where: Mapping[str, str]) -> bool:
    """Tell whether all topics of an expression are in the table."""
    columns = [name_topic_column(topic, where) for _, topic in split_terms(expression)]
    return bool(columns) and all(column in frame.columns for column in columns)


def split_terms(expression: str) -> list[tuple[int, str]]:
    """Split ``A + B - C`` into signed topics."""
    return [(-1 if sign == "-" else 1, topic) for sign, topic in _TERM.findall(expression)]
