"""The view: what the reader asked for, as it stands in the URL.

Parsing is total. Whatever a query holds, the result is a view that this edition can show;
nonsense becomes the default. Printing leaves defaults out, so that links stay short.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from nplv_geo.areas import NEDERLAND, NPLV, AreaLevel, level_of, normalise_code
from nplv_geo.catalog import Catalog, Language
from nplv_geo.classify import SCHEMES, Scheme
from nplv_geo.edition import Edition

DEFAULT_LAYERS = ("misdrijven_per_1000", "koopwoningen_pct", "inwoners")
MAX_QUERY = 2_000
SORTS = ("waarde", "-waarde", "naam", "-naam")
# What a new area or a new layer makes meaningless.
_CONTEXT = {"gebied": ("niveau",), "laag": ("periode", "klassen")}
MAP_LEVELS = (AreaLevel.FOCUSGEBIED, AreaLevel.GEMEENTE, AreaLevel.WIJK, AreaLevel.BUURT)


@dataclass(frozen=True, slots=True)
class View:
    """One view of the dashboard; every field is valid for the edition it was parsed for."""

    area: str
    layer: str
    period: str
    level: AreaLevel
    compare: str
    scheme: Scheme
    language: Language
    basemap: bool
    sort: str
    defaults: tuple[tuple[str, str], ...] = ()

    def query(self, **changes: str) -> str:
        """Query of this view, or of the view after ``changes`` of its fields.

        A new area starts at its own level; a new layer at its newest period.
        """
        fields = {
            "gebied": self.area,
            "laag": self.layer,
            "periode": self.period,
            "niveau": self.level.value,
            "vergelijk": self.compare,
            "klassen": self.scheme,
            "taal": self.language,
            "achtergrond": "brt" if self.basemap else "",
            "sorteer": self.sort,
        }
        context = _CONTEXT["gebied"] * ("gebied" in changes) + _CONTEXT["laag"] * (
            "laag" in changes
        )
        fields = {key: value for key, value in fields.items() if key not in context} | changes
        defaults = {key: value for key, value in self.defaults if key not in context}
        kept = {key: value for key, value in fields.items() if value and value != defaults.get(key)}
        return f"?{urlencode(kept)}" if kept else "?"


def parse(query: str, edition: Edition, catalog: Catalog) -> View:
    """Read a view from a URL query such as ``?gebied=heerlen-noord&laag=woz_waarde``."""
    asked = {key: found[0] for key, found in parse_qs(query.lstrip("?")[:MAX_QUERY]).items()}
    area = _area(asked.get("gebied", ""), edition)
    default_layer = next((la for la in DEFAULT_LAYERS if edition.has(la)), "")
    layer_id = asked.get("laag", "")
    if not edition.has(layer_id) or layer_id not in catalog:
        layer_id = default_layer or next(iter(edition.manifest["layers"]))
    periods = edition.periods(layer_id)
    levels = levels_for(area, edition)
    compare = _area(asked.get("vergelijk", ""), edition)
    default_scheme: Scheme = catalog.layer(layer_id).classes.scheme
    language: Language = "en" if asked.get("taal") == "en" else "nl"
    return View(
        area=area,
        layer=layer_id,
        period=asked["periode"] if asked.get("periode") in periods else periods[-1],
        level=next((lv for lv in levels if lv.value == asked.get("niveau")), levels[0]),
        compare=compare,
        scheme=next((s for s in SCHEMES if s == asked.get("klassen")), default_scheme),
        language=language,
        basemap=asked.get("achtergrond") == "brt",
        sort=asked["sorteer"] if asked.get("sorteer") in SORTS else SORTS[1],
        defaults=(
            ("gebied", NEDERLAND),
            ("laag", default_layer),
            ("periode", periods[-1]),
            ("niveau", levels[0].value),
            ("vergelijk", NEDERLAND),
            ("klassen", default_scheme),
            ("taal", "nl"),
            ("sorteer", SORTS[1]),
        ),
    )


def levels_for(area: str, edition: Edition) -> tuple[AreaLevel, ...]:
    """Levels that can be shown inside an area, its default first."""
    match level_of(area):
        case AreaLevel.NEDERLAND | AreaLevel.NPLV:
            return tuple(level for level in MAP_LEVELS if len(edition.at(level)))
        case AreaLevel.FOCUSGEBIED | AreaLevel.GEMEENTE:
            return (AreaLevel.BUURT, AreaLevel.WIJK)
        case _:
            return (AreaLevel.BUURT,)


def _area(asked: str, edition: Edition) -> str:
    for candidate in (asked, normalise_code(asked)):
        if candidate in edition.areas.index and candidate != NPLV:
            return candidate
    return NEDERLAND if asked != NPLV else NPLV
