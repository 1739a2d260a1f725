"""``python -m benchmarks``: the map beside its peers, and then the other benchmarks."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from benchmarks.editions import NATIONAL, opened, prepared, real_data
from benchmarks.map_run import EXTRA, Options, run_map
from benchmarks.rounds import PARTS
from nplv_geo.ground import log
from nplv_geo.ground.settings import PROJECT

SIZES = (1_000, 5_000, 14_567, 50_000, 100_000)
RESULTS = PROJECT / "benchmarks" / "results"
OTHERS = ("build", "years", "server", "exports", "pair")


def main() -> None:
    """Measure what was asked for."""
    asked = _arguments()
    log.configure_log()
    parts = asked.only or [*PARTS, *EXTRA, *OTHERS]
    asked.out.mkdir(parents=True, exist_ok=True)
    if set(parts) - set(OTHERS):
        names = [name for name in asked.sizes if name != NATIONAL or real_data()]
        options = Options(names, tuple(parts), asked.repeat, asked.data, asked.out, asked.who)
        run_map(options)
    for name in OTHERS:
        script = PROJECT / "benchmarks" / f"{name}.py"
        if name in parts and script.exists():
            _other(name, asked.data, asked.out)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parts = [*PARTS, *EXTRA, *OTHERS]
    default = [NATIONAL, *map(str, SIZES)]
    parser.add_argument("--only", nargs="+", choices=parts, help="parts to measure; all without")
    parser.add_argument("--sizes", nargs="+", default=default, metavar="N", help="national 1000 …")
    parser.add_argument("--who", nargs="+", help="contestants: ours dash_leaflet plotly bare")
    parser.add_argument("--repeat", type=int, default=7, help="visits of each contestant")
    parser.add_argument("--data", type=Path, default=PROJECT / "var" / "bench", help="editions")
    parser.add_argument("--out", type=Path, default=RESULTS, help="folder of the results")
    return parser.parse_args()


def _other(name: str, data: Path, out: Path) -> None:
    """Run another benchmark; one that prints JSON and writes no file gets one."""
    print(f"benchmarks.{name}", flush=True)
    found = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", f"benchmarks.{name}", *_folder(name, data)],
        cwd=PROJECT,
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    print(found.stdout, flush=True)
    if name in {"exports", "pair"} and found.returncode == 0:
        (out / f"{name}.json").write_text(found.stdout)


def _folder(name: str, data: Path) -> list[str]:
    """What each wants to be told of the national edition, nothing where there is none."""
    if name in {"build", "years"} or not real_data():
        return []
    settings = prepared(NATIONAL, data)
    return [str(settings.data if name in {"exports", "pair"} else opened(settings).folder)]


if __name__ == "__main__":
    main()
