"""What a focus area was made of in older years, for the page: one line, with the list behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nplv_geo.edition.edition import Edition
from nplv_geo.present.places.composition_answer import describe_composition
from nplv_geo.present.places.composition_models import AreaYearAnswer, OlderPlaceAnswer
from nplv_geo.present.places.composition_text import write_place, write_year
from nplv_geo.present.texts import Texts

# Of what lies in the area for a small part: where only a whole gemeente is known, all of it does.
_MOST_PARTLY = 6


@dataclass(frozen=True, slots=True)
class OlderYears:
    """Years of which the area was made of the same places.

    Attributes
    ----------
    title
        The years, and how many buurten that were.
    counted
        Places that count as a whole.
    partly
        What is said above places that lie in it for a smaller part; empty when there are none.
    parts
        Those places, the largest first.
    """

    title: str
    counted: tuple[str, ...]
    partly: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompositionBlock:
    """One line about the newest older year, and what stands behind it."""

    summary: str
    intro: str
    years: tuple[OlderYears, ...]


def make_composition_block(edition: Edition, area: str, t: Texts) -> CompositionBlock | None:
    """Make the block of one focus area.

    Parameters
    ----------
    edition
        The edition.
    area
        Id of a focus area of the edition.
    t
        Texts of the language.

    Returns
    -------
    CompositionBlock or None
        The newest years first; None when the edition knows those of the map alone.
    """
    newest_first = describe_composition(edition, area).years[::-1]
    if not newest_first:
        return None
    newest = newest_first[0]
    groups: dict[tuple[object, ...], list[AreaYearAnswer]] = {}
    for year in newest_first:
        groups.setdefault((year.places, write_year(year, t)), []).append(year)
    return CompositionBlock(
        summary=t("composition.summary", year=newest.boundary_year, told=write_year(newest, t)),
        intro=t("composition.intro"),
        years=tuple(_describe_years(group, t) for group in groups.values()),
    )


def _describe_years(group: list[AreaYearAnswer], t: Texts) -> OlderYears:
    counted = [place for place in group[0].places if place.is_counted]
    partly = [place for place in group[0].places if not place.is_counted]
    years = t.enumerated([str(year.boundary_year) for year in reversed(group)])
    return OlderYears(
        title=t("composition.in_years", years=years, told=write_year(group[0], t)),
        counted=tuple(write_place(place, t) for place in counted),
        partly=t("composition.in_part") if partly else "",
        parts=tuple(_write_parts(partly, t)),
    )


def _write_parts(partly: list[OlderPlaceAnswer], t: Texts) -> Iterable[str]:
    largest_first = sorted(partly, key=_weigh, reverse=True)
    yield from (write_place(place, t) for place in largest_first[:_MOST_PARTLY])
    rest = len(partly) - _MOST_PARTLY
    if rest > 0:
        yield t("composition.one_more" if rest == 1 else "composition.more", n=t.number(rest))


def _weigh(place: OlderPlaceAnswer) -> float:
    return max(place.people_inside or 0.0, place.land_inside or 0.0)
