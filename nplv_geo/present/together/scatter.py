"""The scatter of two layers as a Plotly figure; what it shows stands in :mod:`together.dots`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import numpy as np
import plotly.graph_objects as go

from nplv_geo.definitions.layers import Layer
from nplv_geo.present.charts.template import PlotlyJson
from nplv_geo.present.design.tokens import TEXT
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import (
    INK,
    MUTED,
    PAPER,
    REFERENCES,
    RIM,
    SYMBOLS,
    choose_colours,
    tint,
)
from nplv_geo.present.texts import Texts
from nplv_geo.present.together.dots import Cells, Dots, Marked
from nplv_geo.present.together.words import FIRST, SECOND, write_class
from nplv_geo.present.values.pair import Pair

HEIGHT = 420
# Shares of the ink in cells, from few areas to many: even steps on paper.
_TINTS = (0.12, 0.24, 0.38, 0.54, 0.72, 0.9)
_DOT, _MARK = 9, 13
_UNSEEN = f"{PAPER}00"
# Shares of the axis within which a name stands beside its mark, so that it is not cut off.
_LEFT, _RIGHT, _TOP = 0.25, 0.75, 0.9
# Names of areas that lie closer than this would cover one another.
_CLOSE_ACROSS, _CLOSE_UP = 0.4, 0.15
_TITLE_CHARS = 42
_TRIANGLES = {(-1, 0): "triangle-left", (1, 0): "triangle-right", (0, -1): "triangle-down"}


def draw_scatter(page: Page, pair: Pair, dots: Dots) -> go.Figure:
    """Draw areas by two values.

    Parameters
    ----------
    page, pair
        The page and its two layers.
    dots
        What is shown.

    Returns
    -------
    plotly.graph_objects.Figure
        Each dot tells its code in ``customdata``, by which map and scatter find one another.
    """
    own = _draw_cells(page, dots.cells) if dots.cells else [_draw_dots(page, pair, dots)]
    others = [_draw_marked(page, pair, one, "") for one in dots.others]
    marked = [_draw_marked(page, pair, one, _place_name(one, dots)) for one in dots.marked]
    return go.Figure([*own, *others, *marked], _lay_out(page, pair, dots))


def _draw_dots(page: Page, pair: Pair, dots: Dots) -> PlotlyJson:
    """One dot an area, in the colour that it has on the map."""
    shades = choose_colours(pair.classes, page.layer.higher_is)
    (left, right), (low, high) = dots.span
    x, y = np.clip(dots.first, left, right), np.clip(dots.second, low, high)
    names = page.edition.areas.names
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x.tolist(),
        "y": y.tolist(),
        "customdata": [
            _tell(page, pair, Marked(code, names[code], "area", first, second), number)
            for code, first, second, number in zip(
                dots.codes,
                dots.first.tolist(),
                dots.second.tolist(),
                dots.numbers.tolist(),
                strict=True,
            )
        ],
        "hovertemplate": _write_hover(page, pair),
        "marker": {
            "size": _DOT,
            "color": [shades[number] for number in dots.numbers.tolist()],
            "symbol": [
                _choose_symbol(first, second, dots)
                for first, second in zip(dots.first.tolist(), dots.second.tolist(), strict=True)
            ],
            "line": {"color": RIM, "width": 1},
        },
    }


def _choose_symbol(first: float, second: float, dots: Dots) -> str:
    """A triangle points to where a value lies beyond the axis."""
    (left, right), (low, high) = dots.span
    beside = (first > right) - (first < left)
    above = (second > high) - (second < low)
    if not beside and not above:
        return "circle"
    return _TRIANGLES.get((beside, 0 if beside else above), "triangle-up")


def _tell(page: Page, pair: Pair, one: Marked, number: int | None = None) -> list[str]:
    """Code, name, both values and the class of an area, in words."""
    values = zip((one.first, one.second), pair.layers, strict=True)
    written = (page.t.value(value, layer) for value, layer in values)
    return [one.code, one.name, *written, "" if number is None else write_class(page, pair, number)]


def _write_hover(page: Page, pair: Pair) -> str:
    first, second = (layer.label.in_(page.t.language) for layer in pair.layers)
    return (
        "<b>%{customdata[1]}</b>"
        f"<br>{first} <b>%{{customdata[2]}}</b><br>{second} <b>%{{customdata[3]}}</b>"
        "<extra></extra>"
    )


def _place_name(one: Marked, dots: Dots) -> str:
    """Above its mark, or below it where the name of another area stands close above."""
    across, up = _find_share(one, dots)
    side = "right" if across < _LEFT else "left" if across > _RIGHT else "center"
    others = (_find_share(other, dots) for other in dots.marked if other.code != one.code)
    is_under = any(
        0 <= above - up < _CLOSE_UP and abs(beside - across) < _CLOSE_ACROSS
        for beside, above in others
    )
    return f"{'bottom' if is_under or up > _TOP else 'top'} {side}"


def _find_share(one: Marked, dots: Dots) -> tuple[float, float]:
    """Place along both axes, from 0 to 1."""
    (left, right), (low, high) = dots.span
    return (one.first - left) / (right - left), (one.second - low) / (high - low)


def _draw_marked(page: Page, pair: Pair, one: Marked, place: str) -> PlotlyJson:
    """An area with its name beside it; without a place the name is told when pointed at."""
    return {
        "type": "scatter",
        "mode": "markers+text" if place else "markers",
        "x": [one.first],
        "y": [one.second],
        "text": [f"<b>{one.name}</b>" if one.role == "area" else one.name],
        "textposition": place or "top center",
        "textfont": {"size": TEXT["xs"], "color": REFERENCES[one.role]},
        "customdata": [_tell(page, pair, one)],
        "hovertemplate": _write_hover(page, pair),
        "marker": {
            "size": _MARK if place else _DOT,
            "color": REFERENCES[one.role],
            "symbol": SYMBOLS[one.role],
            "line": {"color": PAPER, "width": 2},
        },
        "zorder": 3 if one.role == "area" else 2,
    }


def _draw_cells(page: Page, cells: Cells) -> Iterator[PlotlyJson]:
    """Cells by how many areas lie in them: shapes of a few shades, and what each tells."""
    full = np.argwhere(cells.counts > 0)
    counts = cells.counts[full[:, 0], full[:, 1]]
    # Steps of the square root: most cells hold few.
    top = float(np.sqrt(counts.max(initial=1.0)))
    steps = np.minimum((np.sqrt(counts) / top * len(_TINTS)).astype(int), len(_TINTS) - 1)
    for step, share in enumerate(_TINTS):
        places = full[steps == step]
        if len(places):
            yield _draw_shade(cells, places, tint(INK, share))
    level = page.t(f"levels_plural.{page.scope.level}")
    yield {
        "type": "scatter",
        "mode": "markers",
        "x": ((cells.across[:-1] + cells.across[1:]) / 2)[full[:, 0]].tolist(),
        "y": ((cells.up[:-1] + cells.up[1:]) / 2)[full[:, 1]].tolist(),
        "text": [
            page.t("together.in_cell", n=page.t.number(n), level=level) for n in counts.tolist()
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"size": _DOT, "color": _UNSEEN},
    }


def _draw_shade(cells: Cells, places: np.ndarray, colour: str) -> PlotlyJson:
    """All cells of one shade as one shape of many squares."""
    x: list[float | None] = []
    y: list[float | None] = []
    for i, j in places.tolist():
        left, right = float(cells.across[i]), float(cells.across[i + 1])
        low, high = float(cells.up[j]), float(cells.up[j + 1])
        x += [left, right, right, left, left, None]
        y += [low, low, high, high, low, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "fill": "toself",
        "fillcolor": colour,
        "line": {"width": 0},
        "hoverinfo": "skip",
        "cliponaxis": True,
    }


def _lay_out(page: Page, pair: Pair, dots: Dots) -> PlotlyJson:
    t = page.t
    first, second = pair.layers
    return {
        "height": HEIGHT,
        "margin": {"l": 8, "r": 12, "t": 22, "b": 8},
        "xaxis": {
            **_make_axis(t, first, dots.span[FIRST]),
            "title": {"text": _title(t, pair, FIRST), "standoff": 6, "font": {"size": TEXT["xs"]}},
        },
        "yaxis": {
            **_make_axis(t, second, dots.span[SECOND]),
            "title": {"text": _title(t, pair, SECOND), "standoff": 6, "font": {"size": TEXT["xs"]}},
        },
        "shapes": [
            _draw_median("x", dots.medians[FIRST]),
            _draw_median("y", dots.medians[SECOND]),
        ],
        "annotations": [
            _name_median(t, "x", dots.medians[FIRST], first),
            _name_median(t, "y", dots.medians[SECOND], second),
        ],
        "hovermode": "closest",
        "separators": ",." if t.language == "nl" else ".,",
    }


def _make_axis(t: Texts, layer: Layer, span: tuple[float, float]) -> PlotlyJson:
    return {
        "range": list(span),
        "automargin": True,
        "tickformat": ",",
        "ticksuffix": t.sign(layer),
        "nticks": 6,
    }


def _title(t: Texts, pair: Pair, which: int) -> str:
    """Name of an axis, with the side that is unfavourable where both layers have one."""
    lines = textwrap.wrap(t.label_with_unit(pair.layers[which]), _TITLE_CHARS)
    if pair.is_judged:
        side = ("left", "down") if pair.turned[which] else ("right", "up")
        lines.append(t(f"together.worse_{side[which]}"))
    return "<br>".join(lines)


def _draw_median(axis: str, value: float) -> PlotlyJson:
    other = "y" if axis == "x" else "x"
    return {
        "type": "line",
        f"{axis}0": value,
        f"{axis}1": value,
        f"{other}ref": "paper",
        f"{other}0": 0,
        f"{other}1": 1,
        "layer": "above",  # of cells, which lie close
        "line": {"color": MUTED, "width": 1, "dash": "4px,4px"},
    }


def _name_median(t: Texts, axis: str, value: float, layer: Layer) -> PlotlyJson:
    text = t("together.median", value=t.value(value, layer))
    if axis == "x":
        place: PlotlyJson = {"x": value, "yref": "paper", "y": 1, "yanchor": "bottom"}
    else:
        place = {"y": value, "xref": "paper", "x": 1, "xanchor": "right", "yanchor": "bottom"}
    return place | {"text": text}
