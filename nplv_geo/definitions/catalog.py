"""The catalogue: themes and layers in the order of the menu, the domains and the factors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import Field

from nplv_geo.definitions.layers import Layer, SmallestLevel
from nplv_geo.definitions.texts import Definition, Text
from nplv_geo.ground.areas import AreaLevel, is_smaller_level
from nplv_geo.ground.errors import UnknownLayerError
from nplv_geo.ground.suggest import suggest_name

Side = Literal["high", "low"]

# These views have the place of a layer in a URL, so that no layer may bear their names.
STACKING = "stapeling"
UNDERMINING = "ondermijning"


class Theme(Definition):
    """A group of layers in the menu.

    Attributes
    ----------
    question
        What a reader may want to know, as the start page asks it; its label where there is none.
    """

    id: str
    label: Text
    description: Text
    question: Text | None = None


class WorstEnd(Definition):
    """Which end of a neutral layer counts as the worst one for a domain, and why."""

    side: Side
    why: Text


class Domain(Definition):
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
    worst: Mapping[str, WorstEnd] = Field(default_factory=dict)

    def find_worst_side(self, layer: Layer) -> Side:
        """Find which end of a layer is the worst one for this domain.

        Parameters
        ----------
        layer
            One of the indicators of the domain.

        Returns
        -------
        Side
            That of ``worst``; for other layers the end that is no improvement.
        """
        if layer.id in self.worst:
            return self.worst[layer.id].side
        return "low" if layer.is_improvement(1.0) else "high"


class PeerProfile(Definition):
    """Layers that tell what kind of area an area is (:mod:`neighbours`), and why these."""

    variables: tuple[str, ...] = Field(min_length=1)
    why: Text


class Factor(Definition):
    """One factor, and where it may be shown.

    Attributes
    ----------
    layers
        Layers that may speak for it, the preferred one first.
    smallest_level
        Smaller areas are never shown: one case would make the figure.
    min_inhabitants
        Nor are areas with this many inhabitants or fewer, or of which that is not known.
    """

    id: str = Field(pattern=r"^[a-z][a-z_]*$")
    layers: tuple[str, ...] = Field(min_length=1)
    smallest_level: SmallestLevel = "buurt"
    min_inhabitants: int = Field(default=0, ge=0)

    def is_rare_at(self, level: AreaLevel) -> bool:
        """Tell whether it is too rare for areas of a level.

        Parameters
        ----------
        level
            Any level.

        Returns
        -------
        bool
            True for levels under the smallest one.
        """
        return is_smaller_level(level, AreaLevel(self.smallest_level))

    def has_enough_people(self, level: AreaLevel, inhabitants: float | None) -> bool:
        """Tell whether an area has the people that a rare factor needs.

        Parameters
        ----------
        level
            Level of the area.
        inhabitants
            Number of its inhabitants; None when unknown.

        Returns
        -------
        bool
            True for groups of gemeenten and the country, which have no number of their own in
            every edition.
        """
        is_large = is_smaller_level(AreaLevel.GEMEENTE, level)
        needs_none = self.min_inhabitants == 0
        return is_large or needs_none or (inhabitants or 0.0) > self.min_inhabitants


class FactorGroup(Definition):
    """Factors of one kind, and how they are to be read."""

    id: str = Field(pattern=r"^[a-z]+$")
    label: Text
    intro: Text
    factors: tuple[Factor, ...] = Field(min_length=1)


class Undermining(Definition):
    """The whole view.

    Attributes
    ----------
    official
        Address of the official dashboard.
    about
        What the view is.
    cautions
        How its figures are to be read, one sentence or two each.
    closed_intro, closed
        Why some figures of the official dashboard are not open, and which these are.
    """

    official: str = Field(pattern=r"^https://")
    about: Text
    cautions: tuple[Text, ...] = Field(min_length=1)
    closed_intro: Text
    closed: tuple[Text, ...] = Field(min_length=1)
    groups: tuple[FactorGroup, ...] = Field(min_length=1)

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The factors of all groups, in order."""
        return tuple(factor for group in self.groups for factor in group.factors)


@dataclass(frozen=True)
class Catalog:
    """All themes and layers in the order of the menu, and the domains of the programme.

    Attributes
    ----------
    themes, layers
        In the order of the menu.
    domains
        Empty where no domains were written.
    peer_profile
        What areas are likened on; None where it was not written.
    undermining
        What the view on undermining shows; None where it was not written.
    """

    themes: tuple[Theme, ...]
    layers: tuple[Layer, ...]
    domains: tuple[Domain, ...] = ()
    peer_profile: PeerProfile | None = None
    undermining: Undermining | None = None

    @cached_property
    def _by_id(self) -> dict[str, Layer]:
        return {layer.id: layer for layer in self.layers}

    @property
    def ids(self) -> tuple[str, ...]:
        """The id of every layer, in the order of the menu."""
        return tuple(self._by_id)

    def __contains__(self, layer_id: object) -> bool:
        return layer_id in self._by_id

    def layer(self, layer_id: str) -> Layer:
        """Give one layer.

        Parameters
        ----------
        layer_id
            Id of the layer.

        Returns
        -------
        Layer
            The layer of that name.

        Raises
        ------
        UnknownLayerError
            When there is no such layer; the closest name is suggested.
        """
        if layer_id not in self._by_id:
            hint = suggest_name(layer_id, self.ids)
            raise UnknownLayerError(f"Kaartlaag '{layer_id}' bestaat niet{hint}.")
        return self._by_id[layer_id]

    def list_layers(self, theme_id: str) -> tuple[Layer, ...]:
        """List the visible layers of a theme.

        Parameters
        ----------
        theme_id
            Id of the theme.

        Returns
        -------
        tuple of Layer
            In the order of the menu.
        """
        return tuple(layer for layer in self.layers if layer.theme == theme_id and not layer.hidden)
