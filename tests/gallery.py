"""Make the gallery in ``docs/``: the page in 24 states, of the starter edition.

``python -m tests.gallery [NAME…]``: all pictures, or those that are named.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.screenshot import PROJECT, browsing, serving_starter, wait_until_whole

FOLDER = PROJECT / "docs/gallery"
INDEX = PROJECT / "docs/gallery.md"
MAX_BYTES = 2_500_000  # of all pictures together
AREA = "?gebied=heerlen-noord&laag=koopwoningen_pct"
CRIME = "?gebied=heerlen-noord&laag=misdrijven_per_1000"
WIDE, SMALL, PHONE = (1440, 900), (1024, 768), (390, 844)
SHEET = (794, 1123)  # as an A4 page
_HEAD = """# Gallery

The page in {count} states, of the starter edition in this repository: outlines are schematic there.
Made by `make gallery` (`tests/gallery.py`); not to be changed by hand.
"""


@dataclass(frozen=True)
class State:
    """One picture: where it is taken, at which size, in which browser, and what is done first."""

    name: str
    title: str
    query: str
    size: tuple[int, int] = WIDE
    browser: dict[str, Any] = field(default_factory=dict)
    act: Callable[[Page], None] = lambda _page: None


def _scroll_to(selector: str) -> Callable[[Page], None]:
    def scroll(page: Page) -> None:
        page.evaluate("(it) => document.querySelector(it).scrollIntoView()", selector)
        page.wait_for_timeout(1500)  # charts are drawn when they are in sight

    return scroll


def _open_sheet(name: str) -> Callable[[Page], None]:
    def open_sheet(page: Page) -> None:
        page.locator(f"button[data-sheet={name}]:visible").first.click()
        page.wait_for_function(
            "() => [...document.querySelectorAll('.sheet img[src]')].every((it) => it.naturalWidth)"
        )
        page.wait_for_timeout(400)

    return open_sheet


def _search(page: Page) -> None:
    page.locator("#search input, input#search").first.press_sequentially("rotter")
    page.get_by_role("option").first.wait_for()


def _lay_for_paper(page: Page) -> None:
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    # What comes after it begins on another sheet.
    page.evaluate("() => document.querySelectorAll('#table, #cards').forEach((it) => it.remove())")
    page.evaluate("() => { document.body.style.padding = '40px 53px'; }")
    page.wait_for_timeout(800)


STATES = (
    State("start", "The start asks, and tells what stands out", ""),
    State("area", "An area: map, legend, number and summary", AREA),
    State("change", "What changed between two years", f"{CRIME}&toon=verandering"),
    State(
        "side-by-side",
        "Two layers beside each other",
        f"{AREA}&toon=naast&laag2=misdrijven_per_1000",
    ),
    State("trend", "The course over time, with a verdict", f"{CRIME}&toon=ontwikkeling"),
    State("together", "Two layers together", f"{AREA}&toon=samenhang&laag2=woz_waarde"),
    State(
        "ranking", "The 20 in order, with what chance allows", "?gebied=heerlen-noord&toon=rangorde"
    ),
    State("stacking", "Where problems come together", "?gebied=heerlen-noord&laag=stapeling"),
    State("table", "The same areas as a table", AREA, act=_scroll_to("#table")),
    State("take-along", "What can be taken along", AREA, act=_open_sheet("take")),
    State("search", "Search by name", AREA, act=_search),
    State("class-lit", "One class of the legend stands out", f"{AREA}&klasse=4"),
    State("phone-start", "The start on a phone", "", PHONE),
    State("phone-area", "An area on a phone: the number first", AREA, PHONE),
    State("phone-sheet", "The panel as a sheet", AREA, PHONE, act=_open_sheet("panel")),
    State("phone-cards", "Themes on a phone", AREA, PHONE, act=_scroll_to("#cards")),
    State("laptop", "A small laptop: the verdict above the map", AREA, SMALL),
    State("embed", "The map in another site", "embed?gebied=heerlen-noord", SMALL),
    State("english", "In English", f"{CRIME}&taal=en"),
    State("dark", "The dark theme", AREA, browser={"color_scheme": "dark"}),
    State(
        "contrast",
        "Colours that a reader has set",
        AREA,
        browser={"forced_colors": "active", "color_scheme": "dark"},
    ),
    State(
        "print", "The first sheet on paper, without backgrounds", AREA, SHEET, act=_lay_for_paper
    ),
    State("not-found", "An address that is not there", "gebied/heerlen-nord"),
    State("statement", "The accessibility statement", "toegankelijkheid"),
)


def main(names: list[str]) -> None:
    """Take the pictures and write their index."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = [state for state in STATES if not names or state.name in names]
    with serving_starter() as url, browsing() as browser:
        for state in wanted:
            _take(browser, url, state)
    for file in FOLDER.glob("*.webp"):
        if file.stem not in {state.name for state in STATES}:
            file.unlink()
    INDEX.write_text(write_index(), encoding="utf-8")
    size = sum(file.stat().st_size for file in FOLDER.iterdir())
    if size > MAX_BYTES:
        raise SystemExit(f"The gallery has {size:,} bytes, more than {MAX_BYTES:,}.")


def _take(browser: Browser, url: str, state: State) -> None:
    with _opened(browser, url, state) as page:
        state.act(page)
        picture = page.screenshot()
    with Image.open(BytesIO(picture)) as image:
        image.convert("RGB").save(name_file(state), quality=82, method=6)


@contextmanager
def _opened(browser: Browser, url: str, state: State) -> Iterator[Page]:
    width, height = state.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        locale="nl-NL",
        reduced_motion="reduce",
        **state.browser,
    )
    page.goto(f"{url}{state.query}")
    wait_until_whole(page)
    yield page
    page.close()


def name_file(state: State) -> Path:
    """Path of the picture of a state."""
    return FOLDER / f"{state.name}.webp"


def write_index() -> str:
    """Write the page that shows all pictures."""
    parts = [
        f"## {state.title}\n\n![{state.title}](gallery/{state.name}.webp)\n" for state in STATES
    ]
    return "\n".join([_HEAD.format(count=len(STATES)), *parts])


if __name__ == "__main__":
    main(sys.argv[1:])
