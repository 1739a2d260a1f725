"""References: values of other areas that a value is compared with, and how the two relate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, NPLV, AreaLevel
from nplv_geo.present.values.carried import CarriedFigure, find_carried
from nplv_geo.present.values.compared import Compared
from nplv_geo.present.values.rows import RowFinder
from nplv_geo.statistics.compare import REST_PREFIX, Standing, compare_values


@dataclass(frozen=True, slots=True)
class Reference:
    """Value of another area that the value of an area is compared with.

    Attributes
    ----------
    id
        Code of the other area, ``rest:GM0917`` for a gemeente without the area, or ``gelijken``.
    name
        Its name; in Dutch, unless who made it had another.
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
    reason
        Why there is no value, or what must be said of it.
    """

    id: str
    name: str
    value: float | None
    status: str
    difference: float | None = None
    standing: Standing | None = None
    coverage: float = 1.0
    carried: CarriedFigure | None = None
    reason: str = ""


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
    if other.startswith(REST_PREFIX):
        gemeente = other.removeprefix(REST_PREFIX)
        compared = Compared(other, "rest", (gemeente, area))
        name = f"rest van {edition.areas.names[gemeente]}"
    else:
        compared, name = Compared(other, "area", (other,)), edition.areas.names[other]
    return compare_with(edition, layer, find_row, area, compared, period=period, name=name)


def compare_with(  # noqa: PLR0913  # what is compared, and when
    edition: Edition,
    layer: Layer,
    find_row: RowFinder,
    area: str,
    compared: Compared,
    *,
    period: str,
    name: str,
) -> Reference:
    """Compare the value of an area with that of anything that it can be held against.

    Parameters
    ----------
    edition, layer, find_row, area
        As for :func:`make_reference`.
    compared
        What it is compared with.
    period
        One of the periods of the layer.
    name
        Of what it is compared with.

    Returns
    -------
    Reference
        Without a difference when one of the two has no value.
    """
    other_row, origin = compared.find_row(layer, find_row), edition.origin(layer.id, period)
    value, other_value = find_row(area).value, other_row.value
    reference = Reference(
        compared.id,
        name,
        other_value,
        other_row.status,
        coverage=other_row.coverage,
        carried=find_carried(edition, origin, other_row),
        reason=other_row.reason,
    )
    if other_value is None or value is None:
        return reference
    margin = compared.compute_margin(layer, find_row, area, origin)
    return replace(
        reference,
        difference=value - other_value,
        standing=compare_values(value, other_value, layer, margin),
    )
