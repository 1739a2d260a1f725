"""Which class each area on the map of a page has: the same on screen and in every file."""

from __future__ import annotations

from nplv_geo.edition.area_table import Selection
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.page.page import Page


def list_class_numbers(page: Page) -> dict[str, int]:
    """Class number of each area that takes a colour.

    Returns
    -------
    dict of str to int
        By code, first the areas of the scope in their order, then those of the backdrop;
        ``NO_CLASS`` for an area without a value.
    """
    numbers = dict(zip(page.scope.codes, page.classes.classes.tolist(), strict=True))
    backdrop = select_backdrop(page)
    if backdrop is None:
        return numbers
    values = page.read_columns(backdrop)["value"].to_numpy(dtype=float)
    return numbers | dict(
        zip(backdrop.areas, page.classes.assign_classes(values).tolist(), strict=True)
    )


def select_backdrop(page: Page) -> Selection | None:
    """Gemeenten below the circles, which are classed by the bounds of the circles; else None."""
    if page.scope.level is not AreaLevel.FOCUSGEBIED or not page.is_of_one_layer:
        return None
    return page.edition.areas.select(page.edition.areas.at(AreaLevel.GEMEENTE))
