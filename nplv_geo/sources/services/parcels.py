"""Puts what a service answered into a file that ``sources.readers`` reads, with its sidecar."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from nplv_geo.ground.errors import NotPublishedYetError
from nplv_geo.ground.files import hash_file
from nplv_geo.published.raw_store import Sidecar
from nplv_geo.sources.schemas.odata import Row
from nplv_geo.sources.services.needs import Ask, Job, Parcel
from nplv_geo.sources.services.odata import Columns, Service

# Of a service without ETag or date, a file is asked again in whole after this time.
_TRUSTED = timedelta(days=30)
_YEAR = re.compile(r"((?:19|20)\d\d)JJ00")


@dataclass(frozen=True)
class Read:
    """Rows of one table and period, with what is known about them."""

    rows: list[Row]
    columns: Columns
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ParcelTarget:
    """One table and period to fetch from an OData service."""

    folder: str
    table: str
    year: int
    licence: str
    family: str
    query: str
    provisional: bool | None = None
    replaces: tuple[tuple[str, str], ...] = ()


def today() -> str:
    """Date of now, as a sidecar writes it."""
    return datetime.now(UTC).date().isoformat()


def is_recent(known: Sidecar) -> bool:
    """Tell whether a file is young enough to trust, when its service can't tell of a change."""
    age = datetime.now(UTC).date() - date.fromisoformat(known.retrieved)
    return age < _TRUSTED


def odata_job(
    ask: Ask, service: Service, target: ParcelTarget, read: Callable[[Sidecar | None], Read]
) -> Job:
    """Job that fetches a table when it was modified, or asked for otherwise, since last time."""
    name = f"{target.table}-{target.year}.json"

    def run(known: Sidecar | None) -> Parcel | None:
        state = service.state(target.table)
        modified = state.modified
        if known and modified and (known.modified, known.query) == (modified, target.query):
            return None
        result = read(known)
        url = f"{service.door.base(service.source)}/ODataFeed/odata/{target.table}/TypedDataSet"
        content = {"odata.metadata": url, "value": result.rows}
        delivery = make_parcel(
            ask,
            (target.folder, target.table, name),
            content,
            Origin(url, target.licence, "figures", target.year, len(result.rows)),
            result.notes,
            modified=modified,
            query=target.query,
            topics=result.columns.offered,
            family=target.family,
            provisional=target.provisional,
            division=result.columns.map_year,
            state=state.reason,
        )
        return replace(delivery, replaces=target.replaces)

    return Job(f"{target.table} {target.year}", target.folder, target.table, name, run)


@dataclass(frozen=True)
class Origin:
    """The part of a sidecar that every parcel has."""

    url: str
    licence: str
    kind: str
    year: int | None
    rows: int


def make_parcel(
    ask: Ask,
    place: tuple[str, str, str],
    content: dict[str, Any] | str,
    origin: Origin,
    notes: Sequence[str],
    **more: Any,  # noqa: ANN401  # the optional fields of a sidecar
) -> Parcel:
    """Write ``content`` as JSON, which it may be already, and describe it."""
    source, table, name = place
    path = ask.folder / source / table / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        text = content
    else:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")
    sidecar = Sidecar(
        url=origin.url,
        retrieved=today(),
        sha256=hash_file(path),
        licence=origin.licence,
        rows=origin.rows,
        kind=origin.kind,
        year=origin.year,
        **more,
    )
    return Parcel(source, table, path, sidecar, tuple(notes))


def is_provisional(periods: Mapping[str, str], year: int) -> bool | None:
    """Tell whether the figures of a year may still change, as the service says of its period.

    None when it says nothing about it.
    """
    status = periods.get(f"{year}JJ00", "")
    return "voorlopig" in status.lower() if status else None


def years_of(periods: Iterable[str]) -> list[int]:
    """Years among the keys of ``Perioden`` (``2024JJ00``), oldest first."""
    return sorted(int(match[1]) for key in periods if (match := _YEAR.fullmatch(key.strip())))


def years_to_ask(years: Sequence[int], published: Sequence[int]) -> list[int]:
    """Years that a table has or is still to get; what it never had is no matter for ``fetch``."""
    return [year for year in years if year in published or year > max(published, default=0)]


def known_years(years: Sequence[int], published: Sequence[int]) -> list[int]:
    """Years asked that a table has, and the newest that was known by the last of them."""
    known = [year for year in published if year <= max(years)]
    return sorted({year for year in known if year in years} | set(known[-1:]))


def period_filter(published: Sequence[int], year: int, what: str) -> str:
    """Filter on one year.

    Raises
    ------
    NotPublishedYetError
        When the table does not have that year.
    """
    if year not in published:
        newest = f"; het nieuwste jaar is {published[-1]}" if published else ""
        raise NotPublishedYetError(
            f"{what}: over {year} is niets gepubliceerd{newest}; kies dat met --years."
        )
    return f"Perioden eq '{year}JJ00'"
