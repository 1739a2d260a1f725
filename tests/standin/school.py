"""84780NED: early school leavers per gemeente. All figures are invented.

Areas stand under ``Regiokenmerken``, with other regions between them; periods are school years.
"""

from __future__ import annotations

import zlib

import numpy as np

from tests.standin.regions import MODIFIED, dimension, period_dimension, plain_dimension
from tests.standin.statline import Areas
from tests.standin.table import Numbers, Table, Topic

TABLE = "84780NED"
TITLE = "Voortijdig schoolverlaters; woonregio"
PERIODS = tuple(f"{year}SJ00" for year in (2020, 2021, 2022, 2023))
_SEXES = {"T001038": "Totaal mannen en vrouwen", "3000": "Mannen", "4000": "Vrouwen"}
_SHIFT = (0.0, 0.4, -0.4)
_OTHERS = {"NL01": "Nederland", "LD01": "Noord-Nederland (LD)", "PV20": "Groningen (PV)"}


def share_of(code: str, period: str) -> float:
    """Percentage of a region, the same in every run."""
    return round(1.0 + (zlib.crc32(f"{code}{period}".encode()) % 300) / 100, 1)


def table(areas: Areas) -> Table:
    """Sex outermost, then region, then school year."""
    listed = zip(areas.regions.codes, areas.regions.names, strict=True)
    names = {**_OTHERS, **{code: name for code, name in listed if code.startswith("GM")}}
    members: list[dict[str, object]] = [
        {"Key": code.ljust(6), "Title": name, "Description": "", "CategoryGroupID": None}
        for code, name in names.items()
    ]
    size, own = len(names), len(PERIODS)
    region = np.tile(np.repeat(np.arange(size), own), len(_SEXES))
    period = np.tile(np.arange(own), size * len(_SEXES))
    shares = np.array([share_of(code, key) for code in names for key in PERIODS])
    values = np.concatenate([shares + shift for shift in _SHIFT]).round(1)
    sex = np.repeat(np.arange(len(_SEXES), dtype=np.int8), size * own)
    # The service does not say that these are areas.
    regions = dimension("Regiokenmerken", "Regiokenmerken", "Dimension", members, region)
    periods = period_dimension(PERIODS, period)
    topics = [
        ("VoortijdigSchoolverlatersTotaal_1", "aantal", np.floor(values * 40), True),
        ("VoortijdigSchoolverlatersPercentage_2", "%", values, False),
    ]
    return Table(
        TABLE,
        TITLE,
        "CBS",
        "2020/'21 - 2023/'24",
        MODIFIED,
        [plain_dimension("Geslacht", "Geslacht", _SEXES, sex), regions, periods],
        [
            Topic(key, key.rpartition("_")[0], unit, "Schoolverlaters", Numbers(cells, whole=whole))
            for key, unit, cells, whole in topics
        ],
        values.size,
    )
