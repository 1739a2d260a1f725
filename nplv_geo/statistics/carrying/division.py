"""Dividing places over others by where people live.

Of a place that lies in several others is known how many people it had, of each of those how many
they have now, and what ground they have in common. Of those follow flows: people of a source in a
target, that add up to the people of every source and come as near as they can to those of the
targets.

Sources
-------
- M.F. Goodchild and N.S. Lam, "Areal interpolation: a variant of the traditional spatial problem",
  Geo-Processing 1 (1980), 297-312: division by land.
- J.P. Schroeder, "Target-density weighting interpolation and uncertainty evaluation for temporal
  analysis of census data", Geographical Analysis 39 (2007), 311-335: each piece of land counts for
  the density of the place that it is a part of now.
- W.E. Deming and F.F. Stephan, "On a least squares adjustment of a sampled frequency table when the
  expected marginal totals are known", Annals of Mathematical Statistics 11 (1940), 427-444: flows
  that fit the totals of both sides, by turns.
- J. Mennis, "Generating surface models of population using dasymetric mapping", The Professional
  Geographer 55 (2003), 31-42: points or squares with inhabitants in place of densities.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from nplv_geo.ground.arrays import Floats
from nplv_geo.statistics.carrying.arithmetic import divide, sum_by, sum_known_by
from nplv_geo.statistics.carrying.parts import Parts

# Turns after which flows do not change any more.
_TURNS = 60
# A place that grew or shrank more than this shows another thing than a border.
_MOST_GROWTH = 4.0


def divide_sources(
    parts: Parts,
    inhabitants: pd.Series,
    inhabitants_now: pd.Series,
    points: Floats | None = None,
) -> tuple[Parts, str]:
    """Divide each source by where people live.

    Parameters
    ----------
    parts
        Pairs with their common land.
    inhabitants
        Inhabitants by source code, in the year of the sources; NaN where unknown.
    inhabitants_now
        Inhabitants by target code, in the year of the targets; NaN where unknown.
    points
        Shape (n_pairs,): inhabitants of points or squares in the common ground of each pair; None
        when there are no points.

    Returns
    -------
    parts : Parts
        The same pairs, with people.
    weighting : str
        What was divided by: ``points`` when those tell of more than half of the people in
        sources that lie in several targets; else ``density``, or ``area`` where of no target the
        inhabitants are known.

    Notes
    -----
    Points go before densities, wherever a source has any. Without either, because of one of its
    targets the inhabitants are not known, a source is divided by land.
    """
    people, people_now = (
        numbers.reindex(codes).to_numpy(dtype=float)
        for numbers, codes in ((inhabitants, parts.sources), (inhabitants_now, parts.targets))
    )
    n = len(parts.sources)
    seeds, has_points = _weigh_by_density(parts, people_now), np.zeros(n, dtype=bool)
    if points is not None:
        has_points = sum_by(parts.source_of, points, n) > 0
        seeds = np.where(has_points[parts.source_of], points, seeds)
    weights = _balance_flows(parts, seeds, people, people_now)
    total = sum_by(parts.source_of, weights, n)  # NaN as soon as one target is unknown
    by_people = divide(weights, total[parts.source_of])
    by_land = divide(parts.land, sum_by(parts.source_of, parts.land, n)[parts.source_of], 0.0)
    shares = np.where(np.isnan(by_people), by_land, by_people)
    # Somebody lives where a figure is withheld: as many as its known targets tell, at least.
    told = sum_known_by(parts.source_of, weights, n)
    weight = np.where(np.isnan(people), told, people)
    divided = replace(
        parts, people=weight[parts.source_of] * shares, shares=shares, land_shares=by_land
    )
    is_split = np.bincount(parts.source_of, minlength=n) > 1
    if weight[is_split & has_points].sum() > weight[is_split].sum() / 2:
        return divided, "points"
    return divided, "area" if np.isnan(people_now).all() else "density"


def _weigh_by_density(parts: Parts, people_now: Floats) -> Floats:
    """People of each piece, were those of its target spread evenly over it."""
    land = sum_by(parts.target_of, parts.land, len(parts.targets))
    return parts.land * divide(people_now, land)[parts.target_of]


def _balance_flows(parts: Parts, seeds: Floats, people: Floats, people_now: Floats) -> Floats:
    """Flows that fit the people of the sources, and as well as can be those of the targets.

    What all places of a group have grown together says nothing of borders: it is taken out first,
    or it would end in whatever small piece there is.
    """
    people_now = people_now * _measure_shrinking(parts, people, people_now)
    flows = seeds
    for _ in range(_TURNS):
        flows = _scale(flows, parts.source_of, people)
        flows = _scale(flows, parts.target_of, people_now)
    return flows


def _measure_shrinking(parts: Parts, people: Floats, people_now: Floats) -> Floats:
    """What people now must be multiplied with to be as many as before, in each group of places."""
    of_source, of_target = group_connected(parts)
    is_known = ~np.isnan(people)
    n = len(people) + len(people_now)
    unknown = sum_by(of_source, ~is_known, n) + sum_by(of_target, np.isnan(people_now), n)
    before, after = (
        sum_known_by(groups, numbers, n)
        for groups, numbers in ((of_source, people), (of_target, people_now))
    )
    factor = np.where(unknown == 0, divide(before, after, 1.0), 1.0)
    shrinking: Floats = np.where(factor > 0, factor, 1.0)[of_target]
    return shrinking


def group_connected(parts: Parts) -> tuple[np.ndarray, np.ndarray]:
    """Group the places that have parts in common, directly or through others.

    Parameters
    ----------
    parts
        Pairs of sources and targets.

    Returns
    -------
    of_source, of_target : ndarray
        Group of each source and of each target; the number of a group is that of its first source.
    """
    of_source = np.arange(len(parts.sources))
    of_target = len(parts.sources) + np.arange(len(parts.targets))
    while True:
        before = of_source.copy()
        np.minimum.at(of_target, parts.target_of, of_source[parts.source_of])
        np.minimum.at(of_source, parts.source_of, of_target[parts.target_of])
        if (before == of_source).all():
            return of_source, of_target


def _scale(flows: Floats, groups: np.ndarray, totals: Floats) -> Floats:
    """Multiply the flows of each group so that they add up to its total, within bounds."""
    factor = divide(totals, sum_by(groups, flows, len(totals)), 1.0)
    factor = np.where(np.isnan(factor), 1.0, np.clip(factor, 1 / _MOST_GROWTH, _MOST_GROWTH))
    scaled: Floats = flows * factor[groups]
    return scaled
