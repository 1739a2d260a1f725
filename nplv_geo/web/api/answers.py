"""What the API answers: the same models as the page and the command line, as plain JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.models import Citation
from nplv_geo.ground.areas import level_of
from nplv_geo.present.area import profile_text
from nplv_geo.present.values.rows import known
from nplv_geo.present.values.signs import signs_of
from nplv_geo.present.values.value import report
from nplv_geo.web.api import lookup as of
from nplv_geo.web.api.lookup import Asked
from nplv_geo.web.api.parameters import ApiError, paging
from nplv_geo.web.site import Site

Json = dict[str, Any]
# Gives the outlines of areas in WGS84; another process does it.
Outlines = Callable[[Edition, tuple[str, ...]], list[Json | None]]


def areas(site: Site, asked: Asked) -> Json:
    """All areas, or those of a level or gemeente."""
    edition = site.edition
    frame = edition.areas.frame.loc[of.chosen(edition, asked)]
    head, frame = _page_of(site, asked, frame)
    return head | {
        "areas": [
            {
                "id": str(code),
                "name": str(row["name"]),
                "level": str(row["level"]),
                "gemeente": edition.areas.gemeente_code_of(str(code)),
                "inhabitants": known(row["inhabitants"]),
                "lon": known(row["lon"]),
                "lat": known(row["lat"]),
            }
            for code, row in frame.iterrows()
        ]
    }


def layers(site: Site, asked: Asked) -> Json:
    """All layers that the edition has figures of."""
    found = [la for la in site.catalog.layers if site.edition.has(la.id) and not la.hidden]
    head, found = _page_of(site, asked, found)
    return head | {"layers": [_layer(site, layer) for layer in found]}


def value(site: Site, asked: Asked) -> Json:
    """One value with everything known about it."""
    area, layer = of.area(site.edition, asked), of.known_layer(site, asked["laag"])
    period = of.period(site, layer, asked.get("periode"))
    return report(site.edition, site.catalog, area, layer.id, period).as_json()


def layer_values(site: Site, asked: Asked) -> Json:
    """Values of a layer for all areas of a level."""
    layer = of.known_layer(site, asked["laag"])
    period = of.period(site, layer, asked.get("periode"))
    codes = of.chosen(site.edition, asked)
    head, codes = _page_of(site, asked, codes)
    return head | {
        "layer": _layer_head(layer),
        "period": period,
        "estimate": layer.notes.model_estimate,
        "source": _source(site.edition, layer, period),
        "values": [_row(site.edition, layer, period, str(code)) for code in codes],
    }


def profile(site: Site, asked: Asked) -> Json | str:
    """Everything about an area, as JSON or as text."""
    found = site.profile(of.area(site.edition, asked))
    if asked.get("vorm") == "text":
        return profile_text.as_text(found, site.catalog) + "\n"
    return profile_text.as_json(found)


def geometry(site: Site, asked: Asked, outlines: Outlines) -> Json:
    """Outline of an area, or those of the areas of a level inside it, as GeoJSON."""
    edition, area = site.edition, of.area(site.edition, asked)
    codes = of.inside(edition, area, asked["niveau"]) if "niveau" in asked else [area]
    codes = [code for code in codes if code in edition.areas]
    codes = [code for code in codes if edition.areas.row(code)["has_shape"]]
    if not codes:
        raise ApiError(404, "no_shapes", area=area)
    head, codes = _page_of(site, asked, codes)
    shapes = outlines(edition, tuple(codes)) if codes else []
    return head | {
        "type": "FeatureCollection",
        "schematic": edition.is_schematic,
        "boundary_year": edition.boundary_year,
        "features": [
            {
                "type": "Feature",
                "id": code,
                "properties": {
                    "id": code,
                    "name": edition.areas.names[code],
                    "level": level_of(code).value,
                },
                "geometry": shape,
            }
            for code, shape in zip(codes, shapes, strict=True)
        ],
    }


def _page_of(site: Site, asked: Asked, found: Any) -> tuple[Json, Any]:  # noqa: ANN401  # list, index or frame
    page, size = paging(asked)
    head = {"edition": site.edition.id, "total": len(found), "page": page, "per_page": size}
    return head, found[(page - 1) * size : page * size]


def _layer_head(layer: Layer) -> Json:
    return {
        "id": layer.id,
        "label": layer.label.nl,
        "unit": layer.unit,
        "higher_is": layer.higher_is,
    }


def _layer(site: Site, layer: Layer) -> Json:
    periods = site.edition.periods(layer.id)
    return {
        "id": layer.id,
        "theme": layer.theme,
        "label": layer.label.model_dump(),
        "description": layer.description.model_dump(),
        "unit": layer.unit,
        "decimals": layer.decimals,
        "higher_is": layer.higher_is,
        "rule": layer.aggregate.rule,
        "model_estimate": layer.notes.model_estimate,
        "caveats": layer.notes.caveats.model_dump() if layer.notes.caveats else None,
        "newest_period": site.edition.newest_period(layer.id),
        "unpublished_periods": list(site.edition.unpublished_periods(layer.id)),
        "periods": [
            {"period": period} | _source(site.edition, layer, period) for period in periods
        ],
    }


def _source(edition: Edition, layer: Layer, period: str) -> Json:
    origin = edition.origin(layer.id, period)
    return {name: getattr(origin, name) for name in Citation.model_fields}


def _row(edition: Edition, layer: Layer, period: str, code: str) -> Json:
    found, decimals = edition.values.cell(layer.id, period, code), layer.decimals + 1
    signs = signs_of(layer, edition.origin(layer.id, period), code, found)
    return {
        "area": {"id": code, "name": edition.areas.names[code], "level": level_of(code).value},
        "value": None if found.value is None else round(found.value, decimals),
        "status": found.status,
        "reason": found.reason or None,
        "coverage": round(found.coverage, 3),
        "signs": [sign.value for sign in signs],
        "bounds": None
        if found.lower is None or found.upper is None
        else [round(found.lower, decimals), round(found.upper, decimals)],
    }
