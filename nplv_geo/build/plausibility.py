"""Checks between a build and its becoming current: what would be served has to be plausible.

A finding stops the switch until a person accepts it by name; the manifest then records it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd

from nplv_geo.build.composition import Composition
from nplv_geo.definitions.expectations import Expectations
from nplv_geo.geometry import coverage as tiling
from nplv_geo.ground.areas import AreaLevel, gemeente_of, level_of
from nplv_geo.ground.errors import NplvError
from nplv_geo.published.inputs import Inputs

Provenance = Mapping[str, Mapping[str, Mapping[str, Any]]]

WHOLE_COUNTRY_FROM = 300  # gemeenten: an edition with fewer is a part of the country
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Doubt:
    """One implausible thing; ``name`` is what a person accepts it by."""

    name: str
    message: str


class BuildRefusedError(NplvError):
    """A build was stopped before the switch; the current edition still serves."""

    def __init__(self, doubts: Iterable[Doubt]) -> None:
        self.doubts = tuple(doubts)
        lines = "\n".join(f"  {doubt.name}: {doubt.message}" for doubt in self.doubts)
        first = self.doubts[0].name
        super().__init__(
            f"De nieuwe editie is niet in gebruik genomen; de vorige blijft gelden.\n{lines}\n"
            f"Klopt het toch? Bouw dan met --accept {first}."
        )


def doubts(
    inputs: Inputs,
    composition: Composition,
    provenance: Provenance,
    previous: Provenance,
    expected: Expectations,
) -> list[Doubt]:
    """Find everything implausible about a new edition.

    Parameters
    ----------
    provenance, previous
        Per layer and period of the new and the current edition, with the number of areas that
        have a value (``values``) and the country's value (``nederland``).
    """
    found = [*_lost_values(provenance, previous)]
    if inputs.is_schematic:
        return found
    if len(composition.at(AreaLevel.GEMEENTE)) >= WHOLE_COUNTRY_FROM:
        found += [*_counts(composition, expected), *_national(provenance, expected)]
        found += _without_border(composition, expected)
    found += [*_matched(inputs, composition, expected), *_sums(composition, expected)]
    found += _borders(inputs.shapes, expected)
    return found


def _counts(composition: Composition, expected: Expectations) -> Iterator[Doubt]:
    for level, (low, high) in expected.areas.items():
        n = len(composition.at(AreaLevel(level)))
        if not low <= n <= high:
            yield Doubt(f"aantal-{level}", f"{n} gebieden; verwacht {low:.0f} tot {high:.0f}")


def _national(provenance: Provenance, expected: Expectations) -> Iterator[Doubt]:
    for layer, (low, high) in expected.national.items():
        for period, origin in provenance.get(layer, {}).items():
            value = origin["nederland"]
            if value is not None and not low <= value <= high:
                yield Doubt(
                    f"landelijk-{layer}-{period}",
                    f"Nederland heeft {value:g}; verwacht {low:g} tot {high:g}",
                )


def _lost_values(provenance: Provenance, previous: Provenance) -> Iterator[Doubt]:
    """A layer and period that had values and now has none at all."""
    for layer, periods in previous.items():
        for period, origin in periods.items():
            now = provenance.get(layer, {}).get(period)
            if origin.get("values") and now is not None and not now["values"]:
                yield Doubt(f"leeg-{layer}-{period}", f"{origin['values']} cijfers zijn verdwenen")


def _matched(inputs: Inputs, composition: Composition, expected: Expectations) -> Iterator[Doubt]:
    buurten = set(composition.at(AreaLevel.BUURT))
    for figures in inputs.figures:
        if figures.family == "KWB" and figures.boundary_year == inputs.boundary_year:
            missing = sorted(buurten - set(figures.frame.index))
            share = 1 - len(missing) / len(buurten)
            if share < expected.shares.matched:
                some = ", ".join(missing[:_SHOWN])
                yield Doubt(
                    "koppeling",
                    f"{share:.1%} van de buurten staat in {figures.table}, zonder {some} en meer",
                )


def _sums(composition: Composition, expected: Expectations) -> Iterator[Doubt]:
    """Inhabitants of all buurten of a gemeente against its own published row."""
    buurten = composition.inhabitants.reindex(composition.at(AreaLevel.BUURT)).dropna()
    added = buurten.groupby(buurten.index.map(gemeente_of)).sum()
    published = composition.inhabitants.reindex(added.index).dropna()
    error = ((added.reindex(published.index) - published).abs() / published).dropna()
    if len(error) and float(error.quantile(0.95)) > expected.shares.sums_p95:
        worst = ", ".join(error.nlargest(_SHOWN).index)
        yield Doubt("optelling", f"buurten tellen niet op tot hun gemeente, het minst bij {worst}")


def _without_border(composition: Composition, expected: Expectations) -> Iterator[Doubt]:
    """Inhabitants of buurten that have figures and no border: a hole in the map."""
    people = composition.inhabitants.dropna()
    people = people[[level_of(code) is AreaLevel.BUURT for code in people.index]]
    lost = people.drop(composition.at(AreaLevel.BUURT), errors="ignore")
    if len(people) and lost.sum() / people.sum() > expected.shares.without_border:
        some = ", ".join(lost.nlargest(_SHOWN).index)
        share = lost.sum() / people.sum()
        yield Doubt(
            "zonder-grens", f"{share:.1%} van de inwoners woont in een buurt zonder grens: {some}"
        )


def _borders(shapes: gpd.GeoDataFrame, expected: Expectations) -> Iterator[Doubt]:
    """Shapes that are no proper surface, land under two buurten and land under none."""
    if broken := tiling.list_invalid_shapes(shapes):
        some = ", ".join(broken[:_SHOWN])
        yield Doubt("geldig", f"{len(broken)} vormen snijden zichzelf, zoals {some}")
    found = tiling.measure_tiling(shapes)
    if found.overlap > expected.shares.overlap:
        yield Doubt("overlap", f"{found.overlap:.1%} van het land ligt onder twee buurten")
    if found.gaps > expected.shares.gaps:
        yield Doubt(
            "kieren", f"{found.gaps:.1%} van het land ligt in {found.slivers} kieren tussen buurten"
        )


def count_values(values: pd.DataFrame, nederland: str) -> dict[str, Any]:
    """What a manifest keeps of the values of a layer and period, for the next comparison."""
    country = values["value"].reindex([nederland]).dropna()
    return {
        "values": int(values["value"].notna().sum()),
        "nederland": float(country.iloc[0]) if len(country) else None,
    }
