"""Which libraries of Dash components the page starts with, and which are fetched when needed.

Dash puts the scripts of every library that is imported into every page. One that no component of
the layout is of, and that only a callback brings, can wait until that callback fetches it
(``scripts/src/page/libraries.js``).
"""

from __future__ import annotations

import json
import re
from typing import Final

from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

# Libraries that scripts of the page fetch before they bring a component of it, as the addresses of
# their scripts name them, each with the namespace of its components.
FETCHED_WHEN_NEEDED: Final = {
    "dash/dcc": "dash_core_components",
    "dash_ag_grid": "dash_ag_grid",
}
_SCRIPT = re.compile(r'<script src="([^"]*/_dash-component-suites/([^"]+)/[^"/]+)">')
_NAMESPACE = re.compile(r'"namespace": "(\w+)"')


def list_namespaces(layout: Component) -> frozenset[str]:
    """List the namespaces that components of a layout are of.

    Parameters
    ----------
    layout
        Component with all others in it.

    Returns
    -------
    frozenset of str
        Such as ``dash_leaflet``.
    """
    return frozenset(_NAMESPACE.findall(json.dumps(layout, cls=PlotlyJSONEncoder)))


def hold_libraries(scripts: str, namespaces: frozenset[str]) -> str:
    """Let scripts of libraries wait until a script of the page fetches them.

    Parameters
    ----------
    scripts
        Script elements as Dash writes them.
    namespaces
        Those of the components that the page starts with.

    Returns
    -------
    str
        The same elements; those that wait do nothing and name their library.
    """

    def hold(element: re.Match[str]) -> str:
        address, library = element.groups()
        if FETCHED_WHEN_NEEDED.get(library) in {None, *namespaces}:
            return element[0]
        return f'<script type="text/wanted" data-library="{library}" data-src="{address}">'

    return _SCRIPT.sub(hold, scripts)
