"""Second things of an address: the layer, period and area of a map beside the map of the view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaId, AreaLevel
from nplv_geo.present.address.areas import find_page_area


@dataclass(frozen=True, slots=True)
class Second:
    """What the second map shows in place of what the first one has.

    Attributes
    ----------
    layer, period
        Name of the layer and a year; empty where they are those of the first map.
    area
        Area that the second map is about; None where it is that of the first.
    """

    layer: str = ""
    period: str = ""
    area: AreaId | None = None

    @property
    def is_given(self) -> bool:
        """True when there is a second map at all."""
        return bool(self.layer or self.period or self.area)


NO_SECOND: Final = Second()


@dataclass(frozen=True, slots=True)
class First:
    """What the first map shows: figures of a layer and a period, of areas of a level."""

    area: AreaId
    layer: str
    period: str
    level: AreaLevel


def read_second(
    fields: Mapping[str, str], first: First, edition: Edition, catalog: Catalog
) -> Second:
    """Read what the second map shows.

    Parameters
    ----------
    fields
        Words of the query: ``laag2``, ``periode2``, ``gebied2``.
    first
        What the first map shows.
    edition, catalog
        What there can be.

    Returns
    -------
    Second
        Empty where the query names nothing that would differ from the first map.
    """
    layer, period = fields.get("laag2", ""), fields.get("periode2", "")
    if layer == first.layer or layer not in catalog or not edition.has(layer):
        layer = ""
    if period not in edition.periods(layer or first.layer):
        period = ""
    if period == first.period and not layer:
        period = ""
    area = find_page_area(fields.get("gebied2", ""), edition)
    return Second(layer, period, area if area != first.area else None)


def choose_second_period(first: First, edition: Edition) -> str:
    """Choose the period to set beside that of the first map when the query names nothing.

    Parameters
    ----------
    first
        What the first map shows.
    edition
        Where the figures are.

    Returns
    -------
    str
        The earliest with figures of the level that may be compared with it; empty without one.
    """
    layer = first.layer
    series = edition.origin(layer, first.period).series
    comparable = (
        period
        for period in edition.periods(layer)
        if period != first.period
        and edition.origin(layer, period).series == series
        and edition.origin(layer, period).figures.get(first.level)
    )
    return next(comparable, "")
