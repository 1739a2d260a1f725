"""Checks between a build and its becoming current: what would be served has to be plausible.

A finding stops the switch until a person accepts it by name; the manifest then records it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from nplv_geo.build.composition import Composition
from nplv_geo.definitions.expectations import Expectations
from nplv_geo.edition.origin import Origin
from nplv_geo.geometry import coverage as tiling
from nplv_geo.ground.areas import NEDERLAND, AreaLevel, gemeente_of, read_level
from nplv_geo.ground.errors import NplvError
from nplv_geo.published.inputs import Inputs

Origins = Mapping[str, Mapping[str, Origin]]

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Doubt:
    """One implausible thing.

    Attributes
    ----------
    name
        What a person accepts it by.
    message
        What is implausible, in a sentence.
    """

    name: str
    message: str


class BuildRefusedError(NplvError):
    """A build was stopped before the switch; the current edition still serves.

    Parameters
    ----------
    doubts
        What is implausible about the new edition, at least one.
    """

    def __init__(self, doubts: Iterable[Doubt]) -> None:
        self.doubts = tuple(doubts)
        lines = "\n".join(f"  {doubt.name}: {doubt.message}" for doubt in self.doubts)
        first = self.doubts[0].name
        super().__init__(
            f"De nieuwe editie is niet in gebruik genomen; de vorige blijft gelden.\n{lines}\n"
            f"Klopt het toch? Bouw dan met --accept {first}."
        )


def find_doubts(
    inputs: Inputs,
    composition: Composition,
    origins: Origins,
    previous: Origins,
    expected: Expectations,
) -> list[Doubt]:
    """Find everything implausible about a new edition.

    Parameters
    ----------
    inputs
        What the edition was made from.
    composition
        Its areas.
    origins, previous
        Per layer and period of the new and the current edition.
    expected
        Bounds that the repository keeps.

    Returns
    -------
    list of Doubt
        Empty when all is plausible.
    """
    doubts = [*_check_lost_values(origins, previous)]
    if inputs.is_schematic:
        return doubts
    if composition.is_whole_country:
        doubts += _check_counts(composition, expected)
        doubts += _check_national(origins, expected)
        doubts += _check_borderless(composition, expected)
    doubts += _check_matched(inputs, composition, expected)
    doubts += _check_sums(composition, expected)
    doubts += _check_borders(inputs.shapes, expected)
    return doubts


def _check_counts(composition: Composition, expected: Expectations) -> Iterator[Doubt]:
    for level, (low, high) in expected.areas.items():
        n = len(composition.list_codes(AreaLevel(level)))
        if not low <= n <= high:
            yield Doubt(f"aantal-{level}", f"{n} gebieden; verwacht {low:.0f} tot {high:.0f}")


def _check_national(origins: Origins, expected: Expectations) -> Iterator[Doubt]:
    for layer, (low, high) in expected.national.items():
        for period, origin in origins.get(layer, {}).items():
            value = origin.nederland
            if value is not None and not low <= value <= high:
                yield Doubt(
                    f"landelijk-{layer}-{period}",
                    f"Nederland heeft {value:g}; verwacht {low:g} tot {high:g}",
                )


def _check_lost_values(origins: Origins, previous: Origins) -> Iterator[Doubt]:
    """A layer and period that had values and now has none at all."""
    for layer, periods in previous.items():
        for period, origin in periods.items():
            now = origins.get(layer, {}).get(period)
            if origin.values and now is not None and not now.values:
                yield Doubt(f"leeg-{layer}-{period}", f"{origin.values} cijfers zijn verdwenen")


def _check_matched(
    inputs: Inputs, composition: Composition, expected: Expectations
) -> Iterator[Doubt]:
    buurten = set(composition.list_codes(AreaLevel.BUURT))
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


def _check_sums(composition: Composition, expected: Expectations) -> Iterator[Doubt]:
    """Inhabitants of all buurten of a gemeente against its own published row."""
    buurten = composition.inhabitants.reindex(composition.list_codes(AreaLevel.BUURT)).dropna()
    added = buurten.groupby(buurten.index.map(gemeente_of)).sum()
    published = composition.inhabitants.reindex(added.index).dropna()
    error = ((added.reindex(published.index) - published).abs() / published).dropna()
    if len(error) and float(error.quantile(0.95)) > expected.shares.sums_p95:
        worst = ", ".join(error.nlargest(_SHOWN).index)
        yield Doubt("optelling", f"buurten tellen niet op tot hun gemeente, het minst bij {worst}")


def _check_borderless(composition: Composition, expected: Expectations) -> Iterator[Doubt]:
    """Inhabitants of buurten that have figures and no border: a hole in the map."""
    people = composition.inhabitants.dropna()
    people = people[[read_level(code) is AreaLevel.BUURT for code in people.index]]
    lost = people.drop(composition.list_codes(AreaLevel.BUURT), errors="ignore")
    if len(people) and lost.sum() / people.sum() > expected.shares.without_border:
        some = ", ".join(lost.nlargest(_SHOWN).index)
        share = lost.sum() / people.sum()
        yield Doubt(
            "zonder-grens", f"{share:.1%} van de inwoners woont in een buurt zonder grens: {some}"
        )


def _check_borders(shapes: gpd.GeoDataFrame, expected: Expectations) -> Iterator[Doubt]:
    """Shapes that are no proper surface, land under two buurten and land under none."""
    if broken := tiling.list_invalid_shapes(shapes):
        some = ", ".join(broken[:_SHOWN])
        yield Doubt("geldig", f"{len(broken)} vormen snijden zichzelf, zoals {some}")
    faults = tiling.measure_tiling(shapes)
    if faults.overlap > expected.shares.overlap:
        yield Doubt("overlap", f"{faults.overlap:.1%} van het land ligt onder twee buurten")
    if faults.gaps > expected.shares.gaps:
        yield Doubt(
            "kieren",
            f"{faults.gaps:.1%} van het land ligt in {faults.slivers} kieren tussen buurten",
        )


@dataclass(frozen=True, slots=True)
class ValueCounts:
    """What a manifest keeps of the values of a layer and period.

    Attributes
    ----------
    values
        Number of areas that have one.
    figures
        The same by level, of levels that have any.
    nederland
        Value of the country.
    """

    values: int
    figures: Mapping[str, int]
    nederland: float | None


def count_values(values: pd.DataFrame, levels: pd.Series) -> ValueCounts:
    """Count what is known, for the next comparison and to tell which period has figures.

    Parameters
    ----------
    values
        Values of one layer and period, by area.
    levels
        Level of each area of the edition.

    Returns
    -------
    ValueCounts
        Areas with a value, in all and by level, and the value of the country.
    """
    is_known = values["value"].notna().to_numpy()
    of_areas = levels if levels.index.is_(values.index) else levels.reindex(values.index)
    figures = pd.Series(of_areas.to_numpy()[is_known]).value_counts(sort=False)
    country = values["value"].get(NEDERLAND)
    return ValueCounts(
        values=int(is_known.sum()),
        figures={str(level): int(n) for level, n in figures.items()},
        nederland=None if pd.isna(country) else float(country),
    )
