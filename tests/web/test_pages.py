"""The pages to read: whole in both languages, and leading to the dashboard."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from lxml import html

from nplv_geo.edition.edition import Edition
from nplv_geo.present.site.method import ANCHORS

PATHS = ("/programma", "/methode", "/wijzigingen", "/toegankelijkheid")


class Outline(HTMLParser):
    """Headings, ids and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a":
            self.links.append(str(values["href"]))


@pytest.mark.parametrize("query", ["?TAAL=EN", "?taal=En", "?taal=%22en%22", "?x=1&amp;taal=en"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        *PATHS,
        "/programma/heerlen-noord",
        "/api/v1/",
        "/bestaat-niet",
        "/gesprek/heerlen-noord",
    ],
)
def test_every_page_reads_the_language_alike(client: FlaskClient, path: str, query: str) -> None:
    assert '<html lang="en"' in client.get(path + query).text


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("query", "language"), [("", "nl"), ("?taal=en", "en"), ("?taal=x", "nl")])
def test_a_page_is_whole_in_its_language(
    path: str, query: str, language: str, client: FlaskClient
) -> None:
    answer = client.get(path + query)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    outline = Outline(answer.text)
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    steps = zip(outline.headings, outline.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert len(outline.ids) == len(set(outline.ids))
    assert {"header", "main", "footer", "nav"} <= set(outline.elements)
    assert "script" not in outline.elements
    assert "#tekst" in outline.links
    assert "tekst" in outline.ids


@pytest.mark.parametrize("path", PATHS)
def test_the_footer_leads_to_all_pages_and_keeps_the_language(
    path: str, client: FlaskClient
) -> None:
    for query in ("", "?taal=en"):
        links = Outline(client.get(path + query).text).links
        assert links[-5:] == [f"{to}{query}" for to in ("/", *PATHS)]
    assert f'href="{path}?taal=en" lang="en"' in client.get(path).text
    assert f'href="{path}" lang="nl"' in client.get(f"{path}?taal=en").text


def test_every_link_within_the_site_leads_somewhere(client: FlaskClient) -> None:
    for path in PATHS:
        links = set(Outline(client.get(path).text).links)
        inside = {link for link in links if link.startswith("/")}
        for link in inside:
            answer = client.get(link.partition("#")[0])
            assert answer.status_code == 200, link
            anchor = link.partition("#")[2]
            assert not anchor or anchor in Outline(answer.text).ids
        own = {link[1:] for link in links if link.startswith("#")}
        assert own <= set(Outline(client.get(path).text).ids)


def test_layers_without_figures_are_named_and_not_linked(
    client: FlaskClient, starter_edition: Edition
) -> None:
    text = client.get("/programma").text
    linked = re.findall(r'href="/\?laag=(\w+)"', text)
    assert set(linked) <= set(starter_edition.manifest.layers)
    assert len(linked) == len(set(linked)) == 39
    assert "Hierover zijn er nog geen cijfers: Leefbaarheid, Sociaal-economische status." in text


def test_the_programme_page_shows_figures_with_date_scope_and_source(client: FlaskClient) -> None:
    text = client.get("/programma").text
    assert text.count('class="amount"') == 35
    assert text.count("datum onbekend") == 2
    assert "22.469.517 euro" in text
    assert 'href="/programma/delft-west"' in text
    assert 'id="gemeld-2024-10"' in text
    assert "20 gebieden" in text
    assert "nationaal" in text
    assert text.count('role="note"') == 1
    english = client.get("/programma?taal=en").text
    assert "22,469,517 euros" in english
    assert "date unknown" in english


def test_the_method_page_has_every_anchor(client: FlaskClient) -> None:
    assert set(ANCHORS) <= set(Outline(client.get("/methode").text).ids)
    assert "60\u202f%" in client.get("/methode").text


def test_what_is_typed_in_the_address_is_not_repeated(client: FlaskClient) -> None:
    for path in PATHS:
        assert "<b>hoi" not in client.get(f"{path}?taal=<b>hoi&sinds=<b>hoi").text


# --- the programme in one area --------------------------------------------------------------------

AREAS = ("rotterdam-zuid", "nieuwegein-centrale-as", "schiedam-nieuwland-oost", "zaandam-oost")


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize(("query", "language"), [("", "nl"), ("?taal=en", "en")])
def test_the_page_of_an_area_is_whole_in_its_language(
    area: str, query: str, language: str, client: FlaskClient
) -> None:
    answer = client.get(f"/programma/{area}{query}")
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    outline = Outline(answer.text)
    assert outline.headings == [1, *[2] * (len(outline.headings) - 1)]
    assert len(outline.ids) == len(set(outline.ids))
    inside = [link for link in outline.links if link.startswith("/")]
    other_language = f"/programma/{area}{'' if query else '?taal=en'}"
    assert f"/?gebied={area}" in " ".join(inside)
    inside.remove(other_language)
    assert {("taal=en" in link) for link in inside} == {bool(query)}


def test_the_page_of_an_area_shows_facts_with_sources(client: FlaskClient) -> None:
    text = client.get("/programma/rotterdam-zuid").text
    for words in (
        "Het eigen programma loopt sinds 2011.",
        "130 miljoen euro",
        "871 jongeren",
        "28 mei 2024",
        "Opgezocht in november 2026.",
        "Hierover is geen openbare bron gevonden: wie leidt en wie doet mee.",
        "Wat doen gebieden die op u lijken?",
    ):
        assert words in text, words
    assert 'href="https://nprz.nl/midterm-rapport-tot-hier-nu-verder-bestuur"' in text
    assert "Van Rijn" not in text


@pytest.mark.parametrize("query", ["", "?taal=en"])
def test_every_fact_on_every_page_has_a_source_that_can_be_opened(
    query: str, client: FlaskClient
) -> None:
    areas = re.findall(r'href="/programma/([a-z-]+)', client.get("/programma").text)
    assert len(set(areas)) == 20
    counted = 0
    for area in sorted(set(areas)):
        page = html.fromstring(client.get(f"/programma/{area}{query}").text)
        facts = page.xpath(
            "//ul[@class='facts-list']/li | //table[contains(@class,'one-area')]/tbody/tr"
            " | //table[@class='side-by-side']//li | //span[@class='themes']"
        )
        counted += len(facts)
        for fact in facts:
            (address,) = fact.xpath(".//a[@class='says']/@href")
            assert re.fullmatch(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+/\S*", address), address
            assert len(fact.text_content()) > len(fact.xpath("string(.//a[@class='says'])"))
    assert counted > 600


def test_links_of_the_area_lead_somewhere(client: FlaskClient) -> None:
    for link in set(Outline(client.get("/programma/heerlen-noord").text).links):
        if link.startswith("/"):
            path, _, anchor = link.partition("#")
            answer = client.get(path)
            assert answer.status_code == 200, link
            assert not anchor or anchor in Outline(answer.text).ids, link


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("heerlen-nord", "/programma/heerlen-noord"),
        ("roterdam", "/programma/rotterdam-zuid"),
        ("Delft West", "/programma/delft-west"),
    ],
)
def test_an_unknown_area_gets_a_suggestion(word: str, meant: str, client: FlaskClient) -> None:
    answer = client.get(f"/programma/{word}")
    assert answer.status_code == 404
    assert f'Bedoelt u <a href="{meant}">' in answer.text
    assert len(set(re.findall(r'href="(/programma/[a-z-]+)"', answer.text))) == 20


def test_search_engines_find_all_pages(client: FlaskClient) -> None:
    assert "Sitemap: http://localhost/sitemap.xml\n" in client.get("/robots.txt").text
    answer = client.get("/sitemap.xml")
    assert answer.mimetype == "application/xml"
    addresses = re.findall(r"<loc>http://localhost([^<]+)</loc>", answer.text)
    assert len(addresses) == len(set(addresses)) == 5 + 20
    assert "/programma/zaandam-oost" in addresses
    assert all(client.get(address).status_code == 200 for address in addresses)


def test_a_word_that_is_like_nothing_is_said_and_escaped(client: FlaskClient) -> None:
    answer = client.get("/programma/<b>xyzzy?taal=en")
    assert answer.status_code == 404
    assert "&#39;&lt;b&gt;xyzzy&#39; is not a focus area" in answer.text
    assert "Did you mean" not in answer.text


@pytest.mark.parametrize(
    ("language", "title"), [("nl", "Dit bestand is er niet"), ("en", "There is no such file")]
)
def test_who_follows_a_link_to_no_file_gets_a_page(
    client: FlaskClient, language: str, title: str
) -> None:
    address = f"/export/map.png?gebied=zzz&taal={language}"
    answer = client.get(address, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (answer.status_code, answer.mimetype) == (400, "text/html")
    assert f'<html lang="{language}">' in answer.text
    assert f"<title>{title} · Zicht op Wijken</title>" in answer.text
    assert f"<h1>{title}</h1>" in answer.text
    assert "<main" in answer.text
    # A program that takes anything gets the same sentence, and nothing else.
    plain = client.get(address, headers={"Accept": "*/*"})
    assert (plain.status_code, plain.mimetype) == (400, "text/plain")
    assert f">{plain.text.strip()}</p>" in answer.text.replace("&#39;", "'")
