"""The page that an export asks for: here what can't be shown is an error.

On screen the page shows what it can and says what it left. A file leaves the site; one of another
area than was asked for would mislead whoever opens it.
"""

from __future__ import annotations

from collections.abc import Mapping

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.errors import ExportError
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.query import MAX_QUERY, read_query
from nplv_geo.present.page.unmet import list_unmet
from nplv_geo.present.sentences.unmet import list_unmet_class, write_refusal
from nplv_geo.present.texts import texts

# Parameters of the file itself, beside those of the view.
FILE_KEYS = ("formaat", "dpi", "grijs", "alles", "komma", "bom", "ondermijning")


def make_strict_page(
    query: str, edition: Edition, catalog: Catalog, focus_areas: Mapping[str, FocusArea]
) -> Page:
    """Make the page of a query, and refuse a query that asks for something that is not there.

    Raises
    ------
    ExportError
        When the query is too long, or asks for something that its page would not show.
    """
    if len(query) > MAX_QUERY:
        raise ExportError(f"De vraag is te lang; geef hoogstens {MAX_QUERY} tekens.")
    page = make_page(query, edition, catalog, focus_areas)
    unmet = list_unmet(read_query(query), page.view, edition, catalog, FILE_KEYS)
    if unmet := (*unmet, *list_unmet_class(page)):
        raise ExportError(write_refusal(unmet[0], texts("nl")))
    return page
