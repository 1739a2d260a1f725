"""The server: health, geometry, headers, and a page for whatever a URL may hold."""

from __future__ import annotations

import gzip
import json
import re
from urllib.parse import quote, urlencode

import brotli
import pytest
from dash import dcc, html
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st
from plotly.utils import PlotlyJSONEncoder

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.errors import EditionError
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.present.address.areas import MAX_COMPARED
from nplv_geo.present.map.model import list_entries, make_map_model
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.view import SORTS, View
from nplv_geo.present.page.view_parsing import parse_view
from nplv_geo.present.site.search import search_areas
from nplv_geo.web import components, create_app
from nplv_geo.web.page.libraries import hold_libraries, list_namespaces
from nplv_geo.web.site import Site

PARAMETERS = (
    "gebied", "laag", "periode", "niveau", "vergelijk", "klassen", "taal", "achtergrond", "sorteer",
    "toon", "grenzen", "domeinen", "klasse",
)  # fmt: skip
NONSENSE = (
    "x" * 10_000, "%00", "💩", "é" * 300, "../../etc/passwd", "<script>alert(1)</script>", "GM9999",
    "BU00000000", "-1", "nan", "None", "NPLVX", "misdrijven", "1e999", " ", "\n", "{0}", "%s",
    "'; --", "focus", "[]", "a=b", "&", "#", "\ud7ff", "١٢", "\uff27\uff2d\uff10\uff19\uff11\uff17",
)  # fmt: skip


def file_url(edition: Edition, name: str) -> str:
    return f"/geo/{edition.manifest.geometry[name].hash}/{name}.json"


# --- plain HTTP ---------------------------------------------------------------------------------


def test_the_page_holds_both_bundles_and_runs_the_second_one_last(client: FlaskClient) -> None:
    page = client.get("/").text
    first, second = (
        page.index(
            f"<script{kind}>{(PROJECT / 'assets' / name).read_text(encoding='utf-8')}</script>"
        )
        for kind, name in (("", "first.js"), (' type="text/later"', "page.js"))
    )
    answer, start = page.index('class="first-answer"'), page.index('id="react-entry-point"')
    assert answer < first < start < second


@pytest.mark.parametrize("query", ["", "?gebied=heerlen-noord&laag=woz_waarde"])
def test_the_page_comes_with_the_view_that_would_be_asked_for(
    client: FlaskClient, query: str
) -> None:
    page = client.get(f"/{query}").text
    told = re.search(r'<script type="application/json" class="first-answer">(.*?)</script>', page)
    assert told is not None
    assert json.loads(told[1]) == client.get(f"/view{query}").get_json()


def test_libraries_that_only_a_callback_brings_wait_until_they_are_needed(
    client: FlaskClient,
) -> None:
    scripts = re.findall(r"<script type=\"text/(\w+)\"[^>]*src=\"([^\"]+)\"", client.get("/").text)
    held = [address.split("/")[-1].split(".")[0] for kind, address in scripts if kind == "wanted"]
    assert sorted(held) == ["dash_ag_grid", "dash_core_components", "dash_core_components-shared"]
    tag = '<script src="/_dash-component-suites/dash/dcc/dash_core_components.js">'
    assert hold_libraries(tag, frozenset({"dash_core_components"})) == tag
    own = tag.replace("dash/dcc", "my_library")
    assert hold_libraries(own, frozenset()) == own
    layout = html.Div([dcc.Dropdown(["a"]), html.P("x")])
    assert list_namespaces(layout) == {"dash_core_components", "dash_html_components"}


def test_the_page_is_dutch_and_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert '<html lang="nl">' in answer.text
    assert "<title>Zicht op Wijken</title>" in answer.text
    # Scripts name things by address that are never asked for; the browser tests watch what is.
    page = re.sub(r"<(script|style)\b.*?</\1>", "", answer.text, flags=re.DOTALL)
    assert "http://" not in page
    assert "https://" not in page.replace("https://service.pdok.nl", "")
    assert not re.search(r'(src|href)="(https?:)?//', answer.text)


@pytest.mark.parametrize("query", ["?gebied=heerlen-noord", "?" + "x" * 5000, "?gebied=%ff%00"])
def test_every_query_gives_the_page(client: FlaskClient, query: str) -> None:
    assert client.get(f"/{query}").status_code == 200


def test_health_and_readiness(client: FlaskClient, starter_edition: Edition) -> None:
    assert client.get("/healthz").text == "ok"
    ready = client.get("/readyz")
    assert (ready.status_code, ready.text) == (200, starter_edition.id)


@pytest.mark.parametrize("path", ["/", "/healthz", "/geo/x/y", "/bestaat-niet", "/_dash-layout"])
def test_every_answer_has_the_security_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    for rule in (
        "default-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'self'",
        "base-uri 'self'",
    ):
        assert rule in policy
    assert "https://service.pdok.nl" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_geometry_is_compressed_and_kept_for_ever(
    client: FlaskClient, starter_edition: Edition
) -> None:
    url = file_url(starter_edition, "buurt-GM0917")
    plain = client.get(url)
    assert "Content-Encoding" not in plain.headers
    for accepted, coding, unpack in (
        ("gzip, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0.5, gzip", "gzip", gzip.decompress),
    ):
        answer = client.get(url, headers={"Accept-Encoding": accepted})
        assert answer.status_code == 200
        assert answer.mimetype == "application/json"
        assert answer.headers["Content-Encoding"] == coding
        assert unpack(answer.data) == plain.data
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Vary"] == "Accept-Encoding"
    codes = json.loads(plain.data)["codes"]
    known = starter_edition.manifest.geometry["buurt-GM0917"].shapes
    assert len(codes) == known > 0
    assert {code[:6] for code in codes} == {"BU0917"}


def test_scripts_of_dash_are_compressed_well_and_once(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    url = next(
        address for address in re.findall(r'src="([^"]+)"', page) if "dash_leaflet" in address
    )
    plain, first, again = (
        client.get(url, headers={"Accept-Encoding": accepted}) for accepted in ("", "br", "br")
    )
    assert (plain.headers.get("Content-Encoding"), first.headers["Content-Encoding"]) == (
        None,
        "br",
    )
    assert brotli.decompress(first.data) == plain.data
    assert first.data is again.data
    # As small as the second best quality makes it; at each request it would be a fifth larger.
    assert len(first.data) == len(brotli.compress(plain.data, quality=10)) < 0.28 * len(plain.data)
    assert first.headers["Vary"] == "Accept-Encoding"
    assert first.cache_control.max_age == 31_536_000


def test_values_of_the_country_are_compressed_and_kept_for_ever(
    client: FlaskClient, starter_edition: Edition
) -> None:
    name, digest = next(iter(starter_edition.manifest.values.items()))
    answer = client.get(f"/figures/{digest}/{name}.json", headers={"Accept-Encoding": "br"})
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "br")
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get(f"/geo/{digest}/{name}.json").status_code == 404


def test_geometry_that_the_browser_has_is_not_sent_again(
    client: FlaskClient, starter_edition: Edition
) -> None:
    url = file_url(starter_edition, "outline-heerlen-noord")
    tag = client.get(url).headers["ETag"]
    again = client.get(url, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(url, headers={"If-None-Match": '"anders"'}).status_code == 200


def test_every_geometry_file_of_the_manifest_is_served(
    client: FlaskClient, starter_edition: Edition
) -> None:
    for name in starter_edition.manifest.geometry:
        assert client.get(file_url(starter_edition, name)).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/geo/0000000000000000/buurt-GM0917.json",
        "/geo/../manifest.json/x",
        "/geo/0123456789abcdef/../../manifest.json",
        "/geo/%2e%2e/manifest.json",
        "/geo/0123456789abcdef/%2e%2e%2f%2e%2e%2fmanifest.json",
        "/geo/0123456789abcdef/..%5cmanifest.json",
        "/geo/0123456789ABCDEF/buurt-GM0917.json",
        "/geo/0123456789abcdef%0a/buurt-GM0917.json",
        "/geo/0123456789abcdef/buurt-GM0917.json%0a",
        "/geo/0123456789abcdef/.json",
        "/geo/x" + "a" * 5000 + "/b.json",
        "/geo/",
        "/geo/outline",
    ],
)
def test_nonsense_for_geometry_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_hash_of_another_file_finds_nothing(
    client: FlaskClient, starter_edition: Edition
) -> None:
    digest = starter_edition.manifest.geometry["buurt-GM0917"].hash
    assert client.get(f"/geo/{digest}/wijk-GM0363.json").status_code == 404


def test_the_outline_of_the_country_is_served(client: FlaskClient) -> None:
    answer = client.get("/geo/outline/netherlands.json")
    assert answer.status_code == 200
    assert answer.get_json()["features"]


def test_without_an_edition_there_is_no_app(tmp_path: object) -> None:
    settings = Settings(data=tmp_path, edition=None, port=0)  # type: ignore[arg-type]
    with pytest.raises(EditionError, match="Er is nog geen editie"):
        create_app(settings)


# --- callbacks ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["", "?gebied=heerlen-noord&laag=woz_waarde&taal=en", "?gebied=nplv&niveau=buurt"]
)
def test_a_view_sends_what_present_makes(client: FlaskClient, site: Site, query: str) -> None:
    found = client.get(f"/view{query}").get_json()
    assert found["map"] == json.loads(json.dumps(make_map_model(site.make_page(query)).as_json()))
    parts = {"legend", "table", "panel", "menu", "source", "heading", "breadcrumb"}
    assert parts <= set(found["parts"])


@pytest.mark.parametrize("parameter", PARAMETERS)
@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_in_a_parameter_is_its_default(site: Site, parameter: str, nonsense: str) -> None:
    written = f"?{urlencode({parameter: nonsense})}"
    if (parameter, nonsense) == ("laag", "misdrijven"):
        return
    assert site.make_page(written).view == site.make_page("").view


def test_nonsense_in_every_parameter_is_the_default_page(site: Site) -> None:
    query = "?" + "&".join(f"{parameter}={quote(NONSENSE[5])}" for parameter in PARAMETERS)
    assert (
        make_map_model(site.make_page(query)).as_json()
        == make_map_model(site.make_page("")).as_json()
    )


@pytest.mark.parametrize(
    "query",
    [
        "?gebied=heerlen-noord&gebied=breda-noord",
        "?gebied[]=heerlen-noord",
        "?GEBIED=heerlen-noord",
        "????gebied=heerlen-noord",
        "?&&&==&=&gebied",
        "?" + "gebied=x&" * 3_000,
        "?%",
        "?%00=%00",
        "?gebied=%C3%28",
        "?gebied=heerlen-noord;laag=woz_waarde",
    ],
)
def test_odd_queries_give_a_page(site: Site, query: str) -> None:
    page = site.make_page(query)
    assert page.view.area in ("NL00", "heerlen-noord")
    assert list_entries(page)


def test_areas_are_found_however_they_are_written(site: Site) -> None:
    assert site.make_page("?gebied=gm0917").view.area == "GM0917"
    assert site.make_page("?gebied=%20BU09172000%20").view.area == "BU09172000"


def some_query(site: Site) -> st.SearchStrategy[str]:
    """Queries of which each part may be right, nearly right or nonsense."""
    areas = [
        *site.edition.areas.focus,
        "NL00",
        "nplv",
        "GM0917",
        "WK091720",
        "BU09172000",
        "GM0363",
    ]
    values = {
        "gebied": areas, "laag": [*site.edition.manifest.layers, "stapeling"],
        "vergelijk": [*areas, "rest", "gelijken,BU03440311", "geen"],
        "domeinen": ["wonen:koopwoningen_pct", "wonen:woz_waarde", "werk:x,"],
        "periode": ["2021", "2022", "2024", "2025"],
        "niveau": ["focusgebied", "gemeente", "wijk", "buurt"],
        "klassen": ["quantiles", "fisher_jenks", "equal", "reference"], "taal": ["nl", "en"],
        "achtergrond": ["brt", "luchtfoto", ""], "sorteer": list(SORTS),
        "toon": ["kaart", "ontwikkeling", "naast"],
        "laag2": [*site.edition.manifest.layers], "periode2": ["2021", "2024"], "gebied2": areas,
        "grenzen": ["vast", "gepubliceerd"], "klasse": ["1", "5", "9", "geen"],
    }  # fmt: skip
    anything = st.text(max_size=30)
    parts = [
        st.tuples(st.just(key), st.one_of(st.sampled_from(known), anything))
        for key, known in values.items()
    ]
    pairs = st.lists(st.one_of(*parts, st.tuples(anything, anything)), max_size=12)
    return st.one_of(pairs.map(lambda found: f"?{urlencode(found)}"), st.text(max_size=200))


@given(st.data())
def test_any_query_gives_a_whole_page(site: Site, data: st.DataObject) -> None:
    query = data.draw(some_query(site))
    page = site.make_page(query)
    model = make_map_model(page).as_json()
    json.dumps(model, allow_nan=False)
    parts = whole_page(site, query)
    json.dumps(parts, cls=PlotlyJSONEncoder)
    assert len(list_entries(page)) >= len(page.scope.codes) > 0
    assert (model["figures"] is None) == bool(model["areas"])
    assert sum(page.classes.counts) + page.classes.missing == len(page.scope.codes)


def whole_page(site: Site, query: str) -> list[object]:
    """Every part of the page, rendered."""
    from nplv_geo.present.area import card_chart
    from nplv_geo.present.area.cards import make_cards
    from nplv_geo.present.area.panel import make_panel
    from nplv_geo.present.beside.choice import make_beside
    from nplv_geo.present.beside.maps import make_map_models
    from nplv_geo.present.beside.table import make_tables
    from nplv_geo.present.map.legend import make_legend
    from nplv_geo.present.map.source import write_source
    from nplv_geo.present.site.menu import list_breadcrumb, list_controls, list_themes

    page = site.make_page(query)
    profile = site.make_profile(page.view.area)
    shown = make_cards(page, profile)
    return [
        components.render_brand(page),
        components.render_breadcrumb(page, list_breadcrumb(page)),
        components.render_menu(page, list_themes(page), list_controls(page)),
        components.render_heading(page),
        components.render_legend(page, make_legend(page)),
        components.render_source(write_source(page)),
        components.render_tables(page, make_tables(page)),
        *components.render_pair(page, make_beside(page)).values(),
        *(model and model.as_json() for model in make_map_models(page)),
        components.render_panel(page, make_panel(page, profile)),
        components.render_bar(page),
        *[components.render_card(page, card) for card in shown],
        *[card_chart.draw_card(card).to_dict() for card in shown],
        *_development(site, page),
    ]


def _development(site: Site, page: Page) -> list[object]:
    """Text and chart of the page that shows a layer through the years."""
    from nplv_geo.present.time import trend_chart
    from nplv_geo.present.time.trend import make_trend

    if page.stacking:
        return []
    model = make_trend(page, site.events)
    figure = trend_chart.draw_figure(model).to_dict() if model.has_chart else None
    return [components.render_trend(page, model), figure]


@given(st.data())
def test_a_view_that_is_printed_and_parsed_is_the_same_view(
    site: Site, data: st.DataObject
) -> None:
    view = parse_view(data.draw(some_query(site)), site.edition, site.catalog)
    again = parse_view(view.write_query(), site.edition, site.catalog)
    assert again == view
    assert again.write_query() == view.write_query()


@given(st.data())
def test_a_printed_change_is_the_change_that_was_asked(site: Site, data: st.DataObject) -> None:
    def parsed(query: str) -> View:
        return parse_view(query, site.edition, site.catalog)

    view = parsed(data.draw(some_query(site)))
    area = data.draw(st.sampled_from([*site.edition.areas.focus, "NL00", "nplv", "GM0917"]))
    layer = data.draw(st.sampled_from(sorted(site.edition.manifest.layers)))
    assert parsed(view.write_query(gebied=area)).area == area
    assert parsed(view.write_query(laag=layer)).layer == layer
    assert parsed(view.write_query(laag=layer)).area == view.area
    for language in ("nl", "en"):
        moved = parsed(view.write_query(taal=language))
        assert (moved.language, moved.area, moved.layer) == (language, view.area, view.layer)
    for scheme in ("quantiles", "equal"):
        wanted = "counts" if view.layer == "stapeling" else scheme
        assert parsed(view.write_query(klassen=scheme)).scheme == wanted
    for sort in SORTS:
        assert parsed(view.write_query(sorteer=sort)).sort == sort
    asked = {"": "", "grijs": "grijs", "luchtfoto": "luchtfoto", "brt": "grijs"}
    for word, basemap in asked.items():
        assert parsed(view.write_query(achtergrond=word)).basemap == basemap
    assert parsed(view.write_query(vergelijk="NL00")).compare == "NL00"
    for other in ("NL00", "nplv", "rest"):
        toggled = parsed(view.write_query(vergelijk=view.toggle_compared(other))).compared
        assert len(toggled) <= MAX_COMPARED
        # What is taken away is gone, and nothing takes its place.
        assert other not in toggled if other in view.compared else toggled


@given(st.text(max_size=80))
@example("(")
@example("\\")
@example("{}")
@example("heerl")
def test_a_search_is_plain_text(site: Site, text: str) -> None:
    page = site.make_page("")
    answer = search_areas(page, text)
    json.dumps(answer.as_json(), cls=PlotlyJSONEncoder)
    assert answer.text == text
    found = answer.options
    names = site.edition.areas.frame["name"].str.casefold()
    wanted = text.strip().casefold()
    assert all(wanted in choice.label.casefold() for choice in found)
    assert bool(found) == bool(
        wanted and names.drop("nplv").str.contains(wanted[:60], regex=False).any()
    )
