"""Words of strangers in our sentences: short, on one line, in letters that can be written."""

from __future__ import annotations

import unicodedata

from nplv_geo.ground.addresses import hide_secret

_LONGEST = 40


def shorten(text: object, longest: int = _LONGEST) -> str:
    """Put text of a stranger on one line, without what a terminal or a log would obey.

    A service may write the address back at which it was asked, so passwords go out first.

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
    open_text = hide_secret(str(text))
    plain = "".join(_plain(letter) for letter in open_text[:longest])
    return plain if len(open_text) <= longest else plain[: longest - 1] + "…"


def _plain(letter: str) -> str:
    if letter.isprintable():
        return letter
    return " " if unicodedata.category(letter) == "Zs" else "?"


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
