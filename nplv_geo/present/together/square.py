"""The legend of two layers together: three steps of one across, three of the other up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import choose_colours
from nplv_geo.present.together.words import FIRST, SECOND, write_bounds, write_group
from nplv_geo.present.values.pair import Pair
from nplv_geo.statistics.together.pair_classes import GROUPS, PairClasses

# Classes at the corners: third step of both, of the first alone, of the second alone, of none.
CORNERS = (8, 2, 6, 0)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of one layer: its word, and the values that it holds."""

    word: str
    bounds: str


@dataclass(frozen=True, slots=True)
class Corner:
    """A corner in words, with the number of its class."""

    number: int
    colour: str
    text: str


@dataclass(frozen=True, slots=True)
class Square:
    """Three times three classes.

    Attributes
    ----------
    across, up
        Names of the layers along the two sides.
    columns, rows
        Their steps; the first row is the lowest one.
    corners
        Each in a sentence, with how many areas it has.
    """

    across: str
    up: str
    columns: tuple[Step, ...]
    rows: tuple[Step, ...]
    corners: tuple[Corner, ...]


def make_square(page: Page, pair: Pair) -> Square | None:
    """Make the square; None where there are no classes."""
    if pair.thirds is None:
        return None
    across, up = (page.t.label_with_unit(layer) for layer in pair.layers)
    return Square(
        across=across,
        up=up,
        columns=tuple(_list_steps(page, pair, pair.thirds, FIRST)),
        rows=tuple(_list_steps(page, pair, pair.thirds, SECOND)),
        corners=tuple(_list_corners(page, pair)),
    )


def _list_steps(page: Page, pair: Pair, classes: PairClasses, which: int) -> Iterator[Step]:
    thirds = classes.second if which else classes.first
    for step in range(GROUPS):
        group = GROUPS - 1 - step if pair.turned[which] else step
        bounds = write_bounds(page, pair.layers[which], thirds, group)
        yield Step(write_group(page, pair, which, step), bounds)


def _list_corners(page: Page, pair: Pair) -> Iterator[Corner]:
    t, classes = page.t, pair.classes
    shades = choose_colours(classes, page.layer.higher_is)
    side = "worse" if pair.is_judged else "high"
    first, second = (layer.label.in_(t.language) for layer in pair.layers)
    for number, name in zip(CORNERS, ("both", "first", "second", "neither"), strict=True):
        n = classes.counts[number]
        level = t(f"{'levels' if n == 1 else 'levels_plural'}.{page.scope.level}")
        count = f"{t.number(n)} {level}"
        words = t(f"together.corner_{name}_{side}", first=first, second=second, count=count)
        yield Corner(number, shades[number], words)


def describe_square(page: Page, pair: Pair) -> str:
    """Say in short what the groups are, and which corner is the dark one, for a picture."""
    t = page.t
    level = t(f"levels_plural.{page.scope.level}")
    if pair.thirds is None:
        return t("together.nothing", level=level)
    dark = t(f"together.dark_{'worse' if pair.is_judged else 'high'}")
    return f"{t('together.about_short', level=level)} {dark}"


def explain_square(page: Page, pair: Pair) -> str:
    """Say how the groups were made."""
    t = page.t
    level = t(f"levels_plural.{page.scope.level}")
    if pair.thirds is None:
        return t("together.nothing", level=level)
    parts = [t("together.about", level=level)]
    if pair.is_judged:
        parts.append(t("together.dark_worse"))
    else:
        parts.append(t("together.dark_high"))
    if not (pair.thirds.first.is_even and pair.thirds.second.is_even):
        parts.append(t("together.ties", level=level))
    return " ".join(parts)
