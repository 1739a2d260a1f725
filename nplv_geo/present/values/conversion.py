"""Marks of figures that were brought from the areas of another year, in words."""

from __future__ import annotations

import math

from nplv_geo.definitions.layers import Layer
from nplv_geo.present.texts import Texts

# Below it less than a half per cent was divided: in words, whole areas.
LEAST_SHOWN = 0.005
# Why the figure of an older place is not shown on the map: it would be a guess.
WEAK_ESTIMATE = "weak_estimate"
UNKNOWN_GROUND = "unknown_ground"
WITHHELD_REASONS = (WEAK_ESTIMATE, UNKNOWN_GROUND)
# Why an area has no figure where figures stand as they were published.
NOT_ON_MAP = "not_on_this_place"


def write_conversion(t: Texts, moved: float | None) -> str:
    """Write that a figure was converted, and how much of it: ``omgerekend, 8 % verplaatst``.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    moved
        Share (0 to 1) that was divided over places; None or NaN for a figure that was not.

    Returns
    -------
    str
        Empty where nothing was divided.
    """
    if moved is None or math.isnan(moved) or moved <= 0.0:
        return ""
    if moved < LEAST_SHOWN:
        return t("conversion.whole")
    return t("conversion.moved", share=t.share(moved))


def write_band(t: Texts, value: float | None, spread: float | None, layer: Layer) -> str:
    """Write the band that converting leaves around a value: ``tussen 3.910 en 4.090``.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    value, spread
        The value and half of its 90 % band, in the unit of the layer.
    layer
        Tells how many decimals are shown.

    Returns
    -------
    str
        Empty without a band, and where both ends print as the value does.
    """
    if value is None or spread is None or math.isnan(spread):
        return ""
    low, high = (t.value(value + side * spread, layer) for side in (-1, 1))
    return "" if low == high else t("conversion.band", low=low, high=high)
