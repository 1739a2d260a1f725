"""Kerncijfers with the whole list of columns as the service gave it, on invented areas.

The lists are recorded answers in the collected open data. The figures are invented: each column has
its place in the list, as far as that can be a percentage or a class.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from tests.standin import invented, real
from tests.standin.data import Data, Entry
from tests.standin.table import Entity, Numbers, Table, Topic, words

# Table and year: folder of its recorded answers, and when the service had changed it last.
RECORDED = {
    ("84799NED", 2020): ("84799NED_2021-03", "2021-03-26T02:00:00"),
    ("85984NED", 2024): ("85984NED_2025-04", "2025-03-27T02:00:00"),
}


def recorded_data() -> Data:
    """The tables of which ``DataProperties`` was recorded."""
    path = real.folder()
    if path is None:
        raise FileNotFoundError("no real data; set NPLV_REAL_DATA, or ask for data='invented'")
    entries = {
        table: Entry(
            f"Kerncijfers wijken en buurten {year}",
            "CBS",
            str(year),
            partial(_table, path / "samples" / "recorded" / folder, table, year, modified),
        )
        for (table, year), (folder, modified) in RECORDED.items()
    }
    return _Recorded(entries, invented.YEARS)


class _Recorded(Data):
    kind = "recorded"


def _table(folder: Path, name: str, year: int, modified: str) -> Table:
    rows = _properties(folder)
    plain = invented.table(name, max(year, invented.YEARS[0]))
    topics = [
        _topic(row, number, plain)
        for number, row in enumerate((row for row in rows if row["Type"] == "Topic"), start=1)
    ]
    return replace(
        plain, modified=modified, topics=topics, map_year=year, recorded=rows, period=str(year)
    )


def _topic(row: Entity, number: int, plain: Table) -> Topic:
    """Texts as the invented table has them; of figures, the place of the column."""
    key, title, unit = (str(row[name]) for name in ("Key", "Title", "Unit"))
    known = {topic.key: topic.column for topic in plain.topics}
    if row["Datatype"] == "String":
        column = known.get(key, words(["."] * plain.size))
    else:
        place = (number - 1) % (5 if unit == "code" else 100) + 1
        column = Numbers(np.full(plain.size, float(place)), whole=row["Datatype"] == "Long")
    return Topic(key, title, unit, "", column)


def _properties(folder: Path) -> list[Entity]:
    """Rows of ``DataProperties``; a client stored some as a table, with empty cells for null."""
    plain = folder / "DataProperties.json"
    if plain.exists():
        rows: list[Entity] = json.loads(plain.read_text(encoding="utf-8"))
        return rows
    (path,) = folder.glob("*DataProperties.parquet")
    frame = pd.read_parquet(path).rename(columns={"odata_type": "odata.type"}).astype("object")
    return [
        {str(name): _whole(cell) for name, cell in row.items() if pd.notna(cell)}
        for row in frame.to_dict("records")
    ]


def _whole(cell: object) -> object:
    """A number as the service gave it: a table with empty cells made 2020.0 of 2020."""
    return int(cell) if isinstance(cell, float) else cell
