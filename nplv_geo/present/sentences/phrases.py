"""Pieces of sentences: text with numbers that link to the row of their layer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nplv_geo.definitions.layers import Layer
from nplv_geo.present.texts import Texts

# Control characters can't occur in names or texts, so they can mark what is a link.
_START, _MIDDLE, _END = "\x02", "\x1f", "\x03"
_LINK = re.compile(f"{_START}([^{_MIDDLE}]*){_MIDDLE}([^{_END}]*){_END}")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence; with ``layer`` it is a number that links to the layer's row."""

    text: str
    layer: str | None = None


def mark_link(number: str, layer_id: str) -> str:
    """Mark a number as a link to the row of a layer."""
    return f"{_START}{layer_id}{_MIDDLE}{number}{_END}"


def split_runs(marked: str) -> tuple[Run, ...]:
    """Split a sentence with marked numbers into its pieces."""
    pieces: list[Run] = []
    at = 0
    for match in _LINK.finditer(marked):
        pieces += [Run(marked[at : match.start()]), Run(match[2], match[1])]
        at = match.end()
    return tuple(run for run in (*pieces, Run(marked[at:])) if run.text)


def write_spoken_label(layer: Layer, t: Texts) -> str:
    """Write the label of a layer inside a sentence: in lower case, unless an abbreviation."""
    label = layer.label.in_(t.language)
    is_abbreviation = len(label) > 1 and label[1].isupper()
    return label if is_abbreviation else label[0].lower() + label[1:]
