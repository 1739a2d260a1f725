"""What tables offer beside what layers ask: topics that are gone, newer tables, unknown columns.

A list that ``fetch`` kept goes before one that the repository carries. Nothing is ever switched
here: what is like a topic that is gone, is for a person to compare.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from nplv_geo.commands.checks.findings import Finding, UnknownColumns
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.offered.gaps import AlikeTopic, TopicGap, find_gaps
from nplv_geo.definitions.offered.reading import read_topic_lists
from nplv_geo.definitions.offered.topic_lists import TopicList
from nplv_geo.definitions.tables import find_family, find_table_year
from nplv_geo.definitions.topics import split_terms
from nplv_geo.ground.settings import Settings
from nplv_geo.published.raw_store import RawFile, list_files
from nplv_geo.sources.readers.scores import TABLE as SCORES
from nplv_geo.sources.readers.tables.columns import list_unknown

_SHOWN = 8


def collect_topic_lists(settings: Settings) -> tuple[TopicList, ...]:
    """Collect the lists of topics that are known, the one that was fetched where there is one.

    Raises
    ------
    KnownTopicsError
        When a list that the repository carries is missing or wrong.
    """
    fetched = _fetched_lists(list_files(settings.raw))
    carried = read_topic_lists(settings.project)
    return (*fetched.values(), *(known for known in carried if known.table not in fetched))


def count_topics(settings: Settings) -> dict[str, int]:
    """Count the topics that each table offers, as far as there is a list."""
    lists = sorted(collect_topic_lists(settings), key=lambda known: known.table)
    return {known.table: len(known.topics) for known in lists}


def check_topics(settings: Settings, catalog: Catalog) -> Iterator[Finding]:
    """Find what layers ask and tables don't offer, and columns that nobody knows.

    Raises
    ------
    KnownTopicsError
        When a list that the repository carries is missing or wrong.
    """
    lists = collect_topic_lists(settings)
    yield _summary(catalog, lists)
    themes = {layer.id: layer.theme for layer in catalog.layers}
    for gap in find_gaps(catalog.layers, lists):
        file = f"layers/{themes[gap.layer]}/{gap.layer}.toml"
        yield Finding("warning", gap.layer, describe_gap(gap, file), gap=gap)
    names = known_names(catalog.layers, lists)
    for raw in list_files(settings.raw):
        table = raw.path.parent.name
        columns = find_unknown_columns(raw.sidecar.columns, table, names)
        if columns:
            path = raw.path.relative_to(settings.raw).as_posix()
            unknown = UnknownColumns(path, table, tuple(columns))
            yield Finding("warning", raw.path.name, describe_unknown(columns), unknown=unknown)


def known_names(layers: Iterable[Layer], lists: Iterable[TopicList]) -> frozenset[str]:
    """Names of topics that layers read or tables offer, without suffix."""
    names = {base for known in lists for base in known.bases}
    for layer in layers:
        for asked in (layer.source.topic, *(name.topic for name in layer.source.earlier)):
            names |= {topic for _, topic in split_terms(asked)}
    return frozenset(names | {layer.id for layer in layers})


def find_unknown_columns(columns: Iterable[str], table: str, names: Collection[str]) -> list[str]:
    """Find the columns of an imported table of which nobody knows what they hold."""
    return list_unknown(columns, find_table_year(table), names)


def describe_unknown(columns: Sequence[str]) -> str:
    """Say which columns are not used, and what to do if they should be."""
    more = f" (en nog {len(columns) - _SHOWN})" if len(columns) > _SHOWN else ""
    listed = ", ".join(f"'{column}'" for column in columns[:_SHOWN]) + more
    is_one = len(columns) == 1
    belongs = "kolom hoort" if is_one else f"{len(columns)} kolommen horen"
    counts = "telt" if is_one else "tellen"
    return (
        f"{belongs} bij geen bekend onderwerp en {counts} nergens mee: {listed}; is het een nieuwe "
        "naam van het CBS, zet die dan in data/topics/kwb_columns.csv"
    )


def _fetched_lists(files: Iterable[RawFile]) -> dict[str, TopicList]:
    """The newest list of each table in the raw store, and the newest year that is there of it."""
    lists: dict[str, TopicList] = {}
    for raw in files:
        told, table = raw.sidecar, raw.path.parent.name
        if not told.topics:
            continue
        state = told.modified.partition("T")[0] or told.retrieved
        before = lists.get(table)
        years = [year for year in (told.year, before.year if before else None) if year]
        family = told.family or find_family(table).id
        newest = TopicList(table, family, max(years, default=None), state, told.topics)
        if before and before.state > state:
            newest = TopicList(table, family, newest.year, before.state, before.topics)
        lists[table] = newest
    return lists


def _summary(catalog: Catalog, lists: Sequence[TopicList]) -> Finding:
    families = {find_family(layer.source.table).id for layer in catalog.layers} - {SCORES}
    counts = ", ".join(
        f"{known.table} {len(known.topics)}" + ("" if known.is_whole else " (een deel)")
        for known in sorted(lists, key=lambda known: known.table)
    )
    text = f"lijsten van {len(lists)} tabellen bekend: {counts}"
    if without := sorted(families - {known.family for known in lists}):
        text += f"; nog niet van {', '.join(without)}: die komen mee met 'fetch'"
    return Finding("info", "onderwerpen", text)


def describe_gap(gap: TopicGap, file: str) -> str:
    """Say which topic of a layer is not served, what is like it, and what to do.

    Parameters
    ----------
    file
        File of the layer.
    """
    alike = " of ".join(_name(topic) for topic in gap.alike)
    if gap.kind == "newer_table":
        newer = gap.alike[0]
        has = "ook" if newer.key == gap.topic else f"in plaats van {gap.topic} iets dat erop lijkt:"
        return (
            f"{newer.table} ({newer.year}) is nieuwer dan {gap.table} ({gap.year}) en biedt {has} "
            f"{alike}; vergelijk de definities en zet dan table en topic in {file}, met de oude "
            "onder [[source.earlier]]"
        )
    title = find_family(gap.table).title
    text = f"{gap.topic} staat niet meer in {gap.table} ({gap.year}), de nieuwste tabel van {title}"
    if gap.last_table:
        text += f" (het laatst gezien in {gap.last_table}, {gap.last_year})"
    if alike:
        return (
            f"{text}; het lijkt op {alike}: vergelijk de definities en zet dan de nieuwe naam als "
            f"topic in {file}, met de oude onder [[source.earlier]]"
        )
    return (
        f"{text}, en niets daarin lijkt erop; houdt de reeks op, zet dan until onder [source] in "
        f"{file}, of zoek het onderwerp in een andere tabel"
    )


def _name(topic: AlikeTopic) -> str:
    title = f" ({topic.title}, {topic.unit})" if topic.title else ""
    return f"{topic.key}{title}"
