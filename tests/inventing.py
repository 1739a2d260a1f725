"""Two years that never were, made of real buurten: the older one of which the truth is known.

Of a buurt of the real map is known what was published of it. Two maps are made of such buurten,
that differ in what was done to them at random: one was split, two were merged, a border shifted,
codes were given to other places. Figures of either map are those of its buurten added up, a year
apart; of the older year they are known on the newer map as well, and that is the truth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import shapely.affinity
from shapely import Geometry

from nplv_geo.ground.areas import gemeente_of, wijk_of

COUNTS = ("AantalInwoners", "k_65JaarOfOuder", "k_0Tot15Jaar", "HuishoudensTotaal")
# Means, and what they travel with.
MEANS = {
    "Koopwoningen": "HuishoudensTotaal",
    "PercentageEengezinswoning": "HuishoudensTotaal",
    "GemiddeldeWOZWaardeVanWoningen": "HuishoudensTotaal",
    "GemiddeldeHuishoudensgrootte": "HuishoudensTotaal",
    "GemiddeldInkomenPerInwoner": "AantalInwoners",
}
# Neighbours share at least this much border, in metres.
_BORDER = 50.0
# A year's growth of a buurt, as a standard deviation of its logarithm.
_GROWTH, _DRIFT = 0.05, 0.02
# How far the people of a strip may lie from even: a beta distribution, as if of so many people.
_EVENNESS = 8.0


class Done(StrEnum):
    """What was done to buurten between the two years."""

    NOTHING = "nothing"
    SPLIT = "split"  # two buurten were one place
    SHIFTED = "shifted"  # one buurt went from one place to another
    STRIP = "strip"  # a strip of one buurt belonged to its neighbour
    CUT = "cut"  # one buurt was two places
    MERGED = "merged"  # two places became one
    RENUMBERED = "renumbered"  # two places took each other's codes


# What was done to that many groups of buurten.
TIMES = {
    Done.SPLIT: 700,
    Done.SHIFTED: 700,
    Done.STRIP: 700,
    Done.CUT: 400,
    Done.MERGED: 400,
    Done.RENUMBERED: 400,
}


@dataclass
class _Map:
    """Places of one year: their outlines, and what they are made of."""

    shapes: dict[str, Geometry] = field(default_factory=dict)
    made_of: list[tuple[str, str, float]] = field(default_factory=list)

    def add(self, name: str, shape: Geometry, **atoms: float) -> None:
        self.shapes[name] = shape
        self.made_of += [(name, atom, share) for atom, share in atoms.items()]

    def make_outlines(self) -> gpd.GeoSeries:
        return gpd.GeoSeries(self.shapes, crs="EPSG:28992").sort_index()

    def make_figures(self, figures: pd.DataFrame) -> pd.DataFrame:
        """Figures of the places: those of their buurten added up, none where one is withheld."""
        names, atoms, shares = zip(*self.made_of, strict=True)
        parts = _to_sums(figures).loc[list(atoms)].mul(np.array(shares), axis=0)
        sums = parts.groupby(np.array(names)).sum()
        sums = sums.mask(parts.isna().groupby(np.array(names)).any())
        return sums.assign(
            **{m: (sums[m] / sums[by]).where(sums[by] > 0) for m, by in MEANS.items()}
        )


@dataclass(frozen=True)
class InventedYears:
    """An older and a newer year.

    Attributes
    ----------
    older, newer
        Outlines by code (EPSG:28992).
    figures, figures_now
        Topics of the Kerncijfers by code, of the older year on its own map and of the newer on its.
    truth
        Topics of the older year on the newer map.
    done
        What was done, by code of the newer map.
    """

    older: gpd.GeoSeries
    newer: gpd.GeoSeries
    figures: pd.DataFrame
    figures_now: pd.DataFrame
    truth: pd.DataFrame
    done: pd.Series


class _Inventor:
    def __init__(self, shapes: gpd.GeoSeries, random: np.random.Generator) -> None:
        self.shapes, self.random = shapes, random
        self.older, self.newer = _Map(), _Map()
        self.done: dict[str, str] = {}

    def invent(self) -> None:
        free = set(self.shapes.index)
        for done, group in self._choose(free, find_neighbours(self.shapes)):
            free -= set(group)
            getattr(self, f"_make_{done.value}")(*group)
        for code in sorted(free):
            self._add_older(code, code)
            self._add_newer(Done.NOTHING, code, code)

    def _choose(
        self, free: set[str], neighbours: dict[str, list[str]]
    ) -> Iterator[tuple[Done, tuple[str, ...]]]:
        wanted = [done for done, times in TIMES.items() for _ in range(times)]
        self.random.shuffle(wanted)
        codes = iter(self.random.permutation(sorted(free)).tolist())
        for done in wanted:
            size = {Done.SHIFTED: 3, Done.CUT: 1}.get(done, 2)
            for code in codes:
                group = _find_chain(code, size, free, neighbours)
                if group is not None:
                    yield done, group
                    break

    def _make_split(self, one: str, other: str) -> None:
        self._add_older(one, one, other)
        self._add_newer(Done.SPLIT, one, one)
        self._add_newer(Done.SPLIT, other, other)

    def _make_shifted(self, one: str, moving: str, other: str) -> None:
        self._add_older(one, one, moving)
        self._add_older(other, other)
        self._add_newer(Done.SHIFTED, one, one)
        self._add_newer(Done.SHIFTED, other, other, moving)

    def _make_strip(self, one: str, other: str) -> None:
        whole, neighbour = self.shapes[one], self.shapes[other]
        strip, rest = cut_towards(whole, neighbour, self.random.uniform(0.4, 0.9))
        share = self._draw_share(strip.area / whole.area)
        self.older.add(one, rest, **{one: 1 - share})
        self.older.add(other, shapely.union(neighbour, strip), **{other: 1.0, one: share})
        self._add_newer(Done.STRIP, one, one)
        self._add_newer(Done.STRIP, other, other)

    def _make_cut(self, code: str) -> None:
        whole, angle = self.shapes[code], self.random.uniform(0, np.pi)
        aim = shapely.affinity.translate(whole.centroid, np.cos(angle), np.sin(angle))
        half, rest = cut_towards(whole, aim, 0.5)
        share = self._draw_share(half.area / whole.area)
        self.older.add(code, half, **{code: share})
        self.older.add(f"{code[:6]}X{len(self.older.shapes) % 1000:03}", rest, **{code: 1 - share})
        self._add_newer(Done.CUT, code, code)

    def _make_merged(self, one: str, other: str) -> None:
        self._add_older(one, one)
        self._add_older(other, other)
        self._add_newer(Done.MERGED, one, one, other)

    def _make_renumbered(self, one: str, other: str) -> None:
        self._add_older(one, other)
        self._add_older(other, one)
        self._add_newer(Done.RENUMBERED, one, one)
        self._add_newer(Done.RENUMBERED, other, other)

    def _draw_share(self, land: float) -> float:
        """Share of a buurt that belongs to a part of it."""
        return float(self.random.beta(_EVENNESS * land, _EVENNESS * (1 - land)))

    def _add_older(self, name: str, *atoms: str) -> None:
        self.older.add(name, self._unite(atoms), **dict.fromkeys(atoms, 1.0))

    def _add_newer(self, done: Done, name: str, *atoms: str) -> None:
        self.done[name] = done.value
        self.newer.add(name, self._unite(atoms), **dict.fromkeys(atoms, 1.0))

    def _unite(self, atoms: tuple[str, ...]) -> Geometry:
        shapes = [self.shapes[atom] for atom in atoms]
        return shapes[0] if len(shapes) == 1 else shapely.union_all(shapes)


def invent_years(shapes: gpd.GeoSeries, published: pd.DataFrame, seed: int) -> InventedYears:
    """Make two years out of the buurten of one; neighbours share one border there."""
    random = np.random.default_rng(seed)
    clean = gpd.GeoSeries(
        shapely.coverage_clean(np.asarray(shapes.array)), shapes.index, crs=shapes.crs
    )
    clean = clean[~clean.is_empty]
    inventor = _Inventor(clean, random)
    inventor.invent()
    now = published.reindex(clean.index)[[*COUNTS, *MEANS]]
    # Nobody of an age, and a few that are withheld, are both empty cells.
    now = now.fillna(dict.fromkeys(COUNTS, 0.0))
    # People and homes grow together, and each topic drifts a little on its own.
    growth = np.exp(random.normal(0, _GROWTH, (len(now), 1)))
    drift = np.exp(random.normal(0, _DRIFT, now.shape))
    then = now * np.where(now.columns.isin(COUNTS), growth * drift, drift)
    return InventedYears(
        older=inventor.older.make_outlines(),
        newer=inventor.newer.make_outlines(),
        figures=inventor.older.make_figures(then),
        figures_now=inventor.newer.make_figures(now),
        truth=inventor.newer.make_figures(then),
        done=pd.Series(inventor.done),
    )


def find_neighbours(shapes: gpd.GeoSeries) -> dict[str, list[str]]:
    """Neighbours of each buurt in its own gemeente: of its wijk first, by the length of border."""
    outlines = np.asarray(shapes.array)
    one, other = shapely.STRtree(outlines).query(outlines, predicate="intersects")
    gemeenten = np.array([gemeente_of(code) for code in shapes.index])
    kept = (one != other) & (gemeenten[one] == gemeenten[other])
    one, other = one[kept], other[kept]
    borders = shapely.length(shapely.intersection(outlines[one], outlines[other]))
    pairs = pd.DataFrame({"one": shapes.index[one], "other": shapes.index[other], "at": borders})
    pairs["is_near"] = [
        wijk_of(a) == wijk_of(b) for a, b in zip(pairs.one, pairs.other, strict=True)
    ]
    pairs = pairs[pairs["at"] >= _BORDER].sort_values(["is_near", "at"], ascending=False)
    return {str(code): group.tolist() for code, group in pairs.groupby("one")["other"]}


def cut_towards(shape: Geometry, aim: Geometry, at: float) -> tuple[Geometry, Geometry]:
    """Cut a shape across the direction of another one: the part on that side, and the rest.

    ``at`` is where between the far end (0) and the near end (1).
    """
    start, goal = (np.array(part.centroid.coords[0]) for part in (shape, aim))
    towards = (goal - start) / np.hypot(*(goal - start))
    corners = shapely.get_coordinates(shape)
    reach = corners @ towards
    level = np.quantile(reach, [0, 1]) @ np.array([1 - at, at])
    across, size = np.array([-towards[1], towards[0]]), 1e5
    base = start + towards * (level - start @ towards)
    near = shapely.Polygon(
        [
            base - across * size,
            base + across * size,
            base + across * size + towards * size,
            base - across * size + towards * size,
        ]
    )
    return shapely.intersection(shape, near), shapely.difference(shape, near)


def _find_chain(
    code: str, size: int, free: set[str], neighbours: dict[str, list[str]]
) -> tuple[str, ...] | None:
    """So many free buurten of which each is a neighbour of the one before."""
    if code not in free:
        return None
    chain = [code]
    while len(chain) < size:
        found = [n for n in neighbours.get(chain[-1], []) if n in free and n not in chain]
        if not found:
            return None
        chain.append(found[0])
    return tuple(chain)


def _to_sums(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures as numbers that may be added up: a mean times its weight."""
    return figures.assign(**{mean: figures[mean] * figures[by] for mean, by in MEANS.items()})
