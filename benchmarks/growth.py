"""The plot of growth: first map, recolour and memory by the number of shapes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from benchmarks.contestants import COUNTRY
from benchmarks.limits import median

_PANELS = (
    ("first_ms", "First map (ms)"),
    ("recolour_ms", "Recolour (ms)"),
    ("process_mb", "Memory of the page's process (MB)"),
)
_LOOKS = {
    "ours": ("#115363", "o", 2.2),
    "dash_leaflet": ("#c57e3a", "s", 1.4),
    "plotly": ("#5c4a8a", "^", 1.4),
    "bare": ("#7a868b", "D", 1.4),
}


def plot_growth(results: Mapping[str, Any], path: Path) -> None:
    """Write the plot; both axes are logarithmic, and a grey line shows what linear is."""
    sizes = sorted(int(name) for name in results["cases"] if name.isdigit())
    figure = Figure(figsize=(13, 4.4), dpi=110, layout="constrained")
    FigureCanvasAgg(figure)
    for axes, (measure, title) in zip(figure.subplots(1, len(_PANELS)), _PANELS, strict=True):
        axes.set(xscale="log", yscale="log", title=title, xlabel="shapes")
        axes.grid(visible=True, which="major", color="#e3e7e9")
        axes.spines[["top", "right"]].set_visible(False)
        for contestant in COUNTRY:
            points = [(n, median(results, str(n), contestant.id, measure)) for n in sizes]
            known = [(n, number) for n, number in points if number]
            if not known:
                continue
            colour, marker, width = _LOOKS[contestant.id]
            label = contestant.title.replace("`", "")
            axes.plot(*zip(*known, strict=True), color=colour, marker=marker, lw=width, label=label)
            if contestant.id == "ours":
                low, first = known[0]
                line = [(n, first * n / low) for n in sizes]
                axes.plot(*zip(*line, strict=True), color="#b8c1c5", ls=":", label="linear")
        axes.set_xticks(sizes, [f"{n:,}" for n in sizes], rotation=30, ha="right")
        axes.minorticks_off()
    if sizes:
        figure.axes[0].legend(frameon=False, fontsize=8)
        figure.savefig(path)
