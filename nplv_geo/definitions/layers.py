"""The layers and themes as typed values: what an indicator is called, means and is made of."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from nplv_geo.ground.errors import UnknownLayerError

Unit = Literal[
    "%",
    "personen",
    "huishoudens",
    "woningen",
    "misdrijven",
    "per 1.000 inwoners",
    "per 100 inwoners",
    "per 1.000 jongeren",
    "x 1.000 euro",
    "km",
    "score",
    "personen per huishouden",
    "inwoners per km²",
    "adressen per km²",
    "domeinen",
    "auto's per huishouden",
    "scholen",
    "ha",
    "klasse",
    "kWh",
    "m³",
]
Direction = Literal["better", "worse", "neutral"]
Rule = Literal["sum", "rate", "weighted_mean", "none"]
SchemeName = Literal["quantiles", "fisher_jenks", "equal"]
Language = Literal["nl", "en"]
Side = Literal["high", "low"]

DEFAULT_MIN_COVERAGE = 0.6
# The map of domains has the place of a layer in a URL, so that no layer may bear its name.
STACKING = "stapeling"
_YEAR = r"^\d{4}$"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Strict):
    """A text in both languages of the interface."""

    nl: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_(self, language: Language) -> str:
        """Give the text in ``language``."""
        return self.nl if language == "nl" else self.en


class Theme(_Strict):
    """A group of layers in the menu."""

    id: str
    label: Text
    description: Text


class Earlier(_Strict):
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
    """

    topic: str
    meaning: Literal["same", "break"]
    until: str | None = Field(default=None, pattern=_YEAR)
    note: Text | None = None
    where: Mapping[str, str] | None = None
    denominator_topic: str | None = None


class Break(_Strict):
    """A period since which the figure means something else, under the same name."""

    since: str = Field(pattern=_YEAR)
    note: Text


class Exceptional(_Strict):
    """A period that the publisher itself calls no ordinary one, and why."""

    period: str = Field(pattern=_YEAR)
    note: Text


class Source(_Strict):
    """Where the figure is published: a table family, a topic and, if need be, a filter.

    Attributes
    ----------
    earlier
        Former names, the newest first.
    exceptional
        Periods that no comparison may start from.
    """

    table: str
    topic: str
    where: Mapping[str, str] = Field(default_factory=dict)
    earlier: tuple[Earlier, ...] = ()
    breaks: tuple[Break, ...] = ()
    exceptional: tuple[Exceptional, ...] = ()

    def is_exceptional(self, period: str) -> bool:
        """Tell whether the publisher calls a period exceptional."""
        return any(known.period == period for known in self.exceptional)


class Aggregate(_Strict):
    """How buurten become larger areas.

    Attributes
    ----------
    base_share
        For each weight the part of it, at the least, that a share is really about, such as those
        up to 75 among all of 15 and over. The first counts whole unless said; of others without
        one it is unknown.
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

    @field_validator("range")
    @classmethod
    def _ascends(cls, value: tuple[float, float] | None) -> tuple[float, float] | None:
        if value is not None and value[0] >= value[1]:
            raise ValueError("de eerste grens moet lager zijn dan de tweede")
        return value

    def share_of(self, weight: str | None) -> float | None:
        """Part that a share is about of the weight of a layer (None: in the table), if known."""
        names = self.denominator if self.rule == "rate" else self.weight
        place = names.index(weight) if weight in names else 0 if weight is None else len(names)
        if place < len(self.base_share):
            return self.base_share[place]
        return None if place else 1.0


class Classes(_Strict):
    """Default classification on the map."""

    scheme: SchemeName = "quantiles"
    k: int = Field(default=5, ge=2, le=9)


class Notes(_Strict):
    """What a reader should know before use.

    Attributes
    ----------
    sample
        Counted in a sample, wholly or in part, of which the publisher gives no margins.
    """

    caveats: Text | None = None
    model_estimate: bool = False
    sample: bool = False


class Layer(_Strict):
    """One indicator layer."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    theme: str
    label: Text
    description: Text
    unit: Unit
    decimals: int = Field(ge=0, le=3)
    higher_is: Direction
    order: int = 100
    hidden: bool = False
    source: Source
    aggregate: Aggregate
    classes: Classes = Classes()
    notes: Notes = Notes()

    @property
    def is_additive(self) -> bool:
        """Sums and rates can be taken apart again: gemeente minus area."""
        return self.aggregate.rule in ("sum", "rate")

    @property
    def value_range(self) -> tuple[float, float] | None:
        """Values that can occur at all, if the layer or its unit says so."""
        if self.aggregate.range:
            return self.aggregate.range
        return (0.0, 100.0) if self.unit == "%" else None


class Worst(_Strict):
    """Which end of a neutral layer counts as the worst one for a domain, and why."""

    side: Side
    why: Text


class Domain(_Strict):
    """A domain of the programme, and the layers that may speak for it.

    Attributes
    ----------
    indicators
        Layer ids, the preferred one first.
    worst
        By layer id, for layers that are neutral by themselves.
    """

    id: str = Field(pattern=r"^[a-z][a-z_]*$")
    label: Text
    indicators: tuple[str, ...] = Field(min_length=1)
    worst: Mapping[str, Worst] = Field(default_factory=dict)

    def worst_side(self, layer: Layer) -> Side:
        """Tell which end of a layer is the worst one here."""
        if layer.id in self.worst:
            return self.worst[layer.id].side
        return "low" if layer.higher_is == "better" else "high"


class PeerProfile(_Strict):
    """Layers that tell what kind of area an area is (:mod:`neighbours`), and why these."""

    variables: tuple[str, ...] = Field(min_length=1)
    why: Text


@dataclass(frozen=True)
class Catalog:
    """All themes and layers in the order of the menu, and the domains of the programme."""

    themes: tuple[Theme, ...]
    layers: tuple[Layer, ...]
    domains: tuple[Domain, ...] = ()
    peer_profile: PeerProfile | None = None

    @cached_property
    def _by_id(self) -> dict[str, Layer]:
        return {layer.id: layer for layer in self.layers}

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all layers, in the order of the menu."""
        return tuple(self._by_id)

    def __contains__(self, layer_id: object) -> bool:
        return layer_id in self._by_id

    def layer(self, layer_id: str) -> Layer:
        """Give the layer ``layer_id``.

        Raises
        ------
        UnknownLayerError
            When there is no such layer; the closest name is suggested.
        """
        if layer_id not in self._by_id:
            hint = closest(layer_id, self.ids)
            raise UnknownLayerError(f"Kaartlaag '{layer_id}' bestaat niet{hint}.")
        return self._by_id[layer_id]

    def of_theme(self, theme_id: str) -> tuple[Layer, ...]:
        """Visible layers of a theme, in menu order."""
        return tuple(la for la in self.layers if la.theme == theme_id and not la.hidden)


def closest(name: str, names: Iterable[str]) -> str:
    """Suggest the most similar name, as a piece of a sentence, or nothing."""
    match = difflib.get_close_matches(name, list(names), n=1)
    return f" (bedoelt u '{match[0]}'?)" if match else ""
