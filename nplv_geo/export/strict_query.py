"""The page that an export asks for: here a word that is not understood is an error.

On screen nonsense in a URL becomes the default, and the reader sees what was chosen. A file
leaves the site; one of another area than was asked for would mislead whoever opens it.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.export.options import shorten_word
from nplv_geo.ground.areas import NPLV
from nplv_geo.ground.errors import ExportError
from nplv_geo.present.page.page import Page, make_page
from nplv_geo.present.page.view import MAX_COMPARED, MAX_QUERY
from nplv_geo.present.page.view_parsing import parse_compared

_NAMES = {
    "gebied": "Gebied",
    "laag": "Kaartlaag",
    "laag2": "Factor",
    "periode": "Periode",
    "niveau": "Niveau",
    "vergelijk": "Vergelijking",
    "klassen": "Klassenindeling",
    "taal": "Taal",
    "editie": "Editie",
}
# Stacking and undermining have a period for each figure, one level and one way of classing.
_FIXED = ("periode", "niveau", "klassen")


def make_strict_page(
    query: str, edition: Edition, catalog: Catalog, focus_areas: Mapping[str, FocusArea]
) -> Page:
    """Make the page of a query, and refuse a query that asks for something that is not there.

    Raises
    ------
    ExportError
        When the query is too long, or names an area, layer, period or choice that this edition
        does not have.
    """
    if len(query) > MAX_QUERY:
        raise ExportError(f"De vraag is te lang; geef hoogstens {MAX_QUERY} tekens.")
    page = make_page(query, edition, catalog, focus_areas)
    if page.view.edition not in ("", edition.id):
        raise ExportError(f"Editie '{page.view.edition}' is er niet meer; laat 'editie' weg.")
    words = {key: values[0] for key, values in parse_qs(query.lstrip("?")).items()}
    for key, name in _NAMES.items():
        if key == "laag2" and page.factors is None:
            continue  # no other view has a second layer
        is_fixed = (page.stacking or page.factors) and key in _FIXED
        if key in words and not is_fixed and not _is_in_view(key, words[key], page):
            raise ExportError(
                f"{name} '{shorten_word(words[key])}' is er niet in deze editie; "
                "kies iets dat op de site te kiezen is."
            )
    return page


def _is_in_view(key: str, text: str, page: Page) -> bool:
    """Tell whether the view has what was asked for."""
    view, edition = page.view, page.edition
    if key == "gebied":
        return view.area == (NPLV if text == NPLV else edition.areas.find(text))
    if key == "vergelijk":
        words = text.split(",")[:MAX_COMPARED]
        return {parse_compared(word, edition) for word in words} <= {*view.compared, view.area}
    shown = {
        "laag": view.layer,
        "laag2": view.factor,
        "periode": view.period,
        "niveau": view.level.value,
        "klassen": view.scheme,
        "taal": view.language,
        "editie": view.edition,
    }[key]
    return shown == text
