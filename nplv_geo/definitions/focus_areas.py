"""The 20 focus areas: what each consists of, how sure that is, and who says so.

No official delimitation by code is public. The composition is therefore a table of wijk and
buurt codes (``data/boundaries/focus_areas.csv``) in which every row names its source; a
gemeente that knows better replaces its own rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)

from nplv_geo.ground.areas import AreaLevel, gemeente_of, is_code, read_level, wijk_of
from nplv_geo.ground.checked_rows import (
    CheckedLine,
    CheckedRow,
    check_choice,
    check_lines,
    list_missing_columns,
    refuse_row,
)
from nplv_geo.ground.errors import FocusAreaError

EXPECTED_AREAS = 20
_ALWAYS = 9999
COLUMNS = (
    "area_id",
    "area_name",
    "gemeente_code",
    "gemeente",
    "unit_code",
    "unit_name",
    "inclusion",
    "valid_from",
    "valid_to",
    "verified_years",
    "confidence",
    "delimitation",
    "source",
    "note",
)


class Inclusion(StrEnum):
    """How much of a unit belongs to the area."""

    WHOLE = "geheel"
    PART = "deels"
    LIKELY = "waarschijnlijk"
    CANDIDATE = "kandidaat"


def _split_years(cell: str, info: ValidationInfo) -> tuple[int, ...]:
    years = cell.split()
    if not all(year.isdecimal() for year in years):
        raise refuse_row(f"{info.field_name} '{cell}' is geen jaar")
    return tuple(int(year) for year in years)


def _parse_year(cell: str, info: ValidationInfo) -> int | None:
    years = _split_years(cell, info)
    if len(years) > 1:
        raise refuse_row(f"{info.field_name} '{cell}' is geen jaar")
    return years[0] if years else None


def _check_source(source: str) -> str:
    if not source.strip():
        raise refuse_row("bron (source) ontbreekt")
    return source


class AreaUnit(CheckedRow):
    """One wijk or buurt that belongs, or might belong, to a focus area: one row of the table.

    Attributes
    ----------
    valid_from, valid_to
        First and last boundary year in which the code means this unit; None without a limit.
    verified_years
        Boundary years of which the unit was looked up on a map.
    confidence
        Whether the source names the unit, or it was inferred.
    delimitation
        Whether the limits of the area are documented, official or an approximation.
    source
        Who says that the unit belongs to the area.
    """

    # People may add columns of their own.
    model_config = ConfigDict(extra="ignore")

    area_id: str
    area_name: str
    gemeente_code: str
    gemeente: str
    code: str = Field(alias="unit_code")
    name: str = Field(alias="unit_name")
    inclusion: Annotated[Inclusion, check_choice("inclusion", *Inclusion)]
    confidence: Annotated[str, check_choice("confidence", "naam", "afgeleid", "onbekend")]
    delimitation: Annotated[
        str, check_choice("delimitation", "gedocumenteerd", "benadering", "officieel")
    ]
    valid_from: Annotated[int | None, BeforeValidator(_parse_year)]
    valid_to: Annotated[int | None, BeforeValidator(_parse_year)]
    verified_years: Annotated[tuple[int, ...], BeforeValidator(_split_years)]
    source: Annotated[str, AfterValidator(_check_source)]
    note: str

    @field_validator("code")
    @classmethod
    def _check_code(cls, code: str, info: ValidationInfo) -> str:
        if not is_code(code) or read_level(code) not in (AreaLevel.WIJK, AreaLevel.BUURT):
            raise refuse_row(f"'{code}' is geen wijk- of buurtcode")
        gemeente, name = info.data["gemeente_code"], info.data["gemeente"]
        if gemeente_of(code) != gemeente:
            raise refuse_row(f"{code} ligt niet in {gemeente} ({name})")
        return code

    @property
    def is_counted(self) -> bool:
        """Tell whether it counts: candidates stand in the table and are shown, no more."""
        return self.inclusion is not Inclusion.CANDIDATE

    def is_valid_in(self, boundary_year: int) -> bool:
        """Tell whether the code means this unit in a boundary year.

        Parameters
        ----------
        boundary_year
            Year of an area division.

        Returns
        -------
        bool
            True from ``valid_from`` up to and including ``valid_to``.
        """
        after_start = self.valid_from is None or boundary_year >= self.valid_from
        return after_start and (self.valid_to is None or boundary_year <= self.valid_to)

    def has_common_year(self, other: AreaUnit) -> bool:
        """Tell whether there is a boundary year in which both codes hold.

        Parameters
        ----------
        other
            Another unit.

        Returns
        -------
        bool
            True when the years of the two overlap.
        """
        start = max(self.valid_from or 0, other.valid_from or 0)
        return start <= min(self.valid_to or _ALWAYS, other.valid_to or _ALWAYS)


@dataclass(frozen=True, slots=True)
class FocusArea:
    """One of the 20 areas.

    Attributes
    ----------
    id
        Slug, such as ``heerlen-noord``.
    name
        As the programme writes it.
    gemeente_code, gemeente
        The gemeente that it lies in.
    units
        Wijken and buurten that belong or might belong to it.
    """

    id: str
    name: str
    gemeente_code: str
    gemeente: str
    units: tuple[AreaUnit, ...]

    @property
    def is_approximation(self) -> bool:
        """Tell whether a unit lies only partly in the area or the list itself is inferred."""
        return any(
            unit.inclusion in (Inclusion.PART, Inclusion.LIKELY)
            or unit.delimitation == "benadering"
            for unit in self.units
            if unit.is_counted
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says that these units form the area, each source once."""
        return tuple(dict.fromkeys(unit.source for unit in self.units if unit.is_counted))

    @property
    def candidates(self) -> tuple[AreaUnit, ...]:
        """Those units that were considered and left out."""
        return tuple(unit for unit in self.units if not unit.is_counted)

    def list_buurten(self, buurten: Iterable[str], boundary_year: int) -> tuple[str, ...]:
        """List the buurten that form the area.

        A unit that lies partly in the area counts whole.

        Parameters
        ----------
        buurten
            Codes of all buurten of the division.
        boundary_year
            Year of that division.

        Returns
        -------
        tuple of str
            Codes out of ``buurten``, sorted.
        """
        prefixes = tuple(
            unit.code[2:]
            for unit in self.units
            if unit.is_counted and unit.is_valid_in(boundary_year)
        )
        return tuple(sorted(code for code in buurten if code[2:].startswith(prefixes)))


def parse_focus_areas(text: str) -> tuple[FocusArea, ...]:
    """Read and check the composition table.

    Parameters
    ----------
    text
        Content of ``focus_areas.csv``: comma separated, one row a unit.

    Returns
    -------
    tuple of FocusArea
        The 20 areas, in the order of the table.

    Raises
    ------
    FocusAreaError
        With every problem that there is: a missing area or column, a unit in two areas, a
        malformed code, a code of another gemeente, an unknown inclusion.
    """
    missing = list_missing_columns(text, COLUMNS)
    if missing:
        raise FocusAreaError([f"kolom {', '.join(missing)} ontbreekt"])
    lines = list(check_lines(text, AreaUnit, absent_cell=""))
    problems = [f"regel {line.number}: {problem}" for line in lines for problem in line.problems]
    ids = dict.fromkeys(line.cells["area_id"] for line in lines)
    if len(ids) != EXPECTED_AREAS:
        problems.append(f"{len(ids)} gebieden in plaats van {EXPECTED_AREAS}")
    problems = problems or list(_find_double_units(lines))
    if problems:
        raise FocusAreaError(problems)
    units = [line.row for line in lines if line.row is not None]
    return tuple(_make_area([unit for unit in units if unit.area_id == area]) for area in ids)


def _find_double_units(lines: Sequence[CheckedLine[AreaUnit]]) -> Iterable[str]:
    """Find units that count twice in some year: the same code, or a buurt in a counted wijk."""
    counted_units = [
        (line.number, line.row) for line in lines if line.row is not None and line.row.is_counted
    ]
    by_code: dict[str, list[tuple[int, AreaUnit]]] = {}
    for number, unit in counted_units:
        by_code.setdefault(unit.code, []).append((number, unit))
    for number, unit in counted_units:
        for code in dict.fromkeys((unit.code, wijk_of(unit.code))):
            for other_number, other in by_code.get(code, ()):
                is_later = number > other_number or code != unit.code
                if is_later and number != other_number and unit.has_common_year(other):
                    yield (
                        f"regel {number}: {unit.code} telt al mee door {code} in regel "
                        f"{other_number}"
                    )


def _make_area(units: Sequence[AreaUnit]) -> FocusArea:
    first = units[0]
    return FocusArea(
        id=first.area_id,
        name=first.area_name,
        gemeente_code=first.gemeente_code,
        gemeente=first.gemeente,
        units=tuple(units),
    )
