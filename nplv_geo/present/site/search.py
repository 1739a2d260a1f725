"""What a reader finds by typing: areas by their name, and how many there are in words."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from nplv_geo.present.page.page import Page
from nplv_geo.present.site.name_index import NamedArea, find_named_areas

MAX_RESULTS = 8
MAX_SEARCH = 60


@dataclass(frozen=True, slots=True)
class FoundArea:
    """An area with the link to it; ``note`` is its level and gemeente."""

    label: str
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was found for a text.

    Attributes
    ----------
    text
        As it was asked, so that an answer that comes late is recognised.
    options
        The best of what was found.
    message
        How many areas there are; when there is none, what can be searched for.
    """

    text: str
    options: tuple[FoundArea, ...]
    message: str

    def as_json(self) -> dict[str, object]:
        """Give the property ``found`` of ``nplv_geo.web.dash_components.Combobox``."""
        return asdict(self)


def search_areas(page: Page, text: str) -> SearchAnswer:
    """Areas whose name holds ``text``: focus areas first, then what begins with it."""
    folded = text.strip().casefold()[:MAX_SEARCH]
    if not folded:
        return SearchAnswer(text, (), "")
    found = find_named_areas(page.edition, folded)
    options = tuple(
        FoundArea(area.name, _locate_area(page, area), page.link("gebied", area.code))
        for area in found[:MAX_RESULTS]
    )
    return SearchAnswer(text, options, _tell_count(page, text.strip(), len(found)))


def _tell_count(page: Page, text: str, count: int) -> str:
    if not count:
        return page.t("search_none", query=text)
    if count > MAX_RESULTS:
        return page.t("search_many", n=page.t.number(count, 0), shown=MAX_RESULTS)
    return page.t("search_one") if count == 1 else page.t("search_some", n=count)


def _locate_area(page: Page, area: NamedArea) -> str:
    level = page.t(f"levels.{area.level}")
    has_gemeente = isinstance(area.gemeente, str) and area.gemeente in page.edition.areas.names
    return f"{level}, {page.name_area(str(area.gemeente))}" if has_gemeente else level
