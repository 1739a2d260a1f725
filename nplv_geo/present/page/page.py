"""The whole page as one model: the view with the values and classes that its parts share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.area_table import Selection
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.origin import Origin
from nplv_geo.ground.areas import NEDERLAND, AreaLevel
from nplv_geo.present.address.areas import ALIKE, REST
from nplv_geo.present.page.comparators import Comparator, list_comparators
from nplv_geo.present.page.scale import Scale, Shown, classify_shown, find_scale
from nplv_geo.present.page.scope import Scope
from nplv_geo.present.page.stacking import Stacking
from nplv_geo.present.page.undermining import (
    FactorSet,
    read_silent_values,
)
from nplv_geo.present.page.view import LANGUAGES, NO_FIGURE, View, make_linker
from nplv_geo.present.texts import Texts
from nplv_geo.present.values.change import Change
from nplv_geo.present.values.pair import Pair
from nplv_geo.present.values.rows import none_if_missing
from nplv_geo.statistics.classify import (
    NO_CLASS,
    Classification,
    classify_counts,
    classify_silently,
)

SHOWN = ("value", "status", "reason")


@dataclass(frozen=True)
class Page:
    """One view with everything that its parts share; each part is a function of a page.

    Attributes
    ----------
    edition, catalog, focus_areas
        The edition that is shown, the layers that there can be, and the composition of each
        focus area by its code.
    view
        What the reader asked for.
    scope
        Which areas it shows.
    layer
        The layer of the view; for the stacking, and for undermining without a factor on the map,
        one that is made for it.
    t
        Texts in the language of the view.
    stacking
        What the page shows in place of a layer, on the map that counts domains.
    factors
        What the page shows beside the map, in the view on undermining.
    change
        What the map shows in place of the values of one period, on the tab of changes.
    pair
        What the map shows in place of the values of one layer, on the tab of two together.
    beside
        The page of the map beside this one, on the tab for two maps, where there is one.
    is_older
        True when there is a newer edition than the one that the link is pinned to.
    """

    edition: Edition
    catalog: Catalog
    focus_areas: Mapping[str, FocusArea]
    view: View
    scope: Scope
    layer: Layer
    t: Texts
    stacking: Stacking | None = None
    factors: FactorSet | None = None
    change: Change | None = None
    pair: Pair | None = None
    beside: Page | None = None
    is_older: bool = False

    @property
    def is_silent(self) -> bool:
        """True for the view on undermining when no factor colours its map."""
        return self.factors is not None and not self.view.factor

    @property
    def is_of_one_layer(self) -> bool:
        """True when the map shows the values of one layer and period that the edition holds."""
        return self.made_values is None and self.pair is None

    @property
    def counted(self) -> Stacking | None:
        """What the map counts; None also on the map of how that changed."""
        return None if self.change else self.stacking

    @cached_property
    def made_values(self) -> pd.DataFrame | None:
        """Values of a layer that no edition holds; None for all other layers."""
        if self.change:
            return self.change.frame
        if self.stacking:
            return self.stacking.values
        return read_silent_values(self.edition) if self.is_silent else None

    @cached_property
    def values(self) -> pd.DataFrame:
        """All values of the layer and period, indexed by area; most of a page needs a few."""
        if self.made_values is not None:
            return self.made_values
        return self.edition.values.table(self.layer.id, self.view.period)

    @cached_property
    def numbers(self) -> np.ndarray:
        """Value of each area that takes a colour, NaN for none, by the order of the scope."""
        if self.change:
            return self.change.numbers
        if self.made_values is not None:
            return self.shown["value"].to_numpy(dtype=float)
        return self.edition.values.numbers(self.layer.id, self.view.period, self.scope.selection)

    @cached_property
    def shown(self) -> pd.DataFrame:
        """Value, status and reason of the same areas."""
        return self.read_columns(self.scope.selection)

    def read_columns(self, areas: Selection, columns: Sequence[str] = SHOWN) -> pd.DataFrame:
        """Read columns of the values of some areas.

        Parameters
        ----------
        areas
            The areas, as the edition selects them.
        columns
            Names of columns; made values have those of ``SHOWN`` only.

        Returns
        -------
        DataFrame
            One row an area, in their order.
        """
        if self.made_values is not None:
            return self.made_values.reindex(areas.areas)
        return self.edition.values.rows(self.layer.id, self.view.period, areas, columns)

    @cached_property
    def reference(self) -> float | None:
        """Value of the area that the classes turn around."""
        return self.find_value(self.view.compare)

    def find_value(self, area: str) -> float | None:
        """Find the value of any area; None for none, as the stacking has for all but buurten."""
        if self.made_values is not None:
            return none_if_missing(self.made_values["value"].get(area))
        return self.edition.values.cell(self.layer.id, self.view.period, area).value

    @cached_property
    def classes(self) -> Classification:
        """Classification of the shown areas: the one that map, legend and table share."""
        if self.change:
            return self.change.classes
        if self.pair:
            return self.pair.classes
        if self.stacking:
            return classify_counts(self.numbers, self.stacking.highest)
        if self.is_silent:
            return classify_silently(len(self.scope.codes))
        return classify_shown(self._on_map, self.scale, self.numbers, self.reference)

    @cached_property
    def scale(self) -> Scale:
        """Which figures decide on the bounds of the classes, of a layer that the edition holds."""
        return find_scale(self._on_map)

    @property
    def _on_map(self) -> Shown:
        return Shown(self.view, self.scope, self.edition, self.layer)

    @cached_property
    def comparators(self) -> tuple[Comparator, ...]:
        """What the reader compares with: the one list that all parts share."""
        return list_comparators(self)

    @property
    def lit(self) -> int | None:
        """Number of the class that the reader keeps lit, ``NO_CLASS`` for no figure; else None."""
        word = self.view.lit
        if not word or self.is_silent:
            return None
        if word == NO_FIGURE:
            return NO_CLASS
        return int(word) - 1 if int(word) <= self.classes.k else None

    @cached_property
    def gemeente(self) -> str | None:
        """Gemeente of the view's area, None for larger areas."""
        return self.edition.areas.gemeente_code_of(self.view.area)

    @cached_property
    def wijken(self) -> tuple[str, ...]:
        """Wijken of the view's area; none of the country, which has too many to show together."""
        area = self.view.area
        return () if area == NEDERLAND else tuple(self.edition.areas.wijken_of(area))

    @cached_property
    def place_wijken(self) -> tuple[str, ...]:
        """Wijken of the area that fills the map; none when that is the country."""
        if self.scope.is_country:
            return ()
        is_own = self.scope.place == self.view.area
        return self.wijken if is_own else tuple(self.edition.areas.wijken_of(self.scope.place))

    @cached_property
    def query(self) -> str:
        """Query of the view."""
        return self.view.write_query()

    @cached_property
    def _links(self) -> dict[tuple[str, ...], Callable[[str], str]]:
        return {}

    def link(self, field: str, value: str, **changes: str) -> str:
        """Write the query of the view with another value of one parameter.

        Parameters
        ----------
        field, value
            Parameter of the query, and its other value.
        **changes
            Other values of other parameters.

        Returns
        -------
        str
            Starts with ``?``.
        """
        key = (field, *changes, *changes.values())
        if key not in self._links:
            self._links[key] = make_linker(self.view, field, **changes)
        return self._links[key](value)

    @property
    def is_start(self) -> bool:
        """True where nobody has chosen anything but a language."""
        return self.view.write_query(taal=LANGUAGES[0]) == "?"

    @property
    def label_with_unit(self) -> str:
        """Label of the layer with its unit, unless the label already says it."""
        return self.t.label_with_unit(self.layer)

    def find_focus_area(self) -> FocusArea | None:
        """Find the focus area that the view's area is or lies in; None for any other."""
        area = self.edition.areas.focus_area_of(self.view.area) or self.view.area
        return self.focus_areas.get(area)

    def name_area(self, area: str) -> str:
        """Name an area in the language of the reader.

        Parameters
        ----------
        area
            Code of the area, ``rest`` or ``gelijken``.

        Returns
        -------
        str
            The names of single areas are Dutch in any language.
        """
        if area == ALIKE:
            return self.t("compared.alike")
        if area == REST:
            return self.t("rest_of", gemeente=self.name_area(self.gemeente or NEDERLAND))
        if area in (AreaLevel.NPLV.value, "NL00"):
            return self.t("nplv" if area == AreaLevel.NPLV.value else "nederland")
        return self.edition.areas.names[area]

    def find_origin(self) -> Origin:
        """Find where the figures of the layer and period come from, as the edition notes it."""
        return self.edition.origin(self.layer.id, self.view.period)
