"""The view: what the reader asked for, as it stands in the URL.

Parsing is total. Whatever a query holds, the result is a view that this edition can show;
nonsense becomes the default. Printing leaves defaults out, so that links stay short.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar, get_args
from urllib.parse import parse_qs, quote_plus, urlencode

from nplv_geo.definitions.catalog import STACKING, Catalog
from nplv_geo.definitions.texts import Language
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, NPLV, AreaLevel, level_of, normalise_code
from nplv_geo.present.page.stacking import (
    IndicatorChoices,
    parse_indicator_choices,
    write_indicator_choices,
)
from nplv_geo.statistics.classify import SCHEMES, Scheme

WordT = TypeVar("WordT", bound=str)
PageTab = Literal["kaart", "ontwikkeling"]

DEFAULT_LAYERS = ("misdrijven_per_1000", "koopwoningen_pct", "inwoners")
MAX_QUERY = 2_000
SORTS = ("waarde", "-waarde", "naam", "-naam")
DEFAULT_SORT = "-waarde"
LANGUAGES: tuple[Language, ...] = get_args(Language)
TABS: tuple[PageTab, ...] = get_args(PageTab)
MAX_COMPARED = 4
# The gemeente without the area; what that is depends on the area of the view.
REST = "rest"
# What a new area or a new layer makes meaningless.
_CONTEXT = {"gebied": ("niveau",), "laag": ("periode", "klassen", "domeinen")}
_SAFE = ",:"
_HERE = "_-_here_-_"  # what quoting leaves alone and no query holds
_EDITION = re.compile(r"[0-9A-Za-z-]{1,64}", re.ASCII)
# Groups and rings are there to be compared with; they have no page of their own.
_NOT_A_PLACE = (AreaLevel.NPLV, AreaLevel.GROEP, AreaLevel.RING)
MAP_LEVELS = (AreaLevel.FOCUSGEBIED, AreaLevel.GEMEENTE, AreaLevel.WIJK, AreaLevel.BUURT)


@dataclass(frozen=True, slots=True)
class View:
    """One view of the dashboard; every field is valid for the edition it was parsed for.

    Attributes
    ----------
    area
        Code of the area that the page is about.
    layer, period
        Name of the layer, and the year of its values; the stacking has no period.
    level
        Level of the areas that take a colour.
    compared
        Up to four codes of areas that the area is compared with, or ``rest``; never empty.
    scheme
        How values are divided into classes.
    language
        Language of the page.
    has_basemap
        Whether a background map lies under the areas.
    sort
        Column that the table is sorted by; with ``-`` from high to low.
    tab
        Which part of the page is shown: map or development over time.
    domains
        Indicators chosen for domains of the stacking, as far as they differ from the default.
    edition
        Edition that the link is pinned to; empty for the newest one.
    defaults
        Pairs of a parameter and its default, which a query leaves out.
    """

    area: str
    layer: str
    period: str
    level: AreaLevel
    compared: tuple[str, ...]
    scheme: Scheme
    language: Language
    has_basemap: bool
    sort: str
    tab: PageTab = "kaart"
    domains: IndicatorChoices = ()
    edition: str = ""
    defaults: tuple[tuple[str, str], ...] = ()

    @property
    def compare(self) -> str:
        """The area that colours turn around: the first one that stands in the tables itself."""
        return next((area for area in self.compared if area != REST), NEDERLAND)

    def toggle_compared(self, area: str) -> str:
        """Add an area to those that are compared with, or remove it.

        Parameters
        ----------
        area
            Code of the area, or ``rest``.

        Returns
        -------
        str
            The areas as a query holds them. An added area comes first; a fifth pushes the oldest
            out.
        """
        others = tuple(other for other in self.compared if other != area)
        compared = others if area in self.compared else (area, *others)[:MAX_COMPARED]
        return ",".join(compared)

    def write_query(self, **changes: str) -> str:
        """Write the query of this view, or of the view after some changes.

        Parameters
        ----------
        **changes
            Other values of parameters of the query. A new area starts at its own level, a new
            layer at its newest period.

        Returns
        -------
        str
            Starts with ``?`` and leaves defaults out.
        """
        fields = {
            "gebied": self.area,
            "laag": self.layer,
            "periode": self.period,
            "niveau": self.level.value,
            "vergelijk": ",".join(self.compared),
            "klassen": self.scheme,
            "taal": self.language,
            "achtergrond": "brt" if self.has_basemap else "",
            "sorteer": self.sort,
            "toon": self.tab,
            "domeinen": write_indicator_choices(self.domains),
            "editie": self.edition,
        }
        context = [name for key, names in _CONTEXT.items() if key in changes for name in names]
        fields = {key: value for key, value in fields.items() if key not in context} | changes
        defaults = {key: value for key, value in self.defaults if key not in context}
        changed_fields = {
            key: value for key, value in fields.items() if value and value != defaults.get(key)
        }
        return f"?{urlencode(changed_fields, safe=_SAFE)}" if changed_fields else "?"


def make_linker(view: View, field: str, **changes: str) -> Callable[[str], str]:
    """Make a function that writes queries which differ in one parameter.

    A page has hundreds of them; their common part is written once.

    Parameters
    ----------
    view
        The view that the queries start from.
    field
        Parameter in which they differ.
    **changes
        Other values of other parameters.

    Returns
    -------
    callable
        Gives the query for a value: ``make_linker(view, "gebied")("GM0917")``.
    """
    start, _, end = view.write_query(**{field: _HERE}, **changes).partition(_HERE)
    unwritten = ("", dict(view.defaults).get(field))

    def link(value: str) -> str:
        if value in unwritten:
            return view.write_query(**{field: value}, **changes)
        return f"{start}{quote_plus(value, safe=_SAFE)}{end}"

    return link


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
    fields = _read_fields(query)
    area = _parse_area(fields.get("gebied", ""), edition)
    default_layer = _choose_default_layer(edition, catalog)
    layer = fields.get("laag", "")
    layer = layer if edition.has(layer) and layer in catalog else default_layer
    periods = edition.periods(layer)
    default_period = edition.default_period(layer)
    period = _choose_word(periods, fields.get("periode"), default_period)
    levels = list_levels(area, edition)
    default_level = _choose_default_level(levels, edition, layer, period)
    default_compared = _list_default_compared(area, edition)
    default_scheme: Scheme = catalog.layer(layer).classes.scheme
    view = View(
        area=area,
        layer=layer,
        period=period,
        level=_choose_word(levels, fields.get("niveau"), default_level),
        compared=_parse_compared(fields.get("vergelijk", ""), default_compared, area, edition),
        scheme=_choose_word(SCHEMES, fields.get("klassen"), default_scheme),
        language=_choose_word(LANGUAGES, fields.get("taal"), LANGUAGES[0]),
        has_basemap=fields.get("achtergrond") == "brt",
        sort=_choose_word(SORTS, fields.get("sorteer"), DEFAULT_SORT),
        tab=_choose_word(TABS, fields.get("toon"), TABS[0]),
        edition=read_pinned_edition(query),
        defaults=(
            ("gebied", NEDERLAND),
            ("laag", default_layer),
            ("periode", default_period),
            ("niveau", default_level.value),
            ("vergelijk", ",".join(default_compared)),
            ("klassen", default_scheme),
            ("taal", LANGUAGES[0]),
            ("sorteer", DEFAULT_SORT),
            ("toon", TABS[0]),
        ),
    )
    if fields.get("laag") == STACKING and catalog.domains:
        return _make_stacking_view(view, fields.get("domeinen", ""), edition, catalog)
    return view


def read_pinned_edition(query: str) -> str:
    """Read the edition that a query is pinned to.

    Parameters
    ----------
    query
        Any text.

    Returns
    -------
    str
        Id of the edition, which need not exist; empty when there is none.
    """
    edition_id = _read_fields(query).get("editie", "")
    return edition_id if _EDITION.fullmatch(edition_id) else ""


def _read_fields(query: str) -> dict[str, str]:
    """Read the first value of each parameter of a query."""
    return {key: texts[0] for key, texts in parse_qs(query.lstrip("?")[:MAX_QUERY]).items()}


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
        domains=parse_indicator_choices(choices, edition, catalog),
        defaults=tuple((key, fixed.get(key, value)) for key, value in view.defaults),
    )


def _choose_word(allowed: Sequence[WordT], text: str | None, default: WordT) -> WordT:
    """Give the allowed word that a text is, else the default."""
    return next((word for word in allowed if word == text), default)


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


def list_levels(area: str, edition: Edition) -> tuple[AreaLevel, ...]:
    """List the levels of areas that a map of an area can show.

    Parameters
    ----------
    area
        Code of the area that fills the map.
    edition
        The edition that is shown.

    Returns
    -------
    tuple of AreaLevel
        The default first.
    """
    match level_of(area):
        case AreaLevel.NEDERLAND | AreaLevel.NPLV:
            return tuple(level for level in MAP_LEVELS if len(edition.areas.at(level)))
        case AreaLevel.FOCUSGEBIED | AreaLevel.GEMEENTE:
            return (AreaLevel.BUURT, AreaLevel.WIJK)
        case _:
            return (AreaLevel.BUURT,)


def _parse_area(text: str, edition: Edition) -> str:
    for candidate in (text, normalise_code(text)):
        if candidate in edition.areas and level_of(candidate) not in _NOT_A_PLACE:
            return candidate
    return NEDERLAND if text != NPLV else NPLV


def _list_default_compared(area: str, edition: Edition) -> tuple[str, ...]:
    gemeente = edition.areas.gemeente_code_of(area)
    is_inside = gemeente and gemeente != area and gemeente in edition.areas
    return (NEDERLAND, gemeente) if gemeente and is_inside else (NEDERLAND,)


def _parse_compared(
    text: str, default: tuple[str, ...], area: str, edition: Edition
) -> tuple[str, ...]:
    """Read known areas from ``GM0917,nplv,rest``, without the area itself and without buurten."""
    has_rest = level_of(area) is AreaLevel.FOCUSGEBIED
    codes = []
    for word in text.split(","):
        candidates = (word, normalise_code(word))
        areas = (c for c in candidates if c in edition.areas or (c == REST and has_rest))
        codes += [next(areas, "")]
    large = (c for c in codes if c and level_of(c) is not AreaLevel.BUURT)
    others = dict.fromkeys(c for c in large if c != area or c == NEDERLAND)
    return tuple(others)[:MAX_COMPARED] or default
