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
    topic
        Topic or expression of topics.
    where
        Members of the dimensions that it is taken of.
    denominator_topic
        What it is divided by in the same table, if anything.
    breaks_before
        Number of breaks between the oldest name and this one.
    family
        Table family that has the layer under this name.
    """

    topic: str
    where: Mapping[str, str]
    denominator_topic: str | None
    breaks_before: int
    family: str


@dataclass(frozen=True, slots=True)
class SeriesPosition:
    """Where one period stands among the series of its layer.

    Attributes
    ----------
    series
        Number of the series, from 1.
    note
        What changed, if the series starts here.
    """

    series: int
    note: Text | None


def list_names(layer: Layer) -> tuple[PublishedName, ...]:
    """List all names of a layer.

    Parameters
    ----------
    layer
        Its file declares them.

    Returns
    -------
    tuple of PublishedName
        The newest first.
    """
    source, denominator = layer.source, layer.aggregate.denominator_topic
    breaks = sum(name.meaning == "break" for name in source.earlier)
    names = [
        PublishedName(source.topic, source.where, denominator, breaks, find_family(source.table).id)
    ]
    for name in source.earlier:
        breaks -= name.meaning == "break"
        where = source.where if name.where is None else name.where
        divisor = name.denominator_topic or denominator
        family = find_family(name.table or source.table).id
        names.append(PublishedName(name.topic, where, divisor, breaks, family))
    return tuple(names)


def list_families(layer: Layer) -> tuple[str, ...]:
    """List the table families that have a layer.

    Parameters
    ----------
    layer
        Its file declares them.

    Returns
    -------
    tuple of str
        That of the layer first, then those of its earlier names: of a period that two families
        have, the first one is taken.
    """
    return tuple(dict.fromkeys(name.family for name in list_names(layer)))


def find_name(layer: Layer, figures: Figures) -> PublishedName | None:
    """Find the name under which a table holds a layer.

    Parameters
    ----------
    layer
        Its file declares the names.
    figures
        A published table.

    Returns
    -------
    PublishedName or None
        None when the table does not hold the layer.

    Notes
    -----
    A column that is called like the layer itself holds what the layer shows, ready-made; its
    period then tells where it stands among the breaks.
    """
    names = [name for name in list_names(layer) if name.family == figures.family]
    for name in names:
        if _holds_name(figures, name):
            return name
    if not names or layer.id not in figures.frame.columns:
        return None
    newest = names[0].breaks_before
    later = sum(
        name.meaning == "break" and name.until is not None and figures.period[:4] <= name.until
        for name, older in zip(layer.source.earlier, list_names(layer)[1:], strict=True)
        if older.breaks_before < newest
    )
    return PublishedName(layer.id, {}, None, newest - later, figures.family)


def is_count(layer: Layer, name: PublishedName) -> bool:
    """Tell whether what a table holds is a count that the layer divides itself.

    Parameters
    ----------
    layer
        Its rule says whether it is a rate.
    name
        Name under which the table holds it: a rate under the layer's own id is ready-made.

    Returns
    -------
    bool
        False for rates that the publisher divided, and for all other layers.
    """
    return layer.is_rate and name.topic != layer.id


def _holds_name(figures: Figures, name: PublishedName) -> bool:
    """Tell whether a table has a topic and what it is divided by."""
    divisor = name.denominator_topic
    return (divisor is None or has_all_topics(divisor, figures.frame, {})) and (
        has_all_topics(name.topic, figures.frame, name.where)
    )


def assign_series(layer: Layer, names: Mapping[str, PublishedName]) -> dict[str, SeriesPosition]:
    """Give every period its series and, where one starts, the note on what changed.

    Parameters
    ----------
    layer
        Its file declares the breaks.
    names
        Name of the layer in each period that there is.

    Returns
    -------
    dict
        By period its position, oldest first.
    """
    positions: dict[str, SeriesPosition] = {}
    before: str | None = None
    for period in sorted(names):
        since = sum(declared.since <= period[:4] for declared in layer.source.breaks)
        notes = tuple(_find_crossed_breaks(layer, names, before, period))
        positions[period] = SeriesPosition(
            1 + names[period].breaks_before + since, _join_notes(notes)
        )
        before = period
    return positions


def _find_crossed_breaks(
    layer: Layer, names: Mapping[str, PublishedName], before: str | None, period: str
) -> Iterator[Text]:
    """Notes of the breaks between two periods, the oldest first.

    Without a period before, those that are known to fall exactly at this one.
    """
    now, year = names[period].breaks_before, period[:4]
    for name, older in zip(layer.source.earlier[::-1], list_names(layer)[:0:-1], strict=True):
        if before is None:
            crosses = name.until is not None and int(year) == int(name.until) + 1
        else:
            # An older table may fill a period between two of a newer one: a break on both sides.
            low, high = sorted((names[before].breaks_before, now))
            crosses = low <= older.breaks_before < high
        if crosses and name.meaning == "break" and name.note:
            yield name.note
    for declared in sorted(layer.source.breaks, key=lambda declared: declared.since):
        if declared.since == year if before is None else before[:4] < declared.since <= year:
            yield declared.note


def _join_notes(notes: tuple[Text, ...]) -> Text | None:
    if not notes:
        return None
    return Text(nl=" ".join(note.nl for note in notes), en=" ".join(note.en for note in notes))
