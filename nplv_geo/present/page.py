"""The whole page as one model: what every part of it shows for one view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from nplv_geo.areas import NEDERLAND, AreaLevel, level_of
from nplv_geo.catalog import STACKING, Catalog, Layer
from nplv_geo.classify import Classification, classify, classify_counts
from nplv_geo.edition import Edition
from nplv_geo.focus_areas import FocusArea
from nplv_geo.present.scope import Scope, scope_of
from nplv_geo.present.stacking import Stacking, stacking_layer, stacking_of
from nplv_geo.present.texts import Texts, texts
from nplv_geo.present.value import known
from nplv_geo.present.view import REST, View, parse


@dataclass(frozen=True)
class Page:
    """One view with everything that its parts share; each part is a function of a page.

    Attributes
    ----------
    values
        All values of the layer and period, indexed by area.
    stacking
        What the page shows in place of a layer, on the map that counts domains.
    is_older
        True when there is a newer edition than the one that the link is pinned to.
    """

    edition: Edition
    catalog: Catalog
    focus_areas: Mapping[str, FocusArea]
    view: View
    scope: Scope
    layer: Layer
    values: pd.DataFrame
    t: Texts
    stacking: Stacking | None = None
    is_older: bool = False

    @cached_property
    def shown(self) -> pd.DataFrame:
        """Values of the areas that take a colour, in the order of the scope."""
        return self.values.reindex(list(self.scope.codes))

    @cached_property
    def reference(self) -> float | None:
        """Value that "compared with" turns around."""
        return known(self.values["value"].get(self.view.compare))

    @cached_property
    def classes(self) -> Classification:
        """Classification of the shown areas: the one that map, legend and table share."""
        if self.stacking:
            return classify_counts(self.shown["value"].to_numpy(dtype=float), self.stacking.highest)
        return classify(
            self.shown["value"].to_numpy(dtype=float),
            self.view.scheme,
            self.layer.classes.k,
            decimals=self.layer.decimals,
            reference=self.reference,
        )

    @property
    def gemeente(self) -> str | None:
        """Gemeente of the view's area, None for larger areas."""
        return self.edition.gemeente_code_of(self.view.area)

    @property
    def labelled(self) -> str:
        """Layer with its unit, unless the label already says it."""
        label, unit = self.layer.label.in_(self.view.language), self.t.unit(self.layer)
        return label if unit.lower() in label.lower() else f"{label} ({unit})"

    @property
    def has_rest(self) -> bool:
        """True when the gemeente holds more than the area."""
        return level_of(self.view.area) is AreaLevel.FOCUSGEBIED

    def name(self, area: str) -> str:
        """Name of an area; the country, the 20 and the rest in the reader's language."""
        if area == REST:
            return self.t("rest_of", gemeente=self.name(self.gemeente or NEDERLAND))
        if area in (AreaLevel.NPLV.value, "NL00"):
            return self.t("nplv" if area == AreaLevel.NPLV.value else "nederland")
        return self.edition.names[area]

    def origin(self) -> dict[str, object]:
        """Where the shown figures come from."""
        return self.edition.origin(self.layer.id, self.view.period)


def page(
    query: str, edition: Edition, catalog: Catalog, focus_areas: Mapping[str, FocusArea]
) -> Page:
    """Make the page of a URL query; any query gives a page."""
    view = parse(query, edition, catalog)
    stacked = view.layer == STACKING
    stacking = stacking_of(edition, catalog, view.domains) if stacked else None
    return Page(
        edition=edition,
        catalog=catalog,
        focus_areas=focus_areas,
        view=view,
        scope=scope_of(view, edition),
        layer=stacking_layer(stacking) if stacking else catalog.layer(view.layer),
        values=stacking.values if stacking else edition.values(view.layer, view.period),
        t=texts(view.language),
        stacking=stacking,
    )
