"""What a request of the API is about, looked up in an edition: areas, layer and period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaId, AreaLevel
from nplv_geo.present.address.unmet import Unmet
from nplv_geo.web.api.parameters import ApiError
from nplv_geo.web.site import Site

# Texts of a request by the name of their parameter.
Query = Mapping[str, str]


def select_areas(edition: Edition, query: Query) -> pd.Index:
    """Select the codes of the level and gemeente of a request; all without either.

    Raises
    ------
    ApiError
        When the edition has no such gemeente.
    """
    frame = edition.areas.frame
    if "niveau" in query:
        frame = frame[frame["level"] == query["niveau"]]
    if "gemeente" in query:
        gemeente = query["gemeente"]
        if gemeente not in edition.areas:
            raise ApiError(404, "no_area", unmet=Unmet("gebied", gemeente, "unknown"))
        is_inside = [edition.areas.gemeente_code_of(str(code)) == gemeente for code in frame.index]
        frame = frame[is_inside]
    return frame.index


def list_areas_inside(edition: Edition, area: str, level: str) -> Sequence[str]:
    """List the areas of a level inside an area."""
    if level == AreaLevel.BUURT:
        return edition.areas.buurten_of(area)
    if level == AreaLevel.WIJK:
        return edition.areas.wijken_of(area)
    gemeente = edition.areas.gemeente_code_of(area)
    codes = [str(code) for code in edition.areas.at(AreaLevel(level))]
    if gemeente is None:
        return codes
    return [
        code
        for code in codes
        if code == area or (area == gemeente and _lies_in(edition, code, gemeente))
    ]


def _lies_in(edition: Edition, code: str, gemeente: str) -> bool:
    is_focus_area = edition.areas.level_of(code) is AreaLevel.FOCUSGEBIED
    return is_focus_area and edition.areas.gemeente_code_of(code) == gemeente


def find_area(edition: Edition, query: Query) -> AreaId:
    """Find the area of a request, also when its code is in small letters.

    Raises
    ------
    ApiError
        When the edition has no such area.
    """
    area = edition.areas.find(query["gebied"])
    if area is None:
        raise ApiError(404, "no_area", unmet=Unmet("gebied", query["gebied"], "unknown"))
    return area


def find_layer(site: Site, query: Query) -> Layer:
    """Find the layer of a request.

    Raises
    ------
    ApiError
        When there is no such layer, or the edition has no figures of it.
    """
    layer_id = query["laag"]
    if layer_id not in site.catalog or not site.edition.has(layer_id):
        raise ApiError(404, "no_layer", unmet=Unmet("laag", layer_id, "unknown"))
    return site.catalog.layer(layer_id)


def find_period(site: Site, layer: Layer, query: Query) -> str:
    """Find the period of a request; the newest one with figures when it names none.

    Raises
    ------
    ApiError
        When the layer has no such period.
    """
    period = query.get("periode")
    periods = site.edition.periods(layer.id)
    if period is not None and period not in periods:
        unmet = Unmet("periode", period, "unknown", of=layer.id, choices=tuple(periods))
        raise ApiError(404, "no_period", unmet=unmet)
    return period or site.edition.default_period(layer.id)
