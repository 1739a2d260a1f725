"""How years were made comparable, as an edition keeps it: each crosswalk, and how good it is."""

from __future__ import annotations

from nplv_geo.ground.contracts import Contract
from nplv_geo.ground.places import CrosswalkWay, PlaceKind


class Carried(Contract):
    """What was done to the figures of one layer and period to stand on the map of another year.

    Attributes
    ----------
    from_year, to_year
        Boundary years of the table and of the map.
    way
        How is known which places are the same.
    outline_years
        Years of the outlines that it rests on.
    converted
        Number of areas of which the figure was worked out from parts of other places.
    withheld
        Number of areas that had a figure there and have none here: the estimate is too weak, or
        nobody knows what lay there.
    """

    from_year: int
    to_year: int
    way: CrosswalkWay
    outline_years: tuple[int, ...]
    converted: int
    withheld: int


class CrosswalkFacts(Contract):
    """What is known of one pair of boundary years.

    Attributes
    ----------
    from_year, to_year
        Boundary years; the second is that of the map.
    way
        How is known which places are the same.
    outline_years
        Years of the outlines that it rests on.
    precision_m
        How far the two maps draw the same border apart, in metres.
    buurten
        Number of buurten of the map by what became of them.
    inhabitants
        Inhabitants of those buurten, likewise.
    gone
        Number of buurten of ``from_year`` of which nothing lies on the map.
    weighting
        What the figures were divided by: ``points`` (inhabitants or addresses as points),
        ``density`` (of the places of the map) or ``area``.
    """

    from_year: int
    to_year: int
    way: CrosswalkWay
    outline_years: tuple[int, ...]
    precision_m: float
    buurten: dict[PlaceKind, int]
    inhabitants: dict[PlaceKind, float]
    gone: int
    weighting: str


class BacktestResult(Contract):
    """How well one layer came back from an invented year of which the truth is known.

    Attributes
    ----------
    layer
        Id of the layer.
    from_year
        Boundary year that it was tried with.
    kind
        ``split``, ``merged`` or ``shifted``: what was done to the places.
    cases
        Number of places.
    median_error, p90_error
        Size of the error: of a count as a share of it, else in the unit of the layer.
    cover
        Share of the places of which the truth lies inside a 90 % band that follows from the other
        half of the places.
    factor
        What the band of the layer is multiplied with to get there, from its newest period on the
        division.
    """

    layer: str
    from_year: int
    kind: PlaceKind
    cases: int
    median_error: float
    p90_error: float
    cover: float
    factor: float
