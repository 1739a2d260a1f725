"""G4 and G40: which gemeenten form a group that an area may be held against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import AfterValidator, ConfigDict

from nplv_geo.ground.areas import GROUPS, AreaLevel, is_code, read_level
from nplv_geo.ground.checked_rows import (
    CheckedRow,
    check_choice,
    check_lines,
    list_missing_columns,
    refuse_row,
)
from nplv_geo.ground.errors import GemeenteGroupsError

COLUMNS = ("group", "gemeente_code", "name", "source", "confidence")
# Confirmed: two sources name the gemeente; one source: nobody else was found to say so.
CONFIDENCES = ("bevestigd", "één bron")


def _check_gemeente(code: str) -> str:
    if not is_code(code) or read_level(code) is not AreaLevel.GEMEENTE:
        raise refuse_row(f"'{code}' is geen gemeentecode; verbeter de code")
    return code


def _check_source(source: str) -> str:
    if not source.strip():
        raise refuse_row("bron (source) ontbreekt; zet erin wie dit zegt")
    return source


class _GroupMember(CheckedRow):
    """One gemeente of one group; people may add columns of their own."""

    model_config = ConfigDict(extra="ignore")

    group: Annotated[str, check_choice("groep", *GROUPS)]
    gemeente_code: Annotated[str, AfterValidator(_check_gemeente)]
    name: str
    confidence: Annotated[str, check_choice("confidence", *CONFIDENCES)]
    source: Annotated[str, AfterValidator(_check_source)]


def parse_gemeente_groups(text: str) -> dict[str, tuple[str, ...]]:
    """Read and check which gemeenten form a group.

    Parameters
    ----------
    text
        Content of ``gemeente_groups.csv``: comma separated, one row a gemeente.

    Returns
    -------
    dict of str to tuple of str
        Gemeente codes of each group, sorted.

    Raises
    ------
    GemeenteGroupsError
        On the first row that is wrong, or that names a gemeente again.
    """
    missing = list_missing_columns(text, COLUMNS)
    if missing:
        raise GemeenteGroupsError(f"kolom {', '.join(missing)} ontbreekt; voeg die toe.")
    groups: dict[str, list[str]] = {}
    for line in check_lines(text, _GroupMember, absent_cell=""):
        member = line.row
        if member is None:
            raise GemeenteGroupsError(f"regel {line.number}: {line.problems[0]}.")
        code = member.gemeente_code
        if any(code in codes for codes in groups.values()):
            raise GemeenteGroupsError(
                f"regel {line.number}: {code} ({member.name}) staat er al; haal een van de regels "
                "weg."
            )
        groups.setdefault(member.group, []).append(code)
    return {group: tuple(sorted(codes)) for group, codes in groups.items()}


def select_complete_groups(
    groups: Mapping[str, tuple[str, ...]], gemeenten: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Keep the groups of which all gemeenten are there: a part of the G40 is not the G40.

    Parameters
    ----------
    groups
        Gemeente codes of each group.
    gemeenten
        Codes of the gemeenten that there are.

    Returns
    -------
    dict of str to tuple of str
        Gemeente codes of each group that is complete.
    """
    codes = set(gemeenten)
    return {group: members for group, members in groups.items() if codes.issuperset(members)}
