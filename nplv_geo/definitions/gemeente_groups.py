"""G4 and G40: which gemeenten form a group that an area may be held against."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from nplv_geo.ground.areas import GROUPS, AreaLevel, is_code, level_of
from nplv_geo.ground.errors import GemeenteGroupsError

COLUMNS = ("group", "gemeente_code", "name", "source", "confidence")
# Confirmed: two sources name the gemeente; one source: nobody else was found to say so.
CONFIDENCES = ("bevestigd", "één bron")


def parse_gemeente_groups(text: str) -> dict[str, tuple[str, ...]]:
    """Read and check ``gemeente_groups.csv``: gemeente codes of each group, sorted.

    Raises
    ------
    GemeenteGroupsError
        On the first row that is wrong.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), restval="")
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise GemeenteGroupsError(f"kolom {', '.join(missing)} ontbreekt; voeg die toe.")
    groups: dict[str, list[str]] = {}
    for line, row in enumerate(reader, start=2):
        _check(line, row, groups)
        groups.setdefault(row["group"], []).append(row["gemeente_code"])
    return {group: tuple(sorted(codes)) for group, codes in groups.items()}


def complete_groups(
    groups: Mapping[str, tuple[str, ...]], known: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Groups of which all gemeenten are known: a part of the G40 is not the G40."""
    codes = set(known)
    return {group: members for group, members in groups.items() if codes.issuperset(members)}


def _check(line: int, row: Mapping[str, str], groups: Mapping[str, list[str]]) -> None:
    code = row["gemeente_code"]
    wrong = ""
    if row["group"] not in GROUPS:
        wrong = f"groep '{row['group']}' bestaat niet; kies uit {', '.join(GROUPS)}"
    elif not is_code(code) or level_of(code) is not AreaLevel.GEMEENTE:
        wrong = f"'{code}' is geen gemeentecode; verbeter de code"
    elif any(code in codes for codes in groups.values()):
        wrong = f"{code} ({row['name']}) staat er al; haal een van de regels weg"
    elif row["confidence"] not in CONFIDENCES:
        choices = ", ".join(CONFIDENCES)
        wrong = f"confidence '{row['confidence']}' bestaat niet; kies uit {choices}"
    elif not row["source"].strip():
        wrong = "bron (source) ontbreekt; zet erin wie dit zegt"
    if wrong:
        raise GemeenteGroupsError(f"regel {line}: {wrong}.")
