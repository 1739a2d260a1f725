"""The start page: where it is one, what it tells of the starter, and in which words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nplv_geo.present.start.findings import Finding
from nplv_geo.present.start.start import make_start
from nplv_geo.web.page.view_answer import answer_view
from nplv_geo.web.site import Site


@pytest.mark.parametrize(
    ("query", "is_start"),
    [
        ("", True),
        ("?taal=en", True),
        ("?gebied=heerlen-noord", False),
        ("?laag=woz_waarde", False),
        ("?laag=stapeling", False),
        ("?toon=ontwikkeling", False),
        ("?niveau=gemeente", False),
        ("?achtergrond=brt", False),
    ],
)
def test_the_start_page_is_where_nothing_was_chosen(
    site: Site, query: str, *, is_start: bool
) -> None:
    assert site.make_page(query).is_start is is_start


def test_what_the_starter_tells(site: Site) -> None:
    start = make_start(site.make_page(""), site.find_findings())
    assert [(one.text, one.source, one.href) for one in start.findings] == [
        (
            (
                "Den Haag Zuidwest staat op inkomen per inwoner duidelijk achter bij Nederland: "
                "24,8 tegen 34,9 duizend euro."
            ),
            "CBS, 2024",
            "?gebied=den-haag-zuidwest&laag=inkomen_per_inwoner",
        ),
        (
            (
                "Amsterdam Zuidoost staat op misdrijven per 1.000 inwoners en bedrijven duidelijk "
                "achter bij Nederland: 77,8 tegen 39,2."
            ),
            "Politie, 2024",
            "?gebied=amsterdam-zuidoost&laag=misdrijven_per_1000_gebruikers&periode=2024",
        ),
        (
            (
                "Lelystad Oost staat er op misdrijven per 1.000 inwoners duidelijk beter voor dan "
                "Nederland: 37,4 tegen 44,7."
            ),
            "Politie, 2024",
            "?gebied=lelystad-oost&periode=2024",
        ),
    ]
    # The year that can still change is passed over, and the link shows the one that is told of.
    edition = site.edition
    for finding in site.find_findings():
        (period,) = finding.periods
        layer, area = finding.layer.id, finding.area
        assert not edition.origin(layer, period).provisional
        cells = [edition.values.cell(layer, period, code).value for code in (area, "NL00")]
        assert finding.numbers == tuple(cells)
        later = [one for one in edition.periods(layer) if one > period]
        assert all(edition.origin(layer, one).provisional for one in later)


@pytest.mark.parametrize(
    ("query", "sentence", "source"),
    [
        (
            "",
            (
                "In Heerlen-Noord ging misdrijven per 1.000 inwoners van 50,0 in 2022 naar 60,5 in "
                "2025: dat is ongunstiger."
            ),
            "Politie, 2022–2025, voorlopig",
        ),
        (
            "?taal=en",
            (
                "In Heerlen-Noord, crimes per 1,000 residents went from 50.0 in 2022 to 60.5 in "
                "2025: that is less favourable."
            ),
            "Politie, 2022–2025, provisional",
        ),
    ],
)
def test_a_change_is_one_sentence_with_its_years(
    site: Site, query: str, sentence: str, source: str
) -> None:
    layer, periods = site.catalog.layer("misdrijven_per_1000"), ("2022", "2025")
    finding = Finding(
        *("changed", "heerlen-noord", "Heerlen-Noord", layer),  # type: ignore[arg-type]
        *((50.0, 60.5), periods, True, "Politie"),
    )
    page = site.make_page(query)
    better = replace(finding, kind="improved", numbers=(60.5, 50.0))
    start = make_start(page, [finding, better])
    assert [start.findings[0].text, start.findings[0].source] == [sentence, source]
    assert "toon=ontwikkeling" in start.findings[0].href
    word = "gunstiger" if page.view.language == "nl" else "more favourable"
    assert word in start.findings[1].text


def test_themes_are_questions_that_open_their_first_layer(site: Site) -> None:
    questions = make_start(site.make_page(""), ()).questions
    assert len(questions) == 8
    assert questions[5].label == "Hoe veilig is het?"
    assert questions[5].is_current
    assert [choice.href for choice in questions[:2]] == [
        "?laag=inwoners_0_14_pct",
        "?laag=woz_waarde",
    ]
    assert questions[5].href == "?"
    assert questions[-1].href == "?laag=stapeling"
    assert all(choice.label.endswith("?") for choice in questions)


def test_a_provisional_map_that_nobody_asked_for_says_so_in_its_title(site: Site) -> None:
    answer = site.answer_once
    assert "in de 20 focusgebieden (voorlopig)" in answer(answer_view, "")["title"]
    asked = answer(answer_view, "?toon=ontwikkeling")
    assert "(voorlopig)" not in asked["title"]
    assert asked["parts"]["start-findings"] == asked["parts"]["start-intro"] == ""
