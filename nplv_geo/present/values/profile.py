"""The profile of an area: every layer beside its references, over time, in one value.

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
from nplv_geo.ground.areas import NEDERLAND, normalise_code
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
    found
        The newest value with its references and rank.
    points
        The area's values in all periods, oldest first.
    change, country_change
        Since the programme began, of the area and of the country; None when there are not two
        comparable periods.
    gaps
        By id of the gemeente and the country; empty for layers that are not judged.
    spread
        Standard deviation between the focus areas, in the layer's unit: what makes differences
        on different layers comparable.
    """

    layer: Layer
    report: ValueReport
    points: tuple[SeriesPoint, ...]
    change: Change | None
    country_change: Change | None
    gaps: Mapping[str, Gap]
    spread: float | None
    find_row: RowFinder = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Profile:
    """Everything about one area; what follows from it can be kept as long as it is.

    Attributes
    ----------
    gemeente
        Code of the gemeente that the area lies in; None for larger areas.
    boundary
        The composition of a focus area and how sure it is; None for others.
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
        """Item of one layer, None when the edition has no such values."""
        return next((item for item in self.items if item.layer.id == layer_id), None)


def make_profile(
    edition: Edition, catalog: Catalog, focus_areas: Mapping[str, FocusArea], area: str
) -> Profile:
    """Make the profile of an area over all visible layers, in the order of the menu.

    Raises
    ------
    UnknownAreaError
        When the edition has no such area.
    """
    code = normalise_code(area)
    area = code if code in edition.areas.names else area
    area_row = edition.areas.row(area)
    gemeente = edition.areas.gemeente_code_of(area)
    surrounding_gemeente = (
        gemeente if gemeente != area and gemeente in edition.areas.names else None
    )
    layers = [la for theme in catalog.themes for la in catalog.list_layers(theme.id)]
    histories = {a: make_history(edition, a) for a in (area, NEDERLAND)}
    return Profile(
        edition=edition.id,
        area=area,
        name=str(area_row["name"]),
        level=str(area_row["level"]),
        gemeente=surrounding_gemeente,
        inhabitants=none_if_missing(area_row["inhabitants"]),
        boundary=focus_areas.get(area),
        items=tuple(
            _make_item(edition, layer, area, histories) for layer in layers if edition.has(layer.id)
        ),
    )


def _make_item(edition: Edition, layer: Layer, area: str, histories: Mapping[str, History]) -> Item:
    period = edition.default_period(layer.id)
    find_row = partial(edition.values.cell, layer.id, period)
    points_by_area = {
        a: area_history.list_points(edition, layer) for a, area_history in histories.items()
    }
    focus = read_focus_rows(edition, layer.id, period)
    return Item(
        layer=layer,
        report=make_report_from_rows(edition, layer, period, area, find_row, focus_rows=focus),
        points=points_by_area[area],
        change=measure_change(points_by_area[area], layer),
        country_change=measure_change(points_by_area[NEDERLAND], layer)
        if area != NEDERLAND
        else None,
        gaps=measure_gaps(edition, layer, area),
        spread=_compute_spread(tuple(v for row in focus.values() if (v := row.value) is not None)),
        find_row=find_row,
    )


@lru_cache(maxsize=512)
def _compute_spread(values: tuple[float, ...]) -> float | None:
    """Standard deviation between the focus areas, the same in each of their profiles."""
    return stdev(values) if len(values) >= _ENOUGH_FOR_SPREAD else None
