"""Parsing of a view: any query gives a view that the edition can show; nonsense is the default."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from nplv_geo.definitions.catalog import STACKING, UNDERMINING, Catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, AreaLevel
from nplv_geo.ground.tile_service import Basemap
from nplv_geo.present.address.areas import (
    find_page_area,
    list_default_compared,
    parse_all_compared,
    write_compared,
)
from nplv_geo.present.address.levels import choose_default_level, list_levels
from nplv_geo.present.address.pairs import choose_pair_period, read_second_layer
from nplv_geo.present.address.second import First, Second, choose_second_period, read_second
from nplv_geo.present.page.indicators import parse_indicator_choices
from nplv_geo.present.page.query import choose_language, read_query
from nplv_geo.present.page.stacking import make_stacking
from nplv_geo.present.page.undermining import choose_factors, make_silent_layer
from nplv_geo.present.page.view import (
    BASEMAPS,
    BOUNDARIES,
    DEFAULT_SORT,
    LANGUAGES,
    NO_FIGURE,
    SCALES,
    SECOND_SORTS,
    SORTS,
    STACKING_TABS,
    TABLES,
    TABS,
    View,
    read_pinned_edition,
)
from nplv_geo.present.scale.bounds import parse_bounds
from nplv_geo.present.stack_years.years import NO_TIME, choose_stacked_time
from nplv_geo.present.values.change import choose_last, choose_since
from nplv_geo.statistics.classify import SCHEMES, Scheme

# What is written in small letters only; ids of areas and editions know capitals.
_IN_CAPITALS = ("gebied", "gebied2", "vergelijk", "editie")

OLD_BASEMAP = "brt"
_CLASS = re.compile(rf"[1-9][0-9]?|{NO_FIGURE}", re.ASCII)

WordT = TypeVar("WordT", bound=str)

DEFAULT_LAYERS = ("misdrijven_per_1000", "koopwoningen_pct", "inwoners")


def parse_view(query: str, edition: Edition, catalog: Catalog) -> View:
    """Read a view from a URL query such as ``?gebied=heerlen-noord&laag=woz_waarde``.

    Parameters
    ----------
    query
        Any text; what the edition can't show becomes the default.
    edition, catalog
        The edition that is shown, and the layers that there can be.

    Returns
    -------
    View
        A view that the edition can show.
    """
    fields = fold_words(read_query(query).fields)
    area = find_page_area(fields.get("gebied", ""), edition) or NEDERLAND
    default_layer = _choose_default_layer(edition, catalog)
    layer = fields.get("laag", "")
    layer = layer if edition.has(layer) and layer in catalog else default_layer
    periods = edition.periods(layer)
    tab = _choose_word(TABS, fields.get("toon"), TABS[0])
    is_change = tab == "verandering" and not is_of_many_figures(fields.get("laag", ""), catalog)
    default_period = (
        choose_last(edition, catalog.layer(layer)) if is_change else edition.default_period(layer)
    )
    period = _choose_word(periods, fields.get("periode"), default_period)
    default_since = choose_since(edition, catalog.layer(layer), period) if is_change else ""
    earlier = [one for one in periods if one < period] if is_change else []
    levels = list_levels(area, edition, catalog.layer(layer))
    default_level = choose_default_level(levels, edition, layer, period)
    default_compared = list_default_compared(area, edition)
    default_scheme: Scheme = catalog.layer(layer).classes.scheme
    view = View(
        area=area,
        layer=layer,
        period=period,
        level=_choose_word(levels, fields.get("niveau"), default_level),
        compared=parse_all_compared(fields.get("vergelijk", ""), default_compared, area, edition),
        scheme=_choose_word(SCHEMES, fields.get("klassen"), default_scheme),
        language=choose_language(fields.get("taal", "")),
        basemap=_parse_basemap(fields.get("achtergrond", "")),
        sort=_choose_word(SORTS, fields.get("sorteer"), DEFAULT_SORT),
        tab=tab,
        boundaries=_choose_word(BOUNDARIES, fields.get("grenzen"), BOUNDARIES[0]),
        edition=read_pinned_edition(query),
        lit=_parse_lit(fields.get("klasse", "")),
        table=_choose_word(TABLES, fields.get("tabel"), TABLES[0]),
        since=_choose_word(earlier, fields.get("vanaf"), default_since),
        scale=_choose_word(SCALES, fields.get("schaal"), SCALES[0]),
        bounds=parse_bounds(fields.get("indeling", ""), fields.get("taal", "")),
        defaults=(
            ("gebied", NEDERLAND),
            ("laag", default_layer),
            ("periode", default_period),
            ("vanaf", default_since),
            ("niveau", default_level.value),
            ("vergelijk", write_compared(default_compared)),
            ("klassen", default_scheme),
            ("schaal", SCALES[0]),
            ("taal", LANGUAGES[0]),
            ("sorteer", DEFAULT_SORT),
            ("toon", TABS[0]),
            ("grenzen", BOUNDARIES[0]),
            ("tabel", TABLES[0]),
        ),
    )
    if tab == "naast":
        view = _add_second(view, fields, edition, catalog)
    if tab == "samenhang":
        view = _add_pair(view, fields, edition, catalog)
    if fields.get("laag") == STACKING and catalog.domains:
        return _make_stacking_view(view, fields, edition, catalog)
    if fields.get("laag") == UNDERMINING and catalog.undermining:
        return _make_undermining_view(view, fields, edition, catalog)
    return view


def _add_pair(view: View, fields: Mapping[str, str], edition: Edition, catalog: Catalog) -> View:
    """Add the layer that is held against that of the view."""
    second = read_second_layer(fields, view.layer, view.level, edition, catalog)
    usual = choose_pair_period(edition, second.layer, view.level) if second.layer else ""
    return replace(view, second=second, defaults=(*view.defaults, ("periode2", usual)))


def _add_second(view: View, fields: Mapping[str, str], edition: Edition, catalog: Catalog) -> View:
    """Add what the map beside the first one shows: what the query names, else another period."""
    first = First(view.area, view.layer, view.period, view.level)
    second = read_second(fields, first, edition, catalog)
    default = "" if second.layer or second.area else choose_second_period(first, edition)
    if not second.is_given:
        second = Second(period=default)
    sort = fields.get("sorteer") if second.is_given else None
    return replace(
        view,
        second=second,
        sort=_choose_word(SECOND_SORTS, sort, view.sort),
        defaults=(*view.defaults, ("periode2", default)),
    )


def is_of_many_figures(layer: str, catalog: Catalog) -> bool:
    """Tell whether a name stands for a map of many figures, which has one way of being shown."""
    return bool(
        (layer == STACKING and catalog.domains) or (layer == UNDERMINING and catalog.undermining)
    )


def fold_words(fields: Mapping[str, str]) -> dict[str, str]:
    """Fold the words of a query to small letters, but for ids that have capitals.

    Parameters
    ----------
    fields
        Values of parameters.

    Returns
    -------
    dict of str to str
        With the blanks within a word, which a line break leaves, taken out.
    """
    return {
        key: word if key in _IN_CAPITALS else "".join(word.lower().split())
        for key, word in fields.items()
    }


def _make_stacking_view(
    view: View, fields: Mapping[str, str], edition: Edition, catalog: Catalog
) -> View:
    """Turn a view to the stacking, which has buurten only and for each figure its own period."""
    domains = parse_indicator_choices(fields.get("domeinen", ""), edition, catalog)
    tab = view.tab if view.tab in STACKING_TABS else TABS[0]
    time = NO_TIME
    if tab == "verandering":
        found = make_stacking(edition, catalog, domains).years
        time = choose_stacked_time(found, fields.get("periode", ""), fields.get("vanaf", ""))
    fixed = {
        "periode": time.default_period,
        "vanaf": time.default_since,
        "niveau": AreaLevel.BUURT.value,
        "klassen": "counts",
    }
    return replace(
        view,
        layer=STACKING,
        period=time.period,
        since=time.since,
        level=AreaLevel.BUURT,
        scheme="counts",
        second=Second(),
        tab=tab,
        scale=SCALES[0],
        bounds=(),
        domains=domains,
        defaults=tuple((key, fixed.get(key, value)) for key, value in view.defaults),
    )


def _make_undermining_view(
    view: View, fields: Mapping[str, str], edition: Edition, catalog: Catalog
) -> View:
    """Turn a view to undermining: the 20 areas or buurten, silent or with one factor on the map."""
    factors = choose_factors(edition, catalog)
    chosen = factors.find_factor(fields.get("laag2", "")) if factors else None
    layer = chosen.layer if chosen else make_silent_layer()
    level, period = list_levels(view.area, edition, layer)[0], ""
    scheme: Scheme = "silent"
    if chosen is not None:
        newest = chosen.period or ""
        period = _choose_word(edition.periods(chosen.layer.id), fields.get("periode"), newest)
        scheme = chosen.layer.classes.scheme
    fixed = {"periode": chosen.period if chosen else "", "niveau": level.value, "klassen": scheme}
    return replace(
        view,
        layer=UNDERMINING,
        factor=chosen.layer.id if chosen else "",
        period=period,
        level=level,
        scheme=scheme,
        scale=view.scale if chosen else SCALES[0],
        bounds=view.bounds if chosen else (),
        tab=TABS[0],
        second=Second(),
        table=TABLES[0],
        defaults=tuple((key, fixed.get(key) or value) for key, value in view.defaults),
    )


def _choose_word(allowed: Sequence[WordT], text: str | None, default: WordT) -> WordT:
    """Give the allowed word that a text is, else the default."""
    return next((word for word in allowed if word == text), default)


def _parse_basemap(text: str) -> Basemap | Literal[""]:
    """Read a background map; links of before know the grey one by its source."""
    return _choose_word(BASEMAPS, "grijs" if text == OLD_BASEMAP else text, "")


def _parse_lit(text: str) -> str:
    """Read the number of a class, counted from 1, or ``geen``."""
    return text if _CLASS.fullmatch(text) else ""


def _choose_default_layer(edition: Edition, catalog: Catalog) -> str:
    layer_ids = [layer.id for layer in catalog.layers if edition.has(layer.id)]
    with_figures = (
        la for la in (*DEFAULT_LAYERS, *layer_ids) if la in layer_ids and edition.has_figures(la)
    )
    return next(with_figures, layer_ids[0])
