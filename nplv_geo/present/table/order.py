"""The order of the rows of the table: by value, name, gemeente, difference or inhabitants."""

from __future__ import annotations

import numpy as np

from nplv_geo.present.page.page import Page

INHABITANTS = "inwoners"


def list_places(page: Page) -> np.ndarray:
    """Places of the shown areas in the order that those with the same value keep."""
    if page.stacking is None:
        return np.arange(len(page.scope.codes))
    # Many buurten have the same count: the largest first, as in the panel.
    people = page.stacking.inhabitants.reindex(page.shown.index)
    return np.argsort(-people.to_numpy(dtype=float), kind="stable")


def order_areas(page: Page) -> np.ndarray:
    """Order the shown areas as the reader asked, missing ones last.

    Parameters
    ----------
    page
        The page of one view.

    Returns
    -------
    ndarray
        Shape (n_areas,): places in the scope.
    """
    places, by = list_places(page), page.view.sort.removeprefix("-")
    keys = read_sort_keys(page, by)[places]
    order = np.argsort(-keys if page.view.sort.startswith("-") else keys, kind="stable")
    return places[order]


def read_sort_keys(page: Page, by: str) -> np.ndarray:
    """Number of each shown area in the order of a column, NaN for none.

    Parameters
    ----------
    page
        The page of one view.
    by
        One of ``SORTED_BY``, or ``tweede`` where there are two maps.

    Returns
    -------
    ndarray
        Shape (n_areas,), in the order of the scope.
    """
    areas, codes = page.edition.areas, page.scope.codes
    match by:
        case "naam":
            return np.asarray(areas.name_order[page.scope.selection.places])
        case "gemeente":
            found = [areas.gemeente_code_of(code) for code in codes]
            order = {
                code: areas.name_order[areas.places[code]]
                for code in {*found}
                if code is not None and code in areas
            }
            return np.array([order.get(code or "", np.nan) for code in found], dtype=float)
        case "inwoners":
            return count_inhabitants(page)
        case "verschil":
            is_other = np.array([code != page.view.compare for code in codes], dtype=bool)
            return np.where(is_other & (page.reference is not None), page.numbers, np.nan)
        case "tweede" if page.beside is not None:
            return _read_second_keys(page, page.beside)
        case _:
            return page.numbers


def _read_second_keys(page: Page, other: Page) -> np.ndarray:
    """Values on the second map of the areas on the first; its own where it has none of them."""
    values = dict(zip(other.scope.codes, other.numbers.tolist(), strict=True))
    if not values.keys() & set(page.scope.codes):
        return page.numbers
    return np.array([values.get(code, np.nan) for code in page.scope.codes], dtype=float)


def count_inhabitants(page: Page) -> np.ndarray:
    """Inhabitants of each shown area, NaN where they are not known.

    Parameters
    ----------
    page
        The page of one view.

    Returns
    -------
    ndarray
        Shape (n_areas,), in the order of the scope: of the newest year.
    """
    edition = page.edition
    if not edition.has(INHABITANTS):
        return np.full(len(page.scope.codes), np.nan)
    period = edition.default_period(INHABITANTS)
    return edition.values.numbers(INHABITANTS, period, page.scope.selection)
