"""Areas: their ids, levels, parents, and the rules for codes.

Codes follow CBS: ``NL00``, ``GM0917``, ``WK091720``, ``BU09172000``. Amsterdam has letters
in its wijk part (``WK0363NA``), so a code is always text and never a number or a missing value.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final, Self

from nplv_geo.ground.errors import UnknownAreaError


class AreaLevel(StrEnum):
    """Levels from large to small; the values are the words of the interface."""

    NEDERLAND = "nederland"
    NPLV = "nplv"
    GROEP = "groep"
    GEMEENTE = "gemeente"
    RING = "ring"
    FOCUSGEBIED = "focusgebied"
    WIJK = "wijk"
    BUURT = "buurt"


class AreaId(str):
    """Id of one area, which knows its level.

    It is the text that stands in tables and addresses, and serves wherever that does. What a
    person typed becomes one in :meth:`AreaTable.parse`; nothing else is looked up or guessed.

    Parameters
    ----------
    code
        CBS code, slug of a focus area, ``nplv``, a group or a ring.
    level
        Its level.

    Attributes
    ----------
    level
        Level of the area.
    """

    __slots__ = ("level",)

    level: AreaLevel

    def __new__(cls, code: str, level: AreaLevel) -> Self:
        """Make the id of an area of which the level is known."""
        area = super().__new__(cls, code)
        area.level = level
        return area

    def __reduce__(self) -> tuple[type[AreaId], tuple[str, AreaLevel]]:
        """Tell what a copy is made from, also in another process."""
        return AreaId, (str(self), self.level)

    @property
    def gemeente(self) -> AreaId | None:
        """The gemeente of a wijk, a buurt or itself; None for areas whose id does not tell."""
        if self.level in _WITHIN_GEMEENTE:
            return AreaId(gemeente_of(self), AreaLevel.GEMEENTE)
        return None

    @property
    def wijk(self) -> AreaId | None:
        """The wijk of a buurt or itself; None for larger areas."""
        if self.level in _WITHIN_WIJK:
            return AreaId(wijk_of(self), AreaLevel.WIJK)
        return None


NEDERLAND: Final = AreaId("NL00", AreaLevel.NEDERLAND)
NPLV: Final = AreaId("nplv", AreaLevel.NPLV)
# Groups of gemeenten that an area may be held against, and the buurten around a focus area.
GROUPS = ("G4", "G40")
RING_PREFIX = "ring:"

_CODE = re.compile(r"NL00|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{2}\d{2}", re.ASCII)
# Codes as people type them: without letters, and as a spreadsheet leaves them, without zeros.
_LOOSE_CODES = (
    ("GM", r"\d{1,4}", 4),
    ("WK", r"\d{1,4}[0-9A-Z]{2}", 6),
    ("BU", r"\d{1,4}[0-9A-Z]{2}\d{2}", 8),
)
_COUNTRY_WORDS = ("NL", "NL0", "NL01", "NEDERLAND")
_NO_GEMEENTE = ("0000", "0998", "9999")
_LEVEL_BY_PREFIX = {
    "NL": AreaLevel.NEDERLAND,
    "GM": AreaLevel.GEMEENTE,
    "WK": AreaLevel.WIJK,
    "BU": AreaLevel.BUURT,
}
_SIZES = {
    AreaLevel.BUURT: 0,
    AreaLevel.WIJK: 1,
    AreaLevel.FOCUSGEBIED: 2,
    AreaLevel.RING: 2,
    AreaLevel.GEMEENTE: 3,
    AreaLevel.GROEP: 4,
    AreaLevel.NPLV: 4,
    AreaLevel.NEDERLAND: 5,
}
_WITHIN_WIJK = (AreaLevel.WIJK, AreaLevel.BUURT)
_WITHIN_GEMEENTE = (AreaLevel.GEMEENTE, *_WITHIN_WIJK)


def normalise_code(raw: object) -> str:
    """Strip the padding of the services and give the country its one code.

    Parameters
    ----------
    raw
        A code as it was written; RIVM writes ``NL01`` for what CBS writes as ``NL00``.

    Returns
    -------
    str
        In capitals, without blanks around it.
    """
    code = str(raw).strip().upper()
    return str(NEDERLAND) if code == "NL01" else code


def spell_area(text: str) -> str:
    """Spell what a person typed for an area as ids are spelled.

    Parameters
    ----------
    text
        A code without its letters or its leading zeros (``917``, ``gm917``), or the id of a focus
        area with blanks and capitals; anything else.

    Returns
    -------
    str
        A CBS code in capitals, or small letters with hyphens. It need not be an area.
    """
    code = "".join(text.upper().split())
    if code in _COUNTRY_WORDS:
        return str(NEDERLAND)
    for prefix, pattern, length in _LOOSE_CODES:
        found = re.fullmatch(f"(?:{prefix})?({pattern})", code, re.ASCII)
        if found:
            return prefix + found[1].zfill(length)
    # A line that ends at a hyphen leaves a blank behind it.
    return "-".join(text.casefold().replace("_", " ").replace("-", " ").split())


def is_code(code: str) -> bool:
    """Tell whether a text is a well formed CBS area code.

    Parameters
    ----------
    code
        Any text.

    Returns
    -------
    bool
        True for codes in capitals without blanks, also those that no area has.
    """
    return _CODE.fullmatch(code) is not None


@lru_cache(maxsize=1 << 15)  # asked of the same codes for every layer
def read_level(area: str) -> AreaLevel:
    """Read the level of an area off its id.

    Parameters
    ----------
    area
        A CBS code, ``nplv``, a group or a ring. The slug of a focus area tells nothing: who knows
        those is the edition, or the composition that it is built from.

    Returns
    -------
    AreaLevel
        Never that of focus areas.

    Raises
    ------
    UnknownAreaError
        When the id does not tell its level.
    """
    if is_code(area):
        return _LEVEL_BY_PREFIX[area[:2]]
    if area == NPLV:
        return AreaLevel.NPLV
    if area in GROUPS:
        return AreaLevel.GROEP
    if area.startswith(RING_PREFIX):
        return AreaLevel.RING
    raise UnknownAreaError(f"'{area}' is geen gebiedscode zoals GM0917, WK091720 of BU09172000.")


def is_smaller_level(level: AreaLevel, other: AreaLevel) -> bool:
    """Tell whether areas of a level are smaller, as a rule, than those of another.

    Parameters
    ----------
    level, other
        Any two levels; what lies around a focus area counts as one, and a group of gemeenten or the
        20 together as more than a gemeente.

    Returns
    -------
    bool
        False for two that are as large.
    """
    return _SIZES[level] < _SIZES[other]


def is_left_out(code: str) -> bool:
    """Tell whether a code is no place on Dutch land: never drawn, never added up.

    Parameters
    ----------
    code
        A well formed CBS code.

    Returns
    -------
    bool
        True for water buurten, which end in 9997 or 9998; for ``BU00000000``, under which the
        police count unknown places; and for what lies in gemeente 0998, Belgian ground (Baarle),
        or 9999, abroad or unknown.
    """
    return code.endswith(("9997", "9998")) or code[2:6] in _NO_GEMEENTE


def gemeente_of(code: str) -> str:
    """Read the code of the gemeente off the code of a wijk or buurt.

    Parameters
    ----------
    code
        Code of a wijk, a buurt or the gemeente itself.

    Returns
    -------
    str
        Such as ``GM0917``.
    """
    return f"GM{code[2:6]}"


def wijk_of(code: str) -> str:
    """Read the code of the wijk off the code of a buurt.

    Parameters
    ----------
    code
        Code of a buurt or the wijk itself.

    Returns
    -------
    str
        Such as ``WK091720``.
    """
    return f"WK{code[2:8]}"
