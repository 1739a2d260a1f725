"""The command ``fetch`` as a person or a timer runs it: report, exit code, interruption."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from nplv_geo.commands.fetch import fetch_command
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.published.raw_store import find_file, list_files
from nplv_geo.sources.network.door import HOSTS
from tests.services.runs import read_raw
from tests.standin import StandIn


def _command(where: Settings, url: str, *more: str, **environment: str) -> subprocess.Popen[str]:
    bases = [part for name in HOSTS for part in ("--base-url", f"{name}={url}")]
    return subprocess.Popen(
        [sys.executable, "-m", "nplv_geo", "fetch", *bases, *more],
        cwd=PROJECT,
        env=os.environ | {"NPLV_DATA": str(where.data)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_command_reports_by_source_and_ends_with_nought(
    standin: StandIn, where: Settings
) -> None:
    run = _command(where, standin.url, "--years", "2024", "--municipalities", "GM0014")
    out, err = run.communicate(timeout=60)
    assert run.returncode == 0, err
    for source in HOSTS:
        assert source in out
    assert "wachten" in out
    assert "eigen werk" in out
    assert "politie: 47018NED 2024" in err
    again = _command(where, standin.url, "--years", "2024", "--municipalities", "GM0014")
    assert again.communicate(timeout=60)[0].count("niets nieuws") == len(HOSTS)


def test_the_command_ends_with_one_and_a_line_for_each_failure(
    standin: StandIn, where: Settings
) -> None:
    standin.fault("silence", path="/ODataFeed/odata/50150NED", times=None, seconds=2)
    run = _command(
        where, standin.url, "--years", "2024", "--sources", "rivm,pdok", NPLV_READ_TIMEOUT="0.3"
    )
    out, err = run.communicate(timeout=60)
    assert run.returncode == 1
    assert "geen antwoord binnen 0.3 seconden, ook na 4 pogingen" in err.splitlines()[-1]
    assert "3 nieuw" in out


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let programs that are started hear SIGINT, which a shell keeps from what runs behind it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_who_interrupts_does_not_wait_for_a_silent_service(
    standin: StandIn, where: Settings
) -> None:
    standin.fault("silence", path="/ODataFeed/odata/50150NED", times=None, seconds=30)
    run = _command(where, standin.url, "--years", "2024", "--sources", "rivm")
    # On a busy machine the program is still importing after ten seconds, and asked nothing yet.
    for _ in range(1200):
        if standin.requests or run.poll() is not None:
            break
        time.sleep(0.05)
    assert standin.requests
    time.sleep(0.3)
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=8)
    assert run.returncode == 1
    assert "Afgebroken; wat klaar was is bewaard" in err
    assert list(list_files(where.raw)) == []


def test_offline_every_source_says_so(standin: StandIn, where: Settings) -> None:
    run = _command(where, standin.url, "--years", "2024", NPLV_OFFLINE="1")
    _, err = run.communicate(timeout=60)
    assert run.returncode == 1
    assert err.count("NPLV_OFFLINE staat aan") == len(HOSTS)
    assert standin.requests == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (("--years", "24"), "geen jaar of reeks"),
        (("--years", "2024-2019"), "geen jaar of reeks"),
        (("--sources", "cbs,kadaster"), "'kadaster' is geen bron"),
        (("--municipalities", "Utrecht"), "geen gemeentecode"),
        (("--base-url", "cbs"), "geen NAAM=ADRES"),
    ],
)
def test_wrong_usage_ends_with_two(wrong: tuple[str, str], says: str) -> None:
    done = CliRunner().invoke(fetch_command, wrong)
    assert done.exit_code == 2
    assert says in " ".join(done.output.split())


@pytest.mark.slow
def test_killed_at_any_moment_the_store_is_whole_and_the_next_run_completes(
    standin: StandIn, where: Settings
) -> None:
    for moment in range(6):
        run = _command(where, standin.url, "--years", "2024")
        time.sleep(0.6 + 0.15 * moment)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        for raw in list_files(where.raw):
            assert find_file(where.raw, *raw.path.relative_to(where.raw).parts) is not None
            assert read_raw(raw)
    last = _command(where, standin.url, "--years", "2024")
    _, err = last.communicate(timeout=60)
    assert last.returncode == 0, err
