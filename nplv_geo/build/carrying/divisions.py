"""A division of another year as the build sees it: its codes, and its way to the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import pandas as pd

from nplv_geo.build.carrying.carrier import Carrier
from nplv_geo.build.composition import Composition
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.topics import evaluate_topics
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.published.figures import Figures
from nplv_geo.statistics.carrying.crosswalk import Crosswalk


class Division:
    """Codes of one division and how they lie on the map.

    Parameters
    ----------
    year
        Boundary year.
    crosswalk
        How its places lie on the map.
    figures
        Tables on this division.
    on_map
        Areas of the edition.
    inhabitants_topic
        Topic of the Kerncijfers with the inhabitants.

    Attributes
    ----------
    year
        Boundary year.
    composition
        All codes of the division, with their inhabitants: published, or else worked out from those
        of the map.
    carrier
        Brings numbers to the map.
    """

    def __init__(
        self,
        year: int,
        crosswalk: Crosswalk,
        figures: Iterable[Figures],
        on_map: Composition,
        inhabitants_topic: str,
    ) -> None:
        self.year = year
        listed = {code for part in figures for code in part.frame.index.tolist()}
        codes = pd.Index(sorted({*listed, *crosswalk.parts.sources, str(NEDERLAND)}), dtype="str")
        self._on_map = on_map
        self._published = _find_inhabitants(figures, inhabitants_topic)
        self.carrier = Carrier(crosswalk, on_map, codes, self._published)
        inhabitants = self._published
        if inhabitants is None:
            inhabitants = self.carrier.people.reindex(codes)
        self.composition = Composition(codes, {}, inhabitants, year)

    @cached_property
    def land_carrier(self) -> Carrier:
        """Brings amounts of land to the map."""
        crosswalk, codes = self.carrier.crosswalk, self.composition.codes
        return Carrier(crosswalk.by_land(), self._on_map, codes, self._published)

    def find_carrier(self, layer: Layer) -> Carrier:
        """Find what brings the amounts of a layer to the map.

        Parameters
        ----------
        layer
            Any layer.

        Returns
        -------
        Carrier
            Divides by land what is land, and all else by where people live.
        """
        return self.land_carrier if layer.is_land else self.carrier


def _find_inhabitants(figures: Iterable[Figures], topic: str) -> pd.Series | None:
    """Published inhabitants by code; None when no table of the division has them."""
    for part in figures:
        values = evaluate_topics(topic, part.frame, {}) if part.family == "KWB" else None
        if values is not None:
            return values
    return None


def make_divisions(
    crosswalks: Mapping[int, Crosswalk],
    figures: Iterable[Figures],
    on_map: Composition,
    inhabitants_topic: str,
) -> dict[int, Division]:
    """Make the divisions that tables stand on beside that of the map.

    Parameters
    ----------
    crosswalks
        By boundary year how its places lie on the map.
    figures
        All tables.
    on_map
        Areas of the edition.
    inhabitants_topic
        Topic of the Kerncijfers with the inhabitants.

    Returns
    -------
    dict
        By boundary year; only those with tables.
    """
    tables: dict[int, list[Figures]] = {}
    for part in figures:
        year = part.boundary_year
        if (
            year is not None
            and year in crosswalks
            and not part.is_on_division(on_map.boundary_year)
        ):
            tables.setdefault(year, []).append(part)
    return {
        year: Division(year, crosswalks[year], parts, on_map, inhabitants_topic)
        for year, parts in sorted(tables.items())
    }
