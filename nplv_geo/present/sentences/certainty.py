"""Which values the paragraph can state as facts, and which differences are clear enough."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import NEARLY_ALL
from nplv_geo.present.values.profile import Item
from nplv_geo.present.values.references import Reference
from nplv_geo.statistics.compare import Standing

# In standard deviations between the 20 areas.
CLEAR = 0.5
# Units of what is near: kilometres to it, or how many there are within reach.
NEARNESS = ("km", "scholen")
# A place that more than half of the areas could have tells nothing.
WIDEST_PLACE = 0.5


def is_fit_for_paragraph(layer: Layer) -> bool:
    """Tell whether the paragraph can use a layer: it is judged, and measures no nearness.

    A city lies nearer to everything than a country that includes its villages does.
    """
    return layer.is_judged and layer.unit not in NEARNESS


def is_fact(item: Item) -> bool:
    """Tell whether there is a value, of which nearly all is known."""
    return item.report.value is not None and item.report.coverage >= NEARLY_ALL


def is_followed(item: Item) -> bool:
    """Tell whether there is a change, with nearly all known of both its ends."""
    return item.change is not None and item.change.coverage >= NEARLY_ALL


def is_clear_fact(item: Item) -> bool:
    """Tell whether a change is clear, and nearly all is known of both its ends.

    Of an estimate without a margin nobody knows what is clear.
    """
    change, is_estimate = item.change, item.layer.notes.model_estimate
    if change is None or (is_estimate and change.margin is None):
        return False
    return change.is_clear and is_followed(item)


def has_narrow_place(item: Item) -> bool:
    """Tell whether chance leaves the area no more than half of the places."""
    rank = item.report.rank
    return rank is not None and rank.highest - rank.lowest + 1 <= WIDEST_PLACE * rank.of


def is_comparable(item: Item, reference: str) -> bool:
    """Tell whether nearly all is known of both areas, and how large differences usually are."""
    other = find_reference(item, reference)
    is_known = other is not None and other.standing is not None and other.coverage >= NEARLY_ALL
    return is_known and is_fact(item) and bool(item.spread)


def find_reference(item: Item, reference: str) -> Reference | None:
    """Find the reference of an item by the code of its area; None where there is none."""
    return next((ref for ref in item.report.references if ref.id == reference), None)


def select_clear_items(
    items: Sequence[Item], reference: str, words: Collection[Standing]
) -> Iterator[Item]:
    """Select layers with a clear standing out of ``words``, clearest first, one of each theme."""
    items_by_size: list[tuple[float, Item]] = []
    for item in items:
        other = find_reference(item, reference)
        if not (other and item.spread and other.standing in words):
            continue
        if not is_comparable(item, reference):
            continue
        size = abs(other.difference or 0.0) / item.spread
        if size >= CLEAR:
            items_by_size.append((size, item))
    themes: set[str] = set()
    for _, item in sorted(items_by_size, key=lambda pair: -pair[0]):
        if item.layer.theme not in themes:
            themes.add(item.layer.theme)
            yield item


def measure_extremity(item: Item) -> float:
    """Measure how far a rank is from the middle, as a share of the number of areas."""
    rank = item.report.rank
    return abs(rank.position - (rank.of + 1) / 2) / rank.of if rank else -1.0
