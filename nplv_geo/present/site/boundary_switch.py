"""The switch between figures on the areas of the map and figures as they were published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nplv_geo.present.page.page import Page
from nplv_geo.present.page.view import BOUNDARIES
from nplv_geo.present.site.menu import MenuChoice

# Section of the method page that tells how figures are converted.
METHOD_ANCHOR = "omrekenen"


@dataclass(frozen=True, slots=True)
class BoundarySwitch:
    """Two links of which one is where the reader is, and what that means.

    Attributes
    ----------
    label
        What is chosen, for who hears the links.
    text
        One sentence about the figures that are shown.
    method
        Link to what is told about converting.
    """

    label: str
    choices: tuple[MenuChoice, ...]
    text: str
    method: MenuChoice


def make_boundary_switch(page: Page, periods: Iterable[str]) -> BoundarySwitch | None:
    """Make the switch of a page.

    Parameters
    ----------
    page
        The page of one layer.
    periods
        Periods of the layer that the reader sees.

    Returns
    -------
    BoundarySwitch or None
        None when nothing had to be converted, so that there is nothing to choose.
    """
    origins = [page.edition.origin(page.layer.id, period) for period in periods]
    tables = [origin.carried for origin in origins if origin.carried is not None]
    if not any(table.converted or table.withheld for table in tables):
        return None
    t, shown = page.t, page.view.boundaries
    return BoundarySwitch(
        label=t("conversion.switch"),
        choices=tuple(
            MenuChoice(t(f"conversion.{way}"), page.view.write_query(grenzen=way), way == shown)
            for way in BOUNDARIES
        ),
        text=t(f"conversion.explain_{shown}", year=page.edition.boundary_year),
        method=MenuChoice(
            t("conversion.method"), f"/methode?taal={t.language}#{METHOD_ANCHOR}", is_current=False
        ),
    )
