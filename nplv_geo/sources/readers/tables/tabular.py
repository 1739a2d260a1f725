"""From a table as it stands in a file to figures: one :class:`Figures` per period."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from nplv_geo.definitions.tables import find_division, find_family
from nplv_geo.definitions.topics import name_topic_column
from nplv_geo.ground.areas import is_code, normalise_code
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.ground.quoting import quote
from nplv_geo.published.figures import Figures
from nplv_geo.sources.readers.tables import area_rows, cells, columns
from nplv_geo.sources.readers.tables.topic_cells import read_topics

# The police publish the running year as provisional, without saying so in the table itself.
_NEWEST_IS_PROVISIONAL = ("47018NED", "47022NED")

# A school year (2023SJ00) goes by the year in which it begins.
_YEAR_PERIOD = re.compile(r"((?:19|20)\d\d)(?:JJ00|SJ00)?")
_SHOWN = 3


@dataclass(frozen=True)
class Origin:
    """Where a table came from.

    Attributes
    ----------
    name
        What to call it in an error, such as its file name.
    year
        Period of a table that has no periods of its own.
    """

    name: str
    table: str
    year: int | None
    retrieved: str
    sha256: str


@dataclass(frozen=True)
class _Table:
    """The rows that count, each with its area, period and member of further dimensions."""

    codes: pd.Series
    periods: pd.Series
    members: pd.DataFrame
    numbers: pd.DataFrame
    marks: Mapping[str, pd.Series]
    names: Mapping[str, str]
    keys: Mapping[str, str]
    changes: Mapping[str, int]
    left_out: int


def read_figures(raw: pd.DataFrame, origin: Origin) -> list[Figures]:
    """Turn a table into figures, one per period, oldest first.

    Raises
    ------
    UnreadableFileError
        When codes, periods or numbers are not what they should be.
    """
    check_columns(raw, origin.name)
    region = _region_column(raw)
    codes = _codes(raw[region], origin)
    names = area_rows.names_of(raw, region, codes)
    shown = _is_of_members(raw, origin)
    no_place = area_rows.is_no_place(codes, names)
    is_place = shown & ~no_place
    left_out = area_rows.count_areas(codes[shown & no_place])
    changes = area_rows.changes_of(raw[is_place], codes[is_place])
    rows, codes = raw[is_place].reset_index(drop=True), codes[is_place].reset_index(drop=True)
    periods, members = _periods(rows, origin), _members(rows)
    _check_unique(codes, periods, members, origin)
    read = read_topics(rows, codes, origin.year, origin.name)
    numbers = pd.DataFrame(
        {topic: column.numbers for topic, column in read.items()}, index=rows.index
    )
    marks = {topic: column.marks for topic, column in read.items() if len(column.marks)}
    topics = columns.topics_of(raw.columns, origin.year)
    keys = {topic: key for key, topic in topics.items() if topic in read}
    called = {code: name for code, name in zip(codes, names[is_place], strict=True) if name}
    table = _Table(codes, periods, members, numbers, marks, called, keys, changes, left_out)
    return [_of_period(table, period, origin) for period in sorted(periods.unique())]


def _of_period(table: _Table, period: str, origin: Origin) -> Figures:
    """Put the rows of one period in one frame, each member of a dimension in its own columns."""
    frames, marks = [], {}
    for where, rows in _by_member(table.members[table.periods == period]):
        called = {topic: name_topic_column(topic, where) for topic in table.numbers.columns}
        part = table.numbers.loc[rows].set_axis(_index(table.codes[rows]))
        frames.append(part.rename(columns=called))
        for topic, known in table.marks.items():
            here = known[known.index.isin(rows)]
            if len(here):
                marks[called[topic]] = here.set_axis(_index(table.codes[here.index]))
    family = find_family(origin.table)
    division, division_from = find_division(origin.table, family.id, period)
    return Figures(
        table=origin.table,
        family=family.id,
        period=period,
        boundary_year=division,
        division_from=division_from,
        publisher=family.publisher,
        retrieved=origin.retrieved,
        sha256=origin.sha256,
        frame=pd.concat(frames, axis="columns").sort_index(),
        provisional=(origin.table in _NEWEST_IS_PROVISIONAL and period == table.periods.max()),
        marks=marks,
        names=table.names,
        keys=table.keys,
        change_marks=table.changes,
        left_out=table.left_out,
    )


def _index(codes: pd.Series) -> pd.Index:
    index: pd.Index = pd.Index(codes, dtype="str", name="area_code")
    return index


def check_columns(raw: pd.DataFrame, name: str) -> None:
    """Check that there are rows, each column once, and one with area codes.

    Raises
    ------
    UnreadableFileError
        When the table can't be one with figures of areas.
    """
    if raw.empty:
        raise UnreadableFileError(
            f"{name}: er staan geen rijen in; haal de tabel opnieuw op en controleer de selectie."
        )
    twice = raw.columns[raw.columns.duplicated()]
    if len(twice):
        raise UnreadableFileError(
            f"{name}: kolom {quote(twice[0])} staat er meer dan eens in; laat er één over."
        )
    if not columns.find_column(columns.REGION, raw.columns):
        raise UnreadableFileError(
            f"{name}: er is geen kolom met gebiedscodes (WijkenEnBuurten, Codering of "
            "gwb_code_10); kies een tabel over wijken en buurten."
        )


def _region_column(raw: pd.DataFrame) -> str:
    """Column with area codes; cbsodata puts titles in the one where codes belong."""
    candidates = columns.find_column(columns.REGION, raw.columns)
    with_codes = (
        column
        for column in candidates
        if any(is_code(normalise_code(cell)) for cell in raw[column].unique())
    )
    return next(with_codes, candidates[0])


def _codes(column: pd.Series, origin: Origin) -> pd.Series:
    written = column.map(cells.read_text).astype("str")
    codes = written.map({cell: normalise_code(cell) for cell in written.unique()})
    wrong = codes[(codes != "") & ~codes.map(is_code).astype(bool)]
    if len(wrong):
        rows = [f"{quote(code)} (gegevensrij {row + 1})" for row, code in _numbered(column, wrong)]
        raise UnreadableFileError(
            f"{origin.name}: kolom {quote(column.name)} heeft {list_some(rows)} en dat is geen "
            "gebiedscode; verbeter de codes of haal de rijen weg."
        )
    return codes


def _numbered(column: pd.Series, wrong: pd.Series) -> list[tuple[int, str]]:
    positions = column.index.get_indexer(wrong.index)
    return [(int(row), str(code)) for row, code in zip(positions, wrong, strict=True)]


def _is_of_members(raw: pd.DataFrame, origin: Origin) -> pd.Series:
    """Rows of the members that are shown, for dimensions of which not all are."""
    is_member = pd.Series(data=True, index=raw.index)
    members = columns.KEPT.get(find_family(origin.table).id, {})
    for dimension, member in members.items():
        if dimension in raw.columns:
            is_member &= raw[dimension].map(cells.read_text).astype("str").isin(member)
    if not is_member.any():
        description = ", ".join(f"{dimension} {member[0]}" for dimension, member in members.items())
        raise UnreadableFileError(
            f"{origin.name}: geen enkele rij hoort bij {description}; "
            "haal de tabel op met die selectie."
        )
    return is_member


def _periods(rows: pd.DataFrame, origin: Origin) -> pd.Series:
    if columns.PERIOD not in rows.columns:
        return pd.Series(str(origin.year), index=rows.index, dtype="str")
    written = rows[columns.PERIOD].map(cells.read_text).astype("str")
    years = {}
    for period in written.unique():
        match = _YEAR_PERIOD.fullmatch(period)
        if match is None:
            what = "een maand" if re.fullmatch(r"\d{4}MM\d\d", period) else "geen jaar"
            raise UnreadableFileError(
                f"{origin.name}: periode {quote(period)} is {what} en er worden alleen jaren "
                "gelezen; haal de tabel op met jaarcijfers (zoals 2024JJ00)."
            )
        years[period] = match[1]
    if origin.year is not None and str(origin.year) not in years.values():
        raise UnreadableFileError(
            f"{origin.name}: er staan cijfers in over {', '.join(sorted(years.values()))} en niet "
            f"over {origin.year}; laat --year weg."
        )
    return written.map(years).astype("str")


def _members(rows: pd.DataFrame) -> pd.DataFrame:
    """Members of the dimensions that become columns of their own."""
    dimensions = [dimension for dimension in columns.SPREAD if dimension in rows.columns]
    return pd.DataFrame(
        {key: rows[key].map(cells.read_text) for key in dimensions}, index=rows.index
    )


def _by_member(members: pd.DataFrame) -> list[tuple[dict[str, str], pd.Index]]:
    if members.columns.empty:
        return [({}, members.index)]
    keys = list(members.columns)
    return [
        (_named({key: str(part[key].iloc[0]) for key in keys}), part.index)
        for _, part in members.groupby(keys, sort=True)
    ]


def _named(where: dict[str, str]) -> dict[str, str]:
    """Members that the name of a column tells: all but the main one of a dimension."""
    return {key: member for key, member in where.items() if columns.MAIN.get(key) != member}


def _check_unique(
    codes: pd.Series, periods: pd.Series, members: pd.DataFrame, origin: Origin
) -> None:
    if codes.empty:
        raise UnreadableFileError(
            f"{origin.name}: er staat geen enkel gebied op het land in; kies een andere tabel."
        )
    keys = members.assign(code=codes, period=periods)
    twice = codes[keys.duplicated().to_numpy()]
    if len(twice):
        listed = [f"{quote(code)}" for code in twice.unique()]
        raise UnreadableFileError(
            f"{origin.name}: {list_some(listed)} komt meer dan eens voor; laat per gebied en "
            "periode één rij over."
        )


def list_some(items: Sequence[str]) -> str:
    """List the first few of some words, and say how many more there are."""
    more = f" (en nog {len(items) - _SHOWN})" if len(items) > _SHOWN else ""
    return ", ".join(items[:_SHOWN]) + more
