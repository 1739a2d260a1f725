"""The margins that a publisher gives around a model estimate, as columns beside the estimate.

CBS and RIVM publish them as rows of their own under the dimension ``Marges``: ``MW00000`` is the
estimate, ``MOG…`` the lower and ``MBG…`` the upper bound of the interval that the digits name
(``0095``: 95 %). In a table as we keep it, a bound is a column: ``Roker|Marges=MOG0095``.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from nplv_geo.definitions.topics import name_topic_column, split_terms

DIMENSION = "Marges"
ESTIMATE = "MW00000"
LOWER, UPPER = "MOG0095", "MBG0095"
MEMBERS = (ESTIMATE, LOWER, UPPER)


def compute_half_widths(
    topic: str, frame: pd.DataFrame, where: Mapping[str, str]
) -> pd.Series | None:
    """Compute half the 95 % interval around a topic for every area.

    Parameters
    ----------
    topic
        May be a sum or difference of topics, as for :func:`~nplv_geo.definitions.topics.evaluate`.
    frame
        Published table: a row an area, a column a topic.
    where
        Members of the dimensions that the topic is taken of.

    Returns
    -------
    Series or None
        By area, in the unit of the topic, NaN where a bound is missing; None when the table gives
        no margins.

    Notes
    -----
    An interval that is not symmetric gives half of the whole of it. Of a sum or difference the
    half widths are added: the estimates come out of one model and may all be off to one side.
    """
    total: pd.Series | None = None
    for _, name in split_terms(topic):
        columns = [name_topic_column(name, {**where, DIMENSION: code}) for code in (LOWER, UPPER)]
        if any(column not in frame.columns for column in columns):
            return None
        half = (frame[columns[1]] - frame[columns[0]]).abs() / 2
        total = half if total is None else total + half
    return total
