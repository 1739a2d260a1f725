"""The areas of one year and the tables that are built on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tests.standin.table import Dimension, Entity, Table, Topic, Words, words

SORTS = {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}
MODIFIED = "2026-07-06T02:00:00"


@dataclass(frozen=True)
class Regions:
    """Codes with their names, in the order of the table; ``gemeenten`` has no GM in front."""

    codes: list[str]
    names: list[str]
    gemeenten: dict[str, str]

    def gemeente(self, code: str) -> str:
        return self.gemeenten.get(code[2:6], "")


def region_dimension(regions: Regions, codes: np.ndarray | None = None) -> Dimension:
    """``WijkenEnBuurten``: keys of ten characters."""
    members: list[Entity] = []
    for code, name in zip(regions.codes, regions.names, strict=True):
        key = code.ljust(10)
        gemeente = regions.gemeente(code)
        more = {"Description": "", "Municipality": gemeente, "DetailRegionCode": key}
        members.append({"Key": key, "Title": name, **more})
    return dimension("WijkenEnBuurten", "Wijken en buurten", "GeoDetail", members, codes)


def period_dimension(
    periods: Sequence[str], codes: np.ndarray, newest: str = "Voorlopig"
) -> Dimension:
    """``Perioden``; the newest is provisional unless its status is said to be another."""
    members: list[Entity] = [
        {"Key": key, "Title": key[:4], "Description": "", "Status": "Definitief"} for key in periods
    ]
    members[-1]["Status"] = newest
    return dimension("Perioden", "Perioden", "TimeDimension", members, codes)


def plain_dimension(name: str, title: str, keys: dict[str, str], codes: np.ndarray) -> Dimension:
    """A dimension of which ``keys`` has the titles, all keys padded to the longest."""
    width = max(map(len, keys))
    members: list[Entity] = [
        {"Key": key.ljust(width), "Title": text, "Description": "", "CategoryGroupID": None}
        for key, text in keys.items()
    ]
    return dimension(name, title, "Dimension", members, codes)


def dimension(
    name: str, title: str, kind: str, members: list[Entity], codes: np.ndarray | None
) -> Dimension:
    codes = np.arange(len(members)) if codes is None else codes
    column = Words([str(member["Key"]) for member in members], codes)
    return Dimension(name, title, kind, members, column)


def kwb_table(
    name: str,
    year: int,
    regions: Regions,
    topics: list[Topic],
    changes: Mapping[str, str] | None = None,
) -> Table:
    """Kerncijfers: one row for each area, the first four columns as always.

    ``changes`` has the marks of areas that changed since the year before; all others did not.
    """
    codes = regions.codes
    group = "Regioaanduiding"
    marks = {"NL00": "."} | dict(changes or {})
    change = words([marks.get(code, "1") for code in codes])
    first = [
        Topic(
            "Gemeentenaam_1",
            "Gemeentenaam",
            "naam",
            group,
            words([regions.gemeente(code) for code in codes], 40),
        ),
        Topic(
            "SoortRegio_2",
            "Soort regio",
            "omschrijving",
            group,
            words([SORTS[code[:2]] for code in codes], 10),
        ),
        Topic("Codering_3", "Codering", "code", group, words(codes, 10)),
        Topic(
            "IndelingswijzigingWijkenEnBuurten_4",
            "Indelingswijziging wijken en buurten",
            "code",
            group,
            change,
        ),
    ]
    return Table(
        name,
        f"Kerncijfers wijken en buurten {year}",
        "CBS",
        str(year),
        MODIFIED,
        [region_dimension(regions)],
        first + topics,
        len(codes),
        year,
    )
