"""Words about places over the years that a command, the page and the method share."""

from __future__ import annotations

from nplv_geo.ground.places import CrosswalkWay
from nplv_geo.present.texts import Texts

# Of less, the number of percents would say that there is none.
_SMALLEST_TOLD = 0.005


def write_way(way: CrosswalkWay, outline_years: tuple[int, ...], t: Texts) -> str:
    """Write how is known which places are the same.

    Parameters
    ----------
    way
        The way.
    outline_years
        Years of the outlines that it rests on; not always told.
    t
        Texts of the language.

    Returns
    -------
    str
        Such as ``uit de grenzen van 2019 en 2024``.
    """
    if way is CrosswalkWay.OUTLINES and outline_years:
        years = t.enumerated([str(year) for year in outline_years])
        return t("place_ways.outlines_of", years=years)
    return t(f"place_ways.{way}")


def write_share(share: float, t: Texts, *, is_short: bool = False) -> str:
    """Write a share (0 to 1) as a percentage; what rounds to none is said to be little.

    Parameters
    ----------
    share
        The share.
    t
        Texts of the language.
    is_short
        Whether a sign must do in place of words.

    Returns
    -------
    str
        Such as ``8 %`` or ``minder dan 1 %``.
    """
    if 0 < share < _SMALLEST_TOLD:
        key = "method_years.hardly_any" if is_short else "place_life.hardly_any"
        return t(key, share=t.share(0.01))
    return t.share(share)
