"""A made-up country: cells without gaps, of as uneven sizes as real buurten.

Towns hold most of the cells; a few wide polders are large enough to be hit by a single pixel of
the map, however many cells there are. Borders are wiggly, and neighbours share every bend.
"""

from __future__ import annotations

import numpy as np
import shapely

CENTRE = np.array([170_000.0, 456_000.0])  # metres in RD: the middle of the real country
HALF = np.array([80_000.0, 110_000.0])  # so that there is about as much land as in reality
POLDERS = 24
_POLDER_M = 5_500.0  # nothing else lies this near to the middle of a polder
_IN_TOWN = 0.7
_TOWN_CELLS = 60
_MARGIN = 1.35  # cells beyond the edge give those within it a border
_MIDS = 4  # bends of each border
_BEND = 0.1  # of the border's length
_ROUNDS = 12

Points = np.ndarray


def cells(n: int, seed: int = 1) -> tuple[np.ndarray, Points]:
    """Make ``n`` polygons in RD, and a point in each.

    Raises
    ------
    ValueError
        When the polygons would not form a valid coverage.
    """
    random = np.random.default_rng([seed, n])
    points = _points(n, random)
    voronoi = shapely.voronoi_polygons(shapely.multipoints(points), ordered=True)
    polygons = shapely.get_parts(voronoi)
    nearest = np.argsort(np.abs((points - CENTRE) / HALF).max(axis=1), kind="stable")[:n]
    return _wiggly(polygons[nearest], random), points[nearest]


def _points(n: int, random: np.random.Generator) -> Points:
    """Middles of the cells, a third more than asked for, so that the country has a rim."""
    side = np.sqrt(_MARGIN)
    wanted = int(n * _MARGIN) + 50
    polders = CENTRE + random.uniform(-0.85, 0.85, (POLDERS, 2)) * HALF
    polders = _apart(polders, 2.2 * _POLDER_M)
    in_town = int(wanted * _IN_TOWN)
    towns = CENTRE + random.uniform(-side, side, (max(wanted // _TOWN_CELLS, 8), 2)) * HALF
    spread = random.uniform(1_200, 4_000, len(towns))
    found = np.empty((0, 2))
    while len(found) < wanted:
        of = random.integers(0, len(towns), in_town)
        near = towns[of] + random.normal(0, 1, (in_town, 2)) * spread[of, None]
        rural = CENTRE + random.uniform(-side, side, (wanted - in_town, 2)) * HALF
        more = np.concatenate([near, rural])
        distance = np.linalg.norm(more[:, None, :] - polders[None, :, :], axis=2).min(axis=1)
        found = np.concatenate([found, more[distance > _POLDER_M]])
    chosen = random.permutation(found)[: wanted - len(polders)]
    return np.unique(np.concatenate([chosen, polders]).round(1), axis=0)


def _apart(points: Points, distance: float) -> Points:
    """Drop points that lie too near to an earlier one."""
    kept: list[np.ndarray] = []
    for point in points:
        if all(np.linalg.norm(point - other) >= distance for other in kept):
            kept.append(point)
    return np.array(kept)


def _wiggly(polygons: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Bend the borders; where a cell would cross itself or a neighbour they stay straight."""
    ends, ring = shapely.get_coordinates(polygons, return_index=True)
    ends = ends.round(2)
    _, node = np.unique(ends[:, 0] + 1j * ends[:, 1], return_inverse=True)
    is_side = ring[1:] == ring[:-1]
    start, end, cell = node[:-1][is_side], node[1:][is_side], ring[:-1][is_side]
    pairs = np.stack([np.minimum(start, end), np.maximum(start, end)], axis=1)
    _, first, border = np.unique(pairs, axis=0, return_index=True, return_inverse=True)
    border = border.reshape(-1)
    from_, to = ends[:-1][is_side], ends[1:][is_side]
    turned = start > end
    low = np.where(turned[first, None], to[first], from_[first])
    high = np.where(turned[first, None], from_[first], to[first])
    swing = random.normal(0, _BEND, (len(first), 3)) * np.array([1.0, 0.6, 0.4])
    for _ in range(_ROUNDS):
        made = _rings(_bent(low, high, swing), border, turned, from_, cell)
        broken = ~shapely.is_valid(made)
        if not broken.any():
            broken = ~shapely.is_empty(shapely.coverage_invalid_edges(made))
        if not broken.any():
            return made
        swing[border[broken[cell]]] = 0.0
    raise ValueError(f"{int(broken.sum())} cells don't fit their neighbours")


def _bent(low: Points, high: Points, swing: np.ndarray) -> np.ndarray:
    """Points between the ends of each border: borders x bends x 2."""
    t = np.arange(1, _MIDS + 1) / (_MIDS + 1)
    waves = np.sin(np.pi * np.outer(t, [1, 2, 3]))
    along = high - low
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    straight = low[:, None, :] + along[:, None, :] * t[None, :, None]
    bent: np.ndarray = (straight + across[:, None, :] * (swing @ waves.T)[:, :, None]).round(2)
    return bent


def _rings(
    bent: np.ndarray, border: np.ndarray, turned: np.ndarray, from_: Points, cell: np.ndarray
) -> np.ndarray:
    """Polygons of the bent borders, each border walked in the direction of its cell."""
    own = bent[border]
    own[turned] = own[turned][:, ::-1]
    coordinates = np.concatenate([from_[:, None, :], own], axis=1).reshape(-1, 2)
    index = np.repeat(cell, _MIDS + 1)
    made: np.ndarray = shapely.polygons(shapely.linearrings(coordinates, indices=index))
    return made
