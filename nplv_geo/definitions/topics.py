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
    """Cut the shifting numeric suffix off a topic key: ``Koopwoningen_47`` → ``Koopwoningen``.

    Parameters
    ----------
    key
        Key of a column as the publisher has it.

    Returns
    -------
    str
        Base name of the topic.
    """
    return _SUFFIX.sub("", key.strip())


def name_topic_column(topic: str, where: Mapping[str, str]) -> str:
    """Name the column that holds a topic for one member of further dimensions.

    Parameters
    ----------
    topic
        Base name of the topic.
    where
        Member of each further dimension, such as ``SoortMisdrijf`` ``0.0.0``; mostly empty.

    Returns
    -------
    str
        Such as ``GeregistreerdeMisdrijven|SoortMisdrijf=0.0.0``.
    """
    return "|".join([topic, *(f"{key}={value.strip()}" for key, value in sorted(where.items()))])


def evaluate_topics(
    expression: str, frame: pd.DataFrame, where: Mapping[str, str]
) -> pd.Series | None:
    """Compute a topic, or a sum or difference of topics, for every area.

    Parameters
    ----------
    expression
        Such as ``Koopwoningen`` or ``AantalInwoners - k_0Tot15Jaar``.
    frame
        Figures of a table: a column for each topic, indexed by area code.
    where
        Member of each further dimension.

    Returns
    -------
    Series or None
        By area code, in the unit of the table; NaN wherever one of the terms is missing; None when
        a term is not in the table.
    """
    if not has_all_topics(expression, frame, where):
        return None
    total: pd.Series | None = None
    for sign, topic in split_terms(expression):
        term = frame[name_topic_column(topic, where)] * sign
        total = term if total is None else total + term
    return total


def has_all_topics(expression: str, frame: pd.DataFrame, where: Mapping[str, str]) -> bool:
    """Tell whether all topics of an expression are in a table.

    Parameters
    ----------
    expression
        A topic, or a sum or difference of topics.
    frame
        Figures of a table: a column for each topic.
    where
        Member of each further dimension.

    Returns
    -------
    bool
        False also for an expression without topics.
    """
    columns = [name_topic_column(topic, where) for _, topic in split_terms(expression)]
    return bool(columns) and all(column in frame.columns for column in columns)


def split_terms(expression: str) -> list[tuple[int, str]]:
    """Split ``A + B - C`` into signed topics.

    Parameters
    ----------
    expression
        A topic, or a sum or difference of topics.

    Returns
    -------
    list of tuple of int and str
        Sign, 1 or -1, and base name of each topic.
    """
    return [(-1 if sign == "-" else 1, topic) for sign, topic in _TERM.findall(expression)]
