"""A card for each theme: every layer of the area on one row, in words and as a line of marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nplv_geo.definitions.catalog import Theme
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.area.marks_on_line import Line, line
from nplv_geo.present.area.strips import verdict
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import (
    area_note,
    named,
    period_of,
    place_short,
    unpublished_note,
    value_words,
    why_none,
)
from nplv_geo.present.page.view import REST
from nplv_geo.present.sentences.outcomes import Tone, outcome_tone, outcome_words
from nplv_geo.present.values.profile import Item, Profile
from nplv_geo.present.values.references import Reference, reference
from nplv_geo.statistics.compare import REST_PREFIX, Standing


@dataclass(frozen=True, slots=True)
class Versus:
    """How the area relates to one comparison area."""

    name: str
    value: str
    verdict: str
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Row:
    """One layer in words.

    Attributes
    ----------
    href, trend_href
        The layer on the map, and its development over time.
    note
        Why there is no value, or how much of it is known.
    gap, tone
        What became of the gap to the country, and whether that is for the better.
    """

    id: str
    label: str
    href: str
    trend_href: str
    direction: str
    value: str
    unit: str
    period: str
    note: str
    rank: str
    versus: tuple[Versus, ...]
    gap: str
    tone: Tone
    line: Line


@dataclass(frozen=True, slots=True)
class Card:
    """One theme with its rows."""

    id: str
    label: str
    description: str
    rows: tuple[Row, ...]


def cards(page: Page, profile: Profile) -> tuple[Card, ...]:
    """Make the cards of an area; a theme without figures has no card."""
    made = (_card(page, profile, theme) for theme in page.catalog.themes)
    return tuple(card for card in made if card.rows)


def _card(page: Page, profile: Profile, theme: Theme) -> Card:
    language = page.view.language
    items = [item for item in profile.items if item.layer.theme == theme.id]
    return Card(
        theme.id,
        theme.label.in_(language),
        theme.description.in_(language),
        tuple(_row(page, item) for item in items),
    )


def _row(page: Page, item: Item) -> Row:
    t, layer, found = page.t, item.layer, item.found
    to_country = item.gaps.get(NEDERLAND)
    others = tuple(compared(page, item))
    return Row(
        id=layer.id,
        label=layer.label.in_(page.view.language),
        href=page.link("laag", layer.id, toon="kaart"),
        trend_href=page.link("laag", layer.id, toon="ontwikkeling"),
        direction=t(f"direction_{layer.higher_is}"),
        value=t.value(found.value, layer),
        unit="" if found.value is None else t.unit_beside(layer),
        period=period_of(t, found),
        note=_note(page, item),
        rank=place_short(t, found.rank) if found.rank else "",
        versus=tuple(_versus(page, item, other) for other in others),
        gap=outcome_words(t, to_country, layer, named(page, NEDERLAND)) if to_country else "",
        tone=outcome_tone(to_country) if to_country else "",
        line=line(page, item, others),
    )


def compared(page: Page, item: Item) -> Iterator[Reference]:
    """The areas that the reader compares with, for one layer."""
    for chosen in page.view.compared:
        other = f"{REST_PREFIX}{page.gemeente}" if chosen == REST else chosen
        if other == page.view.area or (chosen == REST and not item.layer.is_additive):
            continue
        usual = (found for found in item.found.references if found.id == other)
        yield next(usual, None) or reference(
            page.edition, item.layer, item.rows, page.view.area, other, period=item.found.period
        )


def _versus(page: Page, item: Item, other: Reference) -> Versus:
    name = page.name(REST if other.id.startswith(REST_PREFIX) else other.id)
    told = verdict(page, item.layer, other.difference, other.standing)
    value = value_words(page.t, other.value, item.layer, other.coverage)
    return Versus(name, value, told, other.standing)


def _note(page: Page, item: Item) -> str:
    t, found = page.t, item.found
    later = unpublished_note(t, found.unpublished)
    if found.value is None:
        return ", ".join(note for note in (why_none(t, found), later) if note)
    notes = [area_note(t, found.coverage, found.reason)]
    if found.bounds and found.bounds[1] - found.bounds[0] > 10**-item.layer.decimals:
        low, high = (t.value(bound, item.layer) for bound in found.bounds)
        notes.append(t("cards.bounds", low=low, high=high))
    notes.append(later)
    return ", ".join(note for note in notes if note)
