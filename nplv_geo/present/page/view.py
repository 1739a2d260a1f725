"""The view: what the reader asked for, as it stands in the URL.

A query leaves defaults out, so that links stay short; :mod:`present.page.view_parsing` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, get_args
from urllib.parse import quote_plus, urlencode

from nplv_geo.definitions.catalog import STACKING, UNDERMINING
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.texts import Language
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, AreaId, AreaLevel
from nplv_geo.ground.tile_service import Basemap
from nplv_geo.present.page.indicators import IndicatorChoices, write_indicator_choices
from nplv_geo.present.page.query import read_query
from nplv_geo.statistics.classify import Scheme

PageTab = Literal["kaart", "ontwikkeling"]
# On which areas figures of older years are shown: those of the map, or where they were published.
BoundaryChoice = Literal["vast", "gepubliceerd"]
# The table beside the map: its first rows as text, or all of them in a grid.
TableChoice = Literal["kort", "alle"]

SORTED_BY = ("waarde", "naam", "gemeente", "verschil", "inwoners")
SORTS = tuple(sign + column for column in SORTED_BY for sign in ("", "-"))
DEFAULT_SORT = "-waarde"
LANGUAGES: tuple[Language, ...] = get_args(Language)
TABS: tuple[PageTab, ...] = get_args(PageTab)
BASEMAPS: tuple[Basemap, ...] = get_args(Basemap)
BOUNDARIES: tuple[BoundaryChoice, ...] = get_args(BoundaryChoice)
TABLES: tuple[TableChoice, ...] = get_args(TableChoice)
MAX_COMPARED = 4
# The gemeente without the area: no area of the edition, what it is depends on that of the view.
Rest = Literal["rest"]
REST: Final = "rest"
NO_FIGURE = "geen"  # in the place of the number of a class
# What a new area or a new layer makes meaningless.
_CONTEXT = {
    "gebied": ("niveau", "klasse"),
    "laag": ("periode", "klassen", "domeinen", "laag2", "klasse"),
    "laag2": ("periode", "niveau", "klasse"),
    "niveau": ("klasse",),
    "klassen": ("klasse",),
}
# The maps of many figures have one level, and no lines through the years.
_FIXED = ("niveau", "toon")
_SAFE = ",:"
_HERE = "_-_here_-_"  # what quoting leaves alone and no query holds
_EDITION = re.compile(r"[0-9A-Za-z-]{1,64}", re.ASCII)
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
    basemap
        Background map under the areas; empty for none.
    sort
        Column that the table is sorted by; with ``-`` from high to low.
    tab
        Which part of the page is shown: map or development over time.
    boundaries
        Whether figures of older years are brought to the areas of the map.
    domains
        Indicators chosen for domains of the stacking, as far as they differ from the default.
    factor
        Name of the layer that colours the map of the view on undermining; empty for none.
    edition
        Edition that the link is pinned to; empty for the newest one.
    lit
        The class that is kept lit on the map, counted from 1, or ``geen`` for the areas without a
        figure; empty for none. Whether there is such a class, a page knows.
    table
        Whether the table beside the map is its first rows as text, or a grid of all.
    defaults
        Pairs of a parameter and its default, which a query leaves out.
    """

    area: AreaId
    layer: str
    period: str
    level: AreaLevel
    compared: tuple[AreaId | Rest, ...]
    scheme: Scheme
    language: Language
    basemap: Basemap | Literal[""]
    sort: str
    tab: PageTab = "kaart"
    boundaries: BoundaryChoice = "vast"
    domains: IndicatorChoices = ()
    factor: str = ""
    edition: str = ""
    lit: str = ""
    table: TableChoice = "kort"
    defaults: tuple[tuple[str, str], ...] = ()

    @property
    def compare(self) -> AreaId:
        """The area that colours turn around: the first one that stands in the tables itself."""
        return next((area for area in self.compared if isinstance(area, AreaId)), NEDERLAND)

    @property
    def is_as_published(self) -> bool:
        """True when figures of older years are not brought to the areas of the map."""
        return self.boundaries == "gepubliceerd"

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
            "achtergrond": self.basemap,
            "sorteer": self.sort,
            "toon": self.tab,
            "grenzen": self.boundaries,
            "domeinen": write_indicator_choices(self.domains),
            "laag2": self.factor,
            "tabel": self.table,
            "editie": self.edition,
            "klasse": self.lit,
        }
        if "gebied" in changes:
            # What is the rest depends on the area; many have none.
            fields["vergelijk"] = ",".join(area for area in self.compared if area != REST)
        context = [name for key, names in _CONTEXT.items() if key in changes for name in names]
        if changes.get("laag") in (STACKING, UNDERMINING):
            context += _FIXED
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
    edition_id = read_query(query).fields.get("editie", "")
    return edition_id if _EDITION.fullmatch(edition_id) else ""


def list_levels(area: AreaId, edition: Edition, layer: Layer) -> tuple[AreaLevel, ...]:
    """List the levels of areas that a map of an area can show of a layer.

    Parameters
    ----------
    area
        Code of the area that fills the map.
    edition
        The edition that is shown.
    layer
        Has figures from its smallest level on.

    Returns
    -------
    tuple of AreaLevel
        The default first. Where no level inside the area has figures, all levels: the map is empty
        then, and says why.
    """
    levels = _list_levels_inside(area, edition)
    return tuple(level for level in levels if layer.is_given_at(level)) or levels


def _list_levels_inside(area: AreaId, edition: Edition) -> tuple[AreaLevel, ...]:
    match area.level:
        case AreaLevel.NEDERLAND | AreaLevel.NPLV:
            return tuple(level for level in MAP_LEVELS if len(edition.areas.at(level)))
        case AreaLevel.FOCUSGEBIED | AreaLevel.GEMEENTE:
            return (AreaLevel.BUURT, AreaLevel.WIJK)
        case _:
            return (AreaLevel.BUURT,)
