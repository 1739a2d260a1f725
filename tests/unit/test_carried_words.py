"""Figures that were brought onto the map, in words and in answers: nothing gets lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from nplv_geo.commands.printing import list_value_rows, print_value
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.texts import Language
from nplv_geo.edition.comparability import Carried
from nplv_geo.edition.edition import Edition
from nplv_geo.export.slides.grids import choose_scale
from nplv_geo.ground.places import CrosswalkWay
from nplv_geo.present.briefing.slides import Chart, ChartSeries
from nplv_geo.present.page.value_answer import describe_source, describe_value
from nplv_geo.present.sentences.carried import (
    write_carried_mark,
    write_carried_periods,
    write_passport_lines,
    write_ways,
)
from nplv_geo.present.texts import texts
from nplv_geo.present.values.as_published import show_as_published
from nplv_geo.present.values.carried import Band, CarriedFigure, cut_band, find_carried
from nplv_geo.present.values.signs import list_signs
from nplv_geo.present.values.value import ValueReport, make_report
from nplv_geo.statistics.observation import MadeObservation
from tests.made_up import made_up_origin

TABLE = Carried(
    from_year=2020,
    to_year=2024,
    way=CrosswalkWay.MARKS,
    outline_years=(2019, 2024),
    converted=1046,
    withheld=0,
)
DUTCH, ENGLISH = texts("nl"), texts("en")


@pytest.fixture
def report(tiny_edition: Edition, catalog: Catalog) -> ValueReport:
    """Crimes in Heerlen-Noord, of which 8.04 % was divided."""
    found = make_report(tiny_edition, catalog, "heerlen-noord", "misdrijven_per_1000", "2023")
    return told(found, moved=0.0804, spread=1.2345, uncarried=104.26)


def told(found: ValueReport, **facts: Any) -> ValueReport:  # noqa: ANN401  # its fields
    """The same, brought onto the map; ``facts`` are what that did to it."""
    figure = CarriedFigure(TABLE, **facts)
    return replace(found, carried=figure, origin=made_up_origin(carried=TABLE))


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moved", "dutch", "english"),
    [
        (None, "", ""),
        (0.0, "omgerekend uit hele gebieden", "converted from whole areas"),
        (0.0049, "omgerekend uit hele gebieden", "converted from whole areas"),
        (0.0051, "omgerekend, 1\u202f% verplaatst", "converted, 1\u202f% moved"),
        (0.0804, "omgerekend, 8\u202f% verplaatst", "converted, 8\u202f% moved"),
        (0.999, "omgerekend, 99,9\u202f% verplaatst", "converted, 99.9\u202f% moved"),
    ],
)
def test_the_mark_of_a_figure(moved: float | None, dutch: str, english: str) -> None:
    assert write_carried_mark(DUTCH, moved) == dutch
    assert write_carried_mark(ENGLISH, moved) == english


@pytest.mark.parametrize(
    ("moved", "language", "written"),
    [
        ({}, "nl", ""),
        ({"2020": 0.08}, "nl", "2020 omgerekend naar de gebieden van 2024, 8\u202f% verplaatst."),
        ({"2020": 0.0}, "nl", "2020 omgerekend naar de gebieden van 2024, uit hele gebieden."),
        (
            {"2019": 0.0, "2020": 0.0, "2021": 0.004},
            "nl",
            "2019, 2020 en 2021 omgerekend naar de gebieden van 2024, uit hele gebieden.",
        ),
        (
            {"2019": 0.12, "2020": 0.08, "2021": 0.0},
            "en",
            (
                "Converted to the areas of 2024: 2019 (12\u202f% moved), 2020 (8\u202f% moved), "
                "and 2021 (from whole areas)."
            ),
        ),
    ],
)
def test_the_years_of_a_line(moved: dict[str, float], language: Language, written: str) -> None:
    assert write_carried_periods(texts(language), moved, 2024) == written


def test_years_that_came_the_same_way_are_told_once() -> None:
    drawn = TABLE.model_copy(
        update={"from_year": 2022, "way": CrosswalkWay.OUTLINES, "outline_years": (2022, 2024)}
    )
    alike = TABLE.model_copy(update={"from_year": 2021})
    equal = TABLE.model_copy(
        update={"from_year": 2023, "way": CrosswalkWay.CODES, "outline_years": ()}
    )
    same = "Welke plekken dezelfde zijn, volgt uit"
    by_marks, by_outlines, by_codes = write_ways(DUTCH, [drawn, alike, equal, TABLE, TABLE])
    assert by_marks == (
        f"Omgerekend van de gebieden van 2020 en 2021 naar die van 2024. {same} de wijzigingen "
        "die het CBS meldt en uit de grenzen van 2019 en 2024."
    )
    assert by_outlines == (
        f"Omgerekend van de gebieden van 2022 naar die van 2024. {same} de grenzen van 2022 en "
        "2024."
    )
    assert by_codes == (
        "Omgerekend van de gebieden van 2023 naar die van 2024. Welke plekken dezelfde "
        "zijn, volgt uit codes die gelijk bleven in een hele gemeente of met een gelijke "
        "oppervlakte; meer is er niet over bekend."
    )


def test_a_passport_tells_the_way_the_share_and_the_band(report: ValueReport) -> None:
    way, moved, counts = write_passport_lines(DUTCH, report)
    assert way.startswith("Omgerekend van de gebieden van 2020 naar die van 2024.")
    assert moved == (
        "Van de oude gebieden waar dit cijfer uit komt, hoort 8\u202f% nu bij een andere plek, "
        "gemiddeld over de inwoners. Het echte cijfer ligt met "
        "90\u202f% zekerheid hooguit 1,2 hoger of lager. Zoals gepubliceerd, van de hele buurten "
        "die er voor het grootste deel in lagen: 104,3."
    )
    assert counts == (
        "Van alle gebieden op de kaart is dit cijfer voor 1.046 berekend uit delen van andere."
    )
    whole = told(report, moved=0.0, spread=None, uncarried=1.0)
    assert write_passport_lines(ENGLISH, whole)[1] == "Nothing was divided: these are whole areas."
    little = told(report, moved=0.001, spread=None, uncarried=1.0)
    assert write_passport_lines(DUTCH, little)[1] == (
        "Van de oude gebieden waar dit cijfer uit komt, hoort minder dan 1\u202f% nu bij een "
        "andere plek, gemiddeld over de inwoners."
    )


def test_the_command_line_writes_numbers_as_the_page_does(
    tiny_edition: Edition, catalog: Catalog, capsys: pytest.CaptureFixture[str]
) -> None:
    found = make_report(tiny_edition, catalog, "heerlen-noord", "inwoners", "2024")
    # Rounded to the finer 34.279,5 of the answer first, it would become 34.280.
    asked = replace(found, value=34_279.46, bounds=(34_100.2, 34_400.2), coverage=0.957)
    print_value(describe_value(asked).as_json(), asked, DUTCH, ())
    told = capsys.readouterr().out
    assert " 34.279 " in told
    assert "Dekking 96\u202f%, tussen 34.100 en 34.400\n" in told
    assert list_value_rows(describe_value(asked).as_json())[1][4] == 34_279.5


def test_a_passport_tells_why_a_weak_estimate_is_no_figure(report: ValueReport) -> None:
    weak = replace(
        told(report, moved=0.8, spread=20.0, uncarried=None),
        value=None, status="not_comparable", reason="weak_estimate",
    )  # fmt: skip
    _, much, _ = write_passport_lines(DUTCH, weak)
    assert much == (
        "Van de oude gebieden waar dit cijfer uit moet komen, hoort 80\u202f% nu bij een andere "
        "plek, gemiddeld over de inwoners. Dan is het te onzeker om te tonen."
    )
    unknown = replace(weak, carried=None, reason="unknown_ground")
    way, _ = write_passport_lines(DUTCH, unknown)
    assert way.endswith(" en uit de grenzen van 2019 en 2024.")
    # A figure of the map's own areas came no way at all.
    assert write_passport_lines(DUTCH, replace(report, carried=None)) == ()


def test_both_reasons_have_words() -> None:
    for reason in ("weak_estimate", "unknown_ground"):
        for t in (DUTCH, ENGLISH):
            assert len(t(f"reasons.{reason}")) > 20


# --- answers --------------------------------------------------------------------------------------


def test_an_answer_tells_what_carrying_did_to_a_figure(report: ValueReport) -> None:
    answer = describe_value(report).as_json()
    assert answer["carried"] == {
        "from_year": 2020,
        "to_year": 2024,
        "way": "marks",
        "moved": 0.08,
        "spread": 1.23,
        "uncarried": 104.26,
    }
    assert answer["source"]["carried"] == {
        "from_year": 2020,
        "to_year": 2024,
        "way": "marks",
        "outline_years": [2019, 2024],
        "converted": 1046,
        "withheld": 0,
    }
    assert [one["carried"] for one in answer["references"]] == [None] * 4
    assert describe_source(made_up_origin()).carried is None
    assert "converted" in answer["signs"]


def test_rows_for_a_spreadsheet_hold_it_and_are_empty_where_nothing_was_carried(
    report: ValueReport,
) -> None:
    heads, own, gemeente, *_ = list_value_rows(describe_value(report).as_json())
    assert heads[6:] == [
        "status", "from_year", "to_year", "way", "moved", "spread", "uncarried",
    ]  # fmt: skip
    assert own[7:] == [2020, 2024, "marks", 0.08, 1.23, 104.26]
    assert gemeente[0] == "GM0917"
    assert gemeente[7:] == [None] * 6


def test_only_what_was_carried_says_so(tiny_edition: Edition) -> None:
    carried, own = made_up_origin(carried=TABLE), made_up_origin()
    row = MadeObservation(5.0, "ok", moved=0.3, spread=1.0)
    found = find_carried(tiny_edition, carried, row)
    assert found == CarriedFigure(TABLE, 0.3, 1.0, None)
    assert find_carried(tiny_edition, own, row) is None
    assert find_carried(tiny_edition, carried, MadeObservation(5.0, "ok")) is None
    # Where it was published there is nothing to tell of the map.
    assert find_carried(show_as_published(tiny_edition), carried, row) is None


@pytest.mark.parametrize(
    ("moved", "expected"), [(None, ()), (0.0049, ()), (0.0051, ("converted",))]
)
def test_a_divided_figure_has_a_sign(
    catalog: Catalog, moved: float | None, expected: tuple[str, ...]
) -> None:
    row = MadeObservation(5.0, "ok", coverage=1.0, moved=moved)
    assert list_signs(catalog.layer("inwoners"), made_up_origin(), "GM0917", row) == expected


def test_an_axis_has_room_for_the_bands() -> None:
    """A fall of 350 within a band of 1,066 filled the whole chart."""
    line = ChartSeries(
        "x", "area", (53_315.0, 52_965.0), ("", ""), bands=(Band(1_066.0, 1_066.0), None)
    )
    scale = choose_scale(Chart("lines", "", "", ("2020", "2024"), (line,), ("inwoners",)))
    assert (scale.low, scale.high) == (52_000.0, 54_500.0)
    assert line.estimated == (0,)


@pytest.mark.parametrize(
    ("layer", "value", "spread", "ends"),
    [
        ("inwoners", 20.0, 35.0, (0.0, 55.0)),
        ("misdrijven_per_1000", 3.0, 4.5, (0.0, 7.5)),
        ("huurwoningen_pct", 2.0, 5.0, (0.0, 7.0)),
        ("huurwoningen_pct", 97.0, 5.0, (92.0, 100.0)),
        ("huurwoningen_pct", 50.0, 5.0, (45.0, 55.0)),
        # A score has no bound of its own.
        ("ses_woa", 0.1, 0.3, (-0.2, 0.4)),
    ],
)
def test_a_band_ends_at_what_can_be(
    catalog: Catalog, layer: str, value: float, spread: float, ends: tuple[float, float]
) -> None:
    band = cut_band(catalog.layer(layer), value, spread)
    assert (value - band.below, value + band.above) == pytest.approx(ends)
    assert band.is_cut == (ends != pytest.approx((value - spread, value + spread)))


def test_a_passport_tells_no_figure_under_zero(report: ValueReport) -> None:
    low = replace(told(report, moved=0.3, spread=9.0, uncarried=None), value=4.0)
    assert write_passport_lines(DUTCH, low)[1].endswith(
        "Het echte cijfer ligt met 90\u202f% zekerheid tussen 0,0 en 13,0."
    )
