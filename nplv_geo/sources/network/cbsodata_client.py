"""``cbsodata`` walking to our own door: a copy of its module that only we use.

``cbsodata.get_meta`` hands any named set of a table (``TypedDataSet`` too), passes ``select``,
``filters`` and ``timeout`` on, asks for JSON (the Feed answers Atom otherwise) and follows
``odata.nextLink``. That is what we use it for.

What it lacks: it opens a new ``requests.Session`` for every page and sends a prepared request, so
nothing of the environment (``NO_PROXY``, ``REQUESTS_CA_BUNDLE``) counts, nothing is compressed,
there is no User-Agent and no retry; its options (host, https) are global; and there is no place to
hand in a session. So its module is loaded once more, for us alone, and in that copy ``Session``
walks to the door that the calling context names. Whoever imports ``cbsodata`` in the same process
gets it as it was published.
"""

from __future__ import annotations

import contextlib
import importlib.util
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import requests

from nplv_geo.sources.network.answers import Answer
from nplv_geo.sources.network.door import Door

Row = dict[str, Any]

_MODULE = "cbsodata.cbsodata3"
_door: ContextVar[tuple[Door, str]] = ContextVar("door")


class _DoorSession:
    """Stands in for ``requests.Session`` inside our copy."""

    def send(self, request: requests.PreparedRequest, **options: Any) -> Answer:  # noqa: ANN401
        door, source = _door.get()
        url = str(request.url)
        base = door.base(source)
        # The copy writes https before every base; a stand-in or a mirror may have http.
        if base.startswith("http://") and url.startswith(f"https://{_without_scheme(base)}/"):
            url = f"{base}{url.removeprefix(f'https://{_without_scheme(base)}')}"
        return door.get(source, url, "odata", timeout=options.get("timeout"))


def _load_own_copy() -> ModuleType:
    spec = importlib.util.find_spec(_MODULE)
    if spec is None or spec.loader is None:
        raise ImportError(_MODULE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    vars(module)["Session"] = _DoorSession
    return module


_cbsodata = _load_own_copy()


@dataclass(frozen=True)
class ODataClient:
    """The functions of ``cbsodata`` that we use, for one service at one door."""

    door: Door
    source: str

    def get_rows(
        self, table: str, name: str, *, select: Sequence[str] | None = None, filters: str = ""
    ) -> list[Row]:
        """Get one named set of a table, all pages of it.

        Parameters
        ----------
        table, name
            Such as ``85984NED`` and ``TypedDataSet``.
        select, filters
            Columns and rows, in the words of OData v3; all of them by default.

        Raises
        ------
        ValueError, KeyError
            When the answer is no JSON, or none with a list ``value``.
        """
        with self._use() as options:
            rows: list[Row] = _cbsodata.get_meta(
                table,
                name,
                select=list(select) if select else None,
                filters=filters or None,
                **options,
            )
        return rows

    def find_tables(self, words: str) -> list[Row]:
        """Find the tables of the catalogue that have ``words`` in their title."""
        quoted = words.replace("'", "''")
        with self._use() as options:
            tables: list[Row] = _cbsodata.get_table_list(
                filters=f"substringof('{quoted}',Title)", **options
            )
        return tables

    @contextlib.contextmanager
    def _use(self) -> Iterator[dict[str, object]]:
        limits = self.door.limits
        token = _door.set((self.door, self.source))
        try:
            yield {
                "catalog_url": _without_scheme(self.door.base(self.source)),
                "timeout": (limits.connect, limits.read),
            }
        finally:
            _door.reset(token)


def _without_scheme(base: str) -> str:
    return base.partition("://")[2]
