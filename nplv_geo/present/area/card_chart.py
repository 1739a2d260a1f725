"""The chart of a card as a Plotly figure: one line of marks a row, and its history beside it.

Plain dictionaries: what Plotly's script reads. The rows of the figure are as high as the rows
of the table beside it, so that each line of marks stands in its own row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from nplv_geo.present.area.cards import Card
from nplv_geo.present.area.marks_on_line import Mark
from nplv_geo.statistics.compare import Standing

INK, SOFT, FAINT = "#16303a", "#536870", "#c3ced2"
ACCENT = "#155f6e"
_DIFFERENCE: dict[Standing | None, str] = {"better": "#155f6e", "worse": "#8f4405"}
# Where the marks end and the history begins, as shares of the width.
_STRIP_END, _TREND_START = 0.7, 0.78
# Height of a history as a share of its row.
_TREND_HEIGHT = 0.42

Figure = dict[str, Any]


class _Look(NamedTuple):
    """How a mark looks."""

    symbol: str
    size: int
    colour: str
    edge: int = 1
    edge_colour: str = "#ffffff"


_OTHER = _Look("circle", 8, FAINT)
_INSIDE = _Look("circle", 4, SOFT)
_CHOSEN = _Look("diamond", 9, "#5c4a8a")
_GEMEENTE = _Look("line-ns", 10, SOFT, 2, SOFT)
_COUNTRY = _Look("line-ns", 10, INK, 3, INK)
_OWN = _Look("circle", 13, ACCENT)


def figure(card: Card) -> Figure:
    """Draw all rows of a card."""
    lines = list(enumerate(row.line for row in card.rows))
    ground = [(i, Mark(x, "")) for i, la in lines if la.others for x in (0.0, 1.0)]
    return {
        "data": [
            _lines(ground, FAINT, 3),
            *_differences(card),
            _marks(_beside(card)),
            _marks([(i, la.area, _OWN) for i, la in lines if la.area]),
            *_histories(card),
        ],
        "layout": _layout(len(card.rows)),
    }


def _layout(n: int) -> Figure:
    axis: Figure = {"visible": False, "fixedrange": True}
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "xaxis": axis | {"range": [-0.03, 1.03], "domain": [0, _STRIP_END]},
        "xaxis2": axis | {"range": [-0.05, 1.08], "domain": [_TREND_START, 1]},
        "yaxis": axis | {"range": [n - 0.5, -0.5]},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"font": {"family": "Source Sans 3, sans-serif", "size": 14}},
        "dragmode": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "Source Sans 3, sans-serif", "color": INK},
    }


def _beside(card: Card) -> list[tuple[int, Mark, _Look]]:
    """Everything that the area is seen beside; what matters most is drawn last, on top."""
    found: list[tuple[int, Mark, _Look]] = []
    for i, row in enumerate(card.rows):
        found += [(i, mark, _OTHER) for mark in row.line.others]
        found += [(i, mark, _INSIDE) for mark in row.line.inside]
        found += [(i, mark, _CHOSEN) for mark in row.line.chosen]
        found += [(i, mark, _GEMEENTE) for mark in (row.line.gemeente,) if mark]
        found += [(i, mark, _COUNTRY) for mark in (row.line.country,) if mark]
    return found


def _marks(found: Sequence[tuple[int, Mark, _Look]]) -> Figure:
    """Draw marks of any look in one trace: each trace more costs the browser milliseconds."""
    looks = [look for _, _, look in found]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [mark.at for _, mark, _ in found],
        "y": [i for i, _, _ in found],
        "text": [mark.text for _, mark, _ in found],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "size": [look.size for look in looks],
            "color": [look.colour for look in looks],
            "symbol": [look.symbol for look in looks],
            "line": {
                "width": [look.edge for look in looks],
                "color": [look.edge_colour for look in looks],
            },
        },
        "cliponaxis": False,
    }


def _lines(marks: Sequence[tuple[int, Mark]], colour: str, width: int) -> Figure:
    """Lines between each two marks that follow one another."""
    pairs = [marks[k : k + 2] for k in range(0, len(marks), 2)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for pair in pairs for x in (*(mark.at for _, mark in pair), None)],
        "y": [y for pair in pairs for y in (*(i for i, _ in pair), None)],
        "line": {"color": colour, "width": width},
        "hoverinfo": "skip",
    }


def _differences(card: Card) -> list[Figure]:
    """From the country to the area, in the colour of better, worse or neither."""
    found: dict[str, list[tuple[int, Mark]]] = {}
    for i, row in enumerate(card.rows):
        if row.line.area and row.line.country:
            colour = _DIFFERENCE.get(row.line.standing, SOFT)
            found.setdefault(colour, []).extend([(i, row.line.country), (i, row.line.area)])
    return [_lines(marks, colour, 3) for colour, marks in found.items()]


def _histories(card: Card) -> list[Figure]:
    """The history of each row, and a dot on its newest value."""
    x: list[float | None] = []
    y: list[float | None] = []
    ends: list[tuple[float, float, str]] = []
    for i, row in enumerate(card.rows):
        for stretch in row.line.trend:
            x += [*(when for when, _ in stretch), None]
            y += [*(i + _TREND_HEIGHT * (0.5 - height) for _, height in stretch), None]
        if row.line.trend:
            when, height = row.line.trend[-1][-1]
            ends.append((when, i + _TREND_HEIGHT * (0.5 - height), row.line.trend_text))
    line: Figure = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "xaxis": "x2",
        "line": {"color": SOFT, "width": 1.5},
        "marker": {"size": 3, "color": SOFT},
        "hoverinfo": "skip",
    }
    end: Figure = {
        "type": "scatter",
        "mode": "markers",
        "x": [when for when, _, _ in ends],
        "y": [height for _, height, _ in ends],
        "text": [text.replace(", ", "<br>") for _, _, text in ends],
        "xaxis": "x2",
        "marker": {"size": 7, "color": ACCENT},
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }
    return [line, end]
