"""What a request of the API asks for, looked up in an edition: areas, layer and period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.export.options import shown
from nplv_geo.ground.areas import AreaLevel, level_of, normalise_code
from nplv_geo.web.api.parameters import ApiError
from nplv_geo.web.site import Site

Asked = Mapping[str, str]


def chosen(edition: Edition, asked: Asked) -> pd.Index:
    """Codes of the level and gemeente that are asked for."""
    frame = edition.areas.frame
    if "niveau" in asked:
        frame = frame[frame["level"] == asked["niveau"]]
    if "gemeente" in asked:
        gemeente = asked["gemeente"]
        if gemeente not in edition.areas:
            raise ApiError(404, "no_area", area=gemeente)
        own = [edition.areas.gemeente_code_of(str(code)) == gemeente for code in frame.index]
        frame = frame[own]
    return frame.index


def inside(edition: Edition, area: str, level: str) -> Sequence[str]:
    """Areas of a level inside an area."""
    if level == AreaLevel.BUURT:
        return edition.areas.buurten_of(area)
    if level == AreaLevel.WIJK:
        return edition.areas.wijken_of(area)
    own = edition.areas.gemeente_code_of(area)
    codes = [str(code) for code in edition.areas.at(AreaLevel(level))]
    if own is None:
        return codes
    return [
        code for code in codes if code == area or (area == own and _lies_in(edition, code, own))
    ]


def _lies_in(edition: Edition, code: str, gemeente: str) -> bool:
    return (
        level_of(code) is AreaLevel.FOCUSGEBIED and edition.areas.gemeente_code_of(code) == gemeente
    )


def area(edition: Edition, asked: Asked) -> str:
    """Area that is asked for, also when its code is in small letters."""
    for candidate in (asked["gebied"], normalise_code(asked["gebied"])):
        if candidate in edition.areas:
            return candidate
    raise ApiError(404, "no_area", area=shown(asked["gebied"]))


def known_layer(site: Site, layer_id: str) -> Layer:
    """Layer that is asked for."""
    if layer_id not in site.catalog or not site.edition.has(layer_id):
        raise ApiError(404, "no_layer", layer=shown(layer_id))
    return site.catalog.layer(layer_id)


def period(site: Site, layer: Layer, asked: str | None) -> str:
    """Period that is asked for, or the newest one with figures."""
    periods = site.edition.periods(layer.id)
    if asked is not None and asked not in periods:
        raise ApiError(404, "no_period", layer=layer.id, period=asked, known=", ".join(periods))
    return asked or site.edition.default_period(layer.id)
