"""The starter shows what its tables say: cells drawn at random, shares of education, zeros.

What is expected is worked out from the tables with the csv module and sums of our own.
"""

from __future__ import annotations

import os
import random
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pandas as pd
import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.present.page.value_answer import describe_value
from nplv_geo.present.values.value import make_report
from tests import starter_tables
from tests.independent import PEOPLE
from tests.independent_weights import estimate, fill
from tests.starter_tables import PROJECT, Cell, rows

DRAWN = 40
# Another number draws other cells; all of them must be right.
SEED = int(os.environ.get("NPLV_SEED", "15"))
# Tables that are no Kerncijfers, by the name that layer files have for them.
FAMILY = {"47018NED": "47018NED", "50150NED": "50150NED", "50090NED": "50120NED"}
GROUPS = {
    "opleiding_laag_pct": "BasisonderwijsVmboMbo1",
    "opleiding_midden_pct": "HavoVwoMbo24",
    "hbo_wo_pct": "HboWo",
}


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    return starter_tables.columns()


# --- any cell -------------------------------------------------------------------------------------


class Shown(NamedTuple):
    """A layer that shows a cell, and the name that its topic has there."""

    layer: dict[str, Any]
    name: dict[str, Any]


@cache
def layer_files() -> dict[str, dict[str, Any]]:
    files = (PROJECT / "layers").glob("*/*.toml")
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in files}


def names_of(layer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    source = layer["source"]
    yield source
    for name in source.get("earlier", ()):
        yield {"table": source["table"], "where": source.get("where", {}), **name}


def shown_by(cell: Cell) -> tuple[Shown, ...]:
    """Layers of which a cell is the topic itself, or what is divided."""
    return _shown_by(FAMILY.get(cell.table, "KWB"), cell.topic)


@cache
def _shown_by(family: str, topic: str) -> tuple[Shown, ...]:
    found = []
    for layer in layer_files().values():
        for name in names_of(layer):
            member = "".join(f"|{k}={v}" for k, v in name.get("where", {}).items())
            if name["table"] == family and name["topic"] + member == topic:
                found.append(Shown(layer, name))
    return tuple(found)


def evaluated(figures: pd.DataFrame, expression: str, period: str) -> pd.Series | None:
    """A sum or difference of topics, by area."""
    total: pd.Series | None = None
    for sign, topic in re.findall(r"([+-]?)\s*(\w+)", expression):
        if f"{topic}:{period}" not in figures:
            return None
        term = figures[f"{topic}:{period}"] * (-1 if sign == "-" else 1)
        total = term if total is None else total + term
    return total


def denominator(figures: pd.DataFrame, shown: Shown, period: str) -> pd.Series:
    """What a count is divided by: in the same table, or another layer in that year."""
    rule = shown.layer["aggregate"]
    own = shown.name.get("denominator_topic", rule.get("denominator_topic"))
    if own:
        found = evaluated(figures, own, period)
        assert found is not None
        return found
    (other,) = rule["denominator"]
    key = other, period
    if key not in _DENOMINATORS:
        _DENOMINATORS[key] = of_year(figures, other, int(period))
    return _DENOMINATORS[key]


_DENOMINATORS: dict[tuple[str, str], pd.Series] = {}


def of_year(figures: pd.DataFrame, other: str, asked: int) -> pd.Series:
    """Another layer in a year: as given, on a line between two years, or grown."""
    known = {}
    for year in (2020, 2024, 2025):
        for name in names_of(layer_files()[other]):
            values = evaluated(figures, name["topic"], str(year))
            if values is not None and values.notna().any() and year not in known:
                known[year] = values
    totals = PEOPLE if other == "inwoners" else None
    return estimate(known, asked, totals).reindex(figures.index)


def expected(figures: pd.DataFrame, cell: Cell, shown: Shown) -> float | None:
    """What a layer shows of a cell."""
    rule = shown.layer["aggregate"]
    if cell.value is None or rule["rule"] != "rate":
        return cell.value
    divisor = float(denominator(figures, shown, cell.period)[cell.area])
    is_enough = divisor > 0 and divisor >= rule.get("min_denominator", 0)
    return rule["per"] * cell.value / divisor if is_enough else None


def test_cells_drawn_at_random_are_what_values_says(
    starter_edition: Edition, catalog: Catalog, figures: pd.DataFrame
) -> None:
    asked = {column for column in figures if figures[column].notna().any()}
    pool = [
        (cell, shown)
        for cell in starter_tables.cells()
        if f"{cell.topic}:{cell.period}" in asked
        for shown in shown_by(cell)
    ]
    assert len(pool) > 40_000
    drawn = random.Random(SEED).sample(pool, DRAWN)  # noqa: S311  # a draw, no secret
    assert len({cell.table for cell, _ in drawn}) >= 4
    wrong = []
    for cell, shown in drawn:
        layer = catalog.layer(shown.layer["id"])
        report = make_report(starter_edition, catalog, cell.area, layer.id, cell.period)
        answer = describe_value(report).as_json()
        must = expected(figures, cell, shown)
        # An answer has one decimal more than the page; counts have none.
        digits = layer.decimals + (0 if layer.is_amount else 1)
        if answer["value"] is None or must is None:
            is_right = answer["value"] is must and answer["status"] != "ok"
        else:
            is_right = abs(answer["value"] - must) <= 0.5 * 10.0**-digits + 1e-9
        if not is_right or answer["source"]["table"] != cell.table:
            wrong.append((cell, layer.id, must, answer["value"], answer["status"]))
    assert not wrong, wrong


def test_every_cell_of_every_table_is_shown_as_it_is(
    starter_edition: Edition, figures: pd.DataFrame
) -> None:
    """Of counts, means and published shares: all of them, at once."""
    held = 0
    for column in figures:
        topic, period = str(column).rsplit(":", 1)
        cell = Cell("", _table_of(topic, period), period, topic, "", None)
        for shown in shown_by(cell):
            if shown.layer["aggregate"]["rule"] == "rate" or not figures[column].notna().any():
                continue
            made = starter_edition.values.table(shown.layer["id"], period)["value"]
            found, must = made.reindex(figures.index), figures[column]
            there = must.notna()
            assert (found[there] == must[there]).all(), (shown.layer["id"], period)
            assert not found[~there & must.index.str.startswith("BU")].notna().any(), column
            held += int(there.sum())
    assert held > 30_000


@cache
def _tables() -> dict[tuple[str, str], str]:
    return {(cell.topic, cell.period): cell.table for cell in starter_tables.cells()}


def _table_of(topic: str, period: str) -> str:
    return _tables()[topic, period]


# --- zeros, and what is missing -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layer", "topic", "n"),
    [
        ("inwoners", "AantalInwoners", 15),
        ("inwoners_0_14", "k_0Tot15Jaar", 35),
        ("inwoners_65plus", "k_65JaarOfOuder", 31),
        ("huishoudens", "HuishoudensTotaal", 20),
    ],
)
def test_a_zero_is_a_zero(
    starter_edition: Edition, figures: pd.DataFrame, layer: str, topic: str, n: int
) -> None:
    """The first files of the starter could not tell these from what is withheld."""
    zeros = figures.index[figures[f"{topic}:2024"] == 0]
    assert len(zeros) == n
    made = starter_edition.values.table(layer, "2024").loc[zeros]
    assert (made["value"] == 0).all()
    assert set(made["status"]) == {"ok"}


def test_what_is_empty_says_what_that_can_mean(starter_edition: Edition) -> None:
    reasons = {
        ("huishoudensgrootte", "2024"): "withheld_or_unpublished",
        ("opleiding_laag_pct", "2024"): "withheld_or_unpublished",
        ("koopwoningen_pct", "2024"): "zero_or_withheld",
        ("autos_per_huishouden", "2020"): "withheld_or_unpublished",
    }
    for (layer, period), reason in reasons.items():
        made = starter_edition.values.table(layer, period)
        withheld = made[(made["status"] == "suppressed") & made.index.str.startswith("BU")]
        assert len(withheld) >= 16, layer
        assert set(withheld["reason"]) == {reason}, layer


def test_a_place_that_was_another_one_has_no_figure_of_that_year_and_no_zero(
    starter_edition: Edition,
) -> None:
    other = starter_tables.other_places("2020")
    assert len(other) == 639 - 505
    for layer in ("inwoners", "bijstand_per_100", "rokers_pct", "omgevingsadressendichtheid"):
        made = starter_edition.values.table(layer, "2020").loc[sorted(other)]
        assert made["value"].isna().all(), layer
        assert set(made["status"]) == {"not_comparable"}, layer
    # De Hoogte, Vinkhuizen-Noord and its wijk are other places in 2025; what was not
    # collected of 2025 is no data, and not called another place.
    assert starter_tables.other_places("2025") == {"BU00140300", "BU00140900", "WK001409"}
    made = starter_edition.values.table("corporatiewoningen_pct", "2025")
    assert made.loc["BU00140300", "status"] == "not_comparable"
    heerlen = made.loc[["heerlen-noord", "BU09172000", "GM0917"]]
    assert heerlen["value"].isna().all()
    assert set(heerlen["status"]) == {"no_data"}


def test_a_place_with_another_code_has_the_figures_of_that_code(
    starter_edition: Edition, catalog: Catalog
) -> None:
    """BU0363FA08 was BU03631105, and overlaps it for 93 %."""
    lines = rows(starter_tables.FOLDER / "places.csv")
    links = {line["code_2024"]: line for line in lines if line["division"] == "2020"}
    assert links["BU0363FA08"]["code"] == "BU03631105"
    assert links["BU0363FA08"]["overlap"] == "0.93"
    (own,) = (
        line
        for line in rows(starter_tables.FOLDER / "84799NED.csv")
        if line["code"] == "BU03631105"
    )
    answer = describe_value(
        make_report(starter_edition, catalog, "BU0363FA08", "inwoners", "2020")
    ).as_json()
    assert answer["value"] == float(own["AantalInwoners"])
    assert answer["source"]["boundary_year"] == 2020
    # Of those that are held to be the same place, four fifths of the ground is the same.
    overlaps = [float(line["overlap"]) for line in links.values() if line["overlap"]]
    assert min(overlaps) >= 0.8


# --- shares of education, with the csv module -----------------------------------------------------


def composition() -> dict[str, list[str]]:
    """Buurten of the 20 areas in 2024."""
    buurten = [
        line["area_code"]
        for line in rows(PROJECT / "data/boundaries/starter_areas.csv")
        if line["area_code"].startswith("BU")
    ]
    inside: dict[str, list[str]] = {}
    for unit in rows(PROJECT / "data/boundaries/focus_areas.csv"):
        is_then = int(unit["valid_from"] or 0) <= 2024 <= int(unit["valid_to"] or 9999)
        if unit["inclusion"] != "kandidaat" and is_then:
            own = [code for code in buurten if code[2:].startswith(unit["unit_code"][2:])]
            inside.setdefault(unit["area_id"], []).extend(own)
    return inside


class Counted(NamedTuple):
    """People with one of the groups, people of all three, and how many of those must be."""

    own: float
    known: float
    whole: float

    @property
    def coverage(self) -> float:
        return self.known / self.whole if self.whole else 0.0


def count_people(table: dict[str, dict[str, str]], topic: str, codes: list[str]) -> Counted:
    """Add up an area; of what is secret the inhabitants tell how much it is."""
    own = known = whole = 0.0
    for code in codes:
        cells = [table[code][group] for group in GROUPS.values()]
        if all(cells):
            people = sum(map(float, cells))
            own, known, whole = own + float(table[code][topic]), known + people, whole + people
        else:
            around = table[f"GM{code[2:6]}"]
            per_inhabitant = sum(float(around[g]) for g in GROUPS.values()) / float(
                around["AantalInwoners"]
            )
            whole += per_inhabitant * float(table[code]["AantalInwoners"])
    return Counted(own, known, whole)


def whole_wijken(table: dict[str, dict[str, str]], codes: list[str]) -> list[str]:
    """Wijken that lie wholly in an area, with its buurten outside those."""
    people = {code: float(row["AantalInwoners"]) for code, row in table.items()}
    whole = []
    for wijk in sorted({f"WK{code[2:8]}" for code in codes}):
        inside = [code for code in table if code.startswith(f"BU{wijk[2:]}")]
        short = people[wijk] - sum(people[code] for code in inside)
        if set(inside) <= set(codes) and short <= 0.02 * people[wijk] + 5 * len(inside):
            whole.append(wijk)
    return whole + [code for code in codes if f"WK{code[2:8]}" not in whole]


def test_education_of_the_twenty_areas_is_added_up_from_people(starter_edition: Edition) -> None:
    table = {line["code"]: line for line in rows(starter_tables.FOLDER / "85984NED.csv")}
    areas = composition()
    assert len(areas) == 20
    shares: dict[str, dict[str, float]] = {}
    for layer, topic in GROUPS.items():
        made = starter_edition.values.table(layer, "2024")
        by_buurt = {a: count_people(table, topic, codes) for a, codes in areas.items()}
        by_wijk = {
            a: count_people(table, topic, whole_wijken(table, codes)) for a, codes in areas.items()
        }
        gain = {a: by_wijk[a].coverage - by_buurt[a].coverage for a in areas}
        # Wijken of all areas where none loses by it, else of those that gain.
        none_loses = min(gain.values()) > -1e-9
        for area in areas:
            takes_wijken = gain[area] > (-1e-9 if none_loses else 1e-9)
            counted = (by_wijk if takes_wijken else by_buurt)[area]
            row = made.loc[area]
            assert row["coverage"] == pytest.approx(counted.coverage, abs=1e-9), (layer, area)
            if counted.coverage < 0.6:
                assert pd.isna(row["value"]), (layer, area)
                continue
            assert row["value"] == pytest.approx(100 * counted.own / counted.known), (layer, area)
            shares.setdefault(area, {})[layer] = row["value"]
    assert len(shares) == 20
    assert all(sum(own.values()) == pytest.approx(100) for own in shares.values())
    # Of more than a third of the buurten one of the three groups is secret: it counts as a gap.
    buurten = [code for code in table if code.startswith("BU")]
    secret = [c for c in buurten if not all(table[c][group] for group in GROUPS.values())]
    assert len(secret) == 508 - 287
    weights = starter_edition.values.table("hbo_wo_pct", "2024").loc[secret, "weight"]
    frame = pd.DataFrame.from_dict(table, orient="index")[["AantalInwoners", *GROUPS.values()]]
    numbers = frame.apply(pd.to_numeric)
    people = numbers[list(GROUPS.values())].sum(axis=1, skipna=False)
    filled = fill(people, numbers["AantalInwoners"])
    assert weights.to_list() == pytest.approx(filled[secret].to_list())
