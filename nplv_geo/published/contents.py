"""What a delivery is, whatever its file is called: table, period, division, levels and places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from nplv_geo.geometry.boundaries import Boundaries
from nplv_geo.ground.areas import AreaLevel, gemeente_of, read_level
from nplv_geo.published.figures import Figures
from nplv_geo.published.people_points import PeoplePoints

# What one file brings: areas with their outlines, a table for one period, where people live.
Part = Boundaries | Figures | PeoplePoints
BOUNDARIES = "grenzen"
PEOPLE = "bewoonde plekken"
_UNCHANGED = 1
_WITHIN_GEMEENTE = (AreaLevel.GEMEENTE, AreaLevel.WIJK, AreaLevel.BUURT)


@dataclass(frozen=True, slots=True)
class Contents:
    """What one part of a delivery is about.

    Attributes
    ----------
    subject
        Id of a table, ``grenzen`` or ``bewoonde plekken``.
    period
        Period of figures, boundary year of outlines, or year of places where people live.
    division
        Boundary year of the codes; None when it is not known yet, or there are no codes.
    levels
        Levels of its areas, sorted.
    gemeenten
        Gemeenten that its areas lie in, sorted.
    topics
        Topics that it has figures of, sorted; none for outlines. Of places where people live, what
        they are.
    buurten
        Number of buurten in it; None for files of before this was kept.
    changed
        Number of these that CBS marks as changed since the year before; None without any marks.
    """

    subject: str
    period: str
    division: int | None
    levels: tuple[str, ...]
    gemeenten: tuple[str, ...]
    topics: tuple[str, ...] = ()
    buurten: int | None = None
    changed: int | None = None

    def covers(self, other: Contents) -> bool:
        """Tell whether everything that another part is about, is in this one too.

        Parameters
        ----------
        other
            Part of another delivery.

        Returns
        -------
        bool
            False also when one knows its division and the other does not.
        """
        return (
            (self.subject, self.period, self.division)
            == (other.subject, other.period, other.division)
            and set(self.levels) >= set(other.levels)
            and set(self.gemeenten) >= set(other.gemeenten)
            and set(self.topics) >= set(other.topics)
        )


def describe_contents(parts: Iterable[Part]) -> tuple[Contents, ...]:
    """Describe what the parts of a delivery are about.

    Parameters
    ----------
    parts
        Outlines, tables and places where people live, out of one file.

    Returns
    -------
    tuple of Contents
        One for each part.
    """
    return tuple(_describe(part) for part in parts)


def _describe(part: Part) -> Contents:
    if isinstance(part, PeoplePoints):
        what = f"vierkanten van {part.size_m} m" if part.kind == "squares" else "punten"
        return Contents(PEOPLE, str(part.year), None, (), (), (what,))
    codes = [str(code) for code in part.frame.index]
    levels = {read_level(code) for code in codes}
    gemeenten = {gemeente_of(code) for code in codes if read_level(code) in _WITHIN_GEMEENTE}
    levels_and_places = (
        tuple(sorted(level.value for level in levels)),
        tuple(sorted(gemeenten)),
    )
    buurten = [code for code in codes if read_level(code) is AreaLevel.BUURT]
    if isinstance(part, Boundaries):
        about = (BOUNDARIES, str(part.year), part.year)
        return Contents(*about, *levels_and_places, buurten=len(buurten))
    topics = tuple(sorted(map(str, part.frame.columns)))
    return Contents(
        part.table,
        part.period,
        part.boundary_year,
        *levels_and_places,
        topics,
        len(buurten),
        _count_changed(part, buurten),
    )


def _count_changed(figures: Figures, buurten: Sequence[str]) -> int | None:
    """Number of buurten that are not marked as unchanged; None when none has a mark."""
    marks = [figures.change_marks.get(code) for code in buurten]
    return sum(mark != _UNCHANGED for mark in marks) if any(marks) else None


def is_replaced(old: Iterable[Contents], new: Iterable[Contents]) -> bool:
    """Tell whether a newer delivery brings everything again that an older one holds.

    Parameters
    ----------
    old, new
        Parts of the two.

    Returns
    -------
    bool
        False when nothing is known of the older one.
    """
    fresh, held = tuple(new), tuple(old)
    return bool(held) and all(any(part.covers(known) for part in fresh) for known in held)


def list_fields(contents: Iterable[Contents]) -> list[dict[str, Any]]:
    """Write contents as JSON has them.

    Parameters
    ----------
    contents
        Parts of a delivery.

    Returns
    -------
    list of dict
        One for each part.
    """
    return [asdict(part) for part in contents]


def parse_contents(rows: Iterable[Mapping[str, Any]]) -> tuple[Contents, ...]:
    """Read contents as JSON has them.

    Parameters
    ----------
    rows
        What :func:`list_fields` gave.

    Returns
    -------
    tuple of Contents
        One for each part.
    """
    return tuple(
        Contents(
            row["subject"],
            row["period"],
            row["division"],
            tuple(row["levels"]),
            tuple(row["gemeenten"]),
            tuple(row["topics"]),
            row.get("buurten"),
            row.get("changed"),
        )
        for row in rows
    )
