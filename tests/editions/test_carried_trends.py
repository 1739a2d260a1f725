"""Each of the 20 areas has a line of Kerncijfers through 2020 and 2024: on slides and in the API.

The figures of 2020 are those of 84799NED, on the areas of 2020, of which no outlines are at hand.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.thresholds import WHOLE_PLACES
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import Settings
from nplv_geo.present.briefing.briefing import make_briefing
from nplv_geo.present.page.making import make_page
from nplv_geo.web.api.openapi import BASE
from nplv_geo.web.api.routes import add_api
from nplv_geo.web.site import Server
from tests.makers import make_queue

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

LAYERS = ("inwoners", "huishoudens", "huishoudensgrootte")
WAY = (
    "Een deel van de cijfers is omgerekend van de gebieden van 2020 naar die van 2024. Welke "
    "plekken dezelfde zijn, volgt uit de wijzigingen die het CBS meldt en uit de grenzen van 2019 "
    "en 2024."
)


@pytest.fixture(scope="module")
def trends(
    carried_settings: Settings,
    areas: dict[str, FocusArea],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[tuple[str, str], Any]:
    """By area and layer the points of the API, by period."""
    flask, queue = Flask("nplv_geo.web"), make_queue(tmp_path_factory.mktemp("state"))
    add_api(flask, Server(carried_settings), carried_settings, queue)
    client = flask.test_client()
    found = {}
    for area in areas:
        answer = json.loads(client.get(f"{BASE}/profile?gebied={area}").text)
        for item in answer["layers"]:
            points = {point["period"]: point for point in item["trend"]}
            found[area, item["layer"]["id"]] = points
    queue.close()
    return found


def test_the_api_has_both_years_of_each_area_and_what_moved(
    trends: dict[tuple[str, str], Any], carried_edition: Edition, areas: dict[str, FocusArea]
) -> None:
    assert len(areas) == 20
    for area in areas:
        for layer in LAYERS:
            then, now = (trends[area, layer][period] for period in ("2020", "2024"))
            cell = carried_edition.values.cell(layer, "2020", area)
            assert (then["status"], now["status"]) == ("ok", "ok"), (area, layer)
            assert then["value"] == pytest.approx(cell.value, abs=0.05), (area, layer)
            assert then["moved"] == pytest.approx(cell.moved, abs=0.0005), (area, layer)
            assert then["moved"] < 0.2
            assert (now["moved"], now["spread"]) == (None, None)
            is_divided = (cell.moved or 0.0) >= WHOLE_PLACES
            assert (then["spread"] is not None) == is_divided, (area, layer)
    # Few had to divide buurten that they share with a neighbour; the others kept their ground.
    divided = {area for area in areas if trends[area, "inwoners"]["2020"]["spread"] is not None}
    assert {"schiedam-nieuwland-oost", "lelystad-oost"} <= divided
    assert len(divided) <= 4
    # The sum of its 34 buurten as published: all kept their code and their ground.
    assert trends["heerlen-noord", "inwoners"]["2020"]["value"] == 53_315


@pytest.mark.parametrize("layer", LAYERS)
def test_a_slide_of_each_area_marks_the_year_that_was_carried(
    layer: str,
    trends: dict[tuple[str, str], Any],
    carried_edition: Edition,
    catalog: Catalog,
    areas: dict[str, FocusArea],
) -> None:
    decimals = catalog.layer(layer).decimals
    for area in areas:
        page = make_page(f"?gebied={area}&laag={layer}", carried_edition, catalog, areas)
        slides = {slide.kind: slide for slide in make_briefing(page, "").slides}
        (chart,) = slides["trend"].charts
        then, now = (trends[area, layer][period] for period in ("2020", "2024"))
        own = chart.series[0]
        assert (chart.layers, chart.categories) == ((layer,), ("2020", "2024")), area
        assert own.values == pytest.approx(
            (then["value"], now["value"]), abs=0.51 * 10**-decimals
        ), area
        assert own.estimated == ((0,) if then["spread"] is not None else ()), area
        share = page.t.share(then["moved"])
        moved = f"{share} verplaatst" if own.estimated else "uit hele gebieden"
        mark = f"2020 omgerekend naar de gebieden van 2024, {moved}."
        assert chart.note.startswith(mark), area
        assert mark in chart.alt
        assert WAY in slides["trend"].notes
        assert WAY in [paragraph.text for paragraph in slides["sources"].paragraphs]
