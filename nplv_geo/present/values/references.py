"""What a value is held against: other areas, their values, and how the two relate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, NPLV, AreaLevel, level_of
from nplv_geo.present.values.chances import compute_margin_between
from nplv_geo.present.values.rows import RowFinder, make_rest_row
from nplv_geo.statistics.compare import REST_PREFIX, Standing, compare_values


@dataclass(frozen=True, slots=True)
class Reference:
    """Value of another area that the own value is held against.

    Attributes
    ----------
    coverage
        Share of the weight that the value rests on.
    """

    id: str
    name: str
    value: float | None
    status: str
    difference: float | None = None
    standing: Standing | None = None
    coverage: float = 1.0


def list_usual_references(
    edition: Edition, layer: Layer, period: str, find_row: RowFinder, area: str
) -> Iterator[Reference]:
    """What the area is held against: its gemeente, the rest of that, the country and the 20."""
    gemeente = edition.areas.gemeente_code_of(area)
    if gemeente and gemeente != area:
        yield make_reference(edition, layer, find_row, area, gemeente, period=period)
        if level_of(area) is AreaLevel.FOCUSGEBIED and layer.is_additive:
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
    """Hold ``area`` against one other area, or against ``rest:GM0917``, in a period."""
    area_row = find_row(area)
    if other.startswith(REST_PREFIX):
        gemeente = other.removeprefix(REST_PREFIX)
        name = f"rest van {edition.areas.names[gemeente]}"
        other_row = make_rest_row(layer, find_row(gemeente), area_row)
    else:
        name = edition.areas.names[other]
        other_row = find_row(other)
    value, their_value = area_row.value, other_row.value
    origin = edition.origin(layer.id, period)
    status, coverage = other_row.status, other_row.coverage
    if their_value is None or value is None:
        return Reference(other, name, their_value, status, coverage=coverage)
    return Reference(
        other,
        name,
        their_value,
        status,
        difference=value - their_value,
        standing=compare_values(
            value, their_value, layer, compute_margin_between(layer, area_row, other_row, origin)
        ),
        coverage=coverage,
    )
