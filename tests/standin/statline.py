"""CBS tables beside the Kerncijfers: SES-WOA, nearness and labour. All figures are invented.

Names and numbers of columns are those that public code uses for these tables; the numbers of the
nearness table shift between its two years, and four columns of SES-WOA share one name.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

from tests.standin.regions import (
    MODIFIED,
    SORTS,
    Regions,
    period_dimension,
    plain_dimension,
    region_dimension,
)
from tests.standin.table import Numbers, Table, Topic, title_of, words

# Area division and years of each SES-WOA table.
SES_WOA = {"86092NED": (2024, range(2014, 2024)), "86296NED": (2025, range(2014, 2025))}
NEARNESS = {"86134NED": 2024, "86270NED": 2025}
LABOUR = ("86258NED", 2024)
_FEW_HOUSEHOLDS = 100
_SCORES = ("GemiddeldeScore_29", "GemiddeldeScore_31", "GemiddeldeScore_33", "GemiddeldeScore_35")
# Column, middle in km; counts within a distance have names that several columns share.
_DISTANCES = {
    "AfstandTotHuisartsenpraktijk_5": 0.9,
    "AfstandTotApotheek_10": 1.2,
    "AfstandTotGroteSupermarkt_24": 0.8,
    "AfstandTotKinderdagverblijf_52": 0.6,
    "AfstandTotSchool_60": 0.7,
    "AfstandTotSchool_64": 2.1,
    "AfstandTotTreinstationsTotaal_90": 4.5,
    "AfstandTotBibliotheek_92": 1.6,
}
_COUNTS = ("Binnen1Km_6", "Binnen3Km_7", "Binnen1Km_61", "Binnen3Km_62")
_LAST_UNSHIFTED, _SHIFT = 70, 15
_SEXES = {"T001038": "Totaal mannen en vrouwen", "3000": "Mannen", "4000": "Vrouwen"}
_AGES = {"52052": "15 tot 75 jaar", "53105": "15 tot 25 jaar"}
_PARTS = ((1.0, 0.5, 0.5), (1.0, 0.15))


@dataclass(frozen=True)
class Areas:
    """Areas of one division with their inhabitants; not-a-number where that is not known."""

    regions: Regions
    inhabitants: np.ndarray


def without_country(areas: Areas) -> Areas:
    kept = [i for i, code in enumerate(areas.regions.codes) if not code.startswith("NL")]
    codes = [areas.regions.codes[i] for i in kept]
    names = [areas.regions.names[i] for i in kept]
    return Areas(Regions(codes, names, areas.regions.gemeenten), areas.inhabitants[kept])


def ses_woa(name: str, areas: Areas) -> Table:
    """All years on one division; no row for the country, no score for few households."""
    areas = without_country(areas)
    division, years = SES_WOA[name]
    periods = [f"{year}JJ00" for year in years]
    count, own = len(areas.regions.codes), len(periods)
    region, period = np.repeat(np.arange(count), own), np.tile(np.arange(own), count)
    households = np.floor(np.nan_to_num(areas.inhabitants) * 0.046) * 10
    few = np.repeat(households <= _FEW_HOUSEHOLDS, own)
    topics = [
        Topic(
            "ParticuliereHuishoudens_2",
            "Particuliere huishoudens",
            "aantal",
            "Huishoudens",
            Numbers(np.repeat(households, own), whole=True),
        )
    ]
    for key in _SCORES:
        scores = _random(key, count * own, -0.6, 0.6, 3)
        scores[few] = np.nan
        topics.append(Topic(key, "Gemiddelde score", "score", key, Numbers(scores, whole=False)))
    title = f"Sociaal-economische status; scores per wijk en buurt, regio-indeling {division}"
    return Table(
        name,
        title,
        "CBS",
        f"{years[0]} - {years[-1]}",
        MODIFIED,
        [region_dimension(areas.regions, region), period_dimension(periods, period)],
        topics,
        count * own,
        division,
    )


def nearness(name: str, areas: Areas) -> Table:
    """Distances over the road; none where nobody lives."""
    year, size = NEARNESS[name], len(areas.regions.codes)
    empty = ~(areas.inhabitants > 0)
    topics = _texts(areas.regions)
    for key, middle in _DISTANCES.items():
        values = _random(f"{key}{year}", size, 0.5 * middle, 1.5 * middle, 1)
        values[empty] = np.nan
        topics.append(_topic(_numbered(key, year), "km", values))
    for key in _COUNTS:
        topics.append(_topic(key, "aantal", _random(key, size, 0, 9, 1)))
    title = f"Nabijheid voorzieningen; afstand locatie, wijk- en buurtcijfers {year}"
    dimensions = [region_dimension(areas.regions)]
    return Table(name, title, "CBS", str(year), MODIFIED, dimensions, topics, size, year)


def labour(areas: Areas) -> Table:
    """People of 15 to 75 and those of them with work, in tens, by sex and age."""
    name, year = LABOUR
    parts = np.multiply.outer(*(np.array(shares) for shares in _PARTS)).ravel()
    count = len(areas.regions.codes)
    everybody = np.floor(np.multiply.outer(parts, areas.inhabitants * 0.075)).ravel() * 10
    working = np.floor(everybody * _random(name, everybody.size, 0.05, 0.085, 3)) * 10
    share = np.full(everybody.size, np.nan)
    np.divide(working * 100, everybody, out=share, where=everybody > 0)
    topics = [
        _topic("BeroepsEnNietBeroepsbevolking_1", "aantal", everybody),
        _topic("WerkzameBeroepsbevolking_2", "aantal", working),
        _topic("NettoArbeidsparticipatie_3", "%", share.round(0)),
    ]
    sex = np.repeat(np.arange(len(_SEXES)), len(_AGES) * count)
    age = np.tile(np.repeat(np.arange(len(_AGES)), count), len(_SEXES))
    return Table(
        name,
        f"Arbeidsdeelname; wijken en buurten {year}",
        "CBS",
        str(year),
        MODIFIED,
        [
            plain_dimension("Geslacht", "Geslacht", _SEXES, sex),
            plain_dimension("Leeftijd", "Leeftijd", _AGES, age),
            region_dimension(areas.regions, np.tile(np.arange(count), parts.size)),
        ],
        topics,
        everybody.size,
        year,
    )


def _topic(key: str, unit: str, values: np.ndarray) -> Topic:
    whole = unit == "aantal" and bool(np.all(np.isnan(values) | (values == np.floor(values))))
    return Topic(key, title_of(key), unit, "Cijfers", Numbers(values, whole=whole))


def _texts(regions: Regions) -> list[Topic]:
    group, codes = "Regioaanduiding", regions.codes
    towns = words([regions.gemeente(code) for code in codes], 40)
    sorts = words([SORTS[code[:2]] for code in codes], 10)
    return [
        Topic("Gemeentenaam_1", "Gemeentenaam", "naam", group, towns),
        Topic("SoortRegio_2", "Soort regio", "omschrijving", group, sorts),
        Topic("Codering_3", "Codering", "code", group, words(codes, 10)),
    ]


def _numbered(key: str, year: int) -> str:
    base, _, number = key.rpartition("_")
    shifted = int(number) > _LAST_UNSHIFTED and year > min(NEARNESS.values())
    return f"{base}_{int(number) + _SHIFT}" if shifted else key


def _random(seed: str, size: int, low: float, high: float, decimals: int) -> np.ndarray:
    """The same numbers in every run."""
    return np.random.default_rng(zlib.crc32(seed.encode())).uniform(low, high, size).round(decimals)
