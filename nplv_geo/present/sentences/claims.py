"""The paragraph: sentences whose numbers are links, and the claims that they make."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from nplv_geo.present.sentences.phrases import Run


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the paragraph says, as numbers, so that it can be checked.

    Attributes
    ----------
    kind
        ``worse`` or ``better`` (than ``reference``, of what was counted), ``higher`` or ``lower``
        (of what a model estimated), ``similar``, ``rank``, ``changed``, ``before``, ``followed``,
        ``unsure``, ``unknown``.
    numbers
        As in the figures, not rounded: value and reference; place (or best and worst place) and
        number of areas; start and now; value before the programme; number that changed clearly
        and in total; number of layers; or layers without and in total.
    periods
        Years that the numbers are about, in their order.
    """

    kind: str
    layer: str
    reference: str
    numbers: tuple[float, ...]
    periods: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """The sentences as pieces of text, of which the numbers link to the row of their layer."""

    sentences: tuple[tuple[Run, ...], ...]
    claims: tuple[Claim, ...]

    @cached_property
    def text(self) -> str:
        """The paragraph as plain text."""
        return " ".join("".join(run.text for run in runs) for runs in self.sentences)

    @property
    def words(self) -> int:
        """Number of words, each number counted as one or two."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class LayerLimits:
    """How many layers each sentence can name, and whether the place among the 20 is in it."""

    country: tuple[int, int]
    estimated: tuple[int, int] = (0, 0)
    gemeente: tuple[int, int] = (0, 0)
    has_place: bool = True
