"""How good carrying is, tried on an invented year of which the truth is known.

Buurten that stayed the same from one division to the map are put together to places that never
were, and carried back: what was published of the buurten themselves is the truth. Three of one
wijk make a case: either two or three become one place that is split again, or the third belongs to
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
from nplv_geo.definitions.thresholds import MAX_MOVED, MAX_SPREAD
from nplv_geo.edition.comparability import BacktestResult
from nplv_geo.ground.areas import wijk_of
from nplv_geo.ground.places import PlaceKind
from nplv_geo.statistics.carrying.arithmetic import sum_by
from nplv_geo.statistics.carrying.bands import (
    calibrate_factor,
    measure_contrast,
    measure_doubt_of_means,
    measure_doubt_of_sums,
)
from nplv_geo.statistics.carrying.division import divide_sources
from nplv_geo.statistics.carrying.parts import Parts, make_parts
from nplv_geo.statistics.membership import Membership, build_membership

# Buurten of one case.
_TRIPLE = 3
# Fewer places say nothing of a band.
_ENOUGH = 100
_P90 = 0.9
# Rounds after which the same figures are shown.
_ROUNDS = 5

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
class _Atom:
    code: str
    land: float


@dataclass(frozen=True, slots=True)
class _Case:
    kind: PlaceKind
    sources: Groups
    targets: Groups
    pairs: list[tuple[str, str, float]]


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
        _split(f"{n}", triple[: 2 + n % 4 // 2]) if n % 2 == 0 else _shift(f"{n}", triple)
        for n, triple in enumerate(_list_triples(atoms))
    ]
    sources = {name: codes for case in cases for name, codes in case.sources.items()}
    targets = {name: codes for case in cases for name, codes in case.targets.items()}
    kinds = {name: case.kind for case in cases for name in case.targets}
    if len(kinds) < _ENOUGH:
        return None
    pairs = pd.DataFrame(
        [pair for case in cases for pair in case.pairs], columns=["source", "target", "land"]
    )
    parts = _divide_pairs(
        pairs, sources, targets, division.composition.inhabitants, atoms["people"]
    )
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
    parts = invented.parts.by_land() if layer.is_land else invented.parts
    carried = _carry(source, parts)
    if layer.weighs_land:
        carried["weight"] = _carry(source, parts.by_land())["weight"]
    if layer.is_amount:
        doubt = measure_doubt_of_sums(source["amount"], parts)
        truth, found = target["amount"], carried["amount"]
    else:
        doubt = measure_doubt_of_means(source, parts, measure_contrast(rows))
        truth = target["amount"] / target["weight"].where(target["weight"] > 0)
        found = carried["amount"] / carried["weight"].where(carried["weight"] > 0)
    cases = pd.DataFrame(
        {
            "error": found - truth,
            "truth": truth,
            "size": found.abs() if layer.is_amount else np.inf,
            "moved": parts.measure_moved(),
            "doubt": pd.Series(doubt, parts.targets),
            "kind": invented.kinds,
        }
    ).dropna()
    cases = cases[(cases["doubt"] > 0) & (cases["moved"] <= MAX_MOVED)]
    return [
        _summarise(layer, PlaceKind(str(kind)), of_kind, from_year)
        for kind, of_kind in cases.groupby("kind")
        if len(of_kind) >= _ENOUGH
    ]


def _summarise(
    layer: Layer, kind: PlaceKind, cases: pd.DataFrame, from_year: int
) -> BacktestResult:
    cases, factor = _calibrate_shown(cases)
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
        cover=_measure_cover(cases),
        factor=factor,
    )


def _calibrate_shown(cases: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """Calibrate on the figures that are shown: those with too wide a band say nothing of a band."""
    shown, factor = cases, 0.0
    for _ in range(_ROUNDS):
        factor = calibrate_factor(shown["error"].to_numpy(), shown["doubt"].to_numpy())
        is_shown = factor * cases["doubt"] <= MAX_SPREAD * cases["size"]
        if is_shown.sum() < _ENOUGH:
            break
        shown = cases[is_shown]
    return shown, factor


def _list_triples(atoms: pd.DataFrame) -> Iterator[list[_Atom]]:
    """Three buurten of one wijk at a time: neighbours, as far as codes tell."""
    of_wijk: dict[str, list[_Atom]] = {}
    for code, land in sorted(atoms["land"].items()):
        of_wijk.setdefault(wijk_of(str(code)), []).append(_Atom(str(code), land))
    for buurten in of_wijk.values():
        for first in range(0, len(buurten) - _TRIPLE + 1, _TRIPLE):
            yield buurten[first : first + _TRIPLE]


def _split(name: str, atoms: list[_Atom]) -> _Case:
    """One place of two or three buurten that is split into those."""
    pairs = [(f"s{name}", f"t{name}{atom.code}", atom.land) for atom in atoms]
    targets = {f"t{name}{atom.code}": [atom.code] for atom in atoms}
    return _Case(PlaceKind.SPLIT, {f"s{name}": [atom.code for atom in atoms]}, targets, pairs)


def _shift(name: str, atoms: list[_Atom]) -> _Case:
    """The third buurt goes from the first place to the second."""
    one, other, third = atoms
    pairs = [
        (f"s{name}a", f"t{name}a", one.land),
        (f"s{name}a", f"t{name}b", third.land),
        (f"s{name}b", f"t{name}b", other.land),
    ]
    sources = {f"s{name}a": [one.code, third.code], f"s{name}b": [other.code]}
    targets = {f"t{name}a": [one.code], f"t{name}b": [other.code, third.code]}
    return _Case(PlaceKind.SHIFTED, sources, targets, pairs)


def _divide_pairs(
    pairs: pd.DataFrame, sources: Groups, targets: Groups, people: pd.Series, people_now: pd.Series
) -> Parts:
    """Parts with the shares that a crosswalk would give them."""
    before, after = build_membership(sources), build_membership(targets)
    parts = make_parts(
        before.areas,
        after.areas,
        before.areas.get_indexer(pd.Index(pairs["source"])),
        after.areas.get_indexer(pd.Index(pairs["target"])),
        people=np.zeros(len(pairs)),
        land=pairs["land"].to_numpy(),
    )
    divided, _ = divide_sources(parts, _sum_people(before, people), _sum_people(after, people_now))
    return divided


def _sum_people(groups: Membership, people: pd.Series) -> pd.Series:
    return pd.Series(
        groups.sum_by_area(people.reindex(groups.codes).to_numpy(dtype=float)), groups.areas
    )


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


def _measure_cover(cases: pd.DataFrame) -> float:
    """Share of the cases inside a band that the other half of the cases made.

    Inside the band that they made themselves nine of ten lie by definition.
    """
    errors, doubts = cases["error"].abs().to_numpy(), cases["doubt"].to_numpy()
    is_first = np.arange(len(cases)) < len(cases) // 2
    inside = 0
    for made_by in (is_first, ~is_first):
        factor = calibrate_factor(errors[made_by], doubts[made_by])
        inside += int((errors <= factor * doubts)[~made_by].sum())
    return inside / len(cases)
