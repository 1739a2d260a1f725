"""The XML that ODataFeed gives to who forgets ``$format=json``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from tests.standin.answer import Answer
from tests.standin.table import Entity

_SCHEMA = "http://schemas.microsoft.com/ado/2007/08/dataservices"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>'


def atom(base: str, name: str, rows: Iterable[Entity], more: str | None = None) -> Answer:
    """Feed of ``rows``, or the service document when ``name`` is service."""
    if name == "service":
        return _service(base, [str(row["href"]) for row in rows])
    names = f'xmlns="http://www.w3.org/2005/Atom" xmlns:d="{_SCHEMA}" xmlns:m="{_SCHEMA}/metadata"'
    parts = [f"{_HEAD}<feed xml:base={quoteattr(base)} {names}><title>{name}</title>"]
    for row in rows:
        term = row.get("odata.type", f"Cbs.OData.{name}")
        parts.append(f'<entry><category term="{term}" scheme="{_SCHEMA}/scheme"/>')
        parts.append('<content type="application/xml"><m:properties>')
        parts.extend(_properties(row))
        parts.append("</m:properties></content></entry>")
    if more:
        parts.append(f'<link rel="next" href={quoteattr(more)}/>')
    parts.append("</feed>")
    return Answer(200, "".join(parts).encode(), "application/atom+xml;type=feed;charset=utf-8")


def _properties(row: Entity) -> Iterator[str]:
    for key, value in row.items():
        if key == "odata.type":
            continue
        if value is None:
            yield f'<d:{key} m:null="true"/>'
        elif isinstance(value, bool):
            yield f'<d:{key} m:type="Edm.Boolean">{str(value).lower()}</d:{key}>'
        elif isinstance(value, int | float):
            kind = "Int32" if isinstance(value, int) else "Double"
            yield f'<d:{key} m:type="Edm.{kind}">{value}</d:{key}>'
        else:
            text = str(value)
            space = ' xml:space="preserve"' if text != text.strip() else ""
            yield f"<d:{key}{space}>{escape(text)}</d:{key}>"


def _service(base: str, names: list[str]) -> Answer:
    sets = "".join(
        f'<collection href="{name}"><atom:title>{name}</atom:title></collection>' for name in names
    )
    body = (
        f'{_HEAD}<service xml:base={quoteattr(base)} xmlns="http://www.w3.org/2007/app" '
        f'xmlns:atom="http://www.w3.org/2005/Atom"><workspace><atom:title>Default</atom:title>'
        f"{sets}</workspace></service>"
    )
    return Answer(200, body.encode(), "application/atomsvc+xml;charset=utf-8")
