"""Areas that an address names: the one that the page is about, and those that it compares with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, get_args

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, NPLV, AreaId, AreaLevel

MAX_COMPARED = 4
# No areas of the edition: the gemeente without the area, and the areas most like it. What they are
# depends on the area of the view.
Relative = Literal["rest", "gelijken"]
REST: Final = "rest"
ALIKE: Final = "gelijken"
RELATIVES: tuple[Relative, ...] = get_args(Relative)
# What a query has where the reader compares with nothing.
NOTHING: Final = "geen"
# Groups and rings are there to be compared with; they have no page of their own.
_NOT_A_PLACE = (AreaLevel.NPLV, AreaLevel.GROEP, AreaLevel.RING)


def find_place(text: str, edition: Edition) -> AreaId | None:
    """Find the area that a query names.

    Parameters
    ----------
    text
        A code or a name in addresses, as a person writes it.
    edition
        Edition that has the areas.

    Returns
    -------
    AreaId or None
        None for what is no area.
    """
    return NPLV if text.lower() == NPLV else edition.areas.find(text)


def find_page_area(text: str, edition: Edition) -> AreaId | None:
    """Find the area that a query names, if areas like it have a page of their own.

    Parameters
    ----------
    text
        A code or a name in addresses, as a person writes it.
    edition
        Edition that has the areas.

    Returns
    -------
    AreaId or None
        None for what is no area, and for groups and rings.
    """
    area = find_place(text, edition)
    has_page = area is not None and (area == NPLV or area.level not in _NOT_A_PLACE)
    return area if has_page else None


def list_default_compared(area: AreaId, edition: Edition) -> tuple[AreaId, ...]:
    """List what an area is compared with when nobody chose: the country and its gemeente."""
    code = edition.areas.gemeente_code_of(area)
    gemeente = edition.areas.find(code) if code else None
    if area == NEDERLAND and NPLV in edition.areas.names:
        return (NEDERLAND, NPLV)
    return (NEDERLAND, gemeente) if gemeente and gemeente != area else (NEDERLAND,)


def parse_compared(word: str, edition: Edition) -> AreaId | Relative | None:
    """Parse what an area is to be compared with.

    Parameters
    ----------
    word
        A code, a name in addresses, ``rest`` or ``gelijken``.
    edition
        Edition that has the areas.

    Returns
    -------
    AreaId or Relative or None
        None for what is none of these.
    """
    relative = next((one for one in RELATIVES if one == word.lower()), None)
    return relative or find_place(word, edition)


def parse_all_compared(
    text: str, default: tuple[AreaId, ...], area: AreaId, edition: Edition
) -> tuple[AreaId | Relative, ...]:
    """Read what can be compared with from ``BU09172000,nplv,rest``, without the area itself."""
    if is_nothing(text):
        return ()
    words = [parse_compared(word, edition) for word in split_list(text)]
    others = dict.fromkeys(other for other in words if other and can_be_compared(other, area))
    return tuple(others)[:MAX_COMPARED] or default


def is_nothing(text: str) -> bool:
    """Tell whether a query asks to compare with nothing.

    Parameters
    ----------
    text
        A list of areas, as a query has it.

    Returns
    -------
    bool
        True for ``geen`` alone.
    """
    return [word.lower() for word in split_list(text)] == [NOTHING]


def split_list(text: str) -> list[str]:
    """Split a list of words with commas.

    Parameters
    ----------
    text
        Such as ``GM0917, rest``.

    Returns
    -------
    list of str
        Without blanks around them and without empty ones.
    """
    return [word.strip() for word in text.split(",") if word.strip()]


def can_be_compared(other: AreaId | Relative, area: AreaId) -> bool:
    """Tell whether an area can be compared with another.

    Parameters
    ----------
    other
        What it would be compared with; areas of any level, and the rest of a gemeente.
    area
        The area that the page is about.

    Returns
    -------
    bool
        False also for the area itself.
    """
    if not isinstance(other, AreaId):
        return other != REST or area.level is AreaLevel.FOCUSGEBIED
    return other != area or other == NEDERLAND


def write_compared(areas: Iterable[str]) -> str:
    """Write areas to compare with as a query holds them.

    Parameters
    ----------
    areas
        Codes, ``rest`` or ``gelijken``; perhaps none.

    Returns
    -------
    str
        With commas; ``geen`` for none, as an empty parameter is the default.
    """
    return ",".join(areas) or NOTHING
