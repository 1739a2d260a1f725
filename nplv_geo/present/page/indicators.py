"""Indicators of the stacking: which layers can stand for a domain, and which a reader chose.

An edition doesn't change, so its candidates are computed once and cached for as long as it is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import MIN_PUBLISHED
from nplv_geo.edition.cache import SameObject
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.statistics.stacking import NORM_INHABITANTS

IndicatorChoices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A layer that can stand for a domain.

    Attributes
    ----------
    layer
        The layer.
    period
        Newest one with figures of buurten; None when too few of them have one.
    published
        Share, 0 to 1, of the buurten that set the norm which have a figure in it.
    """

    layer: Layer
    period: str | None
    published: float


def list_candidates(edition: Edition, catalog: Catalog) -> Mapping[str, tuple[Indicator, ...]]:
    """List all indicators that can stand for each domain, once an edition.

    Parameters
    ----------
    edition, catalog
        The edition that is shown, and the domains and layers that there can be.

    Returns
    -------
    mapping of str to tuple of Indicator
        By domain, the preferred one first; those without a period are not usable.
    """
    make = partial(_find_candidates, edition, catalog)
    return edition.cache.get_or_make(("indicators", SameObject(catalog)), make)


def select_usable(candidates: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """Select the indicators of which enough is published.

    Parameters
    ----------
    candidates
        Indicators of one domain, the preferred one first.

    Returns
    -------
    tuple of Indicator
        In the same order.
    """
    return tuple(indicator for indicator in candidates if indicator.period is not None)


def read_buurt_inhabitants(edition: Edition) -> pd.Series:
    """Read the number of inhabitants of each buurt.

    Parameters
    ----------
    edition
        The edition that is shown.

    Returns
    -------
    Series
        By code of the buurt; NaN where unknown.
    """
    return edition.areas.frame["inhabitants"].reindex(edition.areas.at(AreaLevel.BUURT))


def parse_indicator_choices(text: str, edition: Edition, catalog: Catalog) -> IndicatorChoices:
    """Read choices such as ``wonen:koopwoningen_pct,werk:ww_per_100``.

    Parameters
    ----------
    text
        Any text; indicators that the edition lacks and defaults are left out.
    edition, catalog
        The edition that is shown, and the domains and layers that there can be.

    Returns
    -------
    tuple
        Pairs of domain and layer in the order of the domains.
    """
    layers_by_domain = dict(part.split(":", 1) for part in text.split(",") if ":" in part)
    return drop_defaults(layers_by_domain, list_candidates(edition, catalog))


def write_indicator_choices(choices: IndicatorChoices) -> str:
    """Write choices as they stand in a URL.

    Parameters
    ----------
    choices
        Pairs of domain and layer.

    Returns
    -------
    str
        As :func:`parse_indicator_choices` reads them.
    """
    return ",".join(f"{domain}:{layer}" for domain, layer in choices)


def drop_defaults(
    layers_by_domain: Mapping[str, str], candidates: Mapping[str, tuple[Indicator, ...]]
) -> IndicatorChoices:
    """Leave out what is no choice: default indicators, and those that are not usable.

    Parameters
    ----------
    layers_by_domain
        Name of the layer that is to stand for a domain, by id of the domain.
    candidates
        The indicators that can stand for each domain.

    Returns
    -------
    tuple
        Pairs of domain and layer in the order of the domains.
    """
    choosable = {
        domain: [indicator.layer.id for indicator in select_usable(indicators)[1:]]
        for domain, indicators in candidates.items()
    }
    return tuple(
        (key, layers_by_domain[key])
        for key, ids in choosable.items()
        if layers_by_domain.get(key) in ids
    )


def _find_candidates(edition: Edition, catalog: Catalog) -> Mapping[str, tuple[Indicator, ...]]:
    inhabitants = read_buurt_inhabitants(edition)
    norm = inhabitants.index[inhabitants >= NORM_INHABITANTS]
    return {
        domain.id: tuple(
            _make_indicator(edition, catalog.layer(layer), norm) for layer in domain.indicators
        )
        for domain in catalog.domains
    }


def _make_indicator(edition: Edition, layer: Layer, norm: pd.Index) -> Indicator:
    period = edition.newest_period(layer.id, AreaLevel.BUURT)
    if period is None or not len(norm):
        return Indicator(layer, None, 0.0)
    published = float(edition.values.table(layer.id, period)["value"].reindex(norm).notna().mean())
    return Indicator(layer, period if published >= MIN_PUBLISHED else None, published)
