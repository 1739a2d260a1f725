"""The view: what the reader asked for, as it stands in the URL.

A query leaves defaults out, so that links stay short; :mod:`present.page.view_parsing` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args
from urllib.parse import quote_plus, urlencode

from nplv_geo.definitions.texts import Language
from nplv_geo.ground.areas import NEDERLAND, AreaId, AreaLevel
from nplv_geo.ground.tile_service import Basemap
from nplv_geo.present.address.areas import REST, Relative, write_compared
from nplv_geo.present.address.second import NO_SECOND, Second
from nplv_geo.present.address.steps import list_dropped
from nplv_geo.present.page.indicators import IndicatorChoices, write_indicator_choices
from nplv_geo.present.page.query import read_query
from nplv_geo.present.scale.bounds import write_bounds
from nplv_geo.statistics.classify import Scheme

PageTab = Literal["kaart", "verandering", "naast", "ontwikkeling", "samenhang", "rangorde"]
# On which areas figures of older years are shown: those of the map, or where they were published.
BoundaryChoice = Literal["vast", "gepubliceerd"]
# The table beside the map: its first rows as text, or all of them in a grid.
TableChoice = Literal["kort", "alle"]
# Of which periods the figures decide on the bounds of classes: all that are comparable, or one.
ScaleChoice = Literal["vast", "jaar"]

SORTED_BY = ("waarde", "naam", "gemeente", "verschil", "inwoners")
SORTS = tuple(sign + column for column in SORTED_BY for sign in ("", "-"))
# By the values of the second of two maps.
SECOND = "tweede"
SECOND_SORTS = (SECOND, f"-{SECOND}")
DEFAULT_SORT = "-waarde"
LANGUAGES: tuple[Language, ...] = get_args(Language)
TABS: tuple[PageTab, ...] = get_args(PageTab)
# The stacking is no figure of an area, so areas have no order by it.
STACKING_TABS: tuple[PageTab, ...] = ("kaart", "verandering", "ontwikkeling")
BASEMAPS: tuple[Basemap, ...] = get_args(Basemap)
BOUNDARIES: tuple[BoundaryChoice, ...] = get_args(BoundaryChoice)
TABLES: tuple[TableChoice, ...] = get_args(TableChoice)
SCALES: tuple[ScaleChoice, ...] = get_args(ScaleChoice)
NO_FIGURE = "geen"  # in the place of the number of a class
_SAFE = ",:"
_HERE = "_-_here_-_"  # what quoting leaves alone and no query holds
_EDITION = re.compile(r"[0-9A-Za-z-]{1,64}", re.ASCII)


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
        What the map beside this one shows in place of what this one shows, or the layer that is
        held against its own; empty for neither.
    whole
        Of the view of such a second map, the view that it is a part of: links lead to another one
        of those. None for all others.
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
    whole: View | None = None
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
        if self.whole is not None:
            return self.whole.toggle_compared(area)
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
        if self.whole is not None:
            return self.whole.write_query(**self._place_in_whole(changes))
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
            "gebied2": self.second.area or "",
            "tabel": self.table,
            "editie": self.edition,
            "klasse": self.lit,
        }
        if "gebied" in changes:
            # What is the rest depends on the area; many have none.
            kept = [area for area in self.compared if area != REST]
            fields["vergelijk"] = write_compared(kept) if kept or not self.compared else ""
        context = set(list_dropped(changes, self.layer))
        if changes.get("laag") == self.second.layer:
            context.add("laag2")
        if self.sort in SECOND_SORTS and {"toon", "laag"} & {*changes, *context}:
            context.add("sorteer")
        fields = {key: value for key, value in fields.items() if key not in context} | changes
        defaults = {key: value for key, value in self.defaults if key not in context}
        changed_fields = {
            key: value for key, value in fields.items() if value and value != defaults.get(key)
        }
        return f"?{urlencode(changed_fields, safe=_SAFE)}" if changed_fields else "?"

    def _place_in_whole(self, changes: Mapping[str, str]) -> dict[str, str]:
        """Changes of a second map as changes of the view that it is a part of."""
        second = self.whole.second if self.whole else Second()
        names = {
            "laag": "laag2" if second.layer else "laag",
            "periode": "periode2" if second.period or second.layer else "periode",
            "gebied": "gebied2" if second.area else "gebied",
        }
        return {names.get(key, key): value for key, value in changes.items()}

    def write_second_query(self, **more: str) -> str:
        """Write the query of the map beside this one, as a page of its own would have it.

        Parameters
        ----------
        **more
            Other values of parameters than those that both maps have.

        Returns
        -------
        str
            Starts with ``?``.
        """
        second = self.second
        # What an area is compared with of itself is another thing for another area.
        usual = tuple(pair for pair in self.defaults if pair[0] == "vergelijk")
        changes = {"toon": TABS[0], "tabel": TABLES[0], "klasse": "" if second.layer else self.lit}
        if second.layer:
            changes["laag"] = second.layer
        if second.area:
            changes["gebied"] = second.area
        changes |= {"periode": second.period or self.period, "niveau": self.level.value}
        return replace(self, defaults=usual).write_query(**changes | more)


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
