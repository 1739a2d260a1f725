"""One figure of one area: its value, or why there is none, and how much is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from nplv_geo.ground.status import Status


class Observation(Protocol):
    """One figure of one area, layer and period; a number that is not known is None."""

    @property
    def value(self) -> float | None:
        """Figure in the unit of the layer."""
        ...

    @property
    def status(self) -> str:
        """Word of :class:`Status`: whether there is a value, and if not why."""
        ...

    @property
    def reason(self) -> str:
        """What must be said of the value, or of there being none; often nothing."""
        ...

    @property
    def coverage(self) -> float:
        """Share of the weight that had a value, 0 to 1."""
        ...

    @property
    def lower(self) -> float | None:
        """What the value would be, were all that is withheld as low as can be."""
        ...

    @property
    def upper(self) -> float | None:
        """What it would be, were that as high as can be."""
        ...

    @property
    def amount(self) -> float | None:
        """What is divided; of a sum the sum itself."""
        ...

    @property
    def weight(self) -> float | None:
        """What is divided by, or weighted with."""
        ...

    @property
    def margin(self) -> float | None:
        """Half of the 95 % interval that a publisher gives of its estimate."""
        ...

    @property
    def units_with(self) -> int:
        """Number of areas with a value that it was added up from."""
        ...

    @property
    def units_total(self) -> int:
        """Number of all areas that it is made of."""
        ...

    @property
    def origin(self) -> str:
        """Whether it stands as published or was added up."""
        ...

    @property
    def base(self) -> str:
        """Level that it was added up from; empty when it stands as published."""
        ...

    @property
    def moved(self) -> float | None:
        """Share (0 to 1) that was divided over places; 0 when only whole places moved.

        None for a figure that was published on the areas of the map.
        """
        ...

    @property
    def spread(self) -> float | None:
        """Half of the 90 % band that dividing leaves, in the unit of the layer."""
        ...

    @property
    def uncarried(self) -> float | None:
        """Figure of the whole places as they were published; None where there are none."""
        ...


@dataclass(frozen=True, slots=True)
class MadeObservation:
    """An observation that was worked out; without arguments one that says there is no data."""

    value: float | None = None
    status: str = Status.NO_DATA.value
    reason: str = ""
    coverage: float = 0.0
    lower: float | None = None
    upper: float | None = None
    amount: float | None = None
    weight: float | None = None
    margin: float | None = None
    units_with: int = 0
    units_total: int = 0
    origin: str = "published"
    base: str = ""
    moved: float | None = None
    spread: float | None = None
    uncarried: float | None = None


# What stands for the figure of an area that a table does not have.
NOTHING = MadeObservation()
