"""What a request compares with: the list of the page, for who asks ``vergelijk``."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from nplv_geo.present.address.unmet import Unmet
from nplv_geo.present.page.comparators import list_others, make_comparator_reference
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.query import read_query
from nplv_geo.present.page.unmet import list_unmet
from nplv_geo.present.values.profile import Item, Profile
from nplv_geo.present.values.value import ValueReport
from nplv_geo.web.api.lookup import Query
from nplv_geo.web.api.parameters import ApiError
from nplv_geo.web.site import Site

_KEYS = ("gebied", "laag", "periode", "vergelijk", "taal")


def find_compared_page(site: Site, query: Query) -> Page | None:
    """Find the page with the comparators of a request.

    Parameters
    ----------
    site
        The edition that is asked.
    query
        Parameters of the request.

    Returns
    -------
    Page or None
        None when the request doesn't choose: its answer has the usual references then.

    Raises
    ------
    ApiError
        When something can't be compared with; nothing is left out in silence.
    """
    if "vergelijk" not in query:
        return None
    asked = urlencode({key: query[key] for key in _KEYS if key in query})
    page = site.make_page(f"?{asked}")
    listed = list_unmet(read_query(asked), page.view, page.edition, page.catalog)
    unmet: Unmet | None = next((one for one in listed if one.key in ("gebied", "vergelijk")), None)
    if unmet:
        raise ApiError(404, "no_comparison", unmet=unmet)
    return page


def compare_report(report: ValueReport, page: Page | None) -> ValueReport:
    """Give a report the comparators of a page as its references."""
    if page is None:
        return report
    references = (one.reference for one in list_others(page))
    return replace(report, references=tuple(one for one in references if one))


def compare_profile(profile: Profile, page: Page | None) -> Profile:
    """Give each figure of a profile the comparators of a page as its references."""
    if page is None:
        return profile
    return replace(profile, items=tuple(_compare_item(item, page) for item in profile.items))


def _compare_item(item: Item, page: Page) -> Item:
    layer, period = item.layer, item.report.period
    references = tuple(
        make_comparator_reference(page, layer, period, item.find_row, one)
        for one in list_others(page)
    )
    return replace(item, report=replace(item.report, references=references))
