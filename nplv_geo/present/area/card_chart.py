"""The chart of a card as a Plotly figure: one line of marks a row, and its history beside it.

Dictionaries, as the script of Plotly reads them. The rows of the figure are as high as the rows
of the table beside it, so that each line of marks stands in its own row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypedDict

from nplv_geo.present.area.cards import Card
from nplv_geo.present.area.marks_on_line import Mark
from nplv_geo.present.design.tokens import FAMILY, TEXT
from nplv_geo.present.page.palette import (
    BETTER,
    FAINT,
    INK,
    MUTED,
    PAPER,
    REFERENCES,
    SOFT,
    WORSE,
    ReferenceKind,
)
from nplv_geo.statistics.compare import Standing

_DIFFERENCE: dict[Standing | None, str] = {"better": BETTER, "worse": WORSE}
# Where the marks end and the history begins, as shares of the width.
_STRIP_END, _TREND_START = 0.7, 0.78
# Height of a history as a share of its row.
_TREND_HEIGHT = 0.42

PlotlyOptions = Mapping[str, object]


class Trace(TypedDict, total=False):
    """Marks or lines of one kind: x from 0 to 1, y the number of the row from above."""

    type: Literal["scatter"]
    mode: Literal["lines", "markers", "lines+markers"]
    x: Sequence[float | None]
    y: Sequence[float | None]
    xaxis: str
    text: Sequence[str]
    line: PlotlyOptions
    marker: PlotlyOptions
    hoverinfo: str
    hovertemplate: str
    cliponaxis: bool


class CardFigure(TypedDict):
    """What Plotly draws."""

    data: list[Trace]
    layout: PlotlyOptions


class Look(NamedTuple):
    """How a mark is drawn; sizes in pixels."""

    symbol: str
    size: int
    colour: str
    edge: int = 1
    edge_colour: str = PAPER


MarkKind = ReferenceKind | Literal["peer", "inside"]
# "other" is what the reader chose to compare with; "peer" another focus area, "inside" a wijk.
LOOKS: Mapping[MarkKind, Look] = {
    "peer": Look("circle", 8, MUTED),
    "inside": Look("circle", 4, SOFT),
    "other": Look("diamond", 9, REFERENCES["other"]),
    "nplv": Look("diamond", 9, REFERENCES["nplv"]),
    "gemeente": Look("line-ns", 10, REFERENCES["gemeente"], 2, REFERENCES["gemeente"]),
    "nederland": Look("line-ns", 10, REFERENCES["nederland"], 3, REFERENCES["nederland"]),
    "area": Look("circle", 13, REFERENCES["area"]),
}


def draw_card(card: Card) -> CardFigure:
    """Draw all rows of a card.

    Returns
    -------
    CardFigure
        ``data`` and ``layout`` of Plotly; x from 0 to 1, y the number of the row from above.
    """
    lines = list(enumerate(row.line for row in card.rows))
    tracks = [(i, Mark(x, "")) for i, line in lines if line.others for x in (0.0, 1.0)]
    return {
        "data": [
            _draw_lines(tracks, FAINT, 3),
            *_draw_differences(card),
            _draw_marks(_list_references(card)),
            _draw_marks([(i, line.area, "area") for i, line in lines if line.area]),
            *_draw_histories(card),
        ],
        "layout": _lay_out(len(card.rows)),
    }


def _lay_out(n: int) -> PlotlyOptions:
    axis: dict[str, object] = {"visible": False, "fixedrange": True}
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "xaxis": axis | {"range": [-0.03, 1.03], "domain": [0, _STRIP_END]},
        "xaxis2": axis | {"range": [-0.05, 1.08], "domain": [_TREND_START, 1]},
        "yaxis": axis | {"range": [n - 0.5, -0.5]},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"font": {"family": FAMILY, "size": TEXT["s"]}},
        "dragmode": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FAMILY, "color": INK},
    }


def _list_references(card: Card) -> list[tuple[int, Mark, MarkKind]]:
    """List all marks but that of the area; what matters most is drawn last, on top."""
    references: list[tuple[int, Mark, MarkKind]] = []
    for i, row in enumerate(card.rows):
        line = row.line
        references += [(i, mark, "peer") for mark in line.others]
        references += [(i, mark, "inside") for mark in line.inside]
        references += [(i, mark, "nplv" if mark.is_nplv else "other") for mark in line.compared]
        references += [(i, mark, "gemeente") for mark in (line.gemeente,) if mark]
        references += [(i, mark, "nederland") for mark in (line.country,) if mark]
    return references


def _draw_marks(marks: Sequence[tuple[int, Mark, MarkKind]]) -> Trace:
    """Draw marks of any look in one trace: each trace more costs the browser milliseconds."""
    looks = [LOOKS[kind] for _, _, kind in marks]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [mark.at for _, mark, _ in marks],
        "y": [i for i, _, _ in marks],
        "text": [mark.text for _, mark, _ in marks],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "size": [look.size for look in looks],
            "color": [look.colour for look in looks],
            "symbol": [look.symbol for look in looks],
            "opacity": 1,  # Plotly fades marks of unequal sizes, and so would change their colours
            "line": {
                "width": [look.edge for look in looks],
                "color": [look.edge_colour for look in looks],
            },
        },
        "cliponaxis": False,
    }


def _draw_lines(marks: Sequence[tuple[int, Mark]], colour: str, width: int) -> Trace:
    """Draw lines between each two marks that follow one another; width in pixels."""
    pairs = [marks[k : k + 2] for k in range(0, len(marks), 2)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for pair in pairs for x in (*(mark.at for _, mark in pair), None)],
        "y": [y for pair in pairs for y in (*(i for i, _ in pair), None)],
        "line": {"color": colour, "width": width},
        "hoverinfo": "skip",
    }


def _draw_differences(card: Card) -> list[Trace]:
    """Draw lines from country to area, in the colour of better, worse or neither."""
    marks_by_colour: dict[str, list[tuple[int, Mark]]] = {}
    for i, row in enumerate(card.rows):
        if row.line.area and row.line.country:
            colour = _DIFFERENCE.get(row.line.standing, SOFT)
            ends = [(i, row.line.country), (i, row.line.area)]
            marks_by_colour.setdefault(colour, []).extend(ends)
    return [_draw_lines(marks, colour, 3) for colour, marks in marks_by_colour.items()]


def _draw_histories(card: Card) -> list[Trace]:
    """Draw the history of each row, open dots on what was converted, and one on the newest."""
    x: list[float | None] = []
    y: list[float | None] = []
    ends: list[tuple[float, float, str, bool]] = []
    converted: list[tuple[float, float]] = []
    for i, row in enumerate(card.rows):
        for stretch in row.line.trend:
            x += [*(when for when, _ in stretch), None]
            y += [*(i + _TREND_HEIGHT * (0.5 - height) for _, height in stretch), None]
        if row.line.trend:
            when, height = row.line.trend[-1][-1]
            is_converted = (when, height) in row.line.converted
            at = i + _TREND_HEIGHT * (0.5 - height)
            ends.append((when, at, row.line.trend_text, is_converted))
        converted += [(when, i + _TREND_HEIGHT * (0.5 - high)) for when, high in row.line.converted]
    line: Trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "xaxis": "x2",
        "line": {"color": SOFT, "width": 1.5},
        "marker": {"size": 3, "color": SOFT},
        "hoverinfo": "skip",
    }
    opened: Trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [when for when, _ in converted],
        "y": [height for _, height in converted],
        "xaxis": "x2",
        "marker": {"size": 5, "color": PAPER, "line": {"width": 1.25, "color": SOFT}},
        "hoverinfo": "skip",
    }
    end: Trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [when for when, _, _, _ in ends],
        "y": [height for _, height, _, _ in ends],
        "text": [text.replace(", ", "<br>") for _, _, text, _ in ends],
        "xaxis": "x2",
        "marker": {
            "size": 7,
            "color": [PAPER if is_open else REFERENCES["area"] for _, _, _, is_open in ends],
            "line": {"width": 1.5, "color": REFERENCES["area"]},
        },
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }
    return [line, opened, end] if converted else [line, end]
