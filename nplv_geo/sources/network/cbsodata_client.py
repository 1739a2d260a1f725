"""``cbsodata`` walking to our own door: a copy of its module that only we use.

``cbsodata.get_meta`` hands any named set of a table (``TypedDataSet`` too), passes ``select`` and
``filters`` on, asks for JSON (the Feed answers Atom otherwise) and follows ``odata.nextLink``.
That is what we use it for.

What it lacks: it opens a new ``requests.Session`` for every page and sends a prepared request, so
nothing of the environment (``NO_PROXY``, ``REQUESTS_CA_BUNDLE``) counts, nothing is compressed,
there is no User-Agent and no retry; its options (host, https) are global; it takes what comes for
what it asked, goes wherever a link points, and for ever; and there is no place to hand in a
session. So its module is loaded once more, for us alone, and in that copy ``Session`` walks to the
door that the calling context names, and what it gets there has been read and checked. Whoever
imports ``cbsodata`` in the same process gets it as it was published.
"""

from __future__ import annotations

import contextlib
import importlib.util
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from types import ModuleType, SimpleNamespace
from typing import Any, TypeVar

import requests

from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.sources.network.door import Door
from nplv_geo.sources.network.pages import Pages
from nplv_geo.sources.schemas.odata import CATALOG, CatalogTable, Page
from nplv_geo.sources.schemas.reading import REMEDY, Schema

Entity = TypeVar("Entity")
Document = dict[str, Any]

_MODULE = "cbsodata.cbsodata3"


@dataclass(frozen=True)
class _Walk:
    """One question on its way: through which door, to what it must lead, and by which pages."""

    door: Door
    source: str
    what: str
    schema: Schema[Any]
    pages: Pages


_walk: ContextVar[_Walk] = ContextVar("walk")


@dataclass
class _Answer:
    """Stands in for ``requests.Response``; its text has been read already."""

    text: Document
    encoding: str = "utf-8"

    def json(self) -> Document:
        """Content, read."""
        return self.text

    def raise_for_status(self) -> None:
        """Do nothing: the door has turned every wrong status into a named error already."""


class _DoorSession:
    """Stands in for ``requests.Session`` inside our copy."""

    def send(self, request: requests.PreparedRequest, **_: object) -> _Answer:
        walk = _walk.get()
        url = str(request.url)
        base = walk.door.base(walk.source)
        # The copy writes https before every base; a stand-in or a mirror may have http.
        if base.startswith("http://") and url.startswith(f"https://{_without_scheme(base)}/"):
            url = f"{base}{url.removeprefix(f'https://{_without_scheme(base)}')}"
        page: Page[Any] = walk.door.read(walk.source, url, walk.schema, walk.what)
        document: Document = {"value": page.value}
        if page.next_link is not None:
            if not page.value:
                raise SourceChangedError(walk.what, "rijen", "een lege pagina met nog een", REMEDY)
            document["odata.nextLink"] = walk.pages.follow(url, page.next_link)
        return _Answer(document)


def _load_own_copy() -> ModuleType:
    spec = importlib.util.find_spec(_MODULE)
    if spec is None or spec.loader is None:
        raise ImportError(_MODULE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    own = {"Session": _DoorSession, "json": SimpleNamespace(loads=_take)}
    vars(module).update(own)
    return module


def _take(document: Document) -> Document:
    """Stand in for ``json.loads``: a page is read once, at the door."""
    return document


_cbsodata = _load_own_copy()


@dataclass(frozen=True)
class ODataClient:
    """The functions of ``cbsodata`` that we use, for one service at one door."""

    door: Door
    source: str

    def get_rows(
        self,
        table: str,
        name: str,
        schema: Schema[Page[Entity]],
        *,
        select: Sequence[str] | None = None,
        filters: str = "",
    ) -> list[Entity]:
        """Get one named set of a table, all pages of it.

        Parameters
        ----------
        table, name
            Such as ``85984NED`` and ``TypedDataSet``.
        schema
            What each page must be.
        select, filters
            Columns and rows, in the words of OData v3; all of them by default.

        Raises
        ------
        SourceUnavailableError, SourceChangedError
            As the door does.
        """
        with self._use(table, schema) as options:
            rows: list[Entity] = _cbsodata.get_meta(
                table,
                name,
                select=list(select) if select else None,
                filters=filters or None,
                **options,
            )
        return rows

    def find_tables(self, words: str) -> list[CatalogTable]:
        """Find the tables of the catalogue that have ``words`` in their title."""
        quoted = words.replace("'", "''")
        with self._use("catalogus", CATALOG) as options:
            tables: list[CatalogTable] = _cbsodata.get_table_list(
                filters=f"substringof('{quoted}',Title)", **options
            )
        return tables

    @contextlib.contextmanager
    def _use(self, table: str, schema: Schema[Any]) -> Iterator[dict[str, str]]:
        base, what = self.door.base(self.source), f"{self.source} {table}"
        token = _walk.set(_Walk(self.door, self.source, what, schema, Pages(what, base)))
        try:
            yield {"catalog_url": _without_scheme(base)}
        finally:
            _walk.reset(token)


def _without_scheme(base: str) -> str:
    return base.partition("://")[2]
