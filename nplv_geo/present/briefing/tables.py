"""The slides with tables: areas that are alike, the ring around the area, and the main layers."""

from __future__ import annotations

from collections.abc import Sequence

from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.area.peers import PeerRow, PeersModel, list_peers
from nplv_geo.present.area.ring import RingModel, RingRow, list_caveats, make_ring
from nplv_geo.present.briefing.slides import (
    Slide,
    SlideCell,
    SlideParagraph,
    SlideTable,
    choose_tone,
)
from nplv_geo.present.briefing.sources import (
    explain_missing,
    explain_moved,
    take_in_turn,
    write_source_notes,
)
from nplv_geo.present.page.comparators import (
    Comparator,
    list_others,
    make_comparator_reference,
)
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import write_rank_cell, write_report_period, write_value
from nplv_geo.present.sentences.carried import write_report_share
from nplv_geo.present.values.profile import Item, Profile
from nplv_geo.present.values.value import ValueReport

_ROWS = 13
_RING_ROWS = 5


def make_peers_slide(page: Page) -> Slide | None:
    """Areas that are most alike, and what lies around; None when there is nothing to say."""
    alike, around = list_peers(page), make_ring(page)
    tables = [_make_peers_table(page, alike, is_brief=bool(around.rows))] if alike.rows else []
    sentences = list(alike.everywhere.sentences) if alike.everywhere else []
    lead, foot = alike.intro, ""
    notes = [*alike.notes]
    if around.rows:
        shown = _choose_ring_rows(page, around)
        tables.append(_make_ring_table(around, shown))
        foot = " ".join(list_caveats(page, shown))
        sentences.append(around.notes[1])
        notes += around.notes
        lead = alike.intro if alike.rows else around.intro
    if not tables:
        return None
    return Slide(
        kind="peers",
        title=alike.title if alike.rows else around.title,
        lead=lead,
        paragraphs=(SlideParagraph(" ".join(sentences)),),
        tables=tuple(tables),
        foot=foot,
        notes=(*notes, *write_source_notes(page), *_list_caveats(page)),
    )


def _list_caveats(page: Page) -> tuple[str, ...]:
    caveats = page.layer.notes.caveats
    return (caveats.in_(page.view.language),) if caveats else ()


def _make_peers_table(page: Page, alike: PeersModel, *, is_brief: bool) -> SlideTable:
    """The areas; in brief without what they differ on."""
    t = page.t
    heads: tuple[str, ...] = (
        t("col_name"),
        t("around.distance"),
        f"{page.label_with_unit}, {alike.period}",
        t("around.change"),
    )
    rows: list[tuple[str, ...]] = [
        (_locate_peer(row), row.distance, row.value, row.change) for row in alike.rows
    ]
    widths: tuple[float, ...] = (0.4, 0.16, 0.26, 0.18)
    numbers: tuple[int, ...] = (1, 2, 3)
    if not is_brief:
        heads = (*heads[:2], t("around.differs"), *heads[2:])
        rows = [
            (*row[:2], peer.differs, *row[2:]) for row, peer in zip(rows, alike.rows, strict=True)
        ]
        widths, numbers = (0.24, 0.1, 0.34, 0.17, 0.15), (1, 3, 4)
    cells = tuple(tuple(SlideCell(text) for text in row) for row in rows)
    return SlideTable(alike.title, heads, cells, widths, numbers)


def _locate_peer(row: PeerRow) -> str:
    return row.name if row.where in ("", row.name) else f"{row.name} ({row.where})"


def _choose_ring_rows(page: Page, around: RingModel) -> list[RingRow]:
    """Judged layers of the ring, one of each theme in turn."""
    rows = {row.id: row for row in around.rows}
    layers = [page.catalog.layer(row) for row in rows]
    # An amount says how large an area is, not how it does.
    shares = [la for la in layers if not la.is_amount]
    judged = [la for la in shares if la.is_judged] or shares
    return [rows[layer.id] for layer in take_in_turn(judged, _RING_ROWS)]


def _make_ring_table(around: RingModel, rows: Sequence[RingRow]) -> SlideTable:
    """Area, ring and rest side by side."""
    return SlideTable(
        alt=around.title,
        columns=(around.title, *around.columns),
        rows=tuple(
            (
                SlideCell(f"{row.label}, {row.period}"),
                SlideCell(row.area.value),
                SlideCell(row.ring.value),
                SlideCell(row.rest.value),
            )
            for row in rows
        ),
        widths=(0.46, 0.18, 0.18, 0.18),
        numbers=(1, 2, 3),
    )


def make_table_slide(page: Page, comparison: Profile) -> Slide:
    """The main layers with their references and the place among the 20."""
    t = page.t
    comparable = [item for item in comparison.items if not item.layer.is_amount]
    # What says better or worse comes before what doesn't.
    judged = [item for item in comparable if item.layer.is_judged]
    neutral = [item for item in comparable if item.layer.is_neutral]
    layer_ids = {item.layer.id for item in take_in_turn(judged, _ROWS)}
    layer_ids |= {item.layer.id for item in take_in_turn(neutral, _ROWS - len(layer_ids))}
    items = [item for item in comparable if item.layer.id in layer_ids]
    references = list_others(page)
    has_rank = any(item.report.rank for item in items)
    heads = [t("cards.col_layer"), t("period"), comparison.name, *(one.name for one in references)]
    heads += [t("briefing.col_rank")] if has_rank else []
    numbers = len(references) + 1
    first = 0.35 if has_rank else 0.45
    rest = (1 - first - 0.13) / (len(heads) - 2)
    return Slide(
        kind="table",
        title=t("briefing.table"),
        lead=t("briefing.table_lead", n=len(items), total=len(comparison.items)),
        tables=(
            SlideTable(
                alt=t("briefing.table_alt", area=comparison.name),
                columns=tuple(heads),
                rows=tuple(_make_row(page, item, references, has_rank=has_rank) for item in items),
                widths=(first, 0.13, *(rest for _ in heads[2:])),
                numbers=tuple(range(2, 2 + numbers + has_rank)),
            ),
        ),
        foot=" ".join((t("briefing.table_foot"), *explain_moved(page, items))),
        notes=(*explain_missing(page, items), *write_source_notes(page, items)),
    )


def _make_row(
    page: Page, item: Item, references: Sequence[Comparator], *, has_rank: bool
) -> tuple[SlideCell, ...]:
    t, report = page.t, item.report
    value_text = write_value(t, report.value, item.layer, report.coverage)
    cells = [SlideCell(_label_item(page, item)), SlideCell(write_report_period(t, report))]
    cells += [SlideCell(value_text, choose_tone(_find_standing(report)))]
    for one in references:
        ref = make_comparator_reference(page, item.layer, report.period, item.find_row, one)
        cells.append(SlideCell(write_value(t, ref.value, item.layer, ref.coverage)))
    if has_rank:
        cells.append(SlideCell(write_rank_cell(t, report.rank) if report.rank else ""))
    return tuple(cells)


def _label_item(page: Page, item: Item) -> str:
    label, unit = item.layer.label.in_(page.view.language), page.t.unit_beside(item.layer)
    share = write_report_share(page.t, item.report)
    return ", ".join(part for part in (f"{label} ({unit})" if unit else label, share) if part)


def _find_standing(report: ValueReport) -> str | None:
    return next((ref.standing for ref in report.references if ref.id == NEDERLAND), None)
