"""What a focus area was made of in older boundary years: the places that lay on its ground.

The table that people edit says which buurten an area has on the map. Older codes follow from
overlap alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from nplv_geo.definitions.thresholds import MOSTLY_INSIDE
from nplv_geo.edition.comparability import CrosswalkFacts
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.place_history import PlaceLine
from nplv_geo.ground.areas import wijk_of
from nplv_geo.statistics.carrying.crosswalk import WHOLE

_LAND = "oppervlakte_land"


@dataclass(frozen=True, slots=True)
class Inside:
    """Share (0 to 1) of an older buurt that lies in the area, of its land and its inhabitants."""

    land: float
    people: float

    @property
    def is_whole(self) -> bool:
        """True when all of it lies there, or nearly so."""
        return min(self.land, self.people) >= WHOLE

    @property
    def is_counted(self) -> bool:
        """True when it counts as a whole, where figures stand as they were published."""
        return self.people >= MOSTLY_INSIDE


@dataclass(frozen=True, slots=True)
class Ground:
    """Inhabitants and land of the buurten of an area on the map, NaN where that is not known."""

    people: Mapping[str, float]
    land: Mapping[str, float]


@dataclass(frozen=True)
class Composition:
    """A focus area in one older boundary year.

    Attributes
    ----------
    facts
        What is known of the year.
    lines
        What older buurten have in common with those of the area.
    names
        Names of the older wijken that those lie in and of all buurten of these, by code.
    ground
        The area on the map.
    """

    facts: CrosswalkFacts
    lines: Sequence[PlaceLine]
    names: Mapping[str, str]
    ground: Ground

    @cached_property
    def inside(self) -> dict[str, Inside]:
        """How much of each older buurt lies in the area."""
        parts: dict[str, list[PlaceLine]] = defaultdict(list)
        for line in self.lines:
            parts[line.code_from].append(line)
        return {
            code: Inside(sum(one.share_from for one in own), sum(one.people_from for one in own))
            for code, own in parts.items()
        }

    @cached_property
    def counted(self) -> frozenset[str]:
        """Older buurten that count as a whole."""
        return frozenset(code for code, share in self.inside.items() if share.is_counted)

    @cached_property
    def whole_wijken(self) -> dict[str, set[str]]:
        """Older wijken that lie wholly in the area, with their buurten."""
        buurten_of: dict[str, set[str]] = defaultdict(set)
        for code in self.names:
            if code != (wijk := wijk_of(code)):
                buurten_of[wijk].add(code)
        wholes = {code for code, share in self.inside.items() if share.is_whole}
        return {wijk: buurten for wijk, buurten in buurten_of.items() if buurten <= wholes}

    def measure_people(self, codes: Collection[str]) -> float | None:
        """Measure the inhabitants of the area who live where some older buurten lay.

        Parameters
        ----------
        codes
            Older buurten.

        Returns
        -------
        float or None
            Share (0 to 1) of the inhabitants of the area; None when those are not known.
        """
        shares = ((one.code_to, one.people_to) for one in self.lines if one.code_from in codes)
        return _weigh(shares, self.ground.people)

    def measure_land(self, codes: Collection[str]) -> float | None:
        """Measure the land of the area where some older buurten lay; see ``measure_people``."""
        shares = ((one.code_to, one.share_to) for one in self.lines if one.code_from in codes)
        return _weigh(shares, self.ground.land)

    def measure_known(self) -> float | None:
        """Measure the inhabitants in buurten of which is known what lay there, likewise."""
        known = {line.code_to for line in self.lines}
        return _weigh(((code, 1.0) for code in known), self.ground.people)


def compose_areas(edition: Edition) -> Mapping[str, tuple[Composition, ...]]:
    """Work out what each focus area was made of in each older boundary year.

    Parameters
    ----------
    edition
        The edition.

    Returns
    -------
    mapping
        By area, oldest year first; of every division before that of the map that the edition
        knows.
    """
    # The table is read once for all areas: that takes hardly longer than for one of them.
    whole = edition.comparable
    return whole.cache.get_or_make("compositions", partial(_compose_areas, whole))


def _compose_areas(edition: Edition) -> dict[str, tuple[Composition, ...]]:
    focus, map_year = edition.areas.focus, edition.boundary_year
    lines = edition.places.list_parts((code for own in focus.values() for code in own), map_year)
    names = edition.places.list_wijken({wijk_of(line.code_from) for line in lines}, map_year)
    lines_of: dict[tuple[int, str], list[PlaceLine]] = defaultdict(list)
    for line in lines:
        lines_of[line.from_year, line.code_to].append(line)
    older = {one.from_year: one for one in edition.manifest.crosswalks if one.to_year == map_year}
    grounds = {area: _measure_ground(edition, buurten) for area, buurten in focus.items()}
    return {
        area: tuple(
            Composition(
                facts=older[year],
                lines=[line for code in buurten for line in lines_of[year, code]],
                names=names.get(year, {}),
                ground=grounds[area],
            )
            for year in sorted(older)
            if year < map_year
        )
        for area, buurten in focus.items()
    }


def _measure_ground(edition: Edition, buurten: Sequence[str]) -> Ground:
    people = edition.areas.frame["inhabitants"].reindex(list(buurten))
    land = np.full(len(buurten), np.nan)
    if edition.has_figures(_LAND):
        period = edition.default_period(_LAND)
        land = edition.values.numbers(_LAND, period, edition.areas.select(buurten))
    return Ground(
        dict(zip(buurten, people.to_numpy(dtype=float), strict=True)),
        dict(zip(buurten, land, strict=True)),
    )


def _weigh(shares: Iterable[tuple[str, float]], weights: Mapping[str, float]) -> float | None:
    """Weigh shares of buurten; None when nothing is known of what they weigh."""
    known = {code: weight for code, weight in weights.items() if not np.isnan(weight)}
    total = sum(known.values())
    return sum(known.get(code, 0.0) * share for code, share in shares) / total if total else None
