"""The Plotly template of the house: letters, grounds, axes and hover boxes of every chart.

Registered with Plotly as ``nplv`` and its default, so that every figure has it. A kind of chart
can add the looks of its own traces (:func:`register_looks`). Figures of which many travel together
leave their template behind (:func:`make_figure_json`): it goes along once
(:func:`read_template`). Plotly checks a template anew for each figure that names one, but takes
its default as it is: that, too, is why no figure names its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from nplv_geo.present.design.tokens import FAMILY, TEXT
from nplv_geo.present.page.palette import BORDER, GRID, INK, MUTED, PAPER, REFERENCES, SOFT

NAME = "nplv"

# A figure, a trace or a layout as Plotly's script reads it.
PlotlyJson = dict[str, Any]
Look = Mapping[str, object]


def _make_template() -> go.layout.Template:
    axis: PlotlyJson = {"fixedrange": True, "zeroline": False, "ticks": ""}
    return go.layout.Template(
        layout={
            "font": {"family": FAMILY, "size": TEXT["xs"], "color": SOFT},
            "colorway": list(REFERENCES.values()),
            "paper_bgcolor": PAPER,
            "plot_bgcolor": PAPER,
            "hoverlabel": {
                "font": {"family": FAMILY, "size": TEXT["s"], "color": INK},
                "bgcolor": PAPER,
                "bordercolor": MUTED,
                "align": "left",
            },
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
            "showlegend": False,
            "dragmode": False,
            "xaxis": axis
            | {
                "showgrid": False,
                "linecolor": BORDER,
                "spikecolor": MUTED,
                "spikedash": "solid",
                "spikethickness": 1,
            },
            "yaxis": axis | {"gridcolor": GRID, "nticks": 6},
            "annotationdefaults": {
                "font": {"size": TEXT["xs"], "color": SOFT},
                "showarrow": False,
                "arrowhead": 0,
            },
            "shapedefaults": {"layer": "below", "line": {"color": MUTED, "width": 1}},
        },
        data={"scatter": [{"cliponaxis": False}]},
    )


pio.templates[NAME] = _make_template()
pio.templates.default = NAME


def register_looks(name: str, looks: Sequence[Look], layout: Look | None = None) -> str:
    """Register the looks of the traces of a kind of chart, on top of the template of the house.

    Parameters
    ----------
    name
        Name of the kind.
    looks
        Look of each trace by its place. Plotly starts anew when there are more traces.
    layout
        What is different in the layout.

    Returns
    -------
    str
        Name of the template, for :func:`read_template`.
    """
    own = go.layout.Template(
        layout=layout or {}, data={"scatter": [{"cliponaxis": False, **look} for look in looks]}
    )
    full_name = f"{NAME}_{name}"
    pio.templates[full_name] = pio.templates.merge_templates(NAME, own)
    return full_name


def make_figure_json(figure: go.Figure) -> PlotlyJson:
    """Make what is sent of a figure whose template goes along once for all of its kind.

    Parameters
    ----------
    figure
        A figure with a template.

    Returns
    -------
    dict
        Data and layout as Plotly's script reads them, without the template.
    """
    whole: PlotlyJson = figure.to_dict()
    del whole["layout"]["template"]
    return whole


@cache
def read_template(name: str) -> PlotlyJson:
    """Read a registered template as Plotly's script does.

    Parameters
    ----------
    name
        As :func:`register_looks` gave it.

    Returns
    -------
    dict
        For ``layout.template`` of a figure.
    """
    template: PlotlyJson = pio.templates[name].to_plotly_json()
    return template
