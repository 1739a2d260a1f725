"""Record what a checkout answers, and compare recordings.

``python -m tests.sameness record FOLDER [--checkout PATH] [--only PATTERN]``,
``python -m tests.sameness compare BEFORE AFTER [--wanted FILE]``,
``python -m tests.sameness since COMMIT [--only PATTERN] [--wanted FILE]``; the last one is
``make same WITH=COMMIT``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sameness.comparing import compare, read_wanted, report
from tests.sameness.recording import record

PROJECT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Do what the command line asks; 1 when there are differences that nobody wants."""
    parser = argparse.ArgumentParser(prog="python -m tests.sameness", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser("record", help="write what a checkout answers to a folder")
    recording.add_argument("folder", type=Path)
    recording.add_argument("--checkout", type=Path, default=PROJECT, help="this one by default")
    comparing = commands.add_parser("compare", help="list how two recordings differ")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    since = commands.add_parser("since", help="record a commit and this checkout, and compare")
    since.add_argument("commit")
    since.add_argument("--keep", type=Path, help="folder to keep both recordings in")
    for command in (recording, since):
        command.add_argument("--only", default="*", help="kinds of answers, such as 'exports/*'")
    for command in (comparing, since):
        command.add_argument("--wanted", type=Path, help="TOML file of differences that are meant")
    given = parser.parse_args()
    if given.command == "record":
        _record(given.checkout, given.folder, given.only)
        return 0
    if given.command == "compare":
        return _compare(given.before, given.after, given.wanted)
    with tempfile.TemporaryDirectory() as temporary:
        kept = given.keep or Path(temporary)
        with _worktree(given.commit) as checkout:
            _record(checkout, kept / "before", given.only)
        _record(PROJECT, kept / "after", given.only)
        return _compare(kept / "before", kept / "after", given.wanted)


def _record(checkout: Path, folder: Path, only: str) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty; name a new folder.")
    started = time.monotonic()
    seconds = record(checkout.resolve(), folder, only)
    longest = ", ".join(f"{kind} {spent:.0f}" for kind, spent in seconds.most_common(8))
    _say(f"{checkout} in {time.monotonic() - started:.0f} s: {folder} (two at once: {longest})")


def _compare(before: Path, after: Path, wanted: Path | None) -> int:
    for folder in (before, after):
        if not folder.is_dir():
            raise SystemExit(f"{folder} is no folder with a recording.")
    found = compare(before, after, read_wanted(wanted) if wanted else ())
    _say(report(found))
    return 1 if found.unwanted else 0


@contextmanager
def _worktree(commit: str) -> Iterator[Path]:
    """Check a commit out beside this one, for as long as it takes to record it."""
    with tempfile.TemporaryDirectory() as temporary:
        checkout = Path(temporary) / "checkout"
        _git("worktree", "add", "--quiet", "--detach", str(checkout), commit)
        try:
            yield checkout
        finally:
            _git("worktree", "remove", "--force", str(checkout))


def _git(*words: str) -> None:
    subprocess.run(["git", *words], cwd=PROJECT, check=True)  # noqa: S607  # git of this machine


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
