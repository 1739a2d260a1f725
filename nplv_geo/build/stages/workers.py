"""The same work for many years or periods, in this process or in several at once."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self, TypeVar

from nplv_geo.build.derive import Derivation
from nplv_geo.build.stages.handing_over import read_shared, write_shared
from nplv_geo.build.stages.memory import give_memory_back
from nplv_geo.build.stages.periods import PeriodToWrite, WrittenPeriod, write_period
from nplv_geo.ground.errors import EditionError

Argument = TypeVar("Argument")
Result = TypeVar("Result")

# A process of its own takes seconds to start; fewer years than these are done sooner without.
_FEWEST_DIVISIONS = 3
# What a process was given to work with.
_derivations: list[Derivation] = []


@dataclass(frozen=True)
class Processes:
    """How many processes a build may work in.

    Attributes
    ----------
    count
        1 to stay in this one.
    begin
        Run at the start of each other process; a function of a module, for it travels by name.
    """

    count: int = 1
    begin: Callable[[], object] = bool


class Workers:
    """Does work with one derivation for many arguments; results come in their order.

    Parameters
    ----------
    derivation
        What the work is done with; other processes get a copy without what it keeps.
    processes
        How many may be used. With tables of few other years there is only this one.

    Notes
    -----
    New processes are spawned: a fork of a process with threads may hang.
    """

    def __init__(self, derivation: Derivation, processes: Processes) -> None:
        self._derivation = derivation
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._handed: TemporaryDirectory[str] | None = None
        if processes.count > 1 and len(derivation.divisions) >= _FEWEST_DIVISIONS:
            self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def are_apart(self) -> bool:
        """Whether other processes do the work."""
        return self._pool is not None

    def close(self) -> None:
        """Let the other processes go; what has not begun is not begun any more."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
        if self._handed is not None:
            self._handed.cleanup()
            self._handed = None

    def _start(self) -> None:
        self._handed = TemporaryDirectory(prefix="nplv-build-", ignore_cleanup_errors=True)
        write_shared(Path(self._handed.name), self._derivation)
        self._pool = ProcessPoolExecutor(
            self._processes.count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(Path(self._handed.name), self._processes.begin),
        )

    def work(
        self, do: Callable[[Derivation, Argument], Result], arguments: Sequence[Argument]
    ) -> Iterator[Result]:
        """Do the same for each argument.

        Parameters
        ----------
        do
            A function of a module; it may not count on what earlier calls left behind.
        arguments
            What it is done for.

        Returns
        -------
        iterator
            What it gives, in the order of the arguments. Other processes begin at once; this one
            does each when it is asked for.

        Raises
        ------
        EditionError
            While iterating, when a process ended before its work was done.
        """
        if self._pool is None:
            return map(partial(do, self._derivation), arguments)
        return _await([self._pool.submit(_work, do, argument) for argument in arguments])

    def write_periods(self, asked: Sequence[PeriodToWrite]) -> Iterator[WrittenPeriod]:
        """Write periods; each process writes straight into the folder of the edition.

        Parameters
        ----------
        asked
            Which, and where to.

        Returns
        -------
        iterator
            What was written, in the same order.
        """
        return self.work(write_period, asked)


def _await(waiting: Sequence[Future[Result]]) -> Iterator[Result]:
    try:
        for future in waiting:
            yield future.result()
    except BrokenExecutor as error:
        raise EditionError(
            "Een van de processen van de bouw hield op, meestal door te weinig geheugen. "
            "Bouw opnieuw met --processes 1."
        ) from error


def _begin(handed: Path, begin: Callable[[], object]) -> None:
    begin()
    _derivations.append(read_shared(handed))
    give_memory_back()


def _work(do: Callable[[Derivation, Argument], Result], argument: Argument) -> Result:
    (derivation,) = _derivations
    result = do(derivation, argument)
    give_memory_back()
    return result
