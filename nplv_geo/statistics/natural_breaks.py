"""Natural breaks: the classes within which values differ least from their own mean.

The optimum is exact. It is found by dynamic programming over the number of classes; because the
best start of the last class never moves down when a value is added, each round looks at few
candidates instead of at all of them (Hirschberg and Larmore; Wang and Song).

Sources
-------
- W.D. Fisher, "On grouping for maximum homogeneity", Journal of the American Statistical
  Association 53 (1958), 789-798: the criterion and the recursion.
- G.F. Jenks, "The data model concept in statistical mapping", International Yearbook of
  Cartography 7 (1967), 186-190: its use for classes on a map.
- H. Wang and M. Song, "Ckmeans.1d.dp: optimal k-means clustering in one dimension by dynamic
  programming", The R Journal 3/2 (2011), 29-33: the same optimum for sorted numbers.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
# Within-class sum of squares of the distinct values from one place up to (not with) another.
Cost = Callable[[Ints, Ints], Floats]


def compute_natural_breaks(values: Floats, k: int) -> Floats:
    """Bounds of ``k`` classes with the smallest sum of squared deviations from the class means.

    Parameters
    ----------
    values
        Shape (n,), finite, in any order and unit; equal values fall in one class.
    k
        Number of classes, at least 1 and at most the number of distinct values.

    Returns
    -------
    ndarray
        Shape (k + 1,): the smallest value, then the largest value of each class. Of two
        divisions that are as good, the one with the lower bounds.

    Raises
    ------
    ValueError
        When there are fewer distinct values than classes.
    """
    distinct, counts = np.unique(np.asarray(values, dtype=np.float64), return_counts=True)
    n = distinct.size
    if not 1 <= k <= n:
        raise ValueError(f"{n} distinct values can't make {k} classes")
    cost = _cost(distinct, counts)
    ends = np.arange(n + 1)
    best = cost(np.zeros_like(ends), ends)
    starts_by_class = []
    for number in range(1, k):
        best, starts = _with_one_more_class(best, cost, number)
        starts_by_class.append(starts)
    bounds = [n]
    for starts in reversed(starts_by_class):
        bounds.append(int(starts[bounds[-1]]))
    upper = distinct[np.array(bounds[::-1]) - 1]
    return np.concatenate([distinct[:1], upper])


def _cost(distinct: Floats, counts: npt.NDArray[np.int64]) -> Cost:
    """Cost of a class by running sums, counted from a middle value to keep digits."""
    centred = distinct - distinct[distinct.size // 2]
    terms = (counts, counts * centred, counts * centred**2)
    number, total, squares = (np.concatenate([[0.0], np.cumsum(term)]) for term in terms)

    def cost(start: Ints, end: Ints) -> Floats:
        members = np.maximum(number[end] - number[start], 1.0)
        sums = total[end] - total[start]
        result: Floats = squares[end] - squares[start] - sums * sums / members
        return result

    return cost


def _with_one_more_class(best: Floats, cost: Cost, classes: int) -> tuple[Floats, Ints]:
    """Smallest cost of the first values in one class more than ``classes``, and its last start.

    Ends are taken in halving steps, so that the starts of solved neighbours bound each search.
    """
    n = best.size - 1
    first_end = classes + 1
    ends_total = n - classes  # ends first_end … n
    found = np.full(n + 1, np.inf)
    starts = np.zeros(n + 1, dtype=np.intp)
    # Solved starts by place; before the first and after the last end stand the widest bounds.
    bounds = np.full(ends_total + 2, n - 1, dtype=np.intp)
    bounds[0] = classes
    step = 1 << (ends_total.bit_length() - 1)
    while step:
        places = np.arange(step, ends_total + 1, 2 * step)
        ends = places + first_end - 1
        low = bounds[places - step]
        high = np.minimum(bounds[np.minimum(places + step, ends_total + 1)], ends - 1)
        lengths = high - low + 1
        offsets = np.cumsum(lengths) - lengths
        candidates = np.arange(lengths.sum()) - np.repeat(offsets - low, lengths)
        costs = best[candidates] + cost(candidates, np.repeat(ends, lengths))
        smallest = np.minimum.reduceat(costs, offsets)
        is_smallest = costs == np.repeat(smallest, lengths)
        leftmost = np.minimum.reduceat(np.where(is_smallest, candidates, n), offsets)
        bounds[places] = starts[ends] = leftmost
        found[ends] = smallest
        step //= 2
    return found, starts
