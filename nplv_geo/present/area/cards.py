"""Cards: for each theme the layers of the area, one a row, in words and as a line of marks."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.definitions.catalog import Theme
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.area.comparisons import Comparison, make_comparison
from nplv_geo.present.area.marks_on_line import MarkLine, place_marks
from nplv_geo.present.page.comparators import (
    Comparator,
    list_others,
    make_comparator_reference,
)
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import (
    explain_absence,
    name_in_sentence,
    write_area_note,
    write_report_period,
    write_short_rank,
    write_unpublished_note,
)
from nplv_geo.present.sentences.outcomes import Tone, find_tone, write_outcome
from nplv_geo.present.values.profile import Item, Profile
from nplv_geo.present.values.references import Reference


@dataclass(frozen=True, slots=True)
class CardRow:
    """One layer in words.

    Attributes
    ----------
    href, trend_href
        The layer on the map, and its development over time.
    is_missing
        Whether the area has no value.
    note
        Why there is no value, or how much of it is known.
    comparisons
        The areas that the reader compares with.
    gap, tone
        The outcome of the gap to the country, and whether that is for the better.
    """

    id: str
    label: str
    href: str
    trend_href: str
    direction: str
    value: str
    unit: str
    period: str
    is_missing: bool
    note: str
    rank: str
    comparisons: tuple[Comparison, ...]
    gap: str
    tone: Tone
    line: MarkLine


@dataclass(frozen=True, slots=True)
class Card:
    """One theme with its rows."""

    id: str
    label: str
    description: str
    rows: tuple[CardRow, ...]


def make_cards(page: Page, profile: Profile) -> tuple[Card, ...]:
    """Make the cards of an area; a theme without figures has no card."""
    cards = (_make_card(page, profile, theme) for theme in page.catalog.themes)
    return tuple(card for card in cards if card.rows)


def _make_card(page: Page, profile: Profile, theme: Theme) -> Card:
    language = page.view.language
    items = [item for item in profile.items if item.layer.theme == theme.id]
    return Card(
        theme.id,
        theme.label.in_(language),
        theme.description.in_(language),
        tuple(_make_row(page, item) for item in items),
    )


def _make_row(page: Page, item: Item) -> CardRow:
    t, layer, report = page.t, item.layer, item.report
    gap = item.gaps.get(NEDERLAND)
    others = list_compared(page, item)
    country = name_in_sentence(page, NEDERLAND)
    return CardRow(
        id=layer.id,
        label=layer.label.in_(page.view.language),
        href=page.link("laag", layer.id, toon="kaart"),
        trend_href=page.link("laag", layer.id, toon="ontwikkeling"),
        direction=t(f"direction_{layer.higher_is}"),
        value=t.value(report.value, layer),
        unit="" if report.value is None else t.unit_beside(layer),
        period=write_report_period(t, report),
        is_missing=report.value is None,
        note=_write_note(page, item),
        rank=write_short_rank(t, report.rank) if report.rank else "",
        comparisons=tuple(make_comparison(page, layer, one, other) for one, other in others),
        gap=write_outcome(t, gap, layer, country) if gap else "",
        tone=find_tone(gap) if gap else "",
        line=place_marks(page, item, others),
    )


def list_compared(page: Page, item: Item) -> tuple[tuple[Comparator, Reference], ...]:
    """List what the reader compares with, each with its value of one layer."""
    layer, period = item.layer, item.report.period
    return tuple(
        (one, make_comparator_reference(page, layer, period, item.find_row, one))
        for one in list_others(page)
    )


def _write_note(page: Page, item: Item) -> str:
    t, report = page.t, item.report
    unpublished = write_unpublished_note(t, report.unpublished)
    if report.value is None:
        return ", ".join(note for note in (explain_absence(t, report), unpublished) if note)
    notes = [write_area_note(t, report.coverage, report.reason)]
    if report.bounds and report.bounds[1] - report.bounds[0] > 10**-item.layer.decimals:
        low, high = (t.value(bound, item.layer) for bound in report.bounds)
        notes.append(t("cards.bounds", low=low, high=high))
    is_converted = report.carried is not None and report.carried.is_divided
    notes += [t("conversion.short") if is_converted else "", unpublished]
    return ", ".join(note for note in notes if note)
