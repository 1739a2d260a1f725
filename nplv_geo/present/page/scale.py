"""Which figures decide on the bounds of a map's classes: of which periods, and of which areas.

By default all periods that may be compared with the one that is shown, so that a colour means the
same in each of them (docs/decisions/0012-fixed-classes.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaId, AreaLevel
from nplv_geo.ground.arrays import Floats
from nplv_geo.present.page.scope import Scope, find_map_place, list_codes
from nplv_geo.present.page.view import View
from nplv_geo.statistics.classify import Classification, make_own_bounds
from nplv_geo.statistics.layer_classes import classify_layer

# The bounds of one period, of all that are comparable, those that a reader typed, or those around
# the value of a reference.
ScaleKind = Literal["year", "fixed", "own", "turning"]
_HAS_AREAS = (AreaLevel.FOCUSGEBIED, AreaLevel.GEMEENTE, AreaLevel.WIJK, AreaLevel.BUURT)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the values on a map are of.

    Attributes
    ----------
    view, scope
        What is shown, of which areas.
    edition, layer
        Where the figures are, and of what.
    """

    view: View
    scope: Scope
    edition: Edition
    layer: Layer


@dataclass(frozen=True, slots=True)
class Scale:
    """Which figures decide on the bounds.

    Attributes
    ----------
    kind
        How the bounds came about.
    periods
        Periods of which the figures count, oldest first; the one that is shown among them.
    left_out
        Periods with figures that mean something else: a series broke between.
    beside
        Areas that the map is compared with, whose parts count too.
    """

    kind: ScaleKind
    periods: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    beside: tuple[AreaId, ...] = ()

    @property
    def is_of_map_alone(self) -> bool:
        """True when the figures on the map decide and no others."""
        return self.kind != "own" and len(self.periods) == 1 and not self.beside


def find_scale(shown: Shown) -> Scale:
    """Find out which figures decide on the bounds of a map of one layer and period.

    Parameters
    ----------
    shown
        What is on the map.

    Returns
    -------
    Scale
        Of one period where there is no other to compare with.
    """
    view, edition, layer = shown.view, shown.edition, shown.layer
    beside = tuple(_list_beside(shown))
    if view.bounds:
        return Scale("own", (view.period,), (), beside)
    if view.scheme == "reference":
        return Scale("turning", (view.period,))
    if view.scale == "jaar":
        return Scale("year", (view.period,), (), beside)
    series = edition.origin(layer.id, view.period).series
    known = [
        period
        for period in edition.periods(layer.id)
        if period == view.period or edition.origin(layer.id, period).figures.get(view.level)
    ]
    same = [period for period in known if edition.origin(layer.id, period).series == series]
    left_out = tuple(period for period in known if period not in same)
    return Scale("fixed" if len(same) > 1 else "year", tuple(same), left_out, beside)


def _list_beside(shown: Shown) -> Iterator[AreaId]:
    """Areas that have a map like this one; what lies around the map, or on it, is none of them.

    That of the map beside this one comes first. Either map leaves out what lies around the other,
    so that both have the same bounds.
    """
    view, scope, edition = shown.view, shown.scope, shown.edition
    here = set(scope.codes)
    if view.second.area and not view.second.layer:
        place = find_map_place(view.second.area, edition)
        here |= set(list_codes(place, view.level, edition))
        yield place
    if scope.is_country:
        return
    for area in view.compared:
        if isinstance(area, AreaId) and area.level in _HAS_AREAS:
            codes = list_codes(area, view.level, edition)
            if codes and not set(codes) & here:
                yield area


def classify_shown(
    shown: Shown, scale: Scale, numbers: Floats, reference: float | None
) -> Classification:
    """Class the values of a map by the bounds of its scale.

    Parameters
    ----------
    shown
        What is on the map.
    scale
        Which figures decide.
    numbers
        Shape (n_areas,): values on the map, NaN where there is none.
    reference
        Value that the scheme ``reference`` turns around, in the unit of the layer.

    Returns
    -------
    Classification
        Of ``numbers``; a class that only other periods or areas have is empty.
    """
    view, layer = shown.view, shown.layer
    if scale.is_of_map_alone:
        return classify_layer(layer, numbers, view.scheme, reference)

    def make() -> Classification:
        values = _gather_values(shown, scale)
        if scale.kind == "own":
            return make_own_bounds(view.bounds, values, layer.decimals)
        # Only the bounds are kept: the classes would be those of all these values.
        return classify_layer(layer, values, view.scheme, None).classify(np.empty(0))

    # Other definitions of a layer may divide the same figures otherwise.
    ways = (view.scheme, layer.classes.k, layer.decimals, view.bounds)
    key = ("bounds", layer.id, shown.scope.place, shown.scope.level, scale, *ways)
    return shown.edition.cache.get_or_make(key, make).classify(numbers)


def _gather_values(shown: Shown, scale: Scale) -> Floats:
    edition = shown.edition
    codes = dict.fromkeys(shown.scope.codes)
    for area in scale.beside:
        codes |= dict.fromkeys(list_codes(area, shown.view.level, edition))
    areas = edition.areas.select(codes)
    values = (edition.values.numbers(shown.layer.id, period, areas) for period in scale.periods)
    return np.concatenate(list(values))
