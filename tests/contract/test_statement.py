"""What the accessibility statement tells is what the tests look at; else: `make statement`."""

from __future__ import annotations

import re

from axe_playwright_python.base import AXE_SCRIPT

from nplv_geo.present.site.statement import read_test_run
from tests.browser.test_axe import STATES
from tests.statement import OUT, write_run


def test_the_run_that_is_told_of_is_of_the_tests_as_they_are() -> None:
    run = read_test_run()
    if run is None:  # the page says that no result is known
        assert not OUT.exists()
        return
    version = re.search(r"axe v([\d.]+)", AXE_SCRIPT[:200])
    assert version is not None
    assert run.axe == version[1]
    assert run.states == STATES
    assert run.rules > 80
    assert OUT.read_text(encoding="utf-8") == write_run(run)
