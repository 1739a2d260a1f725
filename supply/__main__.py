"""``python -m supply sbom|licences|audit``: what ``make`` runs under the same names.

Exit code 0: as it should be. 1: something is not allowed, or has a known weakness. 2: wrong usage.
3: nobody could look.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from supply.audit import NotLookedError, ask_service, look_on_disk
from supply.licences import LIST, find_refused, list_bundled, list_licences, write_list
from supply.pins import RUNTIME, TOOLS, read_lock, read_npm_lock
from supply.sbom import write_sbom

_NOT_LOOKED = 3


def main() -> int:
    """Run one of the three."""
    parser = argparse.ArgumentParser(prog="python -m supply")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("sbom").add_argument("out", type=Path)
    commands.add_parser("licences").add_argument("--check", action="store_true")
    commands.add_parser("audit").add_argument("advisories", type=Path, nargs="?")
    given = parser.parse_args()
    if given.command == "sbom":
        print(f"{given.out}: {write_sbom(given.out)} onderdelen")
        return 0
    if given.command == "licences":
        return _list_licences(is_check=given.check)
    return _audit(given.advisories)


def _list_licences(*, is_check: bool) -> int:
    refused = find_refused([*list_licences(), *list_bundled()])
    for sentence in refused:
        print(sentence, file=sys.stderr)
    text = write_list()
    if not is_check:
        LIST.write_text(text, encoding="utf-8")
    elif LIST.read_text(encoding="utf-8") != text:
        print("docs/licences.md loopt achter: draai 'make licences'.", file=sys.stderr)
        return 1
    return 1 if refused else 0


def _audit(advisories: Path | None) -> int:
    pins = [*dict.fromkeys([*read_lock(RUNTIME), *read_lock(TOOLS), *read_npm_lock()])]
    try:
        if advisories is None:
            found, told = ask_service(pins), "bij osv.dev"
        else:
            found, count = look_on_disk(pins, advisories)
            told = f"in {count} meldingen van {advisories}"
    except NotLookedError as error:
        print(
            f"Niet gekeken naar bekende zwakke plekken: {error}. Haal meldingen op een machine met "
            "internet en geef ze: make audit AUDIT=all.zip.",
            file=sys.stderr,
        )
        return _NOT_LOOKED
    runs = {pin.name for pin in read_lock(RUNTIME)}
    for one in found:
        use = "draait mee" if one.pin.name in runs else "alleen gereedschap"
        print(f"{one.pin.name} {one.pin.version} ({use}): {one.advisory} {one.summary}".rstrip())
    print(f"{len(pins)} pakketten gezocht {told}: {len(found)} met een bekende zwakke plek")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
