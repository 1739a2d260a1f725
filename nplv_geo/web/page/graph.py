"""The component of a chart: of a card, the trend or the scatter."""

from __future__ import annotations

from dash import dcc


def make_graph(name: str, height: str) -> dcc.Graph:
    """Make the component that draws a chart; a callback gives it the figure.

    Parameters
    ----------
    name
        Id of a theme, ``trend`` or ``scatter``.
    height
        As CSS writes it.
    """
    return dcc.Graph(
        id=f"figure-{name}",
        config={"displayModeBar": False},
        clear_on_unhover=True,
        responsive=True,
        style={"height": height},
    )
