"""Parsing of a view: any query gives a view that the edition can show; nonsense is the default."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from nplv_geo.definitions.catalog import STACKING, UNDERMINING, Catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, NPLV, AreaId, AreaLevel
from nplv_geo.ground.tile_service import Basemap
from nplv_geo.present.address.pairs import choose_second_period, read_second_layer
from nplv_geo.present.page.indicators import parse_indicator_choices
from nplv_geo.present.page.query import read_query
from nplv_geo.present.page.undermining import choose_factors, make_silent_layer
from nplv_geo.present.page.view import (
    BASEMAPS,
    BOUNDARIES,
    DEFAULT_SORT,
    LANGUAGES,
    MAX_COMPARED,
    NO_FIGURE,
    NOTHING,
    RELATIVES,
    REST,
    SCALES,
    SORTS,
    TABLES,
    TABS,
    Relative,
    View,
    list_levels,
    read_pinned_edition,
    write_compared,
)
from nplv_geo.present.scale.bounds import parse_bounds
from nplv_geo.present.values.change import choose_last, choose_since
from nplv_geo.statistics.classify import SCHEMES, Scheme

# What is written in small letters only; ids of areas and editions know capitals.
_IN_CAPITALS = ("gebied", "vergelijk", "editie")

OLD_BASEMAP = "brt"
_CLASS = re.compile(rf"[1-9][0-9]?|{NO_FIGURE}", re.ASCII)

WordT = TypeVar("WordT", bound=str)

DEFAULT_LAYERS = ("misdrijven_per_1000", "koopwoningen_pct", "inwoners")
# Groups and rings are there to be compared with; they have no page of their own.
_NOT_A_PLACE = (AreaLevel.NPLV, AreaLevel.GROEP, AreaLevel.RING)


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
    area = _parse_area(fields.get("gebied", ""), edition)
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
    default_level = _choose_default_level(levels, edition, layer, period)
    default_compared = _list_default_compared(area, edition)
    default_scheme: Scheme = catalog.layer(layer).classes.scheme
    view = View(
        area=area,
        layer=layer,
        period=period,
        level=_choose_word(levels, fields.get("niveau"), default_level),
        compared=_parse_all_compared(fields.get("vergelijk", ""), default_compared, area, edition),
        scheme=_choose_word(SCHEMES, fields.get("klassen"), default_scheme),
        language=_choose_word(LANGUAGES, fields.get("taal"), LANGUAGES[0]),
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
    if fields.get("laag") == STACKING and catalog.domains:
        return _make_stacking_view(view, fields.get("domeinen", ""), edition, catalog)
    if fields.get("laag") == UNDERMINING and catalog.undermining:
        return _make_undermining_view(view, fields, edition, catalog)
    return _add_second(view, fields, edition, catalog) if view.tab == "samenhang" else view


def _add_second(view: View, fields: Mapping[str, str], edition: Edition, catalog: Catalog) -> View:
    """Add the layer that is held against that of the view."""
    second = read_second_layer(fields, view.layer, view.level, edition, catalog)
    usual = choose_second_period(edition, second.layer, view.level) if second.layer else ""
    return replace(view, second=second, defaults=(*view.defaults, ("periode2", usual)))


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


def _make_stacking_view(view: View, choices: str, edition: Edition, catalog: Catalog) -> View:
    """Turn a view to the stacking, which has buurten only and for each figure its own period."""
    fixed = {"periode": "", "niveau": AreaLevel.BUURT.value, "klassen": "counts"}
    return replace(
        view,
        layer=STACKING,
        period="",
        level=AreaLevel.BUURT,
        scheme="counts",
        tab=TABS[0],
        scale=SCALES[0],
        bounds=(),
        domains=parse_indicator_choices(choices, edition, catalog),
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


def _choose_default_level(
    levels: Sequence[AreaLevel], edition: Edition, layer: str, period: str
) -> AreaLevel:
    """Choose a level that has figures: some are published for wijken but not for buurten."""
    base = edition.origin(layer, period).base_level
    starts_at_wijk = levels[0] is AreaLevel.BUURT and base == AreaLevel.WIJK
    return AreaLevel.WIJK if starts_at_wijk and AreaLevel.WIJK in levels else levels[0]


def _parse_area(text: str, edition: Edition) -> AreaId:
    area = find_place(text, edition)
    has_page = area is not None and (area == NPLV or area.level not in _NOT_A_PLACE)
    return area if area is not None and has_page else NEDERLAND


def find_place(text: str, edition: Edition) -> AreaId | None:
    """Find the area that a query names.

    Parameters
    ----------
    text
        A code or a name in addresses, as a person writes it.
    edition
        Edition that has the areas.

    Returns
    -------
    AreaId or None
        None for what is no area.
    """
    return NPLV if text.lower() == NPLV else edition.areas.find(text)


def _list_default_compared(area: AreaId, edition: Edition) -> tuple[AreaId, ...]:
    code = edition.areas.gemeente_code_of(area)
    gemeente = edition.areas.find(code) if code else None
    if area == NEDERLAND and NPLV in edition.areas.names:
        return (NEDERLAND, NPLV)
    return (NEDERLAND, gemeente) if gemeente and gemeente != area else (NEDERLAND,)


def parse_compared(word: str, edition: Edition) -> AreaId | Relative | None:
    """Parse what an area is to be compared with.

    Parameters
    ----------
    word
        A code, a name in addresses, ``rest`` or ``gelijken``.
    edition
        Edition that has the areas.

    Returns
    -------
    AreaId or Relative or None
        None for what is none of these.
    """
    relative = next((one for one in RELATIVES if one == word.lower()), None)
    return relative or find_place(word, edition)


def _parse_all_compared(
    text: str, default: tuple[AreaId, ...], area: AreaId, edition: Edition
) -> tuple[AreaId | Relative, ...]:
    """Read what can be compared with from ``BU09172000,nplv,rest``, without the area itself."""
    if is_nothing(text):
        return ()
    words = [parse_compared(word, edition) for word in split_list(text)]
    others = dict.fromkeys(other for other in words if other and can_be_compared(other, area))
    return tuple(others)[:MAX_COMPARED] or default


def is_nothing(text: str) -> bool:
    """Tell whether a query asks to compare with nothing.

    Parameters
    ----------
    text
        A list of areas, as a query has it.

    Returns
    -------
    bool
        True for ``geen`` alone.
    """
    return [word.lower() for word in split_list(text)] == [NOTHING]


def split_list(text: str) -> list[str]:
    """Split a list of words with commas.

    Parameters
    ----------
    text
        Such as ``GM0917, rest``.

    Returns
    -------
    list of str
        Without blanks around them and without empty ones.
    """
    return [word.strip() for word in text.split(",") if word.strip()]


def can_be_compared(other: AreaId | Relative, area: AreaId) -> bool:
    """Tell whether an area can be compared with another.

    Parameters
    ----------
    other
        What it would be compared with; areas of any level, and the rest of a gemeente.
    area
        The area that the page is about.

    Returns
    -------
    bool
        False also for the area itself.
    """
    if not isinstance(other, AreaId):
        return other != REST or area.level is AreaLevel.FOCUSGEBIED
    return other != area or other == NEDERLAND
