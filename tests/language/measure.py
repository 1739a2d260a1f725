"""How hard a Dutch sentence is to read: its length, Flesch-Douma, and words that few people use.

Flesch-Douma is 206,8 − 0,93 × words in a sentence − 77 × syllables in a word; syllables are counted
at the places where pyphen would hyphenate. From 60 on it counts as plain, which is about B1; below
30 as hard. It knows nothing of the order of words, of what a pronoun points at, nor of whether a
word is right: see ``docs/language.md`` for its limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyphen
import wordfreq

from tests.language.gathering import FoundText

# Zipf values: 3 is once in a million words, about where people outside a trade stop knowing a word.
RARE = 2.5
# A label is no sentence: of so few words the length says nothing, and one long word says too much.
SENTENCE_WORDS = 8
PLAIN, MANY_WORDS = 60, 20
# The bound for every sentence that we write.
MOST_WORDS, LEAST_SCORE = 25, 30
_LETTERS = 4
_END = re.compile(r"(?<=[.!?])[\"'’)]?\s+(?=[\"'\u2018(]?[A-Z0-9])|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOT_IN_WORD = re.compile(r"[^\w']")
_HYPHENS = pyphen.Pyphen(lang="nl_NL")
_IN_NUMBER = re.compile(r"(?<=\d)[.,\u202f](?=[\d%])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its measure.

    Attributes
    ----------
    words
        Number of words, a number counted as one.
    score
        Flesch-Douma: the higher, the plainer.
    rare
        Its words that are rare, in the order of the sentence.
    """

    place: str
    text: str
    words: int
    score: float
    rare: tuple[str, ...]

    @property
    def hardness(self) -> float:
        """How far it is from plain: points below :data:`PLAIN`, three for each word too many."""
        return max(0.0, PLAIN - self.score) + 3 * max(0, self.words - MANY_WORDS)

    @property
    def is_long_enough(self) -> bool:
        """Whether the measure says something of it."""
        return self.words >= SENTENCE_WORDS


@dataclass(frozen=True, slots=True)
class Measure:
    """The measure of many sentences together."""

    sentences: int
    words: int
    mean_words: float
    longest: int
    score: float
    rare_share: float


def split_sentences(text: str) -> Iterator[str]:
    """Split a text at its full stops, question marks and ends of lines."""
    return (piece.strip() for piece in _END.split(text) if piece and piece.strip())


def measure_texts(texts: Iterable[FoundText]) -> list[Sentence]:
    """Measure every sentence of some texts."""
    return [
        measure_sentence(found.place, sentence)
        for found in texts
        for sentence in split_sentences(found.text)
        if _WORD.search(sentence)
    ]


def measure_sentence(place: str, text: str) -> Sentence:
    """Measure one sentence."""
    return Sentence(place, text, len(_list_words(text)), _score(text), tuple(_list_rare(text)))


def summarise(sentences: Iterable[Sentence]) -> Measure:
    """Measure sentences together; labels count in the share of rare words alone."""
    every = list(sentences)
    whole = [one for one in every if one.is_long_enough]
    words = sum(one.words for one in every)
    return Measure(
        sentences=len(whole),
        words=words,
        mean_words=sum(one.words for one in whole) / max(len(whole), 1),
        longest=max((one.words for one in whole), default=0),
        score=_score_together(whole),
        rare_share=sum(len(one.rare) for one in every) / max(words, 1),
    )


def list_worst(sentences: Iterable[Sentence], count: int) -> list[Sentence]:
    """List the hardest sentences, each once."""
    by_text = {one.text: one for one in sentences if one.is_long_enough}
    return sorted(by_text.values(), key=lambda one: (-one.hardness, one.text))[:count]


def list_too_hard(sentences: Iterable[Sentence]) -> list[Sentence]:
    """List the sentences beyond the bound."""
    return [
        one
        for one in sentences
        if one.is_long_enough and (one.words > MOST_WORDS or one.score < LEAST_SCORE)
    ]


def _list_words(text: str) -> list[str]:
    return [word for word in text.split() if any(letter.isalnum() for letter in word)]


def _list_rare(text: str) -> Iterator[str]:
    """Words that are rare; names, and what is within a word of the code, are none of ours."""
    for match in _WORD.finditer(text):
        word = match[0]
        is_name = word[0].isupper() and match.start() > 0
        if len(word) >= _LETTERS and not is_name and _measure_use(word.lower()) < RARE:
            yield word


@cache
def _measure_use(word: str) -> float:
    """How often a word is used, as its Zipf value; 0 for one that nobody wrote."""
    return wordfreq.zipf_frequency(word, "nl")


def _score(text: str) -> float:
    return _score_sentences([text])


def _score_together(sentences: list[Sentence]) -> float:
    return _score_sentences([one.text for one in sentences]) if sentences else 0.0


def _score_sentences(texts: list[str]) -> float:
    words = [word for text in texts for word in _IN_NUMBER.sub("", text).lower().split()]
    syllables = sum(_count_syllables(_NOT_IN_WORD.sub("", word)) for word in words)
    return 206.835 - 0.93 * len(words) / len(texts) - 77 * syllables / max(len(words), 1)


@cache
def _count_syllables(word: str) -> int:
    return len(_HYPHENS.positions(word)) + 1
