"""What a focus area was made of in older years, as text: for ``areas --history`` and the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nplv_geo.present.places.composition_models import (
    AreaHistoryAnswer,
    AreaYearAnswer,
    OlderPlaceAnswer,
)
from nplv_geo.present.places.words import write_share, write_way
from nplv_geo.present.texts import Texts
from nplv_geo.statistics.carrying.crosswalk import WHOLE


def write_composition(history: AreaHistoryAnswer, t: Texts) -> str:
    """Write what an area was made of: a line for each year, and one for each place.

    Parameters
    ----------
    history
        The area in all years.
    t
        Texts of the language.

    Returns
    -------
    str
        For a terminal.
    """
    return "\n".join(_write_lines(history, t))


def write_year(year: AreaYearAnswer, t: Texts) -> str:
    """Write how many buurten an area had in a year, and how much of it those cover.

    Parameters
    ----------
    year
        The area in that year.
    t
        Texts of the language.

    Returns
    -------
    str
        Such as ``25 buurten, 100 % van de inwoners``.
    """
    if year.way is None:
        return t("composition.unknown")
    key = "one_buurt" if year.buurten == 1 else "buurten"
    told = [t(f"composition.{key}", n=t.number(year.buurten))]
    if year.people_covered is not None:
        told.append(t("composition.of_people", share=write_share(year.people_covered, t)))
    return ", ".join(told)


def write_place(place: OlderPlaceAnswer, t: Texts) -> str:
    """Write an older place, with the part of it that lies in the area unless that is all of it.

    Parameters
    ----------
    place
        The place.
    t
        Texts of the language.

    Returns
    -------
    str
        Such as ``BU05051914 Amstelwijck (42 % van de inwoners, 42 % van het land)``.
    """
    name = f"{place.code} {place.name}".rstrip()
    if place.level == "wijk":
        key = "wijk_of_one" if place.buurten == 1 else "wijk"
        return t(f"composition.{key}", place=name, n=t.number(place.buurten))
    shares = place.people_inside, place.land_inside
    told = [
        t(f"composition.{key}", share=write_share(share, t))
        for key, share in zip(("of_people", "of_land"), shares, strict=True)
        if share is not None
    ]
    is_whole = all(share is not None and share >= WHOLE for share in shares)
    return name if is_whole or not told else f"{name} ({', '.join(told)})"


def _write_lines(history: AreaHistoryAnswer, t: Texts) -> Iterator[str]:
    yield t(
        "composition.title",
        name=history.name,
        year=history.boundary_year,
        n=t.number(history.buurten),
    )
    for year in history.years:
        told = write_year(year, t)
        way = write_way(year.way, year.outline_years, t) if year.way else ""
        line = "; ".join(part for part in (told, way) if part)
        yield t("composition.year", year=year.boundary_year, told=line)
        yield from _write_places(year.places, t)
    if not history.years:
        yield t("place_life.one_year", year=history.boundary_year)


def _write_places(places: Iterable[OlderPlaceAnswer], t: Texts) -> Iterator[str]:
    for place in places:
        key = "counted" if place.is_counted else "partly"
        yield t(f"composition.{key}", place=write_place(place, t))
