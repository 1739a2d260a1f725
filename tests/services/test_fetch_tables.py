"""Tables beside the Kerncijfers: SES-WOA, nearness, labour, and crime of the running year."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from nplv_geo.commands.fetch_job import Order
from nplv_geo.ground.settings import Settings
from nplv_geo.ground.status import Status
from nplv_geo.published.raw_store import list_files
from nplv_geo.statistics.margins import compute_half_widths
from tests.services.runs import NATION, contents, failures, figures_in, run
from tests.standin import StandIn, invented, nuisance, school

CBS = replace(NATION, sources=("cbs",))
POLITIE = Order(sources=("politie",), gemeenten=None)
TOTAL = "GeregistreerdeMisdrijven|SoortMisdrijf=0.0.0"
MONTHS = "/ODataFeed/odata/47022NED"


def _files(where: Settings, of: str) -> list[str]:
    return sorted(path for path in contents(where.raw) if of in path and path.count(".json") == 1)


# --- SES-WOA ------------------------------------------------------------------------------


def test_ses_woa_comes_from_the_table_on_the_division_of_the_boundaries(
    standin: StandIn, where: Settings
) -> None:
    found = run(where, standin.url, CBS)
    assert failures(found) == []
    assert _files(where, "NED-") == [
        "cbs/84780NED/84780NED-2023.json",
        "cbs/85984NED/85984NED-2024.json",
        "cbs/86092NED/86092NED-2023.json",
        "cbs/86134NED/86134NED-2024.json",
        "cbs/86258NED/86258NED-2024.json",
    ]
    (figures,) = figures_in(where, "86092NED")
    assert (figures.family, figures.period, figures.boundary_year) == ("SES-WOA", "2023", 2024)
    assert figures.provisional
    assert "NL00" not in figures.frame.index
    # Four columns are called so; the first is the score of the whole.
    assert figures.keys == {"GemiddeldeScore": "GemiddeldeScore_29"}
    assert figures.frame["GemiddeldeScore"].loc["GM0014"] == 0.202
    # Nobody lives there.
    assert math.isnan(figures.frame["GemiddeldeScore"].loc["BU16800009"])


def test_ses_woa_of_more_years_is_on_one_division(standin: StandIn, where: Settings) -> None:
    run(where, standin.url, replace(CBS, years=(2021, 2022, 2024)))
    found = figures_in(where, "86092NED")
    assert [(f.period, f.boundary_year, f.provisional) for f in found] == [
        ("2021", 2024, False),
        ("2022", 2024, False),
        ("2023", 2024, True),
    ]


def test_the_same_year_on_another_division_takes_the_place_of_the_older(
    standin: StandIn, where: Settings
) -> None:
    run(where, standin.url, replace(CBS, years=(2023, 2024)))
    run(where, standin.url, replace(CBS, years=(2023, 2025)))
    assert _files(where, "86092NED") == []
    assert [f.boundary_year for f in figures_in(where, "86296NED")] == [2025, 2025]
    assert _files(where, "86296NED-") == [
        "cbs/86296NED/86296NED-2023.json",
        "cbs/86296NED/86296NED-2024.json",
    ]


def test_without_the_table_of_the_division_the_nearest_is_marked_as_another(
    standin: StandIn, where: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {k: v for k, v in standin.data.entries.items() if k != "86092NED"}
    monkeypatch.setattr(standin.data, "entries", kept)
    assert failures(run(where, standin.url, CBS)) == []
    (figures,) = figures_in(where, "86296NED")
    assert (figures.period, figures.boundary_year) == ("2024", 2025)
    assert not figures.is_on_division(2024)
    assert figures.is_on_division(2025)


# --- nearness and labour ------------------------------------------------------------------


def test_nearness_has_a_table_a_year_and_numbers_that_shift(
    standin: StandIn, where: Settings
) -> None:
    found = run(where, standin.url, replace(CBS, years=(2024, 2025)))
    assert failures(found) == []
    (first,), (second,) = figures_in(where, "86134NED"), figures_in(where, "86270NED")
    assert first.keys["AfstandTotTreinstationsTotaal"] == "AfstandTotTreinstationsTotaal_90"
    assert second.keys["AfstandTotTreinstationsTotaal"] == "AfstandTotTreinstationsTotaal_105"
    assert first.frame["AfstandTotApotheek"].loc["BU00140001"] == 1.5
    assert math.isnan(first.frame["AfstandTotApotheek"].loc["BU16800009"])
    # Which school is not to be told from the name alone, so neither is taken.
    assert "AfstandTotSchool" not in first.frame
    assert [(f.period, f.boundary_year) for f in (first, second)] == [
        ("2024", 2024),
        ("2025", 2025),
    ]


def test_labour_is_that_of_everybody_found_by_title(standin: StandIn, where: Settings) -> None:
    run(where, standin.url, CBS)
    (figures,) = figures_in(where, "86258NED")
    row = figures.frame.loc["GM0014"]
    assert (row["BeroepsEnNietBeroepsbevolking"], row["WerkzameBeroepsbevolking"]) == (10200, 6320)
    assert figures.period == "2024"
    asked = [seen.path for seen in standin.requests if "86258NED/TypedDataSet" in seen.path]
    assert all("Geslacht+eq+%27T001038%27" in path for path in asked)


def test_labour_without_a_member_for_everybody_has_changed(
    standin: StandIn, where: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = standin.data.table("86258NED")
    members = table.dimensions[0].members
    monkeypatch.setitem(members[0], "Title", "Iedereen")
    found = run(where, standin.url, CBS)["cbs"]
    (line,) = found.failures
    assert line.startswith(
        "cbs 86258NED (2024): verwacht was 'Totaal mannen en vrouwen' bij Geslacht, er kwam "
        "Iedereen, Mannen, Vrouwen; "
    )
    assert len(found.files) == 4


# --- the running year ---------------------------------------------------------------------


def test_months_of_the_running_year_are_added_up(standin: StandIn, where: Settings) -> None:
    assert failures(run(where, standin.url, replace(POLITIE, years=(2025, 2026)))) == []
    (figures,) = figures_in(where, "47022NED")
    assert (figures.period, figures.provisional, figures.boundary_year) == ("2026", True, 2025)
    assert figures.keys == {
        "GeregistreerdeMisdrijven": "GeregistreerdeMisdrijven_1 2026MM01-2026MM05"
    }
    # Only the total is asked: kinds are part of it. December of 2025 is no part of it either.
    assert list(figures.frame.columns) == [TOTAL]
    assert figures.frame[TOTAL].loc["BU00140001"] == 1 + 9 + 8 + 1 + 2
    assert figures.frame[TOTAL].loc["NL00"] == 138 + 116 + 141 + 129 + 129
    assert "BU00000000" not in figures.frame.index
    crimes = [seen for seen in standin.requests if "47022NED" in seen.path]
    assert crimes
    assert not [seen for seen in crimes if "2025MM12" in seen.path]


def test_a_withheld_month_makes_the_sum_unknown_and_not_lower(
    standin: StandIn, where: Settings
) -> None:
    run(where, standin.url, replace(POLITIE, years=(2026,)))
    (figures,) = figures_in(where, "47022NED")
    values = figures.frame[TOTAL]
    assert math.isnan(values.loc["BU16800000"])
    assert values.loc["WK168000"] == 1 + 7 + 10 + 21 + 15
    assert figures.find_statuses(TOTAL, values).loc["BU16800000"] == Status.SUPPRESSED


@pytest.mark.parametrize(("years", "comes"), [((), 1), ((2026,), 1), ((2024,), 0)])
def test_the_running_year_comes_when_it_is_asked(
    standin: StandIn, where: Settings, years: tuple[int, ...], comes: int
) -> None:
    found = run(where, standin.url, replace(POLITIE, years=years))["politie"]
    assert found.failures == []
    assert len([name for name in found.files if "47022NED" in name]) == comes
    assert bool([seen for seen in standin.requests if "47022NED" in seen.path]) == bool(comes)


def test_a_second_fetch_of_the_running_year_asks_no_rows(standin: StandIn, where: Settings) -> None:
    order = replace(POLITIE, years=(2026,))
    run(where, standin.url, order)
    standin.reset()
    assert run(where, standin.url, order)["politie"].files == []
    assert not [seen for seen in standin.requests if "TypedDataSet" in seen.path]


def test_a_missing_table_of_months_leaves_the_years_alone(
    standin: StandIn, where: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {k: v for k, v in standin.data.entries.items() if k != "47022NED"}
    monkeypatch.setattr(standin.data, "entries", kept)
    found = run(where, standin.url, POLITIE)["politie"]
    assert found.failures == []
    assert [name for name in found.files if "47018NED" in name]
    assert any("47022NED" in note for note in found.notes)


def test_the_whole_year_takes_the_place_of_its_months(
    standin: StandIn, where: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(where, standin.url, replace(POLITIE, years=(2026,)))
    assert _files(where, "47022NED-")
    table = standin.data.table("47018NED")
    last = table.dimensions[2]
    monkeypatch.setitem(last.members[-1], "Key", "2026JJ00")
    pool = [*last.column.pool[:-1], "2026JJ00"]
    monkeypatch.setattr(standin.data, "_made", standin.data._made | {})  # noqa: SLF001
    newer = replace(last, column=replace(last.column, pool=pool))
    changed = replace(table, dimensions=[*table.dimensions[:2], newer])
    standin.data._made["47018NED"] = changed  # noqa: SLF001  # as if a year went by
    found = run(where, standin.url, replace(POLITIE, years=(2026,)))["politie"]
    assert (found.failures, found.files) == ([], ["politie/47018NED/47018NED-2026.json"])
    assert [raw.path.name for raw in list_files(where.raw)] == ["47018NED-2026.json"]


def test_the_bounds_of_an_estimate_come_along(standin: StandIn, where: Settings) -> None:
    """Of the three rows of an area only the middle one was asked: how sure it is, was lost."""
    found = run(where, standin.url, Order((2020, 2024), ("rivm",), None))["rivm"]
    assert not found.failures
    assert not [note for note in found.notes if "zonder marges" in note]
    before, figures = figures_in(where, "50150NED")
    (older,) = figures_in(where, "50120NED")
    assert (before.period, figures.period, older.period) == ("2020", "2024", "2020")
    assert found.rows == 3 * (len(before.frame) + len(figures.frame) + len(older.frame))
    widths = compute_half_widths("GoedErvarenGezondheid", figures.frame, {})
    assert widths is not None
    estimates = figures.frame["GoedErvarenGezondheid"].dropna()
    assert len(estimates) > 20
    # The stand-in puts the bounds two points to each side.
    assert widths[estimates.index].to_numpy() == pytest.approx(2.0, abs=0.051)


# --- health: the newest table first -------------------------------------------------------


def test_a_table_of_before_is_asked_only_of_the_surveys_that_were_asked(
    standin: StandIn, where: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    rivm = Order((2024,), ("rivm",), None)
    assert run(where, standin.url, rivm)["rivm"].files == ["rivm/50150NED/50150NED-2024.json"]
    # In 2019 the survey of 2016 was the newest, in both tables.
    found = run(where, standin.url, replace(rivm, years=(2019,)))["rivm"]
    assert sorted(found.files) == [
        "rivm/50120NED/50120NED-2016.json",
        "rivm/50150NED/50150NED-2016.json",
    ]
    (older,) = figures_in(where, "50120NED")
    assert {"Roker", "ErnstigZeerErnstigEenzaam", "MoeiteMetRondkomen"} <= set(older.frame)
    newer = figures_in(where, "50150NED")[-1]
    assert {"RooktTabak", "SterkEenzaam", "MoeiteMetRondkomen", "TevredenMetDeWoning"} <= set(
        newer.frame
    )
    # A closed table that is taken away is a note, for the newest is there.
    kept = {k: v for k, v in standin.data.entries.items() if k != "50120NED"}
    monkeypatch.setattr(standin.data, "entries", kept)
    gone = run(where, standin.url, replace(rivm, years=(2020,)))["rivm"]
    assert (gone.failures, gone.files) == ([], ["rivm/50150NED/50150NED-2020.json"])
    assert any("50090NED" in note for note in gone.notes)


# --- nuisance by month, and early school leavers per gemeente -----------------------------


def test_nuisance_is_added_up_to_years_that_have_all_their_months(
    standin: StandIn, where: Settings
) -> None:
    order = replace(POLITIE, years=(2022, 2024, 2026))
    found = run(where, standin.url, order)["politie"]
    assert found.failures == []
    assert _files(where, "47024NED-") == ["politie/47024NED/47024NED-2024.json"]
    (figures,) = figures_in(where, "47024NED")
    assert (figures.period, figures.boundary_year) == ("2024", 2024)
    reports = figures.frame["GeregistreerdeOverlast"]
    places = [row["Key"].strip() for row in standin.data.table("47024NED").dimensions[1].members]
    place, people = places.index("BU00140001"), invented.inhabitants("BU00140001", 2024)
    first = nuisance.MONTHS.index("2024MM01")
    expected = sum(nuisance.count_of(people, place, month) for month in range(first, first + 12))
    assert reports.loc["BU00140001"] == expected
    # One month is withheld: the year is unknown, not lower; the wijk counts what it was told.
    assert math.isnan(reports.loc["BU16800000"])
    assert not math.isnan(reports.loc["WK168000"])
    asked = [s.path for s in standin.requests if "47024NED/TypedDataSet" in s.path]
    assert len(asked) == 12
    assert all("Overlast+eq+%27Z99%27" in path for path in asked)


def test_nuisance_without_its_total_has_changed(
    standin: StandIn, where: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = standin.data.table("47024NED").dimensions[0].members
    monkeypatch.setitem(members[1], "Title", "Alles")
    (line,) = run(where, standin.url, replace(POLITIE, years=(2024,)))["politie"].failures
    assert line.startswith(
        "politie 47024NED (2024): verwacht was één 'Totaal registraties overlast' bij Overlast"
    )


def test_early_school_leavers_come_per_gemeente_without_other_regions(
    standin: StandIn, where: Settings
) -> None:
    run(where, standin.url, CBS)
    (figures,) = figures_in(where, "84780NED")
    # The newest school year before 2024, by the year in which it begins.
    assert figures.period == "2023"
    assert sorted(figures.frame.index) == ["GM0014", "GM0363", "GM1680", "NL00"]
    shares = figures.frame["VoortijdigSchoolverlatersPercentage"]
    assert shares.loc["GM0014"] == school.share_of("GM0014", "2023SJ00")
    assert shares.loc["NL00"] == school.share_of("NL01", "2023SJ00")
    assert figures.provisional
