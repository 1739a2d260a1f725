"""Peers on the page: the areas most alike, their values, and whether they changed as much."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from nplv_geo.definitions.layers import Layer
from nplv_geo.ground.areas import NEDERLAND, AreaLevel
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import write_period, write_value
from nplv_geo.present.sentences.phrases import write_spoken_label
from nplv_geo.present.values.history import make_history
from nplv_geo.present.values.peer_search import Likeness, find_likeness
from nplv_geo.statistics import medians
from nplv_geo.statistics.neighbours import Neighbour
from nplv_geo.statistics.time.moves import START, Change, measure_change

# Usual distance of two areas taken at random: root two.
USUAL_DISTANCE = 1.4
ENOUGH_PEERS = medians.ENOUGH_FOR_MEDIAN
_NAMED = 2


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One area that is like the area of the page.

    Attributes
    ----------
    differs
        On what the two differ most, in words.
    change
        Since the start of the programme, over the same years as the area's own change.
    """

    id: str
    name: str
    where: str
    href: str
    distance: str
    differs: str
    value: str
    change: str


@dataclass(frozen=True, slots=True)
class Everywhere:
    """Whether a change is the area's own or happened elsewhere too.

    Attributes
    ----------
    area_change, peers_change, country_change
        Changes in the layer's unit; of the peers the median.
    verdict
        ``same`` (no certain difference), ``more``, ``less``, ``opposite`` or ``unclear``; ``none``
        when there is nothing to compare.
    """

    area_change: float | None
    peers_change: float | None
    country_change: float | None
    verdict: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeersModel:
    """Everything about peers; without rows ``intro`` says why there are none.

    Attributes
    ----------
    period
        What the values in the rows are of.
    """

    title: str
    intro: str
    notes: tuple[str, ...]
    period: str
    rows: tuple[PeerRow, ...]
    everywhere: Everywhere | None


def list_peers(page: Page) -> PeersModel:
    """List the peers of the area of the page, with their values of its layer."""
    t, likeness = page.t, find_likeness(page.edition.comparable, page.catalog, page.view.area)
    if likeness.reason:
        return PeersModel(t("peers.title"), t(f"peers.none_{likeness.reason}"), (), "", (), None)
    kind = "buurt" if page.view.area.level is AreaLevel.BUURT else "focus"
    area_change = _measure_change(page, page.view.area)
    changes = {
        peer.area: _keep_same_years(area_change, _measure_change(page, peer.area))
        for peer in likeness.peers
    }
    return PeersModel(
        title=t("peers.title"),
        intro=t(f"peers.intro_{kind}", area=page.name_area(page.view.area), n=len(likeness.peers)),
        notes=_write_notes(page, likeness),
        period=write_period(
            t, page.layer, page.view.period, provisional=page.find_origin().provisional
        ),
        rows=tuple(_make_row(page, peer, changes[peer.area]) for peer in likeness.peers),
        everywhere=_compare_with_peers(page, area_change, [c for c in changes.values() if c]),
    )


def _write_notes(page: Page, likeness: Likeness) -> tuple[str, ...]:
    t, profile = page.t, page.catalog.peer_profile
    usual = t.number(USUAL_DISTANCE, 1)
    names = [write_spoken_label(page.catalog.layer(layer), t) for layer in likeness.variables]
    notes = [profile.why.in_(page.view.language)] if profile else []
    notes += [t("peers.variables", list=t.enumerated(names)), t("peers.distance_note", usual=usual)]
    if page.layer.id in likeness.variables:
        notes.append(t("peers.circular", layer=write_spoken_label(page.layer, t)))
    return tuple(notes)


def _make_row(page: Page, peer: Neighbour, change: Change | None) -> PeerRow:
    t, edition = page.t, page.edition
    gemeente = edition.areas.gemeente_code_of(peer.area)
    row = edition.values.cell(page.layer.id, page.view.period, peer.area)
    return PeerRow(
        id=peer.area,
        name=page.name_area(peer.area),
        where=page.name_area(gemeente) if gemeente else "",
        href=page.link("gebied", peer.area),
        distance=t.number(peer.distance, 2),
        differs=_write_differences(page, peer),
        value=write_value(t, row.value, page.layer, row.coverage),
        change=_write_change(page, change),
    )


def _write_change(page: Page, change: Change | None) -> str:
    """Write the change of a peer, with a note where it can be chance."""
    if change is None:
        return page.t("peers.no_change")
    amount = _write_amount(page, change.change)
    return amount if change.is_clear else page.t("peers.by_chance", change=amount)


def _write_differences(page: Page, peer: Neighbour) -> str:
    """Name the variables that the two areas differ on most, and to which side."""
    largest = sorted(peer.differences.items(), key=lambda pair: (-abs(pair[1]), pair[0]))[:_NAMED]
    return page.t.enumerated(
        [
            page.t(
                "peers.differs",
                variable=write_spoken_label(page.catalog.layer(layer), page.t),
                word=page.t("standing_higher" if gap > 0 else "standing_lower"),
            )
            for layer, gap in largest
        ]
    )


def _measure_change(page: Page, area: str) -> Change | None:
    edition = page.edition.comparable
    points = make_history(edition, area).list_points(edition, page.layer)
    return measure_change(points, page.layer)


def _keep_same_years(area_change: Change | None, other: Change | None) -> Change | None:
    """Give the other change if it is over the same years as that of the area, else None."""
    if area_change is None or other is None:
        return None
    return other if (area_change.first, area_change.last) == (other.first, other.last) else None


def _compare_with_peers(page: Page, area_change: Change | None, others: list[Change]) -> Everywhere:
    """Compare the change of the area with the median of its peers and that of the country."""
    t, layer = page.t, page.layer
    if layer.is_amount:
        return Everywhere(None, None, None, "none", (t("peers.everywhere_sum"),))
    if area_change is None or len(others) < ENOUGH_PEERS:
        return Everywhere(None, None, None, "none", (t("peers.everywhere_none", since=START),))
    median_change = median(other.change for other in others)
    country = _keep_same_years(area_change, _measure_change(page, NEDERLAND))
    verdict = judge_change(area_change, others, layer)
    numbers = t(
        "peers.everywhere",
        layer=write_spoken_label(layer, t),
        area=page.name_area(page.view.area),
        first=area_change.first,
        last=f"{area_change.last} ({t('provisional')})"
        if area_change.provisional
        else area_change.last,
        own=_write_amount(page, area_change.change),
        peers=_write_amount(page, median_change),
        country=_write_amount(page, country.change) if country else t("no_value"),
    )
    # Buurten are compared with buurten outside the programme.
    is_inside = page.view.area.level is AreaLevel.FOCUSGEBIED
    inside = (t("peers.programme"),) if is_inside else ()
    sentences = (numbers, t(f"peers.verdict_{verdict}"), *inside, t("peers.no_cause"))
    return Everywhere(
        area_change=area_change.change,
        peers_change=median_change,
        country_change=country.change if country else None,
        verdict=verdict,
        sentences=sentences,
    )


def judge_change(area_change: Change, peers: Sequence[Change], layer: Layer) -> str:
    """Judge in a word how a change relates to the median of the peers.

    Parameters
    ----------
    area_change
        Change of the area; one that isn't clear is ``unclear``.
    peers
        Changes of its peers over the same years, each with its margin.

    Returns
    -------
    str
        ``same`` where the difference is within the margins of both together or within two units
        of the last decimal; ``opposite`` only where the median is itself clear; ``unclear``
        where any of the margins is unknown.
    """
    unit, median_change = float(10**-layer.decimals), median(peer.change for peer in peers)
    margin = compute_median_margin(peers)
    if not area_change.is_clear or area_change.margin is None or margin is None:
        return "unclear"
    if abs(area_change.change - median_change) <= max(
        math.hypot(area_change.margin, margin), 2 * unit
    ):
        return "same"
    if area_change.change * median_change < 0 and abs(median_change) > max(margin, unit):
        return "opposite"
    return "more" if abs(area_change.change) > abs(median_change) else "less"


def compute_median_margin(peers: Sequence[Change]) -> float | None:
    """Compute half the 95 % interval of the median of changes; None where a margin is unknown."""
    margins = [peer.margin for peer in peers]
    return medians.compute_median_margin([peer.change for peer in peers], margins)


def _write_amount(page: Page, value: float) -> str:
    number = page.t.difference(value, page.layer)
    return f"{number} {page.t('points')}" if page.layer.unit == "%" else number
