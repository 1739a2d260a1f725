"""The report on one value: references, rank, coverage, bounds and source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import NEARLY_ALL
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.origin import Origin
from nplv_geo.ground.errors import UnknownLayerError
from nplv_geo.present.values.carried import CarriedFigure, find_carried
from nplv_geo.present.values.references import Reference, list_usual_references
from nplv_geo.present.values.rows import RowFinder, compute_margin_between
from nplv_geo.present.values.signs import Sign, list_signs
from nplv_geo.statistics.compare import Rank, rank_area
from nplv_geo.statistics.observation import MadeObservation, Observation


@dataclass(frozen=True, slots=True)
class ValueReport:
    """Everything known about one layer's value in one area and period.

    Attributes
    ----------
    area, name, level
        The area: its code, its name in Dutch and its level.
    layer, period
        The layer and the year that the value is about.
    value
        In the unit of the layer; None for none.
    status, reason
        What the value, or the absence of it, means, and why.
    coverage
        Share of the weight that the value rests on, 0 to 1.
    bounds
        Lowest and highest value that what is not known allows, in the unit of the layer.
    units_with, units_total
        Of how many of the units that the area is made of there is a value.
    base_level
        Level that the value was added up from; empty when it stands as published.
    references
        The areas that every area is compared with.
    rank
        Place among the 20 focus areas; None for other areas and for amounts.
    origin
        Where the figures of the layer and period come from.
    unpublished
        Periods after this one of which no area has a figure yet.
    carried
        How it came to stand on the map of another year; None when it was published on its areas.
    """

    area: str
    name: str
    level: str
    layer: Layer
    period: str
    value: float | None
    status: str
    reason: str
    coverage: float
    bounds: tuple[float, float] | None
    units_with: int
    units_total: int
    base_level: str
    references: tuple[Reference, ...]
    rank: Rank | None
    origin: Origin
    unpublished: tuple[str, ...] = ()
    carried: CarriedFigure | None = None

    @property
    def signs(self) -> tuple[Sign, ...]:
        """Reservations that a reader must know before using the figure."""
        moved = self.carried.moved if self.carried else None
        row = MadeObservation(self.value, self.status, self.reason, self.coverage, moved=moved)
        return list_signs(self.layer, self.origin, self.area, row)


def make_report(
    edition: Edition, catalog: Catalog, area: str, layer_id: str, period: str | None = None
) -> ValueReport:
    """Report on one value.

    Parameters
    ----------
    edition
        Edition that holds the value.
    catalog
        The layers that there can be.
    area
        Code or name of the area, as in its address.
    layer_id
        Name of the layer, as in addresses and files.
    period
        The newest one with figures when None.

    Returns
    -------
    ValueReport
        Numbers in the unit of the layer.

    Raises
    ------
    UnknownAreaError, UnknownLayerError
        When the edition has no such area, layer or period.
    """
    layer = catalog.layer(layer_id)
    period = _check_period(edition, layer, period)
    area = edition.areas.parse(area)
    return make_report_from_rows(
        edition, layer, period, area, partial(edition.values.cell, layer_id, period)
    )


def make_report_from_rows(  # noqa: PLR0913  # the question, and what is at hand to answer it
    edition: Edition,
    layer: Layer,
    period: str,
    area: str,
    find_row: RowFinder,
    *,
    focus_rows: Mapping[str, Observation] | None = None,
) -> ValueReport:
    """Report on one value with rows that the caller has read already.

    Parameters
    ----------
    edition
        Edition that holds the value.
    layer, period
        A layer of the edition and one of its periods.
    area
        Code of the area.
    find_row
        Gives the row of the area, of all areas it is compared with and of the 20 areas.
    focus_rows
        Rows of the 20 areas, where they have been read too.

    Returns
    -------
    ValueReport
        Numbers in the unit of the layer.

    Raises
    ------
    UnknownAreaError
        When the edition has no such area.
    """
    level = edition.areas.level_of(area)
    row, origin = find_row(area), edition.origin(layer.id, period)
    return ValueReport(
        area=area,
        name=edition.areas.names[area],
        level=level.value,
        layer=layer,
        period=period,
        value=row.value,
        status=row.status,
        reason=row.reason,
        coverage=row.coverage,
        bounds=_read_bounds(row),
        units_with=row.units_with,
        units_total=row.units_total,
        base_level=row.base,
        references=tuple(list_usual_references(edition, layer, period, find_row, area)),
        rank=_rank_among_focus_areas(
            layer, origin, focus_rows or _find_focus_rows(edition, find_row), area
        ),
        origin=origin,
        unpublished=tuple(p for p in edition.unpublished_periods(layer.id) if p > period),
        carried=find_carried(edition, origin, row),
    )


def _find_focus_rows(edition: Edition, find_row: RowFinder) -> dict[str, Observation]:
    """Find the rows of the 20 areas."""
    return {area: find_row(area) for area in edition.areas.focus_codes}


def _rank_among_focus_areas(
    layer: Layer, origin: Origin, focus_rows: Mapping[str, Observation], area: str
) -> Rank | None:
    """Rank an area among those of which nearly all is known; amounts only tell who is large."""
    if layer.is_amount or area not in focus_rows:
        return None
    values = {
        code: value
        for code, row in focus_rows.items()
        if (value := row.value) is not None and row.coverage >= NEARLY_ALL
    }
    return rank_area(
        values,
        area,
        layer,
        lambda code: compute_margin_between(layer, focus_rows[area], focus_rows[code], origin),
    )


def _check_period(edition: Edition, layer: Layer, period: str | None) -> str:
    periods = edition.periods(layer.id)
    if not periods:
        raise UnknownLayerError(
            f"Kaartlaag '{layer.id}' is nog niet opgehaald; haal de cijfers op of lees ze in."
        )
    if period is None:
        return edition.default_period(layer.id)
    if period not in periods:
        raise UnknownLayerError(
            f"Kaartlaag '{layer.id}' heeft geen periode {period}; kies uit {', '.join(periods)}."
        )
    return period


def _read_bounds(row: Observation) -> tuple[float, float] | None:
    return None if row.lower is None or row.upper is None else (row.lower, row.upper)
