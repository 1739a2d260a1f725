"""The second layer of the view on two layers together, as an address names it."""

from __future__ import annotations

from collections.abc import Mapping

from nplv_geo.definitions.catalog import STACKING, UNDERMINING, Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.address.second import NO_SECOND, Second
from nplv_geo.present.address.unmet import PAIR, NoSecond, Unmet


def read_second_layer(
    fields: Mapping[str, str], layer: str, level: AreaLevel, edition: Edition, catalog: Catalog
) -> Second:
    """Read which layer is held against the first one, and of which period.

    Parameters
    ----------
    fields
        Words of the query: ``laag2`` and ``periode2``.
    layer, level
        The first layer, and the level of the areas on the map.
    edition, catalog
        What there can be.

    Returns
    -------
    Second
        Empty where the query names no layer that can be held against it.
    """
    word = fields.get("laag2", "")
    if not word or explain_no_second(word, layer, level, edition, catalog):
        return NO_SECOND
    period = fields.get("periode2", "")
    if period not in list_second_periods(edition, word, level):
        period = choose_pair_period(edition, word, level)
    return Second(word, period)


def choose_pair_period(edition: Edition, layer: str, level: AreaLevel) -> str:
    """Choose the newest period of a layer that has figures of a level; empty without one."""
    usual = edition.default_period(layer)
    periods = list_second_periods(edition, layer, level)
    return usual if usual in periods else next(reversed(periods), "")


def list_second_periods(edition: Edition, layer: str, level: AreaLevel) -> tuple[str, ...]:
    """List the periods of a layer that have figures of a level, oldest first."""
    return tuple(
        period
        for period in edition.periods(layer)
        if edition.origin(layer, period).figures.get(level)
    )


def explain_no_second(
    word: str, layer: str, level: AreaLevel, edition: Edition, catalog: Catalog
) -> NoSecond | None:
    """Tell why a word of the query names no layer to hold against the first one.

    Parameters
    ----------
    word
        What was asked.
    layer, level
        The first layer, and the level of the areas on the map.
    edition, catalog
        What there can be.

    Returns
    -------
    str or None
        None where it does name one.
    """
    if word in (STACKING, UNDERMINING):
        return "many_figures"
    if word not in catalog or catalog.layer(word).hidden:
        return "no_second"
    if word == layer:
        return "same_layer"
    if not edition.has(word) or not edition.has_figures(word):
        return "no_figures"
    return None if choose_pair_period(edition, word, level) else "no_level"


def list_second_layers(
    layer: str, level: AreaLevel, edition: Edition, catalog: Catalog
) -> tuple[Layer, ...]:
    """List the layers that can be held against a layer, in the order of the menu.

    Parameters
    ----------
    layer, level
        The first layer, and the level of the areas on the map.
    edition, catalog
        What there can be.

    Returns
    -------
    tuple of Layer
        All that have figures of the level, but for itself.
    """
    return tuple(
        one
        for theme in catalog.themes
        for one in catalog.list_layers(theme.id)
        if explain_no_second(one.id, layer, level, edition, catalog) is None
    )


def check_pair_layer(
    word: str, layer: str, level: AreaLevel, edition: Edition, catalog: Catalog
) -> Unmet | None:
    """Tell why a layer is not held against the first one; see :func:`explain_no_second`."""
    why = explain_no_second(word, layer, level, edition, catalog)
    if why is None:
        return None
    return Unmet("laag2", word, why, of=level.value if why == "no_level" else "")


def check_pair_period(
    word: str, second: Second, level: AreaLevel, edition: Edition
) -> Unmet | None:
    """Tell why the second layer is not shown of a period; None where it is."""
    if word == second.period:
        return None
    if not second.layer:
        return Unmet("periode2", word, "not_here", of=PAIR)
    periods = list_second_periods(edition, second.layer, level)
    return Unmet("periode2", word, "unknown", of=PAIR, choices=periods)
