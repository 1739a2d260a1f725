"""Where the figures of one layer and period come from, as an edition keeps it."""

from __future__ import annotations

from typing import Literal

from nplv_geo.definitions.texts import Text
from nplv_geo.edition.comparability import Carried
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.contracts import Contract

WeightMethod = Literal["same_year", "interpolated", "scaled", "other_year"]
DispersionFrom = Literal["estimated", "assumed"]


class Citation(Contract):
    """What every answer tells of where its figures come from.

    Attributes
    ----------
    table
        Identifier of the table at its publisher.
    publisher
        Who publishes it.
    topic
        Column or topic of the table.
    boundary_year
        Year of the areas that the table is about; None when nobody knows.
    retrieved
        When it was fetched.
    provisional
        True when the figures can still change.
    series
        Number of the series that a period belongs to; only within one may be compared.
    """

    table: str
    publisher: str
    topic: str
    boundary_year: int | None
    retrieved: str
    provisional: bool
    series: int


class Passport(Citation):
    """What traces one figure back to the file that it came from.

    Attributes
    ----------
    sha256
        Hash of that file.
    """

    sha256: str


class Origin(Passport):
    """Everything that an edition keeps of the figures of one layer and period.

    Attributes
    ----------
    break_note
        What changed, where another series starts.
    division_year
        Area division of the codes.
    division_from
        Who says so.
    matched_by_code
        True when codes were taken for those of the map without proof.
    weight_layer
        Layer that the figures were weighted with; None for those that are not.
    weight_period
        Period of that layer.
    weight_method
        How the weight of the year was found, where it was not published.
    weight_years
        Years that it was found from.
    base_level
        Level that larger areas were added up from.
    affected
        Gemeenten whose buurten have other codes than on the map.
    values
        Number of areas that have a figure.
    figures
        Number of areas that have a figure, by level.
    nederland
        Figure of the country.
    dispersion
        What the variance by chance is multiplied with, of an area with 1,000 events a year.
    dispersion_power
        How that grows with the number of events: 0 not, 1 in proportion.
    dispersion_from
        Whether it could be estimated.
    carried
        How they came to stand on the map of another year; None when they are of that year.
    """

    break_note: Text | None
    division_year: int | None
    division_from: str
    matched_by_code: bool
    weight_layer: str | None
    weight_period: str | None
    weight_method: WeightMethod | None
    weight_years: tuple[int, ...]
    base_level: AreaLevel | None
    affected: tuple[str, ...]
    values: int
    figures: dict[str, int]
    nederland: float | None
    dispersion: float = 1.0
    dispersion_power: float = 0.0
    dispersion_from: DispersionFrom = "assumed"
    carried: Carried | None = None

    @property
    def has_estimated_weights(self) -> bool:
        """True when the weights of the year were not published, but estimated."""
        return self.weight_method not in (None, "same_year")


class LayerDispersion(Contract):
    """How much more the figures of a layer vary than chance alone would have it.

    Attributes
    ----------
    dispersion
        What the variance by chance is multiplied with, of an area with 1,000 events a year.
    dispersion_power
        How that grows with the number of events: 0 not, 1 in proportion.
    dispersion_from
        Whether it could be estimated.
    cover
        By level the share of changes inside the 95 % band, with the dispersion.
    plain_cover
        The same without it.
    changes
        By level the number of changes that is about.
    """

    dispersion: float
    dispersion_power: float
    dispersion_from: DispersionFrom
    cover: dict[str, float]
    plain_cover: dict[str, float]
    changes: dict[str, int]
