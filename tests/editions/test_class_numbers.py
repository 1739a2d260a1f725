"""One class for one area: in the files of the build, on the page and in pictures."""

from __future__ import annotations

import json

import numpy as np
import pytest

from nplv_geo.build.browser.values import pack_values
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.addresses import write_class_letters
from nplv_geo.edition.edition import Edition
from nplv_geo.export.map.contents import gather_contents
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.map.class_numbers import list_class_numbers, select_backdrop
from nplv_geo.present.map.model import list_entries
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.statistics.classify import NO_CLASS, SCHEMES


@pytest.fixture
def country(starter_edition: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]) -> Page:
    areas = {area.id: area for area in focus_areas}
    return make_page("?laag=koopwoningen_pct&niveau=focusgebied", starter_edition, catalog, areas)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_build_classes_a_country_as_the_page_does(
    scheme: str, starter_edition: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]
) -> None:
    areas = {area.id: area for area in focus_areas}
    query = f"?laag=koopwoningen_pct&niveau=buurt&schaal=jaar&klassen={scheme}"
    shown = make_page(query, starter_edition, catalog, areas)
    assert (shown.scope.level, shown.view.scheme) == (AreaLevel.BUURT, scheme)
    numbers = list_class_numbers(shown)
    codes = list(numbers)
    rows = starter_edition.values.table(shown.layer.id, shown.view.period).reindex(codes)
    country = starter_edition.values.table(shown.layer.id, shown.view.period)["value"]["NL00"]
    file = json.loads(pack_values(shown.layer, rows, codes, float(country)))
    assert file["classes"][scheme] == write_class_letters(np.array(list(numbers.values())))
    assert len(set(numbers.values()) - {NO_CLASS}) > 2


def test_gemeenten_below_the_circles_have_the_classes_of_the_circles(country: Page) -> None:
    numbers, backdrop = list_class_numbers(country), select_backdrop(country)
    assert backdrop is not None
    assert list(numbers) == [*country.scope.codes, *backdrop.areas]
    values = country.edition.values.table(country.layer.id, country.view.period)["value"]
    for code, number in numbers.items():
        inner = country.classes.breaks[1:-1]
        value = np.round(values[code], country.layer.decimals)
        expected = NO_CLASS if np.isnan(value) else sum(value > b for b in inner)
        assert number == expected


def test_page_and_picture_give_each_area_the_same_class(country: Page) -> None:
    numbers = list_class_numbers(country)
    assert {code: number for code, (number, *_) in list_entries(country).items()} == numbers
    stage = gather_contents(country)
    drawn = dict(zip(stage.codes, stage.numbers, strict=True))
    drawn |= {circle.code: circle.number for circle in stage.circles}
    assert drawn == {code: numbers[code] for code in drawn}
    assert len(stage.circles) == 20
