"""Factors of undermining: where each may be shown, and the sentence for a file that is wrong."""

from __future__ import annotations

import pytest

from nplv_geo.definitions.catalog import Catalog, Factor
from nplv_geo.definitions.layer_files import parse_catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.errors import LayerFileError
from nplv_geo.present.page.view_parsing import parse_view

RARE = Factor(id="x", layers=("x",), smallest_level="focusgebied", min_inhabitants=5000)
WRITTEN = """
official = "https://example.org"
about = { nl = "a", en = "a" }
cautions = [{ nl = "a", en = "a" }]
closed_intro = { nl = "a", en = "a" }
closed = [{ nl = "a", en = "a" }]
[[groups]]
id = "een"
label = { nl = "a", en = "a" }
intro = { nl = "a", en = "a" }
[[groups.factors]]
id = "koop"
layers = ["koop_pct"]
"""
TWICE = '[[groups.factors]]\nid = "koop"\nlayers = ["koop_pct"]\n'
THEMES = (
    '[[theme]]\nid = "wonen"\nlabel = { nl = "a", en = "a" }\ndescription = { nl = "a", en = "a" }'
)
LAYER = """
id = "koop_pct"
theme = "wonen"
label = { nl = "Koop", en = "Owned" }
description = { nl = "a", en = "a" }
unit = "%"
decimals = 0
higher_is = "neutral"
source = { table = "KWB", topic = "Koopwoningen" }
aggregate = { rule = "none" }
"""


def _refuse(text: str, layer: str = LAYER) -> str:
    with pytest.raises(LayerFileError) as caught:
        parse_catalog(THEMES, {"layers/wonen/koop_pct.toml": layer}, "", text)
    return str(caught.value)


def test_what_is_written_becomes_groups_of_factors() -> None:
    catalog = parse_catalog(THEMES, {"layers/wonen/koop_pct.toml": LAYER}, "", WRITTEN)
    assert catalog.undermining is not None
    (factor,) = catalog.undermining.factors
    assert (factor.id, factor.smallest_level, factor.min_inhabitants) == ("koop", "buurt", 0)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('["koop_pct"]', '["kop_pct"]', "noemt kaartlaag 'kop_pct' die niet bestaat"),
        ('["koop_pct"]', "[]", "groups.0.factors.0.layers"),
        ('["koop_pct"]', '["koop_pct"]\nrare = true', "factors.0.rare' bestaat niet"),
        ('["koop_pct"]', '["koop_pct"]\nsmallest_level = "straat"', "smallest_level"),
        ("https://", "http://", "veld 'official'"),
        ('about = { nl = "a", en = "a" }', 'about = { nl = "a" }', "about.en"),
        ("[[groups.factors]]", f"{TWICE}[[groups.factors]]", "staat er twee keer"),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong_is_refused_in_one_sentence(old: str, new: str, sentence: str) -> None:
    told = _refuse(WRITTEN.replace(old, new, 1))
    assert told.startswith("layers/ondermijning.toml: ")
    assert sentence in told


def test_a_bare_count_is_no_factor() -> None:
    assert "een aantal dat met het gebied meegroeit" in _refuse(
        WRITTEN, LAYER.replace('"none"', '"sum"')
    )


def test_no_layer_may_bear_the_name_of_the_view() -> None:
    layer = LAYER.replace("koop_pct", "ondermijning")
    with pytest.raises(LayerFileError, match="de weergave over ondermijning"):
        parse_catalog(THEMES, {"layers/wonen/ondermijning.toml": layer})


@pytest.mark.parametrize(
    ("level", "is_rare"),
    [("buurt", True), ("wijk", True), ("focusgebied", False), ("gemeente", False), ("nplv", False)],
)
def test_what_is_rare_has_a_smallest_level(level: str, is_rare: bool) -> None:  # noqa: FBT001
    assert RARE.is_rare_at(AreaLevel(level)) is is_rare


@pytest.mark.parametrize(
    ("level", "inhabitants", "is_enough"),
    [
        ("focusgebied", 5001, True), ("focusgebied", 5000, False), ("focusgebied", None, False),
        ("gemeente", 4999, False), ("nplv", None, True), ("nederland", None, True),
    ],
)  # fmt: skip
def test_what_is_rare_needs_more_than_so_many_people(
    level: str, inhabitants: float | None, is_enough: bool  # noqa: FBT001
) -> None:  # fmt: skip
    assert RARE.has_enough_people(AreaLevel(level), inhabitants) is is_enough


def test_the_rare_crimes_of_the_project_have_the_floors_that_were_agreed(catalog: Catalog) -> None:
    assert catalog.undermining is not None
    floors = {
        factor.id: (factor.smallest_level, factor.min_inhabitants)
        for factor in catalog.undermining.factors
        if factor.smallest_level != "buurt" or factor.min_inhabitants
    }
    assert floors == {
        "wapenhandel": ("focusgebied", 5000),
        "mensenhandel": ("gemeente", 5000),
        "mensensmokkel": ("gemeente", 5000),
        "schoolverlaters": ("gemeente", 0),
    }
    # No layer is stricter than what its factor says, or a profile would show an empty row.
    for factor in catalog.undermining.factors:
        levels = {catalog.layer(layer).aggregate.smallest_level for layer in factor.layers}
        assert levels == {factor.smallest_level}, factor.id


def test_the_view_has_no_period_and_one_level(tiny_edition: Edition, catalog: Catalog) -> None:
    asked = "?gebied=heerlen-noord&laag=ondermijning&periode=2024&niveau=wijk&klassen=equal"
    view = parse_view(f"{asked}&toon=ontwikkeling&laag2=onzin", tiny_edition, catalog)
    assert (view.layer, view.factor, view.period, view.scheme) == ("ondermijning", "", "", "silent")
    assert (view.level, view.tab) == (AreaLevel.BUURT, "kaart")
    assert view.write_query() == "?gebied=heerlen-noord&laag=ondermijning"
    assert view.write_query(laag="inwoners") == "?gebied=heerlen-noord&laag=inwoners"
