"""The life of a place as plain text: what ``areas --history`` prints."""

from __future__ import annotations

from collections.abc import Iterator

from nplv_geo.ground.places import PlaceKind
from nplv_geo.present.places.life_models import (
    PlaceAnswer,
    PlaceLifeAnswer,
    PlacePartAnswer,
    PlaceStepAnswer,
)
from nplv_geo.present.places.words import write_share, write_way
from nplv_geo.present.texts import Texts


def write_place(life: PlaceLifeAnswer, t: Texts) -> str:
    """Write the life of a place: a line for each pair of years, and one for each part."""
    return "\n".join(_write_lines(life, t))


def _write_lines(life: PlaceLifeAnswer, t: Texts) -> Iterator[str]:
    for number, place in enumerate(life.places):
        if number:
            yield ""
            yield t("place_life.other_place", code=life.code)
        yield from _write_place(place, life.boundary_year, t)
    if not life.other_years:
        yield t("place_life.one_year", year=life.boundary_year)
    elif not any(place.steps for place in life.places):
        yield t("place_life.no_steps")


def _write_place(place: PlaceAnswer, map_year: int, t: Texts) -> Iterator[str]:
    newest = place.names[0]
    key = "on_map" if place.is_on_map else "not_on_map"
    yield t(f"place_life.{key}", place=_write_name(newest.code, newest.name), year=newest.year)
    to_map = {step.from_year for step in place.steps if step.to_year == map_year}
    for step in place.steps:
        # That it stayed the same is told of each year once.
        if step.to_year != map_year and step.from_year in to_map and step.kind is PlaceKind.SAME:
            continue
        yield _write_step(step, t, is_named=step.code != newest.code)
        if not _is_told_whole(step):
            yield from (_write_part(part, t) for part in step.parts)


def _is_told_whole(step: PlaceStepAnswer) -> bool:
    """Tell whether a step has one part, which is the place itself."""
    return step.kind.is_kept and len(step.parts) == 1


def _write_step(step: PlaceStepAnswer, t: Texts, *, is_named: bool) -> str:
    if _is_told_whole(step):
        (part,) = step.parts
        there, here = (part.code, part.name), (step.code, step.name)
        older, newer = (there, here) if step.side == "came_from" else (here, there)
        names = {"older": _write_name(*older), "newer": _write_name(*newer)}
        told = t(f"place_life.{step.kind}", **names, name_before=older[1])
    else:
        told = t(f"place_life.{step.side}_{step.kind}")
        told = f"{_write_name(step.code, step.name)}: {told}" if is_named else told
    way = write_way(step.way, step.outline_years, t)
    years = {"from_year": step.from_year, "to_year": step.to_year}
    return t("place_life.step", **years, told=told, way=way)


def _write_part(part: PlacePartAnswer, t: Texts) -> str:
    return t(
        "place_life.part",
        place=_write_name(part.code, part.name),
        here=_write_shares(part.people_of_place, part.land_of_place, t),
        there=_write_shares(part.people_of_part, part.land_of_part, t),
    )


def _write_name(code: str, name: str) -> str:
    """A code with its name, which not every year tells."""
    return f"{code} {name}".rstrip()


def _write_shares(people: float | None, land: float | None, t: Texts) -> str:
    told = [
        t(f"place_life.{key}", share=write_share(share, t))
        for key, share in (("of_people", people), ("of_land", land))
        if share is not None
    ]
    return t.enumerated(told) if told else t("place_life.of_unknown")
