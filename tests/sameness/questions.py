"""What is asked of a checkout: addresses by the name under which their answers are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.sameness import files, plain

Read = Callable[[bytes], str]

LANGUAGES = ("nl", "en")
GEMEENTE, WIJK, BUURT = "GM0917", "WK091720", "BU09172000"
# Areas for what need not be asked of all of them.
SOME = ("heerlen-noord", GEMEENTE, "NL00")
# An area of each level beside the 20.
OTHERS = ("NL00", "nplv", GEMEENTE, WIJK, BUURT)
STACKING = "stapeling"
LAYER = "koopwoningen_pct"
_LEVELS = ("nederland", "nplv", "focusgebied", "gemeente", "wijk", "buurt", "groep", "ring")
_PAGES = (
    "/programma",
    "/programma/delft-west",
    "/gesprek/heerlen-noord",
    "/methode",
    "/wijzigingen",
    "/toegankelijkheid",
    "/embed",
    "/api/v1/",
)
_VARIANTS: tuple[dict[str, str], ...] = (
    {"vergelijk": "nplv,rest"},
    {"vergelijk": "rotterdam-zuid"},
    {"vergelijk": "GM0599,G4,NL00,nplv"},
    *({"niveau": level} for level in _LEVELS[2:6]),
    *({"klassen": scheme} for scheme in ("quantiles", "fisher_jenks", "equal", "reference")),
    *({"sorteer": order} for order in ("waarde", "naam", "-naam")),
    {"laag": "misdrijven_per_1000", "periode": "2021"},
    {"laag": "misdrijven_per_1000", "toon": "ontwikkeling"},
    {"laag": STACKING, "domeinen": "onderwijs:hbo_wo_pct"},
    {"achtergrond": "brt"},
    {"editie": "20200101T000000000-00000000"},
    {"laag": "bestaat_niet", "periode": "1900", "niveau": "straat", "klassen": "x", "taal": "fr"},
)
_DRAWN: tuple[dict[str, str], ...] = (
    {"formaat": "a4"},
    {"formaat": "a4-liggend"},
    {"formaat": "vierkant"},
    {"grijs": "1"},
    {"taal": "en"},
    {"laag": STACKING},
    {"niveau": "wijk"},
    {"klassen": "reference"},
)
# One reader for each kind of file that can be taken along.
EXPORTS: dict[str, Read] = {
    "data.csv": plain.read_text,
    "data.xlsx": files.read_xlsx,
    "data.geojson": files.read_geojson,
    "data.gpkg": files.read_gpkg,
    "data.parquet": files.read_parquet,
    "map.svg": files.read_svg,
    "map.png": files.read_png,
    "map.pdf": files.read_pdf,
    "briefing.pptx": files.read_pptx,
    "briefing.pdf": files.read_pdf,
    "talk.docx": files.read_docx,
    "talk.pdf": files.read_pdf,
}
_WRONG = (
    "/bestaat-niet",
    "/geo/bestaat-niet.json",
    "/export/kaart.png",
    "/export/map.gif",
    "/export/map.png?gebied=nergens",
    "/export/map.png?laag=niets&formaat=a5",
    "/export/map.png?dpi=72",
    "/export/data.csv?alles=misschien",
    "/export/data.xlsx?komma=ja",
    "/export/briefing.pptx?gebied=NL00",
    "/export/talk.docx?gebied=NL00",
    "/export/bon/onbekend",
    "/api",
    "/api/v1/niets",
    "/api/v1/values",
    "/api/v1/values?gebied=heerlen&laag=woz_waarde",
    "/api/v1/values?gebied=heerlen-noord&laag=woz",
    "/api/v1/values?gebied=heerlen-noord&laag=woz_waarde&periode=1999",
    "/api/v1/values?gebied=heerlen-noord&laag=woz_waarde&kleur=rood",
    "/api/v1/areas?niveau=straat",
    "/api/v1/areas?pagina=0&taal=en",
    "/api/v1/areas?editie=geen",
)


@dataclass(frozen=True, slots=True)
class Question:
    """Addresses whose answers are kept together.

    Attributes
    ----------
    name
        Place in the recording; its folders tell the kind.
    read
        Makes text of a good answer.
    """

    name: str
    addresses: tuple[str, ...]
    read: Read


def questions(
    areas: Sequence[str], layers: dict[str, list[str]], mapped: Sequence[str]
) -> Iterator[Question]:
    """All questions.

    Parameters
    ----------
    areas
        The 20 focus areas.
    layers
        Periods by layer.
    mapped
        Layers whose pages are asked for all areas.
    """
    everywhere = (*areas, *OTHERS)
    yield from _api(everywhere, layers)
    yield from _pages(everywhere, mapped)
    yield from _exports(areas)
    yield Question("addresses/wrong", _WRONG, plain.read_text)
    yield Question("addresses/small", ("/healthz", "/readyz", "/robots.txt"), plain.read_text)
    yield Question(
        "addresses/files", ("/favicon.ico", "/geo/outline/netherlands.json"), files.digest
    )


def _api(areas: Sequence[str], layers: dict[str, list[str]]) -> Iterator[Question]:
    for language in LANGUAGES:
        for name in ("openapi.json", "areas", "layers"):
            yield _asked(f"api/{name}/{language}", [f"/api/v1/{name}?taal={language}"])
        for area in areas:
            given = {"gebied": area, "taal": language}
            values = [_with("/api/v1/values", given, laag=layer) for layer in layers]
            yield _asked(f"api/values/{language}/{area}", values)
            yield _asked(f"api/profile/{language}/{area}", [_with("/api/v1/profile", given)])
            spoken = (_with("/api/v1/profile", given, vorm="text"),)
            yield Question(f"api/profile_text/{language}/{area}", spoken, plain.read_text)
    for layer, periods in layers.items():
        asked = [
            _with(f"/api/v1/layers/{layer}/values", {}, niveau=level, periode=period)
            for level in _LEVELS
            for period in periods
        ]
        yield _asked(f"api/layer_values/{layer}", asked)
    shapes = [_with("/api/v1/geometry", {}, gebied=area, niveau="buurt") for area in areas[:3]]
    yield Question("api/geometry", tuple(shapes), files.read_geojson)


def _pages(areas: Sequence[str], mapped: Sequence[str]) -> Iterator[Question]:
    for language in LANGUAGES:
        spoken = {"taal": language}
        for page in ("/", *_PAGES):
            name = f"pages/whole/{language}/{page.strip('/').replace('/', '-') or 'home'}"
            yield Question(name, (_with(page, spoken),), plain.read_html)
        for area in areas:
            for layer in (*mapped, STACKING):
                view = spoken | {"gebied": area, "laag": layer}
                yield from _view(f"{language}/{area}/{layer}", view)
    for area in SOME:
        yield Question(f"pages/whole/{area}", (_with("/", {"gebied": area}),), plain.read_html)
        for number, variant in enumerate(_VARIANTS):
            yield from _view(f"variants/{area}/{number:02}", {"gebied": area} | variant)
        for layer in (*mapped, STACKING):
            both = [
                _with(page, {"gebied": area, "laag": layer}) for page in ("/view", "/view/below")
            ]
            yield Question(f"markup/{area}/{layer}", tuple(both), plain.read_view_markup)


def _view(name: str, view: dict[str, str]) -> Iterator[Question]:
    yield Question(f"pages/view/{name}", (_with("/view", view),), plain.read_view)
    yield Question(f"pages/below/{name}", (_with("/view/below", view),), plain.read_view)


def _exports(areas: Sequence[str]) -> Iterator[Question]:
    for file, read in EXPORTS.items():
        kind = f"exports/{file}"
        for area in (*areas, *OTHERS):
            address = _with(f"/export/{file}", {"gebied": area, "laag": LAYER})
            yield Question(f"{kind}/{area}", (address,), read)
        if file.startswith("map."):
            for number, drawn in enumerate(_DRAWN):
                address = _with(f"/export/{file}", {"gebied": SOME[0], "laag": LAYER} | drawn)
                yield Question(f"{kind}/variants/{number:02}", (address,), read)
    for file in ("data.csv", "data.xlsx"):
        for area in areas:
            address = _with(f"/export/{file}", {"gebied": area, "alles": "ja"})
            yield Question(f"exports/{file}/everything/{area}", (address,), EXPORTS[file])
    dutch = _with("/export/data.csv", {"gebied": SOME[0]}, komma="ja", bom="ja")
    yield Question("exports/data.csv/variants/dutch", (dutch,), plain.read_text)
    english = _with("/export/briefing.pptx", {"gebied": SOME[0]}, taal="en")
    yield Question("exports/briefing.pptx/variants/english", (english,), files.read_pptx)


def _asked(name: str, addresses: Sequence[str]) -> Question:
    return Question(name, tuple(addresses), plain.read_json)


def _with(address: str, given: dict[str, str], **more: str) -> str:
    query = urlencode(given | more, safe=",:")
    return f"{address}?{query}" if query else address
