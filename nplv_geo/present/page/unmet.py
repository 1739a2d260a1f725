"""What a query asks for and the view doesn't show: decided here once, for page, exports and API.

The page shows what it can and says what it left; exports refuse. Both write it with
:mod:`present.sentences.unmet`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from nplv_geo.definitions.catalog import STACKING, UNDERMINING, Catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.present.address.areas import (
    MAX_COMPARED,
    can_be_compared,
    find_place,
    is_nothing,
    parse_compared,
    split_list,
)
from nplv_geo.present.address.levels import MAP_LEVELS, list_levels
from nplv_geo.present.address.pairs import check_pair_layer, check_pair_period
from nplv_geo.present.address.unmet import (
    Unmet,
    Why,
    check_second_area,
    check_second_layer,
    check_second_period,
    make_unknown_area,
)
from nplv_geo.present.page.indicators import list_candidates, select_usable
from nplv_geo.present.page.query import AskedQuery
from nplv_geo.present.page.stacking import make_stacking
from nplv_geo.present.page.view import (
    BASEMAPS,
    BOUNDARIES,
    LANGUAGES,
    SCALES,
    SORTED_BY,
    TABLES,
    TABS,
    View,
)
from nplv_geo.present.page.view_parsing import OLD_BASEMAP, fold_words
from nplv_geo.present.scale.bounds import MAX_BOUNDS, parse_bounds
from nplv_geo.statistics.classify import SCHEMES

VIEW_KEYS = (
    *(
        "gebied",
        "gebied2",
        "laag",
        "laag2",
        "periode",
        "periode2",
        "vanaf",
        "niveau",
        "vergelijk",
        "klassen",
        "taal",
    ),
    *("schaal", "indeling", "achtergrond", "sorteer", "toon", "grenzen", "domeinen", "tabel"),
    *("editie", "klasse"),
)
_NEEDS_LAYER = ("periode",)


def list_unmet(
    asked: AskedQuery,
    view: View,
    edition: Edition,
    catalog: Catalog,
    more_keys: Sequence[str] = (),
) -> tuple[Unmet, ...]:
    """List what a query asks for and its view doesn't show.

    Parameters
    ----------
    asked
        The query.
    view
        The view that it was parsed to.
    edition, catalog
        What it was parsed for.
    more_keys
        Parameters that somebody else reads, such as those of a file.

    Returns
    -------
    tuple of Unmet
        The weightiest first: area, layer, period.
    """
    words = fold_words(asked.fields)
    found = {
        one.key: one
        for key in VIEW_KEYS
        if words.get(key) and (one := _check(key, words[key], view, edition, catalog))
    }
    if "laag" in found:
        # The period was one of the layer that isn't there.
        period = words.get("periode", "")
        found = {key: one for key, one in found.items() if key not in _NEEDS_LAYER}
        found["laag"] = replace(found["laag"], of=period)
    return (*found.values(), *_list_odd(asked, more_keys))


def _check(key: str, word: str, view: View, edition: Edition, catalog: Catalog) -> Unmet | None:
    if key in _WORDS:
        return _check_word(key, word, view)
    return _CHECKS[key](word, view, edition, catalog)


def _list_odd(asked: AskedQuery, more_keys: Sequence[str]) -> Iterator[Unmet]:
    known = (*VIEW_KEYS, *more_keys)
    yield from (Unmet(k, asked.fields[k], "twice") for k in asked.contradicted if k in known)
    yield from (Unmet("", key, "key") for key in asked.list_unknown(known))
    if asked.is_cut:
        yield Unmet("", "", "too_long")


def _check_area(word: str, view: View, edition: Edition, _: Catalog) -> Unmet | None:
    area = find_place(word, edition)
    if area is None:
        return make_unknown_area(word, edition)
    return None if area == view.area else Unmet("gebied", word, "no_page")


def _check_layer(word: str, view: View, edition: Edition, catalog: Catalog) -> Unmet | None:
    if word == view.layer:
        return None
    if word in catalog:
        return Unmet("laag", word, "no_figures")
    layers = [layer for layer in catalog.ids if edition.has(layer)]
    return Unmet("laag", word, "unknown", meant=tuple(get_close_matches(word, layers, n=2)))


def _check_second_layer(word: str, view: View, edition: Edition, catalog: Catalog) -> Unmet | None:
    if view.tab == "samenhang":
        return check_pair_layer(word, view.layer, view.level, edition, catalog)
    if view.tab == "naast":
        layers = [layer for layer in catalog.ids if edition.has(layer)]
        return check_second_layer(word, view.second, view.layer, catalog.ids, layers)
    if view.layer != UNDERMINING:
        return Unmet("laag2", word, "not_here", of=view.layer)
    return None if word == view.factor else Unmet("laag2", word, "unknown")


def _check_period(word: str, view: View, edition: Edition, catalog: Catalog) -> Unmet | None:
    layer = view.factor or view.layer
    if word == view.period:
        return None
    if not view.period:
        return Unmet("periode", word, "not_here", of=layer)
    choices = _list_periods(view, edition, catalog)
    return Unmet("periode", word, "unknown", of=layer, choices=choices)


def _check_second_period(word: str, view: View, edition: Edition, _: Catalog) -> Unmet | None:
    if view.tab == "samenhang":
        return check_pair_period(word, view.second, view.level, edition)
    if view.tab != "naast":
        return Unmet("periode2", word, "not_here")
    layer = view.second.layer or view.layer
    own = "" if view.second.layer else view.period
    return check_second_period(word, view.second, own, edition.periods(layer), layer)


def _check_second_area(word: str, view: View, edition: Edition, _: Catalog) -> Unmet | None:
    if view.tab != "naast":
        return Unmet("gebied2", word, "not_here")
    return check_second_area(word, view.second, view.area, edition)


def _list_periods(view: View, edition: Edition, catalog: Catalog) -> tuple[str, ...]:
    if view.layer == STACKING:
        return make_stacking(edition, catalog, view.domains).years.years
    return edition.periods(view.factor or view.layer)


def _check_since(word: str, view: View, edition: Edition, catalog: Catalog) -> Unmet | None:
    if word == view.since:
        return None
    if view.tab != "verandering":
        return Unmet("vanaf", word, "not_here")
    periods = _list_periods(view, edition, catalog)
    earlier = tuple(one for one in periods if one < view.period)
    return Unmet("vanaf", word, "unknown", of=view.period, choices=earlier)


def _check_level(word: str, view: View, edition: Edition, catalog: Catalog) -> Unmet | None:
    if word == view.level.value:
        return None
    choices: tuple[str, ...] = (view.level.value,)
    if view.layer in catalog:
        levels = list_levels(view.area, edition, catalog.layer(view.layer))
        choices = tuple(level.value for level in levels)
    is_level = word in [level.value for level in MAP_LEVELS]
    return Unmet("niveau", word, "not_here" if is_level else "unknown", choices=choices)


def _check_compared(word: str, view: View, edition: Edition, _: Catalog) -> Unmet | None:
    if is_nothing(word):
        return None
    areas = {one: parse_compared(one, edition) for one in split_list(word)}
    unknown = [one for one, area in areas.items() if area is None]
    if unknown:
        return make_unknown_area(unknown[0], edition, "vergelijk")
    not_here = [
        one
        for one, area in areas.items()
        if area is not None and area != view.area and not can_be_compared(area, view.area)
    ]
    if not_here:
        return Unmet("vergelijk", ", ".join(not_here), "not_here")
    left = [one for one, area in areas.items() if area not in (*view.compared, view.area)]
    if not left:
        return None
    names = (edition.areas.names.get(str(areas[one]), one) for one in left)
    return Unmet("vergelijk", ", ".join(names), "too_many", of=str(MAX_COMPARED))


def _check_bounds(word: str, view: View, _: Edition, __: Catalog) -> Unmet | None:
    bounds, most = parse_bounds(word, view.language), str(MAX_BOUNDS)
    why: Why = "not_here" if bounds else "unknown"
    return None if bounds and bounds == view.bounds else Unmet("indeling", word, why, of=most)


def _check_word(key: str, word: str, view: View) -> Unmet | None:
    """Check one of a few words; one that is known elsewhere is not here, another one unknown."""
    field, choices = _WORDS[key]
    shown = getattr(view, field)
    if key in _OFFERED_ELSEWHERE and word in choices and word != shown:
        return Unmet(key, word, "not_here")
    return None if word == shown else Unmet(key, word, "unknown", choices=choices)


def _check_basemap(word: str, _: View, __: Edition, ___: Catalog) -> Unmet | None:
    is_known = word in (*BASEMAPS, OLD_BASEMAP)
    return None if is_known else Unmet("achtergrond", word, "unknown", choices=BASEMAPS)


def _check_domains(word: str, view: View, edition: Edition, catalog: Catalog) -> Unmet | None:
    if view.layer != STACKING:
        return Unmet("domeinen", word, "not_here")
    usable = {
        f"{domain}:{indicator.layer.id}"
        for domain, indicators in list_candidates(edition, catalog).items()
        for indicator in select_usable(indicators)
    }
    left = [one for one in split_list(word) if one not in usable]
    return Unmet("domeinen", ", ".join(left), "unknown") if left else None


def _check_lit(word: str, view: View, _: Edition, __: Catalog) -> Unmet | None:
    return None if word == view.lit else Unmet("klasse", word, "unknown")


def _check_edition(word: str, view: View, edition: Edition, _: Catalog) -> Unmet | None:
    if not view.edition:
        return Unmet("editie", word, "unknown")
    return None if view.edition == edition.id else Unmet("editie", word, "gone")


# Field of the view that has one of a few words, and these words.
_WORDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "klassen": ("scheme", SCHEMES),
    "schaal": ("scale", SCALES),
    "taal": ("language", LANGUAGES),
    "sorteer": ("sort", SORTED_BY),
    "toon": ("tab", TABS),
    "grenzen": ("boundaries", BOUNDARIES),
    "tabel": ("table", TABLES),
}
# Those that not every layer has.
_OFFERED_ELSEWHERE = ("klassen", "schaal", "toon", "tabel")
_CHECKS = {
    "gebied": _check_area,
    "laag": _check_layer,
    "laag2": _check_second_layer,
    "gebied2": _check_second_area,
    "periode": _check_period,
    "periode2": _check_second_period,
    "vanaf": _check_since,
    "niveau": _check_level,
    "vergelijk": _check_compared,
    "indeling": _check_bounds,
    "achtergrond": _check_basemap,
    "domeinen": _check_domains,
    "editie": _check_edition,
    "klasse": _check_lit,
}
