"""Requests that nobody would make: parts of good ones, changed, and bytes that are no text."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote_from_bytes

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel

_PARAMETERS: Final = (
    *("gebied", "laag", "laag2", "periode", "periode2", "gebied2", "vanaf", "niveau"),
    *("vergelijk", "klassen", "schaal", "indeling", "toon", "grenzen", "domeinen", "taal"),
    *("achtergrond", "editie", "klasse", "sorteer", "tabel", "formaat", "dpi", "grijs", "alles"),
)
_WORDS: Final = (
    *("", "0", "-1", "1e999", "NaN", "null", "undefined", "2024", "1999", "99999999999999999999"),
    *("kaart", "verandering", "naast", "samenhang", "ontwikkeling", "rangorde", "stapeling"),
    *("ondermijning", "buurt", "wijk", "gemeente", "focusgebied", "NL00", "G4", "nplv", "rest"),
    *("geen", "vast", "jaar", "alle", "kort", "ja", "en", "quantiles", "reference", "10|20,5|40"),
    *("../../etc/passwd", "<script>alert(1)</script>", "' OR 1=1 --", "{{7*7}}", "${jndi:x}"),
    *("\x00", "\r\nX-Y: z", "\u202e", "\ud7ff", "é" * 300, "%00", "%", "%zz", "+", "&amp;", ";"),
)
_PAGES: Final = ("/", "/", "/", "/view", "/view", "/view/below", "/view/rows", "/embed")
_OTHERS: Final = (
    *("/methode", "/programma", "/programma/{}", "/gesprek/{}", "/wijzigingen", "/robots.txt"),
    *("/geo/{}/x.json", "/figures/{}/x.json", "/assets/{}", "/_dash-layout", "/{}", "/view/{}"),
    *("/_dash-component-suites/{}", "/sitemap.xml", "/export/bon/{}", "/../{}", "//{}"),
)
_API: Final = (
    *("areas", "layers", "values", "profile", "geometry", "programme", "undermining", "{}"),
    *("layers/{}/values", "openapi.json"),
)
_EXPORTS: Final = (
    *("map.png", "map.svg", "map.pdf", "data.csv", "data.xlsx", "data.geojson", "data.gpkg"),
    *("data.parquet", "briefing.pptx", "briefing.pdf", "talk.docx", "talk.pdf", "{}", "map.{}"),
)
# Files are made one after the other; of a hundred orders about one is right by chance.
_JUNK: Final = "laag=er-is-geen-laag"
_SEARCH: Final = {
    "output": "search.found",
    "outputs": {"id": "search", "property": "found"},
    "inputs": [{"id": "search", "property": "text", "value": "heer"}],
    "changedPropIds": ["search.text"],
    "parsedChangedPropsIds": ["search.text"],
    "state": [{"id": "url", "property": "search", "value": "?taal=en"}],
}


@dataclass(frozen=True, slots=True)
class Request:
    """One request as bytes."""

    target: bytes
    method: bytes = b"GET"
    body: bytes = b""


class MakerUp:
    """Makes requests up, the same ones each time for an edition.

    Parameters
    ----------
    edition
        Of which areas and layers are good.
    seed
        Another one gives other requests.
    """

    def __init__(self, edition: Edition, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # requests that can be made again
        areas = [*edition.areas.focus, *edition.areas.at(AreaLevel.GEMEENTE)]
        areas += list(edition.areas.at(AreaLevel.BUURT))[:500]
        self._good = [str(word) for word in (*areas, *edition.manifest.layers)]

    def list_pages(self, count: int) -> Iterator[Request]:
        """Addresses of pages and of what pages ask."""
        for _ in range(count):
            path = self._random.choice(_PAGES if self._happens(80) else _OTHERS)
            yield Request(self._fill(path) + b"?" + self._make_query())

    def list_orders(self, count: int) -> Iterator[Request]:
        """Questions to the API, and orders for files of which few are right."""
        for _ in range(count):
            if self._happens(50):
                path = f"/api/v1/{self._random.choice(_API)}"
                query = self._make_query()
            else:
                path = f"/export/{self._random.choice(_EXPORTS)}"
                query = self._make_query()
                if self._happens(95):
                    query += b"&" + _JUNK.encode()
            yield Request(self._fill(path) + b"?" + query)

    def list_posts(self, count: int) -> Iterator[Request]:
        """Posts to Dash: right ones, changed ones, and bytes."""
        for _ in range(count):
            text = json.dumps(self._change(_SEARCH), ensure_ascii=self._happens(50))
            body = text.encode("utf-8", "surrogatepass")
            if self._happens(30):
                body = self._damage(body)
            yield Request(b"/_dash-update-component", b"POST", body)

    def _happens(self, in_a_hundred: int) -> bool:
        return self._random.randrange(100) < in_a_hundred

    def _fill(self, path: str) -> bytes:
        while "{}" in path:
            path = path.replace("{}", self._quote(self._make_word()), 1)
        return path.encode()

    def _make_query(self) -> bytes:
        pairs = []
        for _ in range(self._random.choice((0, 1, 2, 3, 4, 8))):
            name = self._random.choice(_PARAMETERS)
            if self._happens(10):
                name = self._make_word()
            pairs.append(f"{self._quote(name)}={self._quote(self._make_word())}")
        query = "&".join(pairs).encode()
        return self._damage(query) if self._happens(10) else query

    def _make_word(self) -> str:
        if self._happens(10):
            word = "".join(chr(self._random.randrange(1, 0xD7FF)) for _ in range(12))
        else:
            word = self._random.choice(self._good if self._happens(55) else _WORDS)
        if self._happens(20):
            cut = self._random.randrange(len(word) + 1)
            word = word[:cut] + self._random.choice(_WORDS) + word[cut:]
        return word

    @staticmethod
    def _quote(word: str) -> str:
        return quote_from_bytes(word.encode("utf-8", "surrogatepass"), safe="|,:;")

    def _damage(self, content: bytes) -> bytes:
        """Change a few bytes; what would end a line of HTTP is left out of addresses by Caddy."""
        damaged = bytearray(content)
        for _ in range(self._random.randrange(1, 4)):
            if damaged:
                place = self._random.randrange(len(damaged))
                damaged[place] = self._random.choice(b"%&=;+abc019_-~!*'(),/?:@|\xe9\xff")
        return bytes(damaged)

    def _change(self, value: object) -> object:
        """Copy a value, and put something else in a place or two."""
        if self._happens(6):
            return self._random.choice(
                (None, 5, -1.5e300, True, [], {}, "", self._make_word(), [[[]]], {"id": {"a": 1}})
            )
        if isinstance(value, dict):
            kept = {key: self._change(item) for key, item in value.items()}
            if self._happens(5):
                kept[self._make_word()] = self._make_word()
            return kept
        return [self._change(item) for item in value] if isinstance(value, list) else value
