"""Addresses with a password in them, and links from one page to the next."""

from __future__ import annotations

import re

import pytest

from nplv_geo.ground.addresses import hide_secret, name_host, parse_base
from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.ground.quoting import quote
from nplv_geo.sources.network.pages import MOST_PAGES, Pages

OFFICIAL = "https://opendata.cbs.nl/ODataFeed/OData/83599NED/UntypedDataSet/?$format=json&$skip=10"
BASE = "http://mirror.example:81/open/cbs"
ASKED = f"{BASE}/ODataFeed/odata/83599NED/UntypedDataSet?$format=json"
NEXT = f"{BASE}/ODataFeed/odata/83599NED/UntypedDataSet?$format=json&$skip=10"


@pytest.mark.parametrize(
    ("text", "url", "login"),
    [
        ("http://a.nl/", "http://a.nl", None),
        ("https://jan:ge%2Fhe%40im@a.nl:81/x/", "https://a.nl:81/x", ("jan", "ge/he@im")),
        ("https://jan:g@heim@a.nl/x", "https://a.nl/x", ("jan", "g@heim")),
        ("https://token@a.nl", "https://a.nl", ("token", "")),
    ],
)
def test_name_and_password_stand_apart_from_the_address(
    text: str, url: str, login: tuple[str, str] | None
) -> None:
    assert parse_base(text) == (url, login)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("http://jan:ge/heim@a.nl", "het nummer van de poort klopt niet; schrijf in een"),
        ("http://jan:1/heim@a.nl", "schrijf in een wachtwoord / als %2F"),
        ("http://jan:heim?@a.nl", "het nummer van de poort klopt niet; schrijf in een"),
        ("http://jan:heim@a.nl?sleutel=heim", "er staat een ? of # in"),
        ("ftp://jan:heim@a.nl", "het begint niet met http:// of https:// en een naam"),
        ("http://jan:heim@", "het begint niet met http:// of https:// en een naam"),
        ("http://jan:heim@[a.nl", "het nummer van de poort klopt niet; schrijf in een"),
        ("http://jan:heim @a.nl", "er staat een spatie of een bijzonder teken in"),
    ],
)
def test_an_address_that_can_not_be_is_refused_without_repeating_it(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(says)}") as caught:
        parse_base(text)
    assert "heim" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_secret_is_left_out_of_any_text() -> None:
    told = "zie https://jan:g@h/eim@a.nl/x en 'http://b.nl/c@d'"
    assert hide_secret("https://jan:geheim@a.nl/x?y=1") == "https://a.nl/x?y=1"
    assert "eim" not in hide_secret(told)
    assert name_host("http://jan:geheim@a.nl:81/x@y") == "a.nl:81"


@pytest.mark.parametrize(
    "link",
    [
        OFFICIAL,
        "UntypedDataSet?$format=json&$skip=10",
        "?$format=json&$skip=10",
        "/open/cbs/ODataFeed/odata/83599NED/UntypedDataSet?$format=json&$skip=10",
        "//elsewhere.example/ODataFeed/odata/83599NED/UntypedDataSet?$format=json&$skip=10",
        "https://jan:geheim@cbs.nl/ODataFeed/odata/83599ned/untypeddataset?$format=json&$skip=10#a",
    ],
)
def test_a_next_page_is_asked_at_the_address_that_was_asked(link: str) -> None:
    assert Pages("t", BASE).follow(ASKED, link) == NEXT


@pytest.mark.parametrize(
    "link",
    [
        "file:///ODataFeed/odata/83599NED/UntypedDataSet?$skip=10",
        "https://opendata.cbs.nl/ODataFeed/odata/85984NED/UntypedDataSet?$skip=10",
        "https://opendata.cbs.nl/",
        "http://[half/ODataFeed/odata/83599NED/UntypedDataSet?$skip=10",
        "https://opendata.cbs.nl/ODataFeed/odata/83599NED/UntypedDataSet",
        "javascript:alert(1)",
    ],
)
def test_a_link_to_something_else_is_an_error(link: str) -> None:
    with pytest.raises(SourceChangedError, match="t: verwacht was een volgende pagina, er kwam"):
        Pages("t", BASE).follow(ASKED, link)


def test_a_circle_of_links_and_a_way_without_end_are_errors() -> None:
    pages = Pages("t", BASE)
    second = pages.follow(ASKED, "?$skip=1")
    third = pages.follow(second, "?$skip=2")
    for back in ("?$skip=1", "?$skip=2", "?$format=json"):
        with pytest.raises(SourceChangedError, match="een pagina die er al was"):
            pages.follow(third, back)
    endless, url = Pages("t", BASE), ASKED
    for number in range(MOST_PAGES - 1):
        url = endless.follow(url, f"?$skip={number}")
    with pytest.raises(SourceChangedError, match=f"hoogstens {MOST_PAGES} pagina's"):
        endless.follow(url, "?$skip=last")


def test_words_of_strangers_stay_on_one_line() -> None:
    assert quote("a\nb\x1b[31m\x9b\u2028\ud800") == "'a?b?[31m???'"
    assert len(quote("x" * 400)) == 42
