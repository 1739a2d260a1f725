"""How an area compares with another one, in words and numbers: on cards, strips and the panel."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.definitions.layers import Layer
from nplv_geo.present.page.comparators import Comparator, explain_no_figure
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import ReferenceKind
from nplv_geo.present.page.reservations import write_value
from nplv_geo.present.values.references import Reference
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
    role
        What the other one is to the area, which gives it its mark.
    why
        Why it has no value; empty when it has one.
    """

    name: str
    value: str
    verdict: str
    standing: Standing | None
    role: ReferenceKind
    why: str = ""


def make_comparison(page: Page, layer: Layer, one: Comparator, reference: Reference) -> Comparison:
    """Put what an area is compared with into words.

    Parameters
    ----------
    page
        The page, with the language of the reader.
    layer
        The layer of both values.
    one, reference
        What it is compared with, and its value of the layer.

    Returns
    -------
    Comparison
        Without a verdict where one of the two has no value.
    """
    return Comparison(
        name=one.name,
        value=write_value(page.t, reference.value, layer, reference.coverage),
        verdict=write_verdict(page, layer, reference.difference, reference.standing),
        standing=reference.standing,
        role=one.role,
        why=explain_no_figure(page, layer, one, reference),
    )


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
