"""What is known of the areas of each year: outlines, change marks, or nothing, and what that costs.

Works on what deliveries are about, not on what is in them, so that ``fetch`` and ``import`` can say
it at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from nplv_geo.definitions.tables import find_family
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.published.contents import BOUNDARIES, PEOPLE, Contents
from nplv_geo.published.raw_store import RawFile

_KWB = "KWB"
# Topic of the Kerncijfers by which an area of one year is known among the outlines of another.
SURFACE = "OppervlakteTotaal"
# No year of which there are outlines has had fewer gemeenten than this.
_COUNTRY = 300


class Ground(StrEnum):
    """What says where the areas of a year lay; the values are the words of the report."""

    OUTLINES = "grenzen"
    MARKS = "alleen wijzigingscodes"
    NOTHING = "niets"


@dataclass(frozen=True)
class KeptOutlines:
    """Outlines that lie in the raw store, as far as they decide which ones to fetch.

    Attributes
    ----------
    map_year
        Year of the map that the store makes; None when it makes none.
    imported
        Gemeenten, by year, of which a person brought the outlines of the buurten.
    """

    map_year: int | None = None
    imported: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def has_imported(self, year: int, gemeenten: Collection[str] | None) -> bool:
        """Tell whether the outlines of a year were imported, wherever they are needed.

        Parameters
        ----------
        year
            Boundary year.
        gemeenten
            Codes; None is the whole country.

        Returns
        -------
        bool
            False for a part of it.
        """
        own = self.imported.get(year, frozenset())
        return len(own) >= _COUNTRY if gemeenten is None else own.issuperset(gemeenten)


NOTHING_KEPT = KeptOutlines()


@dataclass(frozen=True, slots=True)
class YearGround:
    """What is known of the areas of one year.

    Attributes
    ----------
    tables
        Tables with figures on these areas, each with its periods: ``KWB 2021``.
    buurten
        Number of buurten that the largest of them has.
    lost
        Number of these of which no outline or mark tells the place on the map.
    is_at_most
        True when there may be fewer: one that is marked in several years is counted more than once.
    has_marks
        True when the Kerncijfers of the year have change marks, wherever they lead.
    has_surfaces
        True when the Kerncijfers of the year tell how large its areas are: one with the code and
        the size of an outline of another year is taken for it.
    beside
        Years next to it with outlines, of which equal lists of codes can speak for a gemeente.
    """

    year: int
    ground: Ground
    tables: tuple[str, ...] = ()
    buurten: int = 0
    lost: int = 0
    is_at_most: bool = False
    has_marks: bool = False
    has_surfaces: bool = False
    beside: tuple[int, ...] = ()


def has_buurt_outlines(part: Contents) -> bool:
    """Tell whether a part of a delivery has the outlines of buurten.

    Parameters
    ----------
    part
        Part of a delivery.

    Returns
    -------
    bool
        Larger areas alone don't count: buurten can't be made of them.
    """
    return part.subject == BOUNDARIES and AreaLevel.BUURT.value in part.levels


def list_kept_outlines(files: Iterable[RawFile]) -> KeptOutlines:
    """List the outlines in the raw store.

    Parameters
    ----------
    files
        All files of the store.

    Returns
    -------
    KeptOutlines
        What was fetched has the key of its question; what a person brought has none.
    """
    stored = list(files)
    imported: dict[int, frozenset[str]] = {}
    for raw in stored:
        for part in raw.sidecar.contents:
            if part.division and has_buurt_outlines(part) and not raw.sidecar.query:
                own = imported.get(part.division, frozenset())
                imported[part.division] = own | set(part.gemeenten)
    map_year = find_map_year(part for raw in stored for part in raw.sidecar.contents)
    return KeptOutlines(map_year, imported)


def find_map_year(contents: Iterable[Contents]) -> int | None:
    """Find the year that a map of these deliveries is on, as a build chooses it.

    Parameters
    ----------
    contents
        Parts of all deliveries.

    Returns
    -------
    int or None
        As :func:`choose_map_year` tells; None without any outlines of buurten.
    """
    parts = list(contents)
    figures = [part for part in parts if part.subject not in (BOUNDARIES, PEOPLE)]
    table_years = ((find_family(part.subject).id, part.division) for part in figures)
    return choose_map_year(_list_outline_years(parts), table_years)


def choose_map_year(
    outline_years: Iterable[int], table_years: Iterable[tuple[str, int | None]]
) -> int | None:
    """Choose the year that a map is on.

    Parameters
    ----------
    outline_years
        Years with the outlines of buurten.
    table_years
        Of each table its family and the boundary year of its figures, None where not known.

    Returns
    -------
    int or None
        Newest year with outlines and Kerncijfers, which have the inhabitants that figures are
        weighed with; else the newest with outlines and any figures; else the newest with outlines.
        None without any.
    """
    outlines = set(outline_years)
    fitting = [(family, year) for family, year in table_years if year in outlines]
    with_kwb = {year for family, year in fitting if family == _KWB}
    return max(with_kwb or {year for _, year in fitting} or outlines, default=None)


def judge_years(contents: Iterable[Contents], years: Iterable[int] = ()) -> list[YearGround]:
    """Tell for each year what is known of its areas.

    Parameters
    ----------
    contents
        Parts of all deliveries.
    years
        Years to judge beside those that figures stand on.

    Returns
    -------
    list of YearGround
        The oldest year first.
    """
    parts = list(contents)
    outlines = _list_outline_years(parts)
    figures = [part for part in parts if part.subject not in (BOUNDARIES, PEOPLE) and part.buurten]
    changed = _collect_changed(figures)
    divisions = {part.division for part in figures if part.division is not None}
    judge = partial(_judge_year, outlines=outlines, changed=changed, figures=figures)
    return [judge(year) for year in sorted({*divisions, *years})]


def _judge_year(
    year: int,
    outlines: Collection[int],
    changed: Mapping[int, int],
    figures: Iterable[Contents],
) -> YearGround:
    own = [part for part in figures if part.division == year]
    buurten = max((part.buurten or 0 for part in own), default=0)
    known = partial(
        YearGround,
        year,
        tables=_name_tables(own),
        buurten=buurten,
        has_marks=year in changed,
        has_surfaces=any(SURFACE in part.topics for part in own),
    )
    if year in outlines:
        return known(ground=Ground.OUTLINES)
    ways = [_follow_marks(year, step, outlines, changed) for step in (-1, 1)]
    marked = [way for way in ways if way is not None]
    if marked:
        lost, steps = min(marked)
        return known(ground=Ground.MARKS, lost=min(lost, buurten), is_at_most=steps > 1)
    beside = tuple(near for near in (year - 1, year + 1) if near in outlines)
    return known(ground=Ground.NOTHING, lost=buurten, beside=beside)


def _follow_marks(
    year: int, step: int, outlines: Collection[int], changed: Mapping[int, int]
) -> tuple[int, int] | None:
    """Follow the marks of year after year to one with outlines: buurten lost, and years passed."""
    lost = passed = 0
    while year not in outlines:
        marked = year if step < 0 else year + 1
        if marked not in changed:
            return None
        lost, passed, year = lost + changed[marked], passed + 1, year + step
    return lost, passed


def _list_outline_years(parts: Iterable[Contents]) -> set[int]:
    return {part.division for part in parts if part.division and has_buurt_outlines(part)}


def _collect_changed(figures: Iterable[Contents]) -> dict[int, int]:
    """Number of buurten that CBS marks as changed since the year before, by year."""
    largest: dict[int, Contents] = {}
    for part in figures:
        year = part.division
        if year is None or part.changed is None or find_family(part.subject).id != _KWB:
            continue
        if year not in largest or (part.buurten or 0) >= (largest[year].buurten or 0):
            largest[year] = part
    return {year: part.changed or 0 for year, part in largest.items()}


def _name_tables(parts: Iterable[Contents]) -> tuple[str, ...]:
    periods: dict[str, set[str]] = {}
    for part in parts:
        is_kwb = find_family(part.subject).id == _KWB
        periods.setdefault(_KWB if is_kwb else part.subject, set()).add(part.period)
    return tuple(f"{name} {_name_periods(sorted(own))}" for name, own in sorted(periods.items()))


def _name_periods(periods: list[str]) -> str:
    *first, last = periods
    return f"{', '.join(first)} en {last}" if first else last
