"""A layer as a typed value: what an indicator is called, means and is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, field_validator

from nplv_geo.definitions.texts import Definition, Text
from nplv_geo.definitions.thresholds import DEFAULT_MIN_COVERAGE
from nplv_geo.ground.areas import AreaLevel, is_smaller_level

_Amount = Literal["personen", "huishoudens", "woningen", "misdrijven", "bedrijven", "scholen", "ha"]
_Users = Literal["inwoners en bedrijven", "per 1.000 inwoners en bedrijven"]
_Share = Literal["%", "per 1.000 inwoners", "per 100 inwoners", "per 1.000 jongeren", "per ha"]
_Ratio = Literal["studenten per 100 jongeren", "nieuwe woningen per 1.000 woningen"]
_Businesses = Literal["bedrijven per 1.000 inwoners", "per 1.000 bedrijven"]
_Density = Literal["inwoners per km²", "adressen per km²", "auto's per huishouden"]
_Measure = Literal["x 1.000 euro", "km", "score", "personen per huishouden", "kWh", "m³"]
Unit = Literal[
    _Amount, _Users, _Share, _Ratio, _Businesses, _Density, _Measure, "domeinen", "klasse"
]
Direction = Literal["better", "worse", "neutral"]
Rule = Literal["sum", "rate", "weighted_mean", "none"]
SchemeName = Literal["quantiles", "fisher_jenks", "equal"]
SmallestLevel = Literal["buurt", "wijk", "focusgebied", "gemeente", "nederland"]

LAND = "oppervlakte_land"  # the one layer that says how much land there is
_YEAR = r"^\d{4}$"


class EarlierName(Definition):
    """A name under which the figure was published before.

    Attributes
    ----------
    meaning
        Whether the figure meant the same as under the next newer name, or a series broke there.
    until
        Last period under this name, where that is known.
    note
        What changed after this name; a break must have one.
    where, denominator_topic
        Those of the layer, unless this name had its own.
    table
        Table family that has it under this name; that of the layer unless said.
    """

    topic: str
    meaning: Literal["same", "break"]
    until: str | None = Field(default=None, pattern=_YEAR)
    note: Text | None = None
    where: Mapping[str, str] | None = None
    denominator_topic: str | None = None
    table: str | None = None


class SeriesBreak(Definition):
    """A period since which the figure means something else, under the same name."""

    since: str = Field(pattern=_YEAR)
    note: Text


class ExceptionalPeriod(Definition):
    """A period that the publisher itself calls no ordinary one, and why."""

    period: str = Field(pattern=_YEAR)
    note: Text


class LayerSource(Definition):
    """Where the figure is published: a table family, a topic and, if need be, a filter.

    Attributes
    ----------
    earlier
        Former names, the newest first.
    exceptional
        Periods that no comparison may start from.
    until
        Last period of a figure that the publisher ended.
    """

    table: str
    topic: str
    where: Mapping[str, str] = Field(default_factory=dict)
    earlier: tuple[EarlierName, ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()
    exceptional: tuple[ExceptionalPeriod, ...] = ()
    until: str | None = Field(default=None, pattern=_YEAR)

    def is_exceptional(self, period: str) -> bool:
        """Tell whether the publisher calls a period exceptional.

        Parameters
        ----------
        period
            Such as ``2021``.

        Returns
        -------
        bool
            True for a period that no comparison may start from.
        """
        return any(exception.period == period for exception in self.exceptional)


class Aggregate(Definition):
    """How buurten become larger areas.

    Attributes
    ----------
    rule
        Add up, divide two sums, average by weight, or not at all.
    weight
        Layers to weigh by, the preferred one first.
    denominator, denominator_topic
        Layers to divide by, the preferred one first, or a topic of the same table.
    per
        What a rate is expressed in: 100 for a share, 1000 for a number per 1,000.
    min_denominator
        Below it a rate says nothing.
    min_coverage
        Share of the weight, 0 to 1, that must have a value.
    base_share
        For each weight the part of it, at the least, that a share is really about, such as those
        up to 75 among all of 15 and over. The first counts whole unless said; of others without
        one it is unknown.
    range
        Lowest and highest value that can occur, in the unit of the layer.
    smallest_level
        Smaller areas get no figure: it is too rare there, or not published.
    """

    rule: Rule
    weight: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    denominator_topic: str | None = None
    per: float = 1.0
    min_denominator: float = 0.0
    min_coverage: float = Field(default=DEFAULT_MIN_COVERAGE, ge=0, le=1)
    base_share: tuple[Annotated[float, Field(gt=0, le=1)], ...] = ()
    range: tuple[float, float] | None = None
    smallest_level: SmallestLevel = "buurt"

    @field_validator("range")
    @classmethod
    def _ascends(cls, value: tuple[float, float] | None) -> tuple[float, float] | None:
        if value is not None and value[0] >= value[1]:
            raise ValueError("de eerste grens moet lager zijn dan de tweede")
        return value

    def find_base_share(self, weight: str | None) -> float | None:
        """Find the part of a weight that a share is really about.

        Parameters
        ----------
        weight
            Layer that is weighed by; None when the weight is in the table itself.

        Returns
        -------
        float or None
            Part, over 0 up to 1; None when it is not known.
        """
        names = self.denominator if self.rule == "rate" else self.weight
        place = names.index(weight) if weight in names else 0 if weight is None else len(names)
        if place < len(self.base_share):
            return self.base_share[place]
        return None if place else 1.0


class Classes(Definition):
    """Default classification on the map."""

    scheme: SchemeName = "quantiles"
    k: int = Field(default=5, ge=2, le=9)


class Notes(Definition):
    """What a reader should know before use.

    Attributes
    ----------
    sample
        Counted in a sample, wholly or in part, of which the publisher gives no margins.
    """

    caveats: Text | None = None
    model_estimate: bool = False
    sample: bool = False


class Layer(Definition):
    """One indicator layer.

    Attributes
    ----------
    decimals
        Digits after the decimal mark when a value is written.
    higher_is
        Whether more of it is better, worse or neither.
    order
        Place within the theme.
    hidden
        Needed to compute others, and never shown.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    theme: str
    label: Text
    description: Text
    unit: Unit
    decimals: int = Field(ge=0, le=3)
    higher_is: Direction
    order: int = 100
    hidden: bool = False
    source: LayerSource
    aggregate: Aggregate
    classes: Classes = Classes()
    notes: Notes = Notes()

    @property
    def is_amount(self) -> bool:
        """Tell whether it is an amount: a whole always has more of it than its part."""
        return self.aggregate.rule == "sum"

    @property
    def is_rate(self) -> bool:
        """Tell whether it is a count divided by another count."""
        return self.aggregate.rule == "rate"

    @property
    def is_land(self) -> bool:
        """Tell whether it is an amount of land, whoever lives there."""
        return self.id == LAND

    @property
    def weighs_land(self) -> bool:
        """Tell whether it is divided by land or weighted with it."""
        return LAND in (*self.aggregate.weight, *self.aggregate.denominator)

    @property
    def is_aggregated(self) -> bool:
        """Tell whether larger areas get a figure made of those of their buurten."""
        return self.aggregate.rule != "none"

    @property
    def is_additive(self) -> bool:
        """Tell whether it can be taken apart again: gemeente minus area."""
        return self.is_amount or self.is_rate

    def is_given_at(self, level: AreaLevel) -> bool:
        """Tell whether areas of a level may have a figure at all.

        Parameters
        ----------
        level
            Any level.

        Returns
        -------
        bool
            False for levels under the smallest one of the layer.
        """
        return not is_smaller_level(level, AreaLevel(self.aggregate.smallest_level))

    @property
    def is_neutral(self) -> bool:
        """Tell whether neither end of it is the good one."""
        return self.higher_is == "neutral"

    @property
    def is_judged(self) -> bool:
        """Tell whether one area may be called better than another on it."""
        return not self.is_neutral and not self.is_amount

    def is_improvement(self, change: float) -> bool:
        """Tell whether a change or difference is one for the better.

        Parameters
        ----------
        change
            Difference in the unit of the layer, not zero.

        Returns
        -------
        bool
            True when it goes in the direction of ``higher_is``; not to be asked of neutral layers.
        """
        return (change > 0) == (self.higher_is == "better")

    @property
    def value_range(self) -> tuple[float, float] | None:
        """Lowest and highest value that can occur at all, if the layer or its unit says so."""
        if self.aggregate.range:
            return self.aggregate.range
        return (0.0, 100.0) if self.unit == "%" else None
