"""One table that was spread over several worksheets, put together again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

import pandas as pd

from nplv_geo.ground.areas import is_code, normalise_code
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.sources.readers.tables.cells import read_text
from nplv_geo.sources.readers.tables.columns import (
    CHANGE,
    MUNICIPALITY,
    NAME,
    PERIOD,
    REGION,
    SPREAD,
    find_column,
)


def join_sheets(frames: Mapping[str, pd.DataFrame], name: str) -> pd.DataFrame:
    """Join worksheets: those about other areas below one another, other topics side by side.

    Parameters
    ----------
    frames
        Table of each worksheet by its title, at least one; cells as they stand.
    name
        What to call the file in an error.

    Returns
    -------
    DataFrame
        One table.

    Raises
    ------
    UnreadableFileError
        When two worksheets tell of the same areas about the same topics.
    """
    titles = list(frames)
    (_, joined) = reduce(
        lambda done, title: (f"{done[0]}, {title}", _join(done, (title, frames[title]), name)),
        titles[1:],
        (titles[0], frames[titles[0]]),
    )
    return joined


def _join(
    first: tuple[str, pd.DataFrame], second: tuple[str, pd.DataFrame], name: str
) -> pd.DataFrame:
    (title, above), (other, below) = first, second
    keys = [_list_keys(above), _list_keys(below)]
    if not set(keys[0]) & set(keys[1]):
        return pd.concat([above, below], ignore_index=True)
    shared = [column for column in below.columns if column in above.columns]
    if set(shared) <= _describe_columns(below):
        return _put_beside(above, below.drop(columns=shared), keys)
    raise UnreadableFileError(
        f"{name}: werkblad '{title}' en '{other}' gaan over dezelfde gebieden en dezelfde kolommen "
        f"('{_first_topic(shared, below)}'); welk bedoelt u? Laat er één in het bestand."
    )


def _list_keys(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """What tells the rows of a worksheet apart: area, period and member."""
    regions = find_column(REGION, frame.columns)
    codes = next(
        (frame[column] for column in regions if frame[column].map(_is_area).any()),
        frame[regions[0]],
    ).map(read_text)
    more = [frame[column].map(read_text) for column in (PERIOD, *SPREAD) if column in frame.columns]
    return list(zip(codes.map(normalise_code), *more, strict=True))


def _is_area(cell: object) -> bool:
    return is_code(normalise_code(read_text(cell)))


def _describe_columns(frame: pd.DataFrame) -> set[str]:
    """Columns that say which area and period a row is about, and hold no figures."""
    names = (*REGION, *NAME, *MUNICIPALITY, *CHANGE, PERIOD, *SPREAD, "SoortRegio", "recs")
    return set(find_column(names, frame.columns))


def _first_topic(shared: list[str], frame: pd.DataFrame) -> str:
    return next(column for column in shared if column not in _describe_columns(frame))


def _put_beside(
    above: pd.DataFrame, more: pd.DataFrame, keys: list[list[tuple[str, ...]]]
) -> pd.DataFrame:
    """Columns of a second worksheet beside those of the first, by area; nothing is lost."""
    left = above.set_axis(pd.MultiIndex.from_tuples(keys[0]), axis="index")
    right = more.set_axis(pd.MultiIndex.from_tuples(keys[1]), axis="index")
    right = right[right.index.isin(left.index)]
    return left.join(right).reset_index(drop=True)
