"""Two browsers are open while an edition is switched: no error, no mixture, the new figures."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from urllib.request import urlopen

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.store import current_id, make_current, open_current
from nplv_geo.ground.settings import Settings
from nplv_geo.web.site import Site
from tests.browser.pages import Served, Visit, serving
from tests.revising import revise

FRESH_MS = 121_000
AREA = "?gebied=heerlen-noord&laag=woz_waarde"
NEXT = "?gebied=heerlen-noord&laag=koopwoningen_pct"


def _revised(settings: Settings) -> str:
    """A copy of the current edition in which every property value is twice as high."""
    first = current_id(settings.editions)
    name = f"{first}-herzien"
    folder = settings.editions / name
    shutil.copytree(settings.editions / first, folder)

    def change(values: pd.DataFrame) -> None:
        values.loc[values["layer"] == "woz_waarde", "value"] *= 2

    revise(folder, "2024", change)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"id": name}), encoding="utf-8")
    return name


def _wait_until_open(url: str, edition: str) -> None:
    """An edition is opened whole before it is served; until then the one of before is."""
    for _ in range(100):
        with urlopen(f"{url}readyz") as answer:  # noqa: S310  # our own server
            if answer.read().decode() == edition:
                return
        time.sleep(0.1)
    pytest.fail(f"{edition} is not served")


def _is_of(page: Page, edition: str) -> None:
    expect(page.locator("#source [data-edition]")).to_have_attribute("data-edition", edition)


def test_two_browsers_follow_a_switch(
    starter_settings: Settings, catalog: Catalog, focus_areas: tuple[FocusArea, ...],
    visit: Visit, tmp_path: Path,
) -> None:  # fmt: skip
    settings = Settings(data=tmp_path / "data", edition=None, port=0)
    shutil.copytree(starter_settings.editions, settings.editions)
    first = current_id(settings.editions)
    site = Site(open_current(settings.editions), catalog, {a.id: a for a in focus_areas})
    with serving(settings, tmp_path) as url:
        pages = [visit(Served(url, site), AREA) for _ in range(2)]
        for page in pages:
            page.clock.install()
            page.reload()
            expect(page.locator(".figure strong")).to_have_text("179")
            _is_of(page, first)
        second = _revised(settings)
        make_current(settings.editions, second)
        _wait_until_open(url, second)
        for page in pages:
            page.clock.fast_forward(FRESH_MS)  # what was fetched ahead is not fresh any more
            page.locator('.themes a[href*="koopwoningen_pct"]').click()
            expect(page.locator("h1")).to_have_text("Koopwoningen in Heerlen-Noord")
            _is_of(page, second)
            page.go_back()
            expect(page.locator(".figure strong")).to_have_text("357")  # twice 178,7
            _is_of(page, second)
        for page in pages:
            page.goto("about:blank")  # nothing is fetched ahead from a server that stops
