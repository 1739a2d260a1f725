"""The stacking of an edition: in which domains each buurt is among the worst fifth.

Computed once for each of the few combinations of indicators that readers choose, and cached for
as long as the edition is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import pandas as pd

from nplv_geo.definitions.catalog import STACKING, Catalog, Domain
from nplv_geo.definitions.layers import Aggregate, Classes, Layer, LayerSource
from nplv_geo.definitions.texts import Text
from nplv_geo.edition.cache import SameObject
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.status import Status
from nplv_geo.present.page.indicators import (
    Indicator,
    IndicatorChoices,
    drop_defaults,
    list_candidates,
    read_buurt_inhabitants,
    select_usable,
)
from nplv_geo.present.stack_years.years import (
    DomainIndicator,
    StackedYears,
    find_stacked_years,
)
from nplv_geo.present.texts import texts
from nplv_geo.present.values.evidence import (
    MODEL,
    compute_edge_margins,
    has_shared_source,
    name_source,
)
from nplv_geo.statistics.stacking import BuurtStack, Stack, stack_domains


@dataclass(frozen=True)
class Stacking:
    """Everything that a page about stacking shows.

    Attributes
    ----------
    stack
        In which domains each buurt is among the worst fifth.
    domains
        The domains, in their order.
    candidates
        By domain all indicators that can stand for it, the preferred one first.
    indicators
        By domain the one that stands for it; None when the edition has none.
    inhabitants
        Number of inhabitants by buurt.
    is_national
        False when the edition holds only some buurten of the country.
    sources
        By domain with an indicator what its figures come from: the publication, or the model
        that its publisher makes for all its topics (:mod:`present.values.evidence`).
    years
        The years that can be compared.
    """

    stack: Stack
    domains: tuple[Domain, ...]
    candidates: Mapping[str, tuple[Indicator, ...]]
    indicators: Mapping[str, Indicator | None]
    inhabitants: pd.Series
    is_national: bool
    sources: Mapping[str, str]
    years: StackedYears

    def is_indication(self, stack: BuurtStack) -> bool:
        """Tell whether the domains in which a buurt is worst can't confirm one another.

        Parameters
        ----------
        stack
            Stack of the buurt.

        Returns
        -------
        bool
            True when their figures share a source.
        """
        pairs = zip(self.stack.domains, stack.is_worst, strict=True)
        return has_shared_source([self.sources[domain] for domain, is_worst in pairs if is_worst])

    @property
    def shared_models(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Publishers of a model that stands for several domains, with the ids of those."""
        domains_by_model: dict[str, list[str]] = {}
        for domain, key in self.sources.items():
            if key.startswith(MODEL):
                domains_by_model.setdefault(key.removeprefix(MODEL), []).append(domain)
        return tuple((name, tuple(ids)) for name, ids in domains_by_model.items() if len(ids) > 1)

    @property
    def highest(self) -> int:
        """Number of domains that have an indicator: no buurt can have a higher count."""
        return sum(indicator is not None for indicator in self.indicators.values())

    @property
    def scope_word(self) -> str:
        """Ending of the names of texts that tell of which buurten a fifth is the worst fifth."""
        return "national" if self.is_national else "local"

    def find_stack(self, buurt: str) -> BuurtStack:
        """Find the stack of one buurt.

        Parameters
        ----------
        buurt
            Code of the buurt.

        Returns
        -------
        BuurtStack
            In which domains it is among the worst fifth.
        """
        return self._by_buurt[buurt]

    @cached_property
    def _by_buurt(self) -> dict[str, BuurtStack]:
        frame = self.stack.frame
        flags = [_list_cells(frame[domain]) for domain in self.stack.domains]
        counts = _list_cells(frame["count"])
        places = zip(*flags, strict=True) if flags else ((),) * len(frame)
        near = map(tuple, self.stack.near.to_numpy(dtype=bool).tolist())
        others = (frame["known"].tolist(), counts, frame["reason"].tolist(), near)
        rows = zip(places, *others, strict=True)
        return dict(zip(frame.index.tolist(), (BuurtStack(*row) for row in rows), strict=True))

    @cached_property
    def values(self) -> pd.DataFrame:
        """Counts in the form of a layer's values."""
        frame = self.stack.frame
        is_known = frame["count"].notna()
        status = is_known.map({True: Status.OK.value, False: Status.NO_DATA.value})
        counts = frame["count"].astype("Float64").to_numpy(dtype=float, na_value=float("nan"))
        return pd.DataFrame(
            {"value": counts, "status": status, "reason": frame["reason"]}, index=frame.index
        )


def _list_cells(column: pd.Series) -> list[Any]:
    """List the cells of a column, None in place of unknown ones."""
    return [None if cell is pd.NA else cell for cell in column.tolist()]


def make_stacking(edition: Edition, catalog: Catalog, choices: IndicatorChoices = ()) -> Stacking:
    """Make the stacking of an edition, once for each combination of indicators.

    Parameters
    ----------
    edition, catalog
        The edition that is shown, and the domains and layers that there can be.
    choices
        Indicators that readers chose; the other domains have their preferred one.

    Returns
    -------
    Stacking
        For all buurten of the edition.
    """
    make = partial(
        _make_stacking, edition, catalog, list_candidates(edition, catalog), dict(choices)
    )
    return edition.cache.get_or_make(("stacking", SameObject(catalog), choices), make)


def replace_choice(
    choices: IndicatorChoices, stacking: Stacking, domain: str, layer: str
) -> IndicatorChoices:
    """Replace the indicator of one domain.

    Parameters
    ----------
    choices
        Pairs of domain and layer.
    stacking
        Holds the indicators that can be chosen.
    domain, layer
        Id of the domain, and of the layer that is to stand for it.

    Returns
    -------
    tuple
        The other choices; the default indicator is left out.
    """
    return drop_defaults(dict(choices) | {domain: layer}, stacking.candidates)


def make_stacking_layer(stacking: Stacking) -> Layer:
    """Make a layer of the stacking, for the parts of the page that show layers.

    Parameters
    ----------
    stacking
        The stacking.

    Returns
    -------
    Layer
        Its values are numbers of domains.
    """
    words = {language: texts(language) for language in ("nl", "en")}
    description = f"stacking.description_{stacking.scope_word}"
    return Layer(
        id=STACKING,
        theme=STACKING,
        label=Text(nl=words["nl"]("stacking.label"), en=words["en"]("stacking.label")),
        description=Text(nl=words["nl"](description), en=words["en"](description)),
        unit="domeinen",
        decimals=0,
        higher_is="worse",
        source=LayerSource(table="", topic=""),
        aggregate=Aggregate(rule="none"),
        classes=Classes(scheme="equal"),
    )


def _make_stacking(
    edition: Edition,
    catalog: Catalog,
    candidates: Mapping[str, tuple[Indicator, ...]],
    layers_by_domain: Mapping[str, str],
) -> Stacking:
    indicators = {
        domain.id: _choose_indicator(candidates[domain.id], layers_by_domain.get(domain.id))
        for domain in catalog.domains
    }
    inhabitants = read_buurt_inhabitants(edition)
    layers = {key: (i.layer, str(i.period)) for key, i in indicators.items() if i}
    sides = {
        domain.id: domain.find_worst_side(indicator.layer)
        for domain in catalog.domains
        if (indicator := indicators[domain.id])
    }
    stack = stack_domains(
        {key: _read_values(edition, i, inhabitants) for key, i in indicators.items()},
        sides,
        inhabitants,
        {
            key: compute_edge_margins(edition, layer, period, inhabitants.index)
            for key, (layer, period) in layers.items()
        },
    )
    return Stacking(
        stack=stack,
        domains=catalog.domains,
        candidates=candidates,
        indicators=indicators,
        inhabitants=inhabitants,
        is_national=edition.is_national,
        sources={key: name_source(edition, *layer) for key, layer in layers.items()},
        years=find_stacked_years(
            edition,
            {
                key: DomainIndicator(*layers[key], sides[key]) if key in layers else None
                for key in indicators
            },
            inhabitants,
        ),
    )


def _choose_indicator(candidates: tuple[Indicator, ...], layer_id: str | None) -> Indicator | None:
    """Choose the indicator of a layer where it is usable, else the preferred one."""
    usable = select_usable(candidates)
    of_layer = (indicator for indicator in usable if indicator.layer.id == layer_id)
    return next(of_layer, next(iter(usable), None))


def _read_values(
    edition: Edition, indicator: Indicator | None, inhabitants: pd.Series
) -> pd.Series:
    """Read values rounded as they are shown, so that map and threshold never contradict."""
    if indicator is None or indicator.period is None:
        return pd.Series(float("nan"), index=inhabitants.index)
    values = edition.values.table(indicator.layer.id, indicator.period)["value"]
    return values.reindex(inhabitants.index).round(indicator.layer.decimals)
