"""Where a browser finds the values of a layer, and those of the second of two layers together."""

from __future__ import annotations

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.addresses import name_browser_values
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.ground.status import Status
from nplv_geo.present.map.types import MapAlso, MapFigures
from nplv_geo.present.page.page import Page
from nplv_geo.present.together.words import SECOND, list_classes, write_dated
from nplv_geo.present.values.pair import Pair
from nplv_geo.present.values.rows import none_if_missing


def locate_values(page: Page, layer: Layer, period: str) -> MapFigures | None:
    """Find the file with the values of a layer for all areas of the level of a map.

    Parameters
    ----------
    page
        The page of one map.
    layer, period
        Any layer, and one of its periods.

    Returns
    -------
    MapFigures or None
        With the classes that it has for the scheme of the view; None where values travel along.
    """
    scope, view, t = page.scope, page.view, page.t
    name = name_browser_values(layer.id, period, scope.level)
    digest = page.edition.manifest.values.get(name)
    if scope.place != NEDERLAND or digest is None:
        return None
    return MapFigures(
        url=f"/figures/{digest}/{name}.json",
        scheme=view.scheme,
        classes=None,
        reasons=t.words["reasons"],
        statuses=t.words["statuses"] | {Status.OK.value: ""},
        sign=t.sign(layer),
        none=t("no_value"),
    )


def make_also(page: Page, pair: Pair) -> MapAlso:
    """Make what a tooltip tells beside the value of the first layer.

    Parameters
    ----------
    page, pair
        The page and its two layers.

    Returns
    -------
    MapAlso
        The file has converted figures only: where others are shown they travel along.
    """
    layer = pair.layers[SECOND]
    file = locate_values(page, layer, pair.periods[SECOND])
    figures = None if page.view.is_as_published else file
    written = (page.t.value(none_if_missing(value), layer) for value in pair.numbers[SECOND])
    return MapAlso(
        label=write_dated(page, pair, SECOND),
        values={} if figures else dict(zip(page.scope.codes, written, strict=True)),
        figures=figures,
        classes=list_classes(page, pair),
    )
