"""The parts of the page as HTML text: one function for each, with a template of its name.

Comes in: models of ``present``. Goes out: text, from ``web/templates/parts``, that ``web/page``
sends and callbacks put in the ``HtmlPart`` of its name.

Here is the border with Dash. Dash has what it draws and listens to itself: the frame of the page
with the map (``web/page/layout.py``), the charts (``dcc.Graph``, given figures by name) and the
search (``web/page/callbacks.py``). Everything in the frame is text: it is written here from
``web/templates/parts``, sent by ``web/page/view_answer.py`` and filled in by
``scripts/src/page/view.js``. No module of this folder imports Dash.
"""

from nplv_geo.web.components.area_parts import (
    measure_chart,
    render_card,
    render_cards_intro,
    render_panel,
    render_peers,
    render_programme,
    render_ring,
    render_trend,
    render_verdict,
)
from nplv_geo.web.components.page_parts import (
    render_bar,
    render_brand,
    render_breadcrumb,
    render_compared,
    render_heading,
    render_language,
    render_legend,
    render_menu,
    render_pair,
    render_ranking,
    render_source,
    render_start_findings,
    render_start_intro,
    render_tables,
    render_tabs,
    render_take,
    render_take_button,
    render_time,
    render_unmet,
)
from nplv_geo.web.components.together_parts import render_together
from nplv_geo.web.components.undermining_parts import (
    render_factor_tables,
    render_silent_legend,
    render_undermining,
)

__all__ = [
    "measure_chart",
    "render_bar",
    "render_brand",
    "render_breadcrumb",
    "render_card",
    "render_cards_intro",
    "render_compared",
    "render_factor_tables",
    "render_heading",
    "render_language",
    "render_legend",
    "render_menu",
    "render_pair",
    "render_panel",
    "render_peers",
    "render_programme",
    "render_ranking",
    "render_ring",
    "render_silent_legend",
    "render_source",
    "render_start_findings",
    "render_start_intro",
    "render_tables",
    "render_tabs",
    "render_take",
    "render_take_button",
    "render_time",
    "render_together",
    "render_trend",
    "render_undermining",
    "render_unmet",
    "render_verdict",
]
