"""The class that stands out on the map: in the address, the legend, the model and the files."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from nplv_geo.export.map.file import write_map_file
from nplv_geo.export.options import MapOptions
from nplv_geo.present.map.captions import write_captions
from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.map.lit import list_legend_rows
from nplv_geo.present.map.model import list_entries, make_map_model
from nplv_geo.statistics.classify import NO_CLASS
from nplv_geo.web.site import Site
from tests.reading_pictures import squeezed, svg_text

HERE = "?gebied=heerlen-noord"
FADED = "opacity: 0.2"


def test_each_row_leads_to_its_class_and_the_kept_one_to_none(site: Site) -> None:
    page = site.make_page(f"{HERE}&klasse=2")
    rows = list_legend_rows(page, make_legend(page))
    assert [row.number for row in rows] == [*range(page.classes.k), NO_CLASS]
    kept = [row.number for row in rows if row.is_kept]
    assert (kept, page.lit, make_map_model(page).lit) == ([1], 1, 1)
    assert [row.href for row in rows[:3]] == [f"{HERE}&klasse=1", HERE, f"{HERE}&klasse=3"]
    assert rows[-1].href == f"{HERE}&klasse=geen"
    assert site.make_page(rows[-1].href).lit == NO_CLASS


@pytest.mark.parametrize(
    ("changes", "stays"),
    [
        ({"periode": "2023"}, True),
        ({"taal": "en"}, True),
        ({"gebied": "tilburg-noordwest"}, False),
        ({"laag": "koopwoningen_pct"}, False),
        ({"niveau": "wijk"}, False),
        ({"klassen": "equal"}, False),
    ],
)
def test_a_class_goes_where_it_would_mean_another_thing(
    site: Site, changes: dict[str, str], *, stays: bool
) -> None:
    page = site.make_page(f"{HERE}&klasse=2")
    assert ("klasse=2" in page.view.write_query(**changes)) is stays


def test_an_area_opened_on_the_same_map_keeps_the_class(site: Site) -> None:
    def link(query: str) -> str:
        return make_map_model(site.make_page(query)).href

    assert link(f"{HERE}&klasse=2") == "?gebied=__area__&klasse=2"
    assert link("?klasse=2") == "?gebied=__area__"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("&klasse=9", "klasse '9': die is er niet op deze kaart (kies uit 1, 2, 3, 4, 5, geen)"),
        ("&klasse=nul", "klasse 'nul': die is er niet; u ziet alle klassen"),
    ],
)
def test_a_class_that_is_not_there_is_told_of_and_refused(
    client: FlaskClient, query: str, said: str
) -> None:
    answer = client.get(f"/view{HERE}{query}").json
    assert said in answer["parts"]["unmet"].replace("&#39;", "'")
    assert answer["map"]["lit"] is None
    assert client.get(f"/export/map.png{HERE}{query}").status_code == 400


@pytest.mark.parametrize("word", ["1", "geen"])
def test_a_picture_fades_all_others_and_says_so(site: Site, word: str) -> None:
    page = site.make_page(f"{HERE}&klasse={word}")
    svg = write_map_file(page, MapOptions("svg", "slide"), "https://wijken.example").content
    shown = {code: number for code, (number, *_) in list_entries(page).items()}
    faded = {code for code in shown if FADED in _style_of(svg.decode(), code)}
    assert faded == {code for code, number in shown.items() if number != page.lit} - _hatched(shown)
    rows = list_legend_rows(page, make_legend(page))
    note = f"alleen '{next(row.label for row in rows if row.is_kept)}' gemarkeerd"
    assert squeezed(note) in svg_text(svg)
    assert note in write_captions(page).alt


def _hatched(shown: dict[str, int]) -> set[str]:
    """Of these the lines fade, which are a pattern."""
    return {code for code, number in shown.items() if number == NO_CLASS}


def _style_of(svg: str, code: str) -> str:
    found = re.search(rf'<g id="{code}">.*?<path[^>]*style="([^"]*)"', svg, re.DOTALL)
    assert found
    return found[1]
