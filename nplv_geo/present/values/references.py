"""References: values of other areas that a value is compared with, and how the two relate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, NPLV, AreaLevel
from nplv_geo.present.values.carried import CarriedFigure, find_carried
from nplv_geo.present.values.rows import RowFinder, compute_margin_between, make_rest_row
from nplv_geo.statistics.compare import REST_PREFIX, Standing, compare_values


@dataclass(frozen=True, slots=True)
class Reference:
    """Value of another area that the value of an area is compared with.

    Attributes
    ----------
    id
        Code of the other area, or ``rest:GM0917`` for a gemeente without the area.
    name
        Its name in Dutch.
    value
        In the unit of the layer; None for none.
    status
        What its value, or the absence of it, means.
    difference
        Value of the area minus that of this one, in the unit of the layer.
    standing
        How the area stands beside this one.
    coverage
        Share of the weight that the value rests on.
    carried
        How its value came to stand on the map of another year; None when it was published on
        its areas.
    """

    id: str
    name: str
    value: float | None
    status: str
    difference: float | None = None
    standing: Standing | None = None
    coverage: float = 1.0
    carried: CarriedFigure | None = None


def list_usual_references(
    edition: Edition, layer: Layer, period: str, find_row: RowFinder, area: str
) -> Iterator[Reference]:
    """List what every area is compared with: gemeente, the rest of it, country and the 20.

    Parameters
    ----------
    edition
        Edition that holds the values.
    layer, period
        A layer of the edition and one of its periods.
    find_row
        Gives the row of any area for that layer and period.
    area
        Code of the area.

    Yields
    ------
    Reference
        The rest of a gemeente only beside a focus area, and where the layer can be added up.
    """
    gemeente = edition.areas.gemeente_code_of(area)
    if gemeente and gemeente != area:
        yield make_reference(edition, layer, find_row, area, gemeente, period=period)
        if edition.areas.level_of(area) is AreaLevel.FOCUSGEBIED and layer.is_additive:
            rest = f"{REST_PREFIX}{gemeente}"
            yield make_reference(edition, layer, find_row, area, rest, period=period)
    for other in (NEDERLAND, NPLV):
        if other != area and other in edition.areas.names:
            yield make_reference(edition, layer, find_row, area, other, period=period)


def make_reference(  # noqa: PLR0913  # what is compared, and when
    edition: Edition,
    layer: Layer,
    find_row: RowFinder,
    area: str,
    other: str,
    *,
    period: str,
) -> Reference:
    """Compare the value of an area with that of one other area.

    Parameters
    ----------
    edition
        Edition that holds the values.
    layer
        A layer of the edition.
    find_row
        Gives the row of any area for that layer and period.
    area
        Code of the area.
    other
        Code of the other area, or ``rest:GM0917`` for that gemeente without the area.
    period
        One of the periods of the layer.

    Returns
    -------
    Reference
        Without a difference when one of the two has no value.
    """
    area_row = find_row(area)
    if other.startswith(REST_PREFIX):
        gemeente = other.removeprefix(REST_PREFIX)
        name = f"rest van {edition.areas.names[gemeente]}"
        other_row = make_rest_row(layer, find_row(gemeente), area_row)
    else:
        name = edition.areas.names[other]
        other_row = find_row(other)
    value, other_value = area_row.value, other_row.value
    origin = edition.origin(layer.id, period)
    reference = Reference(
        other,
        name,
        other_value,
        other_row.status,
        coverage=other_row.coverage,
        carried=find_carried(edition, origin, other_row),
    )
    if other_value is None or value is None:
        return reference
    margin = compute_margin_between(layer, area_row, other_row, origin)
    return replace(
        reference,
        difference=value - other_value,
        standing=compare_values(value, other_value, layer, margin),
    )
