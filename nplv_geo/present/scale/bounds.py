"""Bounds between classes that a reader typed, and how an address has them: ``10|20,5|40``."""

from __future__ import annotations

import re

# The colours of amounts are five.
MAX_BOUNDS = 4
_GROUPED = {
    ".": re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?", re.ASCII),
    ",": re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII),
}
_NUMBER = re.compile(r"-?\d{1,12}([.,]\d{1,6})?", re.ASCII)
_AMBIGUOUS = 3  # digits behind a comma that could be thousands


def parse_bounds(text: str, language: str) -> tuple[float, ...]:
    """Parse bounds between classes that a reader typed.

    Parameters
    ----------
    text
        Such as ``10|20,5|40``, without blanks; ``;`` also stands between numbers.
    language
        Decides what ``1.000`` means.

    Returns
    -------
    tuple of float
        Increasing; empty when any part is no number, or there are more than the classes that
        have a colour of their own.
    """
    words = [word for word in re.split(r"[|;]", text) if word]
    numbers = [_parse_number(word, language) for word in words]
    known = sorted({number for number in numbers if number is not None})
    is_whole = len(numbers) == len(known) and None not in numbers
    return tuple(known) if is_whole and 0 < len(known) <= MAX_BOUNDS else ()


def _parse_number(word: str, language: str) -> float | None:
    word = word.replace("\u2212", "-")
    mark = "," if language == "en" else "."
    if _GROUPED[mark].fullmatch(word):
        word = word.replace(mark, "")
    return float(word.replace(",", ".")) if _NUMBER.fullmatch(word) else None


def write_bounds(bounds: tuple[float, ...]) -> str:
    """Write bounds as an address has them, in either language: ``10|20,5|40``."""
    return "|".join(map(_write_bound, bounds))


def _write_bound(bound: float) -> str:
    whole, _, part = f"{bound:.6f}".rstrip("0").partition(".")
    if len(part) == _AMBIGUOUS:
        part += "0"
    return f"{whole},{part}" if part else whole
