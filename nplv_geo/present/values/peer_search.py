"""The search for peers: which areas are most like an area, and on which figures.

Focus areas are compared with one another. A buurt is compared with all buurten of the country
outside the programme: what happened there, happened without it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.thresholds import MIN_PUBLISHED
from nplv_geo.edition.cache import SameObject
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.statistics.neighbours import Neighbour, find_neighbours

# Smaller buurten are mostly industry or countryside, and much about them is withheld.
MIN_INHABITANTS = 200


@dataclass(frozen=True)
class Likeness:
    """The areas that are most like one area.

    Attributes
    ----------
    peers
        The nearest first.
    variables
        Ids of the layers that were compared on.
    reason
        Why there are no peers: ``level``, ``not_national`` or ``unknown``; else nothing.
    """

    peers: tuple[Neighbour, ...] = ()
    variables: tuple[str, ...] = ()
    reason: str = ""


def find_likeness(edition: Edition, catalog: Catalog, area: str) -> Likeness:
    """Find the peers of a focus area or a buurt."""
    level = edition.areas.level_of(area)
    if level not in (AreaLevel.FOCUSGEBIED, AreaLevel.BUURT):
        return Likeness(reason="level")
    if level is AreaLevel.BUURT and not edition.is_national:
        return Likeness(reason="not_national")
    return edition.cache.get_or_make(
        ("likeness", SameObject(catalog), area),
        lambda: _find_peers(_read_profile(edition, catalog, area), area),
    )


def _find_peers(profile: pd.DataFrame, area: str) -> Likeness:
    peers = find_neighbours(profile, area)
    return Likeness(peers, tuple(map(str, profile.columns)), "" if peers else "unknown")


def _read_profile(edition: Edition, catalog: Catalog, area: str) -> pd.DataFrame:
    """Read the newest figures of an area and of its candidates, one column a variable."""
    level = edition.areas.level_of(area)
    key = ("peer profiles", SameObject(catalog), level)
    profiles, candidates = edition.cache.get_or_make(
        key, lambda: _select_candidates(edition, _read_level(edition, catalog, level), level)
    )
    return candidates if area in candidates.index else pd.concat([candidates, profiles.loc[[area]]])


def _select_candidates(
    edition: Edition, profiles: pd.DataFrame, level: AreaLevel
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Select from the profiles of a level those that can be a peer; give both."""
    if level is not AreaLevel.BUURT:
        return profiles, profiles
    return profiles, profiles[_is_outside_programme(edition, profiles.index)]


def _read_level(edition: Edition, catalog: Catalog, level: AreaLevel) -> pd.DataFrame:
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


def _is_outside_programme(edition: Edition, codes: pd.Index) -> pd.Series:
    """Tell of each buurt whether it lies outside the programme and has enough inhabitants."""
    inside = {code for buurten in edition.areas.focus.values() for code in buurten}
    people = edition.areas.frame["inhabitants"].reindex(codes)
    return (people >= MIN_INHABITANTS) & ~codes.isin(inside)
