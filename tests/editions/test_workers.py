"""Work in several processes: the order of what comes back, and what is said when one is lost."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from nplv_geo.build.stages.handing_over import move_to_file
from nplv_geo.build.stages.workers import Processes, Workers
from nplv_geo.ground.errors import EditionError


def tell(derivation: Any, number: int) -> tuple[int, float]:  # noqa: ANN401  # a stand-in
    return os.getpid(), float(derivation.figures[number])


def leave(derivation: Any, code: int) -> None:  # noqa: ANN401  # a stand-in
    os._exit(code + len(derivation.divisions))


def made_up(divisions: int) -> Any:  # noqa: ANN401  # a stand-in for a derivation
    return SimpleNamespace(divisions=dict.fromkeys(range(divisions)), figures=np.arange(40.0) ** 2)


@pytest.mark.parametrize(("count", "divisions"), [(1, 9), (2, 2)])
def test_few_years_stay_in_this_process(count: int, divisions: int) -> None:
    with Workers(made_up(divisions), Processes(count)) as workers:
        assert not workers.are_apart
        assert list(workers.work(tell, [3, 2])) == [(os.getpid(), 9.0), (os.getpid(), 4.0)]


@pytest.mark.slow
def test_results_of_other_processes_come_in_the_order_asked_for() -> None:
    with Workers(made_up(3), Processes(2)) as workers:
        assert workers.are_apart
        found = list(workers.work(tell, [*range(39, -1, -1)]))
    assert [value for _, value in found] == [float(n * n) for n in range(39, -1, -1)]
    assert os.getpid() not in {process for process, _ in found}
    assert not workers.are_apart


@pytest.mark.slow
def test_a_process_that_is_lost_is_said_with_a_way_out() -> None:
    with (
        Workers(made_up(3), Processes(2)) as workers,
        pytest.raises(EditionError, match=r"te weinig geheugen.*--processes 1"),
    ):
        list(workers.work(leave, [7]))


def test_what_is_moved_to_a_file_is_the_same_and_of_its_own() -> None:
    numbers = np.arange(1000.0).reshape(10, 100)
    rows = pd.DataFrame({"a": numbers[0], "b": numbers[1]}, index=[f"BU{n:08}" for n in range(100)])
    moved_numbers, moved_rows, path = move_to_file((numbers, rows, Path("x")))
    assert (path, moved_numbers.tolist()) == (Path("x"), numbers.tolist())
    pd.testing.assert_frame_equal(moved_rows, rows)
    moved_numbers[0, 0] = 7.0
    assert numbers[0, 0] == 0.0
