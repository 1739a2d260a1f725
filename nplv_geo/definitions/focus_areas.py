"""The 20 focus areas: what each consists of, how sure that is, and who says so.

No official delimitation by code is public. The composition is therefore a table of wijk and
buurt codes (``data/boundaries/focus_areas.csv``) in which every row names its source; a
gemeente that knows better replaces its own rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nplv_geo.ground.areas import AreaLevel, gemeente_of, is_code, level_of
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


@dataclass(frozen=True, slots=True)
class Unit:
    """One wijk or buurt that belongs, or might belong, to a focus area."""

    code: str
    name: str
    inclusion: Inclusion
    valid_from: int | None
    valid_to: int | None
    verified_years: tuple[int, ...]
    confidence: str
    delimitation: str
    source: str
    note: str

    @property
    def counts(self) -> bool:
        """Candidates are kept in the table and shown, but never counted."""
        return self.inclusion is not Inclusion.CANDIDATE

    def holds_in(self, boundary_year: int) -> bool:
        """Tell whether the code means this unit in ``boundary_year``."""
        after_start = self.valid_from is None or boundary_year >= self.valid_from
        return after_start and (self.valid_to is None or boundary_year <= self.valid_to)

    def overlaps(self, other: Unit) -> bool:
        """Tell whether there is a boundary year in which both codes hold."""
        starts = max(self.valid_from or 0, other.valid_from or 0)
        return starts <= min(self.valid_to or _ALWAYS, other.valid_to or _ALWAYS)


@dataclass(frozen=True, slots=True)
class FocusArea:
    """One of the 20 areas, by its slug."""

    id: str
    name: str
    gemeente_code: str
    gemeente: str
    units: tuple[Unit, ...]

    @property
    def is_approximation(self) -> bool:
        """True when a unit lies only partly in the area or the list itself is inferred."""
        return any(
            unit.inclusion in (Inclusion.PART, Inclusion.LIKELY)
            or unit.delimitation == "benadering"
            for unit in self.units
            if unit.counts
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says that these units form the area, each source once."""
        return tuple(dict.fromkeys(unit.source for unit in self.units if unit.counts))

    @property
    def candidates(self) -> tuple[Unit, ...]:
        """Units that were considered and left out."""
        return tuple(unit for unit in self.units if not unit.counts)

    def buurten(self, known: Iterable[str], boundary_year: int) -> tuple[str, ...]:
        """Codes out of ``known`` buurten that form the area in ``boundary_year``, sorted.

        A unit that lies partly in the area counts whole.
        """
        inside = tuple(u.code[2:] for u in self.units if u.counts and u.holds_in(boundary_year))
        return tuple(sorted(code for code in known if code[2:].startswith(inside)))


_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "inclusion": tuple(Inclusion),
    "confidence": ("naam", "afgeleid", "onbekend"),
    "delimitation": ("gedocumenteerd", "benadering", "officieel"),
}


def parse_focus_areas(text: str) -> tuple[FocusArea, ...]:
    """Read and check the composition table.

    Parameters
    ----------
    text
        Content of ``focus_areas.csv``: comma separated, one row a unit.

    Raises
    ------
    FocusAreaError
        With every problem that was found: a missing area or column, a unit in two areas, a
        malformed code, a code of another gemeente, an unknown inclusion.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), restval="")
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise FocusAreaError([f"kolom {', '.join(missing)} ontbreekt"])
    rows = list(enumerate(reader, start=2))
    problems = [problem for line, row in rows for problem in _row_problems(line, row)]
    ids = dict.fromkeys(row["area_id"] for _, row in rows)
    if len(ids) != EXPECTED_AREAS:
        problems.append(f"{len(ids)} gebieden in plaats van {EXPECTED_AREAS}")
    problems = problems or list(_double_units([(line, _unit(row)) for line, row in rows]))
    if problems:
        raise FocusAreaError(problems)
    return tuple(_area([row for _, row in rows if row["area_id"] == area_id]) for area_id in ids)


def _row_problems(line: int, row: Mapping[str, str]) -> Iterable[str]:
    code = row["unit_code"]
    if not is_code(code) or level_of(code) not in (AreaLevel.WIJK, AreaLevel.BUURT):
        yield f"regel {line}: '{code}' is geen wijk- of buurtcode"
    elif gemeente_of(code) != row["gemeente_code"]:
        yield f"regel {line}: {code} ligt niet in {row['gemeente_code']} ({row['gemeente']})"
    for column, allowed in _ALLOWED.items():
        if row[column] not in allowed:
            choices = ", ".join(allowed)
            yield f"regel {line}: {column} '{row[column]}' bestaat niet; kies uit {choices}"
    for column in ("valid_from", "valid_to", "verified_years"):
        if not all(year.isdigit() for year in row[column].split()):
            yield f"regel {line}: {column} '{row[column]}' is geen jaar"
    if not row["source"].strip():
        yield f"regel {line}: bron (source) ontbreekt"


def _double_units(units: Sequence[tuple[int, Unit]]) -> Iterable[str]:
    """Find units that count twice in some year: the same code, or a buurt in a counted wijk."""
    counted: dict[str, list[tuple[int, Unit]]] = {}
    for line, unit in units:
        if unit.counts:
            counted.setdefault(unit.code, []).append((line, unit))
    for line, unit in units:
        for code in dict.fromkeys((unit.code, f"WK{unit.code[2:8]}")) if unit.counts else ():
            for other_line, other in counted.get(code, ()):
                is_later = line > other_line or code != unit.code
                if is_later and line != other_line and unit.overlaps(other):
                    yield f"regel {line}: {unit.code} telt al mee door {code} in regel {other_line}"


def _area(rows: list[dict[str, str]]) -> FocusArea:
    first = rows[0]
    return FocusArea(
        id=first["area_id"],
        name=first["area_name"],
        gemeente_code=first["gemeente_code"],
        gemeente=first["gemeente"],
        units=tuple(_unit(row) for row in rows),
    )


def _unit(row: Mapping[str, str]) -> Unit:
    return Unit(
        code=row["unit_code"],
        name=row["unit_name"],
        inclusion=Inclusion(row["inclusion"]),
        valid_from=int(row["valid_from"]) if row["valid_from"] else None,
        valid_to=int(row["valid_to"]) if row["valid_to"] else None,
        verified_years=tuple(int(year) for year in row["verified_years"].split()),
        confidence=row["confidence"],
        delimitation=row["delimitation"],
        source=row["source"],
        note=row["note"],
    )
