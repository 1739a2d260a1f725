"""Every sentence of the view on undermining, held against the four cautions.

1. These figures prove no crime. 2. A place is described, never its residents as suspects. 3. What
the police recorded depends on where they looked. 4. What is not open is named, not guessed.
A new sentence that holds one of these words is read again by a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from nplv_geo.definitions.catalog import Catalog, Undermining
from nplv_geo.definitions.texts import Language, Text
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.texts import texts
from nplv_geo.present.undermining.answer_models import UnderminingAnswer
from nplv_geo.web.api.schemas import SCHEMAS

# Words by which a sentence could judge, rank or accuse.
BANNED = {
    "nl": r"risicogebied|verdacht|slechtst|ongunstig|\bplaats \d|\bscore|rangorde|ranglijst|"
    r"dader|crimineel gebied|bewijst|wijst op|duidt op|hotspot|haard|probleemwijk|herkomst|"
    r"migrat|buitenland|allochto",
    "en": r"suspect|\bworst|\bworse|\brank|\bscore|offender|high-risk|hotspot|points to|"
    r"indicates|\borigin of residents|migra|foreign|breeding ground",
}
# The only sentences that may speak of crime at all, by language: each denies that it is shown.
DENIALS = {
    "nl": ("bewijzen geen misdaad", "geen teken van misdaad", "Over misdaad zeggen ze niets"),
    "en": ("prove no crime", "no sign of crime", "say nothing about crime"),
}


def list_definition(definition: Undermining) -> Iterator[Text]:
    """Every text of the definition."""
    yield definition.about
    yield from definition.cautions
    yield definition.closed_intro
    yield from definition.closed
    for group in definition.groups:
        yield group.label
        yield group.intro


def list_sentences(catalog: Catalog, language: Language) -> list[str]:
    """Every sentence of the view in one language."""
    assert catalog.undermining is not None
    words = texts(language).words
    method = {key: text for key, text in words["method"].items() if key.startswith("ondermijning")}
    written = [text.in_(language) for text in list_definition(catalog.undermining)]
    return [*written, *words["undermining"].values(), *method.values()]


@pytest.fixture
def definition(catalog: Catalog) -> Undermining:
    assert catalog.undermining is not None
    return catalog.undermining


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_ranks_or_accuses(catalog: Catalog, language: Language) -> None:
    sentences = list_sentences(catalog, language)
    assert len(sentences) > 60
    for sentence in sentences:
        assert not re.search(BANNED[language], sentence, re.IGNORECASE), sentence


@pytest.mark.parametrize("language", ["nl", "en"])
def test_crime_is_spoken_of_only_to_deny_that_it_is_shown(
    catalog: Catalog, language: Language
) -> None:
    word = {"nl": r"\bmisda", "en": r"\bcrimes?\b"}[language]
    assert catalog.undermining is not None
    spoken = [
        text.in_(language)
        for text in list_definition(catalog.undermining)
        if re.search(word, text.in_(language))
    ]
    # What the word undermining means is told once.
    about = catalog.undermining.about.in_(language)
    for sentence in spoken:
        assert sentence == about or any(one in sentence for one in DENIALS[language]), sentence


def test_each_caution_is_said(definition: Undermining) -> None:
    cautions = " ".join(text.nl for text in definition.cautions)
    for words in (
        "bewijzen geen misdaad",
        "over een plek",
        "waar zij kijkt",
        "niets bij elkaar op",
    ):
        assert words in cautions
    closed = " ".join(text.nl for text in (definition.closed_intro, *definition.closed))
    for words in (
        "niet open", "schatten ze niet", "meer dan het huishouden kon betalen",
        "ongebruikelijke transacties", "hennepkwekerij",
    ):  # fmt: skip
        assert words in closed
    assert definition.official == "https://www.zichtopondermijning.nl"


def test_what_only_gemeenten_have_and_what_is_rare_say_so_in_their_group(
    definition: Undermining,
) -> None:
    registered, opportunity, vulnerability = definition.groups
    assert "Waar de politie meer onderzoekt, staan er vaak meer" in registered.intro.nl
    assert "Zeldzame soorten staan er daarom alleen voor grotere gebieden" in registered.intro.nl
    assert "Dat is gewoon" in opportunity.intro.nl
    assert "waar steun nodig kan zijn" in vulnerability.intro.nl


def test_every_text_is_there_in_both_languages_and_none_is_the_same() -> None:
    dutch, english = (texts(language).words["undermining"] for language in ("nl", "en"))
    assert list(dutch) == list(english)
    same = {key for key in dutch if dutch[key] == english[key]}
    assert same == {"source_item"}  # names and numbers only


def test_the_answer_of_the_api_has_no_rank_and_no_verdict() -> None:
    names = ["Undermining", "FactorGroup", "Factor", "FactorFigure"]
    fields = {field for name in names for field in SCHEMAS[name]["properties"]}
    assert not {"rank", "position", "standing", "verdict", "score", "difference"} & fields
    assert {"cautions", "closed", "official"} <= set(UnderminingAnswer.model_fields)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_sentence_was_read_by_a_person(catalog: Catalog, language: Language) -> None:
    """A sentence that is new is held against the four cautions, and then entered there."""
    read = (PROJECT / "docs" / "undermining-words.md").read_text(encoding="utf-8")
    cells = {cell.strip() for line in read.splitlines() for cell in line.split("|")}
    assert [one for one in list_sentences(catalog, language) if one not in cells] == []
