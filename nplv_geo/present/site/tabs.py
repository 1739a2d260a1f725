"""The tabs above the map: the same area and layer as a map, as a change, through the years."""

from __future__ import annotations

from nplv_geo.present.page.page import Page
from nplv_geo.present.page.view import STACKING_TABS, TABS, PageTab
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
        None for the map of undermining, which has one way of being shown. A tab that has nothing
        to show of this layer stays: what is behind it says why.
    """
    if page.factors:
        return ()
    return tuple(
        MenuChoice(page.t(f"tabs.{tab}"), _link(page, tab), tab == page.view.tab)
        for tab in (STACKING_TABS if page.stacking else TABS)
    )


def _link(page: Page, tab: PageTab) -> str:
    """Link to a tab; the years of a change of the stacking are those of that tab alone."""
    leaves_years = page.stacking is not None and tab != page.view.tab
    return page.view.write_query(toon=tab, **({"periode": ""} if leaves_years else {}))
