"""How two recordings differ: the same difference in many files is told once."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

_LINES_SHOWN = 6
_LETTERS_SHOWN = 160
_FILES_SHOWN = 3
_NO_FILE = "(no such answer)"


@dataclass(frozen=True, slots=True)
class Change:
    """Lines that became other lines; a file that is new or gone is told by its first lines."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Differences that are meant.

    Attributes
    ----------
    where
        Pattern of names, such as ``pages/view/*``.
    before, after
        Regular expressions that stand somewhere in the lines; empty matches any.
    why
        Reason, for who reads the list.
    """

    where: str
    why: str
    before: str = ""
    after: str = ""

    def covers(self, name: str, change: Change) -> bool:
        """Tell whether a difference is one of these."""
        return (
            fnmatch(name, self.where)
            and re.search(self.before, "\n".join(change.before)) is not None
            and re.search(self.after, "\n".join(change.after)) is not None
        )


@dataclass(slots=True)
class Differences:
    """All differences, by kind, with the names of the answers they are in."""

    answers: int = 0
    unwanted: dict[str, dict[Change, list[str]]] = field(default_factory=dict)
    wanted: dict[Wanted, int] = field(default_factory=dict)


def read_wanted(path: Path) -> tuple[Wanted, ...]:
    """Read a list of wanted differences, each with its reason.

    .. code-block:: toml

        [[wanted]]
        where = "pages/view/*"       # names of answers, * also stands for folders
        before = "geen cijfer"       # a regular expression in the old lines; may be left out
        after = "nog niet bekend"    # and in the new ones
        why = "an empty period is named as such"
    """
    found = tomllib.loads(path.read_text())
    try:
        return tuple(Wanted(**entry) for entry in found.get("wanted", ()))
    except TypeError as error:
        raise SystemExit(f"{path}: each [[wanted]] has where and why ({error}).") from error


def compare(before: Path, after: Path, wanted: Sequence[Wanted] = ()) -> Differences:
    """Compare two recordings, file by file."""
    names = sorted({*_names(before), *_names(after)})
    found = Differences(len(names), wanted=dict.fromkeys(wanted, 0))
    groups: dict[str, dict[Change, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in names:
        for change in _changes(before / name, after / name):
            meant = next((one for one in wanted if one.covers(name, change)), None)
            if meant:
                found.wanted[meant] += 1
            else:
                groups[kind_of(name)][change].append(name)
    found.unwanted = {kind: dict(changes) for kind, changes in groups.items()}
    return found


def kind_of(name: str) -> str:
    """Kind of an answer: its folders up to the second, such as ``exports/map.svg``."""
    return "/".join(name.split("/")[:-1][:2])


def report(found: Differences) -> str:
    """Write the list: by kind, what occurs most first."""
    lines = []
    for kind, changes in found.unwanted.items():
        lines += ["", f"{kind}: {len(changes)} differences"]
        for change, names in sorted(changes.items(), key=lambda item: -len(item[1])):
            lines += ["", f"  {_places(names)}"]
            lines += [f"  - {line}" for line in _shortened(change.before)]
            lines += [f"  + {line}" for line in _shortened(change.after)]
    for one, times in found.wanted.items():
        state = f"wanted, {times} times" if times else "wanted, but not there"
        lines += ["", f"{state}: {one.where}: {one.why}"]
    count = sum(len(changes) for changes in found.unwanted.values())
    told = f"{count} differences that are not wanted" if count else "nothing else differs"
    return "\n".join([*lines, "", f"{found.answers} answers compared: {told}."]).lstrip("\n")


def _names(folder: Path) -> Iterator[str]:
    return (str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def _changes(before: Path, after: Path) -> Iterator[Change]:
    if not (before.is_file() and after.is_file()):
        old, new = (_lines(path) if path.is_file() else [_NO_FILE] for path in (before, after))
        yield Change(tuple(old[:_LINES_SHOWN]), tuple(new[:_LINES_SHOWN]))
        return
    if before.read_bytes() == after.read_bytes():
        return
    old, new = _lines(before), _lines(after)
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if kind != "equal":
            yield Change(tuple(old[a:b]), tuple(new[c:d]))


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines()


def _places(names: Sequence[str]) -> str:
    different = list(dict.fromkeys(names))
    more = len(different) - _FILES_SHOWN
    shown = ", ".join(different[:_FILES_SHOWN])
    return f"{shown} and {more} more" if more > 0 else shown


def _shortened(lines: Sequence[str]) -> Iterator[str]:
    for line in lines[:_LINES_SHOWN]:
        yield line if len(line) <= _LETTERS_SHOWN else f"{line[:_LETTERS_SHOWN]}…"
    if len(lines) > _LINES_SHOWN:
        yield f"… {len(lines) - _LINES_SHOWN} more lines"
