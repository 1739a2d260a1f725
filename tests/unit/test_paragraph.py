"""The rules of the paragraph, on invented values: what may be said, in what order, how long."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.texts import Language
from nplv_geo.definitions.thresholds import NEARLY_ALL
from nplv_geo.present.sentences.certainty import CLEAR
from nplv_geo.present.sentences.claims import Claim, Paragraph
from nplv_geo.present.sentences.paragraph import write_paragraph
from nplv_geo.present.sentences.phrases import Run, mark_link, split_runs, write_spoken_label
from nplv_geo.present.texts import texts
from nplv_geo.present.values.profile import Item, Profile
from nplv_geo.present.values.references import Reference
from nplv_geo.present.values.value import ValueReport
from nplv_geo.statistics.compare import Rank, compare_values
from nplv_geo.statistics.observation import NOTHING
from nplv_geo.statistics.time.moves import Change
from nplv_geo.statistics.time.time_points import SeriesPoint
from tests.made_up import made_up_origin

LANGUAGES: tuple[Language, ...] = ("nl", "en")
NL, GM = "NL00", "GM0917"
FACTS = ("worse", "better", "higher", "lower", "rank", "changed")


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
    places: tuple[int, int] | None = None
    start: float | None = None
    before: float | None = None
    change_margin: float | None = None
    start_coverage: float = 1.0
    reason: str = ""
    provisional: bool = False
    margin: float | None = 0.0


def _item(catalog: Catalog, figure: Figure) -> Item:
    layer = catalog.layer(figure.layer)

    def against(area: str, name: str, value: float | None) -> Reference:
        found = Reference(area, name, value, "ok" if value is not None else "no_data")
        if value is None or figure.value is None:
            return found
        return replace(
            found,
            difference=figure.value - value,
            standing=compare_values(figure.value, value, layer, figure.margin),
            coverage=figure.reference_coverage,
        )

    def moved(start: float, coverage: float) -> Change | None:
        if figure.value is None:
            return None
        size = figure.value - start
        is_clear = abs(size) > max(10**-layer.decimals, figure.change_margin or 0.0)
        before = None if figure.before is None else SeriesPoint("2020", figure.before, "ok")
        words = {"first": "2022", "last": "2024", "reason": "", "provisional": figure.provisional}
        numbers = {"start": start, "now": figure.value, "change": size}
        more = {"margin": figure.change_margin, "before": before, "coverage": coverage}
        return Change(**words, **numbers, **more, is_clear=is_clear, periods=2)  # type: ignore[arg-type]

    rank = None
    if figure.position and figure.value is not None:
        rank = Rank(figure.position, 20, *(figure.places or (figure.position, figure.position)))
    return Item(
        layer=layer,
        report=ValueReport(
            area="heerlen-noord",
            name="Heerlen-Noord",
            level="focusgebied",
            layer=layer,
            period="2020" if layer.notes.model_estimate else "2024",
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
            origin=made_up_origin(provisional=figure.provisional),
        ),
        points=(),
        change=None if figure.start is None else moved(figure.start, figure.start_coverage),
        country_change=None,
        gaps={},
        spread=figure.spread,
        find_row=lambda _: NOTHING,
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
    return write_paragraph(_profile(catalog, *figures), texts(language))


def _kinds(told: Paragraph) -> set[tuple[str, str]]:
    return {(claim.kind, claim.reference) for claim in told.claims}


CRIME = Figure("misdrijven_per_1000", 60.0, 44.0, 65.0, spread=14.0)
INCOME = Figure("inkomen_per_inwoner", 27.0, 35.0, 30.0, spread=2.0)


# --- each rule ------------------------------------------------------------------------------------


def test_behind_the_country_and_ahead_of_the_gemeente(catalog: Catalog) -> None:
    told = _told(catalog, replace(CRIME, gemeente=70.0))
    assert told.claims == (
        Claim("worse", "misdrijven_per_1000", NL, (60.0, 44.0), ("2024",)),
        Claim("better", "misdrijven_per_1000", GM, (60.0, 70.0), ("2024",)),
        Claim("rank", "misdrijven_per_1000", "", (10, 20), ("2024",)),
    )
    assert told.text == (
        "Heerlen-Noord staat duidelijk achter bij Nederland op misdrijven per 1.000 inwoners "
        "(60,0 tegen 44,0 in 2024). Vergeleken met de hele gemeente staat het er beter voor op "
        "misdrijven per 1.000 inwoners (60,0 tegen 70,0 in 2024). Op misdrijven per 1.000 "
        "inwoners (2024) staat het op plaats 10 van de 20 vergeleken focusgebieden "
        "(1 is het gunstigst)."
    )


def test_in_english_numbers_are_written_the_english_way(catalog: Catalog) -> None:
    told = _told(catalog, replace(CRIME, value=1_060.5, gemeente=None), language="en")
    assert told.text.startswith(
        "Heerlen-Noord is clearly behind the Netherlands on crimes per 1,000 residents "
        "(1,060.5 against 44.0 in 2024)."
    )


def test_what_can_still_change_is_called_provisional(catalog: Catalog) -> None:
    told = _told(catalog, replace(CRIME, provisional=True, start=70.0))
    assert "(60,0 tegen 44,0 in 2024; voorlopig)" in told.text
    assert "van 70,0 in 2022 naar 60,0 in 2024 (voorlopig). Dat is gunstiger." in told.text


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
    assert told.claims[0] == Claim("similar", CRIME.layer, NL, (60.0, 44.0), ("2024",))
    assert told.text.startswith(
        "Heerlen-Noord wijkt niet duidelijk af van Nederland op misdrijven per 1.000 inwoners "
        "(60,0 tegen 44,0 in 2024)."
    )
    both = _told(catalog, replace(CRIME, margin=16.0), replace(INCOME, country=27.5))
    assert both.claims[0] == Claim("similar", "", NL, (2,))
    assert "op geen van de gemeten onderwerpen (2) duidelijk af van Nederland" in both.text


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
        Figure("jeugdzorg_pct", 20.0, 8.0, None),
        Figure("hbo_wo_pct", 15.0, 36.0, None, spread=30.0),
    ]
    told = _told(catalog, *many)
    named = [claim.layer for claim in told.claims if claim.kind == "worse"]
    assert named == ["jeugdzorg_pct", "inkomen_per_inwoner", "misdrijven_per_1000"]


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
    assert "van het gebied; 90\u202f% is nodig)" in told.text


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
        "Over 1 van de 2 onderwerpen is te weinig bekend: misdrijven per 1.000 inwoners "
        "(bekend voor 50\u202f% van het gebied; 90\u202f% is nodig)."
    )
    unexplained = _told(catalog, replace(missing, reason=""))
    assert unexplained.text.endswith("(wordt niet gegeven door de bron).")
    two = _told(catalog, missing, replace(INCOME, coverage=0.8), language="en")
    assert two.text == (
        "Too little is known about 2 of the 2 subjects, such as crimes per 1,000 residents "
        "(known for 50\u202f% of the area; 90\u202f% is needed)."
    )


def test_the_country_itself_has_no_paragraph(catalog: Catalog) -> None:
    found = replace(_profile(catalog, CRIME), area=NL, gemeente=None)
    assert write_paragraph(found, texts("nl")) == Paragraph((), ())


# --- cases that once were wrong -------------------------------------------------------------------

SMOKERS = Figure("rokers_pct", 25.1, 17.9, None, spread=3.0, margin=1.0)
HELPERS = Figure("vrijwilligers_pct", 15.9, 24.6, None, spread=3.0, margin=1.0)
HEALTH = Figure("goed_ervaren_gezondheid_pct", 68.7, 72.8, None, spread=3.0, margin=None)


def test_distances_only_tell_that_it_is_a_city(catalog: Catalog) -> None:
    """In 16 of 20 paragraphs stood "duidelijk beter dan in Nederland" on a supermarket nearby."""
    shop = Figure("afstand_supermarkt_km", 0.6, 1.0, 0.9, spread=0.1, position=1, start=0.9)
    schools = Figure("scholen_binnen_3km", 16.4, 9.8, 12.0, spread=2.0, position=1)
    assert _told(catalog, shop, schools) == Paragraph((), ())
    told = _told(catalog, shop, replace(INCOME, gemeente=None))
    assert {claim.layer for claim in told.claims} == {INCOME.layer}


def test_each_figure_has_the_year_of_its_own(catalog: Catalog) -> None:
    """Smokers of 2020 stood beside crime of 2025, without a year."""
    told = _told(catalog, replace(INCOME, gemeente=None), SMOKERS, language="en")
    assert "income per resident (27.0 against 35.0 thousand euros in 2024)" in told.text
    assert "smokers (25.1\u202f% against 17.9\u202f% in 2020)" in told.text
    assert all(claim.periods for claim in told.claims)


def test_what_a_model_says_of_residents_is_never_called_behind(catalog: Catalog) -> None:
    """In 10 of 20 paragraphs stood "staat duidelijk achter op vrijwilligerswerk"."""
    told = _told(catalog, SMOKERS, HELPERS)
    assert [claim.kind for claim in told.claims] == ["higher", "lower"]
    assert told.text == (
        "Naar schatting is dit hoger dan in Nederland: rokers (25,1\u202f% tegen 17,9\u202f% in "
        "2020). Naar schatting is dit lager dan in Nederland: vrijwilligerswerk (15,9\u202f% "
        "tegen 24,6\u202f% in 2020)."
    )
    for language in LANGUAGES:
        text = _told(catalog, SMOKERS, HELPERS, replace(INCOME), language=language).text
        first = text.split(". ")[0]
        assert not {"rokers", "smokers", "vrijwilligerswerk", "volunteering"} & set(first.split())


def test_an_estimate_without_a_margin_is_counted_and_not_told(catalog: Catalog) -> None:
    told = _told(catalog, replace(SMOKERS, margin=None), HEALTH, language="en")
    assert told.claims == (Claim("unsure", "rokers_pct", NL, (2,), ("2020",)),)
    assert told.text == (
        "On 2 subjects, such as smokers (2020, estimated), the difference from the Netherlands is "
        "uncertain."
    )
    one = _told(catalog, HEALTH)
    assert one.text == (
        "Bij 1 onderwerp, goede gezondheid volgens bewoners (2020, geschat), is het verschil met "
        "Nederland onzeker."
    )


def test_what_is_not_certain_is_never_called_alike(catalog: Catalog) -> None:
    """A share of which the chance is unknown is not the same as one that differs little."""
    sample = Figure("hbo_wo_pct", 17.0, 36.0, None, spread=5.0, margin=None, position=None)
    told = _told(catalog, sample)
    assert told.claims == (Claim("unsure", "hbo_wo_pct", NL, (1,), ("2024",)),)
    assert "wijkt" not in told.text
    assert "geschat" not in told.text


def test_a_change_of_an_estimate_without_a_margin_is_not_told(catalog: Catalog) -> None:
    """In 20 of 20 stood "sinds 2022 gunstiger", of which nobody knew how far it was off."""
    told = _told(catalog, replace(HEALTH, start=64.1))
    assert {claim.kind for claim in told.claims} == {"unsure"}
    sure = replace(HEALTH, start=64.1, change_margin=2.0, before=74.0)
    told = _told(catalog, sure, replace(CRIME, gemeente=None, start=59.9))
    assert (
        "van 64,1\u202f% in 2022 naar 68,7\u202f% in 2024 (geschat). Dat is gunstiger. "
        "In 2020 was het 74,0\u202f%." in told.text
    )
    assert Claim("before", HEALTH.layer, "", (74.0,), ("2020",)) in told.claims


def test_the_largest_change_says_out_of_how_many(catalog: Catalog) -> None:
    crime, income = replace(CRIME, gemeente=None, start=70.0), replace(INCOME, gemeente=None)
    only = _told(catalog, crime)
    assert "Van één onderwerp zijn er cijfers over meer jaren: misdrijven per 1.000" in only.text
    assert "followed" not in {claim.kind for claim in only.claims}
    one = _told(catalog, crime, replace(income, start=27.05))
    assert Claim("followed", CRIME.layer, "", (1, 2)) in one.claims
    assert "Van de 2 onderwerpen met cijfers over meer jaren veranderde er 1 duidelijk." in one.text
    both = _told(catalog, crime, replace(income, start=24.0))
    assert Claim("followed", INCOME.layer, "", (2, 2)) in both.claims
    assert "veranderden er 2 duidelijk. Het meest: inkomen per inwoner, van 24,0" in both.text


def test_a_change_within_chance_is_not_told(catalog: Catalog) -> None:
    found = replace(CRIME, gemeente=None, start=58.0, change_margin=3.9)
    assert "changed" not in {claim.kind for claim in _told(catalog, found).claims}


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ((8, 14), "op plaats 8 tot 14 van de 20 vergeleken"),
        ((6, 15), "op plaats 6 tot 15 van de 20 vergeleken"),
        ((6, 16), ""),
        ((1, 20), ""),
        ((10, 10), "op plaats 10 van de 20 vergeleken"),
    ],
)
def test_a_place_has_its_range_and_none_over_half_of_the_field(
    catalog: Catalog, places: tuple[int, int], told: str
) -> None:
    text = _told(catalog, replace(CRIME, gemeente=None, places=places)).text
    assert told in text
    assert ("plaats" in text) is bool(told)


def test_in_english_a_place_is_an_ordinal_and_the_country_has_its_article(
    catalog: Catalog,
) -> None:
    """It said "it takes place 16 on" and "worse than Netherlands"."""
    found = replace(CRIME, gemeente=None, position=3, places=(2, 11), country=59.0)
    text = _told(catalog, found, language="en").text
    assert "it ranks between 2nd and 11th of the 20 focus areas compared" in text
    assert "from the Netherlands on" in text
    assert not re.search(r"(?<!the )Netherlands", text)
    assert [texts("en").ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 20, 21)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "20th", "21st",
    ]  # fmt: skip


def test_who_is_only_ahead_is_named_first(catalog: Catalog) -> None:
    """Lelystad was never named: "Duidelijk beter dan in Nederland is het op"."""
    told = _told(catalog, replace(CRIME, value=30.0, gemeente=None))
    assert told.text.startswith("Heerlen-Noord staat er duidelijk beter voor dan Nederland op ")


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
            margin=draw(st.sampled_from([0.0, 1.0, 50.0, None])),
            places=draw(st.none() | st.just((1, 20))),
            before=draw(st.none() | _NUMBERS),
            change_margin=draw(st.sampled_from([None, 0.0, 10.0])),
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
        assert figure.coverage >= NEARLY_ALL
        assert layer.unit not in ("km", "scholen")
        if claim.kind in ("worse", "better", "higher", "lower"):
            assert layer.notes.model_estimate is (claim.kind in ("higher", "lower"))
            assert figure.margin is not None
            other = figure.country if claim.reference == NL else figure.gemeente
            assert other is not None
            assert claim.numbers == (figure.value, other)
            assert figure.reference_coverage >= NEARLY_ALL
            assert figure.spread
            assert abs(figure.value - other) >= max(CLEAR * figure.spread, figure.margin)
            is_higher = figure.value > other
            is_better = is_higher == (layer.higher_is == "better")
            assert claim.kind in (
                "higher" if is_higher else "lower",
                "better" if is_better else "worse",
            )
        if claim.kind == "changed":
            assert not layer.notes.model_estimate or figure.change_margin is not None
            assert abs(figure.value - (figure.start or 0.0)) > (figure.change_margin or 0.0)
            assert claim.numbers == (figure.start, figure.value)
            assert figure.start_coverage >= NEARLY_ALL
        if claim.kind == "rank":
            assert claim.numbers == (figure.position, 20)
            assert figure.places is None


@given(figures=_figures())
def test_at_most_three_of_a_kind_and_one_of_a_theme(
    catalog: Catalog, figures: tuple[Figure, ...]
) -> None:
    told = _told(catalog, *figures)
    named = [claim for claim in told.claims if claim.kind in FACTS[:4]]
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
        and catalog.layer(figure.layer).unit != "km"
    ]
    missing = [f for f in judged if f.value is None or f.coverage < NEARLY_ALL]
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
        linked_to = [run.text for run in sentence if run.layer is not None]
        assert any(re.fullmatch(r"[\u2212\d.,]+(\u202f%|st|nd|rd|th)?", text) for text in linked_to)
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
    marked = "".join(before + mark_link(number, layer) for before, number, layer in parts)
    found = split_runs(marked)
    assert "".join(run.text for run in found) == "".join(before + n for before, n, _ in parts)
    links = [(run.text, run.layer) for run in found if run.layer is not None]
    assert links == [(number, layer) for _, number, layer in parts]
    assert split_runs("zonder getal") == (Run("zonder getal"),)


@pytest.mark.parametrize(
    ("layer", "nl", "en"),
    [
        ("woz_waarde", "WOZ-waarde", "property value (WOZ)"),
        ("inkomen_per_inwoner", "inkomen per inwoner", "income per resident"),
        ("ww_per_100", "WW-uitkering", "unemployment benefit"),
        # "clearly behind on A lot of stress".
        ("veel_stress_pct", "veel stress", "a lot of stress"),
    ],
)
def test_a_label_inside_a_sentence_starts_small_unless_it_is_an_abbreviation(
    catalog: Catalog, layer: str, nl: str, en: str
) -> None:
    assert write_spoken_label(catalog.layer(layer), texts("nl")) == nl
    assert write_spoken_label(catalog.layer(layer), texts("en")) == en
