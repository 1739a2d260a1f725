"""Links as they come: mangled by mail programs, typed by hand, old or wrong; and what is said.

``links.tsv`` has each link with what its page shows and what the page says about it; between
brackets stand the links that it offers.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from nplv_geo.present.page.query import MAX_QUERY, read_query
from nplv_geo.present.page.unmet import list_unmet
from nplv_geo.present.sentences.unmet import write_line
from nplv_geo.web.site import Site

# Tabs stand in no link and in no sentence.
_TABLE = Path(__file__).with_name("links.tsv").read_text(encoding="utf-8")
LINKS = [tuple(line.split("\t")) for line in _TABLE.splitlines()[1:]]
_HREF = re.compile(r'href="([?][^"]*)"')
_TAG = re.compile(r"<[^>]+>")


def say(site: Site, query: str) -> str:
    line = write_line(site.make_page(query), query)
    if line is None:
        return ""
    meant = ", ".join(one.label for one in line.meant)
    return f"{line.text} [{meant}]" if meant else line.text


@pytest.mark.parametrize(("link", "shown", "said"), LINKS)
def test_what_the_page_says_of_a_link(site: Site, link: str, shown: str, said: str) -> None:
    view = site.make_page(link).view
    assert f"{view.area} {view.layer} {view.period}".strip() == shown
    assert say(site, link) == said


def test_there_are_sixty_links_and_a_third_of_them_is_understood() -> None:
    assert len(LINKS) >= 60
    assert sum(not said for _, _, said in LINKS) >= 20


@pytest.mark.parametrize(("link", "shown", "said"), LINKS)
def test_a_file_is_refused_where_the_page_says_something(
    site: Site, link: str, shown: str, said: str
) -> None:
    """One decision: what the page can't show no file is made of, and the other way round."""
    page = site.make_page(link)
    unmet = list_unmet(read_query(link), page.view, site.edition, site.catalog)
    assert bool([one for one in unmet if one.why != "gone"]) == bool(said), shown


# --- over HTTP ------------------------------------------------------------------------------------


def test_the_line_stands_on_the_first_page_and_in_the_view(client: FlaskClient) -> None:
    said = "Deze link vroeg om gebied 'zzz': dat is er niet in deze editie; u ziet Nederland."
    part = client.get("/view?gebied=zzz").json["parts"]["unmet"]
    assert unescape(_TAG.sub("", part)).strip() == said
    first = unescape(client.get("/?gebied=zzz").text)
    assert f'<div class="unmet"><p>{said}' in first
    assert client.get("/view?gebied=heerlen-noord").json["parts"]["unmet"] == ""
    assert 'role="status"' not in part, "the place of the line has the role, and stays"


def test_a_suggestion_leads_to_the_page_that_was_meant(client: FlaskClient) -> None:
    query = "?gebied=tilburg-noord&laag=koopwoningen_pct"
    part = client.get(f"/view{query}").json["parts"]["unmet"]
    links = [unescape(one) for one in _HREF.findall(part)]
    assert links == ["?gebied=tilburg-noordwest&laag=koopwoningen_pct"]
    assert client.get(f"/view{links[0]}").json["parts"]["unmet"] == ""


def test_a_word_of_a_stranger_stays_a_word(client: FlaskClient) -> None:
    part = client.get("/view?gebied=<img src=x onerror=alert(1)>").json["parts"]["unmet"]
    assert "<img" not in part
    assert "&lt;" not in part.replace("&#39;", "") or "img src=x" in unescape(part)


@pytest.mark.parametrize(
    "start",
    [
        "?",
        "?gebied=heerlen-noord&vergelijk=rest,nplv&klassen=reference&niveau=wijk",
        "?gebied=BU09172000&laag=koopwoningen_pct&periode=2025",
        "?laag=stapeling&gebied=heerlen-noord&taal=en",
        "?laag=stapeling&gebied=heerlen-noord&toon=verandering",
        "?gebied=nplv&toon=ontwikkeling&sorteer=naam&achtergrond=brt",
        "?gebied=heerlen-noord&klasse=2",
    ],
)
def test_no_link_of_our_own_asks_for_what_is_not_there(
    client: FlaskClient, site: Site, start: str
) -> None:
    """But for a level: another layer may not have it, and then the page says so."""
    parts = client.get(f"/view{start}").json["parts"]
    links = {unescape(one) for html in parts.values() for one in _HREF.findall(html)}
    assert len(links) > 20
    wrong = {}
    for link in links:
        page = site.make_page(link)
        unmet = list_unmet(read_query(link), page.view, site.edition, site.catalog)
        if any(one.key != "niveau" for one in unmet):
            wrong[link] = unmet
    assert wrong == {}


def test_a_link_that_is_too_long_is_read_as_far_as_it_goes(client: FlaskClient) -> None:
    long = "?gebied=heerlen-noord&utm_x=" + "a" * MAX_QUERY
    answer = client.get(f"/view{long}").json
    assert "Heerlen-Noord" in answer["parts"]["heading"]
    assert "meer dan 2.000 tekens" in answer["parts"]["unmet"]


# --- files and API in the same words --------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "?gebied=tilburg-noord",
            "Gebied 'tilburg-noord' is er niet in deze editie; bedoelt u tilburg-noordwest?",
        ),
        (
            "?laag=geluk",
            "Kaartlaag 'geluk' is er niet in deze editie; kies iets dat op de site te kiezen is.",
        ),
        (
            "?laag=koopwoningen_pct&periode=1999",
            "'koopwoningen_pct' over 1999 is er niet; kies uit 2024, 2025.",
        ),
        (
            "?laag=stapeling&toon=rangorde",
            (
                "Weergave 'rangorde' is er niet op deze kaart; "
                "kies iets dat op de site te kiezen is."
            ),
        ),
        ("?kleur=rood", "'kleur' kent deze site niet; laat het weg."),
        (
            "?gebied=breda-noord&gebied=heerlen-noord",
            (
                "Gebied 'breda-noord' staat er meer dan één keer in, en telt de eerste keer; "
                "geef het één keer."
            ),
        ),
    ],
)
def test_a_file_is_refused_in_the_words_of_the_page(
    client: FlaskClient, query: str, said: str
) -> None:
    answer = client.get(f"/export/data.csv{query}")
    assert (answer.status_code, answer.text) == (400, f"{said}\n")


@pytest.mark.parametrize(
    "query",
    [
        "?gebied=917&amp;laag=Koopwoningen_PCT",
        "?gebied=gm917;laag=koopwoningen_pct.",
        "?GEBIED=%20GM0917%20&laag=koopwoningen_pct)&utm_source=mail",
    ],
)
def test_mangled_links_are_understood_by_page_files_and_api_alike(
    client: FlaskClient, query: str
) -> None:
    assert "Koopwoningen in Heerlen" in client.get(f"/view{query}").json["parts"]["heading"]
    value = client.get(f"/api/v1/values{query}").json
    assert (value["area"]["id"], value["layer"]["id"]) == ("GM0917", "koopwoningen_pct")
    table = client.get(f"/export/data.csv{query}&amp;komma=ja")
    assert table.status_code == 200
    assert "koopwoningen_pct" in table.text
    assert ";" in table.text.splitlines()[0]


def test_the_api_tells_it_in_the_same_words(client: FlaskClient) -> None:
    wrong = client.get("/api/v1/values?gebied=zzz&laag=inwoners").json["detail"]
    assert wrong == "Gebied 'zzz' is er niet in deze editie; kijk in /api/v1/areas."
    year = client.get("/api/v1/values?gebied=NL00&laag=inwoners&periode=1999&taal=en").json[
        "detail"
    ]
    assert year.startswith("'inwoners' of 1999 does not exist; choose from ")


# --- addresses that are not there -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "offered"),
    [
        ("/bestaat-niet", []),
        ("/methode/x", ["/methode"]),
        ("/methoden", ["/methode"]),
        ("/heerlen-noord", ["/?gebied=heerlen-noord"]),
        ("/gebied/gm917", ["/?gebied=GM0917"]),
        ("/programme", ["/programma"]),
        ("/embed/x", []),
        ("/geo/x", []),
    ],
)
def test_an_unknown_path_is_404_in_the_frame_of_the_site(
    client: FlaskClient, path: str, offered: list[str]
) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert '<main class="reading"' in answer.text
    assert "<h1>Deze pagina is er niet</h1>" in answer.text
    before_ways = answer.text.partition("Wat er wel is:")[0].partition("<main")[2]
    assert re.findall(r'href="([^"]+)"', before_ways) == offered
    assert "<h1>There is no such page</h1>" in client.get(f"{path}?taal=en").text


def test_pages_to_read_say_what_their_link_asked_in_vain(client: FlaskClient) -> None:
    said = unescape(client.get("/methode?taal=de&kleur=rood").text)
    assert "taal 'de': die is er niet (kies uit nl, en). Ook om 'kleur': dat kent deze site" in said
    since = unescape(client.get("/wijzigingen?sinds=20200101T000000-x").text)
    assert "wijzigingen sinds editie '20200101T000000-x': die is er niet." in since
    assert 'class="unmet"' not in client.get("/methode?taal=en&utm_source=mail").text


# --- scripts of other pages -----------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/api/v1/areas", "/api/v1/values", "/view", "/_dash-layout"])
def test_a_browser_may_ask_beforehand(client: FlaskClient, path: str) -> None:
    asked = {"Origin": "null", "Access-Control-Request-Method": "GET"}
    answer = client.options(path, headers=asked)
    assert answer.status_code == 200
    headers = answer.headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert {"content-type", "if-none-match"} <= {
        one.strip().lower() for one in headers["Access-Control-Allow-Headers"].split(",")
    }
    assert int(headers["Access-Control-Max-Age"]) == 86_400
