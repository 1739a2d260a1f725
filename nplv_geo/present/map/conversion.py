"""Areas on the map of which the figure was divided over places: which they are, and in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from nplv_geo.definitions.thresholds import WHOLE_PLACES
from nplv_geo.edition.area_table import Selection
from nplv_geo.present.page.page import Page
from nplv_geo.present.site.boundary_switch import BoundarySwitch, make_boundary_switch
from nplv_geo.present.values.as_published import WITHHELD_REASONS


def make_conversion_note(page: Page) -> BoundarySwitch | None:
    """Make the note below the legend of a map, on figures of another boundary year.

    Parameters
    ----------
    page
        The page of one layer and period.

    Returns
    -------
    BoundarySwitch or None
        That they were converted and of how many areas a part had to be divided, or that they
        stand as they were published; None when they are of the year of the areas.
    """
    if page.made_values is not None or page.find_origin().carried is None:
        return None
    has_choice = bool(select_divided(page))
    return make_boundary_switch(page, " ".join(_write_note(page)), has_choice=has_choice)


def _write_note(page: Page) -> Iterator[str]:
    t, changed = page.t, len(select_divided(page))
    of = t.number(len(page.scope.codes))
    words = {"of": of, "level": t(f"levels_plural.{page.scope.level}")}
    if page.view.is_as_published:
        yield t("conversion.map_published", period=page.view.period)
        key = "conversion.other_then" if changed else "conversion.same_then"
        yield t(key, n=t.number(changed), **words)
        return
    yield t("conversion.map", period=page.view.period, year=page.edition.boundary_year)
    converted = len(list_shares(page, page.scope.selection))
    if converted:
        yield t("conversion.partly", n=t.number(converted), **words)
    if changed > converted:
        yield t("conversion.lost", n=t.number(changed - converted))
    if not changed:
        yield t("conversion.whole")


def select_divided(page: Page) -> tuple[str, ...]:
    """Select the shown areas of which a part of the figure was, or would be, divided.

    Parameters
    ----------
    page
        The page of one layer and period.

    Returns
    -------
    tuple of str
        Codes in the order of the scope: those that the two ways of showing figures differ on.
    """
    if page.made_values is not None or page.find_origin().carried is None:
        return ()
    rows = _read(page, page.scope.selection)
    is_divided = rows["moved"].to_numpy(dtype=float) > WHOLE_PLACES
    is_withheld = rows["reason"].isin(WITHHELD_REASONS).to_numpy()
    return tuple(map(str, rows.index[is_divided | is_withheld]))


def list_shares(page: Page, areas: Selection) -> Mapping[str, float]:
    """List the share that was divided, of the areas that show a converted figure.

    Parameters
    ----------
    page
        The page of one layer and period.
    areas
        Areas that may be on its map.

    Returns
    -------
    mapping of str to float
        Share (0 to 1) by code; without areas of which nothing was divided.
    """
    is_as_published = page.view.is_as_published
    if page.made_values is not None or is_as_published or page.find_origin().carried is None:
        return {}
    rows = _read(page, areas)
    moved = rows["moved"].to_numpy(dtype=float)
    is_converted = (moved > WHOLE_PLACES) & rows["value"].notna().to_numpy()
    codes = map(str, rows.index[is_converted])
    return dict(zip(codes, moved[is_converted].tolist(), strict=True))


def _read(page: Page, areas: Selection) -> pd.DataFrame:
    values = page.edition.comparable.values
    return values.rows(page.layer.id, page.view.period, areas, ("value", "reason", "moved"))
