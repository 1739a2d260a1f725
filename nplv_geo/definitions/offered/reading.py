"""Reads the lists of topics and column names from ``data/topics/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from nplv_geo.definitions.offered.column_names import ColumnNames, collect_names
from nplv_geo.definitions.offered.kwb_columns import (
    HEADERS_OF,
    KWB_COLUMNS,
    KwbColumns,
    parse_kwb_columns,
)
from nplv_geo.definitions.offered.topic_lists import TABLES, TOPICS, TopicList, parse_topic_lists
from nplv_geo.ground.errors import KnownTopicsError
from nplv_geo.ground.settings import PROJECT


def read_kwb_columns(project: Path) -> KwbColumns:
    """Read what columns of the Kerncijfers are called.

    Parameters
    ----------
    project
        Folder that holds ``data/topics/``.

    Returns
    -------
    KwbColumns
        All names.

    Raises
    ------
    KnownTopicsError
        When the table is missing or wrong.
    """
    return parse_kwb_columns(_read_text(project, KWB_COLUMNS))


def read_topic_lists(project: Path) -> tuple[TopicList, ...]:
    """Read the lists of topics that the repository carries.

    Parameters
    ----------
    project
        Folder that holds ``data/topics/``.

    Returns
    -------
    tuple of TopicList
        One for each table.

    Raises
    ------
    KnownTopicsError
        When a table is missing or wrong.
    """
    elsewhere = {HEADERS_OF: read_kwb_columns(project).list_offered()}
    return parse_topic_lists(_read_text(project, TABLES), _read_text(project, TOPICS), elsewhere)


@cache
def read_column_names() -> ColumnNames:
    """Read all names of columns that readers of files know.

    Returns
    -------
    ColumnNames
        Those of sheets, and those of the website's export in each state that is known.

    Raises
    ------
    KnownTopicsError
        When a table is missing or wrong.
    """
    return collect_names(read_kwb_columns(PROJECT), read_topic_lists(PROJECT))


def _read_text(project: Path, name: str) -> str:
    try:
        return (project / name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise KnownTopicsError(f"{name} ontbreekt; haal de hele repository opnieuw op.") from error
