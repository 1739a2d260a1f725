"""The profile of an area: every layer beside its references, over time, in one value.

Page, command line, API and briefing all show this one model, so they can't disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from statistics import stdev

from nplv_geo.areas import NEDERLAND, AreaLevel, level_of, normalise_code
from nplv_geo.catalog import Catalog, Layer
from nplv_geo.edition import Edition
from nplv_geo.focus_areas import FocusArea
from nplv_geo.lookup import Cells
from nplv_geo.present.history import History, history
from nplv_geo.present.value import NOTHING, Rows, ValueReport, known, of_focus_areas, report_from
from nplv_geo.trend import Change, Gap, Point, change, gap

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
    found: ValueReport
    points: tuple[Point, ...]
    change: Change | None
    country_change: Change | None
    gaps: Mapping[str, Gap]
    spread: float | None
    rows: Rows = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything about one area.

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

    def item(self, layer_id: str) -> Item | None:
        """Item of one layer, None when the edition has no such values."""
        return next((item for item in self.items if item.layer.id == layer_id), None)


def profile(
    edition: Edition, catalog: Catalog, focus_areas: Mapping[str, FocusArea], area: str
) -> Profile:
    """Make the profile of an area over all visible layers, in the order of the menu.

    Raises
    ------
    UnknownAreaError
        When the edition has no such area.
    """
    code = normalise_code(area)
    area = code if code in edition.areas.index else area
    place = edition.area(area)
    gemeente = edition.gemeente_code_of(area)
    inside = gemeente if gemeente != area and gemeente in edition.areas.index else None
    layers = [la for theme in catalog.themes for la in catalog.of_theme(theme.id)]
    histories = {a: history(edition, a) for a in (area, inside, NEDERLAND) if a}
    return Profile(
        edition=edition.id,
        area=area,
        name=str(place["name"]),
        level=str(place["level"]),
        gemeente=inside,
        inhabitants=known(place["inhabitants"]),
        boundary=focus_areas.get(area),
        items=tuple(
            _item(edition, layer, area, histories) for layer in layers if edition.has(layer.id)
        ),
    )


def _item(edition: Edition, layer: Layer, area: str, histories: Mapping[str, History]) -> Item:
    period = newest_period(edition, layer)
    rows = partial(row_in, edition, layer.id, period)
    lines = {a: found.points(edition, layer) for a, found in histories.items()}
    spread = [value for value in of_focus_areas(edition, rows).values() if value is not None]
    found_gaps = {a: gap(lines[area], lines[a], layer) for a in lines if a != area}
    return Item(
        layer=layer,
        found=report_from(edition, layer, period, area, rows),
        points=lines[area],
        change=change(lines[area], layer),
        country_change=change(lines[NEDERLAND], layer) if area != NEDERLAND else None,
        gaps={a: found for a, found in found_gaps.items() if found is not None},
        spread=stdev(spread) if len(spread) >= _ENOUGH_FOR_SPREAD else None,
        rows=rows,
    )


def row_in(edition: Edition, layer_id: str, period: str, area: str) -> Cells:
    """Row of any area; buurten are not in the table of comparison."""
    if level_of(area) is not AreaLevel.BUURT:
        return edition.lookup.row(layer_id, period, area) or NOTHING
    rows = edition.rows_of(area)
    own = rows[rows.index == (layer_id, period)].to_dict("records")
    return {str(name): cell for name, cell in own[0].items()} if own else NOTHING


def newest_period(edition: Edition, layer: Layer) -> str:
    """Newest period with any value: a column may stand in a table before it is filled."""
    periods = edition.periods(layer.id)
    filled = [p for p in periods if edition.origin(layer.id, p)["values"]]
    return filled[-1] if filled else periods[-1]


def is_focus_area(found: Profile) -> bool:
    """Tell whether the profile is of one of the 20."""
    return found.level == AreaLevel.FOCUSGEBIED.value
