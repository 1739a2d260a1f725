"""What a reader of a briefing must know: what is unknown, and where each figure comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TypeVar

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.tables import TableFamily, find_family
from nplv_geo.present.briefing.slides import Slide, SlideCell, SlideParagraph, SlideTable
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import (
    explain_absence,
    write_report_period,
    write_unpublished_note,
)
from nplv_geo.present.sentences.carried import write_report_share, write_ways
from nplv_geo.present.sentences.phrases import write_spoken_label
from nplv_geo.present.values.profile import Item, Profile
from nplv_geo.statistics.time.moves import START

Thing = TypeVar("Thing", Item, Layer)
_NAMED = 5


def take_in_turn(things: Sequence[Thing], most: int) -> list[Thing]:
    """Take the first of each theme, then the second of each, and give them in their own order."""
    themes: dict[str, list[Thing]] = {}
    for thing in things:
        layer = thing.layer if isinstance(thing, Item) else thing
        themes.setdefault(layer.theme, []).append(thing)
    rounds = (thing for row in zip_longest(*themes.values()) for thing in row if thing is not None)
    chosen_ids = [id(thing) for thing, _ in zip(rounds, range(max(most, 0)), strict=False)]
    return [thing for thing in things if id(thing) in chosen_ids]


def write_source_notes(page: Page, items: Iterable[Item] = ()) -> tuple[str, ...]:
    """Sources and reservations of some layers, and of the edition: the end of each notes page."""
    t, language = page.t, page.view.language
    distinct = {item.layer.id: item for item in items}.values()
    lines = [_write_source_line(page, item) for item in distinct]
    for item in distinct:
        notes = item.layer.notes
        says = [notes.caveats.in_(language)] if notes.caveats else []
        says += [f"{t('source_model')}."] if notes.model_estimate else []
        lines += [f"{item.layer.label.in_(language)}: {caveat}" for caveat in says]
    edition = t("edition", moment=t.moment(page.edition.id))
    lines.append(f"{_write_boundaries(page)}; {edition}.")
    if page.edition.is_schematic:
        lines.append(t("schematic_long"))
    return tuple(dict.fromkeys(lines))


def explain_missing(page: Page, items: Iterable[Item]) -> tuple[str, ...]:
    """Layers without a value, each with its reason."""
    return tuple(
        f"{item.layer.label.in_(page.view.language)}: {explain_absence(page.t, item.report)}."
        for item in items
        if item.report.value is None
    )


def explain_moved(page: Page, items: Iterable[Item]) -> tuple[str, ...]:
    """What the share beside some of the figures means; nothing where none has one."""
    if not any(write_report_share(page.t, item.report) for item in items):
        return ()
    return (page.t("carried.moved_means", year=page.edition.boundary_year),)


def _write_source_line(page: Page, item: Item) -> str:
    t, origin = page.t, item.report.origin
    return t(
        "briefing.source_line",
        layer=item.layer.label.in_(page.view.language),
        publisher=origin.publisher,
        title=find_family(origin.table).title,
        table=origin.table,
        period="; ".join(
            part
            for part in (
                write_report_period(t, item.report),
                write_unpublished_note(t, item.report.unpublished),
            )
            if part
        ),
        retrieved=t.day(origin.retrieved),
    )


def _write_boundaries(page: Page) -> str:
    kind = "source_schematic" if page.edition.is_schematic else "source_boundaries"
    return page.t(kind, year=page.edition.boundary_year)


def make_method_slide(page: Page, comparison: Profile) -> Slide:
    """What the figures do not say."""
    t = page.t
    partly = [i for i in comparison.items if i.report.value is not None and i.report.coverage < 1]
    partly.sort(key=lambda item: item.report.coverage)
    estimated = [i for i in comparison.items if i.layer.notes.model_estimate]
    early = [
        i for i in comparison.items if i.report.origin.provisional and i.report.value is not None
    ]
    paragraphs = [
        _list_items(
            page, "unknown", [i for i in comparison.items if i.report.value is None], _add_reason
        ),
        _list_items(page, "partly", partly, _add_share),
        _list_items(page, "early", early, _add_period),
        _list_items(page, "model", estimated, _add_period),
        SlideParagraph(" ".join(_describe_limits(page, comparison)), t("briefing.limits_head")),
        SlideParagraph(t("briefing.cause", start=START), t("briefing.cause_head")),
        SlideParagraph(t("briefing.rounding"), t("briefing.rounding_head")),
    ]
    sources = comparison.boundary.sources if comparison.boundary else ()
    return Slide(
        kind="method",
        title=t("briefing.method"),
        lead=t("briefing.method_lead"),
        paragraphs=tuple(p for p in paragraphs if p is not None),
        notes=(*explain_missing(page, comparison.items), *sources, *write_source_notes(page)),
    )


def _list_items(
    page: Page, key: str, items: Sequence[Item], write: Callable[[Page, Item], str]
) -> SlideParagraph | None:
    """A few by name and the number of the others; None where there are none."""
    if not items:
        return None
    t = page.t
    names = [write(page, item) for item in items[:_NAMED]]
    more = len(items) - len(names)
    if more:
        names.append(t("briefing.more", n=more))
    text = t(f"briefing.{key}", list=t.enumerated(names))
    return SlideParagraph(text, t(f"briefing.{key}_head"))


def _add_reason(page: Page, item: Item) -> str:
    return f"{write_spoken_label(item.layer, page.t)} ({explain_absence(page.t, item.report)})"


def _add_share(page: Page, item: Item) -> str:
    return f"{write_spoken_label(item.layer, page.t)} ({page.t.share(item.report.coverage)})"


def _add_period(page: Page, item: Item) -> str:
    return f"{write_spoken_label(item.layer, page.t)} ({item.report.period})"


def _describe_limits(page: Page, comparison: Profile) -> Iterator[str]:
    """How sure the limits of the area are, and what its outline on the map is worth."""
    t = page.t
    if comparison.boundary:
        yield t(f"briefing.limits_{'unsure' if comparison.boundary.is_approximation else 'sure'}")
    yield t("schematic_long") if page.edition.is_schematic else f"{_write_boundaries(page)}."


def make_sources_slide(page: Page, comparison: Profile, link: str) -> Slide:
    """Each publication once, with its tables, periods, licence and the day it was fetched."""
    t = page.t
    families: dict[TableFamily, list[Item]] = {}
    for item in comparison.items:
        families.setdefault(find_family(item.report.origin.table), []).append(item)
    table = SlideTable(
        alt=t("briefing.sources"),
        columns=tuple(
            t(f"briefing.col_{name}")
            for name in ("source", "tables", "periods", "retrieved", "licence")
        ),
        rows=tuple(
            _describe_publication(page, family, items) for family, items in families.items()
        ),
        widths=(0.34, 0.22, 0.14, 0.16, 0.14),
    )
    edition = t("edition", moment=page.t.moment(page.edition.id))
    return Slide(
        kind="sources",
        title=t("briefing.sources"),
        tables=(table,),
        paragraphs=(
            SlideParagraph(f"{_write_boundaries(page)}. {edition[0].upper()}{edition[1:]}."),
            SlideParagraph(t("briefing.added_up")),
            *(SlideParagraph(way) for way in _list_ways(page, comparison.items)),
            SlideParagraph(t("briefing.link", link=link)),
        ),
        notes=write_source_notes(page, comparison.items),
    )


def _list_ways(page: Page, items: Sequence[Item]) -> Iterator[str]:
    """How figures of years with other areas came onto the map, unless they stay where they were."""
    if page.view.is_as_published:
        return iter((page.t("conversion.explain_gepubliceerd"),))
    pairs = {(i.layer.id, point.period) for i in items for point in i.points if point.is_known}
    origins = [page.edition.origin(layer, period) for layer, period in sorted(pairs)]
    return write_ways(page.t, [origin.carried for origin in origins if origin.carried], some=True)


def _describe_publication(
    page: Page, family: TableFamily, items: Sequence[Item]
) -> tuple[SlideCell, ...]:
    t = page.t
    origins = [item.report.origin for item in items]
    periods = sorted({item.report.period for item in items})
    early = {item.report.period for item in items if item.report.origin.provisional}
    written = [f"{p} ({t('provisional')})" if p in early else p for p in periods]
    newest = max(origin.retrieved for origin in origins)
    tables = sorted({origin.table for origin in origins})
    texts = (f"{family.publisher}, {family.title}", t.enumerated(tables), t.enumerated(written))
    return tuple(SlideCell(text) for text in (*texts, t.day(newest), family.licence))
