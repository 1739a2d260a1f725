"""Health by wijk and buurt: ages and margins around the estimate are invented."""

from __future__ import annotations

import numpy as np

from tests.standin.regions import (
    MODIFIED,
    Regions,
    period_dimension,
    plain_dimension,
    region_dimension,
)
from tests.standin.table import Numbers, Table, Topic, title_of

ADULTS, ESTIMATE = "20300", "MW00000"
# Topics of 50120NED that layers ask for; the table has more.
OLD_TOPICS = (
    "Roker_5",
    "Overgewicht_9",
    "HoogRisicoOpAngstOfDepressie_18",
    "HeelVeelStressInAfgelopen4Weken_19",
    "Eenzaam_20",
    "ErnstigZeerErnstigEenzaam_21",
    "MoeiteMetRondkomen_26",
    "Mantelzorger_28",
    "Vrijwilligerswerk_30",
)
# Topics of 50150NED of which the key was read somewhere, and the middle of what is invented.
NEW_TOPICS = {
    "LangdurigBeperkt_6": 15,
    "HoogRisicoAngststoornisOfDepressie_14": 9,
    "HeelVeelStressAfg4Weken_17": 22,
    "LageVeerkracht_22": 18,
    "MatigVeelRegieOverHetEigenLeven_24": 78,
    "Eenzaam_25": 46,
    "SterkEenzaam_26": 13,
    "KrijgtSteunVanAnderen_29": 80,
    "Mantelzorger_30": 13,
    "Vrijwilligerswerk_31": 25,
    "MoeiteMetRondkomen_32": 20,
    "Overgewicht_33": 50,
    "ErnstigOvergewichtObesitas_34": 15,
    "RooktTabak_35": 18,
    "OvermatigDrinken_37": 7,
    "VoldoetAanDeBeweegrichtlijn_40": 45,
    "TevredenMetDeWoning_56": 80,
    "TevredenMetDeWoonomgeving_57": 78,
}
# Asked only since 2022: null in every older row.
SINCE_2022 = ("LageVeerkracht_22", "TevredenMetDeWoning_56", "TevredenMetDeWoonomgeving_57")
_AGES = {ADULTS: "18 jaar of ouder", "53105": "18 tot 65 jaar", "80200": "65 jaar of ouder"}
_MARGINS = {ESTIMATE: "Waarde", "MOG0095": "Ondergrens", "MBG0095": "Bovengrens"}
_BY_AGE = (0.0, 3.0, -6.0)
_BY_MARGIN = (0.0, -2.0, 2.0)


# Year of the areas that each table is about.
DIVISIONS = {"50090NED": 2020, "50120NED": 2024, "50150NED": 2024}


def table(  # noqa: PLR0913, PLR0917  # a table has that many sides
    name: str,
    regions: Regions,
    periods: list[str],
    region: np.ndarray,
    period: np.ndarray,
    figures: dict[str, np.ndarray],
) -> Table:
    """Table with ages outermost, then margins, then the given rows."""
    rows = len(region)
    ages, margins = len(_AGES), len(_MARGINS)
    size = rows * ages * margins
    shift = np.add.outer(np.array(_BY_AGE), np.array(_BY_MARGIN)).ravel()
    topics = [
        Topic(
            key,
            title_of(key),
            "%",
            "Gezondheid",
            Numbers(np.round(np.add.outer(shift, values).ravel(), 1), whole=False),
        )
        for key, values in figures.items()
    ]
    return Table(
        name,
        "Gezondheid per wijk en buurt",
        "RIVM",
        f"{periods[0][:4]} - {periods[-1][:4]}",
        MODIFIED,
        [
            plain_dimension(
                "Leeftijd",
                "Leeftijd",
                _AGES,
                np.repeat(np.arange(ages, dtype=np.int8), margins * rows),
            ),
            plain_dimension(
                "Marges",
                "Marges",
                _MARGINS,
                np.tile(np.repeat(np.arange(margins, dtype=np.int8), rows), ages),
            ),
            region_dimension(regions, np.tile(region.astype(np.int32), ages * margins)),
            period_dimension(
                periods, np.tile(period.astype(np.int8), ages * margins), newest="Definitief"
            ),
        ],
        topics,
        size,
    )
