"""The factors of the view on undermining: which layer speaks for each, and where it may be shown.

Page, table, file, slide and API all ask :func:`find_factor_row`, so that none of them can show
what is too rare for an area.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd

from nplv_geo.definitions.catalog import UNDERMINING, Catalog, Factor, FactorGroup, Undermining
from nplv_geo.definitions.layers import Aggregate, Layer, LayerSource
from nplv_geo.definitions.texts import Text
from nplv_geo.edition.cache import SameObject
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, NPLV, AreaLevel
from nplv_geo.ground.status import Status
from nplv_geo.present.texts import texts
from nplv_geo.present.values.rows import none_if_missing
from nplv_geo.statistics.observation import MadeObservation, Observation

NOT_IN_EDITION = "not_in_edition"
BELOW_LEVEL = "below_smallest_level"
TOO_FEW_PEOPLE = "small_denominator"


@dataclass(frozen=True, slots=True)
class ChosenFactor:
    """A factor with the layer that speaks for it.

    Attributes
    ----------
    factor
        The factor, as it was written.
    layer
        Its first layer with figures; the preferred one where none has any.
    period
        Newest period with figures; None when the edition has none.
    """

    factor: Factor
    layer: Layer
    period: str | None

    def is_given_at(self, level: AreaLevel) -> bool:
        """Tell whether areas of a level may have a figure: neither rare there nor unpublished.

        Parameters
        ----------
        level
            Any level.

        Returns
        -------
        bool
            False under the smallest level of the factor or of its layer.
        """
        return self.layer.is_given_at(level) and not self.factor.is_rare_at(level)

    @property
    def is_of_gemeente(self) -> bool:
        """True when no area within a gemeente may have a figure."""
        return not self.is_given_at(AreaLevel.FOCUSGEBIED)


@dataclass(frozen=True, slots=True)
class FactorSet:
    """All factors of an edition.

    Attributes
    ----------
    definition
        What was written about them.
    chosen
        By id of the factor, in their order.
    """

    definition: Undermining
    chosen: Mapping[str, ChosenFactor]

    def list_of(self, group: FactorGroup) -> tuple[ChosenFactor, ...]:
        """List the factors of a group.

        Parameters
        ----------
        group
            One of the groups of the definition.

        Returns
        -------
        tuple of ChosenFactor
            In their order.
        """
        return tuple(self.chosen[factor.id] for factor in group.factors)

    def find_factor(self, layer_id: str) -> ChosenFactor | None:
        """Find the factor that a layer speaks for.

        Parameters
        ----------
        layer_id
            Any text.

        Returns
        -------
        ChosenFactor or None
            None when it speaks for none, or has no figures.
        """
        known = (one for one in self.chosen.values() if one.period is not None)
        return next((one for one in known if one.layer.id == layer_id), None)


def choose_factors(edition: Edition, catalog: Catalog) -> FactorSet | None:
    """Choose the layer that speaks for each factor, once an edition.

    Parameters
    ----------
    edition, catalog
        The edition that is shown, and the factors and layers that there can be.

    Returns
    -------
    FactorSet or None
        None where no factors were written.
    """
    if catalog.undermining is None:
        return None
    make = partial(_choose_factors, edition, catalog, catalog.undermining)
    return edition.cache.get_or_make(("factors", SameObject(catalog)), make)


def _choose_factors(edition: Edition, catalog: Catalog, definition: Undermining) -> FactorSet:
    chosen = {factor.id: _choose_layer(edition, catalog, factor) for factor in definition.factors}
    return FactorSet(definition, chosen)


def _choose_layer(edition: Edition, catalog: Catalog, factor: Factor) -> ChosenFactor:
    layers = [catalog.layer(layer_id) for layer_id in factor.layers]
    for layer in layers:
        # What only gemeenten have is known nowhere within them.
        period = edition.newest_period(layer.id) or edition.newest_period(
            layer.id, AreaLevel.GEMEENTE
        )
        if period is not None:
            return ChosenFactor(factor, layer, period)
    return ChosenFactor(factor, layers[0], None)


def find_factor_row(edition: Edition, chosen: ChosenFactor, area: str) -> Observation:
    """Find the figure of a factor for one area, or why it has none.

    Parameters
    ----------
    edition
        The edition that is shown.
    chosen
        The factor.
    area
        Code of an area of the edition.

    Returns
    -------
    Observation
        Without a value where the factor is not in the edition, or is too rare for the area.
    """
    if chosen.period is None:
        return MadeObservation(reason=NOT_IN_EDITION)
    level = edition.areas.level_of(area)
    if not chosen.is_given_at(level):
        return MadeObservation(reason=BELOW_LEVEL)
    if chosen.factor.min_inhabitants:
        inhabitants = none_if_missing(edition.areas.row(area)["inhabitants"])
        if not chosen.factor.has_enough_people(level, inhabitants):
            return MadeObservation(reason=TOO_FEW_PEOPLE)
    return edition.values.cell(chosen.layer.id, chosen.period, area)


def list_around(edition: Edition, area: str) -> tuple[str, ...]:
    """List the areas that an area is shown beside, from small to large.

    Parameters
    ----------
    edition
        The edition that is shown.
    area
        Code of one of its areas.

    Returns
    -------
    tuple of str
        Its focus area, gemeente and country; of the country the 20 together.
    """
    areas = edition.areas
    around = [areas.focus_area_of(area), areas.gemeente_code_of(area), NEDERLAND]
    codes = [NPLV] if area == NEDERLAND else around
    known = (str(code) for code in codes if code)
    return tuple(code for code in dict.fromkeys(known) if code in areas.names and code != area)


def list_others(edition: Edition, chosen: ChosenFactor) -> tuple[str, ...]:
    """List the areas among which a figure is shown: the 20, or what they lie in.

    Parameters
    ----------
    edition
        The edition that is shown.
    chosen
        The factor; of one that only gemeenten have, these are shown.

    Returns
    -------
    tuple of str
        Codes by the names of the areas.
    """
    areas = edition.areas
    codes: Iterable[str | None] = areas.focus_codes
    if chosen.is_of_gemeente:
        codes = (areas.gemeente_code_of(code) for code in areas.focus_codes)
    known = {str(code) for code in codes if code in areas.names}
    return tuple(sorted(known, key=lambda code: areas.names[code].casefold()))


def make_silent_layer() -> Layer:
    """Make the layer of the map on which no factor is chosen.

    Returns
    -------
    Layer
        Its values are inhabitants, which give the areas no colour.
    """
    words = {language: texts(language) for language in ("nl", "en")}

    def write(key: str) -> Text:
        return Text(nl=words["nl"](key), en=words["en"](key))

    return Layer(
        id=UNDERMINING,
        theme=UNDERMINING,
        label=write("undermining.label"),
        description=write("undermining.description"),
        unit="personen",
        decimals=0,
        higher_is="neutral",
        source=LayerSource(table="", topic=""),
        aggregate=Aggregate(rule="none"),
    )


def make_factor_layer(layer: Layer) -> Layer:
    """Make the layer of a factor as this view shows it: judged by nobody.

    Parameters
    ----------
    layer
        As the rest of the site shows it.

    Returns
    -------
    Layer
        The same, neutral.
    """
    return layer.model_copy(update={"higher_is": "neutral"})


def read_silent_values(edition: Edition) -> pd.DataFrame:
    """Read the inhabitants of all areas in the form of a layer's values.

    Parameters
    ----------
    edition
        The edition that is shown.

    Returns
    -------
    DataFrame
        One row an area, with ``value``, ``status`` and ``reason``.
    """
    frame = edition.areas.frame
    return pd.DataFrame(
        {"value": frame["inhabitants"], "status": Status.OK.value, "reason": ""}, index=frame.index
    )
