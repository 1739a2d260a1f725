"""How the figures of each boundary year came onto the map of an edition, and what that cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pandas as pd

from nplv_geo.commands.checks.findings import Finding
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.edition.comparability import CrosswalkFacts
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.contracts import Contract
from nplv_geo.ground.places import UNKNOWN_GROUND, WEAK_ESTIMATE, CrosswalkWay, PlaceKind
from nplv_geo.present.places.words import write_way
from nplv_geo.present.texts import texts

_UNKNOWN = (UNKNOWN_GROUND, "boundary_mismatch")
_WEAK = WEAK_ESTIMATE


class YearFacts(Contract):
    """How the figures of one boundary year came onto the map.

    Attributes
    ----------
    year
        The boundary year.
    tables
        Tables that stand on its areas.
    way
        How is known which of its places are the same; None when nothing is known.
    outline_years
        Years of the outlines that it rests on.
    buurten
        Number of buurten of the map by what became of them.
    gone
        Number of buurten of the year of which nothing lies on the map.
    unknown
        Number of buurten of the map without figures, for nobody knows what lay there.
    unknown_inhabitants
        Inhabitants of those.
    weak
        Number of buurten of the map of which too much had to be estimated, in the layer that has
        most of them.
    """

    year: int
    tables: tuple[str, ...]
    way: CrosswalkWay | None
    outline_years: tuple[int, ...]
    buurten: dict[PlaceKind, int]
    gone: int
    unknown: int
    unknown_inhabitants: float
    weak: int

    @property
    def is_lacking(self) -> bool:
        """True when the year has neither outlines nor change marks."""
        return self.way in (None, CrosswalkWay.CODES)


def list_years(edition: Edition, catalog: Catalog) -> tuple[YearFacts, ...]:
    """List the boundary years, other than that of the map, that figures stand on.

    Parameters
    ----------
    edition
        The edition.
    catalog
        All layers: of what no rule adds up, more is missing than the places cost.

    Returns
    -------
    tuple of YearFacts
        Oldest first.
    """
    pairs: dict[int, list[tuple[str, str]]] = defaultdict(list)
    tables: dict[int, set[str]] = defaultdict(set)
    for layer, periods in edition.manifest.layers.items():
        for period, origin in periods.items():
            year = origin.boundary_year
            if year in (None, edition.boundary_year) or origin.matched_by_code:
                continue
            tables[year].add(origin.table)
            if layer in catalog.ids and catalog.layer(layer).is_aggregated:
                pairs[year].append((layer, period))
    crosswalks = {
        one.from_year: one
        for one in edition.manifest.crosswalks
        if one.to_year == edition.boundary_year
    }
    return tuple(
        _describe_year(edition, year, sorted(tables[year]), pairs[year], crosswalks.get(year))
        for year in sorted(tables)
    )


def check_years(edition: Edition, years: Iterable[YearFacts]) -> Iterator[Finding]:
    """Tell which years lack outlines and marks, what that costs, and what to do.

    Parameters
    ----------
    edition
        The edition.
    years
        Its other boundary years.

    Yields
    ------
    Finding
        A warning for a year that costs buurten for want of outlines; else how it stands.
    """
    all_buurten = len(edition.areas.at(AreaLevel.BUURT))
    for facts in years:
        subject, year = f"indeling {facts.year}", facts.year
        cost = (
            f"{_number(facts.unknown)} van de {_number(all_buurten)} buurten, met "
            f"{_number(facts.unknown_inhabitants)} inwoners, "
            f"{'heeft' if facts.unknown == 1 else 'hebben'} geen cijfer"
        )
        if facts.is_lacking and facts.unknown:
            text = (
                f"geen grenzen en geen wijzigingen van het CBS ({', '.join(facts.tables)}): {cost}"
            )
            text += f"; lees de grenzen van {year} in met 'import', of haal ze op met "
            text += f"'fetch --years {year} --sources pdok', en bouw opnieuw"
            yield Finding("warning", subject, text)
        elif facts.unknown:
            yield Finding("info", subject, f"{cost}: niemand weet wat daar lag")
        else:
            yield Finding("info", subject, f"omgerekend naar de kaart, {write_year_way(facts)}")


def write_year(facts: YearFacts, map_year: int) -> str:
    """Write in one line how a year came onto the map.

    Parameters
    ----------
    facts
        The year.
    map_year
        Boundary year of the map.

    Returns
    -------
    str
        For a person.
    """
    kinds = [
        f"{_number(facts.buurten[kind])} {texts('nl')(f'place_kinds.{kind}')}"
        for kind in PlaceKind
        if facts.buurten.get(kind)
    ]
    if facts.gone:
        kinds.append(f"{_number(facts.gone)} {texts('nl')(f'place_kinds.{PlaceKind.GONE}')}")
    people = _number(facts.unknown_inhabitants)
    buurten = "1 buurt" if facts.unknown == 1 else f"{_number(facts.unknown)} buurten"
    withheld = [f"{buurten} zonder cijfer ({people} inwoners)"]
    if facts.weak:
        withheld.append(f"per kaartlaag hoogstens {_number(facts.weak)} te onzeker")
    parts = [write_year_way(facts), ", ".join(kinds), ", ".join(withheld)]
    return f"indeling {facts.year} naar {map_year}: {'; '.join(part for part in parts if part)}"


def write_year_way(facts: YearFacts) -> str:
    """Write how is known which places of a year are the same."""
    if facts.way is None:
        return "zonder grenzen of wijzigingen van dat jaar"
    return write_way(facts.way, facts.outline_years, texts("nl"))


def _describe_year(
    edition: Edition,
    year: int,
    tables: list[str],
    pairs: list[tuple[str, str]],
    crosswalk: CrosswalkFacts | None,
) -> YearFacts:
    buurten = edition.areas.select(edition.areas.at(AreaLevel.BUURT))
    lost, weak = buurten.areas[:0], 0
    for layer, period in pairs:
        reasons = edition.values.rows(layer, period, buurten, ("reason",))["reason"]
        unknown = buurten.areas[reasons.isin(_UNKNOWN).to_numpy()]
        lost = max(lost, unknown, key=len)
        weak = max(weak, int((reasons == _WEAK).sum()))
    return YearFacts(
        year=year,
        tables=tuple(tables),
        way=crosswalk.way if crosswalk else None,
        outline_years=crosswalk.outline_years if crosswalk else (),
        buurten=crosswalk.buurten if crosswalk else {},
        gone=crosswalk.gone if crosswalk else 0,
        unknown=len(lost),
        unknown_inhabitants=_count_inhabitants(edition, lost),
        weak=weak,
    )


def _count_inhabitants(edition: Edition, buurten: pd.Index) -> float:
    return float(edition.areas.frame.loc[buurten, "inhabitants"].sum())


def _number(value: float) -> str:
    return texts("nl").number(value)
