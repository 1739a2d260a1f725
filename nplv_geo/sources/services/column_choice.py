"""Which columns of an OData table the layers need, by base name, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nplv_geo.definitions.offered.likeness import find_alike
from nplv_geo.definitions.offered.topic_lists import OfferedTopic
from nplv_geo.ground.errors import NotPublishedYetError, SourceChangedError
from nplv_geo.published.raw_store import Sidecar
from nplv_geo.sources.readers.tables.columns import FIRST_COUNTS
from nplv_geo.sources.schemas.odata import Row
from nplv_geo.sources.schemas.reading import REMEDY
from nplv_geo.sources.services.needs import Choice, Need
from nplv_geo.sources.services.odata import Columns

# How StatLine writes the units of this project, where a name occurs with two units.
_UNITS = {"kWh": ("kwh",), "m³": ("m3", "m³"), "%": ("%",), "km": ("km",)}
_SHOWN = 5


@dataclass(frozen=True)
class ChosenColumns:
    """Columns to fetch.

    Attributes
    ----------
    keys
        Key of today by base name.
    notes
        What a person should know: names that are gone or that mean two things.
    """

    keys: dict[str, str]
    notes: tuple[str, ...]


def choose_columns(needs: Sequence[Need], columns: Columns, what: str) -> ChosenColumns:
    """Choose the columns that fill ``needs``.

    Raises
    ------
    SourceChangedError
        When not a single layer can be filled.
    """
    keys: dict[str, str] = {}
    gone: set[str] = set()
    twice: set[str] = set()
    for need in needs:
        filled = [_filled(need, choice, columns) for choice in need.choices]
        best = next((names for names in filled if all(names.values())), None)
        if best is not None:
            keys |= best
            continue
        # A layer of which only the divisor is missing has no figure either.
        gone |= {name for name in filled[0] if name not in columns.topics}
        twice |= {
            name for names in filled for name in names if len(columns.topics.get(name, ())) > 1
        }
    if not keys:
        topics = sorted({name for need in needs for name in need.choices[0].topics})
        raise SourceChangedError(
            what,
            f"kolom {check_listed(topics)}",
            f"geen daarvan tussen {len(columns.topics)} kolommen",
            REMEDY,
        )
    notes = [f"{what}: kolom {', '.join(sorted(gone))} bestaat niet (meer)"] if gone else []
    if twice := twice - set(keys):
        names = ", ".join(sorted(twice))
        notes.append(f"{what}: kolom {names} komt meer dan eens voor en is overgeslagen")
    return ChosenColumns(keys, tuple(notes))


def _filled(need: Need, choice: Choice, columns: Columns) -> dict[str, str]:
    """Key of today for each name of a choice, empty where it is not there."""
    divisor = {name: _key(columns, name, "") for name in choice.divisor}
    return divisor | {name: _key(columns, name, need.unit) for name in choice.topics}


def _key(columns: Columns, name: str, unit: str) -> str:
    """Key of the one topic, of the first where that counts, or of the one with the unit."""
    topics = columns.topics.get(name, [])
    if len(topics) == 1 or (topics and name in FIRST_COUNTS):
        return topics[0].key
    units = _UNITS.get(unit, (unit.lower(),))
    fitting = [topic.key for topic in topics if topic.unit.lower() in units]
    return fitting[0] if len(fitting) == 1 else ""


def list_changes(columns: Columns, known: Sidecar | None, what: str) -> list[str]:
    """Notes on topics that appeared or vanished since the table was fetched last.

    Parameters
    ----------
    known
        Sidecar of that time; None when there is none.
    what
        How a note calls the table.
    """
    before = known.topics if known else ()
    if not before:
        return []
    names = {topic.base for topic in before}
    new = [topic for topic in columns.offered if topic.base not in names]
    gone = [topic for topic in before if topic.base not in columns.topics]
    notes = []
    if new:
        names_of_new = ", ".join(sorted({topic.base for topic in new}))
        notes.append(f"{what}: kolom {names_of_new} is nieuw en nog in geen kaartlaag")
    if gone:
        told = sorted({_with_alike(topic, new) for topic in gone})
        notes.append(f"{what}: kolom {', '.join(told)} is verdwenen sinds de vorige keer")
    return notes


def _with_alike(gone: OfferedTopic, new: Sequence[OfferedTopic]) -> str:
    """Name of a topic that vanished, with the new ones that it may be called now."""
    alike = " en ".join(topic.base for topic in find_alike(gone, new))
    return f"{gone.base} (lijkt op {alike})" if alike else gone.base


def check_dimensions(columns: Columns, expected: Sequence[str], what: str) -> None:
    """Refuse a dimension that we don't filter on: an area would have more than one row.

    Raises
    ------
    SourceChangedError
        Naming the dimensions that are new, or gone.
    """
    known = {columns.region, *expected}
    if set(columns.dimensions) != known:
        raise SourceChangedError(
            what,
            f"dimensies {check_listed(sorted(known))}",
            check_listed(sorted(columns.dimensions)),
            REMEDY,
        )


def unpublished(rows: Sequence[Row], region: str, keys: dict[str, str], what: str) -> list[str]:
    """Note the columns that are empty for every gemeente: those come later.

    Raises
    ------
    SourceChangedError
        When there are no rows at all.
    NotPublishedYetError
        When all columns are empty.
    """
    if not rows:
        raise SourceChangedError(what, "rijen over gebieden", "een lege tabel", REMEDY)
    gemeenten = [row for row in rows if str(row[region]).startswith("GM")] or rows
    empty = [name for name, key in keys.items() if all(row.get(key) is None for row in gemeenten)]
    if len(empty) == len(keys):
        raise NotPublishedYetError(
            f"{what}: er is nog geen enkel cijfer gepubliceerd; probeer het later opnieuw of kies "
            "met --years een eerder jaar."
        )
    return [f"{what}: nog niet gepubliceerd: {', '.join(sorted(empty))}"] if empty else []


def check_listed(names: Sequence[str]) -> str:
    """Name a few and count the others."""
    more = f" (en nog {len(names) - _SHOWN})" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
