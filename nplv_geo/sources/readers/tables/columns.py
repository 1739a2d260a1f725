"""What the columns of a file are: codes, names, dimensions, or figures about a topic.

StatLine's own keys are the names of this project. CBS's spreadsheets ``kwb-YYYY.xlsx`` have shorter
ones and the export of the website longer ones: both stand in ``data/topics/``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from nplv_geo.definitions.offered.reading import read_column_names
from nplv_geo.definitions.topics import strip_topic_suffix
from nplv_geo.statistics import margins

# In order of preference: WijkenEnBuurten may hold titles, and then Codering has the codes.
REGION = (
    "WijkenEnBuurten",
    "gwb_code_10",
    "Codering",
    "gwb_code",
    "RegioS",
    "Regiokenmerken",
    "Regiocode (gemeente, wijk, buurt) (code)",
)
PERIOD = "Perioden"
MUNICIPALITY = ("Gemeentenaam", "gm_naam")
NAME = ("Naam", "regio", "buurt_naam", "Wijken en buurten")

# CBS's mark of what became of an area since the year before: 1 is unchanged.
CHANGE = ("IndelingswijzigingWijkenEnBuurten", "IndelingswijzigingGemeenteWijkBuurt", "ind_wbi")

# Names that several columns have: the first is about the whole, the others about parts of it.
FIRST_COUNTS = ("GemiddeldeScore", "Nederland", "EuropaExclusiefNederland", "BuitenEuropa")

# Dimensions of which each member becomes a column of its own.
SPREAD = ("SoortMisdrijf", margins.DIMENSION)
# The member whose columns have no name of their own.
MAIN = {margins.DIMENSION: margins.ESTIMATE}
# Of health we show adults: the estimate, and its margins as columns beside it.
_HEALTH = {"Leeftijd": ("20300",), margins.DIMENSION: margins.MEMBERS}
KEPT: dict[str, Mapping[str, tuple[str, ...]]] = {
    "50150NED": _HEALTH,
    "50120NED": _HEALTH,
    "84780NED": {"Geslacht": ("T001038",)},
}

_NO_TOPIC = {
    "id",
    "jaar",
    "leeftijd",
    "marges",
    "perioden",
    "regios",
    "regiokenmerken",
    "geslacht",
    "soortregio",
    "codering",
    "wijkenenbuurten",
    "meestvoorkomendepostcode",
    "soortmisdrijf",
    "regio",
    "recs",
    "ind_wbi",
    "ind_wbz",
    "gm_code",
    "wk_code",
    "bu_code",
    "gwb_code",
    "wijken en buurten",
}
_NO_TOPIC_PATTERN = re.compile(r"naam$|^indelingswijziging|^gwb_code|^regiocode ", re.IGNORECASE)
_STATLINE_KEY = re.compile(r"(?:k_\d|[A-Z])\w*_\d+")

# Outlines: the column with the code and the one with its name, smallest area first.
CODE_AND_NAME = {
    "statcode": "statnaam",
    "buurtcode": "buurtnaam",
    "bu_code": "bu_naam",
    "wijkcode": "wijknaam",
    "wk_code": "wk_naam",
    "gemeentecode": "gemeentenaam",
    "gm_code": "gm_naam",
}
WATER_COLUMNS = ("water", "h2o")
YEAR_COLUMNS = ("jrstatcode", "jaar")


def topic_of(column: str, year: int | None = None) -> str:
    """Name of the topic in ``column``, whichever way a file about ``year`` calls it."""
    return read_column_names().find_topic(column, year) or strip_topic_suffix(column)


def can_be_topic(column: str) -> bool:
    """Tell whether ``column`` may hold figures; names, codes and dimensions don't."""
    base = topic_of(column)
    if base.lower() in _NO_TOPIC or column.lower() in _NO_TOPIC:
        return False
    return _NO_TOPIC_PATTERN.search(base) is None


def must_be_topic(column: str, year: int | None = None) -> bool:
    """Tell whether the name alone says that ``column`` holds figures."""
    if _STATLINE_KEY.fullmatch(column):
        return True
    return read_column_names().find_topic(column, year) is not None


def list_unknown(names: Iterable[str], year: int | None, topics: Collection[str]) -> list[str]:
    """List the columns of which nobody knows what they hold.

    Parameters
    ----------
    names
        All columns of a file.
    year
        Year that the file is about; None when it tells of several.
    topics
        Names that are known besides those of sheets and exports, without suffix.
    """
    return [
        name
        for name in names
        if can_be_topic(name)
        and name not in SPREAD
        and not must_be_topic(name, year)
        and name not in topics
    ]


def topics_of(names: Iterable[str], year: int | None = None) -> dict[str, str]:
    """Topic of each column with figures; one that two columns share is left out.

    Without the unit, ``Appartement`` for electricity and for gas can't be told apart.
    """
    possible = {name: topic_of(name, year) for name in names if can_be_topic(name)}
    count = Counter(possible.values())
    first = {topic: name for name, topic in reversed(possible.items())}
    return {
        name: topic
        for name, topic in possible.items()
        if name not in SPREAD
        and (count[topic] == 1 or (topic in FIRST_COUNTS and first[topic] == name))
    }


def is_region(column: str) -> bool:
    """Tell whether ``column`` is one that holds area codes."""
    return any(_is_called(column, name) for name in REGION)


def find_column(names: tuple[str, ...], columns: Iterable[str]) -> list[str]:
    """Columns called by one of ``names``, with or without suffix, in the order of ``names``."""
    present = list(columns)
    return [column for name in names for column in present if _is_called(column, name)]


def _is_called(column: str, name: str) -> bool:
    return name.lower() in (column.lower(), topic_of(column).lower())
