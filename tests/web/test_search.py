"""What the search says: how many areas, or what can be searched for."""

from __future__ import annotations

import pytest

from nplv_geo.present.site.search import MAX_RESULTS, search_areas
from nplv_geo.web.site import Site


@pytest.mark.parametrize(
    ("query", "text", "message"),
    [
        ("", "heerlen-noord", "1 gebied gevonden"),
        ("", "Heerlen ", "2 gebieden gevonden"),
        ("?taal=en", "heerlen-noord", "1 area found"),
        ("?taal=en", "heerlen", "2 areas found"),
        ("", "  ", ""),
    ],
)
def test_the_number_of_results_is_told(site: Site, query: str, text: str, message: str) -> None:
    answer = search_areas(site.make_page(query), text)
    assert (answer.text, answer.message) == (text, message)


def test_more_than_the_list_holds_is_told(site: Site) -> None:
    answer = search_areas(site.make_page(""), "a")
    assert len(answer.options) == MAX_RESULTS == 8
    names = site.edition.areas.frame["name"].drop("nplv").str.casefold()
    count = int(names.str.contains("a").sum())
    assert answer.message.startswith(f"{count} gebieden gevonden. De eerste 8 staan in de lijst")


@pytest.mark.parametrize("text", ["6415", "Stationsplein 1"])
def test_what_is_not_known_yet_is_said(site: Site, text: str) -> None:
    answer = search_areas(site.make_page(""), text)
    assert answer.options == ()
    assert answer.message == (
        f"Geen gebied gevonden met '{text}'. U kunt zoeken op de naam van een focusgebied, "
        "gemeente, wijk of buurt. Een postcode of adres kennen wij nog niet."
    )
    english = search_areas(site.make_page("?taal=en"), text).message
    assert english.endswith("We do not know postcodes or addresses yet.")


def test_an_option_leads_to_the_view_with_that_area(site: Site) -> None:
    page = site.make_page("?laag=koopwoningen_pct&taal=en")
    (first, *_) = search_areas(page, "heerlen-n").as_json()["options"]  # type: ignore[misc]
    assert first == {
        "label": "Heerlen-Noord",
        "note": "focus area, Heerlen",
        "href": "?gebied=heerlen-noord&laag=koopwoningen_pct&taal=en",
    }
