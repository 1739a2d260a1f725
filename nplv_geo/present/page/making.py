"""Making the page of a query: the view, what it shows, and what is made for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from nplv_geo.definitions.catalog import STACKING, UNDERMINING, Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.present.address.areas import REST
from nplv_geo.present.address.second import Second
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.scope import Scope, make_scope
from nplv_geo.present.page.stacking import Stacking, make_stacking, make_stacking_layer
from nplv_geo.present.page.undermining import (
    choose_factors,
    make_factor_layer,
    make_silent_layer,
)
from nplv_geo.present.page.view import View
from nplv_geo.present.page.view_parsing import parse_view
from nplv_geo.present.stack_years.change import make_stacked_change
from nplv_geo.present.texts import texts
from nplv_geo.present.values.as_published import show_as_published
from nplv_geo.present.values.change import Change, make_change
from nplv_geo.present.values.pair import Pair, make_pair


def _find_scope(view: View, edition: Edition) -> Scope:
    """Find the scope of a view: all views of an area at one level have the same."""
    make = partial(make_scope, view, edition)
    return edition.cache.get_or_make(("scope", view.area, view.level), make)


def make_page(
    query: str, edition: Edition, catalog: Catalog, focus_areas: Mapping[str, FocusArea]
) -> Page:
    """Make the page of a URL query.

    Parameters
    ----------
    query
        Any text; what the edition can't show becomes the default.
    edition, catalog
        The edition that is shown, and the layers that there can be.
    focus_areas
        Composition of each focus area, by its code.

    Returns
    -------
    Page
        Reads values only when a part asks for them.
    """
    view = parse_view(query, edition, catalog)
    beside = None
    if view.tab == "naast" and view.second.is_given:
        make = partial(make_page, edition=edition, catalog=catalog, focus_areas=focus_areas)
        # Another layer may have no figures of that period, or of areas that small.
        for more in ({}, {"periode": ""}, {"periode": "", "niveau": ""}):
            beside = make(view.write_second_query(**more))
            if _has_figures(beside) or not view.second.layer or view.second.period:
                break
    edition = edition.comparable
    is_stacking, is_undermining = view.layer == STACKING, view.layer == UNDERMINING
    stacking = make_stacking(edition, catalog, view.domains) if is_stacking else None
    edition = show_as_published(edition) if view.is_as_published else edition
    scope, layer = _find_scope(view, edition), _find_layer(view, catalog, stacking)
    return Page(
        edition=edition,
        catalog=catalog,
        focus_areas=focus_areas,
        view=view,
        scope=scope,
        layer=layer,
        t=texts(view.language),
        stacking=stacking,
        factors=choose_factors(edition, catalog) if is_undermining else None,
        change=_make_change(view, scope, edition, stacking or layer)
        if view.tab == "verandering"
        else None,
        pair=_make_pair(view, scope, edition, catalog) if view.tab == "samenhang" else None,
        beside=beside and _make_second(beside, view),
    )


def _make_pair(view: View, scope: Scope, edition: Edition, catalog: Catalog) -> Pair | None:
    if not view.second.layer:
        return None
    layers = catalog.layer(view.layer), catalog.layer(view.second.layer)
    return make_pair(edition, layers, (view.period, view.second.period), scope.selection)


def _has_figures(page: Page) -> bool:
    """True when a page shows no newer period than it would of itself, and has figures of it."""
    is_newer = page.view.period > page.edition.default_period(page.layer.id)
    return not is_newer and bool(page.find_origin().figures.get(page.scope.level))


def _make_second(page: Page, view: View) -> Page:
    """Make a page a part of the view that it is the second map of: its links lead to such views."""
    # The first map counts for the classes of the second, as the second does for those of the first.
    is_held = view.second.area and not view.second.layer
    second = Second(area=view.area if is_held else None)
    return replace(page, view=replace(page.view, tab=view.tab, second=second, whole=view))


def _make_change(view: View, scope: Scope, edition: Edition, of: Layer | Stacking) -> Change:
    others = (view.area, *(area for area in view.compared if area != REST))
    pair = view.since, view.period
    if isinstance(of, Stacking):
        return make_stacked_change(edition.comparable, of.years, pair, scope.selection, others)
    return make_change(edition, of, pair, scope.selection, others)


def _find_layer(view: View, catalog: Catalog, stacking: Stacking | None) -> Layer:
    """Find the layer of a view, or make the one that stands for it."""
    if stacking is not None:
        return make_stacking_layer(stacking)
    if view.layer == UNDERMINING:
        return make_factor_layer(catalog.layer(view.factor)) if view.factor else make_silent_layer()
    return catalog.layer(view.layer)
