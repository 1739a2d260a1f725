"""Second things of an address: the layer, period and area of a map beside the map of the view."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.ground.areas import AreaId


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


NO_SECOND = Second()
