"""One value with everything known about it: references, rank, coverage, bounds and source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from nplv_geo.areas import NEDERLAND, NPLV, AreaLevel, level_of, normalise_code
from nplv_geo.catalog import Catalog, Layer
from nplv_geo.compare import REST_PREFIX, Rank, Standing, rank, rest_of_gemeente, standing
from nplv_geo.edition import Edition, row
from nplv_geo.errors import UnknownLayerError
from nplv_geo.figures import Status

# What traces a number back to the file it came from.
_PASSPORT = ("table", "publisher", "topic", "boundary_year", "retrieved", "provisional", "sha256")


@dataclass(frozen=True, slots=True)
class Reference:
    """Value of another area that the own value is held against."""

    id: str
    name: str
    value: float | None
    status: str
    difference: float | None = None
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class ValueReport:
    """Everything known about one layer's value in one area and period.

    Attributes
    ----------
    base_level
        Level that the value was added up from; empty when it stands as published.
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
    origin: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Form of the public interface (``values --format json``)."""
        decimals = self.layer.decimals + 1
        source = {key: self.origin[key] for key in _PASSPORT} | {
            "weight": _weight_text(self.origin)
        }
        return {
            "area": {"id": self.area, "name": self.name, "level": self.level},
            "layer": {
                "id": self.layer.id,
                "label": self.layer.label.nl,
                "unit": self.layer.unit,
                "higher_is": self.layer.higher_is,
            },
            "period": self.period,
            "value": _rounded(self.value, decimals),
            "status": self.status,
            "reason": self.reason or None,
            "coverage": round(self.coverage, 3),
            "bounds": [_rounded(bound, decimals) for bound in self.bounds] if self.bounds else None,
            "units": {"with_value": self.units_with, "total": self.units_total},
            "made_of": self.base_level or None,
            "references": [
                {
                    "id": ref.id,
                    "name": ref.name,
                    "value": _rounded(ref.value, decimals),
                    "status": ref.status,
                    "difference": _rounded(ref.difference, decimals),
                    "standing": ref.standing,
                }
                for ref in self.references
            ],
            "rank": {"position": self.rank.position, "of": self.rank.of} if self.rank else None,
            "source": source,
        }


def report(
    edition: Edition, catalog: Catalog, area: str, layer_id: str, period: str | None = None
) -> ValueReport:
    """Look one value up.

    Parameters
    ----------
    period
        The newest one when None.

    Raises
    ------
    UnknownAreaError, UnknownLayerError
        When the edition has no such area, layer or period.
    """
    code = normalise_code(area)
    area = code if code in edition.areas.index else area
    place = edition.area(area)
    layer = catalog.layer(layer_id)
    period = _period(edition, layer, period)
    values = edition.values(layer_id, period)
    own = row_of(values, area)
    value = known(own["value"])
    return ValueReport(
        area=area,
        name=str(place["name"]),
        level=str(place["level"]),
        layer=layer,
        period=period,
        value=value,
        status=str(own["status"]),
        reason=str(own["reason"]),
        coverage=float(own["coverage"]),
        bounds=_bounds(own),
        units_with=int(own["units_with"]),
        units_total=int(own["units_total"]),
        base_level=str(own["base"]),
        references=tuple(
            _held_against(layer, other, value) for other in _others(edition, layer, values, area)
        ),
        rank=rank(focus_values(edition, values), area, layer.higher_is),
        origin=edition.origin(layer_id, period),
    )


def row_of(values: pd.DataFrame, area: str) -> pd.Series:
    """Row of an area, or a row that says that there is no data."""
    if area in values.index:
        return row(values, area)
    empty = pd.Series(None, index=values.columns, dtype="object")
    return empty.fillna(
        {
            "status": Status.NO_DATA.value,
            "reason": "",
            "coverage": 0.0,
            "units_with": 0,
            "units_total": 0,
            "origin": "published",
            "base": "",
        }
    )


def known(value: float | None) -> float | None:
    """Give a cell of a table as a plain float, None when it is missing."""
    return None if value is None or pd.isna(value) else float(value)


def focus_values(edition: Edition, values: pd.DataFrame) -> pd.Series:
    """Values of the 20 areas."""
    return values["value"].reindex(edition.at(AreaLevel.FOCUSGEBIED))


def _others(edition: Edition, layer: Layer, values: pd.DataFrame, area: str) -> list[Reference]:
    """What the area is held against: its gemeente, the rest of that, the country and the 20."""
    gemeente = edition.gemeente_code_of(area)
    found = []
    if gemeente and gemeente != area:
        found.append(_other(edition, values, gemeente))
        if level_of(area) is AreaLevel.FOCUSGEBIED and layer.is_additive:
            rest = rest_of_gemeente(layer, row_of(values, gemeente), row_of(values, area))
            status = Status.NO_DATA if rest is None else Status.OK
            name = f"rest van {edition.area(gemeente)['name']}"
            found.append(Reference(f"{REST_PREFIX}{gemeente}", name, rest, status.value))
    found += [
        _other(edition, values, other)
        for other in (NEDERLAND, NPLV)
        if other != area and other in edition.areas.index
    ]
    return found


def _other(edition: Edition, values: pd.DataFrame, area: str) -> Reference:
    found = row_of(values, area)
    name = str(edition.area(area)["name"])
    return Reference(area, name, known(found["value"]), str(found["status"]))


def _held_against(layer: Layer, other: Reference, own: float | None) -> Reference:
    if other.value is None or own is None:
        return other
    word = standing(own, other.value, layer)
    return replace(other, difference=own - other.value, standing=word)


def _period(edition: Edition, layer: Layer, period: str | None) -> str:
    periods = edition.periods(layer.id)
    if not periods:
        raise UnknownLayerError(
            f"Kaartlaag '{layer.id}' is nog niet opgehaald; haal de cijfers op of lees ze in."
        )
    if period is None:
        return periods[-1]
    if period not in periods:
        raise UnknownLayerError(
            f"Kaartlaag '{layer.id}' heeft geen periode {period}; kies uit {', '.join(periods)}."
        )
    return period


def _bounds(row: pd.Series) -> tuple[float, float] | None:
    lower, upper = known(row["lower"]), known(row["upper"])
    return (lower, upper) if lower is not None and upper is not None else None


def _rounded(value: float | None, decimals: int) -> float | None:
    return None if value is None else round(value, decimals)


def _weight_text(origin: dict[str, Any]) -> str | None:
    if not origin["weight_period"]:
        return None
    return f"{origin['weight_layer'] or 'zelfde tabel'} {origin['weight_period']}"
