"""The profile of an area: every layer with its references and its change, in one model.

Page, command line, API and briefing all show this one model, so they can't disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from statistics import stdev

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.values.families import measure_gaps
from nplv_geo.present.values.history import History, make_history
from nplv_geo.present.values.rows import RowFinder, none_if_missing, read_focus_rows
from nplv_geo.present.values.value import ValueReport, make_report_from_rows
from nplv_geo.statistics.time.moves import Change, measure_change
from nplv_geo.statistics.time.time_points import SeriesPoint
from nplv_geo.statistics.time.trend import Gap

# A standard deviation of fewer areas says nothing.
_ENOUGH_FOR_SPREAD = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One layer of a profile.

    Attributes
    ----------
    layer
        The layer.
    report
        The newest value with its references and rank.
    points
        The area's values in all periods on the areas of the map, oldest first: what is compared.
    change, country_change
        Since the programme began, of the area and of the country; None when there are not two
        comparable periods.
    gaps
        By id of the gemeente and the country; empty for layers that are not judged.
    spread
        Standard deviation between the focus areas, in the layer's unit: what makes differences
        on different layers comparable.
    find_row
        Gives the row of any area for the same layer and period.
    published_points
        The values where they were published, for who asked for those; None for who did not.
    """

    layer: Layer
    report: ValueReport
    points: tuple[SeriesPoint, ...]
    change: Change | None
    country_change: Change | None
    gaps: Mapping[str, Gap]
    spread: float | None
    find_row: RowFinder = field(repr=False, compare=False)
    published_points: tuple[SeriesPoint, ...] | None = None

    @property
    def shown_points(self) -> tuple[SeriesPoint, ...]:
        """The values in all periods as the reader wants to see them."""
        return self.points if self.published_points is None else self.published_points


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Profile:
    """Everything about one area; what is derived from it can be cached as long as it lives.

    Attributes
    ----------
    edition
        Id of the edition that the figures are from.
    area, name, level
        The area: its code, its name in Dutch and its level.
    gemeente
        Code of the gemeente that the area lies in; None for larger areas.
    inhabitants
        Number of inhabitants; None when unknown.
    boundary
        The composition of a focus area and how sure it is; None for others.
    items
        One for each visible layer that the edition has, in the order of the menu.
    """

    edition: str
    area: str
    name: str
    level: str
    gemeente: str | None
    inhabitants: float | None
    boundary: FocusArea | None
    items: tuple[Item, ...]

    def find_item(self, layer_id: str) -> Item | None:
        """Find the item of one layer.

        Parameters
        ----------
        layer_id
            Name of the layer, as in addresses and files.

        Returns
        -------
        Item or None
            None when the edition has no such values.
        """
        return next((item for item in self.items if item.layer.id == layer_id), None)


def make_profile(
    edition: Edition, catalog: Catalog, focus_areas: Mapping[str, FocusArea], area: str
) -> Profile:
    """Make the profile of an area over all visible layers, in the order of the menu.

    Parameters
    ----------
    edition
        Edition that holds the values.
    catalog
        The layers that there can be.
    focus_areas
        Composition of each focus area, by its code.
    area
        Code or name of the area, as in its address.

    Returns
    -------
    Profile
        Values of the newest period with figures, each in the unit of its layer.

    Raises
    ------
    UnknownAreaError
        When the edition has no such area.
    """
    area = edition.areas.parse(area)
    area_row = edition.areas.row(area)
    gemeente = edition.areas.gemeente_code_of(area)
    is_inside = gemeente != area and gemeente in edition.areas.names
    layers = [la for theme in catalog.themes for la in catalog.list_layers(theme.id)]
    judged = edition.comparable
    histories: dict[str, History] = {a: make_history(judged, a) for a in (area, NEDERLAND)}
    return Profile(
        edition=edition.id,
        area=area,
        name=str(area_row["name"]),
        level=str(area_row["level"]),
        gemeente=gemeente if is_inside else None,
        inhabitants=none_if_missing(area_row["inhabitants"]),
        boundary=focus_areas.get(area),
        items=tuple(
            _make_item(edition, layer, area, histories) for layer in layers if edition.has(layer.id)
        ),
    )


def _make_item(edition: Edition, layer: Layer, area: str, histories: Mapping[str, History]) -> Item:
    period = edition.default_period(layer.id)
    find_row = partial(edition.values.cell, layer.id, period)
    judged = edition.comparable
    of_area, of_country = (histories[code].list_points(judged, layer) for code in (area, NEDERLAND))
    focus_rows = read_focus_rows(edition, layer.id, period)
    focus_values = tuple(row.value for row in focus_rows.values() if row.value is not None)
    return Item(
        layer=layer,
        report=make_report_from_rows(edition, layer, period, area, find_row, focus_rows=focus_rows),
        points=of_area,
        change=measure_change(of_area, layer),
        country_change=measure_change(of_country, layer) if area != NEDERLAND else None,
        gaps=measure_gaps(edition, layer, area),
        spread=_compute_spread(focus_values),
        find_row=find_row,
        published_points=None
        if judged is edition
        else make_history(edition, area).list_points(edition, layer),
    )


@lru_cache(maxsize=512)
def _compute_spread(values: tuple[float, ...]) -> float | None:
    """Compute the standard deviation between the focus areas: their profiles share it."""
    return stdev(values) if len(values) >= _ENOUGH_FOR_SPREAD else None
