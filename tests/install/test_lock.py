"""One lock for every Python and machine: each pin has a wheel there, and no package is missing.

`uv` is asked instead of `pip download`: pip reads the markers of a lock as if they were about the
Python it runs on, uv reads them for the machine that is asked about.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from nplv_geo.ground.settings import PROJECT
from supply.pins import read_lock
from tests.children import outside

PYTHONS = ("3.11", "3.12", "3.13", "3.14", "3.15")
PLATFORMS = {
    "linux-x86": "x86_64-manylinux_2_28",
    "linux-arm": "aarch64-manylinux_2_28",
    "macos-arm": "aarch64-apple-darwin",
    "windows-x86": "x86_64-pc-windows-msvc",
}
MACOS = "14.0"
SYSTEMS = {"linux": "linux", "macos": "darwin", "windows": "win32"}
_OUT_OF_REACH = re.compile(
    r"failed to fetch|error sending request|dns error|connect", re.IGNORECASE
)
_PROBLEM_S = 120


def _pinned(lock: Path, python: str, platform: str) -> dict[str, str]:
    """Version of each package that the lock has for a machine."""
    machine = {
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": SYSTEMS[platform.partition("-")[0]],
    }
    found = {}
    for line in lock.read_text().splitlines():
        if line.strip() and not line.lstrip().startswith(("#", "--hash=")):
            pin = Requirement(line.strip().rstrip("\\"))
            if pin.marker is None or pin.marker.evaluate(machine):
                assert pin.name not in found, f"{pin.name} twice for {python} on {platform}"
                found[pin.name] = str(pin.specifier).removeprefix("==")
    return found


def _resolved(lock: Path, python: str, platform: str) -> dict[str, str]:
    """Version of each package that a machine gets when it installs wheels only."""
    uv = Path(sys.executable).with_name("uv")
    quiet = ("--no-config", "--no-header", "--no-annotate")
    machine = ("--python-version", python, "--python-platform", PLATFORMS[platform])
    # The running Python is named, or else uv looks around for one of that version.
    command = (
        uv,
        "pip",
        "compile",
        lock,
        "--no-build",
        *quiet,
        *machine,
        "--python",
        sys.executable,
    )
    environment = outside() | {"MACOSX_DEPLOYMENT_TARGET": MACOS}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=_PROBLEM_S, check=False
    )
    if done.returncode and _OUT_OF_REACH.search(done.stderr):
        pytest.skip(f"package registry out of reach: {done.stderr.strip().splitlines()[0]}")
    assert done.returncode == 0, done.stderr
    pins = [
        Requirement(line.split(";")[0].strip()) for line in done.stdout.splitlines() if "==" in line
    ]
    return {pin.name: str(pin.specifier).removeprefix("==") for pin in pins}


@pytest.mark.slow
def test_everything_installs_from_wheels_on_every_machine() -> None:
    lock = PROJECT / "requirements-dev.txt"
    machines = list(product(PYTHONS, PLATFORMS))
    # Nearly all of it is waiting for the registry.
    with ThreadPoolExecutor(len(machines)) as pool:
        resolved = list(pool.map(lambda machine: _resolved(lock, *machine), machines))
    for machine, found in zip(machines, resolved, strict=True):
        assert found == _pinned(lock, *machine), machine


@pytest.mark.parametrize("python", PYTHONS)
def test_what_runs_is_pinned_the_same_as_what_is_tested(python: str) -> None:
    runs = _pinned(PROJECT / "requirements.txt", python, "linux-x86")
    tested = _pinned(PROJECT / "requirements-dev.txt", python, "linux-x86")
    assert runs.items() <= tested.items()


@pytest.mark.parametrize(
    "lock", ["requirements.txt", "requirements-dev.txt", "tests/cloud/requirements.txt"]
)
def test_every_pin_has_the_hashes_of_its_files(lock: str) -> None:
    pins = read_lock(PROJECT / lock)
    assert len(pins) > 25
    assert [pin.name for pin in pins if not pin.hashes] == []


def test_the_lock_has_every_dependency_that_is_asked_for() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    pinned = _pinned(PROJECT / "requirements.txt", "3.11", "linux-x86")
    for text in project["dependencies"]:
        wanted = Requirement(text)
        assert wanted.specifier.contains(pinned[wanted.name]), text
