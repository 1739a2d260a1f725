"""The life of a place over the boundary years: what it was, what became of it, under which code."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from nplv_geo.edition.edition import Edition
from nplv_geo.edition.place_history import PlaceLine
from nplv_geo.ground.areas import is_code, normalise_code, spell_area
from nplv_geo.ground.errors import UnknownAreaError
from nplv_geo.ground.places import CrosswalkWay, PlaceKind
from nplv_geo.ground.quoting import quote
from nplv_geo.present.places.life_models import (
    PlaceAnswer,
    PlaceLifeAnswer,
    PlaceNameAnswer,
    PlacePartAnswer,
    PlaceStepAnswer,
    Side,
)
from nplv_geo.present.places.lineage import Lineage, PlaceOfYear, list_ends, trace_places

# Of shares: what a table keeps of them is no more precise.
_DIGITS = 4
# Outlines that what is known of a pair of years rests on.
_OutlineYears = Mapping[tuple[int, int], tuple[int, ...]]


def describe_place(edition: Edition, text: str) -> PlaceLifeAnswer:
    """Describe what became of a place over the boundary years.

    Parameters
    ----------
    edition
        The edition.
    text
        CBS code of any boundary year, also in small letters or without leading zeros.

    Returns
    -------
    PlaceLifeAnswer
        All places that the code stood for.

    Raises
    ------
    UnknownAreaError
        When the text is no code, or no year that the edition knows has the code.
    """
    code = _read_code(text)
    map_year = edition.boundary_year
    lineages = trace_places(code, edition.places, map_year, is_on_map=code in edition.areas)
    crosswalks = edition.manifest.crosswalks
    years = sorted({year for pair in crosswalks for year in (pair.from_year, pair.to_year)})
    others = tuple(year for year in years if year != map_year)
    if not lineages:
        known = ", ".join(map(str, sorted({*others, map_year})))
        raise UnknownAreaError(
            f"Code {code} komt in deze editie in geen gebiedsindeling voor (bekend: {known})."
        )
    outlines = {(one.from_year, one.to_year): one.outline_years for one in crosswalks}
    return PlaceLifeAnswer(
        edition=edition.id,
        code=code,
        boundary_year=map_year,
        other_years=others,
        places=tuple(_describe_lineage(lineage, edition, outlines) for lineage in lineages),
    )


def _read_code(text: str) -> str:
    for code in (normalise_code(text), spell_area(text)):
        if is_code(code):
            return code
    raise UnknownAreaError(
        f"{quote(text)} is geen gebiedscode zoals GM0917, WK091720 of BU09172000 en geen "
        "focusgebied van deze editie; alleen die hebben een geschiedenis."
    )


def _describe_lineage(lineage: Lineage, edition: Edition, outlines: _OutlineYears) -> PlaceAnswer:
    on_map = [
        place
        for place in lineage.places
        if place.year == edition.boundary_year and place.code in edition.areas
    ]
    names = {place: edition.areas.names[place.code] for place in on_map}
    for line in lineage.lines.values():
        for place, name in zip(list_ends(line), _list_names(line), strict=True):
            names.setdefault(place, name)
    return PlaceAnswer(
        is_on_map=bool(on_map),
        names=tuple(
            PlaceNameAnswer(year=place.year, code=place.code, name=names[place])
            for place in sorted(lineage.places, reverse=True)
        ),
        steps=tuple(
            sorted(
                _list_steps(lineage, names, outlines),
                key=lambda step: (step.from_year, step.to_year, step.side, step.code),
            )
        ),
    )


def _list_names(line: PlaceLine) -> tuple[str, ...]:
    """Names of the places that a line has, the older first."""
    both = ((line.code_from, line.name_from), (line.code_to, line.name_to))
    return tuple(name for code, name in both if code)


def _list_steps(
    lineage: Lineage, names: Mapping[PlaceOfYear, str], outlines: _OutlineYears
) -> Iterator[PlaceStepAnswer]:
    """What became of the place; where it went to only when that is not told from the other side."""
    before: dict[tuple[PlaceOfYear, int], list[PlaceLine]] = defaultdict(list)
    after: dict[tuple[PlaceOfYear, int], list[PlaceLine]] = defaultdict(list)
    for line in lineage.lines.values():
        older = PlaceOfYear(line.from_year, line.code_from)
        newer = PlaceOfYear(line.to_year, line.code_to)
        if newer in lineage.places:
            before[newer, line.from_year].append(line)
        if older in lineage.places:
            after[older, line.to_year].append(line)
    for (place, _), lines in before.items():
        yield _describe_step("came_from", place, lines, names, outlines)
    for (place, _), lines in after.items():
        if any(PlaceOfYear(line.to_year, line.code_to) not in lineage.places for line in lines):
            yield _describe_step("went_to", place, lines, names, outlines)


def _describe_step(
    side: Side,
    place: PlaceOfYear,
    lines: list[PlaceLine],
    names: Mapping[PlaceOfYear, str],
    outlines: _OutlineYears,
) -> PlaceStepAnswer:
    first = lines[0]
    pair = first.from_year, first.to_year
    parts = [_describe_part(line, side) for line in lines]
    return PlaceStepAnswer(
        from_year=first.from_year,
        to_year=first.to_year,
        side=side,
        code=place.code,
        name=names[place],
        kind=_find_kind({line.kind for line in lines}),
        way=CrosswalkWay(first.way),
        outline_years=outlines.get(pair, ()),
        parts=tuple(sorted((part for part in parts if part.code), key=_weigh_part, reverse=True)),
    )


def _find_kind(kinds: Iterable[PlaceKind]) -> PlaceKind:
    """What became of a place that went to several, each with a word of its own."""
    different = set(kinds)
    return different.pop() if len(different) == 1 else PlaceKind.SHIFTED


def _describe_part(line: PlaceLine, side: Side) -> PlacePartAnswer:
    older = line.code_from, line.name_from, line.share_from, line.people_from
    newer = line.code_to, line.name_to, line.share_to, line.people_to
    place, part = (newer, older) if side == "came_from" else (older, newer)
    return PlacePartAnswer(
        code=part[0],
        name=part[1],
        kind=line.kind,
        land_of_place=read_share(place[2]),
        people_of_place=read_share(place[3]),
        land_of_part=read_share(part[2]),
        people_of_part=read_share(part[3]),
    )


def read_share(share: float) -> float | None:
    """Read a share out of a table, or out of sums of such.

    Parameters
    ----------
    share
        As it was kept, with what single precision adds to it.

    Returns
    -------
    float or None
        Between 0 and 1, rounded; None when it is not known.
    """
    return None if math.isnan(share) else round(min(1.0, max(0.0, share)), _DIGITS)


def _weigh_part(part: PlacePartAnswer) -> tuple[float, float]:
    return part.people_of_place or 0.0, part.land_of_place or 0.0
