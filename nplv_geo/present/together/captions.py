"""What a picture of two layers together says, apart from its legend."""

from __future__ import annotations

from nplv_geo.present.page.page import Page
from nplv_geo.present.together.words import lower, read_second, write_verdict
from nplv_geo.present.values.pair import Pair


def write_pair_subtitle(page: Page, pair: Pair) -> str:
    """Both values of the area itself, and how the two go together on the map."""
    layers = [layer.label.in_(page.t.language) for layer in pair.layers]
    values = (
        page.t.value(page.find_value(page.view.area), page.layer),
        read_second(page, pair, page.view.area),
    )
    written = page.t.enumerated(
        [f"{lower(layer)} {value}" for layer, value in zip(layers, values, strict=True)]
    )
    own = page.t("export.own", area=page.name_area(page.view.area), value=written)
    return f"{own}. {write_verdict(page, pair)}"


def find_pair_day(page: Page, pair: Pair) -> str:
    """Day on which the figures of the two were fetched, the newest one."""
    pairs = zip(pair.layers, pair.periods, strict=True)
    return max(page.edition.origin(layer.id, period).retrieved for layer, period in pairs)
