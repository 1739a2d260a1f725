"""47024NED: nuisance by kind, buurt and month. All figures are invented.

The codes of its kinds are unknown, so these are made up too: only the title of the total is not.
"""

from __future__ import annotations

import numpy as np

from tests.standin.regions import (
    MODIFIED,
    Regions,
    period_dimension,
    plain_dimension,
    region_dimension,
)
from tests.standin.statline import Areas
from tests.standin.table import Numbers, Table, Topic

TABLE = "47024NED"
TITLE = "Geregistreerde overlast; soort overlast, wijk, buurt, maandcijfers"
# Of 2022 the first months are missing; of the running year there are four.
MONTHS = (
    *(f"2022MM{month:02d}" for month in range(7, 13)),
    *(f"{year}MM{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)),
    *(f"2026MM{month:02d}" for month in range(1, 5)),
)
_KINDS = {"Z01": "Overlast door verward/overspannen persoon", "Z99": "Totaal registraties overlast"}
_SHARES = (0.3, 1.0)
# Of this buurt one month of 2024 is withheld.
HIDDEN = ("BU16800000", "2024MM03")


def count_of(inhabitants: float, place: int, month: int) -> float:
    """Reports of a buurt in a month: about 5 a year for 1,000 people."""
    return float(np.floor(inhabitants * 0.0004 + (place * 7 + month * 3) % 4))


def table(areas: Areas) -> Table:
    """Kind outermost, then area, then month; on the buurten of 2024."""
    codes = areas.regions.codes
    buurten = [place for place, code in enumerate(codes) if code.startswith("BU")]
    counts = np.zeros((len(codes), len(MONTHS)))
    people = np.nan_to_num(areas.inhabitants)
    for place in buurten:
        for month in range(len(MONTHS)):
            counts[place, month] = count_of(people[place], place, month)
    for place, code in enumerate(codes):
        if not code.startswith("BU"):
            inside = [b for b in buurten if code[:2] == "NL" or codes[b][2:].startswith(code[2:])]
            counts[place] = counts[inside].sum(axis=0)
    if HIDDEN[0] in codes:
        counts[codes.index(HIDDEN[0]), MONTHS.index(HIDDEN[1])] = np.nan
    rows = counts.size
    values = np.concatenate([np.floor(share * counts.ravel()) for share in _SHARES])
    region = np.repeat(np.arange(len(codes), dtype=np.int32), len(MONTHS))
    period = np.tile(np.arange(len(MONTHS), dtype=np.int8), len(codes))
    regions = Regions(codes, areas.regions.names, areas.regions.gemeenten)
    kinds = len(_KINDS)
    return Table(
        TABLE,
        TITLE,
        "Politie",
        "2022 - 2026",
        MODIFIED,
        [
            plain_dimension(
                "Overlast",
                "Soort overlast",
                _KINDS,
                np.repeat(np.arange(kinds, dtype=np.int8), rows),
            ),
            region_dimension(regions, np.tile(region, kinds)),
            period_dimension(MONTHS, np.tile(period, kinds)),
        ],
        [
            Topic(
                "GeregistreerdeOverlast_1",
                "Geregistreerde overlast",
                "aantal",
                "Overlast",
                Numbers(values, whole=True),
            )
        ],
        rows * kinds,
        2024,
    )
