"""Events of the programme as marks on the time axis of a trend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from nplv_geo.definitions.events import Event
from nplv_geo.present.page.page import Page

# Half a month over half a year: a value of a year stands at the middle of that year.
_TO_MIDDLE = 0.5 / 12 + 0.5
# Events that would lie nearer than this on the axis, in years, share one mark.
_TOGETHER = 0.25


@dataclass(frozen=True, slots=True)
class EventWords:
    """One event in words."""

    when: str
    label: str
    text: str
    scope: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class EventMarker:
    """Events of about the same time; ``number`` ties the mark to its place in the list."""

    number: int
    position: float
    events: tuple[EventWords, ...]


def list_markers(
    page: Page, events: Sequence[Event], first: int, last: int
) -> tuple[EventMarker, ...]:
    """Marks of the events that concern the area, from half a year before to a year after."""
    place = page.edition.areas.focus_area_of(page.view.area) or page.view.area
    groups: list[tuple[float, list[EventWords]]] = []
    for event in sorted(events, key=lambda event: event.date):
        at = place_month(event.date)
        if event.area_id not in ("", place) or not first - 0.5 <= at <= last + 1:
            continue
        if not groups or at - groups[-1][0] > _TOGETHER:
            groups.append((at, []))
        groups[-1][1].append(_describe_event(page, event))
    return tuple(
        EventMarker(n, at, tuple(described)) for n, (at, described) in enumerate(groups, start=1)
    )


def place_month(month: str) -> float:
    """Place of a month such as ``2022-07`` on an axis of years."""
    return int(month[:4]) + int(month[5:]) / 12 - _TO_MIDDLE


def _describe_event(page: Page, event: Event) -> EventWords:
    scopes = {"20 gebieden": page.t("trend.scope_20"), "nationaal": page.t("trend.scope_country")}
    return EventWords(
        when=str(
            format_date(date.fromisoformat(f"{event.date}-01"), "MMMM y", locale=page.view.language)
        ),
        label=event.label.in_(page.view.language),
        text=event.text.in_(page.view.language),
        scope=scopes.get(event.scope) or page.name_area(event.area_id),
        source=event.source,
        url=event.url,
    )
