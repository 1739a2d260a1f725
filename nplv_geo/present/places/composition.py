"""What a focus area was made of in older boundary years: the places that lay on its ground.

The table that people edit says which buurten an area has on the map. Older codes follow from
overlap alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter

import numpy as np

from nplv_geo.definitions.thresholds import MOSTLY_INSIDE
from nplv_geo.edition.comparability import CrosswalkFacts
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.place_history import PlaceLine
from nplv_geo.ground.areas import wijk_of
from nplv_geo.ground.places import CrosswalkWay
from nplv_geo.present.places.composition_models import (
    AreaHistoryAnswer,
    AreaYearAnswer,
    OlderPlaceAnswer,
)
from nplv_geo.present.places.life import read_share
from nplv_geo.statistics.carrying.crosswalk import WHOLE

_LAND = "oppervlakte_land"


@dataclass(frozen=True, slots=True)
class _Inside:
    """Share (0 to 1) of an older buurt that lies in the area, of its land and inhabitants."""

    land: float
    people: float

    @property
    def is_whole(self) -> bool:
        return min(self.land, self.people) >= WHOLE

    @property
    def is_counted(self) -> bool:
        """The same bound as that of the figures of whole buurten, which a build adds up."""
        return self.people >= MOSTLY_INSIDE


@dataclass(frozen=True, slots=True)
class _Ground:
    """The area on the map: the weight of each of its buurten, NaN where that is not known."""

    people: Mapping[str, float]
    land: Mapping[str, float]


def compose_area(edition: Edition, area: str) -> AreaHistoryAnswer:
    """Work out what a focus area was made of in each older boundary year.

    Parameters
    ----------
    edition
        The edition.
    area
        Id of a focus area of the edition.

    Returns
    -------
    AreaHistoryAnswer
        With a year for each division before that of the map that the edition knows.
    """
    whole = edition.comparable
    return whole.cache.get_or_make(("composition", str(area)), partial(_compose, whole, area))


def _compose(edition: Edition, area: str) -> AreaHistoryAnswer:
    buurten, map_year = edition.areas.buurten_of(area), edition.boundary_year
    lines = edition.places.list_parts(buurten, map_year)
    names = edition.places.list_wijken({wijk_of(line.code_from) for line in lines}, map_year)
    by_year = {
        year: tuple(of_year) for year, of_year in groupby(lines, key=attrgetter("from_year"))
    }
    ground = _measure_ground(edition, buurten)
    return AreaHistoryAnswer(
        edition=edition.id,
        area=area,
        name=edition.areas.names[area],
        boundary_year=map_year,
        buurten=len(buurten),
        years=tuple(
            _compose_year(
                facts, by_year.get(facts.from_year, ()), names.get(facts.from_year, {}), ground
            )
            for facts in sorted(edition.manifest.crosswalks, key=attrgetter("from_year"))
            if facts.from_year < facts.to_year == map_year
        ),
    )


def _measure_ground(edition: Edition, buurten: list[str]) -> _Ground:
    """Inhabitants and land of the buurten; land is unknown where no table tells it."""
    people = edition.areas.frame["inhabitants"].reindex(buurten)
    land = np.full(len(buurten), np.nan)
    if edition.has_figures(_LAND):
        period = edition.default_period(_LAND)
        land = edition.values.numbers(_LAND, period, edition.areas.select(buurten))
    return _Ground(
        dict(zip(buurten, people.to_numpy(dtype=float), strict=True)),
        dict(zip(buurten, land, strict=True)),
    )


def _compose_year(
    facts: CrosswalkFacts,
    lines: tuple[PlaceLine, ...],
    names: Mapping[str, str],
    ground: _Ground,
) -> AreaYearAnswer:
    inside = _add_up(lines)
    counted = {code for code, share in inside.items() if share.is_counted}
    of_counted = [line for line in lines if line.code_from in counted]
    known = dict.fromkeys((line.code_to for line in lines), 1.0)
    return AreaYearAnswer(
        boundary_year=facts.from_year,
        way=CrosswalkWay(lines[0].way) if lines else None,
        outline_years=facts.outline_years if lines else (),
        buurten=len(counted),
        people_covered=_measure_share(_sum(of_counted, "people_to"), ground.people),
        land_covered=_measure_share(_sum(of_counted, "share_to"), ground.land),
        people_known=_measure_share(known, ground.people),
        places=tuple(_list_places(inside, names)),
    )


def _add_up(lines: Iterable[PlaceLine]) -> dict[str, _Inside]:
    """Add up the parts of each older buurt in the area."""
    parts: dict[str, list[PlaceLine]] = defaultdict(list)
    for line in lines:
        parts[line.code_from].append(line)
    return {
        code: _Inside(sum(one.share_from for one in own), sum(one.people_from for one in own))
        for code, own in parts.items()
    }


def _sum(lines: Iterable[PlaceLine], share: str) -> dict[str, float]:
    """Add up a share of each newer buurt."""
    sums: dict[str, float] = defaultdict(float)
    for line in lines:
        sums[line.code_to] += getattr(line, share)
    return sums


def _measure_share(shares: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    """Share of the weight of the area; None when the weights are not known."""
    known = {code: weight for code, weight in weights.items() if not np.isnan(weight)}
    total = sum(known.values())
    if not total:
        return None
    return read_share(sum(weight * shares.get(code, 0.0) for code, weight in known.items()) / total)


def _list_places(
    inside: Mapping[str, _Inside], names: Mapping[str, str]
) -> Iterator[OlderPlaceAnswer]:
    """List what lies in the area, with wijken in place of all of their buurten."""
    buurten_of: dict[str, set[str]] = defaultdict(set)
    for code in names:
        if code != (wijk := wijk_of(code)):
            buurten_of[wijk].add(code)
    wholes = {code for code, share in inside.items() if share.is_whole}
    wijken = {wijk: group for wijk, group in buurten_of.items() if group and group <= wholes}
    told_by_wijk = {code for group in wijken.values() for code in group}
    groups = wijken | {code: {code} for code in inside if code not in told_by_wijk}
    places = (_make_place(code, group, inside, names) for code, group in groups.items())
    yield from sorted(places, key=lambda place: (not place.is_counted, place.code[2:]))


def _make_place(
    code: str, buurten: set[str], inside: Mapping[str, _Inside], names: Mapping[str, str]
) -> OlderPlaceAnswer:
    return OlderPlaceAnswer(
        code=code,
        name=names.get(code, ""),
        level="wijk" if code.startswith("WK") else "buurt",
        buurten=len(buurten),
        land_inside=read_share(min(inside[buurt].land for buurt in buurten)),
        people_inside=read_share(min(inside[buurt].people for buurt in buurten)),
        is_counted=all(inside[buurt].is_counted for buurt in buurten),
    )
