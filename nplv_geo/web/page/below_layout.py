"""What Dash draws below the map: places for cards with their charts, and for what is beside.

They are a third of the components of the page and none is in sight: the browser puts them on the
page once the map is in use (``show_below`` in ``scripts/src/page/view.js``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from nplv_geo.definitions.catalog import Theme
from nplv_geo.web.dash_components import HtmlPart

# Id of the element that they come into.
BELOW = "below-map"
# Beside the area: the programme, areas like it and those around it.
_BESIDE = ("programme", "peers", "ring")


def list_parts_below(themes: Sequence[Theme]) -> tuple[str, ...]:
    """List the parts below the map: the text of each card, and what lies beside the area."""
    return ("cards-intro", *_BESIDE, *(f"rows-{theme.id}" for theme in themes))


def make_below(themes: Sequence[Theme]) -> list[Component]:
    """Make an empty place for each part below the map."""
    beside = [HtmlPart(id=name, tag="section", className="around") for name in _BESIDE]
    return [_make_cards(themes), *beside]


def _make_cards(themes: Sequence[Theme]) -> html.Section:
    """A place for each theme: its table at once, its chart when it comes into sight."""
    cards = [_make_card(theme) for theme in themes]
    return html.Section([HtmlPart(id="cards-intro"), *cards], id="cards", className="cards")


def _make_card(theme: Theme) -> html.Article:
    """Places for a table and its chart, of which screen readers have the table only."""
    theme_attribute: dict[str, Any] = {"data-theme": theme.id}
    silent_attribute: dict[str, Any] = {"aria-hidden": "true"}
    plot = html.Div(id=f"plot-{theme.id}", className="plot")
    return html.Article(
        [
            HtmlPart(id=f"rows-{theme.id}"),
            html.Div(plot, id=f"chart-{theme.id}", className="chart", **silent_attribute),
        ],
        className="card",
        **theme_attribute,
    )
