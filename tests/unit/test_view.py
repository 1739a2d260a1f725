"""Views and their links: what a query means here, and what a link keeps and leaves out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Aggregate, Layer, LayerSource
from nplv_geo.definitions.texts import Text
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, AreaId, AreaLevel
from nplv_geo.present.address.levels import list_levels
from nplv_geo.present.page import view_parsing
from nplv_geo.present.page.query import MAX_QUERY
from nplv_geo.present.page.view import View, make_linker, read_pinned_edition
from nplv_geo.present.page.view_parsing import parse_view

CRIME, HOMES, INCOME = "misdrijven_per_1000", "koopwoningen_pct", "inkomen_per_inwoner"
GEMEENTE = AreaId("GM0344", AreaLevel.GEMEENTE)


@pytest.fixture
def country(tiny_edition: Edition, catalog: Catalog) -> View:
    return parse_view("", tiny_edition, catalog)


def _parsed(query: str, edition: Edition, catalog: Catalog) -> View:
    return parse_view(query, edition, catalog)


# --- defaults -------------------------------------------------------------------------------------


def test_an_empty_query_is_the_country_at_its_newest_period(country: View) -> None:
    assert (country.area, country.layer, country.period) == ("NL00", CRIME, "2025")
    assert (country.level, country.compared) == (AreaLevel.FOCUSGEBIED, ("NL00", "nplv"))
    assert (country.scheme, country.sort, country.tab) == ("quantiles", "-waarde", "kaart")
    assert (country.language, country.basemap, country.edition) == ("nl", "", "")
    assert country.write_query() == "?"


@pytest.mark.parametrize(
    ("asked", "area"),
    [
        ("heerlen-noord", "heerlen-noord"),
        ("gm0917", "GM0917"),
        (" BU09172000 ", "BU09172000"),
        ("nplv", "nplv"),
        # Groups and rings are there to be compared with.
        ("G4", "NL00"),
        ("ring:heerlen-noord", "NL00"),
        ("GM9999", "NL00"),
        ("", "NL00"),
    ],
)
def test_the_area_of_a_view_is_a_place_of_the_edition(
    tiny_edition: Edition, catalog: Catalog, asked: str, area: str
) -> None:
    assert _parsed(f"?gebied={asked}", tiny_edition, catalog).area == area


@pytest.mark.parametrize(
    ("area", "levels"),
    [
        ("NL00", ("focusgebied", "gemeente", "wijk", "buurt")),
        ("nplv", ("focusgebied", "gemeente", "wijk", "buurt")),
        ("GM0917", ("buurt", "wijk")),
        ("heerlen-noord", ("buurt", "wijk")),
        ("WK091720", ("buurt",)),
        ("BU09172000", ("buurt",)),
    ],
)
def test_levels_inside_an_area_the_default_first(
    tiny_edition: Edition, area: str, levels: tuple[str, ...]
) -> None:
    assert list_levels(tiny_edition.areas.parse(area), tiny_edition, _layer("buurt")) == levels


@pytest.mark.parametrize(
    ("area", "smallest", "levels"),
    [
        ("NL00", "focusgebied", ("focusgebied", "gemeente")),
        ("NL00", "gemeente", ("gemeente",)),
        ("GM0917", "wijk", ("wijk",)),
        # Nothing inside the area has figures: its map is empty and says why.
        ("heerlen-noord", "gemeente", ("buurt", "wijk")),
    ],
)
def test_levels_under_the_smallest_one_of_a_layer_are_not_offered(
    tiny_edition: Edition, area: str, smallest: str, levels: tuple[str, ...]
) -> None:
    assert list_levels(tiny_edition.areas.parse(area), tiny_edition, _layer(smallest)) == levels


def _layer(smallest: str) -> Layer:
    text = Text(nl="Zeldzaam", en="Rare")
    return Layer(
        id="zeldzaam",
        theme="veiligheid",
        label=text,
        description=text,
        unit="%",
        decimals=0,
        higher_is="worse",
        source=LayerSource(table="KWB", topic="Zeldzaam"),
        aggregate=Aggregate.model_validate({"rule": "none", "smallest_level": smallest}),
    )


@pytest.mark.parametrize(
    ("query", "level"),
    [
        (f"?gebied=heerlen-noord&laag={CRIME}", AreaLevel.BUURT),
        # Published for wijken and not for buurten.
        (f"?gebied=heerlen-noord&laag={INCOME}", AreaLevel.WIJK),
        (f"?gebied=WK091720&laag={INCOME}", AreaLevel.BUURT),
        (f"?gebied=NL00&laag={INCOME}", AreaLevel.FOCUSGEBIED),
        (f"?gebied=heerlen-noord&laag={INCOME}&niveau=buurt", AreaLevel.BUURT),
        ("?gebied=heerlen-noord&niveau=gemeente", AreaLevel.BUURT),
    ],
)
def test_a_map_starts_at_the_level_that_has_figures(
    tiny_edition: Edition, catalog: Catalog, query: str, level: AreaLevel
) -> None:
    assert _parsed(query, tiny_edition, catalog).level is level


def test_a_period_that_the_layer_lacks_becomes_its_newest(
    tiny_edition: Edition, catalog: Catalog
) -> None:
    assert _parsed(f"?laag={HOMES}&periode=2023", tiny_edition, catalog).period == "2023"
    assert _parsed(f"?laag={HOMES}&periode=2025", tiny_edition, catalog).period == "2024"


# --- what is compared with ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area", "compared"),
    [
        ("heerlen-noord", ("NL00", "GM0917")),
        ("BU03440301", ("NL00", "GM0344")),
        ("GM0917", ("NL00",)),
        ("nplv", ("NL00",)),
        # On the page of the country its table is about other areas.
        ("NL00", ("NL00", "nplv")),
    ],
)
def test_an_area_is_held_against_the_country_first_and_then_its_gemeente(
    tiny_edition: Edition, catalog: Catalog, area: str, compared: tuple[str, ...]
) -> None:
    assert _parsed(f"?gebied={area}", tiny_edition, catalog).compared == compared


@pytest.mark.parametrize(
    ("area", "asked", "compared"),
    [
        ("heerlen-noord", "gm0344,NL00", ("GM0344", "NL00")),
        ("heerlen-noord", "rest,nplv", ("rest", "nplv")),
        ("heerlen-noord", "G4,ring:heerlen-noord", ("G4", "ring:heerlen-noord")),
        # Only a focus area has a rest of its gemeente.
        ("GM0917", "rest", ("NL00",)),
        # No area is held against itself, but the country, which is then the only one.
        ("heerlen-noord", "heerlen-noord,GM0344", ("GM0344",)),
        ("NL00", "NL00", ("NL00",)),
        ("NL00", "NL00,GM0344", ("NL00", "GM0344")),
        # Areas of any level, and those most alike.
        ("heerlen-noord", "BU03440301,WK034403", ("BU03440301", "WK034403")),
        ("BU09172000", "bu03440301,Gelijken,nl", ("BU03440301", "gelijken", "NL00")),
        ("BU09172000", "BU09172000,BU09172001", ("BU09172001",)),
        # Nothing is a choice, beside others it is an unknown word.
        ("heerlen-noord", "geen", ()),
        ("heerlen-noord", "geen,nplv", ("nplv",)),
        ("heerlen-noord", "GM0344,GM0344,x", ("GM0344",)),
        ("heerlen-noord", "", ("NL00", "GM0917")),
        # A fifth has no place.
        ("heerlen-noord", "nplv,GM0344,NL00,G4,GM0917", ("nplv", "GM0344", "NL00", "G4")),
    ],
)
def test_up_to_four_known_areas_are_compared_with(
    tiny_edition: Edition, catalog: Catalog, area: str, asked: str, compared: tuple[str, ...]
) -> None:
    view = _parsed(f"?gebied={area}&vergelijk={asked}", tiny_edition, catalog)
    assert view.compared == compared


def test_colours_turn_around_the_first_that_stands_in_the_tables(country: View) -> None:
    assert replace(country, compared=("rest", GEMEENTE, NEDERLAND)).compare == "GM0344"
    assert replace(country, compared=("rest",)).compare == "NL00"


def test_what_is_chosen_last_comes_first_and_a_fifth_pushes_the_oldest_out(country: View) -> None:
    view = replace(country, compared=("a", "b", "c", "d"))
    # It stays in the link, so that the page can tell which one that is.
    assert view.toggle_compared("e") == "e,a,b,c,d"
    assert view.toggle_compared("b") == "a,c,d"
    assert replace(view, compared=("a",)).toggle_compared("a") == "geen"


def test_who_compares_with_nothing_does_so_on_the_next_page_too(country: View) -> None:
    view = replace(country, compared=())
    assert view.write_query() == "?vergelijk=geen"
    assert view.write_query(gebied="GM0917") == "?gebied=GM0917&vergelijk=geen"
    # The rest was of that area; what is usual takes its place.
    assert replace(country, compared=("rest",)).write_query(gebied="GM0917") == "?gebied=GM0917"


# --- links ----------------------------------------------------------------------------------------


def test_a_link_holds_what_differs_from_the_default_and_no_more(
    tiny_edition: Edition, catalog: Catalog
) -> None:
    query = (
        f"?gebied=heerlen-noord&laag={HOMES}&periode=2023&niveau=wijk&vergelijk=nplv,rest"
        "&klassen=equal&taal=en&achtergrond=standaard&sorteer=naam&toon=ontwikkeling&grenzen=gepubliceerd"
        "&editie=2026-07"
    )
    assert _parsed(query, tiny_edition, catalog).write_query() == query


def test_a_new_area_lets_go_of_the_level_alone(tiny_edition: Edition, catalog: Catalog) -> None:
    view = _parsed(
        f"?gebied=heerlen-noord&laag={HOMES}&periode=2023&niveau=wijk&vergelijk=nplv&klassen=equal",
        tiny_edition,
        catalog,
    )
    assert view.write_query(gebied="GM0344") == (
        f"?gebied=GM0344&laag={HOMES}&periode=2023&vergelijk=nplv&klassen=equal"
    )


def test_a_new_layer_lets_go_of_period_classes_and_domains(
    tiny_edition: Edition, catalog: Catalog
) -> None:
    view = _parsed(
        f"?gebied=heerlen-noord&laag={HOMES}&periode=2023&niveau=wijk&vergelijk=nplv&klassen=equal",
        tiny_edition,
        catalog,
    )
    assert view.write_query(laag="inwoners") == (
        "?gebied=heerlen-noord&laag=inwoners&niveau=wijk&vergelijk=nplv"
    )
    stacked = replace(view, layer="stapeling", domains=(("wonen", HOMES), ("werk", "ww_per_100")))
    assert stacked.write_query(taal="en").endswith(
        "&taal=en&domeinen=wonen:koopwoningen_pct,werk:ww_per_100"
    )
    assert "domeinen" not in stacked.write_query(laag="inwoners")
    assert "domeinen" in stacked.write_query(gebied="GM0344")


def test_many_links_are_those_that_the_view_gives_one_by_one(
    tiny_edition: Edition, catalog: Catalog
) -> None:
    view = _parsed(f"?gebied=heerlen-noord&laag={HOMES}&periode=2023", tiny_edition, catalog)
    values = {
        "gebied": ("GM0344", "NL00", "ring:heerlen-noord", "één & twee", ""),
        "periode": ("2023", "2024", ""),
        "vergelijk": ("nplv,rest", "NL00,GM0917"),
    }
    for field, words in values.items():
        link = make_linker(view, field)
        for word in words:
            assert link(word) == view.write_query(**{field: word}), (field, word)


def test_a_link_to_the_default_leaves_it_out(tiny_edition: Edition, catalog: Catalog) -> None:
    view = _parsed("?gebied=heerlen-noord", tiny_edition, catalog)
    assert make_linker(view, "gebied")("NL00") == "?"
    assert make_linker(view, "gebied", taal="en")("NL00") == "?taal=en"
    assert make_linker(view, "gebied", taal="en")("GM0344") == "?gebied=GM0344&taal=en"


@pytest.mark.parametrize(
    ("query", "edition"),
    [
        ("?editie=2026-07-19T120000Z-a1", "2026-07-19T120000Z-a1"),
        (f"?editie={'a' * 64}", "a" * 64),
        (f"?editie={'a' * 65}", ""),
        ("?editie=../x", ""),
        ("?editie=x%0A", "x"),
        ("?editie=x%0Ay", ""),
        ("?", ""),
    ],
)
def test_a_pinned_edition_is_a_name_of_64_signs_at_most(query: str, edition: str) -> None:
    assert read_pinned_edition(query) == edition


def test_what_stands_beyond_the_longest_query_is_not_read(
    tiny_edition: Edition, catalog: Catalog
) -> None:
    last = "&gebied=GM0344"
    fits = "?x=" + "a" * (MAX_QUERY - len("x=") - len(last)) + last
    assert _parsed(fits, tiny_edition, catalog).area == "GM0344"
    assert _parsed("?xx" + fits[2:], tiny_edition, catalog).area == "NL00"


def test_a_layer_must_be_in_the_edition_and_in_the_catalog(
    tiny_edition: Edition, catalog: Catalog
) -> None:
    only = replace(catalog, layers=tuple(layer for layer in catalog.layers if layer.id != INCOME))
    assert _parsed(f"?laag={INCOME}", tiny_edition, catalog).layer == INCOME
    assert _parsed(f"?laag={INCOME}", tiny_edition, only).layer == CRIME
    assert _parsed("?laag=vermogen_mediaan", tiny_edition, catalog).layer == CRIME


# --- the stacking ---------------------------------------------------------------------------------


def test_the_stacking_has_buurten_only_and_no_year_of_its_own(
    tiny_edition: Edition, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(view_parsing, "parse_indicator_choices", lambda *args: asked.append(args))
    query = "?gebied=GM0917&laag=stapeling&niveau=wijk&klassen=equal&toon=rangorde&periode=2024"
    view = _parsed(f"{query}&domeinen=wonen:{HOMES}", tiny_edition, catalog)
    assert asked == [(f"wonen:{HOMES}", tiny_edition, catalog)]
    assert (view.area, view.layer, view.period) == ("GM0917", "stapeling", "")
    assert (view.level, view.scheme, view.tab) == (AreaLevel.BUURT, "counts", "kaart")
    assert (view.domains, view.compared) == (None, ("NL00",))
    defaults = dict(view.defaults)
    assert (defaults["periode"], defaults["niveau"], defaults["klassen"]) == ("", "buurt", "counts")
    assert (defaults["laag"], defaults["gebied"], defaults["taal"]) == (CRIME, "NL00", "nl")
    _parsed("?laag=stapeling", tiny_edition, catalog)
    assert asked[1][0] == ""


def test_without_domains_there_is_no_stacking(tiny_edition: Edition, catalog: Catalog) -> None:
    view = _parsed("?laag=stapeling", tiny_edition, replace(catalog, domains=()))
    assert (view.layer, view.scheme) == (CRIME, "quantiles")
