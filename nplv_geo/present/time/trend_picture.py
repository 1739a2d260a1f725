"""What the chart of the trend page needs to go on its own: a title, its source, and a name.

On the page these stand around the chart; a picture that is downloaded has them inside.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nplv_geo.present.charts.template import PlotlyJson
from nplv_geo.present.design.tokens import FONT, TEXT
from nplv_geo.present.page.palette import INK
from nplv_geo.present.time.events import EventMarker
from nplv_geo.present.time.trend import TrendModel
from nplv_geo.present.time.trend_chart import BOTTOM, HEIGHT, LEFT, TOP

WIDTH = 960
_TITLE, _FOOT = 74, 46  # pixels above the chart, and below it up to the words
_EDGE = 14  # pixels left free around all
_LINE, _CHARS = 17, 145  # height in pixels and length of a line of words below it
_WEIGHTS = "200 900"  # of the letters of the page, as assets/page.css has them


@dataclass(frozen=True, slots=True)
class TrendPicture:
    """The picture of a chart.

    Attributes
    ----------
    width, height
        In pixels.
    font
        The letters that it carries: their family, and the weights that their file has.
    layout
        What the layout of the chart has in the picture only: sizes of its margin replace those of
        the chart, and annotations come to those that it has.
    """

    width: int
    height: int
    font: Mapping[str, str]
    layout: PlotlyJson


def draw_picture(model: TrendModel) -> TrendPicture:
    """Draw what the chart has in a picture only.

    Parameters
    ----------
    model
        Everything on the page.

    Returns
    -------
    TrendPicture
        Title above the chart; below it what happened, what was converted, and the source.
    """
    lines = [line for text in _list_remarks(model) for line in textwrap.wrap(text, _CHARS)]
    foot = _FOOT + len(lines) * _LINE
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "align": "left"}
    return TrendPicture(
        width=WIDTH,
        height=HEIGHT - BOTTOM + _TITLE + foot,
        font={"family": FONT, "weights": _WEIGHTS},
        layout={
            "title": {
                "text": f"<b>{model.title}</b>",
                "subtitle": {"text": _write_subtitle(model)},
                "font": {"size": TEXT["l"], "color": INK},
                "x": 0,
                "xref": "container",
                "xanchor": "left",
                "yref": "container",
                "y": 1,
                "yanchor": "top",
                "pad": {"t": _EDGE, "l": _EDGE},
            },
            "margin": {"t": TOP + _TITLE, "b": foot},
            "annotations": [
                place
                | {
                    "x": 0,
                    "xshift": _EDGE - LEFT,
                    "y": 0,
                    "yshift": -_FOOT + 12,
                    "yanchor": "top",
                    "text": "<br>".join(lines),
                    "font": {"size": TEXT["xs"]},
                }
            ],
        },
    )


def _write_subtitle(model: TrendModel) -> str:
    """What the numbers are, with their unit where the title does not say it."""
    unit = model.t.unit_beside(model.layer)
    return f"{model.subtitle}, {unit}" if unit else model.subtitle


def _list_remarks(model: TrendModel) -> Iterator[str]:
    """List what the numbers in the chart stand for, what to know of its lines, and the source."""
    if model.markers:
        events = "; ".join(_name_marker(model, marker) for marker in model.markers)
        yield f"{events}. {model.t('trend.no_cause')}"
    if model.notes:
        yield " ".join(model.notes)
    yield model.source


def _name_marker(model: TrendModel, marker: EventMarker) -> str:
    """Name the first event of a mark, and tell how many more there were; the page has them all."""
    first, *others = marker.events
    more = f" {model.t('trend.more_events', n=len(others))}" if others else ""
    return f"{marker.number}:\u00a0{first.label}{more} ({first.when})"
