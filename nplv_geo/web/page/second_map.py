"""The map beside the first one: a component that a view brings along when it asks for it.

Its colours come by the same callbacks as those of the first map; hover, place and scale are shared
in the browser (``scripts/src/pair.js``), without Dash.
"""

from __future__ import annotations

from dash import html

from nplv_geo.present.map.types import MapModel
from nplv_geo.present.page.page import Page
from nplv_geo.web.components.page_parts import SECOND_MAP
from nplv_geo.web.dash_components import AreaMap
from nplv_geo.web.page.layout import make_background, make_map_frame
from nplv_geo.web.page.view_models import SecondAnswer

# Id of its background.
SECOND_BACKGROUND = "background-second"


def make_second_answer(page: Page, model: MapModel | None) -> SecondAnswer | None:
    """Make the second map of a page; None where there is one map.

    Parameters
    ----------
    page
        The page of the first map.
    model
        What the second map shows.
    """
    if model is None:
        return None
    return SecondAnswer(
        component=make_second_map(),
        map=model,
        background=make_background(page.view.basemap, "tiles-second"),
    )


def make_second_map() -> html.Div:
    """Make the component, which is the same for all views."""
    return make_map_frame("second-map", SECOND_BACKGROUND, AreaMap(SECOND_MAP, joined="map-areas"))
