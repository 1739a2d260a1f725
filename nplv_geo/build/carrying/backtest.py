"""How good carrying is, tried on an invented year of which the truth is known.

Buurten that stayed the same from one division to the map are put together to places that never
were, and carried back: what was published of the buurten themselves is the truth. Three of one
wijk make a case: either all three become one place that is split again, or the third belongs to
the first at first and to the second on the map, so that a border shifts. The figures are those of
the older year, the people by whom they are divided those of the map: just as in earnest.

Of how far the truth lies off follows the factor that makes a band of 90 %.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from nplv_geo.build.carrying.divisions import Division
from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.comparability import BacktestResult
from nplv_geo.ground.areas import wijk_of
from nplv_geo.ground.places import PlaceKind
from nplv_geo.statistics.carrying.arithmetic import divide, sum_by
from nplv_geo.statistics.carrying.bands import (
    calibrate_factor,
    measure_contrast,
    measure_doubt_of_means,
    measure_doubt_of_sums,
)
from nplv_geo.statistics.carrying.crosswalk import replace_shares
from nplv_geo.statistics.carrying.parts import Parts, make_parts
from nplv_geo.statistics.membership import Membership, build_membership

# Buurten of one case.
_TRIPLE = 3
# Fewer places say nothing of a band.
_ENOUGH = 100
_P90 = 0.9

Groups = dict[str, list[str]]


@dataclass(frozen=True, eq=False)
class InventedYear:
    """Places that never were, and the places of the map that they are carried to.

    Attributes
    ----------
    parts
        Parts of invented places in those of the map.
    sources, targets
        Buurten of the older year that either is made of.
    kinds
        What was done, by target.
    """

    parts: Parts
    sources: Membership
    targets: Membership
    kinds: pd.Series


@dataclass(frozen=True, slots=True)
class _Case:
    kind: PlaceKind
    sources: Groups
    targets: Groups
    pairs: list[tuple[str, str, float, float]]


def invent_year(division: Division, people: pd.Series) -> InventedYear | None:
    """Put buurten that stayed the same together to other places.

    Parameters
    ----------
    division
        An older division and how it lies on the map.
    people
        Inhabitants by code of the map.

    Returns
    -------
    InventedYear or None
        None when too few buurten stayed the same.
    """
    crosswalk = division.carrier.crosswalk
    kept = crosswalk.buurten
    older = kept.sources[kept.source_of[crosswalk.is_same]]
    newer = kept.targets[kept.target_of[crosswalk.is_same]]
    atoms = pd.DataFrame(
        {
            "land": kept.land[crosswalk.is_same],
            "people": people.reindex(newer).to_numpy(dtype=float),
        },
        index=older,
    ).dropna()
    cases = [
        (_split if n % 2 == 0 else _shift)(f"{n}", atoms.loc[triple])
        for n, triple in enumerate(_list_triples(atoms.index))
    ]
    sources = {name: codes for case in cases for name, codes in case.sources.items()}
    targets = {name: codes for case in cases for name, codes in case.targets.items()}
    kinds = {name: case.kind for case in cases for name in case.targets}
    if len(kinds) < _ENOUGH:
        return None
    pairs = pd.DataFrame(
        [pair for case in cases for pair in case.pairs],
        columns=["source", "target", "people", "land"],
    )
    parts = _divide_pairs(pairs, sources, targets, division.composition.inhabitants)
    return InventedYear(
        parts, build_membership(sources), build_membership(targets), pd.Series(kinds)
    )


def try_layer(
    layer: Layer, rows: pd.DataFrame, invented: InventedYear, from_year: int
) -> list[BacktestResult]:
    """Carry a layer from an invented year and compare with what is known.

    Parameters
    ----------
    layer
        Its rule says how figures are added up.
    rows
        By code of the older division: ``amount`` and ``weight``.
    invented
        The invented year.
    from_year
        Boundary year that it was invented from.

    Returns
    -------
    list of BacktestResult
        One for each kind; empty when the layer has too few figures, or no rule.
    """
    if not layer.is_aggregated:
        return []
    known = rows if not layer.is_amount else rows.assign(weight=1.0)
    source, target = (_add_up(known, groups) for groups in (invented.sources, invented.targets))
    carried = _carry(source, invented.parts)
    if layer.is_amount:
        doubt = measure_doubt_of_sums(source["amount"], invented.parts)
        truth, found = target["amount"], carried["amount"]
    else:
        doubt = measure_doubt_of_means(source, invented.parts, measure_contrast(rows))
        truth = target["amount"] / target["weight"].where(target["weight"] > 0)
        found = carried["amount"] / carried["weight"].where(carried["weight"] > 0)
    cases = pd.DataFrame(
        {
            "error": found - truth,
            "truth": truth,
            "doubt": pd.Series(doubt, invented.parts.targets),
            "kind": invented.kinds,
        }
    ).dropna()
    cases = cases[cases["doubt"] > 0]
    if len(cases) < _ENOUGH:
        return []
    factor = calibrate_factor(cases["error"].to_numpy(), cases["doubt"].to_numpy())
    return [
        _summarise(layer, PlaceKind(str(kind)), of_kind, factor, from_year)
        for kind, of_kind in cases.groupby("kind")
    ]


def _summarise(
    layer: Layer, kind: PlaceKind, cases: pd.DataFrame, factor: float, from_year: int
) -> BacktestResult:
    size = cases["error"].abs()
    if layer.is_amount:
        size = (size / cases["truth"]).where(cases["truth"] > 0).dropna()
    return BacktestResult(
        layer=layer.id,
        from_year=from_year,
        kind=kind,
        cases=len(cases),
        median_error=float(size.median()),
        p90_error=float(size.quantile(_P90)),
        cover=float((cases["error"].abs() <= factor * cases["doubt"]).mean()),
        factor=factor,
    )


def _list_triples(codes: pd.Index) -> Iterator[list[str]]:
    """Three buurten of one wijk at a time: neighbours, as far as codes tell."""
    of_wijk: dict[str, list[str]] = {}
    for code in sorted(codes):
        of_wijk.setdefault(wijk_of(code), []).append(code)
    for buurten in of_wijk.values():
        for first in range(0, len(buurten) - _TRIPLE + 1, _TRIPLE):
            yield buurten[first : first + _TRIPLE]


def _split(name: str, atoms: pd.DataFrame) -> _Case:
    """One place of three buurten that is split into those three."""
    codes = list(atoms.index)
    pairs = [(f"s{name}", f"t{name}{code}", *atoms.loc[code, ["people", "land"]]) for code in codes]
    targets = {f"t{name}{code}": [code] for code in codes}
    return _Case(PlaceKind.SPLIT, {f"s{name}": codes}, targets, pairs)


def _shift(name: str, atoms: pd.DataFrame) -> _Case:
    """The third buurt goes from the first place to the second."""
    one, other, third = atoms.index
    people, land = atoms["people"], atoms["land"]
    grown = land[other] + land[third]
    # On the map only the second place as a whole is known.
    moved = land[third] * (people[other] + people[third]) / grown if grown > 0 else 0.0
    pairs = [
        (f"s{name}a", f"t{name}a", people[one], land[one]),
        (f"s{name}a", f"t{name}b", moved, land[third]),
        (f"s{name}b", f"t{name}b", people[other], land[other]),
    ]
    sources = {f"s{name}a": [one, third], f"s{name}b": [other]}
    targets = {f"t{name}a": [one], f"t{name}b": [other, third]}
    return _Case(PlaceKind.SHIFTED, sources, targets, pairs)


def _divide_pairs(
    pairs: pd.DataFrame, sources: Groups, targets: Groups, inhabitants: pd.Series
) -> Parts:
    """Parts with the shares that a crosswalk would give them."""
    source_names, target_names = (
        pd.Index(sorted(names), dtype="str") for names in (sources, targets)
    )
    source_of = source_names.get_indexer(pd.Index(pairs["source"]))
    people, land = pairs["people"].to_numpy(), pairs["land"].to_numpy()
    n = len(source_names)
    by_people = divide(people, sum_by(source_of, people, n)[source_of])
    shares = np.where(
        np.isnan(by_people), divide(land, sum_by(source_of, land, n)[source_of]), by_people
    )
    own = inhabitants.fillna(0.0)
    totals = np.array([own.reindex(sources[name]).sum() for name in source_names])
    parts = make_parts(
        source_names,
        target_names,
        source_of,
        target_names.get_indexer(pd.Index(pairs["target"])),
        people=totals[source_of] * shares,
        land=land,
    )
    return replace_shares(parts, shares)


def _add_up(rows: pd.DataFrame, groups: Membership) -> pd.DataFrame:
    """Amount and weight of places made of buurten; NaN when one of them is unknown."""
    places = groups.locate_members(rows.index)
    return pd.DataFrame(
        {
            name: groups.sum_by_area(np.append(rows[name].to_numpy(dtype=float), np.nan)[places])
            for name in ("amount", "weight")
        },
        groups.areas,
    )


def _carry(rows: pd.DataFrame, parts: Parts) -> pd.DataFrame:
    """Amount and weight of the targets, divided by the shares of their sources."""
    places = rows.index.get_indexer(parts.sources)
    columns = {
        name: sum_by(
            parts.target_of,
            rows[name].to_numpy()[places][parts.source_of] * parts.shares,
            len(parts.targets),
        )
        for name in ("amount", "weight")
    }
    return pd.DataFrame(columns, parts.targets)
