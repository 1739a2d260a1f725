"""The figures worked out a second time: published tables in, what a profile must say out.

Plain pandas, written apart from :mod:`nplv_geo`: nothing of that package is imported here. It
reads the layer files, the composition table and the published tables themselves.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tests.independent_weights import estimate, fill

COUNTRY = "NL00"
TOGETHER = "nplv"
START, HORIZON = 2022, 2042
YEAR = 2024
KINDS = ("WK", "BU")
# Inhabitants of the Netherlands on the first of January, CBS.
PEOPLE = {
    2012: 16_730_348,
    2016: 16_979_120,
    2020: 17_407_585,
    2021: 17_475_415,
    2022: 17_590_672,
    2023: 17_811_291,
    2024: 17_942_942,
    2025: 18_044_027,
}
# Share of an area that must be known before its gemeente can be told without it, and before a
# sentence may speak of it.
NEARLY_ALL = 0.9
# Different values in print from which on a place tells something.
ENOUGH_PRINTS = 5
# Years from which on a gap has a verdict.
ENOUGH_PERIODS = 3
# Of what the best known weight knows, a preferred one must know this share to be taken.
KNOWN_ENOUGH = 0.9
# A sum that lacks more of its area than this is not held against one that has it.
SAME_PARTS = 0.005
# 95 % of a normal distribution.
Z = 1.96

_POLICE, _HEALTH = "47018NED", "50150NED"
# An older table of the same series, by the name of the newer one.
_SAME_SERIES = {"50090NED": "50120NED"}


@dataclass(frozen=True)
class Layer:
    """What a layer file says."""

    raw: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.raw["id"])

    @property
    def theme(self) -> str:
        return str(self.raw["theme"])

    @property
    def rule(self) -> str:
        return str(self.raw["aggregate"]["rule"])

    @property
    def higher_is(self) -> str:
        return str(self.raw["higher_is"])

    @property
    def decimals(self) -> int:
        return int(self.raw["decimals"])

    @property
    def unit(self) -> str:
        return str(self.raw["unit"])

    @property
    def is_judged(self) -> bool:
        """Sums are never judged: a whole is more than its part."""
        return self.higher_is != "neutral" and self.rule != "sum"

    @property
    def is_divisible(self) -> bool:
        return self.rule in ("sum", "rate")

    @property
    def scale(self) -> float | None:
        """What a share of one is in the layer's unit."""
        scales = {"%": 100.0, "per 100 ": 100.0, "per 1.000 ": 1000.0, "per ha": 1.0}
        return next((n for start, n in scales.items() if self.unit.startswith(start)), None)

    def label(self, language: str) -> str:
        return str(self.raw["label"][language])


@cache
def layers(project: Path) -> Mapping[str, Layer]:
    """All layers that are not hidden, by id, in the order of the menu."""
    read = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in (project / "layers").glob("*/*.toml")
    }
    themes = tomllib.loads((project / "layers/themes.toml").read_text(encoding="utf-8"))["theme"]
    order = [theme["id"] for theme in themes]
    shown = [Layer(raw) for raw in read.values() if not raw.get("hidden")]
    shown.sort(key=lambda la: (order.index(la.theme), la.raw.get("order", 100)))
    return {layer.id: layer for layer in shown} | {
        name: Layer(raw) for name, raw in read.items() if raw.get("hidden")
    }


@dataclass(frozen=True)
class Numbers:
    """One area's value with what it rests on."""

    value: float | None
    coverage: float = 1.0
    amount: float | None = None
    weight: float | None = None
    bounds: tuple[float, float] | None = None

    @property
    def is_fact(self) -> bool:
        return self.value is not None and self.coverage >= NEARLY_ALL


_UNKNOWN = Numbers(None, 0.0)


@dataclass(frozen=True)
class Column:
    """Figures of a layer under the name that a table has them by."""

    values: pd.Series
    family: str
    is_count: bool
    # What the table itself divides by.
    divisor: pd.Series | None = None
    # Breaks in the series between the oldest name and this one.
    breaks: int = 0


@dataclass(frozen=True)
class Moved:
    """Change between two periods."""

    first: str
    last: str
    start: float
    now: float
    size: float
    margin: float | None
    # Of no change; of the lines with and without provisional years the larger one.
    doubt: float | None
    is_odd_start: bool = False
    periods: int = 1


class Book:
    """Published tables of one edition and what follows from them.

    Parameters
    ----------
    topics
        By publisher's table family, topic and period: published figures by area code.
    codes
        All CBS codes of the edition.
    provisional
        Families and periods of which the figures can still change.
    other_places
        By family and period the codes of which the table has another place.
    """

    def __init__(
        self,
        project: Path,
        topics: Mapping[tuple[str, str, str], pd.Series],
        codes: Iterable[str],
        provisional: Iterable[tuple[str, str]],
        other_places: Mapping[tuple[str, str], Collection[str]] | None = None,
    ) -> None:
        self.other_places = other_places or {}
        self.layers = layers(project)
        self.topics = topics
        self.codes = pd.Index(sorted(codes))
        self.provisional = set(provisional)
        self.areas = _areas(project, self.codes)
        # Factor at 1,000 events and power by layer: measured at the build, and held against
        # simulations in tests/unit/test_dispersion.py.
        self.dispersion: dict[str, tuple[float, float]] = {}
        self.of = cache(self._of)
        self.clear_gaps = cache(self._clear_gaps)
        self._known_gains: dict[tuple[str, str], dict[str, float]] = {}
        self._table = cache(self._published)
        self._counted = cache(self._find_column)
        self._weight_years = cache(self._find_weight_years)
        self._estimated = cache(self._estimate)
        self.newest = cache(self._find_newest)

    # --- what is there --------------------------------------------------------------------------

    @cached_property
    def shown(self) -> list[str]:
        """Layers with any published figure, in the order of the menu."""
        visible = [la for la in self.layers.values() if not la.raw.get("hidden")]
        return [layer.id for layer in visible if self.periods(layer.id)]

    def periods(self, layer_id: str) -> list[str]:
        """Periods with a figure, and those of which the figures are still to come.

        A column that is empty in an older period was not asked then: the period is not there.
        """
        if not self._can_be_divided(layer_id):
            return []
        tables = {_family_of(name, self.layers[layer_id]) for name in self._names(layer_id)}
        there = {period for family, _, period in self.topics if family in tables}
        counted = {p: self._counted(layer_id, p) for p in sorted(there)}
        found = {p: one.values.notna().any() for p, one in counted.items() if one is not None}
        filled = [p for p, is_filled in found.items() if is_filled]
        return [p for p in found if p in filled or not filled or p > filled[-1]]

    def _can_be_divided(self, layer_id: str) -> bool:
        """A count without anything to divide it by makes no rate."""
        rule = self.layers[layer_id].raw["aggregate"]
        if rule["rule"] != "rate" or rule.get("denominator_topic"):
            return True
        return any(self._weight_years(name) for name in rule["denominator"])

    def _find_newest(self, layer_id: str) -> str:
        """Newest period that most areas have: more than half as many of the 20 as in the best.

        Where none of the 20 ever has a figure, all CBS areas count.
        """
        periods = self.periods(layer_id)
        has = {
            p: sum(self.of(layer_id, p, area).value is not None for area in self.areas)
            for p in periods
        }
        if not any(has.values()):
            has = {p: int(self._table(layer_id, p)["value"].notna().sum()) for p in periods}
        return max(p for p, n in has.items() if n > max(has.values()) / 2)

    def gemeente(self, area: str) -> str:
        return f"GM{self.areas[area][0][2:6]}"

    # --- published ------------------------------------------------------------------------------

    def _topic(
        self, family: str, expression: str, period: str, member: str = ""
    ) -> pd.Series | None:
        total: pd.Series | None = None
        for sign, topic in re.findall(r"([+-]?)\s*(\w+)", expression):
            column = self.topics.get((family, f"{topic}{member}", period))
            if column is None:
                return None
            column = -column if sign == "-" else column
            total = column if total is None else total + column
        return total

    def _names(self, layer_id: str) -> list[Mapping[str, Any]]:
        """Names of a layer, the newest first; those of its own table before those of others."""
        source = self.layers[layer_id].raw["source"]
        names = [source, *source.get("earlier", ())]
        tables = list(dict.fromkeys(name.get("table", source["table"]) for name in names))
        return sorted(names, key=lambda name: tables.index(name.get("table", source["table"])))

    def _find_column(self, layer_id: str, period: str) -> Column | None:
        """Figures under the first of the layer's names that a table has."""
        layer, names = self.layers[layer_id], self._names(layer_id)
        source = layer.raw["source"]
        divisor = layer.raw["aggregate"].get("denominator_topic")
        broken = [name for name in source.get("earlier", ()) if name["meaning"] == "break"]
        for name in names:
            family = _family_of(name, layer)
            where = name.get("where", source.get("where", {}))
            column = self._topic(family, name["topic"], period, _member(where))
            own = name.get("denominator_topic", divisor)
            divided = self._topic(family, own, period) if own else None
            if column is None or (own and divided is None):
                continue
            earlier = [source, *source.get("earlier", ())]
            crossed = sum(one["meaning"] == "break" for one in earlier[1 : earlier.index(name) + 1])
            breaks = len(broken) - crossed
            return Column(column, family, layer.rule == "rate", divided, breaks)
        family = _family_of(source, layer)
        ready = self._topic(family, layer_id, period)
        later = sum(period <= name.get("until", "") for name in broken)
        return (
            None
            if ready is None
            else Column(ready, family, is_count=False, breaks=len(broken) - later)
        )

    def _find_weight_years(self, name: str) -> Mapping[int, pd.Series]:
        """What is published of a weight, by year, at places that are the same on the map."""
        years = {}
        for period in self.periods(name):
            found = self._counted(name, period)
            assert found is not None
            values = found.values.reindex(self.codes)
            other = values.index.isin(self.other_places.get((found.family, period), ()))
            if values.mask(other).notna().any():
                years[int(period)] = values.mask(other)
        return years

    def _estimate(self, name: str, year: int) -> pd.Series:
        people = PEOPLE if name == "inwoners" else None
        return estimate(self._weight_years(name), year, people).reindex(self.codes)

    def weight_name(self, layer_id: str, *, is_count: bool) -> str | None:
        """The first weight that nearly as many areas have as the one that most have."""
        rule = self.layers[layer_id].raw["aggregate"]
        names = rule.get("denominator" if is_count else "weight") or ()
        known = {}
        for name in names:
            years = self._weight_years(name)
            known[name] = int(pd.DataFrame(dict(years)).notna().any(axis=1).sum()) if years else 0
        enough = max(1.0, KNOWN_ENOUGH * max(known.values(), default=0))
        return next((name for name, n in known.items() if n >= enough), None)

    def _weight(self, layer_id: str, period: str, *, is_count: bool) -> pd.Series:
        """People, households and such by area, of the year of the figure."""
        name = self.weight_name(layer_id, is_count=is_count)
        if name is None:
            return pd.Series(math.nan, index=self.codes)
        return self._estimated(name, int(period))

    def _published(self, layer_id: str, period: str) -> pd.DataFrame:
        """Shown value, amount and weight of every CBS area, as published."""
        layer = self.layers[layer_id]
        found = self._counted(layer_id, period)
        assert found is not None
        column = found.values.reindex(self.codes)
        other = self.codes.isin(self.other_places.get((found.family, period), ()))
        own = found.divisor.reindex(self.codes) if found.divisor is not None else None
        is_divided = found.is_count and own is not None
        weight = own if is_divided else self._weight(layer_id, period, is_count=found.is_count)
        if found.is_count:
            rule = layer.raw["aggregate"]
            amount = column * rule["per"]
            value = (amount / weight).mask(~(weight >= max(rule.get("min_denominator", 0), 1e-9)))
        else:
            value = column
            amount = column if layer.rule == "sum" else column * weight
        value, amount = value.mask(other), amount.mask(other)
        if is_divided:
            weight = weight.mask(other)
            amount = amount.mask(weight.isna())
            people = self.topics["KWB", "AantalInwoners", str(YEAR)].reindex(self.codes)
            weight = fill(weight, people)
        return pd.DataFrame({"value": value, "amount": amount, "weight": weight})

    # --- areas ----------------------------------------------------------------------------------

    def _of(self, layer_id: str, period: str, area: str) -> Numbers:
        if area in self.areas or area == TOGETHER:
            return self._of_focus(layer_id, period, area)
        row = self._table(layer_id, period).loc[area]
        if area == COUNTRY and math.isnan(row["value"]):
            return self._of_gemeenten(layer_id, period)
        value = _known(row["value"])
        return Numbers(
            value,
            1.0 if value is not None else 0.0,
            _known(row["amount"]),
            _known(row["weight"]),
            None if value is None else (value, value),
        )

    def _of_gemeenten(self, layer_id: str, period: str) -> Numbers:
        """The country where only its gemeenten are published, if the edition has them all."""
        rows = self._table(layer_id, period)
        rows = rows[rows.index.str.startswith("GM")]
        people = self.topics["KWB", "AantalInwoners", str(YEAR)]
        is_whole = people.reindex(rows.index).sum() > 0.98 * people[COUNTRY]
        if not is_whole or rows["amount"].isna().any():
            return _UNKNOWN
        if self.layers[layer_id].rule == "sum":
            total = float(rows["amount"].sum())
            return Numbers(total, 1.0, total, None, (total, total))
        amount, weight = float(rows["amount"].sum()), float(rows["weight"].sum())
        value = amount / weight
        return Numbers(value, 1.0, amount, weight, (value, value))

    def _of_focus(self, layer_id: str, period: str, area: str) -> Numbers:
        """Made of buurten, or of wijken that lie wholly inside where those tell more.

        All areas together have a figure when most of them have one.
        """
        if self.layers[layer_id].rule == "none":
            return _UNKNOWN
        if area == TOGETHER:
            enough = self.layers[layer_id].raw["aggregate"].get("min_coverage", 0.6)
            own = [self.of(layer_id, period, one).coverage for one in self.areas]
            if sum(coverage >= enough for coverage in own) * 2 <= len(own):
                return replace(self._of_parts(layer_id, period, area), value=None)
        return self._of_parts(layer_id, period, area)

    def _of_parts(self, layer_id: str, period: str, area: str) -> Numbers:
        if self._takes_wijken(layer_id, period, area):
            rows = self._table(layer_id, period)
            return self._made(layer_id, rows, self._parts(area, by_wijk=True))
        return self._of_buurten(layer_id, period, area)

    def _of_buurten(self, layer_id: str, period: str, area: str) -> Numbers:
        rows = self._table(layer_id, period)
        return self._made(layer_id, rows, self._parts(area, by_wijk=False))

    def _takes_wijken(self, layer_id: str, period: str, area: str) -> bool:
        """All areas together where wijken nowhere tell less; else each by itself."""
        gains = self._gains(layer_id, period)
        some, none_lose = max(gains.values()) > 1e-9, min(gains.values()) >= -1e-9
        own = gains.get(area)
        if own is None:  # the 20 together
            own = self._gain(layer_id, period, area)
        return own >= -1e-9 if some and none_lose else own > 1e-9

    def _gains(self, layer_id: str, period: str) -> dict[str, float]:
        key = layer_id, period
        if key not in self._known_gains:
            self._known_gains[key] = {a: self._gain(layer_id, period, a) for a in self.areas}
        return self._known_gains[key]

    def _gain(self, layer_id: str, period: str, area: str) -> float:
        """Coverage by wijken less that by buurten; all or nothing where only one of them is."""
        rows = self._table(layer_id, period)
        has = {
            kind: rows["amount"][rows.index.str.startswith(kind)].notna().any() for kind in KINDS
        }
        if not (has["WK"] and has["BU"]):
            return 1.0 if has["WK"] else -1.0
        by_wijk, by_buurt = (self._parts(area, by_wijk=by_wijk) for by_wijk in (True, False))
        return (
            self._made(layer_id, rows, by_wijk).coverage
            - self._made(layer_id, rows, by_buurt).coverage
        )

    def _parts(self, area: str, *, by_wijk: bool) -> list[str]:
        own = [area] if area in self.areas else list(self.areas)
        buurten = [code for a in own for code in self.areas[a]]
        if not by_wijk:
            return buurten
        whole = self._whole_wijken
        inside = {a: set(self.areas[a]) for a in own}
        wijken = [wijk for wijk, codes in whole.items() if any(codes <= inside[a] for a in own)]
        return wijken + [code for code in buurten if f"WK{code[2:8]}" not in wijken]

    @cached_property
    def _whole_wijken(self) -> dict[str, set[str]]:
        """Wijken of which the edition has (nearly) all inhabitants, with their buurten.

        CBS rounds a buurt to five inhabitants.
        """
        people = self.topics["KWB", "AantalInwoners", str(YEAR)]
        buurten = self.codes[self.codes.str.startswith("BU")]
        whole = {}
        for wijk, group in pd.Series(buurten, index="WK" + buurten.str[2:8]).groupby(level=0):
            short = people.get(wijk, math.nan) - people.reindex(group).fillna(0).sum()
            if short <= 0.02 * people.get(wijk, math.nan) + 5 * len(group):
                whole[str(wijk)] = set(group)
        return whole

    def _made(self, layer_id: str, rows: pd.DataFrame, parts: list[str]) -> Numbers:
        layer = self.layers[layer_id]
        enough = layer.raw["aggregate"].get("min_coverage", 0.6)
        part = rows.loc[parts]
        if layer.rule == "sum":
            has = part["amount"].notna()
            people = self.topics["KWB", "AantalInwoners", str(YEAR)].reindex(parts).fillna(0.0)
            total, coverage = float(part["amount"].sum()), float(people[has].sum() / people.sum())
            if not has.any() or coverage < enough:
                return Numbers(None, coverage)
            return Numbers(total, coverage, total, None, (total, total) if has.all() else None)
        both = part.dropna(subset=["amount", "weight"])
        weight, whole = float(both["weight"].sum()), float(part["weight"].sum())
        coverage = weight / whole if whole else 0.0
        if not weight or coverage < enough:
            return Numbers(None, coverage)
        amount = float(both["amount"].sum())
        low, high = self._range(layer, rows)
        bounds = tuple((amount + end * (whole - weight)) / whole for end in (low, high))
        return Numbers(amount / weight, coverage, amount, weight, (bounds[0], bounds[1]))

    def _range(self, layer: Layer, rows: pd.DataFrame) -> tuple[float, float]:
        """Values that what is withheld could have."""
        declared = layer.raw["aggregate"].get("range")
        if declared:
            return float(declared[0]), float(declared[1])
        if layer.unit == "%":
            return 0.0, 100.0
        return float(rows["value"].min()), float(rows["value"].max())

    def rest(self, layer_id: str, period: str, area: str) -> Numbers:
        """The gemeente without the area."""
        layer = self.layers[layer_id]
        own, whole = self.of(layer_id, period, area), self.of(layer_id, period, self.gemeente(area))
        if own.coverage < NEARLY_ALL or own.amount is None or whole.amount is None:
            return _UNKNOWN
        amount = whole.amount - own.amount
        if layer.rule == "sum":
            return Numbers(amount)
        if own.weight is None or whole.weight is None or whole.weight <= own.weight:
            return _UNKNOWN
        weight = whole.weight - own.weight
        return Numbers(amount / weight, weight=weight)

    # --- comparisons ----------------------------------------------------------------------------

    def of_all(self, layer_id: str) -> pd.Series:
        """Newest values of the 20 areas."""
        period = self.newest(layer_id)
        values = {area: self.of(layer_id, period, area).value for area in self.areas}
        return pd.Series(values, dtype=float)

    def rank(self, layer_id: str, area: str) -> tuple[int, int, int, int] | None:
        """Place among the 20, how many take part, and the best and worst place by chance.

        Of who takes part nine tenths is known. What prints the same shares the better place;
        fewer than five prints tell no places apart, and an amount has none.
        """
        layer, period = self.layers[layer_id], self.newest(layer_id)
        found = {a: self.of(layer_id, period, a) for a in self.areas}
        part = {a: one for a, one in found.items() if one.is_fact}
        prints = pd.Series({a: round(one.value or 0.0, layer.decimals) for a, one in part.items()})
        if layer.rule == "sum" or area not in part or prints.nunique() < ENOUGH_PRINTS:
            return None
        places = prints.rank(method="min", ascending=layer.higher_is == "worse")
        others = [a for a in part if a != area]
        words = pd.Series({a: self.standing(layer_id, part[area], part[a]) for a in others})
        # What has no chance of its own shares its place with what prints the same.
        is_exact = not self._is_model(layer_id) and self.chance(layer_id, part[area]) is None
        shared = (prints[others] == prints[area]).sum() if is_exact else 0
        return (
            int(places[area]),
            len(part),
            1 + int(words.isin(["worse", "lower"]).sum()),
            len(part) - int(words.isin(["better", "higher"]).sum()) - int(shared),
        )

    def spread(self, layer_id: str) -> float:
        """Standard deviation between the 20 areas."""
        return float(self.of_all(layer_id).std(ddof=1))

    def chance(self, layer_id: str, found: Numbers) -> float | None:
        """Variance by chance: Poisson for crimes, binomial for shares of what is counted.

        NaN where nobody knows it, None where there is none to speak of.
        """
        layer, value = self.layers[layer_id], found.value
        notes = layer.raw.get("notes", {})
        is_crime = _family(layer) == _POLICE
        is_estimate = notes.get("model_estimate") or notes.get("sample")
        if not is_estimate and not (is_crime if layer.rule == "sum" else layer.scale):
            return None
        part = self._part(layer)
        is_known = layer.rule == "sum" or not (found.weight is None or part is None)
        if is_estimate or value is None or not is_known:
            return math.nan
        if layer.rule == "sum":
            return self._dispersed(layer_id, value, max(value, 1.0))
        n, scale = (found.weight or 0.0) * (part or 0.0), layer.scale or 0.0
        if is_crime:
            events = value / scale * n
            return self._dispersed(layer_id, events, max(events, 1.0) * (scale / n) ** 2)
        share = min(max(value / scale, 1 / n), 1 - 1 / n)
        variance = scale**2 * share * (1 - share) / n
        return self._dispersed(layer_id, min(share, 1 - share) * n, variance)

    def _part(self, layer: Layer) -> float | None:
        """Part of the weight that a share is about, None when that is not counted."""
        rule = layer.raw["aggregate"]
        parts = rule.get("base_share", [])
        if layer.rule == "rate" and rule.get("denominator_topic"):
            return float(parts[0]) if parts else 1.0
        names = rule.get("denominator" if layer.rule == "rate" else "weight") or ()
        counted: tuple[str, ...] = ("inwoners", "huishoudens", "woning")
        if _family(layer) == _POLICE:  # crimes are no part of what they are divided by
            counted += ("bedrijven", "oppervlakte")
        if not names or not all(name.startswith(counted) for name in names):
            return None
        chosen = self.weight_name(layer.id, is_count=layer.rule == "rate")
        used = list(names).index(chosen) if chosen else 0
        if used < len(parts):
            return float(parts[used])
        return 1.0 if used == 0 else None

    def _dispersed(self, layer_id: str, events: float, variance: float) -> float:
        factor, power = self.dispersion.get(layer_id, (1.0, 0.0))
        return variance * max(1.0, factor * (max(events, 1.0) / 1_000) ** power)

    def _is_model(self, layer_id: str) -> bool:
        return bool(self.layers[layer_id].raw.get("notes", {}).get("model_estimate"))

    def standing(self, layer_id: str, own: Numbers, other: Numbers) -> str | None:
        """Word for a difference; equal where it prints the same or chance may have made it.

        How far a model may be off isn't published: a difference of estimates is unsure.
        """
        if own.value is None or other.value is None:
            return None
        layer = self.layers[layer_id]
        chance = [self.chance(layer_id, one) or 0.0 for one in (own, other)]
        size = own.value - other.value
        prints = [round(one.value or 0.0, layer.decimals) for one in (own, other)]
        if prints[0] == prints[1]:
            return "equal"
        if math.isnan(sum(chance)):
            return "unsure"
        if abs(size) <= Z * math.sqrt(sum(chance)):
            return "equal"
        if layer.higher_is == "neutral":
            return "higher" if size > 0 else "lower"
        return "better" if (size > 0) == (layer.higher_is == "better") else "worse"

    # --- over time ------------------------------------------------------------------------------

    def line(self, layer_id: str, area: str) -> dict[str, Numbers]:
        """Numbers of all periods; of a sum those that lack no part which others have."""
        found = {p: self.of(layer_id, p, area) for p in self.periods(layer_id)}
        if self.layers[layer_id].rule != "sum":
            return found
        most = max((one.coverage for one in found.values() if one.value is not None), default=0.0)
        return {
            p: one if one.value is None or one.coverage >= most - SAME_PARTS else _UNKNOWN
            for p, one in found.items()
        }

    def is_provisional(self, layer_id: str, period: str) -> bool:
        """Tell whether the figures of a period can still change."""
        found = self._counted(layer_id, period)
        return found is not None and (found.family, period) in self.provisional

    def series(self, layer_id: str, period: str) -> int:
        """Number of the series that a period belongs to: only within one may be compared."""
        found = self._counted(layer_id, period)
        since = self.layers[layer_id].raw["source"].get("breaks", ())
        return (found.breaks if found else 0) + sum(one["since"] <= period for one in since)

    def moved(self, layer_id: str, area: str) -> Moved | None:
        """Change between the first and the newest known period since the programme began."""
        return self._between(layer_id, {p: (n,) for p, n in self.line(layer_id, area).items()})

    def gap(self, layer_id: str, area: str, other: str) -> Moved | None:
        """Difference with another area at the first and the newest period since the start."""
        theirs = self.line(layer_id, other)
        pairs = {p: (n, theirs[p]) for p, n in self.line(layer_id, area).items()}
        return self._between(layer_id, pairs, single=True)

    def _between(
        self, layer_id: str, line: Mapping[str, tuple[Numbers, ...]], *, single: bool = False
    ) -> Moved | None:
        known = [p for p, found in line.items() if all(one.value is not None for one in found)]
        if known:
            last = self.series(layer_id, known[-1])
            cut = [p for p in line if p < known[-1] and self.series(layer_id, p) != last]
            known = [p for p in known if not cut or p > cut[-1]]
        source = self.layers[layer_id].raw["source"]
        odd = {one["period"] for one in source.get("exceptional", [])}
        since = [p for p in known if int(p) >= START]
        plain, earlier = [p for p in since if p not in odd], [p for p in known if p < str(START)]
        if len(plain) > 1 or len(plain) == len(since):
            used = plain
        else:
            used = [earlier[-1], *plain] if earlier and plain else since
        if len(used) < (1 if single else 2):
            return None
        first, last = used[0], used[-1]
        ends = _less(line[first]), _less(line[last])
        if len(used) == 1:
            return Moved(first, last, *ends, 0.0, None, None)
        family = _family(self.layers[layer_id])
        firm = [p for p in used if (family, p) not in self.provisional]
        size, margin, doubt = self._fitted(layer_id, line, used)
        if margin is not None and len(firm) < len(used):
            again = self._fitted(layer_id, line, firm) if len(firm) > 1 else (0.0, 0.0, 1.0)
            doubt = 1.0 if again[0] * size <= 0 else max(doubt or 0.0, again[2] or 0.0)
        return Moved(first, last, *ends, size, margin, doubt, first in odd, len(used))

    def _fitted(
        self, layer_id: str, line: Mapping[str, tuple[Numbers, ...]], used: list[str]
    ) -> tuple[float, float | None, float | None]:
        """Weighted line through some periods: its change, margin and two-sided p-value."""
        years = np.array([float(p) for p in used])
        values = np.array([_less(line[p]) for p in used])
        rounding = 10.0 ** (-2 * self.layers[layer_id].decimals) / 12
        variances = np.array(
            [
                max(
                    sum(self.chance(layer_id, one) or 0.0 for one in line[p]),
                    rounding * len(line[p]),
                )
                for p in used
            ]
        )
        chances = [self.chance(layer_id, one) or 0.0 for p in used for one in line[p]]
        is_unknown = any(map(math.isnan, chances))
        if is_unknown:
            variances = np.ones(len(used))
        weights = np.diag(1 / variances)
        design = np.column_stack([np.ones(len(used)), years - years.mean()])
        spread = np.linalg.inv(design.T @ weights @ design)
        found = spread @ design.T @ weights @ values
        span = years[-1] - years[0]
        if is_unknown:
            return float(found[1] * span), None, None
        misses = values - design @ found
        freedom = len(used) - 2
        ratio = max(1.0, float(misses @ weights @ misses) / freedom) if freedom else 1.0
        deviation = span * math.sqrt(ratio * spread[1, 1])
        doubt = math.erfc(abs(found[1] * span) / deviation / math.sqrt(2))
        return float(found[1] * span), Z * deviation, doubt

    def _clear_gaps(self, layer_id: str) -> set[tuple[str, str]]:
        """Gaps with gemeente and country of which it is known that they changed.

        By three years at least, beyond four roundings, and among so many: of all verdicts on a
        layer in the 20 areas one in twenty may be false (Benjamini and Hochberg 1995).
        """
        pairs = [(a, other) for a in self.areas for other in (self.gemeente(a), COUNTRY)]
        gaps = {pair: self.gap(layer_id, *pair) for pair in pairs}
        tested = {
            pair: (one, one.doubt)
            for pair, one in gaps.items()
            if one and one.doubt is not None and one.periods >= ENOUGH_PERIODS
        }
        doubts = sorted(doubt for _, doubt in tested.values())
        passed = [d for i, d in enumerate(doubts, start=1) if d <= 0.05 * i / len(doubts)]
        bound = max(passed, default=-1.0)
        return {
            pair
            for pair, (one, doubt) in tested.items()
            if doubt <= bound and self.is_clear(layer_id, one, roundings=4)
        }

    def is_clear(self, layer_id: str, moved: Moved, *, roundings: int = 2) -> bool:
        """Tell whether a change is more than so many roundings and chance can make."""
        unit = roundings / 2 * 10.0 ** -self.layers[layer_id].decimals
        if moved.margin is None or moved.doubt is None or moved.is_odd_start:
            return False
        is_one_way = moved.size * (moved.now - moved.start) > 0
        return abs(moved.size) > unit + 1e-9 and moved.doubt <= 0.05 and is_one_way


def _less(found: tuple[Numbers, ...]) -> float:
    values = [one.value or 0.0 for one in found]
    return values[0] - sum(values[1:])


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _family(layer: Layer) -> str:
    return str(layer.raw["source"]["table"])


def _family_of(name: Mapping[str, Any], layer: Layer) -> str:
    """Table that has a layer under one of its names."""
    return str(name.get("table", _family(layer)))


def _member(where: Mapping[str, str]) -> str:
    """How a topic is called for one member of further dimensions."""
    return "".join(f"|{key}={member}" for key, member in where.items())


def _areas(project: Path, codes: pd.Index) -> dict[str, list[str]]:
    """Buurten of the 20 areas, straight from the composition table."""
    path = project / "data/boundaries/focus_areas.csv"
    units = pd.read_csv(path, dtype=str, keep_default_na=False)
    since = pd.to_numeric(units["valid_from"]).fillna(0)
    until = pd.to_numeric(units["valid_to"]).fillna(9999)
    units = units[(units["inclusion"] != "kandidaat") & (since <= YEAR) & (until >= YEAR)]
    buurten = codes[codes.str.startswith("BU")]
    inside = {}
    for area, rows in units.groupby("area_id"):
        own = "|".join(rows["unit_code"].str[2:])
        inside[str(area)] = list(buurten[buurten.str.match(f"BU({own})")])
    return {area: inside[area] for area in sorted(inside) if inside[area]}


def dispersion(manifest: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """Factor and power by layer, as a build measured them."""
    return {
        layer: (found["dispersion"], found["dispersion_power"])
        for layer, found in manifest["dispersion"].items()
    }


# --- the two editions -----------------------------------------------------------------------------


def starter(project: Path) -> Book:
    """The starter edition, from its tables."""
    folder = project / "data/starter"
    about = pd.read_csv(folder / "tables.csv", dtype=str, keep_default_na=False)
    places = pd.read_csv(folder / "places.csv", dtype=str, keep_default_na=False)
    topics: dict[tuple[str, str, str], pd.Series] = {}
    provisional, other_places = set(), {}
    for _, one in about.iterrows():
        family = (
            "KWB" if one["publisher"] == "CBS" else _SAME_SERIES.get(one["table"], one["table"])
        )
        own = places[places["division"] == one["boundary_year"]]
        # The police tables are on newer areas than the map, and matched by their code.
        linked = {} if family == _POLICE else dict(zip(own["code"], own["code_2024"], strict=True))
        rows = pd.read_csv(folder / one["file"], dtype={"period": str})
        for period, group in rows.groupby("period"):
            table = group.assign(code=group["code"].replace(linked)).set_index("code")
            for topic in table.columns.drop("period"):
                topics[family, topic, str(period)] = table[topic].astype(float)
            if linked:
                other_places[family, str(period)] = set(own.loc[own["code"] == "", "code_2024"])
            if one["provisional"] == period:
                provisional.add((family, str(period)))
    asked = {key: column for key, column in topics.items() if _was_asked(topics, key)}
    codes = pd.read_csv(project / "data/boundaries/starter_areas.csv", dtype=str)["area_code"]
    return Book(project, asked, codes, provisional, other_places)


def national(project: Path, data: Path) -> Book:
    """The whole country, from the official files."""
    kwb = pd.read_parquet(data / "cbs/85984NED_2024.parquet").set_index("WijkenEnBuurten")
    topics = {
        ("KWB", re.sub(r"_\d+$", "", name), str(YEAR)): kwb[name].astype(float)
        for name in kwb.select_dtypes("number").columns
    }
    files = {
        _POLICE: ("politie/47018NED_totals_2021_2025.parquet", {"SoortMisdrijf": "0.0.0"}),
        _HEALTH: (
            "rivm/50150NED_2012_2024.parquet",
            {"Leeftijd": "20300", "Marges": "MW00000"},
        ),
    }
    for family, (path, chosen) in files.items():
        rows = pd.read_parquet(data / path)
        for column, member in chosen.items():
            rows = rows[rows[column].str.strip() == member]
        rows = rows.assign(
            code=rows["WijkenEnBuurten"].str.strip().replace("NL01", COUNTRY),
            year=rows["Perioden"].str[:4],
        )
        for period, group in rows.groupby("year"):
            table = group.set_index("code").select_dtypes("number").astype(float)
            member = _member(chosen) if family == _POLICE else ""
            for name in table.columns:
                topics[family, re.sub(r"_\d+$", "", name) + member, str(period)] = table[name]
    asked = {key: column for key, column in topics.items() if _was_asked(topics, key)}
    codes = [COUNTRY]
    for level in ("buurt", "wijk", "gemeente"):
        shapes = pd.read_parquet(data / f"boundaries/{level}_2024.parquet", columns=["statcode"])
        codes += list(shapes["statcode"].str.strip())
    return Book(project, asked, codes, {(_POLICE, "2025")})


def _was_asked(topics: Mapping[tuple[str, str, str], pd.Series], key: tuple[str, str, str]) -> bool:
    """Tell a question of a survey from one that only later surveys have.

    The long-term illness of 2012 is empty for all, and filled from 2016: that year has no figure,
    now or ever.
    """
    family, topic, period = key
    later = [own for (f, t, p), own in topics.items() if (f, t) == (family, topic) and p > period]
    return bool(topics[key].notna().any()) or not any(own.notna().any() for own in later)
