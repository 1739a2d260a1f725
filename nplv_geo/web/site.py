"""What one running server serves: an edition and the definitions to read it with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nplv_geo.catalog import Catalog
from nplv_geo.edition import Edition
from nplv_geo.focus_areas import FocusArea
from nplv_geo.present.page import Page, page


@dataclass(frozen=True, slots=True)
class Site:
    """An edition, the catalogue and the focus areas."""

    edition: Edition
    catalog: Catalog
    focus_areas: Mapping[str, FocusArea]

    def page(self, query: str) -> Page:
        """Page of a URL query; any query gives a page."""
        return page(query, self.edition, self.catalog, self.focus_areas)
