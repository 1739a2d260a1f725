"""Figures of charts, as Plotly's script reads them."""

from __future__ import annotations

from typing import Any

from nplv_geo.present.area import card_chart
from nplv_geo.present.area.cards import Card
from nplv_geo.present.charts.template import read_template
from nplv_geo.present.time.trend import TrendModel
from nplv_geo.present.time.trend_chart import draw_figure

Trace = dict[str, Any]


def read_trend(model: TrendModel) -> dict[str, Any]:
    """Data and layout of the chart of a trend."""
    figure: dict[str, Any] = draw_figure(model).to_dict()
    return figure


def read_card(card: Card) -> dict[card_chart.TraceKind, Trace]:
    """Traces of the chart of a card by their kind, each with its look."""
    looks = read_template(card_chart.TEMPLATE)["data"]["scatter"]
    traces = card_chart.draw_card(card).to_dict()["data"]
    kinds = zip(card_chart.TRACES, looks, traces, strict=True)
    return {kind: _lay_over(look, trace) for kind, look, trace in kinds}


def _lay_over(look: Trace, trace: Trace) -> Trace:
    """As Plotly does: of a mark that a trace tells a part of, the look tells the rest."""
    marker = {**look.get("marker", {}), **trace.get("marker", {})}
    return look | trace | ({"marker": marker} if marker else {})
