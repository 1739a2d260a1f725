"""What tests on editions share: one that is partly withheld, and pages of the starter edition."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from tests import withheld


@pytest.fixture(scope="session")
def partly_withheld(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return withheld.opened(withheld.make_edition(tmp_path_factory.mktemp("withheld")))


@pytest.fixture(scope="session")
def ask(
    starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> Callable[[str], Page]:
    """Give the page of a query."""
    return lambda query: make_page(query, starter_edition, catalog, areas)
