"""OData v3 of CBS and dataderden: ODataApi, ODataFeed and ODataCatalog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from urllib.parse import unquote

import numpy as np

from tests.standin import odata_filter
from tests.standin.answer import Answer, Request, Switches, as_json, not_found
from tests.standin.data import Data
from tests.standin.odata_atom import atom
from tests.standin.table import Entity, Mask, RefusedError, Table, Words

_MODEL = "Cbs.OData.WebAPI"
_KIND = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8"
_OPTIONS = ("$format", "$filter", "$select", "$top", "$skip")
_ROWS = ("TypedDataSet", "UntypedDataSet")
_FIRST = ("TableInfos", *reversed(_ROWS), "DataProperties", "CategoryGroups")


def answer(request: Request, data: Data, switches: Switches) -> Answer | None:
    """Answer for a path of these services, None for another one's."""
    service = request.parts[0].lower() if request.parts else ""
    if service not in ("odataapi", "odatafeed", "odatacatalog"):
        return None
    try:
        return _Query(request, data, switches, feed=service != "odataapi").run()
    except RefusedError as error:
        return refusal(error.status, str(error))


def refusal(status: int, sentence: str) -> Answer:
    message = {"lang": "nl-NL", "value": sentence}
    return as_json({"odata.error": {"code": "", "message": message}}, status, _KIND)


class _Query:
    """One question to one of the services."""

    def __init__(self, request: Request, data: Data, switches: Switches, *, feed: bool) -> None:
        self.request, self.data, self.switches, self.feed = request, data, switches, feed
        repeated = [n for n, count in Counter(n for n, _ in request.pairs).items() if count > 1]
        if repeated:
            raise RefusedError(400, f"Query parameter '{repeated[0]}' is specified twice.")
        unknown = [n for n in request.params if n.startswith("$") and n not in _OPTIONS]
        if unknown:
            raise RefusedError(400, f"The query parameter '{unknown[0]}' is not supported.")
        self.xml = feed and request.params.get("$format", "").lower() != "json"

    def run(self) -> Answer:
        parts = self.request.parts
        if parts[0].lower() == "odatacatalog":
            return self._catalog(parts[1:])
        if len(parts) < 3 or parts[1].lower() != "odata":
            return not_found()
        table = self.data.table(parts[2])
        if table is None:
            return not_found()
        if table.id in self.switches.renumbered:
            table = table.renumbered()
        table = table.without(self.request.lost)
        if len(parts) == 3:
            return self._service_document(table)
        return self._set(table, parts[3], count=parts[4:] == ["$count"])

    def _catalog(self, rest: Sequence[str]) -> Answer:
        if [part.lower() for part in rest] != ["tables"]:
            return not_found()
        api = f"{self.request.base}/ODataApi/odata"
        feed = f"{self.request.base}/ODataFeed/odata"
        rows = [
            info | {"ApiUrl": f"{api}/{info['ID']}", "FeedUrl": f"{feed}/{info['ID']}"}
            for info in self.data.infos()
        ]
        return self._entities(rows, f"{self.request.base}/ODataCatalog/$metadata#Tables", "Table")

    def _service_document(self, table: Table) -> Answer:
        root = self._root(table)
        names = [*_FIRST, *(dimension.name for dimension in table.dimensions)]
        if self.xml:
            return atom(root, "service", [{"href": name} for name in names])
        rows = [{"name": name, "url": f"{root}/{name}"} for name in names]
        return as_json({"odata.metadata": f"{root}/$metadata", "value": rows}, kind=_KIND)

    def _set(self, table: Table, name: str, *, count: bool) -> Answer:
        metadata = f"{self._root(table)}/$metadata#{_MODEL}.{name}"
        if name in _ROWS:
            return self._rows(table, metadata, untyped=name == _ROWS[1], count=count)
        sets: dict[str, Callable[[], list[Entity]]] = {
            "TableInfos": lambda: [{**self.data.info(table), "Modified": table.modified}],
            "DataProperties": table.properties,
            "CategoryGroups": list,
        }
        sets |= {d.name: (lambda d=d: d.members) for d in table.dimensions}
        if name not in sets:
            return not_found()
        return self._entities(sets[name](), metadata, name, count=count)

    def _rows(self, table: Table, metadata: str, *, untyped: bool, count: bool) -> Answer:
        rows = self._filtered(table.size, table.mask)
        if count:
            return _number(len(rows))
        rows, more = self._page(rows)
        columns = table.columns()
        chosen = self._selected(["ID", *columns])
        shown: list[Sequence[object]] = []
        for name in chosen:
            cells = rows.tolist() if name == "ID" else columns[name].take(rows)
            if untyped and name != "ID" and not isinstance(columns[name], Words):
                cells = [f"{'.' if cell is None else cell:>8}" for cell in cells]
            shown.append(cells)
        return self._envelope(
            metadata,
            "TData",
            [dict(zip(chosen, row, strict=True)) for row in zip(*shown, strict=True)],
            more,
        )

    def _entities(
        self, rows: list[Entity], metadata: str, name: str, *, count: bool = False
    ) -> Answer:
        def resolve(column: str, _operator: str, test: Callable[[str], bool]) -> Mask:
            if rows and not any(column in row for row in rows):
                raise RefusedError(400, f"Could not find a property named '{column}'.")
            cells = (str(row.get(column, "")) for row in rows)
            return np.fromiter((test(cell) for cell in cells), dtype=bool, count=len(rows))

        kept = self._filtered(len(rows), resolve)
        if count:
            return _number(len(kept))
        kept, more = self._page(kept)
        known = list(dict.fromkeys(key for row in rows for key in row))
        chosen = set(self._selected(known)) if rows else set()
        found = [{k: v for k, v in rows[i].items() if k in chosen} for i in kept]
        return self._envelope(metadata, name, found, more)

    def _filtered(self, size: int, resolve: odata_filter.Resolve) -> np.ndarray:
        text = self.request.params.get("$filter", "").strip()
        if not text:
            return np.arange(size)
        return np.flatnonzero(odata_filter.apply(text, resolve))

    def _selected(self, known: list[str]) -> list[str]:
        text = self.request.params.get("$select", "")
        asked = [name.strip() for name in text.split(",") if name.strip()]
        for name in asked:
            if name not in known:
                raise RefusedError(400, f"Could not find a property named '{name}'.")
        return [name for name in known if name in asked] if asked else known

    def _page(self, rows: np.ndarray) -> tuple[np.ndarray, str | None]:
        """Rows of this answer, and the address of the next when there are more."""
        skip, top = self._whole("$skip"), self._whole("$top")
        if skip is not None and self.switches.refuse_skip and not self.feed:
            raise RefusedError(500, "The query option $skip is not supported")
        rows = rows[skip or 0 :]
        rows = rows if top is None else rows[:top]
        if not self.feed:
            if len(rows) > self.switches.api_limit:
                raise RefusedError(500, "The query returns more than 10000 records")
            return rows, None
        size = self.switches.feed_page
        if len(rows) <= size:
            return rows, None
        # The query comes back as it was asked; only where to go on is added.
        kept = [
            part
            for part in self.request.query.split("&")
            if part and unquote(part).partition("=")[0].lower() not in ("$skip", "$top")
        ]
        kept += [] if top is None else [f"$top={top - size}"]
        query = "&".join([*kept, f"$skip={(skip or 0) + size}"])
        return rows[:size], f"{self.request.base}{self.request.path}?{query}"

    def _whole(self, option: str) -> int | None:
        text = self.request.params.get(option)
        if text is not None and not text.isdecimal():
            raise RefusedError(400, f"Incorrect format for {option} argument '{text}'.")
        return None if text is None else int(text)

    def _envelope(self, metadata: str, name: str, rows: list[Entity], more: str | None) -> Answer:
        if self.xml:
            return atom(metadata.partition("/$metadata")[0], name, rows, more)
        select = self.request.params.get("$select")
        content: Entity = {"odata.metadata": metadata + (f"&$select={select}" if select else "")}
        content["value"] = rows
        if more:
            content["odata.nextLink"] = more
        return as_json(content, kind=_KIND)

    def _root(self, table: Table) -> str:
        service = "ODataFeed" if self.feed else "ODataApi"
        return f"{self.request.base}/{service}/OData/{table.id}"


def _number(count: int) -> Answer:
    return Answer(200, str(count).encode(), "text/plain;charset=utf-8")
