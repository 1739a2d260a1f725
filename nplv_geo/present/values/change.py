"""What changed between two periods on a map: worked out once for each pair, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import WHOLE_PLACES
from nplv_geo.edition.area_table import Selection
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.origin import Origin
from nplv_geo.ground.arrays import Flags, Floats
from nplv_geo.ground.status import Status
from nplv_geo.present.values.rows import OTHER_GROUND
from nplv_geo.statistics.classify import Classification
from nplv_geo.statistics.dispersion import Dispersion
from nplv_geo.statistics.time.change_classes import classify_changes
from nplv_geo.statistics.time.moves import START
from nplv_geo.statistics.time.pair_changes import (
    ChangeVerdict,
    PairChanges,
    PeriodValues,
    measure_changes,
)
from nplv_geo.statistics.time.time_points import SAME_PARTS
from nplv_geo.statistics.uncertainty import estimate_variances
from nplv_geo.statistics.variance import Z_90

# Columns that tell what may be said of a value.
READ = ("value", "status", "reason", "coverage", "weight", "margin", "moved", "spread")
# Why nothing is said of a whole map; the first that holds is given.
MAP_REASONS = ("one_period", "series", "exceptional", "provisional")


@dataclass(frozen=True, eq=False)
class Change:
    """Changes of the areas on a map.

    Attributes
    ----------
    since, period
        The two periods; ``since`` is empty where there is no earlier one.
    frame
        By area: ``value`` (the change, in the unit of the layer), ``status`` and ``reason``,
        ``before`` and ``after``, ``margin`` (half the 95 % interval) and ``coverage``. ``reason``
        is a word of :mod:`present.map.change_words`, empty for a clear change.
    classes
        Of the areas on the map, in their order.
    whole_reason
        Why nothing can be said of any area: one of :data:`MAP_REASONS`, often none.
    """

    since: str
    period: str
    frame: pd.DataFrame
    classes: Classification
    whole_reason: str

    @property
    def numbers(self) -> Floats:
        """Changes of the areas on the map, in their order."""
        return self.frame["value"].to_numpy(dtype=float)[: self.classes.classes.size]


def choose_since(edition: Edition, layer: Layer, period: str) -> str:
    """Choose the period that a change is told from, as a trend would start.

    Parameters
    ----------
    edition, layer
        Where the figures are, and of what.
    period
        Period that the change is told up to.

    Returns
    -------
    str
        The first comparable ordinary period since the start of the programme, else the last one
        before; empty when there is none.
    """
    series = edition.origin(layer.id, period).series
    earlier = [
        one
        for one in edition.periods(layer.id)
        if one < period
        and edition.origin(layer.id, one).values
        and edition.origin(layer.id, one).series == series
        and not layer.source.is_exceptional(one)
    ]
    return next((one for one in earlier if int(one) >= START), next(reversed(earlier), ""))


def choose_last(edition: Edition, layer: Layer) -> str:
    """Choose the period that a change is told up to: the newest that can no longer change.

    Parameters
    ----------
    edition, layer
        Where the figures are, and of what.

    Returns
    -------
    str
        The period that a map would show where no definite one has another to compare with.
    """
    definite = [
        period
        for period in edition.periods(layer.id)
        if edition.origin(layer.id, period).values
        and not edition.origin(layer.id, period).provisional
        and choose_since(edition, layer, period)
    ]
    return definite[-1] if definite else edition.default_period(layer.id)


def make_change(
    edition: Edition,
    layer: Layer,
    periods: tuple[str, str],
    areas: Selection,
    others: Sequence[str],
) -> Change:
    """Make the changes of the areas on a map.

    Parameters
    ----------
    edition, layer
        Where the figures are, and of what.
    periods
        The two; the first is empty where there is no earlier one.
    areas
        Areas on the map: their verdicts are given together.
    others
        Areas that are told of beside the map, each by itself.

    Returns
    -------
    Change
        The same one each time, as long as there is room for it.
    """
    make = partial(_make_change, edition, layer, periods, areas, tuple(others))
    codes = areas.areas
    ends = (str(codes[0]), str(codes[-1])) if len(codes) else ()
    key = ("change", layer.id, layer.decimals, layer.higher_is, *periods)
    return edition.cache.get_or_make((*key, len(codes), ends, tuple(others)), make)


def _make_change(
    edition: Edition,
    layer: Layer,
    periods: tuple[str, str],
    areas: Selection,
    others: tuple[str, ...],
) -> Change:
    since, period = periods
    on_map = set(areas.areas)
    codes = [*areas.areas, *(code for code in dict.fromkeys(others) if code not in on_map)]
    both = edition.areas.select(codes)
    family = np.arange(len(codes)) < len(areas.areas)
    whole_reason = _find_whole_reason(edition, layer, since, period)
    after = edition.values.rows(layer.id, period, both, READ)
    before = edition.values.rows(layer.id, since, both, READ) if since else after
    origins = [edition.origin(layer.id, one or period) for one in (since, period)]
    reasons = _list_reasons(before, after) if since else np.full(len(codes), "", dtype=object)
    if layer.is_amount:
        reasons = np.where(
            reasons == "", _find_partial(edition, layer, both, before, after), reasons
        )
    is_comparable = (reasons == "") & (whole_reason not in ("one_period", "series"))
    first, last = (
        take_values(layer, rows, origin, is_comparable)
        for rows, origin in zip((before, after), origins, strict=True)
    )
    found = measure_changes(first, last, layer, family)
    if whole_reason:
        withheld = np.where(np.isfinite(found.changes), ChangeVerdict.UNSURE, ChangeVerdict.NONE)
        found = PairChanges(found.changes, found.margins, withheld.astype(np.int64))
    words = {ChangeVerdict.UNSURE: "unknown", ChangeVerdict.WITHIN: "within"}
    told = np.array([words.get(ChangeVerdict(one), "") for one in found.verdicts], dtype=object)
    status = np.where(np.isfinite(found.changes), Status.OK.value, Status.NOT_COMPARABLE.value)
    frame = pd.DataFrame(
        {
            "value": found.changes,
            "status": status,
            "reason": np.where(reasons == "", whole_reason or told, reasons),
            "before": before["value"].to_numpy(dtype=float) if since else np.nan,
            "after": after["value"].to_numpy(dtype=float),
            "margin": found.margins,
            "coverage": np.fmin(
                *(one["coverage"].to_numpy(dtype=float) for one in (before, after))
            ),
        },
        index=both.areas,
    )
    n = len(areas.areas)
    shown = PairChanges(found.changes[:n], found.margins[:n], found.verdicts[:n])
    return Change(since, period, frame, classify_changes(shown, layer.decimals), whole_reason)


def _find_least(before: pd.Series, after: pd.Series) -> Floats:
    least: Floats = np.fmin(before.to_numpy(dtype=float), after.to_numpy(dtype=float))
    return least


def _find_whole_reason(edition: Edition, layer: Layer, since: str, period: str) -> str:
    """Why nothing can be said of any area between two periods."""
    if not since:
        return "one_period"
    first, last = (edition.origin(layer.id, one) for one in (since, period))
    if first.series != last.series:
        return "series"
    if layer.source.is_exceptional(since) or layer.source.is_exceptional(period):
        return "exceptional"
    # One provisional year may not decide alone (statistics/time/slopes.py).
    return "provisional" if first.provisional or last.provisional else ""


def _list_reasons(before: pd.DataFrame, after: pd.DataFrame) -> np.ndarray:
    """Why two values can't be compared, a word for each area; empty where they can."""
    reasons = np.full(len(before), "", dtype=object)
    # The earlier one is told of where both are missing.
    for which, rows in (("after", after), ("before", before)):
        status = rows["status"].astype(object).fillna(Status.NO_DATA.value)
        reason = rows["reason"].astype(object).fillna("")
        is_known = (status == Status.OK.value) & rows["value"].notna()
        words = (f"{which}|" + status + "|" + reason).to_numpy(dtype=object)
        reasons = np.where(is_known.to_numpy(), reasons, words)
        is_elsewhere = (reason == OTHER_GROUND).to_numpy()
        reasons = np.where(is_elsewhere, "ground", reasons)
    return reasons


def _find_partial(
    edition: Edition, layer: Layer, areas: Selection, before: pd.DataFrame, after: pd.DataFrame
) -> np.ndarray:
    """Sums that lack a part of the area which other years have are no ground for a change."""
    columns = ("value", "status", "coverage")
    tables = [
        edition.values.rows(layer.id, one, areas, columns) for one in edition.periods(layer.id)
    ]
    most = np.fmax.reduce([_read_known_coverage(table) for table in tables])
    least = np.fmin(_read_known_coverage(before), _read_known_coverage(after))
    return np.where(least < most - SAME_PARTS, "partial", "")


def _read_known_coverage(rows: pd.DataFrame) -> Floats:
    is_known = (rows["status"] == Status.OK.value) & rows["value"].notna()
    return np.where(is_known, rows["coverage"].to_numpy(dtype=float), np.nan)


def take_values(
    layer: Layer, rows: pd.DataFrame, origin: Origin, is_comparable: Flags
) -> PeriodValues:
    """Take the values of a period that may be compared, with what is known of their chance.

    Parameters
    ----------
    layer, origin
        What the values are of, and where they come from.
    rows
        The columns of :data:`READ`, a row an area.
    is_comparable
        Shape (n_areas,): the other areas have no value.

    Returns
    -------
    PeriodValues
        In the order of the rows.
    """
    value, weight, margin, moved, spread = (
        rows[name].to_numpy(dtype=float)
        for name in ("value", "weight", "margin", "moved", "spread")
    )
    variances = estimate_variances(
        layer,
        value,
        weight,
        margin,
        dispersion=Dispersion(
            origin.dispersion, origin.dispersion_power, origin.dispersion_from == "estimated"
        ),
        weight_layer=origin.weight_layer,
    )
    deviations = np.where(moved > WHOLE_PLACES, spread / Z_90, 0.0)
    return PeriodValues(np.where(is_comparable, value, np.nan), variances, deviations)
