"""One value with everything known about it: references, rank, coverage, bounds and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from nplv_geo.areas import NEDERLAND, NPLV, AreaLevel, level_of
from nplv_geo.catalog import Catalog, Layer
from nplv_geo.compare import REST_PREFIX, Rank, Standing, rank, rest_of_gemeente, standing
from nplv_geo.edition import Edition
from nplv_geo.errors import UnknownLayerError
from nplv_geo.figures import Status


@dataclass(frozen=True, slots=True)
class Reference:
    """Value of another area that the own value is held against."""

    id: str
    name: str
    value: float | None
    status: str
    difference: float | None
    standing: Standing | None


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
        source = {
            key: self.origin[key]
            for key in ("table", "publisher", "boundary_year", "retrieved", "provisional", "sha256")
        } | {"weight": _weight_text(self.origin)}
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


def report(edition: Edition, catalog: Catalog, area: str, layer_id: str,
           period: str | None = None) -> ValueReport:  # fmt: skip
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
    place = edition.area(area)
    layer = catalog.layer(layer_id)
    period = _period(edition, layer, period)
    values = edition.values(layer_id, period)
    own = row_of(values, area)
    value = _number(own["value"])
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
        references=tuple(_references(edition, layer, values, area, value)),
        rank=rank(focus_values(edition, values), area, layer.higher_is),
        origin=edition.origin(layer_id, period),
    )


def row_of(values: pd.DataFrame, area: str) -> pd.Series:
    """Row of an area, or a row that says that there is no data."""
    if area in values.index:
        return values.loc[area]
    empty = pd.Series(None, index=values.columns, dtype="object")
    return empty.fillna({
        "status": Status.NO_DATA.value, "reason": "", "coverage": 0.0,
        "units_with": 0, "units_total": 0, "origin": "published", "base": "",
    })  # fmt: skip


def focus_values(edition: Edition, values: pd.DataFrame) -> pd.Series:
    """Values of the 20 areas."""
    return values["value"].reindex(edition.at(AreaLevel.FOCUSGEBIED))


def _references(edition: Edition, layer: Layer, values: pd.DataFrame, area: str,
                own: float | None) -> list[Reference]:  # fmt: skip
    gemeente = edition.gemeente_code_of(area)
    found = []
    if gemeente and gemeente != area:
        found.append(_reference(edition, layer, values, gemeente, own))
        if level_of(area) is AreaLevel.FOCUSGEBIED and layer.is_additive:
            rest = rest_of_gemeente(layer, row_of(values, gemeente), row_of(values, area))
            name = f"rest van {edition.area(gemeente)['name']}"
            found.append(_held_against(layer, f"{REST_PREFIX}{gemeente}", name, rest, own))
    found += [
        _reference(edition, layer, values, other, own)
        for other in (NEDERLAND, NPLV)
        if other != area and other in edition.areas.index
    ]
    return found


def _reference(edition: Edition, layer: Layer, values: pd.DataFrame, area: str,
               own: float | None) -> Reference:  # fmt: skip
    row = row_of(values, area)
    name = str(edition.area(area)["name"])
    return _held_against(layer, area, name, _number(row["value"]), own, str(row["status"]))


def _held_against(layer: Layer, area: str, name: str, value: float | None, own: float | None,
                  status: str | None = None) -> Reference:  # fmt: skip
    known = value is not None and own is not None
    return Reference(
        id=area,
        name=name,
        value=value,
        status=status or (Status.OK.value if value is not None else Status.NO_DATA.value),
        difference=own - value if known else None,
        standing=standing(own, value, layer) if known else None,
    )


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
    lower, upper = _number(row["lower"]), _number(row["upper"])
    return (lower, upper) if lower is not None and upper is not None else None


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _rounded(value: float | None, decimals: int) -> float | None:
    return None if value is None else round(value, decimals)


def _weight_text(origin: dict[str, Any]) -> str | None:
    if not origin["weight_period"]:
        return None
    return f"{origin['weight_layer'] or 'zelfde tabel'} {origin['weight_period']}"
