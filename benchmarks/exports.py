"""How long a picture of the map takes, beside drawing the same map with GeoPandas.

``python -m benchmarks.exports [FOLDER]`` builds the national edition of the official files (in
``../shared/data`` or ``$NPLV_REAL_DATA``) in FOLDER unless it holds one, and prints JSON. Both ways
draw the same areas with the same classes in the same size, in turns; medians are taken. Then it
times the briefings: one area, and all 20 with the command. Last, the p95 of the map's views while
ten people have files made.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
from click.testing import CliRunner
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure

from benchmarks.crowd import while_ten_export
from nplv_geo.commands.build_job import build_edition
from nplv_geo.commands.import_job import import_files
from nplv_geo.commands.main import main as command
from nplv_geo.definitions.read import read_catalog, read_focus_areas
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from nplv_geo.export.briefing.file import write_briefing_file
from nplv_geo.export.map.contents import gather_contents
from nplv_geo.export.map.file import write_map_file
from nplv_geo.export.map.page_layout import SHEETS
from nplv_geo.export.map.sheet import POINTS_PER_INCH
from nplv_geo.export.options import MapOptions
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import choose_colours

ROUNDS = 7
VIEWS = {
    "area": ("?gebied=heerlen-noord&laag=koopwoningen_pct", 1.5),
    "national_buurten": ("?gebied=NL00&niveau=buurt&laag=koopwoningen_pct", 0.7),
}
BRIEFING_SECONDS = {"one": 3.0, "all": 30.0}
FILES = (
    "boundaries/buurt_2024.parquet",
    "boundaries/wijk_2024.parquet",
    "boundaries/gemeente_2024.parquet",
    "cbs/85984NED_2024.parquet",
    "rivm/50150NED_2012_2024.parquet",
)


def national(folder: Path) -> Edition:
    """Open the national edition in a folder, built if need be."""
    settings = Settings(data=folder, edition=None, port=0)
    if not (settings.editions / "current").exists():
        named = os.environ.get("NPLV_REAL_DATA")
        real = Path(named) if named else PROJECT.parent / "shared" / "data"
        paths = [*(real / name for name in FILES), *sorted((real / "politie").glob("*.parquet"))]
        import_files(settings, paths, None)
        build_edition(settings, starter=False)
    return open_current(settings.editions)


def with_geopandas(made: Page, options: MapOptions) -> bytes:
    """The usual way: ``plot`` of a column with fixed classes, and ``savefig``."""
    sheet, stage = SHEETS[options.size], gather_contents(made)
    shapes = made.edition.areas.shapes.loc[list(stage.codes)]
    numbers = np.array(stage.numbers, dtype=float)
    frame = shapes.assign(number=np.where(numbers < 0, np.nan, numbers))
    ramp = choose_colours(made.classes, made.layer.higher_is)
    inches = (sheet.width / POINTS_PER_INCH, sheet.height / POINTS_PER_INCH)
    figure = Figure(figsize=inches, dpi=options.dpi)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.05, 0.1, 0.7, 0.75))
    frame.plot(
        column="number",
        ax=axes,
        cmap=ListedColormap(ramp),
        norm=BoundaryNorm(np.arange(len(ramp) + 1) - 0.5, len(ramp)),
        edgecolor="white",
        linewidth=0.2,
        missing_kwds={"color": "lightgrey"},  # hatched it would take ten times as long
    )
    axes.set_axis_off()
    axes.set_title(made.layer.label.nl)
    content = BytesIO()
    figure.savefig(content, format="png")
    return content.getvalue()


def seconds(work: Callable[[], object]) -> float:
    """Time of one run."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def compared(edition: Edition, query: str, limit: float) -> dict[str, object]:
    """Medians of both ways, the order turned around every round."""
    catalog = read_catalog(PROJECT)
    areas = {area.id: area for area in read_focus_areas(PROJECT)}
    options = MapOptions("png", "a4")

    def ours() -> bytes:
        made = make_page(query, edition, catalog, areas)
        return write_map_file(made, options, "https://wijken.example").content

    def usual() -> bytes:
        return with_geopandas(make_page(query, edition, catalog, areas), options)

    ways: dict[str, Callable[[], object]] = {"ours": ours, "geopandas": usual}
    for way in ways.values():
        way()  # fonts and tables are read once
    times: dict[str, list[float]] = {name: [] for name in ways}
    for i in range(ROUNDS):
        for name in sorted(ways, reverse=bool(i % 2)):
            times[name].append(seconds(ways[name]))
    medians = {name: statistics.median(found) for name, found in times.items()}
    ratio = medians["ours"] / medians["geopandas"]
    return {
        "seconds": {name: round(found, 3) for name, found in medians.items()},
        "ratio": round(ratio, 2),
        "limit": limit,
        "met": ratio <= limit,
    }


def briefings(edition: Edition) -> dict[str, object]:
    """Seconds for the briefing of one area in this process, and of all 20 with the command."""
    catalog = read_catalog(PROJECT)
    areas = {area.id: area for area in read_focus_areas(PROJECT)}

    def one() -> None:
        made = make_page("?gebied=heerlen-noord", edition, catalog, areas)
        write_briefing_file(made, "pptx", "https://wijken.example")

    def every() -> None:
        with tempfile.TemporaryDirectory() as out:
            asked = ["export", "briefing", "--area", "alle", "--out", out]
            runner = CliRunner(env={"NPLV_EDITION": str(edition.folder)})
            if runner.invoke(command, asked).exit_code:
                raise SystemExit("not all briefings were made")

    one()  # fonts and tables are read once
    found = {"one": statistics.median(seconds(one) for _ in range(ROUNDS)), "all": seconds(every)}
    return {
        "seconds": {name: round(n, 2) for name, n in found.items()},
        "limit": BRIEFING_SECONDS,
        "met": all(found[name] <= limit for name, limit in BRIEFING_SECONDS.items()),
    }


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        edition = national(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(scratch))
        found = {name: compared(edition, *view) for name, view in VIEWS.items()}
        found["briefings"] = briefings(edition)
        found["while_ten_export"] = while_ten_export(edition)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
