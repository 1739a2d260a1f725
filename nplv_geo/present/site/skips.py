"""Links that jump over what comes first on the page: map, content, table and panel."""

from __future__ import annotations

from typing import Final

from nplv_geo.present.page.page import Page
from nplv_geo.present.site.menu import MenuChoice

_MAIN: Final = ("main", "main")
_MAP_TOO: Final = (("map", "map"), _MAIN, ("table", "table"))
# Last in the document, but beside the map for who sees it; on a phone the bar opens it.
_PANEL: Final = ("panel", "panel")
# By tab the elements to jump to, each with its word; what a tab hides is no goal.
_GOALS: Final = {
    **dict.fromkeys(("kaart", "verandering", "naast", "samenhang"), _MAP_TOO),
    "ontwikkeling": (_MAIN, ("trend-below", "table")),
}


def list_skips(page: Page) -> tuple[MenuChoice, ...]:
    """List the skip links of a page.

    Parameters
    ----------
    page
        The page that they stand on.

    Returns
    -------
    tuple of MenuChoice
        In the order of the page; always one to its content.
    """
    goals = (*_GOALS.get(page.view.tab, (_MAIN,)), _PANEL)
    return tuple(
        MenuChoice(page.t(f"skips.{word}"), f"#{goal}", is_current=False) for goal, word in goals
    )
