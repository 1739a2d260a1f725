"""Which columns of an OData table the layers need, by base name, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nplv_geo.errors import NotPublishedYetError, SourceChangedError
from nplv_geo.sources.asked import Need
from nplv_geo.sources.odata import REMEDY, Columns, Row, Topic

# How StatLine writes the units of this project, where a name occurs with two units.
_UNITS = {"kWh": ("kwh",), "m³": ("m3", "m³"), "%": ("%",), "km": ("km",)}
_SHOWN = 5


@dataclass(frozen=True)
class Chosen:
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


def choose(needs: Sequence[Need], columns: Columns, what: str) -> Chosen:
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
        for choice in need.choices:
            found = {name: _key(columns.topics.get(name, []), need.unit) for name in choice}
            if all(found.values()):
                more = {name: _key(columns.topics.get(name, []), "") for name in need.denominator}
                gone |= {name for name, key in more.items() if not key}
                keys |= {name: key for name, key in (found | more).items() if key}
                break
            twice |= {name for name in choice if len(columns.topics.get(name, ())) > 1}
        else:
            gone |= {name for name in need.choices[0] if name not in columns.topics}
    if not keys:
        wanted = sorted({name for need in needs for name in need.choices[0]})
        raise SourceChangedError(
            what,
            f"kolom {listed(wanted)}",
            f"geen daarvan tussen {len(columns.topics)} kolommen",
            REMEDY,
        )
    notes = [f"{what}: kolom {listed(sorted(gone))} bestaat niet (meer)"] if gone else []
    if twice := twice - set(keys):
        names = listed(sorted(twice))
        notes.append(f"{what}: kolom {names} komt meer dan eens voor en is overgeslagen")
    return Chosen(keys, tuple(notes))


def _key(topics: Sequence[Topic], unit: str) -> str:
    """Key of the one topic, or of the one with the unit of the layer."""
    if len(topics) == 1:
        return topics[0].key
    units = _UNITS.get(unit, (unit.lower(),))
    fitting = [topic.key for topic in topics if topic.unit.lower() in units]
    return fitting[0] if len(fitting) == 1 else ""


def changes(columns: Columns, before: Sequence[str], what: str) -> list[str]:
    """Notes on topics that appeared or vanished since the table was fetched last."""
    if not before:
        return []
    new, gone = set(columns.topics) - set(before), set(before) - set(columns.topics)
    notes = [f"{what}: {len(new)} nieuwe kolommen, nog in geen kaartlaag"] if new else []
    if gone:
        notes.append(f"{what}: kolom {listed(sorted(gone))} is verdwenen sinds de vorige keer")
    return notes


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
            f"dimensies {listed(sorted(known))}",
            listed(sorted(columns.dimensions)),
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
    return [f"{what}: nog niet gepubliceerd: {listed(sorted(empty))}"] if empty else []


def listed(names: Sequence[str]) -> str:
    """Name a few and count the others."""
    more = f" (en nog {len(names) - _SHOWN})" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
