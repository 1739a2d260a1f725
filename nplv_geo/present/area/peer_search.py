"""Peers in an edition: which areas take part, on which figures, and who is nearest.

Focus areas are held against one another. A buurt is held against all buurten of the country
outside the programme: what happened there, happened without it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import pandas as pd

from nplv_geo.definitions.layers import Catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, AreaLevel, level_of
from nplv_geo.present.page.stacking import MIN_OF_COUNTRY
from nplv_geo.present.values.cache import keep
from nplv_geo.statistics.neighbours import Peer, most_alike

# Smaller buurten are mostly industry or countryside, and much about them is withheld.
MIN_INHABITANTS = 200
# A figure that fewer than half of the areas have would choose among those that have it.
MIN_PUBLISHED = 0.5
MAX_KEPT = 512


@dataclass(frozen=True)
class Likeness:
    """Areas that are like one area.

    Attributes
    ----------
    variables
        Ids of the layers that were compared on.
    reason
        Why there are no peers: ``level``, ``not_national`` or ``unknown``; else nothing.
    """

    peers: tuple[Peer, ...] = ()
    variables: tuple[str, ...] = ()
    reason: str = ""


@dataclass
class _Kept:
    """What is known of one edition under one catalogue."""

    catalog: Catalog
    is_national: bool
    found: dict[str, Likeness] = field(default_factory=dict)
    profiles: dict[AreaLevel, pd.DataFrame] = field(default_factory=dict)
    candidates: dict[AreaLevel, pd.DataFrame] = field(default_factory=dict)


_KEPT: WeakKeyDictionary[Edition, _Kept] = WeakKeyDictionary()


def likeness(edition: Edition, catalog: Catalog, area: str) -> Likeness:
    """Find the peers of a focus area or a buurt."""
    level = level_of(area)
    if level not in (AreaLevel.FOCUSGEBIED, AreaLevel.BUURT):
        return Likeness(reason="level")
    kept = _kept(edition, catalog)
    if level is AreaLevel.BUURT and not kept.is_national:
        return Likeness(reason="not_national")
    return keep(kept.found, area, MAX_KEPT, lambda: _found(_profile(kept, edition, area), area))


def _found(profile: pd.DataFrame, area: str) -> Likeness:
    peers = most_alike(profile, area)
    return Likeness(peers, tuple(map(str, profile.columns)), "" if peers else "unknown")


def is_national(edition: Edition) -> bool:
    """Tell whether the edition holds (nearly) all buurten of the country."""
    people = edition.areas.frame["inhabitants"]
    country = people.get(NEDERLAND)
    total = people.reindex(edition.areas.at(AreaLevel.BUURT)).sum()
    return bool(country and total >= MIN_OF_COUNTRY * country)


def _kept(edition: Edition, catalog: Catalog) -> _Kept:
    kept = _KEPT.get(edition)
    if kept is None or kept.catalog is not catalog:
        kept = _KEPT[edition] = _Kept(catalog, is_national(edition))
    return kept


def _profile(kept: _Kept, edition: Edition, area: str) -> pd.DataFrame:
    """Newest figures of an area and of all that may be its peer, one column a variable."""
    level = level_of(area)
    if level not in kept.profiles:
        profile = _read(edition, kept.catalog, level)
        is_buurt = level is AreaLevel.BUURT
        kept.candidates[level] = profile[_outside(edition, profile.index)] if is_buurt else profile
        # Last, for who looks whether both are there.
        kept.profiles[level] = profile
    candidates = kept.candidates[level]
    if area in candidates.index:
        return candidates
    return pd.concat([candidates, kept.profiles[level].loc[[area]]])


def _read(edition: Edition, catalog: Catalog, level: AreaLevel) -> pd.DataFrame:
    declared = catalog.peer_profile.variables if catalog.peer_profile else ()
    codes = edition.areas.at(level)
    newest = {layer: edition.newest_period(layer, level) for layer in declared}
    columns = {
        layer: edition.values.table(layer, period)["value"].reindex(codes)
        for layer, period in newest.items()
        if period is not None
    }
    profile = pd.DataFrame(columns, index=codes)
    return profile.loc[:, profile.notna().mean() >= MIN_PUBLISHED]


def _outside(edition: Edition, codes: pd.Index) -> pd.Series:
    """Whether each buurt lies outside the programme and has enough inhabitants."""
    inside = {code for own in edition.areas.focus.values() for code in own}
    people = edition.areas.frame["inhabitants"].reindex(codes)
    return (people >= MIN_INHABITANTS) & ~codes.isin(inside)
