"""Profiles of the 20 areas against the same figures worked out a second time.

``tests/independent.py`` works them out with plain pandas from the published tables; nothing of
``nplv_geo`` computes anything there.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.present.area.profile_answer import describe_profile
from nplv_geo.present.values.profile import Item, make_profile
from tests import independent
from tests.commands import tiny
from tests.independent import Book

Json = dict[str, Any]
Profiles = dict[str, Json]

HEERLEN, AMSTERDAM = "heerlen-noord", "amsterdam-nieuw-west"
REST = "rest:"
# Digits of numbers that are not rounded: what two ways of adding floats up may differ in.
_EXACT = 6


class Rounded(Json):
    """A layer as it is printed, beside what it was rounded from."""

    def __init__(self, layer: Json, exact: Item) -> None:
        super().__init__(layer)
        self.exact = exact


def _profiles(
    edition: Edition, catalog: Catalog, areas: Mapping[str, FocusArea], book: Book
) -> Profiles:
    """Give what ``profile --format json`` prints for each of the 20 areas, and what it rounds."""
    book.dispersion = independent.dispersion(edition.manifest.model_dump())
    found = {}
    for area in book.areas:
        exact = make_profile(edition, catalog, areas, area)
        found[area] = describe_profile(exact).as_json()
        pairs = zip(found[area]["layers"], exact.items, strict=True)
        found[area]["layers"] = [Rounded(layer, item) for layer, item in pairs]
    return found


@pytest.fixture(scope="module")
def starter_book() -> Book:
    return independent.starter(PROJECT)


@pytest.fixture(scope="module")
def national_book(real_data: Path) -> Book:
    return independent.national(PROJECT, real_data)


@pytest.fixture(scope="module")
def starter_case(
    starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea], starter_book: Book
) -> tuple[Book, Profiles]:
    return starter_book, _profiles(starter_edition, catalog, areas, starter_book)


@pytest.fixture(scope="module")
def national_case(
    national_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea], national_book: Book
) -> tuple[Book, Profiles]:
    return national_book, _profiles(national_edition, catalog, areas, national_book)


@pytest.fixture(
    scope="module",
    params=[
        "starter",
        pytest.param("national", marks=[pytest.mark.real_data, pytest.mark.slow]),
    ],
)
def case(request: pytest.FixtureRequest) -> tuple[Book, Profiles]:
    """One edition: the second calculation, and what the project says."""
    found: tuple[Book, Profiles] = request.getfixturevalue(f"{request.param}_case")
    return found


class Compared:
    """Collects every difference, so that a failure tells all of them at once."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.right = 0

    def number(self, found: float | None, expected: float | None, digits: int, what: str) -> None:
        """A JSON number is rounded to ``digits``; beyond that nothing may differ."""
        if found is None or expected is None:
            self.same(found, expected, what)
        else:
            self._count(abs(found - expected) <= 0.5 * 10**-digits + 1e-9, what, found, expected)

    def same(self, found: object, expected: object, what: str) -> None:
        self._count(found == expected, what, found, expected)

    def _count(self, is_right: object, what: str, found: object, expected: object) -> None:
        if is_right:
            self.right += 1
        else:
            self.wrong.append(f"{what}: {found}, expected {expected}")


Check = Callable[[Compared, Book, str, Rounded], None]


def _check(case: tuple[Book, Profiles], check: Check) -> int:
    """Hold every layer of every area against the second calculation; count what was held."""
    book, profiles = case
    compared = Compared()
    for area, found in profiles.items():
        for layer in found["layers"]:
            check(compared, book, area, layer)
    assert not compared.wrong, "\n".join(compared.wrong[:20])
    return compared.right


def _id(layer: Json) -> str:
    return str(layer["layer"]["id"])


def _digits(book: Book, layer: Json) -> int:
    return book.layers[_id(layer)].decimals + 1


# --- what is in a profile -------------------------------------------------------------------------


def test_every_layer_with_figures_is_in_each_of_the_20_profiles(
    case: tuple[Book, Profiles],
) -> None:
    book, profiles = case
    assert len(profiles) == 20
    assert len(book.shown) >= 22
    for area, found in profiles.items():
        assert [_id(layer) for layer in found["layers"]] == book.shown, area
        assert found["gemeente"] == book.gemeente(area)
        assert found["inhabitants"] == book.of("inwoners", "2024", area).value


def test_the_starter_edition_has_64_layers_and_hides_weights(
    starter_case: tuple[Book, Profiles],
) -> None:
    book, _ = starter_case
    assert len(book.shown) == 64
    assert {"hbo_wo_pct", "laagste_40_inkomens_pct"} < set(book.shown)
    assert "inwoners_15plus" not in book.shown


# --- each number ----------------------------------------------------------------------------------


def test_values_coverage_and_bounds_are_those_of_the_published_figures(
    case: tuple[Book, Profiles],
) -> None:
    def check(compared: Compared, book: Book, area: str, layer: Json) -> None:
        name, digits = f"{area} {_id(layer)}", _digits(book, layer)
        compared.same(layer["period"], book.newest(_id(layer)), f"{name} period")
        expected = book.of(_id(layer), layer["period"], area)
        compared.number(layer["value"], expected.value, digits, name)
        compared.number(layer["coverage"], expected.coverage, 3, f"{name} coverage")
        compared.same(layer["status"] == "ok", expected.value is not None, f"{name} status")
        bounds = expected.bounds if expected.value is not None else None
        for end, of in zip(layer["bounds"] or (None, None), bounds or (None, None), strict=True):
            compared.number(end, of, digits, f"{name} bounds")

    assert _check(case, check) == 20 * len(case[0].shown) * 6


def test_references_and_differences_are_those_of_the_published_figures(
    case: tuple[Book, Profiles],
) -> None:
    def check(compared: Compared, book: Book, area: str, layer: Json) -> None:
        layer_id, digits, gemeente = _id(layer), _digits(book, layer), book.gemeente(area)
        own = book.of(layer_id, layer["period"], area)
        rest = [f"{REST}{gemeente}"] if book.layers[layer_id].is_divisible else []
        asked = [gemeente, *rest, independent.COUNTRY, independent.TOGETHER]
        compared.same([ref["id"] for ref in layer["references"]], asked, f"{area} {layer_id}")
        for ref in layer["references"]:
            name = f"{area} {layer_id} against {ref['id']}"
            other = (
                book.rest(layer_id, layer["period"], area)
                if ref["id"].startswith(REST)
                else book.of(layer_id, layer["period"], ref["id"])
            )
            both = own.value is not None and other.value is not None
            difference = (own.value or 0.0) - (other.value or 0.0) if both else None
            compared.number(ref["value"], other.value, digits, name)
            compared.number(ref["difference"], difference, digits, f"{name} difference")
            compared.same(ref["standing"], book.standing(layer_id, own, other), f"{name} standing")

    assert _check(case, check) > 20 * len(case[0].shown) * 10


def test_ranks_are_those_of_the_published_figures(case: tuple[Book, Profiles]) -> None:
    def check(compared: Compared, book: Book, area: str, layer: Json) -> None:
        rank = layer["rank"]
        found = tuple(rank[k] for k in ("position", "of", "lowest", "highest")) if rank else None
        compared.same(found, book.rank(_id(layer), area), f"{area} {_id(layer)}")

    assert _check(case, check) == 20 * len(case[0].shown)


def test_1_is_the_best_of_the_20_and_ties_share_the_better_place(
    case: tuple[Book, Profiles],
) -> None:
    book, profiles = case
    for layer_id in book.shown:
        rows = [
            next(layer for layer in found["layers"] if _id(layer) == layer_id)
            for found in profiles.values()
        ]
        places = [(row["rank"]["position"], row["value"]) for row in rows if row["rank"]]
        if not places:
            continue
        best, _ = min(places), max(places)
        values = [value for _, value in places]
        lowest_first = book.layers[layer_id].higher_is == "worse"
        assert best == (1, min(values) if lowest_first else max(values)), layer_id
        assert {row["rank"]["of"] for row in rows if row["rank"]} == {len(places)}


def test_changes_since_2022_are_those_of_the_published_figures(
    case: tuple[Book, Profiles],
) -> None:
    def check(compared: Compared, book: Book, area: str, layer: Rounded) -> None:
        layer_id, name = _id(layer), f"{area} {_id(layer)} change"
        digits, change = _digits(book, layer), layer["change"]
        moved = book.moved(layer_id, area)
        compared.same(change is None, moved is None, name)
        if change is None or moved is None:
            return
        compared.same((change["first"], change["last"]), (moved.first, moved.last), name)
        compared.number(change["start"], moved.start, digits, name)
        compared.number(change["now"], moved.now, digits, name)
        compared.number(change["change"], moved.size, digits, name)
        compared.number(change["margin"], moved.margin, digits, f"{name} margin")
        exact = layer.exact.change
        compared.number(exact.start, moved.start, _EXACT, f"{name} exact start")
        compared.number(exact.now, moved.now, _EXACT, f"{name} exact now")
        compared.number(exact.change, moved.size, _EXACT, f"{name} exact")
        compared.number(exact.margin, moved.margin, _EXACT, f"{name} exact margin")
        compared.same(change["is_clear"], book.is_clear(layer_id, moved), f"{name} is clear")

    assert _check(case, check) > 20 * len(case[0].shown)


def test_trends_hold_every_period_as_published(case: tuple[Book, Profiles]) -> None:
    def check(compared: Compared, book: Book, area: str, layer: Json) -> None:
        line = book.line(_id(layer), area)
        compared.same([point["period"] for point in layer["trend"]], list(line), area)
        for point in layer["trend"]:
            name = f"{area} {_id(layer)} {point['period']}"
            expected = line[point["period"]]
            compared.number(point["value"], expected.value, _digits(book, layer), name)
            series = 1 + book.series(_id(layer), point["period"])
            compared.same(point["series"], series, f"{name} series")
            is_provisional = book.is_provisional(_id(layer), point["period"])
            compared.same(point["provisional"], is_provisional, f"{name} provisional")

    assert _check(case, check) > 20 * len(case[0].shown) * 3


def test_gaps_to_gemeente_and_country_are_those_of_the_published_figures(
    case: tuple[Book, Profiles],
) -> None:
    def check(compared: Compared, book: Book, area: str, layer: Rounded) -> None:
        layer_id, digits = _id(layer), _digits(book, layer)
        judged = book.layers[layer_id].is_judged
        others = {book.gemeente(area), independent.COUNTRY} if judged else set()
        compared.same(set(layer["gaps"]), others, f"{area} {layer_id} gaps")
        for other, gap in layer["gaps"].items():
            name = f"{area} {layer_id} gap to {other}"
            moved = book.gap(layer_id, area, other)
            compared.same(gap["now"] is None, moved is None, name)
            if moved is None:
                continue
            years = int(moved.last) - int(moved.first)
            compared.same((gap["first"], gap["last"]), (moved.first, moved.last), name)
            compared.number(gap["start"], moved.start, digits, f"{name} start")
            compared.number(gap["now"], moved.now, digits, f"{name} now")
            compared.number(gap["change"], moved.size if years else None, digits, f"{name} change")
            compared.number(gap["margin"], moved.margin, digits, f"{name} margin")
            pace = moved.size / years if years else None
            compared.number(gap["pace"], pace, digits + 1, f"{name} pace")
            is_told = gap["outcome"] not in ("too_early", "steady")
            is_clear = (area, other) in book.clear_gaps(layer_id)
            compared.same(is_told, is_clear, f"{name} verdict")
            needed = -moved.now / (independent.HORIZON - int(moved.last))
            compared.number(gap["pace_needed"], needed, digits + 1, f"{name} pace needed")
            exact = layer.exact.gaps[other]
            compared.number(exact.start, moved.start, _EXACT, f"{name} exact start")
            compared.number(exact.now, moved.now, _EXACT, f"{name} exact now")
            compared.number(exact.change, moved.size if years else None, _EXACT, f"{name} exact")
            compared.number(exact.margin, moved.margin, _EXACT, f"{name} exact margin")

    assert _check(case, check) > 1_000


def test_equal_is_said_within_rounding_and_chance_and_nowhere_else(
    case: tuple[Book, Profiles],
) -> None:
    """Where no chance is claimed, equal is less than the last decimal that is shown."""
    book, profiles = case
    words: Counter[str | None] = Counter()
    by_chance = 0
    for found in profiles.values():
        for layer in found["layers"]:
            layer_id, unit = _id(layer), 10.0 ** -book.layers[_id(layer)].decimals
            own = book.of(layer_id, layer["period"], found["area"]["id"])
            is_counted = bool(book.chance(layer_id, own))
            for ref in layer["references"]:
                words[ref["standing"]] += 1
                if ref["standing"] == "equal":
                    is_large = abs(ref["difference"]) > unit
                    assert is_counted or not is_large, (found["area"]["id"], layer_id, ref)
                    by_chance += is_large
    assert words["equal"] > 100
    assert by_chance > 10
    for layer_id in book.shown:
        neutral = book.layers[layer_id].higher_is == "neutral"
        said = {
            ref["standing"]
            for found in profiles.values()
            for layer in found["layers"]
            if _id(layer) == layer_id
            for ref in layer["references"]
        }
        judged = {"higher", "lower"} if neutral else {"better", "worse"}
        assert said <= {"equal", "unsure", None} | judged


# --- published numbers, by hand -------------------------------------------------------------------


def test_heerlen_noord_of_the_starter_edition(starter_case: tuple[Book, Profiles]) -> None:
    found = starter_case[1][HEERLEN]
    layers = {_id(layer): layer for layer in found["layers"]}
    assert (found["area"]["name"], found["inhabitants"]) == ("Heerlen-Noord", 52_965)
    assert found["boundary_is_approximation"] is True
    health = layers["goed_ervaren_gezondheid_pct"]
    assert health["value"] == pytest.approx(59.49, abs=0.01)
    # An estimate of which nobody knows how far it may be off: any place is possible.
    assert health["rank"] == {"position": 19, "of": 20, "lowest": 1, "highest": 20}
    country = next(ref for ref in health["references"] if ref["id"] == "NL00")
    assert (country["value"], country["standing"]) == (72.8, "unsure")
    assert country["difference"] == pytest.approx(-13.31, abs=0.01)
    # From 2020: the corona monitor of 2022, 55.59, is no start.
    assert (health["change"]["first"], health["change"]["last"]) == ("2020", "2024")
    assert health["change"]["start"] == pytest.approx(65.8, abs=0.1)
    assert health["change"]["is_clear"] is False
    crime = layers["misdrijven_per_1000"]
    rest = next(ref for ref in crime["references"] if ref["id"] == "rest:GM0917")
    # 5.750 crimes less 3.238, on 87.461 inhabitants of 2024 less 52.965, grown with the country.
    grown = 18_044_027 / 17_942_942
    assert crime["value"] == pytest.approx(1000 * 3_238 / (52_965 * grown), abs=0.01)
    outside = (87_461 - 52_965) * grown
    assert rest["value"] == pytest.approx(1000 * (5_750 - 3_238) / outside, abs=0.01)


def test_the_income_of_amsterdam_nieuw_west_comes_from_its_wijken(
    starter_case: tuple[Book, Profiles],
) -> None:
    layers = {_id(layer): layer for layer in starter_case[1][AMSTERDAM]["layers"]}
    income = layers["inkomen_per_inwoner"]
    # From buurten: 30,28, of which three quarters is known.
    assert (income["made_of"], income["value"]) == ("wijk", pytest.approx(31.34, abs=0.005))
    assert income["coverage"] == pytest.approx(0.984, abs=0.001)
    low, high = income["bounds"]
    assert 30 < low < income["value"] < high < 34
    # Of the topics of 2022 too little is known: they stand per wijk.
    work = layers["netto_arbeidsparticipatie_pct"]
    assert (work["value"], work["bounds"], work["rank"]) == (None, None, None)
    assert work["coverage"] < 0.6


# --- through the command line ---------------------------------------------------------------------


def _printed(settings: Settings, area: str) -> Json:
    done = tiny.run("profile", "--area", area, "--format", "json", data=settings.data)
    assert (done.exit_code, done.stderr) == (0, "")
    found: Json = json.loads(done.stdout)
    return found


def test_the_command_line_prints_the_same_of_the_starter_edition(
    starter_settings: Settings, starter_case: tuple[Book, Profiles]
) -> None:
    profiles = starter_case[1]
    assert _printed(starter_settings, HEERLEN) == json.loads(json.dumps(profiles[HEERLEN]))


@pytest.mark.real_data
@pytest.mark.slow
def test_the_command_line_prints_the_same_of_the_whole_country(
    national_settings: Settings, national_case: tuple[Book, Profiles]
) -> None:
    profiles = national_case[1]
    assert _printed(national_settings, AMSTERDAM) == json.loads(json.dumps(profiles[AMSTERDAM]))
    assert len(national_case[0].shown) == 23
