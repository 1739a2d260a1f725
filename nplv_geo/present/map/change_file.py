"""Changes of all areas of a level as a file, which a map of thousands is drawn from."""

from __future__ import annotations

from nplv_geo.edition.browser_values import write_browser_values
from nplv_geo.ground.areas import NEDERLAND, AreaLevel
from nplv_geo.ground.arrays import Flags
from nplv_geo.ground.status import Status
from nplv_geo.present.map.change_words import write_change_note
from nplv_geo.present.map.types import MapFigures
from nplv_geo.present.page.page import Page
from nplv_geo.present.values.change import Change

ADDRESS = "/view/change"
_LEVELS = (AreaLevel.GEMEENTE, AreaLevel.WIJK, AreaLevel.BUURT)


def locate_changes(page: Page, change: Change) -> MapFigures | None:
    """Where the browser finds the changes of a map of the country; None when they travel along."""
    scope, t, view = page.scope, page.t, page.view
    if scope.place != NEDERLAND or scope.level not in _LEVELS or not scope.files:
        return None
    query = view.write_query(editie=page.edition.id, taal="", vergelijk="", sorteer="")
    reasons = change.frame["reason"].iloc[: len(scope.codes)].unique()
    is_share = page.layer.unit == "%"
    return MapFigures(
        url=f"{ADDRESS}{query}",
        scheme="change",
        classes=None,
        reasons={str(word): write_change_note(page, change, str(word)) for word in reasons if word},
        statuses={Status.OK.value: "", Status.NOT_COMPARABLE.value: t("no_value")},
        sign=f" {t('points')}" if is_share else "",
        none=t("no_value"),
        is_signed=True,
    )


def pack_changes(page: Page, change: Change) -> bytes:
    """Pack the changes of the areas that have a shape, in the order of the file of shapes."""
    has_shape = _find_drawn(page)
    rows = change.frame.iloc[: len(page.scope.codes)][has_shape]
    kinds = (rows["status"].to_numpy(dtype=object), rows["reason"].to_numpy(dtype=object))
    return write_browser_values(
        rows["value"].to_numpy(dtype=float),
        kinds,
        page.layer.decimals,
        {"change": change.classes.classes[has_shape]},
    )


def _find_drawn(page: Page) -> Flags:
    has_shape = page.edition.areas.frame["has_shape"].to_numpy(dtype=bool)
    drawn: Flags = has_shape[page.scope.selection.places]
    return drawn
