"""Whether the table of focus areas and the overlap tell the same of older boundary years."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from nplv_geo.commands.checks.findings import Finding
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.thresholds import COMPLETE_SHARE
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import wijk_of
from nplv_geo.ground.places import CrosswalkWay
from nplv_geo.present.places.composition import Composition, compose_areas
from nplv_geo.present.places.words import write_share, write_way
from nplv_geo.present.texts import texts

_SHOWN = 3


def check_compositions(edition: Edition, focus_areas: Iterable[FocusArea]) -> Iterator[Finding]:
    """Tell of which areas and older years the table has other buurten than lay on their ground.

    Parameters
    ----------
    edition
        The edition.
    focus_areas
        The table that people edit. A year in which none of the codes of an area holds is left to
        the overlap.

    Yields
    ------
    Finding
        One for each area and year that differ: a warning when that is about more inhabitants than
        an area may miss. The map and its figures follow the overlap either way.
    """
    compositions = compose_areas(edition)
    areas = [area for area in focus_areas if area.id in compositions]
    wijken = {wijk_of(unit.code) for area in areas for unit in area.units}
    names_by_year = edition.places.list_wijken(wijken, edition.boundary_year)
    for area in areas:
        for composition in compositions[area.id]:
            names = names_by_year.get(composition.facts.from_year, {})
            yield from _compare(area, composition, names)


def _compare(
    area: FocusArea, composition: Composition, names: Mapping[str, str]
) -> Iterator[Finding]:
    year, counted = composition.facts.from_year, composition.counted
    is_told = any(unit.is_counted and unit.is_valid_in(year) for unit in area.units)
    in_table = frozenset(area.list_buurten((code for code in names if code[:2] == "BU"), year))
    if not (is_told and composition.lines) or in_table == counted:
        return
    people = composition.measure_people(in_table ^ counted)
    names = {**composition.names, **names}
    sides = (
        ("alleen in de tabel", in_table - counted),
        ("alleen volgens de overlap", counted - in_table),
    )
    parts = [f"{words} {_list(codes, names)}" for words, codes in sides if codes]
    if not in_table:
        parts = ["geen van de codes van de tabel bestond toen; vul 'valid_from' in"]
    also = "ook " if len(in_table) == len(counted) else ""
    is_large = people is None or people > 1 - COMPLETE_SHARE
    yield Finding(
        "warning" if is_large else "info",
        f"{area.id} {year}",
        f"focus_areas.csv geeft {_count(in_table)}, de overlap {also}{len(counted)} "
        f"({_write_way(composition)}): {'; '.join(parts)}{_write_people(people)}",
    )


def _write_way(composition: Composition) -> str:
    way = CrosswalkWay(composition.lines[0].way)
    return write_way(way, composition.facts.outline_years, texts("nl"))


def _write_people(people: float | None) -> str:
    if people is None:
        return ""
    return f"; dat gaat om {write_share(people, texts('nl'))} van de inwoners van het gebied"


def _count(buurten: Collection[str]) -> str:
    return "1 buurt" if len(buurten) == 1 else f"{len(buurten)} buurten"


def _list(codes: Iterable[str], names: Mapping[str, str]) -> str:
    told = [f"{code} {names.get(code, '')}".rstrip() for code in sorted(codes)]
    more = f" (en nog {len(told) - _SHOWN})" if len(told) > _SHOWN else ""
    return f"{', '.join(told[:_SHOWN])}{more}"
