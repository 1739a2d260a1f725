"""The page on method: every text shown, thresholds from the code, breaks and domains declared."""

from __future__ import annotations

import re

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.texts import Language
from nplv_geo.edition.origin import LayerDispersion
from nplv_geo.present.site.method import ANCHORS, Section, make_method_page
from nplv_geo.present.texts import texts

LANGUAGES: tuple[Language, ...] = ("nl", "en")
# As an edition notes it.
DISPERSIONS = {
    "misdrijven_per_1000": LayerDispersion(
        dispersion=5.146,
        dispersion_power=0.25,
        dispersion_from="estimated",
        cover={"focusgebied": 0.9625, "gemeente": 0.9393, "wijk": 0.9612},
        plain_cover={"focusgebied": 0.5875, "gemeente": 0.6096, "wijk": 0.7973},
        changes={"focusgebied": 80, "gemeente": 1368, "wijk": 13364},
    ),
    "koopwoningen_pct": LayerDispersion(
        dispersion=1.0,
        dispersion_power=0.0,
        dispersion_from="assumed",
        cover={},
        plain_cover={},
        changes={},
    ),
}


@pytest.fixture(scope="module")
def methods(catalog: Catalog, focus_areas: tuple[FocusArea, ...]) -> dict[str, tuple[Section, ...]]:
    return {
        lang: make_method_page(catalog, focus_areas, texts(lang), DISPERSIONS) for lang in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_method_is_shown(
    language: Language, methods: dict[str, tuple[Section, ...]]
) -> None:
    sections = methods[language]
    assert tuple(section.anchor for section in sections) == ANCHORS
    shown = [text for s in sections for block in s.blocks for item in block.items for text in item]
    written = [key for key in texts(language).words["method"] if re.search(r"_[ptdb]\d+$", key)]
    names = ("onzekerheid", "breuken", "stapeling", "ondermijning")
    declared = [sections[ANCHORS.index(name)].blocks[-1].items for name in names]
    assert len([text for text in shown if text]) == len(written) + 2 * sum(map(len, declared))
    assert not [text for text in shown if "{" in text]


def test_the_method_prints_the_thresholds_of_the_code(
    methods: dict[str, tuple[Section, ...]], monkeypatch: pytest.MonkeyPatch,
    catalog: Catalog, focus_areas: tuple[FocusArea, ...],
) -> None:  # fmt: skip
    assert "minder dan 60\u202f%" in _told(methods["nl"], "optellen")
    assert "ten minste 90\u202f%" in _told(methods["nl"], "optellen")
    assert "minder dan 3 vergelijkbare periodes" in _told(methods["nl"], "verschil")
    assert "in 2042 nul" in _told(methods["nl"], "verschil")
    assert "1,96 keer" in _told(methods["nl"], "onzekerheid")
    assert "13 gebieden" in _told(methods["nl"], "gebieden")
    monkeypatch.setattr("nplv_geo.definitions.thresholds.DEFAULT_MIN_COVERAGE", 0.7)
    changed = make_method_page(catalog, focus_areas, texts("nl"))
    assert "minder dan 70\u202f%" in _told(changed, "optellen")


def test_the_method_names_every_break_with_its_reason(
    methods: dict[str, tuple[Section, ...]], catalog: Catalog
) -> None:
    told = _told(methods["nl"], "breuken")
    for layer in catalog.layers:
        if layer.source.breaks or any(name.meaning == "break" for name in layer.source.earlier):
            assert layer.label.nl in told
    for layer in catalog.layers:
        for known in (*layer.source.breaks, *layer.source.exceptional):
            assert known.note.nl in told


def test_the_method_prints_how_well_the_margins_cover(
    methods: dict[str, tuple[Section, ...]],
) -> None:
    told = dict(methods["nl"][ANCHORS.index("onzekerheid")].blocks[-1].items)
    assert told["Misdrijven per 1.000 inwoners"] == (
        "Factor 5,1 op de variantie bij 1.000 gebeurtenissen. Binnen de marge: focusgebieden "
        "96\u202f% van 80 veranderingen (zonder factor 59\u202f%); gemeenten 94\u202f% van 1.368 "
        "veranderingen (zonder factor 61\u202f%); wijken 96\u202f% van 13.364 veranderingen "
        "(zonder factor 80\u202f%)."
    )
    assert told["Koopwoningen"].startswith("Factor 1 aangenomen")
    assert "bij 40 oordelen" in _told(methods["nl"], "verschil")
    assert "hoogstens 5\u202f% vals" in _told(methods["nl"], "verschil")


def test_the_method_names_what_speaks_for_a_domain_and_what_makes_areas_alike(
    methods: dict[str, tuple[Section, ...]], catalog: Catalog
) -> None:
    domains = dict(methods["nl"][ANCHORS.index("stapeling")].blocks[-1].items)
    assert list(domains) == ["Onderwijs", "Armoede", "Gezondheid", "Werk", "Wonen", "Veiligheid"]
    for domain in catalog.domains:
        for layer in domain.indicators:
            assert catalog.layer(layer).label.nl in domains[domain.label.nl]
    assert "Huren is op zichzelf niet slecht." in domains["Wonen"]
    assert "nooit meer dan 20\u202f%" in _told(methods["nl"], "stapeling")
    assert "200 of meer inwoners" in _told(methods["nl"], "stapeling")
    assert catalog.peer_profile
    alike = _told(methods["nl"], "lijkt-op")
    for layer in catalog.peer_profile.variables:
        assert catalog.layer(layer).label.nl in alike


def test_every_layer_is_counted_under_one_kind_of_uncertainty(
    methods: dict[str, tuple[Section, ...]], catalog: Catalog
) -> None:
    section = methods["nl"][ANCHORS.index("onzekerheid")]
    terms = next(block for block in section.blocks if block.kind == "terms")
    numbers = [int(term.rpartition(": ")[2].split()[0]) for term, _ in terms.items]
    assert sum(numbers) == sum(not layer.hidden for layer in catalog.layers)
    assert min(numbers) > 0


def _told(sections: tuple[Section, ...], anchor: str) -> str:
    blocks = sections[ANCHORS.index(anchor)].blocks
    return " ".join(text for block in blocks for item in block.items for text in item)
