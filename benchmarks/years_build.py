"""One build of ten years, in a process that does nothing else.

Apart from ``benchmarks.years``, for the processes of the build load this module as well: what it
needs for itself is asked for in its functions.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from benchmarks.clock import Clock

PROCESSES = 2


def build_years(paths: list[Path], folder: Path) -> dict[str, float]:
    """Read and build as the command does, and tell time and memory."""
    from benchmarks.country import lenient
    from nplv_geo.build.options import BuildOptions
    from nplv_geo.build.run import build
    from nplv_geo.build.stages import memory
    from nplv_geo.build.stages.handing_over import move_to_file
    from nplv_geo.build.stages.workers import Processes
    from nplv_geo.definitions.read import read_definitions
    from nplv_geo.ground import log
    from nplv_geo.ground.settings import PROJECT, Settings
    from nplv_geo.published.inputs import gather_inputs
    from nplv_geo.sources.readers.files import read_delivery

    log.configure_log()
    settings = Settings(data=folder, edition=None, port=0)
    memory.take_memory_in_large_steps()
    clock = Clock()
    parts = [
        part for path in paths for part in read_delivery(path, year=None, retrieved="2026-01-01")
    ]
    was_read = time.perf_counter()
    inputs = gather_inputs(parts, [], settings.cache / "crosswalks")
    del parts
    was_gathered = time.perf_counter()
    inputs = move_to_file(inputs)
    memory.give_memory_back()
    definitions = lenient(read_definitions(PROJECT))
    options = BuildOptions(processes=Processes(PROCESSES, memory.begin_process))
    build(settings, inputs, definitions, options)
    return clock.read() | {
        "reading_s": round(was_read - clock.started, 1),
        "crosswalks_s": round(was_gathered - was_read, 1),
    }


def main() -> None:
    """Build and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("paths", type=Path, nargs="+")
    asked = parser.parse_args()
    print(json.dumps(build_years(asked.paths, asked.folder)))


if __name__ == "__main__":
    main()
