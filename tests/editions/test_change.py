"""Maps of change: what is coloured, what is grey, what is hatched, and the numbers behind it."""

from __future__ import annotations

import csv
import io
import json
import math
import random
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.export.data.tables import make_view_table
from nplv_geo.export.map.contents import gather_contents
from nplv_geo.present.map.captions import write_captions
from nplv_geo.present.map.change_file import pack_changes
from nplv_geo.present.map.change_words import make_period_choice, write_change_note
from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.map.model import list_entries, make_map_model, write_title
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import choose_colours
from nplv_geo.present.page.query import read_query
from nplv_geo.present.page.unmet import list_unmet
from nplv_geo.present.table.table import make_table
from nplv_geo.present.values.change import choose_last, choose_since
from nplv_geo.present.values.history import make_history
from nplv_geo.statistics.classify import NO_CLASS
from nplv_geo.statistics.time.moves import measure_change_in
from nplv_geo.statistics.time.slopes import select_discoveries
from nplv_geo.statistics.time.time_points import ComparableSpan

CRIME = "misdrijven_per_1000"
Open = Callable[[str], Page]


@pytest.fixture(name="open_page")
def _open_page(
    starter_edition: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]
) -> Open:
    areas = {area.id: area for area in focus_areas}
    return lambda query: make_page(query, starter_edition, catalog, areas)


def test_500_random_cells_equal_the_difference_of_two_published_values(
    open_page: Open, catalog: Catalog
) -> None:
    """The values are read from the edition one by one, and subtracted here."""
    edition = open_page("").edition
    cells = [
        (layer.id, since, period, level)
        for layer in catalog.layers
        if edition.has(layer.id) and not layer.hidden
        for since, period in pairwise(edition.periods(layer.id))
        for level in ("buurt", "wijk", "gemeente")
    ]
    chance = random.Random(19)  # noqa: S311  # the same cells each time
    seen = coloured = 0
    for layer_id, since, period, level in chance.sample(cells, 60):
        page = open_page(
            f"?laag={layer_id}&toon=verandering&vanaf={since}&periode={period}&niveau={level}"
        )
        assert page.change is not None
        codes = chance.sample(page.scope.codes, min(12, len(page.scope.codes)))
        numbers = dict(zip(page.scope.codes, page.classes.classes.tolist(), strict=True))
        origins = [edition.origin(layer_id, one) for one in (since, period)]
        for code in codes:
            first, last = (edition.values.cell(layer_id, one, code) for one in (since, period))
            is_known = first.status == last.status == "ok"
            is_comparable = is_known and origins[0].series == origins[1].series
            value = page.change.frame["value"][code]
            seen += 1
            if is_comparable and not math.isnan(value):
                assert first.value is not None
                assert last.value is not None
                assert value == pytest.approx(last.value - first.value, abs=1e-9)
            if not is_comparable:
                assert math.isnan(value)
            if math.isnan(value):
                assert numbers[code] == NO_CLASS
                assert write_change_note(page, page.change, page.change.frame["reason"][code])
            coloured += numbers[code] != NO_CLASS
    assert seen >= 500
    assert coloured > 20


def test_each_verdict_is_that_of_a_trend_of_two_years(open_page: Open) -> None:
    page = open_page(f"?laag={CRIME}&toon=verandering&vanaf=2021&periode=2024&niveau=buurt")
    change = page.change
    assert change is not None
    expected = {}
    for code in page.scope.codes:
        points = make_history(page.edition, code).list_points(page.edition, page.layer)
        pair = tuple((one, one) for one in points if one.period in ("2021", "2024"))
        if all(one.is_known for one, _ in pair):
            expected[code] = measure_change_in(ComparableSpan(pair, None, is_cut=False), page.layer)
    numbers = dict(zip(page.scope.codes, page.classes.classes.tolist(), strict=True))
    assert {code for code, number in numbers.items() if number != NO_CLASS} == set(expected)
    for code, one in expected.items():
        assert change.frame["value"][code] == pytest.approx(one.change, abs=1e-9)
        assert change.frame["margin"][code] == pytest.approx(one.margin, rel=1e-9)
    # Among all areas on the map together fewer stand than each by itself.
    clear = [code for code, one in expected.items() if one.is_clear]
    p_values = [
        math.erfc(abs(one.change) / (one.margin or 1.0) * 1.96 / math.sqrt(2))
        for one in expected.values()
    ]
    stands = dict(zip(expected, select_discoveries(p_values), strict=True))
    middle = page.classes.k // 2
    for code in expected:
        is_coloured = numbers[code] != middle
        assert is_coloured == (stands[code] and code in clear)
        if is_coloured:
            assert (numbers[code] > middle) == (change.frame["value"][code] > 0)
    assert 0 < sum(numbers[code] != middle for code in expected) < len(clear)


def test_the_sides_have_the_colours_of_better_and_worse(open_page: Open) -> None:
    page = open_page(f"?laag={CRIME}&toon=verandering&vanaf=2021&periode=2024&niveau=buurt")
    colours = choose_colours(page.classes, page.layer.higher_is)
    assert len(colours) == page.classes.k == 7
    # More crime is worse: a rise is orange, a fall blue-green, chance grey.
    assert (colours[0], colours[3], colours[-1]) == ("#155f6e", "#dfe5e8", "#9a4a05")
    legend = make_legend(page)
    assert [one.count for one in legend.classes] == list(page.classes.counts)
    assert legend.classes[3].label == "kan toeval zijn"
    assert legend.classes[0].label.startswith("meer dan ")
    assert legend.classes[0].label.endswith(" lager")
    assert legend.classes[-1].label.endswith(" hoger")
    assert "Blauwgroen is gunstiger" in legend.empty_note
    assert sum(page.classes.counts) + legend.missing == len(page.scope.codes)


def test_a_change_ends_in_a_definite_year_unless_another_is_asked_for(open_page: Open) -> None:
    page = open_page("?gebied=heerlen-noord&toon=verandering")
    assert (page.view.since, page.view.period) == ("2022", "2024")
    assert page.view.write_query() == "?gebied=heerlen-noord&toon=verandering"
    assert page.view.write_query(toon="kaart") == "?gebied=heerlen-noord"
    assert write_title(page) == (
        "Verandering van misdrijven per 1.000 inwoners, 2022–2024 in Heerlen-Noord"
    )
    # A provisional year may not decide alone: its changes are told, and have no colour.
    early = open_page("?gebied=heerlen-noord&toon=verandering&periode=2025")
    assert set(early.classes.classes.tolist()) == {NO_CLASS}
    assert np.isfinite(early.numbers).sum() > 20
    assert "2025 is nog voorlopig" in make_legend(early).empty_note


def test_a_break_leaves_the_map_without_colour_and_says_why(open_page: Open) -> None:
    page = open_page(
        "?gebied=heerlen-noord&laag=hbo_wo_pct&niveau=wijk&toon=verandering&vanaf=2022&periode=2024"
    )
    assert (page.view.since, page.view.period) == ("2022", "2024")
    assert set(page.classes.classes.tolist()) == {NO_CLASS}
    assert not np.isfinite(page.numbers).any()
    legend = make_legend(page)
    assert "anders geteld" in legend.empty_note
    assert legend.classes == ()
    notes = {note for _, _, note in list_entries(page).values()}
    assert any("anders geteld" in note for note in notes)


def test_a_layer_with_one_year_says_that_there_is_no_change(open_page: Open) -> None:
    edition, catalog = open_page("").edition, open_page("").catalog
    held = [layer.id for layer in catalog.layers if edition.has(layer.id)]
    layer = next(one for one in held if len(edition.periods(one)) == 1)
    page = open_page(f"?gebied=heerlen-noord&laag={layer}&toon=verandering")
    assert page.view.since == ""
    assert make_legend(page).empty_note == "Er is geen eerder jaar om mee te vergelijken"
    assert make_period_choice(page) is None
    assert set(page.classes.classes.tolist()) == {NO_CLASS}


def test_what_has_no_known_chance_is_told_and_not_coloured(open_page: Open) -> None:
    page = open_page("?laag=eenzaam_pct&toon=verandering&vanaf=2016&periode=2020&niveau=buurt")
    assert page.change is not None
    known = page.change.frame[page.change.frame["value"].notna()]
    assert len(known) > 100
    unsure = known[known["margin"].isna() & (known["value"].abs() > 1)]
    assert set(unsure["reason"]) == {"unknown"}
    numbers = dict(zip(page.scope.codes, page.classes.classes.tolist(), strict=True))
    assert {numbers[code] for code in unsure.index if code in numbers} == {NO_CLASS}


def test_table_picture_and_file_tell_the_same_change(open_page: Open) -> None:
    page = open_page("?gebied=heerlen-noord&toon=verandering")
    assert page.change is not None
    frame = page.change.frame
    table = make_table(page)
    assert table.columns[2].label == "2022 → 2024"
    for row in table.rows:
        if not math.isnan(frame["value"][row.code]):
            assert row.value == page.t.signed(float(frame["value"][row.code]), 1)
            ends = [page.t.number(float(frame[one][row.code]), 1) for one in ("before", "after")]
            assert row.difference == " → ".join(ends)
    drawn = gather_contents(page)
    numbers = dict(zip(page.scope.codes, page.classes.classes.tolist(), strict=True))
    assert {code: numbers[code] for code in drawn.codes} == dict(
        zip(drawn.codes, drawn.numbers, strict=True)
    )
    words = write_captions(page)
    assert words.title == "Verandering van misdrijven per 1.000 inwoners, 2022–2024, Heerlen-Noord"
    assert "2022–2024" in words.figures
    rows = make_view_table(page).frame.set_index("code")
    assert set(rows["period"]) == {"2022–2024"}
    for code in page.scope.codes:
        assert rows["value"][code] == pytest.approx(frame["value"][code], nan_ok=True)
        margin = frame["margin"][code]
        assert rows["upper"][code] == pytest.approx(frame["value"][code] + margin, nan_ok=True)
    text = rows.reset_index().to_csv(index=False)
    assert len(list(csv.reader(io.StringIO(text)))) == len(page.scope.codes) + 1


@pytest.mark.parametrize(
    ("query", "why", "since"),
    [
        ("?toon=verandering&vanaf=2030", "unknown", "2022"),
        ("?toon=verandering&vanaf=2024&periode=2022", "unknown", "2021"),
        ("?vanaf=2021", "not_here", ""),
    ],
)
def test_a_start_that_cannot_be_is_told_of(
    query: str, why: str, since: str, open_page: Open
) -> None:
    page = open_page(query)
    (unmet,) = list_unmet(read_query(query), page.view, page.edition, page.catalog)
    assert (unmet.key, unmet.why, page.view.since) == ("vanaf", why, since)


def test_the_years_to_choose_from_keep_the_other_one(open_page: Open) -> None:
    choice = make_period_choice(open_page("?gebied=heerlen-noord&toon=verandering"))
    assert choice is not None
    (_, first), (_, last) = choice.rows
    assert [one.label for one in first] == ["2021", "2022", "2023"]
    assert [one.label for one in last] == ["2023", "2024", "2025"]
    assert first[0].href == "?gebied=heerlen-noord&vanaf=2021&toon=verandering"
    assert (last[2].note, last[2].href) == (
        "voorlopig",
        "?gebied=heerlen-noord&periode=2025&toon=verandering",
    )


def test_the_map_of_the_country_is_drawn_from_a_file_of_changes(open_page: Open) -> None:
    page = open_page(f"?laag={CRIME}&toon=verandering&vanaf=2021&niveau=buurt&taal=en")
    assert page.change is not None
    model = make_map_model(page)
    assert model.figures is not None
    assert model.areas == {}
    assert model.figures.url == (
        f"/view/change?laag={CRIME}&vanaf=2021&niveau=buurt&toon=verandering"
        f"&editie={page.edition.id}"
    ).replace("laag=misdrijven_per_1000&", "")
    file = json.loads(pack_changes(page, page.change))
    frame, areas = page.change.frame, page.edition.areas.frame
    drawn = [code for code in page.scope.codes if areas["has_shape"][code]]
    numbers = dict(zip(page.scope.codes, page.classes.classes.tolist(), strict=True))
    assert len(drawn) == len(file["values"]) == len(file["kind"])
    for i, code in enumerate(drawn):
        value, letter = frame["value"][code], file["classes"]["change"][i]
        assert letter == ("-" if numbers[code] == NO_CLASS else str(numbers[code]))
        _, reason = file["kinds"][ord(file["kind"][i]) - ord("a")]
        assert reason == frame["reason"][code]
        assert not reason or model.figures.reasons[reason]
        if math.isnan(value):
            assert file["values"][i] is None
        else:
            assert file["values"][i] == pytest.approx(value * 10, abs=0.5)


def test_a_map_on_which_nothing_is_sure_says_so(open_page: Open) -> None:
    page = open_page(f"?laag={CRIME}&toon=verandering&niveau=focusgebied")
    assert page.classes.counts == (0, 20, 0)
    legend = make_legend(page)
    assert legend.empty_note.startswith("Bij geen van de focusgebieden is de verandering groter")
    assert [one.label for one in legend.classes] == ["lager", "kan toeval zijn", "hoger"]


def test_amounts_are_neither_better_nor_worse(open_page: Open, catalog: Catalog) -> None:
    page = open_page("?laag=misdrijven&toon=verandering&vanaf=2022&periode=2024&niveau=buurt")
    assert "gunstiger" not in make_legend(page).empty_note
    edition = page.edition
    assert choose_since(edition, catalog.layer("misdrijven"), "2021") == ""
    assert choose_last(edition, catalog.layer("misdrijven")) == "2024"
