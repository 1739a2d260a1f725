"""The ring on the page: an area beside the buurten around it and the rest of its gemeente."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from nplv_geo.definitions.layers import Layer
from nplv_geo.ground.areas import RING_PREFIX, AreaLevel
from nplv_geo.ground.status import Status
from nplv_geo.present.address.areas import REST
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import write_period, write_value
from nplv_geo.present.values.references import make_reference
from nplv_geo.present.values.rows import RowFinder
from nplv_geo.statistics.compare import REST_PREFIX, Standing
from nplv_geo.statistics.uncertainty import find_chance_kind

# So many rows have the same reason for an empty cell, that it is told once below them.
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class RingCell:
    """Value of the area, the ring or the rest, and how the area stands beside it.

    Attributes
    ----------
    note
        Why there is no value.
    difference, standing
        Of the area against this one; empty for the area itself.
    """

    value: str
    note: str
    difference: str = ""
    standing: Standing | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class RingRow:
    """One layer for the area, its ring and the rest of the gemeente."""

    id: str
    label: str
    unit: str
    period: str
    href: str
    caveat: str
    area: RingCell
    ring: RingCell
    rest: RingCell


@dataclass(frozen=True, slots=True)
class RingModel:
    """Area, ring and rest side by side; without rows ``intro`` says why there is no ring.

    Attributes
    ----------
    buurten
        Codes of the buurten of the ring.
    columns
        Headings: the area, the ring, the rest of the gemeente.
    told
        Reasons for empty cells that stand in the notes, for many rows have them.
    """

    title: str
    intro: str
    notes: tuple[str, ...]
    buurten: tuple[str, ...]
    columns: tuple[str, str, str]
    rows: tuple[RingRow, ...]
    told: frozenset[str] = frozenset()


def make_ring(page: Page) -> RingModel:
    """Make the rows of all visible layers for which the ring has a value."""
    t, area, edition = page.t, page.view.area, page.edition
    buurten = edition.areas.ring(area)
    if not buurten:
        return RingModel(
            t("ring.title"), t(f"ring.none_{_explain_no_ring(page)}"), (), (), ("", "", ""), ()
        )
    people = float(edition.areas.row(f"{RING_PREFIX}{area}")["inhabitants"])
    rows, unknown = _make_rows(page)
    notes = [
        t("ring.what", n=t.number(len(buurten)), inhabitants=t.number(people)),
        t("ring.no_cause"),
    ]
    if unknown:
        notes.append(t("ring.unknown", n=unknown))
    rest, often = page.name_area(REST), _count_reasons(rows)
    notes += [t("ring.often", column=rest, n=n, reason=why) for why, n in often.items()]
    notes += list_caveats(page, rows)
    return RingModel(
        title=t("ring.title"),
        intro=t("ring.intro", area=page.name_area(area)),
        notes=tuple(notes),
        buurten=buurten,
        columns=(page.name_area(area), t("ring.column"), rest),
        rows=rows,
        told=frozenset(often),
    )


def _count_reasons(rows: Iterable[RingRow]) -> dict[str, int]:
    """Count why the rest of the gemeente has no value, of the reasons that many rows have."""
    counts = Counter(row.rest.note for row in rows if row.rest.note)
    return {why: n for why, n in counts.items() if n >= _OFTEN}


def list_caveats(page: Page, rows: Iterable[RingRow]) -> tuple[str, ...]:
    """List the caveats of layers that are divided by residents, each caveat once.

    Around a centre or a station a figure per resident is high by itself.
    """
    labels_by_caveat: dict[str, list[str]] = {}
    for row in rows:
        if row.caveat:
            labels_by_caveat.setdefault(row.caveat, []).append(row.label)
    return tuple(
        page.t("ring.caveat", layer=page.t.enumerated(labels), caveat=caveat)
        for caveat, labels in labels_by_caveat.items()
    )


def _explain_no_ring(page: Page) -> str:
    if page.view.area.level is not AreaLevel.FOCUSGEBIED:
        return "level"
    return "schematic" if page.edition.is_schematic else "incomplete"


def _make_rows(page: Page) -> tuple[tuple[RingRow, ...], int]:
    """Make rows in the order of the menu, and count layers without a value for the ring."""
    layers = (la for theme in page.catalog.themes for la in page.catalog.list_layers(theme.id))
    ring_rows = [_make_row(page, layer) for layer in layers if page.edition.has(layer.id)]
    rows = tuple(row for row in ring_rows if row is not None)
    return rows, len(ring_rows) - len(rows)


def _make_row(page: Page, layer: Layer) -> RingRow | None:
    """Make the row of a layer in its newest period; None when the ring has no value."""
    edition, area, t = page.edition, page.view.area, page.t
    period = edition.default_period(layer.id)
    find_row = partial(edition.values.cell, layer.id, period)
    around = f"{RING_PREFIX}{area}"
    if find_row(around).value is None:
        return None
    value = find_row(area).value
    is_early = edition.origin(layer.id, period).provisional
    is_by_resident = find_chance_kind(layer) == "poisson" and not layer.is_amount
    caveats = layer.notes.caveats if is_by_resident else None
    return RingRow(
        id=layer.id,
        label=layer.label.in_(page.view.language),
        unit=t.unit_beside(layer),
        period=write_period(t, layer, period, provisional=is_early),
        href=page.link("laag", layer.id, toon="kaart"),
        caveat=caveats.in_(page.view.language) if caveats else "",
        area=RingCell(
            write_value(t, value, layer, find_row(area).coverage),
            _explain_absence(page, layer, find_row, area),
        ),
        ring=_make_cell(page, layer, period, around),
        rest=_make_cell(page, layer, period, f"{REST_PREFIX}{page.gemeente}"),
    )


def _make_cell(page: Page, layer: Layer, period: str, other: str) -> RingCell:
    """Make the cell of ring or rest, with the difference of the area from it."""
    t, find_row = page.t, partial(page.edition.values.cell, layer.id, period)
    reference = make_reference(page.edition, layer, find_row, page.view.area, other, period=period)
    has_difference = reference.difference is not None and not layer.is_amount
    return RingCell(
        value=write_value(t, reference.value, layer, reference.coverage),
        note=_explain_absence(page, layer, find_row, other) if reference.value is None else "",
        difference=t.difference(reference.difference or 0.0, layer) if has_difference else "",
        standing=reference.standing if has_difference else None,
        word=t(f"standing_{reference.standing}") if has_difference else "",
    )


def _explain_absence(page: Page, layer: Layer, find_row: RowFinder, area: str) -> str:
    """Write why there is no value; empty when there is one."""
    t = page.t
    if area.startswith(REST_PREFIX):
        return t("ring.rest_unknown" if layer.is_additive else "ring.rest_not_additive")
    row = find_row(area)
    if row.status == Status.OK.value:
        return ""
    return t.reason(layer, row.reason, row.status)
