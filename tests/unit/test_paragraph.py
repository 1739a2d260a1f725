"""The rules of the paragraph, on invented values: what may be said, in what order, how long."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.catalog import Catalog, Language
from nplv_geo.compare import Rank, standing
from nplv_geo.edition import Edition
from nplv_geo.focus_areas import FocusArea
from nplv_geo.present.paragraph import Claim, Paragraph, paragraph
from nplv_geo.present.phrases import Run, linked, runs, spoken
from nplv_geo.present.profile import Item, Profile, profile
from nplv_geo.present.sayable import CLEAR, MIN_COVERAGE
from nplv_geo.present.texts import texts
from nplv_geo.present.value import NOTHING, Reference, ValueReport
from nplv_geo.trend import Change
from tests import withheld

LANGUAGES: tuple[Language, ...] = ("nl", "en")
NL, GM = "NL00", "GM0917"
FACTS = ("worse", "better", "rank", "changed")


@dataclass(frozen=True)
class Figure:
    """What is invented about one layer."""

    layer: str
    value: float | None
    country: float | None
    gemeente: float | None
    spread: float | None = 1.0
    coverage: float = 1.0
    reference_coverage: float = 1.0
    position: int | None = 10
    start: float | None = None
    start_coverage: float = 1.0
    reason: str = ""
    provisional: bool = False
    margin: float = field(default=0.0)


def _item(catalog: Catalog, figure: Figure) -> Item:
    layer = catalog.layer(figure.layer)

    def against(area: str, name: str, value: float | None) -> Reference:
        found = Reference(area, name, value, "ok" if value is not None else "no_data")
        if value is None or figure.value is None:
            return found
        return replace(
            found,
            difference=figure.value - value,
            standing=standing(figure.value, value, layer, figure.margin),
            coverage=figure.reference_coverage,
        )

    def moved(start: float, coverage: float) -> Change | None:
        if figure.value is None:
            return None
        size = figure.value - start
        is_clear = abs(size) > 10**-layer.decimals
        words = {"first": "2022", "last": "2024", "reason": "", "provisional": figure.provisional}
        numbers = {"start": start, "now": figure.value, "change": size, "margin": None}
        return Change(**words, **numbers, is_clear=is_clear, periods=2, coverage=coverage)  # type: ignore[arg-type]

    rank = Rank(figure.position, 20) if figure.position and figure.value is not None else None
    return Item(
        layer=layer,
        found=ValueReport(
            area="heerlen-noord",
            name="Heerlen-Noord",
            level="focusgebied",
            layer=layer,
            period="2024",
            value=figure.value,
            status="ok" if figure.value is not None else "suppressed",
            reason=figure.reason,
            coverage=figure.coverage,
            bounds=None,
            units_with=1,
            units_total=1,
            base_level="buurt",
            references=(
                against(GM, "Heerlen", figure.gemeente),
                against(NL, "Nederland", figure.country),
            ),
            rank=rank,
            origin={"provisional": figure.provisional},
        ),
        points=(),
        change=None if figure.start is None else moved(figure.start, figure.start_coverage),
        country_change=None,
        gaps={},
        spread=figure.spread,
        rows=lambda _: NOTHING,
    )


def _profile(catalog: Catalog, *figures: Figure) -> Profile:
    return Profile(
        edition="e",
        area="heerlen-noord",
        name="Heerlen-Noord",
        level="focusgebied",
        gemeente=GM,
        inhabitants=52_965.0,
        boundary=None,
        items=tuple(_item(catalog, figure) for figure in figures),
    )


def _told(catalog: Catalog, *figures: Figure, language: Language = "nl") -> Paragraph:
    return paragraph(_profile(catalog, *figures), texts(language))


def _kinds(told: Paragraph) -> set[tuple[str, str]]:
    return {(claim.kind, claim.reference) for claim in told.claims}


CRIME = Figure("misdrijven_per_1000", 60.0, 44.0, 65.0, spread=14.0)
INCOME = Figure("inkomen_per_inwoner", 27.0, 35.0, 30.0, spread=2.0)


# --- each rule ------------------------------------------------------------------------------------


def test_behind_the_country_and_ahead_of_the_gemeente(catalog: Catalog) -> None:
    told = _told(catalog, replace(CRIME, gemeente=70.0))
    assert told.claims == (
        Claim("worse", "misdrijven_per_1000", NL, (60.0, 44.0)),
        Claim("better", "misdrijven_per_1000", GM, (60.0, 70.0)),
        Claim("rank", "misdrijven_per_1000", "", (10, 20)),
    )
    assert told.text == (
        "Heerlen-Noord staat duidelijk achter bij Nederland op misdrijven per 1.000 inwoners "
        "(60,0 tegen 44,0). Beter dan in de hele gemeente is het op misdrijven per 1.000 "
        "inwoners (60,0 tegen 70,0). Van de 20 focusgebieden met een cijfer staat het op "
        "misdrijven per 1.000 inwoners op plaats 10 (1 is het gunstigst)."
    )


def test_in_english_numbers_are_written_the_english_way(catalog: Catalog) -> None:
    told = _told(catalog, replace(CRIME, value=1_060.5, gemeente=None), language="en")
    assert told.text.startswith(
        "Heerlen-Noord is clearly behind the Netherlands on crimes per 1,000 residents "
        "(1,060.5 against 44.0)."
    )


def test_what_can_still_change_is_called_provisional(catalog: Catalog) -> None:
    told = _told(catalog, replace(CRIME, provisional=True, start=70.0))
    assert "(60,0 tegen 44,0; voorlopig)" in told.text
    assert "van 70,0 naar 60,0 in 2024 (voorlopig), en dat is gunstiger" in told.text


@pytest.mark.parametrize(
    ("country", "is_named"), [(44.0, True), (53.1, False), (53.0, True), (60.04, False)]
)
def test_a_difference_counts_from_half_a_spread(
    catalog: Catalog, country: float, *, is_named: bool
) -> None:
    """Half of 14.0 is 7.0; on 60.0 that is 53.0."""
    assert CLEAR == 0.5
    told = _told(catalog, replace(CRIME, country=country, gemeente=None))
    assert (("worse", NL) in _kinds(told)) is is_named
    assert (("similar", NL) in _kinds(told)) is not is_named


def test_a_difference_that_chance_can_make_is_similar(catalog: Catalog) -> None:
    told = _told(catalog, replace(CRIME, margin=16.0, gemeente=None))
    assert told.claims[0] == Claim("similar", "", NL, (1,))
    assert "(1) scheelt Heerlen-Noord weinig met Nederland" in told.text


def test_without_anything_to_compare_with_nothing_is_called_similar(catalog: Catalog) -> None:
    assert _told(catalog, replace(CRIME, country=None, gemeente=None, position=None)).claims == ()
    # With fewer than three areas nobody knows what a large difference is.
    assert _told(catalog, replace(CRIME, spread=None, position=None)).claims == ()
    assert _told(catalog, replace(CRIME, coverage=0.6, gemeente=None)).claims == (
        Claim("unknown", "misdrijven_per_1000", "", (1, 1)),
    )


def test_a_place_that_all_areas_share_is_not_told(catalog: Catalog) -> None:
    assert _told(catalog, replace(CRIME, spread=0.0, position=1)).claims == ()


def test_one_of_each_theme_the_clearest_first(catalog: Catalog) -> None:
    burglary = Figure("woninginbraak_per_1000", 6.0, 2.0, None, spread=1.0)
    told = _told(catalog, replace(CRIME, gemeente=None), burglary, replace(INCOME, gemeente=None))
    named = [claim.layer for claim in told.claims if claim.kind == "worse"]
    assert named == ["woninginbraak_per_1000", "inkomen_per_inwoner"]


def test_three_at_most_against_the_country(catalog: Catalog) -> None:
    many = [
        replace(CRIME, gemeente=None),
        replace(INCOME, gemeente=None),
        Figure("goed_ervaren_gezondheid_pct", 60.0, 72.0, None),
        Figure("afstand_huisarts_km", 2.0, 1.0, None),
    ]
    told = _told(catalog, *many)
    named = [claim.layer for claim in told.claims if claim.kind == "worse"]
    assert named == ["goed_ervaren_gezondheid_pct", "inkomen_per_inwoner", "misdrijven_per_1000"]


@pytest.mark.parametrize("layer", ["koopwoningen_pct", "woz_waarde", "misdrijven", "inwoners"])
def test_neutral_layers_and_amounts_are_never_judged(catalog: Catalog, layer: str) -> None:
    told = _told(catalog, Figure(layer, 10.0, 1_000.0, 500.0, start=900.0, position=1))
    assert told == Paragraph((), ())


@pytest.mark.parametrize("coverage", [0.6, 0.8, 0.899])
def test_a_value_of_which_too_little_is_known_is_never_a_fact(
    catalog: Catalog, coverage: float
) -> None:
    told = _told(catalog, replace(CRIME, coverage=coverage, start=90.0))
    assert told.claims == (Claim("unknown", "misdrijven_per_1000", "", (1, 1)),)
    assert "maar" in told.text


def test_a_change_from_a_value_of_which_too_little_was_known_is_not_told(catalog: Catalog) -> None:
    sure = replace(CRIME, gemeente=None, start=90.0)
    assert ("changed", "") in _kinds(_told(catalog, sure))
    assert ("changed", "") not in _kinds(_told(catalog, replace(sure, start_coverage=0.6)))


def test_a_reference_of_which_too_little_is_known_is_not_named(catalog: Catalog) -> None:
    told = _told(catalog, replace(CRIME, reference_coverage=0.7))
    assert _kinds(told) == {("rank", "")}


def test_why_nothing_is_said_is_the_reason_of_the_figure(catalog: Catalog) -> None:
    missing = replace(CRIME, value=None, coverage=0.5, reason="low_coverage", position=None)
    told = _told(catalog, missing, replace(INCOME, gemeente=None))
    assert told.claims[-1] == Claim("unknown", "misdrijven_per_1000", "", (1, 2))
    assert told.text.endswith(
        "Over 1 van de 2 onderwerpen zeggen wij niets, zoals misdrijven per 1.000 inwoners: "
        "te weinig bekend: minder dan de drempel van het gebied heeft een cijfer."
    )
    unexplained = _told(catalog, replace(missing, reason=""))
    assert unexplained.text.endswith("wordt niet gegeven door de bron.")


def test_the_country_itself_has_no_paragraph(catalog: Catalog) -> None:
    found = replace(_profile(catalog, CRIME), area=NL, gemeente=None)
    assert paragraph(found, texts("nl")) == Paragraph((), ())


def test_the_20_together_are_spoken_of_as_one(
    starter_edition: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]
) -> None:
    found = profile(starter_edition, catalog, {area.id: area for area in focus_areas}, "nplv")
    assert paragraph(found, texts("nl")).text.startswith(
        "Het geheel van de 20 focusgebieden staat duidelijk achter bij Nederland op "
    )
    assert paragraph(found, texts("en")).text.startswith(
        "The group of 20 focus areas is clearly behind the Netherlands on "
    )


# --- for any values -------------------------------------------------------------------------------

_LAYERS = (
    "misdrijven", "misdrijven_per_1000", "woninginbraak_per_1000", "inkomen_per_inwoner",
    "bijstand_per_100", "laagste_40_inkomens_pct", "goed_ervaren_gezondheid_pct",
    "angst_depressie_pct", "afstand_huisarts_km", "leefbaarheid", "hbo_wo_pct", "woz_waarde",
    "koopwoningen_pct", "inwoners",
)  # fmt: skip
_NUMBERS = st.floats(0, 100).map(lambda x: round(x, 3))
_COVERAGES = st.sampled_from([0.3, 0.6, 0.75, 0.9, 1.0])


@st.composite
def _figures(draw: st.DrawFn) -> tuple[Figure, ...]:
    names = draw(st.lists(st.sampled_from(_LAYERS), min_size=1, unique=True))
    return tuple(
        Figure(
            name,
            draw(st.none() | _NUMBERS),
            draw(st.none() | _NUMBERS),
            draw(st.none() | _NUMBERS),
            spread=draw(st.sampled_from([None, 0.0, 0.1, 5.0, 40.0])),
            coverage=draw(_COVERAGES),
            reference_coverage=draw(_COVERAGES),
            position=draw(st.none() | st.integers(1, 20)),
            start=draw(st.none() | _NUMBERS),
            start_coverage=draw(_COVERAGES),
            reason=draw(st.sampled_from(["", "low_coverage", "zero_or_withheld"])),
            provisional=draw(st.booleans()),
            margin=draw(st.sampled_from([0.0, 1.0, 50.0])),
        )
        for name in names
    )


@given(figures=_figures(), language=st.sampled_from(LANGUAGES))
def test_no_paragraph_is_longer_than_120_words(
    catalog: Catalog, figures: tuple[Figure, ...], language: Language
) -> None:
    told = _told(catalog, *figures, language=language)
    assert told.words == len(told.text.split())
    assert told.words <= 120


@given(figures=_figures())
def test_what_is_claimed_as_a_fact_is_known_judged_and_clear(
    catalog: Catalog, figures: tuple[Figure, ...]
) -> None:
    known = {figure.layer: figure for figure in figures}
    told = _told(catalog, *figures)
    for claim in told.claims:
        if claim.kind not in FACTS:
            continue
        figure, layer = known[claim.layer], catalog.layer(claim.layer)
        assert layer.higher_is != "neutral"
        assert layer.aggregate.rule != "sum"
        assert figure.value is not None
        assert figure.coverage >= MIN_COVERAGE
        if claim.kind in ("worse", "better"):
            other = figure.country if claim.reference == NL else figure.gemeente
            assert other is not None
            assert claim.numbers == (figure.value, other)
            assert figure.reference_coverage >= MIN_COVERAGE
            assert figure.spread
            assert abs(figure.value - other) >= max(CLEAR * figure.spread, figure.margin)
            is_higher = figure.value > other
            assert (claim.kind == "better") == (is_higher == (layer.higher_is == "better"))
        if claim.kind == "changed":
            assert claim.numbers == (figure.start, figure.value)
            assert figure.start_coverage >= MIN_COVERAGE
        if claim.kind == "rank":
            assert claim.numbers == (figure.position, 20)


@given(figures=_figures())
def test_at_most_three_of_a_kind_and_one_of_a_theme(
    catalog: Catalog, figures: tuple[Figure, ...]
) -> None:
    told = _told(catalog, *figures)
    named = [claim for claim in told.claims if claim.kind in ("worse", "better")]
    counts = Counter((claim.kind, claim.reference) for claim in named)
    assert max(counts.values(), default=0) <= 3
    themes = Counter(
        (claim.kind, claim.reference, catalog.layer(claim.layer).theme) for claim in named
    )
    assert max(themes.values(), default=0) <= 1


@given(figures=_figures())
def test_everything_unknown_is_counted(catalog: Catalog, figures: tuple[Figure, ...]) -> None:
    judged = [
        figure
        for figure in figures
        if catalog.layer(figure.layer).higher_is != "neutral"
        and catalog.layer(figure.layer).aggregate.rule != "sum"
    ]
    missing = [f for f in judged if f.value is None or f.coverage < MIN_COVERAGE]
    counted = [claim for claim in _told(catalog, *figures).claims if claim.kind == "unknown"]
    expected = [Claim("unknown", f.layer, "", (len(missing), len(judged))) for f in missing[:1]]
    assert counted == expected


@given(figures=_figures())
def test_each_sentence_has_a_linked_number_and_both_languages_claim_the_same(
    catalog: Catalog, figures: tuple[Figure, ...]
) -> None:
    nl, en = (_told(catalog, *figures, language=language) for language in LANGUAGES)
    assert nl.claims == en.claims
    assert len(nl.sentences) == len(en.sentences)
    for sentence in (*nl.sentences, *en.sentences):
        assert any(run.layer is not None and run.text[-1] in "0123456789%" for run in sentence)
    layers = {run.layer for sentence in nl.sentences for run in sentence if run.layer}
    assert layers <= {claim.layer for claim in nl.claims}


@given(figures=_figures())
def test_the_same_figures_give_the_same_text(catalog: Catalog, figures: tuple[Figure, ...]) -> None:
    assert _told(catalog, *figures).text == _told(catalog, *figures).text


@given(
    size=st.integers(2, 90).map(float),
    layer=st.sampled_from(["bijstand_per_100", "inkomen_per_inwoner"]),
)
def test_turned_round_an_area_that_was_behind_is_ahead(
    catalog: Catalog, size: float, layer: str
) -> None:
    behind = _told(catalog, Figure(layer, 100.0 - size, 100.0, None))
    ahead = _told(catalog, Figure(layer, 100.0, 100.0 - size, None))
    turned = {"worse": "better", "better": "worse"}
    assert turned[behind.claims[0].kind] == ahead.claims[0].kind


# --- pieces of text -------------------------------------------------------------------------------


@given(
    st.lists(
        st.tuples(st.text("abc 0,.%", max_size=5), st.text("0123,.%", min_size=1), st.text("xyz_"))
    )
)
def test_marked_numbers_come_back_as_runs_and_no_letter_is_lost(
    parts: list[tuple[str, str, str]],
) -> None:
    marked = "".join(before + linked(number, layer) for before, number, layer in parts)
    found = runs(marked)
    assert "".join(run.text for run in found) == "".join(before + n for before, n, _ in parts)
    links = [(run.text, run.layer) for run in found if run.layer is not None]
    assert links == [(number, layer) for _, number, layer in parts]
    assert runs("zonder getal") == (Run("zonder getal"),)


@pytest.mark.parametrize(
    ("layer", "nl", "en"),
    [
        ("woz_waarde", "WOZ-waarde", "property value (WOZ)"),
        ("inkomen_per_inwoner", "inkomen per inwoner", "income per resident"),
        ("ww_per_100", "WW-uitkering", "unemployment benefit"),
    ],
)
def test_a_label_inside_a_sentence_starts_small_unless_it_is_an_abbreviation(
    catalog: Catalog, layer: str, nl: str, en: str
) -> None:
    assert spoken(catalog.layer(layer), texts("nl")) == nl
    assert spoken(catalog.layer(layer), texts("en")) == en


# --- a part is withheld ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def partly_withheld(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return withheld.opened(withheld.make_edition(tmp_path_factory.mktemp("withheld")))


WITHHELD = {
    withheld.PARTLY: ({withheld.INCOME}, ("maar 60\u202f% is bekend", "only 60\u202f% is known")),
    withheld.TOO_LITTLE: (
        {withheld.INCOME, withheld.HEALTH},
        ("te weinig bekend", "too little is known"),
    ),
}


@pytest.mark.parametrize("area", list(WITHHELD))
def test_what_is_withheld_is_never_used_as_a_fact(
    partly_withheld: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...], area: str
) -> None:
    """What is known of the income, 20, is far below the country's 35: it must not be told."""
    layers, why = WITHHELD[area]
    found = profile(partly_withheld, catalog, {a.id: a for a in focus_areas}, area)
    for language, reason in zip(LANGUAGES, why, strict=True):
        told = paragraph(found, texts(language))
        facts = {claim.layer for claim in told.claims if claim.kind in FACTS}
        assert facts
        assert not facts & layers
        assert told.claims[-1] == Claim("unknown", withheld.INCOME, "", (len(layers), 3))
        assert reason in told.text
        assert not {"20,0", "20.0"} & {run.text for runs in told.sentences for run in runs}


def test_a_change_from_what_was_partly_withheld_is_never_used_as_a_fact(
    partly_withheld: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]
) -> None:
    """Of 2022 only 60 % is known: 30 then and 64 now is no fact, though both are shown."""
    areas = {a.id: a for a in focus_areas}
    told = paragraph(profile(partly_withheld, catalog, areas, withheld.PARTLY), texts("nl"))
    assert {claim.kind for claim in told.claims} == {"better", "rank", "unknown"}
    assert "30,0" not in told.text
    whole = paragraph(profile(partly_withheld, catalog, areas, "breda-noord"), texts("nl"))
    # A model estimate without margins, from the year of the corona monitor: it was "gunstiger".
    assert "changed" not in {claim.kind for claim in whole.claims}
