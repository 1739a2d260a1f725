"""The view: what the reader asked for, as it stands in the URL.

A query leaves defaults out, so that links stay short; :mod:`present.page.view_parsing` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args
from urllib.parse import quote_plus, urlencode

from nplv_geo.definitions.catalog import STACKING, UNDERMINING
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.texts import Language
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, AreaId, AreaLevel
from nplv_geo.ground.tile_service import Basemap
from nplv_geo.present.address.second import NO_SECOND, Second
from nplv_geo.present.page.indicators import IndicatorChoices, write_indicator_choices
from nplv_geo.present.page.query import read_query
from nplv_geo.present.scale.bounds import write_bounds
from nplv_geo.statistics.classify import Scheme

PageTab = Literal["kaart", "verandering", "ontwikkeling", "samenhang", "rangorde"]
# On which areas figures of older years are shown: those of the map, or where they were published.
BoundaryChoice = Literal["vast", "gepubliceerd"]
# The table beside the map: its first rows as text, or all of them in a grid.
TableChoice = Literal["kort", "alle"]
# Of which periods the figures decide on the bounds of classes: all that are comparable, or one.
ScaleChoice = Literal["vast", "jaar"]

SORTED_BY = ("waarde", "naam", "gemeente", "verschil", "inwoners")
SORTS = tuple(sign + column for column in SORTED_BY for sign in ("", "-"))
DEFAULT_SORT = "-waarde"
LANGUAGES: tuple[Language, ...] = get_args(Language)
TABS: tuple[PageTab, ...] = get_args(PageTab)
BASEMAPS: tuple[Basemap, ...] = get_args(Basemap)
BOUNDARIES: tuple[BoundaryChoice, ...] = get_args(BoundaryChoice)
TABLES: tuple[TableChoice, ...] = get_args(TableChoice)
SCALES: tuple[ScaleChoice, ...] = get_args(ScaleChoice)
MAX_COMPARED = 4
# No areas of the edition: the gemeente without the area, and the areas most like it. What they are
# depends on the area of the view.
Relative = Literal["rest", "gelijken"]
REST: Final = "rest"
ALIKE: Final = "gelijken"
RELATIVES: tuple[Relative, ...] = get_args(Relative)
# What a query has where the reader compares with nothing.
NOTHING: Final = "geen"
NO_FIGURE = "geen"  # in the place of the number of a class
# What a new area or a new layer makes meaningless.
_CONTEXT = {
    "gebied": ("niveau", "klasse"),
    "laag": ("periode", "vanaf", "klassen", "indeling", "domeinen", "laag2", "klasse"),
    "laag2": ("periode", "niveau", "indeling", "klasse"),
    "niveau": ("klasse",),
    # Who chooses how bounds are made gives up those that were typed.
    "klassen": ("indeling", "klasse"),
    "schaal": ("indeling", "klasse"),
    "indeling": ("klasse",),
    "toon": ("vanaf", "klasse"),
}
# The maps of many figures have one level, and no lines through the years.
_FIXED = ("niveau", "toon", "vanaf")
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
        Up to four areas that the area is compared with, the newest choice first: codes, ``rest``
        or ``gelijken``.
    scheme
        How values are divided into classes.
    language
        Language of the page.
    basemap
        Background map under the areas; empty for none.
    sort
        Column that the table is sorted by; with ``-`` from high to low.
    tab
        Which part of the page is shown: map, development over time or ranking.
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
    scale
        Of which periods the figures decide on the bounds of classes.
    since
        Period that a change is told from; empty where none is shown.
    bounds
        Bounds between classes that the reader typed, in the unit of the layer; often none.
    second
        The layer, and its period, that is held against the one of the view; empty for none.
    defaults
        Pairs of a parameter and its default, which a query leaves out.
    """

    area: AreaId
    layer: str
    period: str
    level: AreaLevel
    compared: tuple[AreaId | Relative, ...]
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
    scale: ScaleChoice = "vast"
    since: str = ""
    bounds: tuple[float, ...] = ()
    second: Second = NO_SECOND
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
            Code of the area, ``rest`` or ``gelijken``.

        Returns
        -------
        str
            The areas as a query holds them. An added area comes first. A fifth stays at the end,
            so that the page it leads to tells which one it pushed out.
        """
        others = tuple(other for other in self.compared if other != area)
        return write_compared(others if area in self.compared else (area, *others))

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
            "vanaf": self.since,
            "niveau": self.level.value,
            "vergelijk": write_compared(self.compared),
            "klassen": self.scheme,
            "schaal": self.scale,
            "indeling": write_bounds(self.bounds),
            "taal": self.language,
            "achtergrond": self.basemap,
            "sorteer": self.sort,
            "toon": self.tab,
            "grenzen": self.boundaries,
            "domeinen": write_indicator_choices(self.domains),
            "laag2": self.factor or self.second.layer,
            "periode2": self.second.period,
            "tabel": self.table,
            "editie": self.edition,
            "klasse": self.lit,
        }
        if "gebied" in changes:
            # What is the rest depends on the area; many have none.
            kept = [area for area in self.compared if area != REST]
            fields["vergelijk"] = write_compared(kept) if kept or not self.compared else ""
        of_factor = ("laag2",) if self.layer != UNDERMINING else ()
        context = [
            name
            for key, names in _CONTEXT.items()
            if key in changes and key not in of_factor
            for name in names
        ]
        if changes.get("laag") in (STACKING, UNDERMINING):
            context += _FIXED
        if self.layer != UNDERMINING:
            context = [*self._list_dropped_second(changes), *filter(_is_no_second, context)]
        fields = {key: value for key, value in fields.items() if key not in context} | changes
        defaults = {key: value for key, value in self.defaults if key not in context}
        changed_fields = {
            key: value for key, value in fields.items() if value and value != defaults.get(key)
        }
        return f"?{urlencode(changed_fields, safe=_SAFE)}" if changed_fields else "?"

    def _list_dropped_second(self, changes: dict[str, str]) -> list[str]:
        """Second things that a step takes along, where the second layer is no factor."""
        is_fixed = changes.get("laag") in (STACKING, UNDERMINING, self.second.layer)
        if is_fixed or changes.get("toon", "samenhang") != "samenhang":
            return ["laag2", "periode2"]
        return ["periode2"] if "laag2" in changes else []


def _is_no_second(name: str) -> bool:
    return name != "laag2"


def write_compared(areas: Iterable[str]) -> str:
    """Write areas to compare with as a query holds them.

    Parameters
    ----------
    areas
        Codes, ``rest`` or ``gelijken``; perhaps none.

    Returns
    -------
    str
        With commas; ``geen`` for none, as an empty parameter is the default.
    """
    return ",".join(areas) or NOTHING


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
