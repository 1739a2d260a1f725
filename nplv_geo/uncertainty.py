"""How far chance alone moves a figure from one year to the next, where that can be known.

The registers count everybody, so no sample was drawn. But who is burgled or loses a job this
year is partly chance: the same area, lived through again, would give another number. The figure
is read as one draw from such years (the superpopulation reading), as is usual for small areas.

- *Events* (recorded crimes) follow Poisson: the variance of a count is the count itself.
- *Shares* of persons, households or dwellings follow the binomial: p(1 - p) / n.
- Model estimates, averages, medians, scores, distances and populations: nothing is claimed.

What it leaves out: events that come together, persons who share one household's income, figures
that the publisher rounds, and crimes that nobody reports. The true uncertainty is larger there.

Sources
-------
- D. Eayres, "Technical Briefing 3: Commonly used public health statistics and their confidence
  intervals", Association of Public Health Observatories (APHO), York 2008: Poisson for counts
  and rates, binomial for proportions.
- D.R. Brillinger, "The natural variability of vital rates and associated statistics",
  Biometrics 42 (1986), 693-734: why full registrations have a variance at all.
- E.B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
  the American Statistical Association 22 (1927), 209-212: what a share of 0 or 100 % tells.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Literal

from nplv_geo.catalog import Layer
from nplv_geo.tables import family_of

Kind = Literal["poisson", "binomial"]

# Publishers whose figures count events, of which one person can bring about many.
_COUNTS_EVENTS = ("Politie",)
# How the ids of layers begin that count persons, households or dwellings.
_COUNTED = ("inwoners", "huishoudens", "woning")
_SCALES = {"%": 100.0, "per 100 ": 100.0, "per 1.000 ": 1000.0}
# Below two nothing can be said of a share.
_SMALLEST_N = 2.0
# Standard deviations to each side that hold 95 % of what chance makes.
Z_95 = 1.96


def kind(layer: Layer) -> Kind | None:
    """Tell which distribution a layer's figures follow, None when none can be claimed.

    It follows from the layer's definition: who publishes it, its unit, its rule and its weight.
    """
    if layer.notes.model_estimate:
        return None
    events = family_of(layer.source.table).publisher in _COUNTS_EVENTS
    if layer.aggregate.rule == "sum":
        return "poisson" if events else None
    if _scale(layer.unit) is None or not _has_known_denominator(layer):
        return None
    return "poisson" if events else "binomial"


def variance(layer: Layer, value: float | None, weight: float | None) -> float | None:
    """Variance of one area's value by chance, in squared units of the value.

    Parameters
    ----------
    value
        In the layer's unit, such as crimes per 1,000 residents.
    weight
        Persons, households or dwellings that the value is about; sums need none.

    Returns
    -------
    float or None
        None when no distribution is claimed, or when value or weight is not known.

    Notes
    -----
    The formulas give 0 where nothing (or everything) was counted, as if that could never have
    been otherwise. There one event is taken: with 1.96 times its root the interval is as wide as
    the score interval of Wilson is (1.96² / 4 = 0.96 events).
    """
    found = kind(layer)
    if found is None or value is None or math.isnan(value):
        return None
    if layer.aggregate.rule == "sum":
        return max(value, 1.0)
    scale = _scale(layer.unit)
    if scale is None or weight is None or math.isnan(weight) or weight < _SMALLEST_N:
        return None
    if found == "poisson":
        return max(value * weight / scale, 1.0) * (scale / weight) ** 2
    share = min(max(value / scale, 1.0 / weight), 1.0 - 1.0 / weight)
    return share * (1.0 - share) / weight * scale**2


@cache
def _scale(unit: str) -> float | None:
    """What a share of one is in a unit, None when the unit is no share."""
    return next((scale for start, scale in _SCALES.items() if unit.startswith(start)), None)


def _has_known_denominator(layer: Layer) -> bool:
    rule = layer.aggregate
    if rule.rule == "rate":
        return bool(rule.denominator_topic) or _are_counted(rule.denominator)
    return rule.rule == "weighted_mean" and _are_counted(rule.weight)


def _are_counted(layer_ids: tuple[str, ...]) -> bool:
    return bool(layer_ids) and all(name.startswith(_COUNTED) for name in layer_ids)
