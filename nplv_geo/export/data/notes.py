"""What a file with figures says of itself: columns, layers, statuses, sources and boundaries."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from nplv_geo.definitions.tables import find_family
from nplv_geo.edition.comparability import Carried
from nplv_geo.edition.origin import Citation
from nplv_geo.export.data.tables import COLUMNS, DataTable
from nplv_geo.ground.status import Status
from nplv_geo.present.beside.words import list_notes, write_heading
from nplv_geo.present.briefing.downloads import make_permalink
from nplv_geo.present.map.change_words import write_change_label
from nplv_geo.present.map.source import write_source
from nplv_geo.present.page.comparators import list_others
from nplv_geo.present.sentences.carried import write_counts, write_ways
from nplv_geo.present.together.words import write_pair_periods

# Subject, what it is about, and the text.
Note = tuple[str, str, str]


def write_title(table: DataTable, *, everything: bool) -> str:
    """Title of the file."""
    page = table.page
    name = page.name_area(page.view.area)
    if everything:
        return page.t("data_export.title_all", area=name)
    layer, period = page.layer.label.in_(page.view.language), page.view.period
    if page.change:
        layer, period = write_change_label(page, page.change), ""
    if page.pair:
        layer, period = write_pair_periods(page, page.pair), ""
    if page.factors:
        layer, period = page.t("undermining.label"), ""
    if page.beside:
        levels = dict.fromkeys(one.scope.level for one in (page, page.beside))
        return ", ".join([write_heading(page), *(page.t(f"levels_plural.{one}") for one in levels)])
    level = page.t(f"levels_plural.{page.scope.level}")
    place = page.name_area(page.scope.place)
    parts = [layer, place, period, level]
    return ", ".join(part for part in parts if part)


def write_notes(table: DataTable, site: str) -> tuple[Note, ...]:
    """Everything that a reader of the file should know, as a table of three columns."""
    return (
        *_describe_file(table, site),
        *_describe_columns(table),
        *_describe_layers(table),
        *_describe_ways(table),
        *_describe_words(table),
    )


def _describe_file(table: DataTable, site: str) -> Iterator[Note]:
    page = table.page
    t, sources = page.t, write_source(page)
    subject = t("data_export.about_file")
    yield subject, t("data_export.about_edition"), page.edition.id
    yield subject, t("data_export.about_boundaries"), sources.boundaries
    if page.edition.is_schematic:
        yield subject, t("data_export.about_schematic"), t("schematic_long")
    yield subject, t("data_export.about_link"), make_permalink(page, site)
    for note in list_notes(page):
        yield subject, t("data_export.about_beside"), note
    yield from _describe_compared(table, subject)
    for caution in page.factors.definition.cautions if page.factors else ():
        yield subject, t("undermining.cautions"), caution.in_(page.view.language)
    yield subject, t("data_export.about_missing"), t("data_export.missing")
    codes = [area for area in table.areas if area in page.edition.areas.names]
    area_levels = sorted({page.edition.areas.level_of(area) for area in codes})
    levels = ", ".join(t(f"levels.{level}") for level in area_levels if level in t.words["levels"])
    yield subject, t("data_export.about_levels"), levels


def _describe_compared(table: DataTable, subject: str) -> Iterator[Note]:
    """What the reader compares with, and why it has no figure of the layer of the page."""
    page = table.page
    for one in () if page.factors else list_others(page):
        why = f": {page.t('compared.no_figure')}, {one.why}" if one.why else ""
        yield subject, page.t("compared.title"), f"{one.name}{why}"


def _describe_columns(table: DataTable) -> Iterator[Note]:
    t = table.page.t
    for name in COLUMNS:
        yield t("data_export.about_columns"), name, t(f"data_columns.{name}")


def _describe_layers(table: DataTable) -> Iterator[Note]:
    page = table.page
    t, language = page.t, page.view.language
    if page.stacking and page.layer in table.layers:
        yield t("data_export.about_layers"), page.layer.id, write_source(page).figures
        return
    for layer in table.layers:
        yield t("data_export.about_layers"), layer.id, layer.description.in_(language)
        for origin in _list_origins(table, layer.id):
            family = find_family(origin.table)
            publication = f"{origin.publisher}, {family.title} ({origin.table}), {origin.topic}"
            yield t("data_export.about_sources"), layer.id, f"{publication}; {family.licence}"
        if layer.notes.model_estimate:
            yield t("data_export.about_layers"), layer.id, t("source_model")
        if layer.notes.caveats:
            yield t("data_export.about_layers"), layer.id, layer.notes.caveats.in_(language)


def _list_origins(table: DataTable, layer: str) -> list[Citation]:
    """Where the figures of a layer are from: its newest table, or those of two maps."""
    edition = table.page.edition
    if table.page.beside is None:
        return [edition.origin(layer, edition.default_period(layer))]
    cited = [one for (of, _), one in table.citations.items() if of == layer]
    return list({(one.table, one.topic): one for one in cited}.values())


def _describe_ways(table: DataTable) -> Iterator[Note]:
    """How figures of other years came onto the map: once for each table and period."""
    page = table.page
    if page.stacking:
        return
    if page.view.is_as_published:
        yield page.t("data_export.about_file"), "", page.t("conversion.explain_gepubliceerd")
        return
    groups: dict[tuple[str, str], list[Carried]] = {}
    pairs = table.frame[["layer", "period"]].drop_duplicates()
    if page.change:
        periods = filter(None, (page.change.since, page.change.period))
        pairs = pd.DataFrame([(page.layer.id, period) for period in periods])
    for layer, period in pairs.itertuples(index=False, name=None):
        origin = page.edition.origin(layer, period)
        if origin.carried:
            groups.setdefault((origin.table, period), []).append(origin.carried)
    for (source, period), carried in groups.items():
        # Each layer has numbers of its own, which stand beside its figures.
        counts = [write_counts(page.t, carried[0])] if len(carried) == 1 else []
        text = " ".join([*write_ways(page.t, carried), *counts])
        yield page.t("carried.note"), f"{source} {period}", text


def _describe_words(table: DataTable) -> Iterator[Note]:
    t = table.page.t
    for status in Status:
        if status is not Status.OK:
            word = t(f"statuses.{status.value}")
            yield t("data_export.about_statuses"), status.value, word
    for reason, word in t.words["reasons"].items():
        yield t("data_export.about_reasons"), reason, str(word)
