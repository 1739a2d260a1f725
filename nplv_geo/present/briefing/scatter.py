"""What the scatter of a slide holds: spots by two values, in the groups of the map."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.definitions.texts import Language
from nplv_geo.present.page.palette import ReferenceKind


@dataclass(frozen=True, slots=True)
class Spot:
    """One area by its two values, rounded as they are shown."""

    name: str
    across: float
    up: float


@dataclass(frozen=True, slots=True)
class SpotGroup:
    """Areas of one class, in its colour."""

    name: str
    colour: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class NamedSpot:
    """An area with its name beside it: that of the page, or one to compare with."""

    spot: Spot
    role: ReferenceKind


@dataclass(frozen=True, slots=True)
class SpotAxis:
    """One of the two axes.

    Attributes
    ----------
    title
        Layer with its unit and period, and which side is unfavourable.
    span
        Ends that all spots lie between.
    middle, middle_label
        The value in the middle of all areas, and how it is told.
    """

    title: str
    span: tuple[float, float]
    middle: float
    middle_label: str
    decimals: int
    sign: str = ""


@dataclass(frozen=True, slots=True)
class SlideScatter:
    """A scatter with its numbers.

    Attributes
    ----------
    title
        What a spot is.
    groups
        One for each class that has areas.
    named
        The last one lies on top.
    """

    title: str
    alt: str
    across: SpotAxis
    up: SpotAxis
    groups: tuple[SpotGroup, ...]
    named: tuple[NamedSpot, ...]
    language: Language
