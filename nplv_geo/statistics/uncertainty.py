"""How far chance alone moves a figure from one year to the next, where that can be known.

The registers count everybody, so no sample was drawn. But who is burgled or loses a job this
year is partly chance: the same area, lived through again, would give another number. The figure
is read as one draw from such years (the superpopulation reading), as is usual for small areas.

- *Events* (recorded crimes) follow Poisson: the variance of a count is the count itself.
- *Shares* of persons, households or dwellings follow the binomial: p(1 - p) / n.
- Both times the dispersion that the build estimated (:mod:`statistics.dispersion`).
- *Model estimates* are as sure as their publisher says in margins, and otherwise unknown.
- *Samples* without published margins, and shares of something that is not counted: unknown.
- Averages, medians, distances and populations out of full registers: none to speak of.

What it leaves out: persons who share one household's income, figures that the publisher rounds,
and crimes that nobody reports. The true uncertainty is larger there.

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
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.tables import find_family
from nplv_geo.ground.arrays import Floats
from nplv_geo.statistics.dispersion import ASSUMED, Dispersion
from nplv_geo.statistics.variance import NONE, UNKNOWN, Z_95, Chance, KnownVariance

ChanceKind = Literal["poisson", "binomial", "published", "unknown", "none"]

# Publishers whose figures count events, of which one person can bring about many.
_COUNTS_EVENTS = ("Politie",)
# How the ids of layers begin that count persons, households or dwellings.
_COUNTED = ("inwoners", "huishoudens", "woning")
# Events are no part of what they are divided by, so that this need only be known.
_DIVIDES_EVENTS = (*_COUNTED, "bedrijven", "oppervlakte")
_SCALES = {"%": 100.0, "per 100 ": 100.0, "per 1.000 ": 1000.0, "per ha": 1.0}
# Below two nothing can be said of a share.
_SMALLEST_N = 2.0


@dataclass(frozen=True, slots=True)
class EventCount:
    """Number of events that a value stands for, and its variance were they independent.

    Attributes
    ----------
    events
        A number of events, of a share those of the rarer side.
    variance
        In squared units of the value.
    """

    events: float
    variance: float


@cache
def _find_kind(publisher: str, unit: str, rule: str, *, is_share_of_counted: bool) -> ChanceKind:
    events = publisher in _COUNTS_EVENTS
    if rule == "sum":
        return "poisson" if events else "none"
    if _find_scale(unit) is None:
        return "none"
    if not is_share_of_counted:
        return "unknown"
    return "poisson" if events else "binomial"


def find_chance_kind(layer: Layer) -> ChanceKind:
    """Tell what the chance of a layer's figures follows from.

    Parameters
    ----------
    layer
        Its definition decides: who publishes it, its unit, its rule and its weight.

    Returns
    -------
    str
        ``poisson``, ``binomial``, ``published`` (margins of the publisher), ``unknown`` or
        ``none``.
    """
    if layer.notes.model_estimate:
        return "published"
    if layer.notes.sample:
        return "unknown"
    return _find_kind(
        find_family(layer.source.table).publisher,
        layer.unit,
        layer.aggregate.rule,
        is_share_of_counted=_has_known_denominator(layer),
    )


def estimate_chance(  # noqa: PLR0913  # what a variance rests on
    layer: Layer,
    value: float | None,
    weight: float | None,
    *,
    half_width: float | None = None,
    dispersion: Dispersion = ASSUMED,
    weight_layer: str | None = None,
) -> Chance:
    """Tell what is known of chance in one area's value.

    Parameters
    ----------
    layer
        Its definition decides which formula applies.
    value
        In the layer's unit, such as crimes per 1,000 residents.
    weight
        Persons, households or dwellings that the value is about; sums need none.
    half_width
        Half the 95 % interval that the publisher gives, in the layer's unit; None or NaN when
        it gives none.
    dispersion
        As estimated at the build.
    weight_layer
        Layer that the weight came from; it may only stand in for what the share is about.

    Returns
    -------
    KnownVariance or MissingVariance
        ``UNKNOWN`` too when value or weight is missing.
    """
    kind = find_chance_kind(layer)
    if kind == "none":
        return NONE
    if kind == "published":
        is_given = half_width is not None and not math.isnan(half_width)
        return (
            KnownVariance((half_width / Z_95) ** 2)
            if is_given and half_width is not None
            else UNKNOWN
        )
    count = count_events(layer, value, weight, weight_layer)
    if count is None:
        return UNKNOWN
    return KnownVariance(count.variance * dispersion.compute_multiple(count.events))


def count_events(
    layer: Layer, value: float | None, weight: float | None, weight_layer: str | None = None
) -> EventCount | None:
    """Give the events behind a counted value and its variance by Poisson or binomial alone.

    Parameters
    ----------
    layer
        Its definition decides which formula applies.
    value
        In the layer's unit.
    weight
        Persons, households or dwellings that the value is about; sums need none.
    weight_layer
        Layer that the weight came from.

    Returns
    -------
    EventCount or None
        None for layers that count nothing, when value or weight is not known, and when the
        weight is not what the share is about.

    Notes
    -----
    The formulas give 0 where nothing (or everything) was counted, as if that could never have
    been otherwise. There one event is taken: with 1.96 times its root the interval is as wide as
    the score interval of Wilson is (1.96² / 4 = 0.96 events). The number of events of a share is
    that of the rarer side: with all dwellings but ten let, ten can change.
    """
    kind = find_chance_kind(layer)
    if kind not in {"poisson", "binomial"} or value is None or math.isnan(value):
        return None
    if layer.is_amount:
        return EventCount(value, max(value, 1.0))
    scale, part = _find_scale(layer.unit), layer.aggregate.find_base_share(weight_layer)
    if scale is None or part is None or weight is None or math.isnan(weight):
        return None
    n = weight * part
    if n < _SMALLEST_N:
        return None
    if kind == "poisson":
        events = value * n / scale
        return EventCount(events, max(events, 1.0) * (scale / n) ** 2)
    share = min(max(value / scale, 1.0 / n), 1.0 - 1.0 / n)
    return EventCount(min(share, 1.0 - share) * n, share * (1.0 - share) / n * scale**2)


def count_events_of_areas(
    layer: Layer, values: Floats, weights: Floats, weight_layer: str | None = None
) -> tuple[Floats, Floats]:
    """Give the events and variances of many areas, as :func:`count_events` does of one.

    Parameters
    ----------
    layer
        One of which chance is ``poisson`` or ``binomial``.
    values
        Shape (n_areas,), in the layer's unit, NaN where there is none.
    weights
        Shape (n_areas,): persons, households or dwellings; sums need none.
    weight_layer
        Layer that the weights came from.

    Returns
    -------
    tuple of ndarray
        Events and variances, both of shape (n_areas,); NaN where unknown.
    """
    if layer.is_amount:
        return values, np.maximum(values, 1.0)
    scale, part = (
        _find_scale(layer.unit) or np.nan,
        layer.aggregate.find_base_share(weight_layer) or np.nan,
    )
    n = np.where(weights * part >= _SMALLEST_N, weights * part, np.nan)
    if find_chance_kind(layer) == "poisson":
        events = values * n / scale
        return events, np.maximum(events, 1.0) * (scale / n) ** 2
    shares = np.minimum(np.maximum(values / scale, 1.0 / n), 1.0 - 1.0 / n)
    return np.minimum(shares, 1.0 - shares) * n, shares * (1.0 - shares) / n * scale**2


def estimate_variances(  # noqa: PLR0913  # what variances rest on
    layer: Layer,
    values: Floats,
    weights: Floats,
    half_widths: Floats,
    *,
    dispersion: Dispersion = ASSUMED,
    weight_layer: str | None = None,
) -> Floats:
    """Give the variances by chance of many areas, as :func:`estimate_chance` does of one.

    Parameters
    ----------
    layer
        Its definition decides which formula applies.
    values, weights, half_widths
        Shape (n_areas,), as for :func:`estimate_chance`; NaN where there is none.
    dispersion, weight_layer
        As for :func:`estimate_chance`.

    Returns
    -------
    ndarray
        Shape (n_areas,), in squared units of the layer: 0 where there is no chance to speak of,
        NaN where it is unknown.
    """
    kind = find_chance_kind(layer)
    if kind == "none":
        return np.zeros(values.shape)
    if kind == "published":
        published: Floats = (half_widths / Z_95) ** 2
        return published
    if kind == "unknown":
        return np.full(values.shape, np.nan)
    events, variances = count_events_of_areas(layer, values, weights, weight_layer)
    return variances * dispersion.compute_multiples(events)


@cache
def _find_scale(unit: str) -> float | None:
    """What a share of one is in a unit, None when the unit is no share."""
    return next((scale for start, scale in _SCALES.items() if unit.startswith(start)), None)


def _has_known_denominator(layer: Layer) -> bool:
    rule = layer.aggregate
    if layer.is_rate:
        is_of_events = find_family(layer.source.table).publisher in _COUNTS_EVENTS
        known = _DIVIDES_EVENTS if is_of_events else _COUNTED
        return bool(rule.denominator_topic) or _all_start_with(known, rule.denominator)
    return rule.rule == "weighted_mean" and _all_start_with(_COUNTED, rule.weight)


def _all_start_with(starts: tuple[str, ...], layer_ids: tuple[str, ...]) -> bool:
    return bool(layer_ids) and all(name.startswith(starts) for name in layer_ids)
