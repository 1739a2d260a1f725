"""Inhabitants on the map: with the model of a place, in a file for the country; a mark for few."""

from __future__ import annotations

from nplv_geo.definitions.thresholds import FEW_INHABITANTS
from nplv_geo.present.map.captions import write_captions
from nplv_geo.present.map.model import list_entries, make_map_model
from nplv_geo.present.map.people import MARK, list_few, write_few_note
from nplv_geo.web.site import Site

HERE = "?gebied=heerlen-noord"


def test_counts_are_those_of_the_edition_in_the_order_of_the_areas(site: Site) -> None:
    page = site.make_page(HERE)
    people = make_map_model(page).people
    assert people is not None
    assert people.counts is not None
    codes = list(list_entries(page))[: len(people.counts)]
    inhabitants = page.edition.areas.frame["inhabitants"]
    assert list(people.counts) == [round(inhabitants[code]) for code in codes]
    assert len(people.counts) == len(page.scope.codes) == 34


def test_few_are_those_below_the_threshold_that_have_a_figure(site: Site) -> None:
    page = site.make_page(HERE)
    inhabitants = page.edition.areas.frame["inhabitants"]
    known = page.values["value"].reindex(list(page.scope.codes)).dropna().index
    wanted = {code for code in known if inhabitants[code] < FEW_INHABITANTS}
    assert wanted
    assert set(list_few(page)) == wanted
    note = write_few_note(page)
    assert note.startswith(f"{MARK} minder dan 500 inwoners ({len(wanted)} buurten)")
    assert note in write_captions(page).alt


def test_counts_larger_areas_and_the_stacking_have_no_mark(site: Site) -> None:
    for query in (f"{HERE}&laag=inwoners", "?", f"{HERE}&laag=stapeling"):
        page = site.make_page(query)
        people = make_map_model(page).people
        assert people is not None
        assert (list_few(page), write_few_note(page), people.few) == ((), "", 0)


def test_of_the_country_a_file_tells_and_no_list(site: Site) -> None:
    page = site.make_page("?niveau=buurt")
    people = make_map_model(page).people
    assert people is not None
    digest = page.edition.manifest.values[f"inwoners-{page.edition.boundary_year}-buurt"]
    assert people.counts is None
    assert people.url == f"/figures/{digest}/inwoners-{page.edition.boundary_year}-buurt.json"
