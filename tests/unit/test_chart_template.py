"""The Plotly template of the house: registered, in the colours of the palette, and sent once."""

from __future__ import annotations

import plotly.graph_objects as go
import plotly.io as pio
import pytest

from nplv_geo.present.area import card_chart
from nplv_geo.present.charts.template import NAME, make_figure_json, read_template
from nplv_geo.present.page import palette


def test_every_figure_has_the_template_of_the_house() -> None:
    assert pio.templates.default == NAME == "nplv"
    layout = go.Figure().layout.template.layout
    assert layout.font.family.startswith('"Source Sans 3"')
    assert list(layout.colorway) == list(palette.REFERENCES.values())
    assert (layout.font.color, layout.hoverlabel.bgcolor) == (palette.SOFT, palette.PAPER)
    assert (layout.yaxis.gridcolor, layout.xaxis.linecolor) == (palette.GRID, palette.BORDER)


def test_a_kind_of_chart_adds_the_looks_of_its_traces_and_keeps_all_else() -> None:
    own, house = read_template(card_chart.TEMPLATE), read_template(NAME)
    assert len(own["data"]["scatter"]) == len(card_chart.TRACES) == 15
    assert own["layout"]["font"] == house["layout"]["font"]
    assert own["layout"]["hoverlabel"] == house["layout"]["hoverlabel"]
    assert own["layout"]["paper_bgcolor"] == "rgba(0,0,0,0)"


def test_a_figure_is_sent_without_its_template() -> None:
    figure = go.Figure([{"type": "scatter", "x": [1], "y": [2]}], {"height": 30})
    assert make_figure_json(figure) == {
        "data": [{"type": "scatter", "x": [1], "y": [2]}],
        "layout": {"height": 30},
    }
    assert figure.layout.template.layout.dragmode is False


@pytest.mark.parametrize("name", ["cliponaxi", "marker_colour"])
def test_plotly_refuses_what_it_does_not_know(name: str) -> None:
    with pytest.raises(ValueError, match="Invalid property"):
        go.Figure([{"type": "scatter", name: True}])
