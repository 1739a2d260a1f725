"""JSON schemas of what the API answers."""

from __future__ import annotations

from typing import Any, get_args

from nplv_geo.definitions.layers import Direction, Rule
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.status import Status
from nplv_geo.present.values.signs import Sign
from nplv_geo.statistics.compare import Standing
from nplv_geo.statistics.time.outcomes import Mover, Outcome, Verdict

Schema = dict[str, Any]

_STRING: Schema = {"type": "string"}
_WHOLE: Schema = {"type": "integer", "minimum": 0}
_NUMBER: Schema = {"type": "number"}
_BOOL: Schema = {"type": "boolean"}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_YEAR: Schema = {"type": "string", "pattern": "^[0-9]{4}$"}


def _one_of(words: tuple[str, ...]) -> Schema:
    return {"type": "string", "enum": list(words)}


def _or_null(schema: Schema) -> Schema:
    return {"oneOf": [schema, {"type": "null"}]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**properties: Schema) -> Schema:
    """An object that has all of these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_LEVEL = _one_of(tuple(level.value for level in AreaLevel))
_STATUS = _one_of(tuple(status.value for status in Status))
_STANDING = _or_null(_one_of(get_args(Standing)))
_MAYBE = _or_null(_NUMBER)
_BOUNDS = _or_null({"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2})
_AREA = _object(id=_STRING, name=_STRING, level=_LEVEL)
_SIGNS = _list(_one_of(tuple(sign.value for sign in Sign)))
_BOTH = _object(nl=_STRING, en=_STRING)
_HEAD = {"edition": _STRING, "total": _WHOLE, "page": _WHOLE, "per_page": _WHOLE}
_LAYER_HEAD = _object(
    id=_STRING,
    label=_STRING,
    unit=_STRING,
    higher_is=_one_of(get_args(Direction)),
)
_ORIGIN = {
    "table": _STRING,
    "publisher": _STRING,
    "topic": _STRING,
    "boundary_year": _or_null({"type": "integer"}),
    "retrieved": _STRING,
    "provisional": _BOOL,
    "series": _WHOLE,
}
_VALUE = {
    "layer": _LAYER_HEAD,
    "period": _YEAR,
    "unpublished_periods": _list(_YEAR),
    "value": _MAYBE,
    "status": _STATUS,
    "reason": _or_null(_STRING),
    "estimate": _BOOL,
    "coverage": _SHARE,
    "signs": _SIGNS,
    "bounds": _BOUNDS,
    "units": _object(with_value=_WHOLE, total=_WHOLE),
    "made_of": _or_null(_LEVEL),
    "references": _list(_ref("Reference")),
    "rank": _or_null(_object(position=_WHOLE, of=_WHOLE, lowest=_WHOLE, highest=_WHOLE)),
    "source": _object(**_ORIGIN, sha256=_STRING, weight=_or_null(_STRING)),
}
_POINT = _object(period=_YEAR, value=_MAYBE, status=_STATUS, series=_WHOLE, provisional=_BOOL)
_MOVED = {
    "first": _or_null(_YEAR),
    "last": _or_null(_YEAR),
    "start": _MAYBE,
    "now": _MAYBE,
    "change": _MAYBE,
    "margin": _MAYBE,
}

SCHEMAS: dict[str, Schema] = {
    "Problem": _object(type=_STRING, title=_STRING, status={"type": "integer"}, detail=_STRING),
    "Areas": _object(
        **_HEAD,
        areas=_list(
            _object(
                id=_STRING,
                name=_STRING,
                level=_LEVEL,
                gemeente=_or_null(_STRING),
                inhabitants=_MAYBE,
                lon=_MAYBE,
                lat=_MAYBE,
            )
        ),
    ),
    "Layers": _object(**_HEAD, layers=_list(_ref("Layer"))),
    "Layer": _object(
        id=_STRING,
        theme=_STRING,
        label=_BOTH,
        description=_BOTH,
        unit=_STRING,
        decimals=_WHOLE,
        higher_is=_one_of(get_args(Direction)),
        rule=_one_of(get_args(Rule)),
        model_estimate=_BOOL,
        caveats=_or_null(_BOTH),
        newest_period=_or_null(_YEAR),
        unpublished_periods=_list(_YEAR),
        periods=_list(_object(period=_YEAR, **_ORIGIN)),
    ),
    "Reference": _object(
        id=_STRING,
        name=_STRING,
        value=_MAYBE,
        status=_STATUS,
        difference=_MAYBE,
        standing=_STANDING,
        coverage=_SHARE,
    ),
    "Value": _object(area=_AREA, **_VALUE),
    "LayerValues": _object(
        **_HEAD,
        layer=_LAYER_HEAD,
        period=_YEAR,
        estimate=_BOOL,
        source=_object(**_ORIGIN),
        values=_list(
            _object(
                area=_AREA,
                value=_MAYBE,
                status=_STATUS,
                reason=_or_null(_STRING),
                coverage=_SHARE,
                signs=_SIGNS,
                bounds=_BOUNDS,
            )
        ),
    ),
    "Profile": _object(
        area=_AREA,
        edition=_STRING,
        gemeente=_or_null(_STRING),
        inhabitants=_MAYBE,
        boundary_is_approximation=_or_null(_BOOL),
        paragraph=_object(nl=_STRING, en=_STRING, claims=_list(_ref("Claim"))),
        layers=_list(_ref("ProfileLayer")),
    ),
    "Claim": _object(
        kind=_STRING,
        layer=_STRING,
        reference=_STRING,
        numbers=_list(_NUMBER),
        periods=_list(_YEAR),
    ),
    "ProfileLayer": _object(
        **_VALUE,
        theme=_STRING,
        trend=_list(_POINT),
        change=_or_null(_ref("Change")),
        gaps={"type": "object", "additionalProperties": _ref("Gap")},
    ),
    "Point": _object(period=_YEAR, value=_MAYBE, status=_STATUS, series=_WHOLE, provisional=_BOOL),
    "Change": _object(
        **_MOVED,
        is_clear=_BOOL,
        reason=_STRING,
        provisional=_BOOL,
        periods=_WHOLE,
        coverage=_SHARE,
        before=_or_null(_POINT),
        is_exceptional_start=_BOOL,
    ),
    "Gap": _object(
        **_MOVED,
        pace=_MAYBE,
        pace_needed=_MAYBE,
        standing=_STANDING,
        periods=_WHOLE,
        verdict=_one_of(tuple(verdict.value for verdict in Verdict)),
        reason=_STRING,
        provisional=_BOOL,
        outcome=_one_of(tuple(outcome.value for outcome in Outcome)),
        mover=_one_of(get_args(Mover)),
        area_change=_or_null(_ref("Change")),
        reference_change=_or_null(_ref("Change")),
        p_value=_MAYBE,
        is_exceptional_start=_BOOL,
    ),
    "Shapes": _object(
        **_HEAD,
        type=_one_of(("FeatureCollection",)),
        schematic=_BOOL,
        boundary_year={"type": "integer"},
        features=_list(
            _object(
                type=_one_of(("Feature",)),
                id=_STRING,
                properties=_AREA,
                geometry=_object(
                    type=_one_of(("Polygon", "MultiPolygon")), coordinates={"type": "array"}
                ),
            )
        ),
    ),
}
