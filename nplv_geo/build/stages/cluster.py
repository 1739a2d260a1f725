"""The same work on a cluster of Dask: whatever is done there comes back as it would be done here.

What workers need travels to them once, and what they make comes back over the network: nothing is
asked of disks that machines share. A worker that is lost takes only time with it: its part is done
by another, and what it alone held is handed out anew.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import geopandas as gpd
import shapely
import structlog

from nplv_geo import __version__
from nplv_geo.build.derive import Derivation
from nplv_geo.build.stages.memory import give_memory_back
from nplv_geo.build.stages.periods import PeriodToWrite, WrittenPeriod, write_period
from nplv_geo.geometry.pieces import Pieces, overlay_outlines
from nplv_geo.ground.errors import ClusterError
from nplv_geo.ground.files import write_atomic

if TYPE_CHECKING:
    from distributed import Client

log = structlog.get_logger()

Argument = TypeVar("Argument")
Result = TypeVar("Result")
Versions = tuple[tuple[str, str], ...]

_CONNECT_S = 20
# So often is work handed out anew before the cluster is given up.
_MOST_TRIES = 4
_DECIDING = ("numpy", "pandas", "pyarrow", "geopandas", "brotli")
# A derivation keeps what it worked out: in one process one thread works with it.
_one_at_a_time = threading.Lock()


class Cluster:
    """Workers of Dask, for as long as a build lasts.

    Parameters
    ----------
    address
        Of the scheduler, as ``tcp://scheduler:8786``.

    Raises
    ------
    ClusterError
        When Dask is not installed, or the scheduler does not answer.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client  # noqa: PLC0415  # who builds here goes without
        except ImportError as error:
            raise ClusterError(
                "Voor --dask ontbreekt een pakket; installeer 'zicht-op-wijken[dask]'."
            ) from error
        try:
            self._client: Client = Client(address, timeout=_CONNECT_S, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"Op {address} antwoordt geen planner van Dask; kijk naar het adres, of bouw "
                "zonder --dask."
            ) from error
        self._address = address
        self._versions = list_versions()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def overlay_all(self, pairs: Sequence[tuple[gpd.GeoSeries, gpd.GeoSeries]]) -> Iterator[Pieces]:
        """Overlay pairs of maps, all at once.

        Parameters
        ----------
        pairs
            Outlines of two years by code; a year that is in several pairs is sent once.

        Returns
        -------
        iterator
            Pieces of each pair, in their order.
        """
        maps = {id(shapes): shapes for pair in pairs for shapes in pair}
        asked = [(id(older), id(newer)) for older, newer in pairs]
        return self.work(_overlay, maps, asked)

    def work(
        self,
        do: Callable[[Any, Argument], Result],
        shared: object,
        arguments: Sequence[Argument],
    ) -> Iterator[Result]:
        """Do the same for each argument, on all workers.

        Parameters
        ----------
        do
            A function of a module.
        shared
            What it is done with; every worker gets a copy.
        arguments
            What it is done for.

        Returns
        -------
        iterator
            What it gives, in the order of the arguments.

        Raises
        ------
        ClusterError
            While iterating, when there are no workers, they are of another version, or they are
            lost time and again.
        """
        from distributed import KilledWorker  # noqa: PLC0415  # as above
        from distributed.comm.core import CommClosedError  # noqa: PLC0415

        lost = (KilledWorker, CancelledError, CommClosedError, OSError)
        done, tries = 0, 0
        while done < len(arguments):
            try:
                for result in self._hand_out(do, shared, arguments[done:]):
                    yield result
                    done, tries = done + 1, 0
            except lost as error:
                tries += 1
                log.warning("work handed out anew", reason=type(error).__name__, done=done)
                if tries == _MOST_TRIES or isinstance(error, KilledWorker):
                    raise ClusterError(
                        f"De werkers van {self._address} houden op of zijn er niet, meestal door "
                        "te weinig geheugen; kijk naar hun log, of bouw zonder --dask."
                    ) from error

    def _hand_out(
        self, do: Callable[[Any, Argument], Result], shared: object, arguments: Sequence[Argument]
    ) -> Iterator[Result]:
        self._client.wait_for_workers(1, timeout=_CONNECT_S)
        held = self._client.scatter([shared], broadcast=True, hash=False)[0]
        waiting = [
            self._client.submit(_work, self._versions, do, held, argument, pure=False)
            for argument in arguments
        ]
        while waiting:  # what was given is let go of, here and there
            yield waiting.pop(0).result()


class ClusterWorkers:
    """Does the work of a build on a cluster; see :class:`nplv_geo.build.stages.workers.Workers`.

    Parameters
    ----------
    derivation
        What the work is done with.
    cluster
        Who does it.
    """

    are_apart = True

    def __init__(self, derivation: Derivation, cluster: Cluster) -> None:
        self._derivation = derivation
        self._cluster = cluster

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the cluster as it is: it is whoever opened it that closes it."""

    def work(
        self, do: Callable[[Derivation, Argument], Result], arguments: Sequence[Argument]
    ) -> Iterator[Result]:
        """Do the same for each argument; see :meth:`Cluster.work`."""
        return self._cluster.work(do, self._derivation, arguments)

    def write_periods(self, asked: Sequence[PeriodToWrite]) -> Iterator[WrittenPeriod]:
        """Write periods on workers, and put what they wrote in the folder here."""
        for one, (written, files) in zip(asked, self.work(_write_apart, asked), strict=True):
            for name, content in files.items():
                write_atomic(one.folder / name, content)
            yield written


def list_versions() -> Versions:
    """List the versions that decide about bytes: these must be the same on all machines."""
    packages = ((name, version(name)) for name in _DECIDING)
    python = ".".join(map(str, sys.version_info[:2]))
    own = (("zicht-op-wijken", __version__), ("Python", python))
    return (*own, ("GEOS", shapely.geos_version_string), *packages)


def _work(
    versions: Versions, do: Callable[[Any, Argument], Result], shared: object, argument: Argument
) -> Result:
    """On a worker: do one part, by the same versions or not at all."""
    if differing := sorted(set(list_versions()) - set(versions)):
        told = ", ".join(f"{name} {found}" for name, found in differing)
        raise ClusterError(
            f"Een werker van Dask heeft andere versies ({told}); installeer overal hetzelfde slot."
        )
    with _one_at_a_time:
        result = do(shared, argument)
    give_memory_back()
    return result


def _overlay(maps: dict[int, gpd.GeoSeries], pair: tuple[int, int]) -> Pieces:
    return overlay_outlines(maps[pair[0]], maps[pair[1]])


def _write_apart(
    derivation: Derivation, asked: PeriodToWrite
) -> tuple[WrittenPeriod, dict[str, bytes]]:
    """Write a period in a folder of the worker, and give what stands there."""
    with TemporaryDirectory(prefix="nplv-build-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        written = write_period(derivation, replace(asked, folder=folder))
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
    return written, files
