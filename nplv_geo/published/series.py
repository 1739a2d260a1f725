"""Which figures of a layer may be compared over time: its names, its series and their breaks.

A publisher renames a topic, or changes what it counts. A layer file declares both; a layer's
periods then fall into series, numbered from 1, and only periods of one series may be compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.tables import find_family
from nplv_geo.definitions.texts import Text
from nplv_geo.definitions.topics import has_all_topics
from nplv_geo.published.figures import Figures


@dataclass(frozen=True, slots=True)
class PublishedName:
    """One name under which a layer's figures are published.

    Attributes
    ----------
    break_count
        Number of breaks between the oldest name and this one.
    """

    topic: str
    where: Mapping[str, str]
    denominator_topic: str | None
    break_count: int


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """Place of one period: its series, and what changed if the series starts there."""

    series: int
    note: Text | None


def list_names(layer: Layer) -> tuple[PublishedName, ...]:
    """List all names of a layer, the newest first.

    Parameters
    ----------
    layer
        The layer.

    Returns
    -------
    tuple of PublishedName
        That of today, then the earlier ones.
    """
    source, denominator = layer.source, layer.aggregate.denominator_topic
    broken = sum(name.meaning == "break" for name in source.earlier)
    names = [PublishedName(source.topic, source.where, denominator, broken)]
    for name in source.earlier:
        broken -= name.meaning == "break"
        where = source.where if name.where is None else name.where
        names.append(
            PublishedName(name.topic, where, name.denominator_topic or denominator, broken)
        )
    return tuple(names)


def find_name(layer: Layer, figures: Figures) -> PublishedName | None:
    """Find the name under which a table holds a layer.

    A column that is called like the layer itself holds what the layer shows, ready-made; its
    period then tells where it stands among the breaks.

    Parameters
    ----------
    layer
        The layer.
    figures
        A table.

    Returns
    -------
    PublishedName or None
        None when the table does not hold the layer.
    """
    if find_family(layer.source.table).id != figures.family:
        return None
    for name in list_names(layer):
        if _has_name(figures, name):
            return name
    if layer.id not in figures.frame.columns:
        return None
    newest = list_names(layer)[0].break_count
    later = sum(
        name.meaning == "break" and name.until is not None and figures.period[:4] <= name.until
        for name in layer.source.earlier
    )
    return PublishedName(layer.id, {}, None, newest - later)


def _has_name(figures: Figures, name: PublishedName) -> bool:
    """Tell whether a table has a topic and what it is divided by."""
    divisor = name.denominator_topic
    return (divisor is None or has_all_topics(divisor, figures.frame, {})) and (
        has_all_topics(name.topic, figures.frame, name.where)
    )


def place_periods(layer: Layer, names: Mapping[str, PublishedName]) -> dict[str, SeriesPoint]:
    """Give every period its series and, where one starts, the note on what changed.

    Parameters
    ----------
    layer
        The layer.
    names
        Name of the layer in each period that there is.

    Returns
    -------
    dict of str to SeriesPoint
        By period, the oldest first.
    """
    place_by_period: dict[str, SeriesPoint] = {}
    before: str | None = None
    for period in sorted(names):
        since = sum(change.since <= period[:4] for change in layer.source.breaks)
        notes = tuple(_list_crossed_breaks(layer, names, before, period))
        place_by_period[period] = SeriesPoint(
            1 + names[period].break_count + since, _join_notes(notes)
        )
        before = period
    return place_by_period


def _list_crossed_breaks(
    layer: Layer, names: Mapping[str, PublishedName], before: str | None, period: str
) -> Iterator[Text]:
    """Notes of the breaks between two periods, the oldest first.

    Without a period before, those that are known to fall exactly at this one.
    """
    now, year = names[period].break_count, period[:4]
    for name, older in zip(layer.source.earlier[::-1], list_names(layer)[:0:-1], strict=True):
        if before is None:
            is_crossed = name.until is not None and int(year) == int(name.until) + 1
        else:
            is_crossed = names[before].break_count <= older.break_count < now
        if is_crossed and name.meaning == "break" and name.note:
            yield name.note
    for change in sorted(layer.source.breaks, key=lambda change: change.since):
        if change.since == year if before is None else before[:4] < change.since <= year:
            yield change.note


def _join_notes(notes: tuple[Text, ...]) -> Text | None:
    if not notes:
        return None
    return Text(nl=" ".join(note.nl for note in notes), en=" ".join(note.en for note in notes))
