"""Rounding of the numbers of an answer: the same for each number of a layer, in any answer."""

from __future__ import annotations

from nplv_geo.definitions.layers import Layer

SHARE_DECIMALS = 3


def round_figure(value: float | None, layer: Layer, *, finer: int = 1) -> float | None:
    """Round a number in the unit of a layer, one digit finer than the layer shows.

    Parameters
    ----------
    value
        In the unit of the layer; None for none.
    layer
        Tells how many decimals it shows.
    finer
        Digits more than the layer shows: 2 for a change a year, which many years multiply.

    Returns
    -------
    float or None
        The rounded number, None for none.
    """
    return None if value is None else round(value, layer.decimals + finer)


def round_bounds(bounds: tuple[float, float] | None, layer: Layer) -> tuple[float, float] | None:
    """Round the lowest and highest value possible as the value itself.

    Parameters
    ----------
    bounds
        Lowest and highest value in the unit of the layer; None where none are claimed.
    layer
        Tells how many decimals it shows.

    Returns
    -------
    tuple of float or None
        Both rounded, None for none.
    """
    if bounds is None:
        return None
    lower, upper = (round_figure(bound, layer) for bound in bounds)
    return None if lower is None or upper is None else (lower, upper)


def round_share(value: float) -> float:
    """Round a coverage or chance to tenths of a percent.

    Parameters
    ----------
    value
        From 0 to 1, without a unit.

    Returns
    -------
    float
        With three decimals.
    """
    return round(value, SHARE_DECIMALS)
