"""The page on method: every text shown, thresholds from the code, breaks and domains declared."""

from __future__ import annotations

import re

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.texts import Language
from nplv_geo.edition.origin import LayerDispersion
from nplv_geo.present.site.method import ANCHORS, make_method_page
from nplv_geo.present.site.method_blocks import Block, Section, TableBlock
from nplv_geo.present.texts import texts
from tests import made_up_years
from tests.made_up import made_up_manifest

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


ONE_YEAR = made_up_manifest("een", dispersion=DISPERSIONS)
SOME_YEARS = made_up_manifest(
    "jaren",
    crosswalks=(made_up_years.BETWEEN_2018_AND_2024, made_up_years.BETWEEN_2019_AND_2024),
    backtest=made_up_years.BACKTEST,
)


@pytest.fixture(scope="module")
def methods(catalog: Catalog, focus_areas: tuple[FocusArea, ...]) -> dict[str, tuple[Section, ...]]:
    return {
        lang: make_method_page(catalog, focus_areas, texts(lang), ONE_YEAR) for lang in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_method_is_shown(
    language: Language, methods: dict[str, tuple[Section, ...]]
) -> None:
    sections = methods[language]
    assert tuple(section.anchor for section in sections) == ANCHORS
    shown = [text for s in sections for item in _items(s) for text in item]
    written = [key for key in texts(language).words["method"] if re.search(r"_[ptdb]\d+$", key)]
    names = ("onzekerheid", "breuken", "stapeling", "ondermijning")
    declared = [_last_items(sections, name) for name in names]
    one_year = 1  # what an edition without other years says of that
    total = len(written) + 2 * sum(map(len, declared)) + one_year
    assert len([text for text in shown if text]) == total
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
    changed = make_method_page(catalog, focus_areas, texts("nl"), ONE_YEAR)
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
    told = dict(_last_items(methods["nl"], "onzekerheid"))
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
    domains = dict(_last_items(methods["nl"], "stapeling"))
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
    terms = next(
        block for block in section.blocks if isinstance(block, Block) and block.kind == "terms"
    )
    numbers = [int(term.rpartition(": ")[2].split()[0]) for term, _ in terms.items]
    assert sum(numbers) == sum(not layer.hidden for layer in catalog.layers)
    assert min(numbers) > 0


# --- years ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tables(catalog: Catalog, focus_areas: tuple[FocusArea, ...]) -> list[TableBlock]:
    sections = make_method_page(catalog, focus_areas, texts("nl"), SOME_YEARS)
    blocks = sections[ANCHORS.index("jaren")].blocks
    return [block for block in blocks if isinstance(block, TableBlock)]


def test_the_method_tells_how_years_are_compared(methods: dict[str, tuple[Section, ...]]) -> None:
    assert "omgerekend, 8\u202f% verplaatst" in _told(methods["nl"], "tekens")
    told = _told(methods["nl"], "jaren")
    for words in (
        "Aantallen houden hun totaal",
        "Een mediaan of een klasse gaat alleen mee als de plek dezelfde is",
        "Een gelijke code alleen is nooit genoeg",
        "als haar code én haar oppervlakte gelijk bleven",
        "Dat gaat over grenzen, niet over mensen die verhuizen",
        "Wij vullen het niet in",
        "in negen van de tien gevallen",
        "Geographical Analysis 39 (2007)",
    ):
        assert words in told, words


def test_the_bounds_on_what_is_converted_are_those_of_the_code(
    catalog: Catalog, focus_areas: tuple[FocusArea, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, bound in (("MAX_MOVED", 0.61), ("MAX_SPREAD", 0.62), ("MIN_KNOWN_GROUND", 0.63)):
        monkeypatch.setattr(f"nplv_geo.definitions.thresholds.{name}", bound)
    told = _told(make_method_page(catalog, focus_areas, texts("nl"), ONE_YEAR), "jaren")
    assert "Is meer dan 61\u202f% verplaatst, dan laten wij het cijfer weg" in told
    assert "meer is dan 62\u202f% ervan" in told
    assert "van minder dan 63\u202f% van de grond" in told


def test_an_edition_of_one_year_has_no_table_of_years(
    methods: dict[str, tuple[Section, ...]],
) -> None:
    *_, last, sources = methods["nl"][ANCHORS.index("jaren")].blocks
    assert isinstance(last, Block)
    assert last.items[0][0] == (
        "In deze editie hebben alle cijfers de indeling van 2024. Er is niets omgerekend."
    )
    assert sources.kind == "sources"


def test_each_pair_of_years_tells_its_places_and_their_inhabitants(
    tables: list[TableBlock],
) -> None:
    years = tables[0]
    rows = [dict(zip(years.heads, row, strict=True)) for row in years.rows]
    assert rows[1] == {
        "Indeling": "2019 → 2024",
        "Hoe bekend": "grenzen",
        "Verdeeld naar": "dichtheid",
        # Renumbered ones as well: 13,500 buurten with 16.9 of 17.942 million inhabitants.
        "Zelfde plek": "13.500 (94\u202f%)",
        "Samen\u00adgevoegd": "0",
        "Gesplitst": "300 (2\u202f%)",
        "Verschoven": "750 (4\u202f%)",
        "Nieuw": "17 (<\u202f1\u202f%)",
        "Vervallen": "11",
    }
    assert (rows[0]["Hoe bekend"], rows[0]["Verdeeld naar"], rows[0]["Zelfde plek"]) == (
        "codes en oppervlakte",
        "land",
        "9.000 (61\u202f%)",
    )


def test_the_trial_is_told_by_what_was_done_and_by_layer(tables: list[TableBlock]) -> None:
    _, kinds, layers = tables
    split, shifted = (dict(zip(kinds.heads, row, strict=True)) for row in kinds.rows)
    assert split == {
        "Wat er gebeurde": "gesplitst",
        "Kaartlagen": "2",
        # 500, 300 and 100 places, of which 91, 87 and 91 % lie within.
        "Gevallen": "900",
        "Binnen de marge van 90\u202f%": "90\u202f%",
        "Aantallen: de helft hoogstens": "4,0\u202f%",
        "Aantallen: negen van de tien": "15,0\u202f%",
        # Of two years the middle.
        "Percentages: de helft hoogstens": "3,5 punt",
        "Percentages: negen van de tien": "12,0 punt",
    }
    assert list(shifted.values()) == [
        "grens verschoven",
        "1",
        "250",
        "90\u202f%",
        "10,0\u202f%",
        "30,0\u202f%",
        "–",
        "–",
    ]
    assert (kinds.is_folded, layers.is_folded) == (False, True)
    assert layers.rows[0] == (
        "Inwoners",
        "gesplitst",
        "500",
        "91\u202f%",
        "4,0\u202f%",
        "15,0\u202f%",
    )
    assert layers.rows[2] == (
        "Koopwoningen",
        "gesplitst",
        "400",
        "88\u202f%",
        "3,5 punt",
        "12,0 punt",
    )
    assert len(layers.rows) == 3


def test_years_without_a_trial_say_so(catalog: Catalog, focus_areas: tuple[FocusArea, ...]) -> None:
    manifest = made_up_manifest("een", crosswalks=(made_up_years.BETWEEN_2019_AND_2024,))
    told = _told(make_method_page(catalog, focus_areas, texts("nl"), manifest), "jaren")
    assert "Hoe goed dat gaat, is bij deze editie niet geprobeerd" in told


def _items(section: Section) -> list[tuple[str, str]]:
    return [item for block in section.blocks if isinstance(block, Block) for item in block.items]


def _last_items(sections: tuple[Section, ...], anchor: str) -> tuple[tuple[str, str], ...]:
    blocks = sections[ANCHORS.index(anchor)].blocks
    *_, last = (block for block in blocks if isinstance(block, Block) and block.kind == "terms")
    return last.items


def _told(sections: tuple[Section, ...], anchor: str) -> str:
    return " ".join(text for item in _items(sections[ANCHORS.index(anchor)]) for text in item)
