"""A running server follows the pointer: no restart, no mixture, and a bad edition is refused."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import current_id, make_current
from nplv_geo.ground.settings import Settings
from nplv_geo.present.texts import texts
from nplv_geo.web import create_app
from nplv_geo.web.site import Server, Site
from tests.revising import repeat_edition, revise


@pytest.fixture
def two(starter_settings: Settings, tmp_path: Path) -> tuple[Settings, str, str]:
    """Settings with two editions, the second one current."""
    settings = Settings(data=tmp_path, edition=None, port=0)
    shutil.copytree(starter_settings.editions, settings.editions)
    first = current_id(settings.editions)
    second = repeat_edition(settings.editions, first)
    return settings, first, second


def test_a_switch_is_noticed_at_the_next_request(two: tuple[Settings, str, str]) -> None:
    settings, first, second = two
    client = create_app(settings).server.test_client()
    assert client.get("/readyz").get_data(as_text=True) == second
    make_current(settings.editions, first)
    assert client.get("/readyz").get_data(as_text=True) == first


def test_a_site_in_hand_stays_of_one_edition(two: tuple[Settings, str, str]) -> None:
    settings, first, second = two
    server = Server(settings)
    site = server.find_current_site()
    make_current(settings.editions, first)
    assert site.make_page("?gebied=heerlen-noord").edition.id == second
    assert server.find_current_site().edition.id == first


def test_shapes_of_an_older_edition_are_still_served(two: tuple[Settings, str, str]) -> None:
    settings, _, second = two
    server = Server(settings)
    file = server.find_current_site().edition.manifest.geometry["outline-heerlen-noord"]
    make_current(settings.editions, two[1])
    assert server.find_current_site().edition.id != second
    assert set(server.find_files("geo", file.hash, "outline-heerlen-noord.json")) == {"br", "gzip"}
    assert not server.find_files("geo", "0" * 16, "outline-heerlen-noord.json")


def test_an_edition_that_can_not_be_opened_is_refused(two: tuple[Settings, str, str]) -> None:
    settings, first, second = two
    server = Server(settings)
    (settings.editions / first / "manifest.json").write_text("{", encoding="utf-8")
    (settings.editions / "current").write_text(first, encoding="utf-8")
    assert server.find_current_site().edition.id == second
    assert server.find_current_site().edition.id == second


def test_an_earlier_edition_can_be_had_by_name(two: tuple[Settings, str, str]) -> None:
    settings, first, second = two
    server = Server(settings)
    older = server.find_site_of_edition(first)
    assert older is not None
    assert (server.find_current_site().edition.id, older.edition.id) == (second, first)
    assert server.find_site_of_edition(first) is older
    assert server.find_site_of_edition(second) is server.find_current_site()
    assert server.find_site_of_edition("../../etc") is None
    (settings.editions / first / "manifest.json").unlink()
    assert server.find_site_of_edition(first) is None


def test_a_pinned_edition_never_moves(two: tuple[Settings, str, str]) -> None:
    settings, first, _ = two
    pinned = Settings(data=settings.data, edition=settings.editions / first, port=0)
    assert Server(pinned).find_current_site().edition.id == first


@pytest.mark.parametrize(
    ("query", "words"),
    [("", "Er is niets veranderd."), ("?taal=en&sinds=x", "Nothing has changed.")],
)
def test_the_page_with_changes(two: tuple[Settings, str, str], query: str, words: str) -> None:
    settings, first, second = two
    text = (
        create_app(settings).server.test_client().get(f"/wijzigingen{query}").get_data(as_text=True)
    )
    assert words in text
    assert first in text
    assert second in text


def test_an_older_edition_is_opened_once_for_all_who_ask(
    two: tuple[Settings, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, first, second = two
    flask, opened = create_app(settings).server, list[str]()
    really_open = Server.open_older_edition

    def open_counted(server: Server, site: Site, since: str = "") -> Edition | None:
        opened.append(since)
        return really_open(server, site, since)

    monkeypatch.setattr(Server, "open_older_edition", open_counted)
    queries = ["", "?x=1", "?sinds=weg", "?taal=en", f"?sinds={first}"] * 2
    with ThreadPoolExecutor(5) as readers:
        told = list(
            readers.map(lambda query: flask.test_client().get(f"/wijzigingen{query}").text, queries)
        )
    assert [second in text for text in told] == [True] * 10
    assert len(opened) == 2  # one before, and one that was named


def test_revised_figures_are_told_per_layer_and_period(two: tuple[Settings, str, str]) -> None:
    settings, _, second = two

    def change(values: pd.DataFrame) -> None:
        of_homes = values["layer"] == "woz_waarde"
        values.loc[of_homes & (values["area"] == "heerlen-noord"), "value"] += 20
        values.loc[of_homes & (values["area"] == "NL00"), "value"] = None

    revise(settings.editions / second, "2024", change)
    client = create_app(settings).server.test_client()
    dutch = client.get("/wijzigingen").get_data(as_text=True)
    assert "WOZ-waarde" in dutch
    told = "2024: herziene cijfers: 1, in het midden 20, het meest 20 (Heerlen-Noord); "
    assert f"{told}verdwenen cijfers: 1" in dutch
    english = client.get("/wijzigingen?taal=en").get_data(as_text=True)
    assert "revised figures: 1, typically by 20, at most by 20 (Heerlen-Noord)" in english


def test_the_first_edition_has_nothing_to_compare_with(starter_settings: Settings) -> None:
    client = create_app(starter_settings).server.test_client()
    text = client.get("/wijzigingen").get_data(as_text=True)
    current = current_id(starter_settings.editions)
    assert f"Zij is van {texts('nl').moment(current)}. Er is nog geen oudere" in text
    assert f'title="{current}"' in text
