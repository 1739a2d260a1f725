"""The tabs above the map: the same area and layer as a map, as a change, through the years."""

from __future__ import annotations

from nplv_geo.present.page.page import Page
from nplv_geo.present.page.view import TABS
from nplv_geo.present.site.menu import MenuChoice


def list_tabs(page: Page) -> tuple[MenuChoice, ...]:
    """List the tabs of a page, in their order.

    Parameters
    ----------
    page
        The page that they stand on.

    Returns
    -------
    tuple of MenuChoice
        None for the maps of many figures, which have one way of being shown. A tab that has
        nothing to show of this layer stays: what is behind it says why.
    """
    if page.stacking or page.factors:
        return ()
    return tuple(
        MenuChoice(page.t(f"tabs.{tab}"), page.view.write_query(toon=tab), tab == page.view.tab)
        for tab in TABS
    )
