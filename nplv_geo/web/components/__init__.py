"""From models to Dash components: one small module for each part of the page."""

from nplv_geo.web.components.around import peers, ring
from nplv_geo.web.components.cards import card, cards_intro, chart
from nplv_geo.web.components.head import bar, brand, breadcrumb, found, heading, link
from nplv_geo.web.components.legend import legend
from nplv_geo.web.components.menu import menu
from nplv_geo.web.components.panel import panel
from nplv_geo.web.components.source import source
from nplv_geo.web.components.table import table
from nplv_geo.web.components.take_along import take_along, take_button
from nplv_geo.web.components.trend import trend_page

__all__ = [
    "bar",
    "brand",
    "breadcrumb",
    "card",
    "cards_intro",
    "chart",
    "found",
    "heading",
    "legend",
    "link",
    "menu",
    "panel",
    "peers",
    "ring",
    "source",
    "table",
    "take_along",
    "take_button",
    "trend_page",
]
