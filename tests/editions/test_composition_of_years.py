"""The 20 areas in the codes of 2019 and 2020: the real outlines, change marks and Kerncijfers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from nplv_geo.commands.checks.compositions import check_compositions
from nplv_geo.commands.checks.findings import Finding
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.present.area.panel import make_panel
from nplv_geo.present.page.making import make_page
from nplv_geo.present.places.composition import Composition, compose_areas
from nplv_geo.present.places.composition_answer import describe_composition
from nplv_geo.present.values.profile import make_profile
from nplv_geo.statistics.variance import is_divided
from nplv_geo.web.components.area_parts import render_panel

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

# Buurten in the region list of the RIVM file of 2020, and on the map of 2024.
CHANGED = {
    "schiedam-nieuwland-oost": (14, 21),
    "zaandam-oost": (9, 19),
    "nieuwegein-centrale-as": (6, 15),
    "dordrecht-west": (25, 29),
}
# What the overlap finds beside those, with the share of inhabitants of now who live there.
MORE = {"schiedam-nieuwland-oost": ("BU06060500", 0.01), "dordrecht-west": ("BU05051913", 0.02)}


@pytest.fixture(scope="module")
def in_2020(carried_edition: Edition) -> dict[str, Composition]:
    return {
        area: next(year for year in years if year.facts.from_year == 2020)
        for area, years in compose_areas(carried_edition).items()
    }


@pytest.fixture(scope="module")
def findings(carried_edition: Edition, areas: dict[str, FocusArea]) -> dict[str, Finding]:
    found: Iterator[Finding] = check_compositions(carried_edition, areas.values())
    return {finding.subject: finding for finding in found}


@pytest.mark.parametrize("area", CHANGED)
def test_areas_that_were_divided_anew_are_found_in_the_codes_of_2020(
    area: str, in_2020: dict[str, Composition], carried_edition: Edition
) -> None:
    then, now = CHANGED[area]
    more, most = MORE.get(area, ("", 0.0))
    found = in_2020[area]
    assert len(carried_edition.areas.focus[area]) == now
    assert len(found.counted - {more}) == then
    assert (more in found.counted) == bool(more)
    assert (found.measure_people({more}) or 0.0) <= most
    covered = found.measure_people(found.counted)
    assert covered is not None
    assert covered > 0.99


def test_nearly_everybody_lives_where_the_older_buurten_lay(
    in_2020: dict[str, Composition],
) -> None:
    covered = {area: year.measure_people(year.counted) for area, year in in_2020.items()}
    assert len(covered) == 20
    # Lelystad was renumbered: of a part of it the marks tell no more than the gemeente.
    weak = covered.pop("lelystad-oost")
    assert weak is not None
    assert weak > 0.75
    assert all(share is not None and share > 0.99 for share in covered.values())
    assert all((year.measure_known() or 0.0) > 0.99 for year in in_2020.values())


def test_the_counted_buurten_are_those_that_figures_as_published_are_added_up_of(
    in_2020: dict[str, Composition], carried_edition: Edition, real_data: Path
) -> None:
    table = pd.read_parquet(real_data / "cbs/84799NED_2020.parquet")
    (column,) = (name for name in table.columns if name.startswith("AantalInwoners"))
    people = table.set_index(table["WijkenEnBuurten"].str.strip())[column]
    divided = set()
    for area, year in in_2020.items():
        cell = carried_edition.values.cell("inwoners", "2020", area)
        total = people.reindex(sorted(year.counted)).sum()
        if is_divided(cell.moved):
            divided.add(area)
            assert cell.uncarried == total, area
        # Where hardly anything was divided the converted figure is that of whole buurten.
        else:
            assert cell.uncarried == pytest.approx(total, rel=0.002), area
    assert divided == {"schiedam-nieuwland-oost", "lelystad-oost", "roosendaal-ring"}


def test_amsterdam_had_other_codes_that_nobody_wrote_down(
    in_2020: dict[str, Composition], carried_edition: Edition
) -> None:
    for area, buurten in (("amsterdam-zuidoost", 45), ("amsterdam-nieuw-west", 68)):
        assert len(in_2020[area].counted) == buurten
        assert all(code[4:8].isdecimal() for code in in_2020[area].counted)
    year = describe_composition(carried_edition, "amsterdam-zuidoost").years[-1]
    # Wijken in place of their buurten: a reader has nine lines to read, and one of a small part.
    assert [place.code for place in year.places if place.level == "wijk"] == [
        "WK036392",
        "WK036393",
        "WK036394",
        "WK036396",
        "WK036397",
    ]
    assert sum(place.buurten for place in year.places if place.is_counted) == 45
    assert len(year.places) < 10


def test_the_table_of_people_agrees_but_for_a_few_buurten(findings: dict[str, Finding]) -> None:
    in_2020 = {
        subject.removesuffix(" 2020"): finding
        for subject, finding in findings.items()
        if subject.endswith(" 2020")
    }
    assert {area for area, finding in in_2020.items() if finding.severity == "warning"} == {
        "lelystad-oost"
    }
    assert "alleen volgens de overlap BU05051913" in in_2020["dordrecht-west"].message
    # Its table says nothing of years before 2022, so there is nothing to compare.
    assert not any(subject.startswith("amsterdam") for subject in findings)


def test_the_page_tells_it_in_one_line(
    carried_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> None:
    page = make_page("?gebied=zaandam-oost", carried_edition, catalog, areas)
    profile = make_profile(carried_edition, catalog, areas, page.view.area)
    html = render_panel(page, make_panel(page, profile))
    assert "<summary>Eerder: in 2020 9 buurten, 100\u202f% van de inwoners</summary>" in html
