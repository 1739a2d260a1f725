"""Results as Markdown: the limits first, then every case in a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.contestants import AREA, COUNTRY
from benchmarks.limits import limits, median
from benchmarks.visits import LIMIT_S

Results = Mapping[str, Any]

_COLUMNS = (
    ("first_ms", "first map, ms"),
    ("first_live_ms", "map in use, ms"),
    ("recolour_ms", "recolour, ms"),
    ("recolour_first_ms", "first recolour, ms"),
    ("hover_ms", "hover, ms"),
    ("hover_handler_ms", "of which scripts, ms"),
    ("pan_p95_ms", "pan frames: p95"),
    ("pan_worst_ms", "worst, ms"),
    ("zoom_p95_ms", "zoom frames: p95"),
    ("zoom_worst_ms", "worst, ms"),
    ("first_long_ms", "long tasks of first map, ms"),
    ("heap_mb", "script heap, MB"),
    ("process_mb", "page process, MB"),
    ("server_ms", "server until first map, ms"),
    ("server_mb", "server, MB"),
)
_KINDS = ("document", "scripts", "styles", "fonts", "geometry", "values", "views", "other")
_USABLE_MS = {"first_ms": 10_000, "recolour_ms": 1_000, "pan_p95_ms": 200}
_TITLES = {contestant.id: contestant.title for contestant in (*COUNTRY, *AREA)}


def markdown(results: Results) -> str:
    """The whole report."""
    parts = [
        "# The map beside its peers",
        _about(results),
        "## What issue 6 asks",
        _limits(results),
    ]
    for name, case in results["cases"].items():
        parts += [f"## {_case_title(name, case)}", _measures(case), _wire(case)]
    parts += ["## Only ours", _own(results), "## Until where it is usable", _usable(results)]
    parts.append("![Growth with the number of shapes](growth.png)")
    return "\n\n".join(part for part in parts if part) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Markdown table, numbers to the right of their names."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _about(results: Results) -> str:
    machine, load = results["machine"], results["load"]
    told = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in machine.items())
    return (
        f"{results['started']}, {results['seconds'] / 60:.0f} minutes, medians of at least "
        f"{results['repeat']} visits, order alternating. {told}.\n\n"
        f"Load average (1, 5, 15 min) before: {_numbers(load['before'])}; after: "
        f"{_numbers(load['after'])}. The benchmark itself keeps one to two cores busy."
    )


def _limits(results: Results) -> str:
    words = {True: "yes", False: "**no**", None: "not measured"}
    rows = [[str(one.line), one.asked, one.measured, words[one.holds]] for one in limits(results)]
    lines = [["line", "asked", "measured", "holds"], ["---:", "---", "---", "---"], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _case_title(name: str, case: Mapping[str, Any]) -> str:
    words = {
        "national": "The Netherlands by buurt",
        "start": "The start page: 20 areas above gemeenten",
        "area": "A gemeente with its buurten",
        "focus": "A focus area with its buurten",
    }
    title = words.get(name, f"Generated country of {name} shapes")
    return (
        f"{title} ({case['shapes']:,} shapes, {case['vertices'] / case['shapes']:.1f} points each)"
    )


def _measures(case: Mapping[str, Any]) -> str:
    shown = [
        (key, words)
        for key, words in _COLUMNS
        if any(key in found["median"] for found in case["contestants"].values())
    ]
    rows = []
    for contestant, found in case["contestants"].items():
        numbers = [_number(found["median"].get(key)) for key, _ in shown]
        troubles = [found["problem"], *(f"{part}: {why}" for part, why in found["failed"].items())]
        told = "; ".join(trouble for trouble in troubles if trouble)
        problem = f" (stopped: {told})" if told else ""
        rows.append([_TITLES[contestant] + problem, *numbers])
    return table(["", *(words for _, words in shown)], rows)


def _wire(case: Mapping[str, Any]) -> str:
    """Compressed kilobytes and requests until the first map."""
    rows = []
    for contestant, found in case["contestants"].items():
        if not found["wire"]:
            continue
        sizes = found["wire"]["before_first_map"]
        numbers = [f"{sizes.get(kind, 0) / 1000:.1f}" for kind in _KINDS]
        asked = [str(found["wire"][key]) for key in ("requests_before_first_map", "requests")]
        rows.append([_TITLES[contestant], *numbers, f"{sum(sizes.values()) / 1000:.0f}", *asked])
    head = ["KB until the first map", *_KINDS, "all", "requests", "of the whole page"]
    return table(head, rows) if rows else ""


def _own(results: Results) -> str:
    rows = []
    for name, case in results["cases"].items():
        found = case["contestants"].get("ours", {"median": {}})["median"]
        if "click_ms" in found:
            took = (
                f"{found['click_ms']:.0f} ms to colours, {found['click_texts_ms']:.0f} ms to texts"
            )
            asked = (
                f"{found['click_requests']:.0f} requests, {found['click_later_requests']:.0f} later"
            )
            rows.append([f"click on a layer, {name}", f"{took}, {asked}"])
    switch = results.get("switch", {}).get("median", {})
    if "switch_ms" in switch:
        asked = f"{switch['switch_requests']:.0f} requests"
        shapes = f"{switch['switch_geometry_requests']:.0f} of them for geometry"
        rows.append(["to another area", f"{switch['switch_ms']:.0f} ms, {asked}, {shapes}"])
    return table(["what", "took"], rows) if rows else ""


def _usable(results: Results) -> str:
    """Largest country for which a contestant stays within what a reader puts up with."""
    sizes = sorted(int(name) for name in results["cases"] if name.isdigit())
    rows = []
    for contestant in COUNTRY:
        row = [_TITLES[contestant.id]]
        for measure, limit in _USABLE_MS.items():
            known = [(n, median(results, str(n), contestant.id, measure)) for n in sizes]
            fit = [n for n, number in known if number is not None and number <= limit]
            row.append(f"{max(fit):,}" if fit else "none")
        rows.append(row)
    words = ("first map within 10 s", "recolour within 1 s", "pan at 5 frames a second (p95)")
    return table(["largest of the generated countries with", *words], rows) + (
        f"\n\nA contestant that needs more than {LIMIT_S:.0f} s for one step is stopped."
    )


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"  # noqa: PLR2004


def _numbers(values: Sequence[float]) -> str:
    return ", ".join(f"{value:.2f}" for value in values)
