"""Write what is made from the code, or tell with ``--check`` what is no longer what it says."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from docs.generate.callback_graph import write_architecture
from docs.generate.dictionary import write_dictionary
from docs.generate.token_styles import write_token_styles
from docs.generate.typedefs import write_typedefs

PROJECT = Path(__file__).resolve().parents[2]
# What writes each file.
WRITERS: dict[str, Callable[[], str]] = {
    "assets/tokens.css": write_token_styles,
    "scripts/src/types.d.ts": write_typedefs,
    "docs/architecture.md": write_architecture,
    "docs/data-dictionary.md": write_dictionary,
}


def find_stale(project: Path = PROJECT) -> list[str]:
    """Find the files that are not what the models say."""
    return [name for name, write in WRITERS.items() if _read(project / name) != write()]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail when a file is stale.")
def main(*, check: bool) -> None:
    """Write what models, tokens and callbacks say: types, dictionary, styles and graph."""
    stale = find_stale()
    for name in stale:
        if check:
            click.echo(f"{name} is not what the models say; make it again with 'make contracts'.")
        else:
            (PROJECT / name).write_text(WRITERS[name](), encoding="utf-8")
            click.echo(f"{name} written")
    if check and stale:
        sys.exit(1)


if __name__ == "__main__":
    main()
