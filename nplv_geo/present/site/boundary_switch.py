"""The switch between figures on the areas of the map and figures as they were published."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.present.page.page import Page
from nplv_geo.present.page.view import BOUNDARIES
from nplv_geo.present.site.menu import MenuChoice

# Section of the method page that tells how figures are converted.
METHOD_ANCHOR = "jaren"


@dataclass(frozen=True, slots=True)
class BoundarySwitch:
    """Two links of which one is where the reader is, and what that means.

    Attributes
    ----------
    label
        What is chosen, for who hears the links.
    choices
        The two ways; none where they show the same.
    text
        What is said of the figures that are shown.
    method
        Link to what is told about converting.
    """

    label: str
    choices: tuple[MenuChoice, ...]
    text: str
    method: MenuChoice


def make_boundary_switch(page: Page, text: str, *, has_choice: bool) -> BoundarySwitch:
    """Make the switch of a page.

    Parameters
    ----------
    page
        The page of one layer.
    text
        What is said of the figures that are shown.
    has_choice
        Whether the two ways show different figures.

    Returns
    -------
    BoundarySwitch
        Its links keep all else that the reader chose.
    """
    t, view = page.t, page.view
    choices = (
        MenuChoice(t(f"conversion.{way}"), view.write_query(grenzen=way), way == view.boundaries)
        for way in BOUNDARIES
    )
    return BoundarySwitch(
        label=t("conversion.switch"),
        choices=tuple(choices) if has_choice else (),
        text=text,
        method=MenuChoice(
            t("conversion.method"), f"/methode?taal={t.language}#{METHOD_ANCHOR}", is_current=False
        ),
    )
