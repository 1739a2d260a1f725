"""The view: what the reader asked for, as it stands in the URL.

Parsing is total. Whatever a query holds, the result is a view that this edition can show;
nonsense becomes the default. Printing leaves defaults out, so that links stay short.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeVar, get_args
from urllib.parse import parse_qs, quote_plus, urlencode

from nplv_geo.definitions.catalog import STACKING, Catalog
from nplv_geo.definitions.texts import Language
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, NPLV, AreaId, AreaLevel
from nplv_geo.present.page.stacking import Choices, parse_choices, write_choices
from nplv_geo.statistics.classify import SCHEMES, Scheme

Word = TypeVar("Word", bound=str)
Part = Literal["kaart", "ontwikkeling"]

DEFAULT_LAYERS = ("misdrijven_per_1000", "koopwoningen_pct", "inwoners")
MAX_QUERY = 2_000
SORTS = ("waarde", "-waarde", "naam", "-naam")
DEFAULT_SORT = "-waarde"
LANGUAGES: tuple[Language, ...] = get_args(Language)
PARTS: tuple[Part, ...] = get_args(Part)
MAX_COMPARED = 4
# The gemeente without the area: no area of the edition, what it is depends on that of the view.
Rest = Literal["rest"]
REST: Final = "rest"
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
    compared
        Up to four areas that the area is held against, or ``rest``; never empty.
    domains
        Indicators chosen for domains of the stacking, as far as they differ from the default.
    edition
        Edition that the link is pinned to; empty for the newest one.
    """

    area: AreaId
    layer: str
    period: str
    level: AreaLevel
    compared: tuple[AreaId | Rest, ...]
    scheme: Scheme
    language: Language
    basemap: bool
    sort: str
    part: Part = "kaart"
    domains: Choices = ()
    edition: str = ""
    defaults: tuple[tuple[str, str], ...] = ()

    @property
    def compare(self) -> AreaId:
        """The area that colours turn around: the first one that stands in the tables itself."""
        return next((area for area in self.compared if isinstance(area, AreaId)), NEDERLAND)

    def toggle(self, area: str) -> str:
        """What is compared with after ``area`` is added, or taken away.

        What is chosen last comes first; a fifth pushes the oldest out.
        """
        others = tuple(other for other in self.compared if other != area)
        chosen = others if area in self.compared else (area, *others)[:MAX_COMPARED]
        return ",".join(chosen)

    def query(self, **changes: str) -> str:
        """Query of this view, or of the view after ``changes`` of its fields.

        A new area starts at its own level; a new layer at its newest period.
        """
        fields = {
            "gebied": self.area,
            "laag": self.layer,
            "periode": self.period,
            "niveau": self.level.value,
            "vergelijk": ",".join(self.compared),
            "klassen": self.scheme,
            "taal": self.language,
            "achtergrond": "brt" if self.basemap else "",
            "sorteer": self.sort,
            "toon": self.part,
            "domeinen": write_choices(self.domains),
            "editie": self.edition,
        }
        context = _CONTEXT["gebied"] * ("gebied" in changes) + _CONTEXT["laag"] * (
            "laag" in changes
        )
        fields = {key: value for key, value in fields.items() if key not in context} | changes
        defaults = {key: value for key, value in self.defaults if key not in context}
        kept = {key: value for key, value in fields.items() if value and value != defaults.get(key)}
        return f"?{urlencode(kept, safe=_SAFE)}" if kept else "?"


def links(view: View, field: str, **changes: str) -> Callable[[str], str]:
    """Queries of the same view that differ in one field: ``links(view, "gebied")("GM0917")``.

    A page has hundreds of them; what they share is written once.
    """
    start, _, end = view.query(**{field: _HERE}, **changes).partition(_HERE)
    unwritten = ("", dict(view.defaults).get(field))

    def link(value: str) -> str:
        if value in unwritten:
            return view.query(**{field: value}, **changes)
        return f"{start}{quote_plus(value, safe=_SAFE)}{end}"

    return link


def parse(query: str, edition: Edition, catalog: Catalog) -> View:
    """Read a view from a URL query such as ``?gebied=heerlen-noord&laag=woz_waarde``."""
    asked = {key: found[0] for key, found in parse_qs(query.lstrip("?")[:MAX_QUERY]).items()}
    area = _area(asked.get("gebied", ""), edition)
    default_layer = _default_layer(edition, catalog)
    layer = asked.get("laag", "")
    layer = layer if edition.has(layer) and layer in catalog else default_layer
    periods = edition.periods(layer)
    default_period = edition.default_period(layer)
    period = _one_of(periods, asked.get("periode"), default_period)
    levels = levels_for(area, edition)
    default_level = _default_level(levels, edition, layer, period)
    default_compared = _default_compared(area, edition)
    default_scheme: Scheme = catalog.layer(layer).classes.scheme
    view = View(
        area=area,
        layer=layer,
        period=period,
        level=_one_of(levels, asked.get("niveau"), default_level),
        compared=_compared(asked.get("vergelijk", ""), default_compared, area, edition),
        scheme=_one_of(SCHEMES, asked.get("klassen"), default_scheme),
        language=_one_of(LANGUAGES, asked.get("taal"), LANGUAGES[0]),
        basemap=asked.get("achtergrond") == "brt",
        sort=_one_of(SORTS, asked.get("sorteer"), DEFAULT_SORT),
        part=_one_of(PARTS, asked.get("toon"), PARTS[0]),
        edition=pinned(query),
        defaults=(
            ("gebied", NEDERLAND),
            ("laag", default_layer),
            ("periode", default_period),
            ("niveau", default_level.value),
            ("vergelijk", ",".join(default_compared)),
            ("klassen", default_scheme),
            ("taal", LANGUAGES[0]),
            ("sorteer", DEFAULT_SORT),
            ("toon", PARTS[0]),
        ),
    )
    stacks = asked.get("laag") == STACKING and catalog.domains
    return _stacked(view, asked.get("domeinen", ""), edition, catalog) if stacks else view


def pinned(query: str) -> str:
    """Name of the edition that a query is pinned to; empty when there is none."""
    asked = parse_qs(query.lstrip("?")[:MAX_QUERY]).get("editie", [""])[0]
    return asked if _EDITION.fullmatch(asked) else ""


def _stacked(view: View, choices: str, edition: Edition, catalog: Catalog) -> View:
    """The same view of the stacking, which has buurten only and for each figure its own period."""
    fixed = {"periode": "", "niveau": AreaLevel.BUURT.value, "klassen": "counts"}
    return replace(
        view,
        layer=STACKING,
        period="",
        level=AreaLevel.BUURT,
        scheme="counts",
        part=PARTS[0],
        domains=parse_choices(choices, edition, catalog),
        defaults=tuple((key, fixed.get(key, value)) for key, value in view.defaults),
    )


def _one_of(allowed: Sequence[Word], asked: str | None, default: Word) -> Word:
    """The word that was asked for if it is allowed, else the default."""
    return next((word for word in allowed if word == asked), default)


def _default_layer(edition: Edition, catalog: Catalog) -> str:
    known = [layer.id for layer in catalog.layers if edition.has(layer.id)]
    filled = (la for la in (*DEFAULT_LAYERS, *known) if la in known and edition.has_figures(la))
    return next(filled, known[0])


def _default_level(
    levels: Sequence[AreaLevel], edition: Edition, layer: str, period: str
) -> AreaLevel:
    """Start where there are figures: some are published for wijken but not for buurten."""
    base = edition.origin(layer, period).base_level
    starts_at_wijk = levels[0] is AreaLevel.BUURT and base == AreaLevel.WIJK
    return AreaLevel.WIJK if starts_at_wijk and AreaLevel.WIJK in levels else levels[0]


def levels_for(area: AreaId, edition: Edition) -> tuple[AreaLevel, ...]:
    """Levels that can be shown inside an area, its default first."""
    match area.level:
        case AreaLevel.NEDERLAND | AreaLevel.NPLV:
            return tuple(level for level in MAP_LEVELS if len(edition.areas.at(level)))
        case AreaLevel.FOCUSGEBIED | AreaLevel.GEMEENTE:
            return (AreaLevel.BUURT, AreaLevel.WIJK)
        case _:
            return (AreaLevel.BUURT,)


def _area(asked: str, edition: Edition) -> AreaId:
    area = NPLV if asked == NPLV else edition.areas.find(asked)
    has_page = area is not None and (area == NPLV or area.level not in _NOT_A_PLACE)
    return area if area is not None and has_page else NEDERLAND


def _default_compared(area: AreaId, edition: Edition) -> tuple[AreaId, ...]:
    code = edition.areas.gemeente_code_of(area)
    gemeente = edition.areas.find(code) if code else None
    return (NEDERLAND, gemeente) if gemeente and gemeente != area else (NEDERLAND,)


def parse_compared(word: str, edition: Edition) -> AreaId | Rest | None:
    """Read what an area is to be held against; None for what is neither an area nor the rest."""
    return REST if word == REST else edition.areas.find(word)


def _compared(
    asked: str, default: tuple[AreaId, ...], area: AreaId, edition: Edition
) -> tuple[AreaId | Rest, ...]:
    """Known areas out of ``GM0917,nplv,rest``, without the area itself; buurten are too small."""
    words = [parse_compared(word, edition) for word in asked.split(",")]
    compared = dict.fromkeys(one for one in words if one and _can_be_compared(one, area))
    return tuple(compared)[:MAX_COMPARED] or default


def _can_be_compared(other: AreaId | Rest, area: AreaId) -> bool:
    if not isinstance(other, AreaId):
        return area.level is AreaLevel.FOCUSGEBIED
    return other.level is not AreaLevel.BUURT and (other != area or other == NEDERLAND)
