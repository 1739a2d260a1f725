"""The signs beside a figure: what a reader must know before using it, the same wherever it stands.

Page, table, card, slide, picture and API ask here; the method page explains each sign once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from nplv_geo.aggregate import BOUNDARY_MISMATCH
from nplv_geo.areas import NEDERLAND
from nplv_geo.catalog import Layer
from nplv_geo.compare import MIN_COVERAGE_FOR_REST
from nplv_geo.denominators import Method
from nplv_geo.present.texts import Texts

# Below this share a figure is told together with how much of it is known.
NEARLY_ALL = MIN_COVERAGE_FOR_REST


class Sign(StrEnum):
    """One reservation; the values are words of the API."""

    ESTIMATE = "estimate"
    PARTLY = "partly"
    BOUNDARIES = "boundaries"
    WEIGHTS = "weights"
    PROVISIONAL = "provisional"


# All in the letters of exports, and none that could be read as part of a number. How much is known
# is written out: no sign says that.
GLYPHS: Mapping[Sign, str] = {
    Sign.ESTIMATE: "≈",
    Sign.BOUNDARIES: "≠",
    Sign.WEIGHTS: "÷",
    Sign.PROVISIONAL: "*",
}


@dataclass(frozen=True, slots=True)
class SignWords:
    """Signs as they are written beside a figure, and in words; both empty where there are none."""

    short: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs of one figure.

    Attributes
    ----------
    signs
        In the order of :class:`Sign`; none where nothing needs to be said.
    coverage
        Share of the weight that has a figure, 0 to 1.
    """

    signs: tuple[Sign, ...]
    coverage: float = 1.0

    def short(self, t: Texts) -> str:
        """As it stands beside a number: ``≈ * (68 % bekend)``; empty where there are none."""
        glyphs = " ".join(GLYPHS[sign] for sign in self.signs if sign in GLYPHS)
        return f"{glyphs} ({self._partly(t)})".strip() if self.is_partly else glyphs

    def beside(self, written: str, t: Texts) -> str:
        """A written figure with its signs."""
        return f"{written} {self.short(t)}".rstrip()

    def words(self, t: Texts) -> str:
        """In words, for who hears it or points at it."""
        told = [self._partly(t) if s is Sign.PARTLY else t(f"signs.{s}") for s in self.signs]
        return "; ".join(told)

    def written(self, t: Texts) -> SignWords:
        """Both in one."""
        return SignWords(self.short(t), self.words(t))

    @property
    def is_partly(self) -> bool:
        """True when too little is known to speak of the figure alone."""
        return Sign.PARTLY in self.signs

    def _partly(self, t: Texts) -> str:
        return t("signs.partly", share=t.share(self.coverage))


def signs_of(layer: Layer, origin: Mapping[str, Any], area: str, row: Mapping[str, Any]) -> Signs:
    """Signs of one area's figure.

    Parameters
    ----------
    origin
        Where the layer's figures of that period come from, as the edition keeps it.
    row
        ``value``, ``coverage`` and ``reason`` of the area. Where there is no value its status says
        why, in words, and there are no signs.
    """
    value, coverage = row["value"], float(row["coverage"])
    if value is None or math.isnan(value):
        return Signs((), coverage)
    return Signs(tuple(_signs(layer, origin, area, coverage, str(row["reason"]))), coverage)


def _signs(
    layer: Layer, origin: Mapping[str, Any], area: str, coverage: float, reason: str
) -> Iterator[Sign]:
    if layer.notes.model_estimate:
        yield Sign.ESTIMATE
    if coverage < NEARLY_ALL:
        yield Sign.PARTLY
    if reason == BOUNDARY_MISMATCH:
        yield Sign.BOUNDARIES
    # Of the country the inhabitants of each year are known.
    is_published = area == NEDERLAND or origin.get("weight_method") in (None, Method.SAME_YEAR)
    if layer.aggregate.rule == "rate" and not is_published:
        yield Sign.WEIGHTS
    if origin["provisional"]:
        yield Sign.PROVISIONAL
