"""A running server per edition, and pages that are watched while a test uses them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import Settings
from nplv_geo.web.site import Site
from tests.browser.pages import TILE_HOST, WIDE, Served, Visit, Watch, serving
from tests.chromium import PATIENCE_MS


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder opens a browser."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def starter(
    starter_settings: Settings, starter_edition: Edition, catalog: Catalog,
    focus_areas: tuple[FocusArea, ...], tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Served]:  # fmt: skip
    site = Site(starter_edition, catalog, {area.id: area for area in focus_areas})
    with serving(starter_settings, tmp_path_factory.mktemp("server")) as url:
        yield Served(url, site)


@pytest.fixture(scope="session")
def national(
    national_settings: Settings, national_edition: Edition, catalog: Catalog,
    focus_areas: tuple[FocusArea, ...], tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Served]:  # fmt: skip
    site = Site(national_edition, catalog, {area.id: area for area in focus_areas})
    with serving(national_settings, tmp_path_factory.mktemp("server")) as url:
        yield Served(url, site)


@pytest.fixture
def watch() -> Watch:
    return Watch(host="")


@pytest.fixture
def visit(browser: Browser, watch: Watch) -> Iterator[Visit]:
    """Open an address in a browser of its own; the test fails on anything that went wrong there."""
    contexts = []

    def open_page(served: Served, query: str = "", size: tuple[int, int] = WIDE) -> Page:
        width, height = size
        watch.host = urlsplit(served.url).netloc
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="nl-NL", reduced_motion="reduce"
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        watch.follow(context)
        # Tests stay on this machine: the tiles are asked for, and never come.
        watch.may_fail.append(TILE_HOST)
        context.route(f"https://{TILE_HOST}/**", lambda route: route.abort())
        page = context.new_page()
        page.goto(served.url + query)
        # What stood there before Dash did has all parts too.
        page.locator(".first").wait_for(state="detached")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.problems == []
