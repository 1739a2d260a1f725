"""What somebody may have meant by a name that does not exist: "bedoelt u …?"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from nplv_geo.ground.areas import is_code

_MOST = 3
# Fewer letters begin too many names.
_ENOUGH_LETTERS = 3
# Two letters the other way round in a name of ten; not another town.
_CLOSE = 0.8


def suggest_areas(word: str, names: Mapping[str, str]) -> str:
    """Name the areas that are like a word.

    Parameters
    ----------
    word
        What was typed.
    names
        Name of each area that it may have been, by id.

    Returns
    -------
    str
        ``heerlen-noord (Heerlen-Noord)``, three at most with "of" between; empty when nothing is
        like it.
    """
    return " of ".join(f"{code} ({names[code]})" for code in list_like_areas(word, names))


def list_like_areas(word: str, names: Mapping[str, str]) -> list[str]:
    """List the ids of the areas that are like a word, three at most, the likeliest first."""
    spelling = word.casefold().replace(" ", "-")
    spelled: dict[str, str] = {}
    for code, name in names.items():
        # Of codes with one digit wrong there are too many.
        spelled |= {} if is_code(code) else {code: code}
        spelled[name.casefold().replace(" ", "-")] = code
    begins = [
        key for key in spelled if len(spelling) >= _ENOUGH_LETTERS and key.startswith(spelling)
    ]
    like = get_close_matches(spelling, spelled, n=_MOST, cutoff=_CLOSE)
    return list(dict.fromkeys(spelled[key] for key in (*begins, *like)))[:_MOST]


def suggest_name(word: str, names: Iterable[str]) -> str:
    """Name the one that is most like a word, as the end of a sentence.

    Parameters
    ----------
    word
        What was typed.
    names
        What there is: ids, fields, variables.

    Returns
    -------
    str
        `` (bedoelt u 'huishoudens'?)`` or an empty string.
    """
    match = get_close_matches(word, list(names), n=1)
    return f" (bedoelt u '{match[0]}'?)" if match else ""
