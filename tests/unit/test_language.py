"""No Dutch text is harder than the bound, and the measure tells hard from plain."""

from __future__ import annotations

import pytest

from tests.language.gathering import FoundText, gather_written_texts
from tests.language.measure import (
    MOST_WORDS,
    Sentence,
    list_too_hard,
    measure_sentence,
    measure_texts,
    split_sentences,
    summarise,
)

# Each of these has a reason, and no other has its words.
EXCEPTIONS = {
    "layers.overige_diensten_per_1000.description": "names a branch as CBS does",
    "layers.vastgoed_financieel_per_1000.description": "names a branch as CBS does",
    "texts.method.onzekerheid_t2": "names a method of statistics, explained on the line below it",
}


@pytest.fixture(scope="module")
def written() -> list[Sentence]:
    return measure_texts(gather_written_texts())


def test_no_text_is_harder_than_the_bound(written: list[Sentence]) -> None:
    too_hard = [one for one in list_too_hard(written) if one.place not in EXCEPTIONS]
    assert too_hard == [], "write shorter sentences and plainer words: docs/language.md"


def test_every_exception_is_still_needed(written: list[Sentence]) -> None:
    assert {one.place for one in list_too_hard(written)} == set(EXCEPTIONS)


def test_all_kinds_of_text_are_measured(written: list[Sentence]) -> None:
    counts = dict.fromkeys(("texts", "layers", "commands", "messages"), 0)
    for one in written:
        counts[one.place.partition(".")[0]] += one.is_long_enough
    assert counts["texts"] >= 650
    assert counts["layers"] >= 300
    assert counts["commands"] >= 30
    assert counts["messages"] >= 150


def test_texts_together_are_plain(written: list[Sentence]) -> None:
    """From 60 on Flesch-Douma counts as plain."""
    every = summarise(written)
    assert every.score >= 70
    assert every.mean_words <= 14
    assert every.longest <= MOST_WORDS


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dat is gunstiger. In 2021 was het 62,8.", 2),
        ("Van 1.000 inwoners zijn er 24,6 tegen.", 1),
        ("Kies een gebied (zie hieronder). \u2018Nee\u2019 kan ook!", 2),
        ("Een regel\nen een regel", 2),
    ],
)
def test_a_sentence_ends_where_a_reader_stops(text: str, sentences: int) -> None:
    assert len(list(split_sentences(text))) == sentences


def test_the_measure_tells_hard_from_plain() -> None:
    """206,835 − 0,93 × 6 words − 77 × 7 syllables in 6 words."""
    plain = measure_sentence("", "Dat is een zin van zeven.")
    assert plain.words == 6
    assert plain.score == pytest.approx(206.835 - 0.93 * 6 - 77 * 7 / 6)
    hard = measure_sentence("", "Standaardisering van verhoudingsgetallen vergt gebiedsindelingen.")
    assert hard.score < 0
    assert {"Standaardisering", "verhoudingsgetallen", "gebiedsindelingen"} <= set(hard.rare)
    assert plain.rare == ()


def test_a_long_sentence_of_short_words_is_too_hard_as_well() -> None:
    text = " ".join(["dit", "is", "een", "zin"] * 7)
    (found,) = list_too_hard(measure_texts([FoundText("texts.made", text)]))
    assert (found.words, found.score > 60) == (28, True)
