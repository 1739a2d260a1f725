"""The years below the map: which it can show, gaps with their reason, and no slider for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.time.steps import make_time_bar

Open = Callable[[str], Page]


@pytest.fixture(name="open_page")
def _open_page(
    starter_edition: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]
) -> Open:
    areas = {area.id: area for area in focus_areas}
    return lambda query: make_page(query, starter_edition, catalog, areas)


def test_years_stand_in_their_order_with_the_shown_one_marked(open_page: Open) -> None:
    bar = make_time_bar(open_page("?gebied=heerlen-noord&periode=2023"))
    assert bar is not None
    assert [step.period for step in bar.steps] == ["2021", "2022", "2023", "2024", "2025"]
    assert (bar.place, bar.gaps) == (2, ())
    assert [step.is_current for step in bar.steps] == [False, False, True, False, False]
    assert bar.steps[0].href == "?gebied=heerlen-noord&periode=2021"
    # The newest year is the default.
    assert (bar.steps[4].href, bar.steps[4].said) == ("?gebied=heerlen-noord", "2025, voorlopig")


def test_a_year_between_without_figures_is_a_gap_and_says_why(open_page: Open) -> None:
    page = open_page("?gebied=heerlen-noord&laag=hbo_wo_pct&niveau=wijk")
    bar = make_time_bar(page)
    assert bar is not None
    assert [step.period for step in bar.steps] == ["2022", "2023", "2024"]
    assert (bar.steps[1].href, bar.steps[1].mark) == ("", "geen cijfer")
    assert bar.gaps == ("2023: niet gepubliceerd.",)
    # The other year was counted in another way: it has no part in the bounds either.
    assert bar.steps[0].mark == "anders geteld"
    assert (page.scale.periods, page.scale.left_out) == (("2024",), ("2022",))
    note = make_legend(page).scale
    assert note is not None
    assert note.text == (
        "In elke klasse zitten ongeveer evenveel gebieden. "
        "Niet meegeteld: 2022. Toen is anders geteld."
    )


@pytest.mark.parametrize("query", ["?laag=stapeling", "?laag=ondermijning", "?toon=ontwikkeling"])
def test_there_is_no_slider_on_what_is_no_map_of_a_year(query: str, open_page: Open) -> None:
    assert make_time_bar(open_page(query)) is None


def test_there_is_no_slider_for_one_year(open_page: Open) -> None:
    edition, catalog = open_page("").edition, open_page("").catalog
    held = [layer.id for layer in catalog.layers if edition.has(layer.id)]
    layer = next(layer for layer in held if len(edition.periods(layer)) == 1)
    assert make_time_bar(open_page(f"?laag={layer}")) is None
