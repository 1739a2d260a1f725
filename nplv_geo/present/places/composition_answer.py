"""What a focus area was made of in older years, as an answer with wijken in place of buurten."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.places import CrosswalkWay
from nplv_geo.present.places.composition import Composition, compose_areas
from nplv_geo.present.places.composition_models import (
    AreaHistoryAnswer,
    AreaYearAnswer,
    OlderPlaceAnswer,
)
from nplv_geo.present.places.life import read_share


def describe_composition(edition: Edition, area: str) -> AreaHistoryAnswer:
    """Describe what a focus area was made of in each older boundary year.

    Parameters
    ----------
    edition
        The edition.
    area
        Id of a focus area of the edition.

    Returns
    -------
    AreaHistoryAnswer
        With a year for each division before that of the map that the edition knows.
    """
    return AreaHistoryAnswer(
        edition=edition.id,
        area=area,
        name=edition.areas.names[area],
        boundary_year=edition.boundary_year,
        buurten=len(edition.areas.buurten_of(area)),
        years=tuple(_describe_year(year) for year in compose_areas(edition)[area]),
    )


def _describe_year(year: Composition) -> AreaYearAnswer:
    is_known = bool(year.lines)
    return AreaYearAnswer(
        boundary_year=year.facts.from_year,
        way=CrosswalkWay(year.lines[0].way) if is_known else None,
        outline_years=year.facts.outline_years if is_known else (),
        buurten=len(year.counted),
        people_covered=_round(year.measure_people(year.counted)),
        land_covered=_round(year.measure_land(year.counted)),
        people_known=_round(year.measure_known()),
        places=tuple(
            sorted(_list_places(year), key=lambda place: (not place.is_counted, place.code[2:]))
        ),
    )


def _list_places(year: Composition) -> Iterator[OlderPlaceAnswer]:
    wijken = year.whole_wijken
    told = {code for buurten in wijken.values() for code in buurten}
    for wijk, buurten in wijken.items():
        yield _make_place(year, wijk, buurten)
    for code in year.inside:
        if code not in told:
            yield _make_place(year, code, [code])


def _make_place(year: Composition, code: str, buurten: Collection[str]) -> OlderPlaceAnswer:
    inside = [year.inside[buurt] for buurt in buurten]
    return OlderPlaceAnswer(
        code=code,
        name=year.names.get(code, ""),
        level="wijk" if code in year.whole_wijken else "buurt",
        buurten=len(buurten),
        land_inside=read_share(min(share.land for share in inside)),
        people_inside=read_share(min(share.people for share in inside)),
        is_counted=all(share.is_counted for share in inside),
    )


def _round(share: float | None) -> float | None:
    return None if share is None else read_share(share)
