"""Dash components of our own, written by hand; their scripts stand in ``scripts/src/components``.

Comes in: properties, from the layout and from callbacks. Goes out: what Dash draws in the browser,
and what the reader does with it as properties again.
"""

from nplv_geo.web.dash_components.address import Address
from nplv_geo.web.dash_components.area_map import AreaMap
from nplv_geo.web.dash_components.combobox import Combobox
from nplv_geo.web.dash_components.html_part import HtmlPart
from nplv_geo.web.dash_components.store import Store

__all__ = ["Address", "AreaMap", "Combobox", "HtmlPart", "Store"]
