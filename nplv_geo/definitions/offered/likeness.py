"""Which topic may be another one under a new name: what a person should look at, never a choice.

Topics are compared by the words of key and title. Numbers and words such as ``niet`` have to be
the same, for ``k_0Tot15Jaar`` is like ``k_15Tot25Jaar`` in all other words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import takewhile

from nplv_geo.definitions.offered.topic_lists import OfferedTopic

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
# Words that say how a figure is made, not what it is about.
_MADE = {"aantal", "gem", "gemiddeld", "gemiddelde", "percentage", "relatief", "totaal"}
_SMALL = {
    "de",
    "een",
    "en",
    "het",
    "in",
    "k",
    "met",
    "naar",
    "of",
    "op",
    "per",
    "tot",
    "van",
    "voor",
}
_TURNING = {"buiten", "excl", "exclusief", "niet", "zonder"}
# Words are alike when this share of the longer one begins the same, and never less than this.
_SAME_START, _LEAST = 0.6, 5
# Share of all words that must be alike: `onbewoond` and `onbewoonde woningen` have 0.6.
_ALIKE = 0.55
_SHOWN = 2


def find_alike(gone: OfferedTopic, candidates: Iterable[OfferedTopic]) -> tuple[OfferedTopic, ...]:
    """Find the topics that a topic may be called now.

    Parameters
    ----------
    gone
        Topic that is no longer offered; title and unit are empty where they are not known.
    candidates
        Topics that are offered now, and did not stand beside it before.

    Returns
    -------
    tuple of OfferedTopic
        The most alike first; empty when nothing is.
    """
    scores = [(_score(gone, topic), topic) for topic in candidates]
    alike = [(score, topic) for score, topic in scores if score >= _ALIKE]
    return tuple(topic for _, topic in sorted(alike, key=lambda pair: -pair[0])[:_SHOWN])


def _score(one: OfferedTopic, other: OfferedTopic) -> float:
    """Share of the words that are alike, of keys or of titles; 0 for other units."""
    if one.unit and other.unit and one.unit.lower() != other.unit.lower():
        return 0.0
    pairs = [(one.base, other.base), (one.title, other.title)]
    return max(_share(*(_words(text) for text in pair)) for pair in pairs)


def _share(one: list[str], other: list[str]) -> float:
    if not one or not other or _firm(one) != _firm(other):
        return 0.0
    if "".join(one) == "".join(other):
        return 1.0
    alike = sum(max(_likeness(word, own) for own in other) for word in one)
    back = sum(max(_likeness(word, own) for own in one) for word in other)
    return (alike + back) / (len(one) + len(other))


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    longest = max(len(one), len(other))
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return same / longest if same >= max(_LEAST, _SAME_START * longest) else 0.0


def _firm(words: list[str]) -> Counter[str]:
    """Words that make another thing of it when they differ."""
    return Counter(word for word in words if word.isdigit() or word in _TURNING)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return [word for word in map(str.lower, _WORD.findall(plain)) if word not in _MADE | _SMALL]
