"""A layer and period out of a table on the areas of another year: values of every area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from nplv_geo.build.carrying.carried_rows import LayerCarrier
from nplv_geo.build.carrying.divisions import Division
from nplv_geo.build.completion import complete_levels, find_base_level, withhold_small_levels
from nplv_geo.build.composition import Composition
from nplv_geo.build.tables.published_values import PublishedValues
from nplv_geo.definitions.layers import Layer
from nplv_geo.ground.areas import AreaLevel, gemeente_of
from nplv_geo.ground.places import PlaceKind
from nplv_geo.ground.status import Status


@dataclass(frozen=True, eq=False)
class CarriedLayer:
    """Values of a layer that were brought from the areas of another year.

    Attributes
    ----------
    values
        By area of the edition, with :data:`~nplv_geo.build.assembled.COLUMNS`, ``moved``,
        ``spread`` and ``uncarried``.
    base_level
        Smallest level with values, which larger areas are made of; None when there is none.
    lost_gemeenten
        Gemeenten with a buurt that has no figure for what happened to its borders.
    """

    values: pd.DataFrame
    base_level: AreaLevel | None
    lost_gemeenten: tuple[str, ...]


def carry_layer(
    layer: Layer,
    published: PublishedValues,
    division: Division,
    composition: Composition,
    factors: Mapping[PlaceKind, float],
) -> CarriedLayer:
    """Carry a layer and complete it to all areas.

    Parameters
    ----------
    layer
        Its rule says how figures are added up.
    published
        Rows by code of the division of the table.
    division
        That division.
    composition
        Areas of the edition.
    factors
        By what became of a place what doubt is multiplied with to make a 90 % band.

    Returns
    -------
    CarriedLayer
        Nothing is shown that would say more of the method than of the place.
    """
    carrier = LayerCarrier(
        layer,
        published.rows,
        division.find_carrier(layer),
        composition,
        land=division.land_carrier if layer.weighs_land else None,
        inhabitants=division.composition.inhabitants,
        factors=factors,
        withheld=published.figures.empty_means,
    )
    rows = carrier.carried
    base_level = find_base_level(rows, composition)
    values = carrier.note_larger(complete_levels(layer, rows, base_level, composition))
    return CarriedLayer(
        withhold_small_levels(layer, values, composition),
        base_level,
        _list_lost_gemeenten(rows, composition) if base_level is AreaLevel.BUURT else (),
    )


def _list_lost_gemeenten(rows: pd.DataFrame, composition: Composition) -> tuple[str, ...]:
    buurten = composition.locate_level(AreaLevel.BUURT)
    is_lost = (rows["status"] == Status.NOT_COMPARABLE.value).to_numpy()[buurten]
    return tuple(sorted({gemeente_of(code) for code in composition.codes[buurten[is_lost]]}))
