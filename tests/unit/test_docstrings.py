"""What `make check` asks of docstrings, on a module in which nearly all is lacking."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docstrings import main

LACKING = '''
from dataclasses import dataclass


@dataclass
class Pair:
    """Two numbers.

    Attributes
    ----------
    first
        The first.
    """

    first: int
    second: int


def divide(number: float, divisor: float) -> float:
    """Divide.

    Parameters
    ----------
    number
        What is divided.
    """
    if not divisor:
        raise ValueError("nothing to divide by")
    return number / divisor


def _private(number: float) -> float:
    return number
'''


def test_what_a_docstring_lacks_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lacking.py").write_text(LACKING, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert main(["lacking.py"]) == 1
    faults = [line.split(": ", 1)[1] for line in capsys.readouterr().out.splitlines()]
    assert faults == [
        "lacking.Pair: attribute second is not described",
        "lacking.divide: PR01 Parameters {'divisor'} not documented",
        "lacking.divide: RT01 No Returns section found",
        "lacking.divide: ValueError does not stand under Raises",
    ]


def test_a_module_of_statistics_lacks_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nplv_geo/statistics/variance.py"]) == 0
    assert capsys.readouterr().out == ""
