"""Sharing: links that stay or follow, the map in another site, and who may frame it."""

from __future__ import annotations

import shutil
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import current_id
from nplv_geo.ground.errors import SettingsError
from nplv_geo.ground.settings import Settings, read_settings
from nplv_geo.present.briefing.downloads import FileGroup, make_download_menu
from nplv_geo.present.texts import texts
from nplv_geo.web import create_app
from nplv_geo.web.site import Server
from tests.revising import repeat_edition

VIEW = "?gebied=heerlen-noord&laag=koopwoningen_pct"


@pytest.fixture(scope="module")
def two(
    starter_settings: Settings, starter_edition: Edition, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Settings, str, str]:
    """Settings with two editions, the second one current."""
    settings = Settings(
        data=tmp_path_factory.mktemp("two"),
        edition=None,
        port=0,
        embed_origins=("https://gemeente.example", "https://krant.example:8443"),
    )
    shutil.copytree(starter_settings.editions, settings.editions)
    first = current_id(settings.editions)
    assert first == starter_edition.id
    return settings, first, repeat_edition(settings.editions, first)


@pytest.fixture(scope="module")
def client(two: tuple[Settings, str, str]) -> FlaskClient:
    return create_app(two[0]).server.test_client()


def heading(client: FlaskClient, query: str) -> str:
    return unescape(client.get(f"/view{query}").json["parts"]["heading"])


# --- links ----------------------------------------------------------------------------------------


def test_a_link_without_an_edition_follows(
    client: FlaskClient, two: tuple[Settings, str, str]
) -> None:
    answer = client.get(f"/view{VIEW}").json
    assert answer["edition"] == two[2]
    assert "pinned" not in answer["parts"]["heading"]


def test_a_pinned_link_keeps_its_edition_and_tells_what_changed_since(
    client: FlaskClient, two: tuple[Settings, str, str]
) -> None:
    _, first, _ = two
    answer = client.get(f"/view{VIEW}&editie={first}").json
    assert answer["edition"] == first
    told = unescape(answer["parts"]["heading"])
    assert f"Deze link hoort bij de editie van {texts('nl').moment(first)}." in told
    assert f'title="{first}"' in told
    assert f'href="/wijzigingen?sinds={first}">Wijzigingen sinds deze link</a>' in told
    assert f"editie={first}" in answer["parts"]["menu"]
    assert client.get(f"/view/below{VIEW}&editie={first}").json["edition"] == first
    assert first in client.get(f"/wijzigingen?sinds={first}").text


def test_a_link_to_the_newest_edition_has_no_changes_to_tell(
    client: FlaskClient, two: tuple[Settings, str, str]
) -> None:
    told = heading(client, f"{VIEW}&editie={two[2]}")
    assert f"Deze link hoort bij de editie van {texts('nl').moment(two[2])}." in told
    assert "Wijzigingen sinds" not in told


def test_a_link_to_an_edition_that_is_gone_shows_the_newest_and_says_so(
    client: FlaskClient, two: tuple[Settings, str, str]
) -> None:
    answer = client.get(f"/view{VIEW}&editie=20200101T000000-x").json
    assert answer["edition"] == two[2]
    told = unescape(answer["parts"]["heading"])
    assert "De editie van 1 januari 2020, 01:00 uur is er niet meer. U ziet de nieuwste" in told
    assert f'href="{VIEW}">Toon de nieuwste cijfers</a>' in told
    strange = heading(client, f"{VIEW}&editie=../../etc/passwd")
    assert "pinned" not in strange


def test_files_are_of_the_edition_of_the_link_or_refused(
    client: FlaskClient, two: tuple[Settings, str, str]
) -> None:
    answer = client.get(f"/export/data.csv{VIEW}&editie={two[1]}")
    assert two[1] in answer.text
    assert two[2] not in answer.text
    gone = client.get(f"/export/data.csv{VIEW}&editie=weg")
    assert (gone.status_code, gone.text) == (
        400,
        "Editie 'weg' is er niet meer; laat 'editie' weg.\n",
    )
    assert client.get(f"/export/data.csv{VIEW}&editie=../x").status_code == 400


def test_the_api_gives_an_earlier_edition(
    client: FlaskClient, two: tuple[Settings, str, str]
) -> None:
    for edition in two[1:]:
        assert client.get(f"/api/v1/areas?editie={edition}").json["edition"] == edition


# --- the menu -------------------------------------------------------------------------------------


def share(settings: Settings, query: str) -> FileGroup:
    groups = make_download_menu(Server(settings).find_site_of_query(query).make_page(query)).groups
    return next(group for group in groups if group.title == "Delen")


def test_the_menu_has_links_to_copy(two: tuple[Settings, str, str]) -> None:
    settings, first, second = two
    links, embed = (row.links for row in share(settings, f"{VIEW}&editie={first}").rows)
    assert links[0].copies == f"/{VIEW}"
    assert links[1].copies == f"/{VIEW}&periode=2024&editie={first}"
    assert share(settings, VIEW).rows[0].links[1].copies.endswith(f"&editie={second}")
    snippet = embed[0].copies
    address = f"/embed{VIEW}&editie={first}".replace("&", "&amp;")
    assert snippet.startswith(f'<iframe src="{address}" title="')
    assert snippet.endswith('" width="800" height="600"></iframe>')


def test_links_that_copy_are_links_on_the_page_too(client: FlaskClient) -> None:
    take = unescape(client.get(f"/view{VIEW}").json["parts"]["take"])
    assert f'href="/{VIEW}"' in take
    assert f'data-copy="/{VIEW}"' in take
    assert "navigator.clipboard" in client.get("/").text


# --- in another site ------------------------------------------------------------------------------


def test_only_the_embedded_map_may_be_framed_and_only_by_configured_sites(
    client: FlaskClient, starter_settings: Settings
) -> None:
    own = "frame-ancestors 'self' https://gemeente.example https://krant.example:8443;"
    assert own in client.get(f"/embed{VIEW}").headers["Content-Security-Policy"]
    for path in (f"/{VIEW}", "/embed/x", "/methode"):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert "frame-ancestors 'self';" in policy
    plain = create_app(starter_settings).server.test_client()
    policy = plain.get(f"/embed{VIEW}").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self';" in policy


def test_the_embedded_page_is_the_page_without_its_menus(client: FlaskClient) -> None:
    page = client.get(f"/embed{VIEW}").text
    assert '<body class="embed">' in page
    assert ".embed " in page
    assert '<body class="embed">' not in client.get(f"/{VIEW}").text


def test_sites_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NPLV_DATA", str(tmp_path))
    monkeypatch.setenv("NPLV_EMBED_ORIGINS", "https://a.example, https://*.b.example:8443")
    assert read_settings().embed_origins == ("https://a.example", "https://*.b.example:8443")
    monkeypatch.delenv("NPLV_EMBED_ORIGINS")
    assert read_settings().embed_origins == ()


@pytest.mark.parametrize(
    "origin", ["*", "a.example", "https://a.example/;script-src", "javascript:x"]
)
def test_what_is_no_site_is_refused(origin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NPLV_EMBED_ORIGINS", origin)
    with pytest.raises(SettingsError, match="geef adressen zoals"):
        read_settings()
