"""The whole page as one model: what every part of it shows for one view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from nplv_geo.areas import AreaLevel
from nplv_geo.catalog import Catalog, Layer
from nplv_geo.classify import Classification, classify
from nplv_geo.edition import Edition
from nplv_geo.focus_areas import FocusArea
from nplv_geo.present.scope import Scope, scope_of
from nplv_geo.present.texts import Texts, texts
from nplv_geo.present.value import known
from nplv_geo.present.view import View, parse


@dataclass(frozen=True)
class Page:
    """One view with everything that its parts share; each part is a function of a page.

    Attributes
    ----------
    values
        All values of the layer and period, indexed by area.
    """

    edition: Edition
    catalog: Catalog
    focus_areas: Mapping[str, FocusArea]
    view: View
    scope: Scope
    layer: Layer
    values: pd.DataFrame
    t: Texts

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
        return classify(
            self.shown["value"].to_numpy(dtype=float),
            self.view.scheme,
            self.layer.classes.k,
            decimals=self.layer.decimals,
            reference=self.reference,
        )

    @property
    def labelled(self) -> str:
        """Layer with its unit, unless the label already says it."""
        label, unit = self.layer.label.in_(self.view.language), self.t.unit(self.layer)
        return label if unit.lower() in label.lower() else f"{label} ({unit})"

    def name(self, area: str) -> str:
        """Name of an area; the country and the 20 together in the reader's language."""
        if area in (AreaLevel.NPLV.value, "NL00"):
            return self.t("nplv" if area == AreaLevel.NPLV.value else "nederland")
        return str(self.edition.areas.loc[area, "name"])

    def origin(self) -> dict[str, object]:
        """Where the shown figures come from."""
        return self.edition.origin(self.layer.id, self.view.period)


def page(
    query: str, edition: Edition, catalog: Catalog, focus_areas: Mapping[str, FocusArea]
) -> Page:
    """Make the page of a URL query; any query gives a page."""
    view = parse(query, edition, catalog)
    return Page(
        edition=edition,
        catalog=catalog,
        focus_areas=focus_areas,
        view=view,
        scope=scope_of(view, edition),
        layer=catalog.layer(view.layer),
        values=edition.values(view.layer, view.period),
        t=texts(view.language),
    )
