"""Which libraries of Dash components the page starts with, and which are fetched when needed.

Dash puts the scripts of every library that is imported into every page. One that no component of
the layout is of, and that only a callback brings, can wait until that callback fetches it
(``scripts/src/page/libraries.js``).
"""

from __future__ import annotations

import re

from dash.development.base_component import Component

# Libraries that scripts of the page fetch before they bring a component of it.
FETCHED_WHEN_NEEDED = ("dash/dcc",)
_SCRIPT = re.compile(r'<script src="([^"]*/_dash-component-suites/([^"]+)/[^"/]+)">')


def list_libraries(layout: Component) -> frozenset[str]:
    """List the libraries that components of a layout are of.

    Parameters
    ----------
    layout
        Component with all others in it.

    Returns
    -------
    frozenset of str
        As the addresses of their scripts name them: ``dash/dcc``, ``dash_leaflet``.
    """
    parts = [layout, *layout._traverse()]  # noqa: SLF001  # Dash's own way through a layout
    modules = (type(part).__module__ for part in parts if isinstance(part, Component))
    return frozenset(module.rpartition(".")[0].replace(".", "/") for module in modules)


def hold_libraries(scripts: str, needed: frozenset[str]) -> str:
    """Let scripts of libraries wait until a script of the page fetches them.

    Parameters
    ----------
    scripts
        Script elements as Dash writes them.
    needed
        Libraries that the page starts with.

    Returns
    -------
    str
        The same elements; those that wait do nothing and name their library.
    """

    def hold(found: re.Match[str]) -> str:
        address, library = found.groups()
        if library not in FETCHED_WHEN_NEEDED or library in needed:
            return found[0]
        return f'<script type="text/wanted" data-library="{library}" data-src="{address}">'

    return _SCRIPT.sub(hold, scripts)
