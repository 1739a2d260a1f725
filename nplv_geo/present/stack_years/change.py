"""What changed in the stacking between two years, in the form of a change of any layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.area_table import Selection
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.arrays import Flags, Floats
from nplv_geo.ground.status import Status
from nplv_geo.present.stack_years.years import DomainIndicator, StackedYears
from nplv_geo.present.values.change import READ, Change, make_change, take_values
from nplv_geo.statistics.stacking import Threshold
from nplv_geo.statistics.stacking_changes import (
    DomainYears,
    StackChanges,
    classify_stack_changes,
    measure_stack_changes,
)
from nplv_geo.statistics.time.moves import compute_rounding_variance
from nplv_geo.statistics.time.pair_changes import ChangeVerdict

# Why nothing is said of any buurt, of one, and of one of which no step is sure.
NO_YEARS = "stacked_years"
FEW_DOMAINS = "stacked_few"
MAYBE = "stacked_within"
# A change that is within these reasons has two values that may be compared.
_COMPARABLE = ("", "within", "unknown")


class Step(NamedTuple):
    """A domain that came to the worst ones of a buurt (1) or left them (-1)."""

    domain: str
    by: int
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Buurten:
    """Buurten on a map, which are judged together, and others beside it."""

    on_map: Selection
    beside: tuple[str, ...]

    @property
    def codes(self) -> pd.Index:
        return pd.Index([*self.on_map.areas, *self.beside])


def make_stacked_change(
    edition: Edition,
    found: StackedYears,
    pair: tuple[str, str],
    areas: Selection,
    others: Sequence[str],
) -> Change:
    """Make the changes of the stacking of the buurten on a map.

    Parameters
    ----------
    edition
        Holds the figures.
    found
        The years and domains that can be compared.
    pair
        The two years; empty words where there are none.
    areas
        Buurten on the map: what is more than chance is told of all of them together.
    others
        Areas that are told of beside the map; larger ones have no stacking.

    Returns
    -------
    Change
        ``value`` is the number of domains more or fewer, ``before`` and ``after`` the numbers,
        ``steps`` which ones, where there are any.
    """
    on_map = set(areas.areas)
    beside = (code for code in dict.fromkeys(others) if code.startswith("BU"))
    buurten = _Buurten(areas, tuple(code for code in beside if code not in on_map))
    if not found.years:
        return _tell_nothing(buurten)
    domains = {
        key: _read_domain(edition, one, found.bars[key], pair, buurten)
        for key, one in found.indicators.items()
    }
    changes = measure_stack_changes(domains, len(buurten.codes))
    n = len(areas.areas)
    classes = classify_stack_changes(changes.changes[:n], changes.verdicts[:n])
    steps = pd.Series(_list_steps(domains), index=buurten.codes, dtype=object)
    frame = _make_frame(changes, buurten.codes).assign(steps=steps)
    return Change(*pair, frame, classes, "")


def _list_steps(domains: Mapping[str, DomainYears]) -> list[tuple[Step, ...]]:
    """Domains that came to the worst ones or left them, for each buurt."""
    columns = [
        [Step(key, by, sure) if by else None for by, sure in zip(steps, is_sure, strict=True)]
        for key, one in domains.items()
        for steps, is_sure in [(one.steps.tolist(), one.is_sure.tolist())]
    ]
    return [tuple(step for step in row if step) for row in zip(*columns, strict=True)]


def _read_domain(
    edition: Edition,
    one: DomainIndicator,
    bar: Threshold,
    pair: tuple[str, str],
    buurten: _Buurten,
) -> DomainYears:
    """Read one domain in two years; without values where a change of its indicator has none."""
    layer, codes = one.layer, buurten.codes
    frame = make_change(edition, layer, pair, buurten.on_map, buurten.beside).frame.loc[codes]
    reasons = frame["reason"].to_numpy(dtype=object)
    is_comparable = np.isin(reasons.astype(str), _COMPARABLE)
    rooms = [measure_room(edition, layer, period, codes, is_comparable) for period in pair]
    before, after = (
        _take_shown(frame[name], is_comparable, layer.decimals) for name in ("before", "after")
    )
    return DomainYears(bar, before, after, rooms[0], rooms[1], reasons == "")


def measure_room(
    edition: Edition, layer: Layer, period: str, codes: pd.Index, is_comparable: Flags
) -> Floats:
    """Measure how far each value may be off: by chance, by dividing, by rounding at the least.

    Parameters
    ----------
    edition
        Holds the figures.
    layer, period
        Which figures.
    codes
        Areas.
    is_comparable
        Shape (n_areas,): the others have no value.

    Returns
    -------
    ndarray
        Shape (n_areas,), in the unit of the layer; NaN where nobody knows.
    """
    rows = edition.values.rows(layer.id, period, edition.areas.select(codes), READ)
    values = take_values(layer, rows, edition.origin(layer.id, period), is_comparable)
    variances = np.maximum(values.variances, compute_rounding_variance(layer))
    room: Floats = np.sqrt(variances + values.deviations**2)
    return np.maximum(room, 10.0**-layer.decimals)


def _take_shown(column: pd.Series, is_comparable: Flags, decimals: int) -> Floats:
    shown = column.round(decimals).to_numpy(dtype=float)
    return np.where(is_comparable, shown, np.nan)


def _make_frame(changes: StackChanges, codes: pd.Index) -> pd.DataFrame:
    verdicts = changes.verdicts
    is_there = verdicts != ChangeVerdict.NONE
    words = {ChangeVerdict.NONE: FEW_DOMAINS, ChangeVerdict.WITHIN: MAYBE}
    return pd.DataFrame(
        {
            "value": changes.changes,
            "status": np.where(is_there, Status.OK.value, Status.NOT_COMPARABLE.value),
            "reason": [words.get(ChangeVerdict(one), "") for one in verdicts.tolist()],
            "before": np.where(is_there, changes.before.astype(float), np.nan),
            "after": np.where(is_there, changes.after.astype(float), np.nan),
            "margin": np.nan,
            "coverage": np.nan,
        },
        index=codes,
    )


def _tell_nothing(buurten: _Buurten) -> Change:
    missing = dict.fromkeys(("value", "before", "after", "margin", "coverage"), np.nan)
    words = {"status": Status.NOT_COMPARABLE.value, "reason": NO_YEARS}
    frame = pd.DataFrame(missing | words, index=buurten.codes)
    n_on_map = len(buurten.on_map.areas)
    nothing = np.full(n_on_map, ChangeVerdict.NONE, dtype=np.int64)
    classes = classify_stack_changes(np.full(n_on_map, np.nan), nothing)
    return Change("", "", frame, classes, NO_YEARS)
