"""What a query asks for and isn't shown: one thing, and what is said of areas and second things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.suggest import list_like_areas
from nplv_geo.present.address.areas import find_place
from nplv_geo.present.address.second import Second

# Why a layer can't be held against another one.
NoSecond = Literal["same_layer", "no_second", "many_figures", "no_figures", "no_level"]
Why = Literal[
    "unknown", "not_here", "no_page", "no_figures", "too_many", "gone", "twice", "key",
    "too_long", "same", "same_layer", "no_second", "many_figures", "no_level",
]  # fmt: skip
# What a second layer is of, where it stands on a map beside the first one.
BESIDE = "naast"
# What a period is of, where it is that of a layer held against another one.
PAIR = "samenhang"


@dataclass(frozen=True, slots=True)
class Unmet:
    """One thing that a query asks for and the view doesn't show.

    Attributes
    ----------
    key
        Parameter of the query; empty for the query as a whole.
    word
        What was asked, as it was written.
    why
        Why it isn't shown.
    of
        What it would have been of: the layer of a period, the area of a level.
    choices
        Words that would work, where they are few.
    meant
        Areas or layers that may have been meant.
    """

    key: str
    word: str
    why: Why
    of: str = ""
    choices: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()


def make_unknown_area(word: str, edition: Edition, key: str = "gebied") -> Unmet:
    """Tell that an edition doesn't have an area, with those that may have been meant.

    Parameters
    ----------
    word
        What was asked.
    edition
        Its areas are searched by id and name.
    key
        Parameter that asked.

    Returns
    -------
    Unmet
        With three areas at most.
    """
    levels = (AreaLevel.FOCUSGEBIED, AreaLevel.GEMEENTE)
    names = {str(code): edition.areas.names[code] for lv in levels for code in edition.areas.at(lv)}
    like = (edition.areas.find(code) for code in list_like_areas(word, names))
    return Unmet(key, word, "unknown", meant=tuple(area for area in like if area is not None))


def check_second_layer(
    word: str, second: Second, own: str, known: Sequence[str], layers: Sequence[str]
) -> Unmet | None:
    """Tell why a layer does not stand beside the map.

    Parameters
    ----------
    word
        What was asked.
    second
        What stands beside the map.
    own
        Layer of the map itself.
    known, layers
        Layers that there can be, and those that the edition has.

    Returns
    -------
    Unmet or None
        None where it does.
    """
    if word == second.layer:
        return None
    if word == own:
        return Unmet("laag2", word, "same", of=BESIDE)
    why: Why = "no_figures" if word in known and word not in layers else "unknown"
    return Unmet("laag2", word, why, of=BESIDE)


def check_second_period(
    word: str, second: Second, own: str, periods: Sequence[str], layer: str
) -> Unmet | None:
    """Tell why a period is not that of the second map, as :func:`check_second_layer`."""
    if word == second.period:
        return None
    if word == own and word in periods:
        return Unmet("periode2", word, "same")
    return Unmet("periode2", word, "unknown", of=layer, choices=tuple(periods))


def check_second_area(word: str, second: Second, own: str, edition: Edition) -> Unmet | None:
    """Tell why an area is not that of the second map, as :func:`check_second_layer`."""
    area = find_place(word, edition)
    if area is None:
        return make_unknown_area(word, edition, "gebied2")
    if area == second.area:
        return None
    return Unmet("gebied2", word, "same" if area == own else "no_page")
