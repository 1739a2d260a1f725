"""What a figure can be at all, by the unit of its layer: impossible ones are refused.

One cell that can't be makes the whole table suspect: a column that moved, a count where a share
was meant, a decimal comma that got lost. Nothing of such a table is kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.topics import name_topic_column, split_terms
from nplv_geo.ground.errors import NplvError
from nplv_geo.published.figures import Figures
from nplv_geo.published.series import find_name, is_count

_SHARE = (0.0, 100.0)
_AMOUNT = (0.0, math.inf)
_ANYTHING = (-math.inf, math.inf)
# Shares are rounded to one decimal at least; what is computed from them may pass by a hair.
_ROUNDING = 1e-6
_WORDS = {
    "%": "een percentage",
    "km": "een afstand",
    "x 1.000 euro": "een bedrag",
    "klasse": "een klasse",
    "personen per huishouden": "een gemiddelde grootte",
}
# Scores stand around an average of zero; what households own may be less than what they owe.
_SIGNED_UNITS = ("score",)
_SIGNED_TOPICS = ("MediaanVermogenVanParticuliereHuish",)
_CLASSES = (1.0, 5.0)


class ImpossibleFigureError(NplvError):
    """A table has a figure that can't be."""


@dataclass(frozen=True, slots=True)
class ImpossibleValue:
    """One cell that can't be.

    Attributes
    ----------
    area
        Its CBS code.
    topic
        Column of the table.
    value
        What stands there, in the unit of the topic.
    limits
        Smallest and largest value that can be, in the same unit.
    kind
        What such a figure is called in a sentence, such as ``een percentage``.
    """

    area: str
    topic: str
    value: float
    limits: tuple[float, float]
    kind: str

    @property
    def sentence(self) -> str:
        """What is wrong, without the name of the table."""
        low, high = self.limits
        between = f"tussen {low:g} en {high:g}" if math.isfinite(high) else f"niet onder {low:g}"
        value = f"{self.value:.10g}".replace(".", ",")
        return f"{self.area} heeft {value} voor {self.topic}, en {self.kind} ligt {between}"


def check_ranges(name: str, tables: Iterable[Figures], layers: Iterable[Layer]) -> None:
    """Check every cell that a layer shows or divides by.

    Parameters
    ----------
    name
        What to call the table in the error, such as its file name.
    tables
        Published tables.
    layers
        Layers that use them.

    Raises
    ------
    ImpossibleFigureError
        Naming the first area, its topic and value, and how many more there are.
    """
    checked = tuple(layers)
    cells = {
        cell for figures in tables for layer in checked for cell in find_impossible(layer, figures)
    }
    if not cells:
        return
    first = min(cells, key=lambda cell: (cell.area, cell.topic))
    more = f" (en nog {len(cells) - 1} van zulke cijfers)" if len(cells) > 1 else ""
    raise ImpossibleFigureError(
        f"{name}: {first.sentence}{more}; haal de tabel opnieuw op of verbeter de waarde."
    )


def find_impossible(layer: Layer, figures: Figures) -> Iterator[ImpossibleValue]:
    """Find the cells of a table that can't be, as far as one layer uses them.

    Parameters
    ----------
    layer
        Its unit and range say what can be.
    figures
        A published table; one that does not hold the layer has no such cells.

    Yields
    ------
    ImpossibleValue
        Column after column.
    """
    named = find_name(layer, figures)
    if named is None:
        return
    is_divided = is_count(layer, named)
    for _, topic in split_terms(named.topic):
        limits, kind = find_limits(layer, topic, is_count=is_divided)
        yield from _find_outside(
            figures, name_topic_column(topic, named.where), topic, limits, kind
        )
    if is_divided:
        for _, topic in split_terms(named.denominator_topic or ""):
            yield from _find_outside(figures, topic, topic, _AMOUNT, "een aantal")


def find_limits(layer: Layer, topic: str, *, is_count: bool) -> tuple[tuple[float, float], str]:
    """Find the smallest and largest value that a topic of a layer can have, and what to call it.

    Parameters
    ----------
    layer
        Its unit and range decide.
    topic
        Column of the table.
    is_count
        Whether the layer divides the topic by something itself.

    Returns
    -------
    limits : tuple of float
        In the unit of the topic; infinite where there is no limit.
    kind : str
        What such a figure is called in a sentence.

    Notes
    -----
    The range of a layer file tells what withheld values are taken to be. For a share that is what
    can be at all; elsewhere only its lower end counts: a buurt with households of 9 is there
    (BU03072506 in 2020), though the range says 8.
    """
    if is_count:
        return _AMOUNT, "een aantal"
    declared = layer.aggregate.range
    kind = _WORDS.get(layer.unit, "een aantal" if layer.is_amount else "dit cijfer")
    if layer.unit == "%":
        return declared or _SHARE, kind
    if layer.unit in _SIGNED_UNITS or topic in _SIGNED_TOPICS:
        return declared or _ANYTHING, kind
    if layer.unit == "klasse":
        return _CLASSES, kind
    return (min(0.0, declared[0]) if declared else 0.0, math.inf), kind


def _find_outside(
    figures: Figures, column: str, topic: str, limits: tuple[float, float], kind: str
) -> Iterator[ImpossibleValue]:
    if column not in figures.frame.columns:
        return
    low, high = limits
    values = figures.frame[column]
    wrong = values[(values < low - _ROUNDING) | (values > high + _ROUNDING)]
    for area, value in wrong.items():
        yield ImpossibleValue(str(area), topic, float(value), limits, kind)
