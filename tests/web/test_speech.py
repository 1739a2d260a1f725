"""The words of the sentence that is said of an area on the map."""

from __future__ import annotations

import pytest

from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.map.model import list_entries, make_map_model
from nplv_geo.web.site import Site

HERE = "?gebied=heerlen-noord&laag=koopwoningen_pct"


@pytest.mark.parametrize("query", [HERE, f"{HERE}&vergelijk=tilburg-noordwest", "?"])
def test_sides_are_those_of_the_figures_that_are_shown(query: str, site: Site) -> None:
    page = site.make_page(query)
    speech = make_map_model(page).speech
    assert speech.reference is not None
    codes = list(list_entries(page))
    assert len(speech.sides) == len(codes)
    national = page.find_value(NEDERLAND)
    assert national is not None
    for code, side in zip(codes, speech.sides, strict=True):
        value = page.edition.values.cell(page.layer.id, page.view.period, code).value
        if value is None:
            assert side == "-"
        elif page.t.value(value, page.layer) == page.t.value(national, page.layer):
            assert side == "e"
        else:
            assert side == ("h" if value > national else "l")
    assert set(speech.sides) >= {"h", "l"}


def test_words_are_those_of_the_page(site: Site) -> None:
    speech = make_map_model(site.make_page(HERE)).speech
    national = site.make_page(HERE).find_value(NEDERLAND)
    assert national is not None
    assert speech.against["h"] == f"hoger dan Nederland ({national:.0f}\u202f%)"
    assert speech.classes[-1] == f"klasse {len(speech.classes)} van {len(speech.classes)}"
    english = make_map_model(site.make_page(f"{HERE}&taal=en")).speech
    assert english.against["l"] == f"lower than the Netherlands ({national:.0f}\u202f%)"
    assert english.classes[0] == f"class 1 of {len(english.classes)}"


@pytest.mark.parametrize("layer", ["inwoners", "stapeling"])
def test_an_amount_and_the_stacking_lie_on_no_side(layer: str, site: Site) -> None:
    speech = make_map_model(site.make_page(f"?gebied=heerlen-noord&laag={layer}")).speech
    assert (speech.sides, speech.reference, speech.against) == ("", None, {})
    assert bool(speech.classes) == (layer == "inwoners")


def test_of_a_file_the_browser_has_the_reference(site: Site) -> None:
    page = site.make_page("?niveau=buurt&laag=koopwoningen_pct")
    speech = make_map_model(page).speech
    national = page.find_value(NEDERLAND)
    assert national is not None
    assert (speech.sides, speech.reference) == ("", round(national))
