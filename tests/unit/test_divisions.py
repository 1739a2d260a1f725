"""The division of a table, and which of its codes may stand on the map of another year.

Gemeente 0001 is as it was; 0002 gave the code BU00020102 to another place between 2019 and 2024;
0003 drew its buurten anew before 2020.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from nplv_geo.definitions.tables import DivisionFrom
from nplv_geo.geometry.boundaries import Boundaries
from nplv_geo.geometry.crs import RD
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.published.contents import describe_contents
from nplv_geo.published.figures import Figures
from nplv_geo.published.inputs import drop_unasked_topics, gather_inputs
from nplv_geo.published.years.divisions import Divisions
from nplv_geo.published.years.known_years import find_map_year

OLD = {
    "BU00010101": (0, 0), "BU00010102": (1, 0), "BU00020101": (0, 2), "BU00020102": (1, 2),
    "BU00020201": (2, 2), "BU00030101": (0, 4), "BU00030102": (1, 4),
}  # fmt: skip
NEW = OLD | {"BU00020102": (5, 2), "BU00020202": (1, 2), "BU00030103": (2, 4)}
CODES_2020 = (*OLD, "BU00030103")
HIGHER = ("GM0001", "GM0002", "GM0003", "WK000101", "WK000201", "WK000202", "WK000301")
SAME = {"BU00010101", "BU00010102", "WK000101", "GM0001", "BU00020101", "BU00020201"}


def _boundaries(year: int, places: dict[str, tuple[int, int]]) -> Boundaries:
    frame = gpd.GeoDataFrame(
        {"name": [""] * len(places)},
        geometry=[box(x * 1e3, y * 1e3, (x + 1) * 1e3, (y + 1) * 1e3) for x, y in places.values()],
        index=pd.Index(list(places), name="area_code"),
        crs=RD,
    ).sort_index()
    return Boundaries(AreaLevel.BUURT, year, frame, 0, 0, 0)


def _figures(codes: Iterable[str], year: int | None, **more: Any) -> Figures:  # noqa: ANN401
    frame = pd.DataFrame({"Roker": 20.0}, index=pd.Index(sorted(["NL00", *codes])))
    told: dict[str, Any] = {"table": "50090NED", "family": "50120NED", "period": "2020"} | more
    return Figures(
        **told, boundary_year=year, publisher="", retrieved="2026-11-26", sha256="", frame=frame
    )


def _kwb(year: int, codes: Iterable[str], **marks: int) -> Figures:
    about = {"table": "84799NED", "family": "KWB", "period": str(year)}
    return _figures(codes, year, **about, change_marks=marks)


def _divisions(*kwb: Figures, **years: dict[str, tuple[int, int]]) -> Divisions:
    maps = years or {"of2019": OLD, "of2024": NEW}
    found = [_boundaries(int(name[2:]), places) for name, places in maps.items()]
    return Divisions({(b.level, b.year): b for b in found}, kwb, 2024)


def _settle(table: Figures, *kwb: Figures, **years: dict[str, tuple[int, int]]) -> Figures:
    """The table with its division, as of a build that reads it."""
    return _divisions(*kwb, table, **years).settle_division(table)


def test_the_list_of_the_year_beside_it_and_the_outlines_say_what_is_the_same_place() -> None:
    settled = _settle(_figures((*CODES_2020, *HIGHER), 2020))
    # Of 0003 no list speaks for 2020; of 0002 one buurt moved, and so the gemeente grew.
    assert settled.same_places - {"NL00", "WK000202", "GM0003"} == SAME
    on_map = pd.Index(["NL00", "BU00020101", "BU00020102", "BU00030101"])
    assert settled.mask_comparable(on_map, 2024).tolist() == [True, True, False, False]


def test_a_code_that_was_given_to_another_place_is_never_carried() -> None:
    """BU02320206 (Epe) showed 28.6 % smokers of 2020, and the place had 13.1 %."""
    marks = dict.fromkeys(OLD, 1)
    years = [_kwb(year, NEW, **marks) for year in range(2020, 2025)]
    assert "BU00020102" not in _settle(_figures(CODES_2020, 2020), *years).same_places


def test_change_marks_are_enough_without_any_outline_of_that_year() -> None:
    years = [_kwb(year, NEW, BU00010101=1, BU00020101=1 if year < 2024 else 3) for year in
             range(2021, 2025)]  # fmt: skip
    table = _figures(CODES_2020, 2020)
    assert _settle(table, *years, of2024=NEW).same_places == {"NL00", "BU00010101"}
    assert _settle(table, *years[1:], of2024=NEW).same_places == frozenset()


def test_a_mark_goes_before_the_list_of_the_year_beside_it() -> None:
    """CBS marks 24 buurten of the 339 gemeenten with the list of 2019 as changed in 2020."""
    kwb = _kwb(2020, CODES_2020, BU00010101=3, BU00010102=1, BU00030101=1)
    same = _settle(_figures(CODES_2020, 2020), kwb).same_places
    assert "BU00010101" not in same
    assert {"BU00010102", "BU00030101"} <= same


def test_a_table_of_the_division_of_old_boundaries_is_judged_by_them() -> None:
    same = _settle(_figures(OLD, 2019)).same_places
    assert set(OLD) - set(same) == {"BU00020102"}


def test_two_years_away_no_list_speaks() -> None:
    assert not _settle(_figures(CODES_2020, 2021)).same_places - {"NL00"}


def test_on_the_division_of_the_map_every_code_fits() -> None:
    settled = _settle(_figures(CODES_2020, 2024))
    assert settled.mask_comparable(pd.Index(["BU00020102", "BU99990101"]), 2024).all()


def test_a_gemeente_with_the_same_buurten_is_the_same_in_any_year() -> None:
    """Without the outlines of 2020 the whole country was withheld."""
    codes = (*NEW, *HIGHER)
    table = _figures([code for code in codes if code != "BU00020202"], 2020)
    assert _settle(table, of2024=NEW).same_places == {"GM0001", "GM0003"}
    assert _settle(table, _kwb(2022, NEW, GM0003=3), of2024=NEW).same_places == {"GM0001"}
    # What CBS marked before the table was made is in its codes already.
    before = _settle(table, _kwb(2019, NEW, GM0003=3), of2024=NEW)
    assert before.same_places == {"GM0001", "GM0003"}


POLICE = {"table": "47018NED", "family": "47018NED", "period": "2025"}


@pytest.mark.parametrize(
    ("codes", "period", "year", "by", "on_trust"),
    [
        (NEW, "2025", 2024, DivisionFrom.CODES, False),
        (OLD, "2019", 2019, DivisionFrom.CODES, False),
        ([*OLD, "BU00010109"], "2025", 2025, DivisionFrom.NEWEST, True),
        ([*OLD, "BU00010109"], "2022", 2025, DivisionFrom.NEWEST, True),
        # Three years on nothing says that a code is still the same place.
        ([*OLD, "BU00010109"], "2028", 2027, DivisionFrom.NEWEST, False),
    ],
)
def test_the_police_are_on_the_newest_division_of_the_day(
    codes: Iterable[str],
    period: str,
    year: int,
    by: DivisionFrom,
    *,
    on_trust: bool,
) -> None:
    settled = _settle(_figures(codes, None, **POLICE | {"period": period}))
    assert (settled.boundary_year, settled.division_from) == (year, by)
    assert settled.is_on_trust is on_trust
    assert settled.division_from.is_recorded is False


def test_a_recorded_division_of_the_police_is_not_taken_on_trust() -> None:
    by = {"division_from": DivisionFrom.SERVICE}
    settled = _settle(_figures([*NEW, "BU00010109"], 2025, **POLICE, **by))
    assert not settled.is_on_trust
    on_map = pd.Index(["BU00010101", "BU00020101"])
    assert settled.mask_comparable(on_map, 2024).tolist() == [False, True]


@pytest.mark.parametrize(("codes", "year"), [(OLD, 2019), (NEW, 2024), (["BU00990101"], None)])
def test_a_table_that_nobody_knows_is_found_by_its_codes_or_not_shown(
    codes: Iterable[str],
    year: int | None,
) -> None:
    settled = _settle(_figures(codes, None, period=str(year or 2023)))
    by = DivisionFrom.CODES if year else DivisionFrom.UNKNOWN
    assert (settled.boundary_year, settled.division_from) == (year, by)
    if year is None:
        assert settled.mask_comparable(pd.Index(["NL00", "BU00990101"]), 2024).tolist() == [
            True,
            False,
        ]


def test_facts_of_a_table_count_gemeenten_and_buurten() -> None:
    kwb = _kwb(2020, (*CODES_2020, "GM0004", "BU00040101"))
    table = _figures((*CODES_2020, *HIGHER), 2020, left_out=2, state="nieuw")
    divisions = _divisions(kwb, table)
    (found,) = divisions.list_facts([divisions.settle_division(table)])
    assert (found.table, found.periods, found.boundary_year) == ("50090NED", ("2020",), 2020)
    assert (found.gemeenten, found.gemeenten_of) == (3, 4)
    # All lie somewhere on the map: what moved is divided.
    assert (found.carried, found.withheld) == (8, 0)
    assert (found.left_out, found.state, found.is_recorded) == (2, "nieuw", False)


def test_the_map_is_of_a_year_of_which_the_inhabitants_are_known() -> None:
    """One table on 2025, such as the police's, is no reason to leave the map of the Kerncijfers."""
    newer = _boundaries(2025, NEW)
    parts = [_boundaries(2024, NEW), newer, _kwb(2024, NEW), _figures(NEW, 2025, **POLICE)]
    assert gather_inputs(parts, []).boundary_year == 2024
    assert gather_inputs([*parts[:2], parts[3]], []).boundary_year == 2025
    assert gather_inputs([*parts[:2], _figures(NEW, None)], []).boundary_year == 2025
    on_2024 = [_boundaries(2024, NEW), newer, _figures(NEW, 2024, **POLICE)]
    assert gather_inputs(on_2024, []).boundary_year == 2024
    assert find_map_year(describe_contents(on_2024)) == 2024


def test_of_two_tables_with_a_figure_the_one_on_the_areas_of_the_map_goes_first() -> None:
    about = {"family": "SES-WOA", "period": "2023"}
    older = _figures(NEW, 2023, table="85900NED", **about)
    own = _figures(NEW, 2024, table="86092NED", **about)
    found = gather_inputs([_boundaries(2024, NEW), _kwb(2024, NEW), older, own], []).figures
    assert [part.table for part in found if part.family == "SES-WOA"] == ["86092NED", "85900NED"]


def test_a_question_that_an_older_survey_did_not_have_is_not_still_to_come() -> None:
    """50090NED has a column for exercise in 2012 and no figure: it was not asked."""
    new, old = _figures(OLD, 2019), _figures(OLD, 2019, period="2012")
    new.frame["Bewegen"], old.frame["Bewegen"] = 60.0, math.nan
    new.frame["Later"], old.frame["Later"] = math.nan, math.nan
    before, after = drop_unasked_topics([old, new])
    assert list(before.frame.columns) == ["Roker", "Later"]
    assert list(after.frame.columns) == ["Roker", "Bewegen", "Later"]


def test_names_of_places_come_from_tables_that_mean_those_places() -> None:
    same, other = ({"BU00010101": name} for name in ("Kern", "Elders"))
    parts = [_boundaries(2024, NEW), _kwb(2024, NEW)]
    known = gather_inputs([*parts, _figures(["BU99990101"], None, names=other)], [])
    assert known.places.loc["BU00010101", "name"] == "BU00010101"
    named = gather_inputs([*parts, _figures(NEW, 2024, names=same)], [])
    assert named.places.loc["BU00010101", "name"] == "Kern"
