"""The profile as JSON and as text: what ``profile`` prints and the API answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.present.page.reservations import (
    coverage_note,
    period_of,
    place_short,
    unpublished_note,
    value_words,
    why_none,
)
from nplv_geo.present.sentences.paragraph import Paragraph, paragraph
from nplv_geo.present.texts import texts
from nplv_geo.present.values.profile import Item, Profile
from nplv_geo.present.values.value import ValueReport
from nplv_geo.statistics.time.moves import Change
from nplv_geo.statistics.time.time_points import SeriesPoint
from nplv_geo.statistics.time.trend import Gap


def as_json(profile: Profile) -> dict[str, Any]:
    """Form of the public interface (``profile --format json``)."""
    return {
        "area": {"id": profile.area, "name": profile.name, "level": profile.level},
        "edition": profile.edition,
        "gemeente": profile.gemeente,
        "inhabitants": profile.inhabitants,
        "boundary_is_approximation": profile.boundary.is_approximation
        if profile.boundary
        else None,
        "paragraph": {
            "nl": paragraph(profile, texts("nl")).text,
            "en": paragraph(profile, texts("en")).text,
            "claims": _claims(paragraph(profile, texts("nl"))),
        },
        "layers": [_item(item) for item in profile.items],
    }


def _claims(found: Paragraph) -> list[dict[str, Any]]:
    return [asdict(claim) for claim in found.claims]


def _item(item: Item) -> dict[str, Any]:
    decimals = item.layer.decimals + 1
    found = item.found.as_json()
    del found["area"]
    return found | {
        "theme": item.layer.theme,
        "trend": [_point(point, decimals) for point in item.points],
        "change": _rounded(item.change, decimals),
        "gaps": {area: _rounded(gap, decimals) for area, gap in item.gaps.items()},
    }


def _point(point: SeriesPoint, decimals: int) -> dict[str, Any]:
    value = None if point.value is None else round(point.value, decimals)
    return {
        "period": point.period,
        "value": value,
        "status": point.status,
        "series": point.series,
        "provisional": point.provisional,
    }


def _rounded(found: Gap | Change | None, decimals: int) -> dict[str, Any] | None:
    """Give a gap or change with its numbers rounded one digit finer than the layer shows."""
    if found is None:
        return None
    return {part.name: _plain(getattr(found, part.name), decimals) for part in fields(found)}


def _plain(value: object, decimals: int) -> object:
    """One attribute of a gap or change, with what it holds itself."""
    if isinstance(value, float):
        return round(value, decimals + 1)
    if isinstance(value, SeriesPoint):
        return _point(value, decimals)
    return _rounded(value, decimals) if isinstance(value, Gap | Change) else value


def as_text(profile: Profile, catalog: Catalog) -> str:
    """Form of ``profile --format text``: the paragraph, and a line for each layer."""
    return "\n".join(_lines(profile, catalog))


def _lines(profile: Profile, catalog: Catalog) -> Iterator[str]:
    t = texts("nl")
    yield f"{profile.name} ({profile.area})"
    if profile.inhabitants is not None:
        yield t("panel_inhabitants", n=t.number(profile.inhabitants))
    if told := paragraph(profile, t).text:
        yield ""
        yield told
    for theme in catalog.themes:
        items = [item for item in profile.items if item.layer.theme == theme.id]
        if items:
            yield ""
            yield theme.label.nl
            yield from (f"  {_line(item.found)}" for item in items)


def _line(found: ValueReport) -> str:
    t, layer = texts("nl"), found.layer
    period = period_of(t, found)
    # A whole is always more than its part: amounts are shown side by side and not judged.
    is_amount = layer.is_amount
    others = [
        f"{ref.name} {value_words(t, ref.value, layer, ref.coverage)}"
        + (f" ({t(f'standing_{ref.standing}')})" if ref.standing and not is_amount else "")
        for ref in found.references
        if ref.value is not None
    ]
    is_judged = not layer.is_neutral and not is_amount
    direction = f" ({t(f'direction_{layer.higher_is}')})" if is_judged else ""
    parts = [f"{layer.label.nl}{direction}, {period}: {_value(found)}", *others]
    if found.rank:
        parts.append(place_short(t, found.rank))
    if found.unpublished:
        parts.append(unpublished_note(t, found.unpublished))
    return "; ".join(parts)


def _value(found: ValueReport) -> str:
    """Value with its unit, and how much of it is known; or why there is none."""
    t, layer = texts("nl"), found.layer
    if found.value is None:
        return why_none(t, found)
    unit = t.unit(layer)
    is_said = layer.unit in ("%", "score", "klasse") or unit.lower() in layer.label.nl.lower()
    value = t.value(found.value, layer) + ("" if is_said else f" {unit}")
    notes = [coverage_note(t, found.coverage)]
    if found.bounds and found.bounds[1] - found.bounds[0] > 10**-layer.decimals:
        low, high = (t.value(bound, layer) for bound in found.bounds)
        share = notes.pop() or t("cards.coverage", share=t.share(found.coverage))
        notes += [t("cards.bounds", low=low, high=high), share]
    told = "; ".join(note for note in notes if note)
    return f"{value} ({told})" if told else value
