"""Child processes whose lines are not counted: counting takes half as long again.

What they run is counted elsewhere, in the process of the test itself or in a child that tests the
command line.
"""

from __future__ import annotations

import os

# As this process was started, before the guard stood in the way of the network.
_OUTSIDE = dict(os.environ)
_COUNTING = ("COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START")


def uncounted(**more: str) -> dict[str, str]:
    """Environment of this process for such a child, without the pinned edition of a developer."""
    left_out = {*_COUNTING, "NPLV_EDITION"}
    return {name: value for name, value in os.environ.items() if name not in left_out} | more


def outside() -> dict[str, str]:
    """Environment for a child that may reach the package registry, as an installation does."""
    return {name: value for name, value in _OUTSIDE.items() if name not in _COUNTING}
