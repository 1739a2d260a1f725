"""From models to Dash components: one small module for each part of the page."""

from nplv_geo.web.components.head import bar, brand, breadcrumb, found, heading, link
from nplv_geo.web.components.legend import legend
from nplv_geo.web.components.menu import menu
from nplv_geo.web.components.panel import panel
from nplv_geo.web.components.source import source
from nplv_geo.web.components.table import table

__all__ = [
    "bar",
    "brand",
    "breadcrumb",
    "found",
    "heading",
    "legend",
    "link",
    "menu",
    "panel",
    "source",
    "table",
]
