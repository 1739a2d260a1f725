"""How an area compares with another one, in words and numbers: on cards, strips and the panel."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.definitions.layers import Layer
from nplv_geo.present.page.page import Page
from nplv_geo.statistics.compare import Standing


@dataclass(frozen=True, slots=True)
class Comparison:
    """Another area with its value, and how the area of the page stands beside it.

    Attributes
    ----------
    name, value
        Of the other area, as they are shown.
    verdict, standing
        The difference in words, and the standing that gives it a colour.
    """

    name: str
    value: str
    verdict: str
    standing: Standing | None


def write_verdict(page: Page, layer: Layer, difference: float | None, word: Standing | None) -> str:
    """Write a difference: ``10 lager`` where nothing is judged, else ``−6,1 ongunstiger``.

    Parameters
    ----------
    page
        The page, with the language of the reader.
    layer
        The layer of both values.
    difference
        Value of the area minus that of the other one, in the unit of the layer.
    word
        How the area stands beside the other one.

    Returns
    -------
    str
        Empty where the two can't be compared.
    """
    if difference is None or word is None:
        return ""
    if word == "equal" or layer.is_amount:
        return page.t("standing_equal") if word == "equal" else ""
    words = page.t(f"standing_{word}")
    if word == "unsure":
        return words
    if word in ("higher", "lower"):
        return f"{page.t.number(abs(difference), layer.decimals)} {words}"
    return f"{page.t.difference(difference, layer)} {words}"
