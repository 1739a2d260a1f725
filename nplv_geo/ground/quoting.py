"""Words of strangers in our sentences: short, on one line, in letters that can be written."""

from __future__ import annotations

_CONTROL = dict.fromkeys((*range(32), *range(127, 160), 0x2028, 0x2029), "?")
_LONGEST = 40


def shorten(text: object, longest: int = _LONGEST) -> str:
    """Put text of a stranger on one line, without what a terminal or a log would obey.

    Parameters
    ----------
    text
        Whatever came.
    longest
        Number of letters to keep.

    Returns
    -------
    str
        At most that many letters, the last of them a mark when there were more.
    """
    plain = str(text).encode("utf-8", "replace").decode().translate(_CONTROL)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def quote(cell: object) -> str:
    """Quote a cell or a name in a sentence.

    Parameters
    ----------
    cell
        Content of a cell, or the name of a column, a layer or a sheet.

    Returns
    -------
    str
        At most 40 letters of it, between quotes.
    """
    return f"'{shorten(cell)}'"
