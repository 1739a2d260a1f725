"""The job behind ``fetch``: official services into the raw store.

Sources work side by side. What a source fetched is kept at its end: a source that drops out, or
a run that is stopped, leaves the raw store as it was; a table that changed, only its own file.
Files wait meanwhile in ``incoming/``, beside the raw store, where half a download also waits for
the next run.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from filelock import FileLock, Timeout

from nplv_geo.commands.checks.ground_of_years import list_year_grounds
from nplv_geo.commands.fetch_checks import check_parcel, check_rows
from nplv_geo.definitions import tables
from nplv_geo.definitions.read import read_catalog, read_focus_areas
from nplv_geo.ground.errors import (
    FetchError,
    NoOutlinesError,
    NotPublishedYetError,
    NplvError,
    OfflineError,
    SourceChangedError,
    SourceUnavailableError,
    UnreadableFileError,
)
from nplv_geo.ground.fetch_record import record_fetch
from nplv_geo.ground.settings import Settings
from nplv_geo.ground.system import explain_os_error
from nplv_geo.published.ranges import ImpossibleFigureError
from nplv_geo.published.raw_store import drop_file, find_file, list_files, store_file
from nplv_geo.published.years.known_years import list_kept_outlines
from nplv_geo.sources.network.door import Door
from nplv_geo.sources.schemas.reading import explain_strange
from nplv_geo.sources.services import cbs, leefbaarometer, pdok, politie, rivm
from nplv_geo.sources.services.needs import Ask, Job, Parcel, list_needs

Jobs = Callable[[Door, Ask], list[Job]]
Announce = Callable[[str, str], None]

SOURCES: dict[str, Jobs] = {
    cbs.SOURCE: cbs.list_jobs,
    politie.SOURCE: politie.list_jobs,
    rivm.SOURCE: rivm.list_jobs,
    pdok.SOURCE: pdok.list_jobs,
    leefbaarometer.SOURCE: leefbaarometer.list_jobs,
}
# Large downloads that may go on where they were broken off.
_RESUMABLE = (".part", ".etag")
_EXPECTED = "een antwoord zoals altijd"


@dataclass(frozen=True)
class Order:
    """What a person asks of ``fetch``.

    Attributes
    ----------
    years
        Empty is the newest complete year.
    gemeenten
        None is all of the Netherlands, empty those of the 20 areas.
    """

    years: tuple[int, ...] = ()
    sources: tuple[str, ...] = tuple(SOURCES)
    gemeenten: tuple[str, ...] | None = ()
    boundaries: str = "wfs"


@dataclass
class Fetched:
    """What became of one source.

    Attributes
    ----------
    gone
        Tables that no longer exist: worth a note as long as the source has others.
    own
        Seconds that were not spent waiting for the service.
    """

    source: str
    files: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    rows: int = 0
    size: int = 0
    waited: float = 0.0
    own: float = 0.0

    def add(self, other: Fetched) -> None:
        """Take over what a second round brought."""
        for name in ("files", "unchanged", "notes", "failures", "gone"):
            getattr(self, name).extend(getattr(other, name))
        self.rows += other.rows
        self.size = max(self.size, other.size)
        self.waited += other.waited
        self.own += other.own


def fetch_all(
    settings: Settings, order: Order, door: Door, announce: Announce = lambda *_: None
) -> tuple[tuple[int, ...], list[Fetched]]:
    """Fetch what is new; failures are told in the result, source by source.

    Returns
    -------
    years, fetched
        The years that were fetched, and what became of each source.

    Raises
    ------
    NplvError
        When another ``fetch`` is busy or the project's own definitions are wrong.
    """
    layers = read_catalog(settings.project).layers
    needs = list_needs(layers, lambda table: tables.find_family(table).id)
    kept = list_kept_outlines(list_files(settings.raw))
    with _list_incoming(settings) as folder:
        gemeenten = _gemeenten(settings, order)
        ask = Ask(order.years, gemeenten, needs, folder, order.boundaries, kept=kept)
        if not order.years:
            ask = replace(ask, years=(_newest(door, order, ask),), newest=True)
        pool = ThreadPoolExecutor(max(1, len(order.sources)))
        futures = [
            pool.submit(_one_source, settings, door, ask, source, announce)
            for source in order.sources
        ]
        try:
            fetched = [future.result() for future in futures]
            _fetch_other_years(settings, door, ask, fetched, announce)
        except BaseException:
            door.close()
            raise
        finally:
            # Who stops doesn't wait for requests that are still open.
            pool.shutdown(wait=False, cancel_futures=True)
        record_fetch(settings.data, {one.source: len(one.failures) for one in fetched})
        return ask.years, fetched


def _newest(door: Door, order: Order, ask: Ask) -> int:
    """Newest complete year; the registry's when the service can't tell."""
    if cbs.SOURCE not in order.sources:
        return tables.NEWEST_COMPLETE
    try:
        with explain_strange(cbs.SOURCE, _EXPECTED):
            return cbs.newest_complete(door, ask)
    except FetchError:
        return tables.NEWEST_COMPLETE


def _fetch_other_years(
    settings: Settings, door: Door, ask: Ask, fetched: list[Fetched], announce: Announce
) -> None:
    """Fetch the outlines of years that figures turn out to stand on, though nobody named them."""
    pdok_part = next((part for part in fetched if part.source == pdok.SOURCE), None)
    if pdok_part is None or not (pdok_part.files or pdok_part.unchanged):
        return
    lacking = [ground.year for ground in list_year_grounds(settings) if ground.lost]
    others = tuple(year for year in lacking if year not in ask.years)
    if others:
        more = replace(ask, years=(), other_years=others)
        pdok_part.add(_one_source(settings, door, more, pdok.SOURCE, announce))


def _gemeenten(settings: Settings, order: Order) -> tuple[str, ...] | None:
    if order.gemeenten is None or order.gemeenten:
        return order.gemeenten
    areas = read_focus_areas(settings.project)
    return tuple(sorted({area.gemeente_code for area in areas}))


def _one_source(
    settings: Settings, door: Door, ask: Ask, source: str, announce: Announce
) -> Fetched:
    """Run the jobs of one source, and keep what they brought if the source stayed reachable."""
    started = time.perf_counter()
    meter = door.meters[source]
    before = meter.waited
    result = Fetched(source)
    parcels: list[Parcel] = []
    try:
        with explain_strange(source, _EXPECTED):
            for job in SOURCES[source](door, ask):
                announce(source, job.label)
                _run(settings, job, result, parcels)
            for parcel in parcels:
                _keep(settings, parcel, result)
    except NplvError as error:
        result.failures.append(str(error))
    except OSError as error:
        path = f"{error.filename}: " if error.filename else ""
        result.failures.append(f"{source}: {path}{explain_os_error(error)}.")
    if not result.files and not result.unchanged:
        result.failures += result.gone
    else:
        result.notes += result.gone
    announce(source, "mislukt" if result.failures else "klaar")
    result.size, result.waited = meter.size, meter.waited - before
    result.own = time.perf_counter() - started - result.waited
    return result


def _run(settings: Settings, job: Job, result: Fetched, parcels: list[Parcel]) -> None:
    """Run one job; a table that changed or is to come doesn't harm the others of its source."""
    known = find_file(settings.raw, job.source, job.table, job.name)
    if known is None and job.other:
        known = find_file(settings.raw, job.source, job.table, job.other)
    # A file of before what is in it was recorded may be one that no build can read.
    is_checked = known is not None and bool(known.sidecar.contents)
    what = f"{job.source} {job.label}"
    try:
        with explain_strange(what, _EXPECTED):
            parcel = job.run(known.sidecar if known and is_checked else None)
            if parcel is not None:
                parcel = check_parcel(settings, parcel)
                check_rows(parcel, known, what)
    except SourceChangedError as error:
        (result.gone if error.gone else result.failures).append(str(error))
    except NoOutlinesError:
        # Not a failure: what is known of each year is told at the end.
        return
    except SourceUnavailableError as error:
        if not job.is_apart or isinstance(error, OfflineError):
            raise
        result.failures.append(str(error))
    except (NotPublishedYetError, ImpossibleFigureError, UnreadableFileError) as error:
        result.failures.append(str(error))
    else:
        if parcel is None:
            result.unchanged.append(job.label)
        else:
            parcels.append(parcel)


def _keep(settings: Settings, parcel: Parcel, result: Fetched) -> None:
    """Keep a file; one that came again as it was, only gets the date of today."""
    known = find_file(settings.raw, parcel.source, parcel.table, parcel.path.name)
    is_same = known is not None and known.sidecar.sha256 == parcel.sidecar.sha256
    sidecar = (
        replace(parcel.sidecar, kept=known.sidecar.kept) if known and is_same else parcel.sidecar
    )
    store_file(settings.raw, parcel.source, parcel.table, parcel.path, sidecar)
    for table, name in parcel.replaces:
        drop_file(settings.raw, parcel.source, table, name)
    name = f"{parcel.source}/{parcel.table}/{parcel.path.name}"
    if is_same:
        result.unchanged.append(name)
    else:
        result.files.append(name)
        result.rows += parcel.sidecar.rows
    result.notes += parcel.notes


@contextmanager
def _list_incoming(settings: Settings) -> Iterator[Path]:
    """Folder for what is on its way; one ``fetch`` at a time may use it."""
    folder = settings.data / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock", blocking=False)
    try:
        held = lock.acquire()
    except Timeout as error:
        raise FetchError(
            f"Er loopt al een andere fetch in {settings.data}; wacht tot die klaar is."
        ) from error
    with held:
        _remove_incoming(folder)
        try:
            yield folder
        finally:
            _remove_incoming(folder)


def _remove_incoming(folder: Path) -> None:
    """Remove what no later run can use, and the folders that are empty then.

    After an interruption a request may still be busy there: what it takes away itself is gone.
    """
    for place, _, names in os.walk(folder, topdown=False):
        for path in (Path(place, name) for name in names):
            if path.suffix not in _RESUMABLE and path.name != ".lock":
                path.unlink(missing_ok=True)
        with suppress(OSError):
            Path(place).rmdir()
