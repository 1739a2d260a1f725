"""Fixed classes: one set of bounds for all years that can be compared, on every map of an area."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.present.map.captions import write_captions
from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.map.model import make_map_model
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.query import read_query
from nplv_geo.present.page.unmet import list_unmet

CRIME = "misdrijven_per_1000"
Open = Callable[[str], Page]


@pytest.fixture(name="open_page")
def _open_page(
    starter_edition: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]
) -> Open:
    areas = {area.id: area for area in focus_areas}
    return lambda query: make_page(query, starter_edition, catalog, areas)


def _compute_quintiles(page: Page, codes: list[str], periods: tuple[str, ...]) -> list[float]:
    tables = [
        page.edition.values.table(CRIME, period)["value"].reindex(codes) for period in periods
    ]
    values = np.concatenate([table.dropna().to_numpy(dtype=float) for table in tables])
    return [round(float(bound), 1) for bound in np.quantile(values, [0.2, 0.4, 0.6, 0.8])]


def test_bounds_are_those_of_all_years_together(open_page: Open) -> None:
    pages = [open_page(f"?gebied=heerlen-noord&periode={year}") for year in (2021, 2025)]
    codes = list(pages[0].scope.codes)
    expected = _compute_quintiles(pages[0], codes, ("2021", "2022", "2023", "2024", "2025"))
    for page in pages:
        assert list(page.classes.breaks[1:-1]) == pytest.approx(expected, abs=0.05)
        assert sum(page.classes.counts) + page.classes.missing == len(codes)
        scale = make_legend(page).scale
        assert scale is not None
        assert "2021 tot en met 2025" in scale.text
        assert write_captions(page).scheme == "Gelijke groepen, vaste klassen 2021–2025"
    assert pages[0].classes.counts != pages[1].classes.counts


def test_a_year_of_its_own_is_asked_for_by_the_address(open_page: Open) -> None:
    page = open_page("?gebied=heerlen-noord&periode=2021&schaal=jaar")
    expected = _compute_quintiles(page, list(page.scope.codes), ("2021",))
    assert list(page.classes.breaks[1:-1]) == pytest.approx(expected, abs=0.05)
    assert page.view.write_query() == "?gebied=heerlen-noord&periode=2021&schaal=jaar"
    assert write_captions(page).scheme == "Gelijke groepen, klassen van 2021"


def test_a_layer_with_one_year_has_the_classes_of_that_year(open_page: Open) -> None:
    layer = next(
        one.id
        for one in open_page("").catalog.layers
        if len(open_page(f"?laag={one.id}").edition.periods(one.id)) == 1
    )
    fixed = open_page(f"?gebied=heerlen-noord&laag={layer}")
    yearly = open_page(f"?gebied=heerlen-noord&laag={layer}&schaal=jaar")
    assert fixed.classes.breaks == yearly.classes.breaks
    assert fixed.scale.is_of_map_alone
    note = make_legend(fixed).scale
    assert note is not None
    assert (note.text, note.choices) == ("", ())


def test_areas_that_are_compared_have_the_same_classes(open_page: Open) -> None:
    one = open_page("?gebied=heerlen-noord&vergelijk=tilburg-noordwest")
    other = open_page("?gebied=tilburg-noordwest&vergelijk=heerlen-noord")
    assert one.classes.breaks == other.classes.breaks
    assert one.classes.breaks != open_page("?gebied=heerlen-noord").classes.breaks
    note = make_legend(one).scale
    assert note is not None
    assert "Ook de buurten van Tilburg Noordwest tellen mee" in note.text


def test_what_lies_around_the_map_does_not_decide(open_page: Open) -> None:
    usual = open_page("?gebied=heerlen-noord")
    assert "GM0917" in usual.view.compared
    assert usual.scale.beside == ()


def test_typed_bounds_are_kept_in_every_year_and_told_in_the_legend(open_page: Open) -> None:
    page = open_page("?gebied=heerlen-noord&periode=2021&indeling=30|50,5|100")
    assert page.classes.breaks[1:-1] == (30.0, 50.5, 100.0)
    legend = make_legend(page)
    assert [one.label for one in legend.classes] == [
        "30,0 of minder",
        "30,1 tot en met 50,5",
        "50,6 tot en met 100,0",
        "meer dan 100,0",
    ]
    values = page.numbers[np.isfinite(page.numbers)].round(1)
    assert [one.count for one in legend.classes] == [
        int(((values > low) & (values <= high)).sum())
        for low, high in [(-1, 30), (30, 50.5), (50.5, 100), (100, 1e9)]
    ]
    assert "indeling=30%7C50,5%7C100" in page.view.write_query(periode="2022")
    # Another way of making bounds gives up the typed ones.
    assert "indeling" not in page.view.write_query(klassen="equal")
    assert "indeling" not in page.view.write_query(laag="inwoners")


@pytest.mark.parametrize("word", ["tien", "1|2|3|4|5", "5|5"])
def test_bounds_that_are_none_are_told_of(word: str, open_page: Open) -> None:
    query = f"?gebied=heerlen-noord&indeling={word}"
    page = open_page(query)
    (unmet,) = list_unmet(read_query(query), page.view, page.edition, page.catalog)
    assert (unmet.key, unmet.why, page.view.bounds) == ("indeling", "unknown", ())


def test_the_map_of_the_country_gets_its_fixed_classes_with_the_view(open_page: Open) -> None:
    fixed, yearly = (open_page(f"?niveau=buurt{end}") for end in ("", "&schaal=jaar"))
    figures = make_map_model(fixed).figures
    assert figures is not None
    assert figures.classes is not None
    counts = [figures.classes.count(str(i)) for i in range(fixed.classes.k)]
    assert counts == list(fixed.classes.counts)
    of_year = make_map_model(yearly).figures
    assert of_year is not None
    assert of_year.classes is None


def test_bounds_can_be_dragged_to_the_address_that_typing_leads_to(open_page: Open) -> None:
    page = open_page("?gebied=heerlen-noord")
    handles = make_legend(page).handles
    assert handles is not None
    assert [one.value for one in handles.handles] == [
        round(bound, 1) for bound in page.classes.breaks[1:-1]
    ]
    assert handles.handles[0].name == "Grens tussen klasse 1 en 2"
    assert handles.handles[0].text == page.t.value(handles.handles[0].value, page.layer)
    assert len(handles.colours) == page.classes.k == 5
    moved = open_page(handles.href.replace("__bounds__", "30%7C45,5%7C60%7C90"))
    assert moved.view.bounds == (30.0, 45.5, 60.0, 90.0)
    again = make_legend(moved).handles
    assert again is not None
    assert [one.value for one in again.handles] == list(moved.view.bounds)


@pytest.mark.parametrize(
    "query", ["&klassen=reference", "&laag=stapeling", "&toon=verandering", "&laag=ondermijning"]
)
def test_bounds_that_nobody_chooses_have_no_handles(open_page: Open, query: str) -> None:
    assert make_legend(open_page(f"?gebied=heerlen-noord{query}")).handles is None
