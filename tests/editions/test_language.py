"""What is made of figures for the 20 areas: as plain as what is written, and right in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.texts import Language
from nplv_geo.edition.edition import Edition
from nplv_geo.present.area.panel import Panel, make_panel
from nplv_geo.present.area.verdict import make_verdict
from nplv_geo.present.map.captions import write_captions
from nplv_geo.present.map.speech import make_speech
from nplv_geo.present.page.making import make_page
from nplv_geo.present.start.findings import choose_findings
from nplv_geo.present.start.start import make_start
from nplv_geo.present.texts import texts
from nplv_geo.present.values.profile import make_profile
from tests.language.gathering import gather_made_texts
from tests.language.measure import list_too_hard, measure_texts, summarise

LANGUAGES: tuple[Language, ...] = ("nl", "en")
# A name of a publisher stands in capitals wherever it stands, and so does an abbreviation.
_ABBREVIATIONS = re.compile(r"^[A-Z]{2}")
_NEEDS_AN_ARTICLE = re.compile(r"\b(than|from|with|of|to|in|against|behind|beside) Netherlands\b")
LAYERS = ("veel_stress_pct", "misdrijven_per_1000", "woz_waarde", "inkomen_per_inwoner")


def test_the_paragraphs_of_the_20_areas_are_within_the_bound(starter_edition: Edition) -> None:
    sentences = measure_texts(gather_made_texts(starter_edition))
    assert list_too_hard(sentences) == []
    assert len({one.place for one in sentences}) == 20
    # 20,5 words and 57 before lists were split.
    assert summarise(sentences).mean_words <= 18
    assert summarise(sentences).score >= 58


@pytest.fixture(scope="module", params=LANGUAGES)
def made(
    request: pytest.FixtureRequest,
    starter_edition: Edition,
    catalog: Catalog,
    focus_areas: tuple[FocusArea, ...],
) -> tuple[Language, list[str]]:
    """Sentences of the 20 areas in one language: paragraph, verdict, caption, finding, speech."""
    language: Language = request.param
    return language, list(_list_sentences(language, starter_edition, catalog, focus_areas))


def _list_sentences(
    language: Language, edition: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]
) -> Iterator[str]:
    t, by_id = texts(language), {area.id: area for area in focus_areas}
    profiles = [make_profile(edition, catalog, by_id, area.id) for area in focus_areas]
    yield from (found.text for found in gather_made_texts(edition, language))
    start = make_start(
        make_page(f"?taal={language}", edition, catalog, by_id), choose_findings(profiles)
    )
    yield from (finding.text for finding in start.findings)
    for profile in profiles:
        for layer in LAYERS:
            if not edition.has(layer):
                continue
            query = f"?gebied={profile.area}&laag={layer}&taal={language}&klassen=reference"
            page = make_page(query, edition, catalog, by_id)
            panel = make_panel(page, profile)
            assert isinstance(panel, Panel)
            verdict = make_verdict(panel, t)
            assert verdict is not None
            yield from verdict.sentences
            captions = write_captions(page)
            yield f"{captions.subtitle} {captions.scheme}"
            yield from make_speech(page, ()).against.values()
            yield from (one.label for one in captions.legend.classes)
            if captions.legend.scale:
                yield captions.legend.scale.text


def test_no_name_of_a_layer_has_a_capital_inside_a_sentence(
    made: tuple[Language, list[str]], catalog: Catalog
) -> None:
    language, sentences = made
    assert len(sentences) > 200
    labels = [layer.label.in_(language) for layer in catalog.layers]
    names = [label for label in labels if not _ABBREVIATIONS.match(label) and " " in label]
    inside = re.compile(rf"[a-z,)] (?:{'|'.join(map(re.escape, names))})\b")
    assert [text for text in sentences if inside.search(text)] == []


def test_the_netherlands_has_its_article(made: tuple[Language, list[str]]) -> None:
    language, sentences = made
    assert [text for text in sentences if _NEEDS_AN_ARTICLE.search(text)] == []
    if language == "en":
        assert any("than the Netherlands" in text for text in sentences)
