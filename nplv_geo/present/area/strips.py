"""A layer on one line: where the area stands between its wijken, its gemeente and the country."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from nplv_geo.definitions.layers import Layer
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import write_coverage_note, write_period, write_value
from nplv_geo.present.values.references import make_reference
from nplv_geo.statistics.compare import Standing

MAX_STRIPS = 6


@dataclass(frozen=True, slots=True)
class Strip:
    """A layer on one line: the area, its gemeente, the country and its wijken as positions.

    Attributes
    ----------
    note
        Period, and how much is known where that is not nearly all.
    """

    label: str
    href: str
    is_current: bool
    value: str
    unit: str
    note: str
    verdict: str
    standing: Standing | None
    area: float | None
    gemeente: float | None
    nederland: float | None
    others: tuple[float, ...]
    description: str


def list_strips(page: Page) -> tuple[Strip, ...]:
    """The theme's other layers on one line each, at the period of the view where it has figures."""
    layers = [la for la in page.catalog.list_layers(page.layer.theme) if page.edition.has(la.id)]
    comparable = [la for la in layers if not la.is_amount]
    strips = (_make_strip(page, layer) for layer in comparable)
    return tuple(strip for strip in strips if strip is not None)[:MAX_STRIPS]


def _make_strip(page: Page, layer: Layer) -> Strip | None:
    edition, t, area = page.edition, page.t, page.view.area
    period = page.view.period
    if period not in edition.periods(layer.id) or not edition.origin(layer.id, period).values:
        period = edition.default_period(layer.id)
    rows = partial(edition.values.cell, layer.id, period)

    def value_of(place: str) -> float | None:
        return rows(place).value

    own, country = value_of(area), value_of(NEDERLAND)
    if own is None:
        return None
    gemeente = value_of(page.gemeente) if page.gemeente else None
    others = edition.areas.focus_codes if page.scope.is_country else page.place_wijken
    spread = [x for x in map(value_of, others) if x is not None]
    marked = [x for x in (own, gemeente, country, *spread) if x is not None]
    low, high = min(marked), max(marked)
    pad = (high - low) * 0.06 or 1.0

    def place(x: float | None) -> float | None:
        return None if x is None else round((x - low + pad) / (high - low + 2 * pad), 3)

    # As on the cards: beyond chance and not only beyond rounding, and with its year.
    beside = None
    if area != NEDERLAND:
        beside = make_reference(edition, layer, rows, area, NEDERLAND, period=period)
    is_early = edition.origin(layer.id, period).provisional
    coverage = rows(area).coverage
    note = write_coverage_note(t, coverage)
    when = write_period(t, layer, period, provisional=is_early)
    return Strip(
        label=layer.label.in_(page.view.language),
        href=page.link("laag", layer.id),
        is_current=layer.id == page.layer.id,
        value=t.value(own, layer),
        unit=t.unit_beside(layer),
        note=f"{when}, {note}" if note else when,
        verdict=write_verdict(page, layer, beside.difference, beside.standing) if beside else "",
        standing=beside.standing if beside else None,
        area=place(own),
        gemeente=place(gemeente),
        nederland=place(beside.value) if beside else None,
        others=tuple(p for p in (place(x) for x in spread) if p is not None),
        description=t(
            "strip_label",
            area=page.name_area(area),
            value=write_value(t, own, layer, coverage),
            nl=t.value(country, layer),
            period=when,
        ),
    )


def write_verdict(page: Page, layer: Layer, difference: float | None, word: Standing | None) -> str:
    """Difference in words: ``10 lager`` where nothing is judged, else ``−6,1 ongunstiger``."""
    if difference is None or word is None:
        return ""
    if word == "equal" or layer.is_amount:
        return page.t("standing_equal") if word == "equal" else ""
    words = page.t(f"standing_{word}")
    if word == "unsure":
        return words
    if word in ("higher", "lower"):
        return f"{page.t.number(abs(difference), layer.decimals)} {words}"
    return f"{page.t.difference(difference, layer)} {words}"
