"""The chart of a card as a Plotly figure: one line of marks a row, and its history beside it.

The rows of the figure are as high as the rows of the table beside it, so that each line of marks
stands in its own row. Each kind of mark is one trace, at the same place in every figure: how it
looks stands in the template (``nplv_card``), so that a figure holds places and words only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

import plotly.graph_objects as go

from nplv_geo.present.area.cards import Card, CardRow
from nplv_geo.present.area.marks_on_line import Mark, MarkLine
from nplv_geo.present.charts.template import PlotlyJson, register_looks
from nplv_geo.present.page.palette import (
    BETTER,
    CHOICES,
    FAINT,
    MUTED,
    PAPER,
    REFERENCES,
    SOFT,
    SYMBOLS,
    WORSE,
    ReferenceKind,
)

# Where the marks end and the history begins, as shares of the width.
_STRIP_END, _TREND_START = 0.7, 0.78
# Height of a history as a share of its row: words stand above and below it (assets/page.css).
_TREND_HEIGHT = 0.26

MarkKind = ReferenceKind | Literal["peer", "inside"]
# From below to above: what matters most is drawn last.
TraceKind = Literal[
    "track",
    "better",
    "worse",
    "even",
    "peer",
    "inside",
    "other",
    "nplv",
    "gemeente",
    "nederland",
    "area",
    "history",
    "converted",
    "newest",
    "newest_converted",
]
TRACES: tuple[TraceKind, ...] = get_args(TraceKind)
_OF_MARKS: tuple[
    Literal["peer", "inside", "other", "nplv", "gemeente", "nederland", "area"], ...
] = (
    *("peer", "inside", "other", "nplv"),
    *("gemeente", "nederland", "area"),
)
_OF_HISTORY: frozenset[TraceKind] = frozenset(
    ("history", "converted", "newest", "newest_converted")
)


class Look(NamedTuple):
    """How a mark is drawn; sizes in pixels."""

    symbol: str
    size: int
    colour: str
    edge: int = 1
    edge_colour: str = PAPER


# "other" and on is what the reader chose; "peer" another focus area, "inside" a wijk.
LOOKS: Mapping[MarkKind, Look] = {
    "peer": Look("circle", 8, MUTED),
    "inside": Look("circle", 4, SOFT),
    **{kind: Look(SYMBOLS[kind], 10, REFERENCES[kind]) for kind in CHOICES},
    "nplv": Look("diamond", 9, REFERENCES["nplv"]),
    "gemeente": Look("line-ns", 10, REFERENCES["gemeente"], 2, REFERENCES["gemeente"]),
    "nederland": Look("line-ns", 10, REFERENCES["nederland"], 3, REFERENCES["nederland"]),
    "area": Look("circle", 13, REFERENCES["area"]),
}


def _make_line_look(colour: str) -> PlotlyJson:
    return {"mode": "lines", "line": {"color": colour, "width": 3}, "hoverinfo": "skip"}


def _make_mark_look(look: Look) -> PlotlyJson:
    # Behind the name and value of a mark its axis tells the unit and the period of the row.
    return {
        "mode": "markers",
        "marker": {
            "symbol": look.symbol,
            "size": look.size,
            "color": look.colour,
            "line": {"width": look.edge, "color": look.edge_colour},
        },
        "hovertemplate": "%{text}<br>%{y}<extra></extra>",
    }


def _make_newest_look(colour: str) -> PlotlyJson:
    return {
        "mode": "markers",
        "marker": {"size": 7, "color": colour, "line": {"width": 1.5, "color": REFERENCES["area"]}},
        "hovertemplate": "%{text}<extra></extra>",
    }


_TRACE_LOOKS: Mapping[TraceKind, PlotlyJson] = {
    "track": _make_line_look(FAINT),
    "better": _make_line_look(BETTER),
    "worse": _make_line_look(WORSE),
    "even": _make_line_look(SOFT),
    **{kind: _make_mark_look(LOOKS[kind]) for kind in _OF_MARKS},
    "history": {
        "mode": "lines+markers",
        "line": {"color": SOFT, "width": 1.5},
        "marker": {"size": 3, "color": SOFT},
        "hoverinfo": "skip",
    },
    "converted": {
        "mode": "markers",
        "marker": {"size": 5, "color": PAPER, "line": {"width": 1.25, "color": SOFT}},
        "hoverinfo": "skip",
    },
    "newest": _make_newest_look(REFERENCES["area"]),
    "newest_converted": _make_newest_look(PAPER),
}
_CLEAR = "rgba(0,0,0,0)"
_NO_AXIS = {"showgrid": False, "showline": False, "showticklabels": False, "showspikes": False}
TEMPLATE = register_looks(
    "card",
    [_TRACE_LOOKS[kind] for kind in TRACES],
    {
        "paper_bgcolor": _CLEAR,
        "plot_bgcolor": _CLEAR,
        "hovermode": "closest",
        "xaxis": {"visible": False},
        "yaxis": _NO_AXIS,
    },
)


@dataclass(slots=True)
class _Points:
    """Places of one trace, with the words of each where it has some."""

    x: list[float | None] = field(default_factory=list)
    y: list[float | None] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)  # of what the reader chose

    def add(self, x: float, y: float, text: str = "") -> None:
        """Add a point."""
        self.x.append(x)
        self.y.append(y)
        if text:
            self.text.append(text)

    def add_line(self, *ends: tuple[float, float]) -> None:
        """Add a line through some points, apart from what was there."""
        for x, y in ends:
            self.add(x, y)
        self.x.append(None)
        self.y.append(None)


def draw_card(card: Card) -> go.Figure:
    """Draw all rows of a card.

    Parameters
    ----------
    card
        A theme with a line of marks in each row.

    Returns
    -------
    plotly.graph_objects.Figure
        A trace for each of ``TRACES``; x from 0 to 1, y the number of the row from above. It is to
        be drawn with the template ``TEMPLATE``.
    """
    points: dict[TraceKind, _Points] = {kind: _Points() for kind in TRACES}
    for i, row in enumerate(card.rows):
        _add_lines(points, i, row.line)
        for kind, mark in _list_marks(row.line):
            # All that the reader chose share a trace: most cards have none of it.
            trace = _find_trace(kind)
            points[trace].add(mark.at, i, mark.text)
            points[trace].looks += [LOOKS[kind]] if trace == CHOICES[0] else []
        _add_history(points, i, row)
    return go.Figure(
        [_make_trace(kind, places) for kind, places in points.items()], _lay_out(card.rows)
    )


def _find_trace(kind: MarkKind) -> TraceKind:
    match kind:
        case "other" | "other-b" | "other-c" | "other-d":
            return "other"
        case _:
            return kind


def _make_trace(kind: TraceKind, points: _Points) -> PlotlyJson:
    trace: PlotlyJson = {"type": "scatter", "x": points.x, "y": points.y}
    if points.text:
        trace["text"] = points.text
    if points.looks:
        trace["marker"] = {
            "symbol": [look.symbol for look in points.looks],
            "color": [look.colour for look in points.looks],
        }
    if kind in _OF_HISTORY:
        trace["xaxis"] = "x2"
    return trace


def _lay_out(rows: tuple[CardRow, ...]) -> PlotlyJson:
    n = len(rows)
    return {
        "xaxis": {"range": [-0.03, 1.03], "domain": [0, _STRIP_END]},
        "xaxis2": {"range": [-0.05, 1.08], "domain": [_TREND_START, 1]},
        "yaxis": {
            "range": [n - 0.5, -0.5],
            "tickvals": list(range(n)),
            "ticktext": [
                ", ".join(part for part in (row.unit, row.period) if part) for row in rows
            ],
        },
    }


def _list_marks(line: MarkLine) -> Iterator[tuple[MarkKind, Mark]]:
    """List the marks of a row with the kind of each."""
    yield from (("peer", mark) for mark in line.others)
    yield from (("inside", mark) for mark in line.inside)
    yield from ((mark.role, mark) for mark in line.compared if mark.role)
    if line.area:
        yield "area", line.area


def _add_lines(points: Mapping[TraceKind, _Points], row: int, line: MarkLine) -> None:
    """Add the track of a row, and the line from country to area, which tells what that means."""
    if line.others:
        points["track"].add_line((0.0, row), (1.0, row))
    if line.area and line.country:
        kind: TraceKind = line.standing if line.standing in ("better", "worse") else "even"
        points[kind].add_line((line.country.at, row), (line.area.at, row))


def _add_history(points: Mapping[TraceKind, _Points], row: int, shown: CardRow) -> None:
    """Add the history of a row, open dots on what was converted, and one on the newest."""
    line = shown.line

    def place(when: float, height: float) -> tuple[float, float]:
        return when, row + _TREND_HEIGHT * (0.5 - height)

    for stretch in line.trend:
        points["history"].add_line(*(place(*point) for point in stretch))
    for point in line.converted:
        points["converted"].add(*place(*point))
    if line.trend:
        newest = line.trend[-1][-1]
        kind: TraceKind = "newest_converted" if newest in line.converted else "newest"
        words = ", ".join(part for part in (shown.unit, line.trend_text) if part)
        points[kind].add(*place(*newest), words.replace(", ", "<br>"))
