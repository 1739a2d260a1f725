"""Levels, code rules and parents of Dutch statistical areas.

Codes follow CBS: ``NL00``, ``GM0917``, ``WK091720``, ``BU09172000``. Amsterdam has letters
in its wijk part (``WK0363NA``), so a code is always text and never a number or a missing value.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

NEDERLAND = "NL00"
NPLV = "nplv"
# Groups of gemeenten that an area may be held against, and the buurten around a focus area.
GROUPS = ("G4", "G40")
RING_PREFIX = "ring:"

_CODE = re.compile(r"NL00|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{2}\d{2}", re.ASCII)
_NO_GEMEENTE = ("0000", "0998", "9999")
_LEVEL_BY_PREFIX: dict[str, AreaLevel] = {}


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


_LEVEL_BY_PREFIX.update(
    NL=AreaLevel.NEDERLAND, GM=AreaLevel.GEMEENTE, WK=AreaLevel.WIJK, BU=AreaLevel.BUURT
)


def normalise_code(raw: object) -> str:
    """Strip the padding of the services and give the country its one code.

    RIVM writes ``NL01`` for what CBS writes as ``NL00``.
    """
    code = str(raw).strip().upper()
    return NEDERLAND if code == "NL01" else code


def is_code(code: str) -> bool:
    """Tell whether ``code`` is a well formed CBS area code."""
    return _CODE.fullmatch(code) is not None


@lru_cache(maxsize=1 << 15)  # asked of the same codes for every layer
def level_of(area: str) -> AreaLevel:
    """Level of a CBS code, ``nplv``, a group, a ring or a focus area's slug."""
    if area == NPLV:
        return AreaLevel.NPLV
    if area in GROUPS:
        return AreaLevel.GROEP
    if area.startswith(RING_PREFIX):
        return AreaLevel.RING
    if is_code(area):
        return _LEVEL_BY_PREFIX[area[:2]]
    return AreaLevel.FOCUSGEBIED


def is_left_out(code: str) -> bool:
    """Tell whether ``code`` is no place on Dutch land: never drawn, never added up.

    Water buurten end in 9997 or 9998; the police count unknown places under ``BU00000000``;
    gemeente 0998 is Belgian ground (Baarle) and 9999 is abroad or unknown.
    """
    return code.endswith(("9997", "9998")) or code[2:6] in _NO_GEMEENTE


def gemeente_of(code: str) -> str:
    """Gemeente code of a wijk or buurt code (or of the gemeente itself)."""
    return f"GM{code[2:6]}"


def wijk_of(code: str) -> str:
    """Wijk code of a buurt code (or of the wijk itself)."""
    return f"WK{code[2:8]}"
