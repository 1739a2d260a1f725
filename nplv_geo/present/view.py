"""The view: what the reader asked for, as it stands in the URL.

Parsing is total. Whatever a query holds, the result is a view that this edition can show;
nonsense becomes the default. Printing leaves defaults out, so that links stay short.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args
from urllib.parse import parse_qs, urlencode

from nplv_geo.areas import NEDERLAND, NPLV, AreaLevel, level_of, normalise_code
from nplv_geo.catalog import Catalog, Language
from nplv_geo.classify import SCHEMES, Scheme
from nplv_geo.edition import Edition

Word = TypeVar("Word", bound=str)

DEFAULT_LAYERS = ("misdrijven_per_1000", "koopwoningen_pct", "inwoners")
MAX_QUERY = 2_000
SORTS = ("waarde", "-waarde", "naam", "-naam")
DEFAULT_SORT = "-waarde"
LANGUAGES: tuple[Language, ...] = get_args(Language)
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
    default_layer = _default_layer(edition, catalog)
    layer = asked.get("laag", "")
    layer = layer if edition.has(layer) and layer in catalog else default_layer
    periods = edition.periods(layer)
    period = _one_of(periods, asked.get("periode"), periods[-1])
    levels = levels_for(area, edition)
    default_level = _default_level(levels, edition, layer, period)
    default_scheme: Scheme = catalog.layer(layer).classes.scheme
    return View(
        area=area,
        layer=layer,
        period=period,
        level=_one_of(levels, asked.get("niveau"), default_level),
        compare=_area(asked.get("vergelijk", ""), edition),
        scheme=_one_of(SCHEMES, asked.get("klassen"), default_scheme),
        language=_one_of(LANGUAGES, asked.get("taal"), LANGUAGES[0]),
        basemap=asked.get("achtergrond") == "brt",
        sort=_one_of(SORTS, asked.get("sorteer"), DEFAULT_SORT),
        defaults=(
            ("gebied", NEDERLAND),
            ("laag", default_layer),
            ("periode", periods[-1]),
            ("niveau", default_level.value),
            ("vergelijk", NEDERLAND),
            ("klassen", default_scheme),
            ("taal", LANGUAGES[0]),
            ("sorteer", DEFAULT_SORT),
        ),
    )


def _one_of(allowed: Sequence[Word], asked: str | None, default: Word) -> Word:
    """The word that was asked for if it is allowed, else the default."""
    return next((word for word in allowed if word == asked), default)


def _default_layer(edition: Edition, catalog: Catalog) -> str:
    known = [layer.id for layer in catalog.layers if edition.has(layer.id)]
    return next((layer for layer in DEFAULT_LAYERS if layer in known), known[0])


def _default_level(
    levels: Sequence[AreaLevel], edition: Edition, layer: str, period: str
) -> AreaLevel:
    """Start where there are figures: some are published for wijken but not for buurten."""
    base = edition.origin(layer, period)["base_level"]
    starts_at_wijk = levels[0] is AreaLevel.BUURT and base == AreaLevel.WIJK
    return AreaLevel.WIJK if starts_at_wijk and AreaLevel.WIJK in levels else levels[0]


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
