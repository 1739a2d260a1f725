"""An edition of a few invented places with a past, written in milliseconds and not built.

Between 2019 and 2024, the year of the map:

    0100 Oost           became 9100, and 0100 is now Nieuw-West, on ground of 0200 and 0300
    0400 Noord          was 0401 and 0402
    0500 Haven          lost a part, which is 0501
    0600 Nieuwland      is new; 0700 Oudland is gone
    0800 Kern           stayed, and was called Centrum

In 2018 Oost was 0099, which CBS says and no outlines show.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

import pandas as pd

from nplv_geo.edition.comparability import BacktestResult, CrosswalkFacts
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.place_history import COLUMNS, PLACES, PlaceLine
from nplv_geo.edition.store import EditionWriter, open_current
from nplv_geo.ground.places import CrosswalkWay, PlaceKind
from tests.made_up import made_up_manifest

AREAS = {
    "NL00": ("Nederland", "nederland"),
    "GM0506": ("Dijkstad", "gemeente"),
    "WK050601": ("Binnen", "wijk"),
    "BU05060100": ("Nieuw-West", "buurt"),
    "BU05060400": ("Noord", "buurt"),
    "BU05060500": ("Haven", "buurt"),
    "BU05060501": ("Havenkop", "buurt"),
    "BU05060600": ("Nieuwland", "buurt"),
    "BU05060800": ("Kern", "buurt"),
    "BU05069100": ("Oost", "buurt"),
    "dijkstad-west": ("Dijkstad West", "focusgebied"),
}
INHABITANTS = {
    "BU05060100": 1000.0,
    "BU05060400": 2000.0,
    "BU05060500": 900.0,
    "BU05060501": 100.0,
    "BU05060600": 100.0,
    "BU05060800": 500.0,
    "BU05069100": 800.0,
}
# Buurten of the one focus area: Haven without its Havenkop.
WEST = ("BU05060100", "BU05060400", "BU05060500", "BU05060600")
_WHOLE = (1.0, 1.0, 1.0, 1.0)
_NONE = (float("nan"),) * 4
# Older and newer code with their names, what became of it, and the shares: of the land of the
# older and the newer one, and of their inhabitants.
_PLACES = (
    ("0100", "Oost", "9100", "Oost", PlaceKind.RENUMBERED, _WHOLE),
    ("0200", "West", "0100", "Nieuw-West", PlaceKind.SHIFTED, (0.3, 0.75, 0.002, 0.1)),
    ("0300", "Zuid", "0100", "Nieuw-West", PlaceKind.SHIFTED, (0.1, 0.25, 0.6, 0.9)),
    ("0401", "Noord A", "0400", "Noord", PlaceKind.MERGED, (1.0, 0.4, 1.0, 0.3)),
    ("0402", "Noord B", "0400", "Noord", PlaceKind.MERGED, (1.0, 0.6, 1.0, 0.7)),
    ("0500", "Haven", "0500", "Haven", PlaceKind.SPLIT, (0.8, 1.0, 0.9, 1.0)),
    ("0500", "Haven", "0501", "Havenkop", PlaceKind.SPLIT, (0.2, 1.0, 0.1, 1.0)),
    ("", "", "0600", "Nieuwland", PlaceKind.NEW, _NONE),
    ("0700", "Oudland", "", "", PlaceKind.GONE, _NONE),
    ("0800", "Centrum", "0800", "Kern", PlaceKind.RENAMED, _WHOLE),
)
BETWEEN_2019_AND_2024 = CrosswalkFacts(
    from_year=2019,
    to_year=2024,
    way=CrosswalkWay.OUTLINES,
    outline_years=(2019, 2024),
    precision_m=12.5,
    buurten={
        PlaceKind.SAME: 12_900,
        PlaceKind.RENUMBERED: 600,
        PlaceKind.SPLIT: 300,
        PlaceKind.SHIFTED: 750,
        PlaceKind.NEW: 17,
    },
    inhabitants={
        PlaceKind.SAME: 16_000_000,
        PlaceKind.RENUMBERED: 900_000,
        PlaceKind.SPLIT: 400_000,
        PlaceKind.SHIFTED: 640_000,
        PlaceKind.NEW: 2_000,
    },
    gone=11,
    weighting="density",
)
BETWEEN_2018_AND_2024 = CrosswalkFacts(
    from_year=2018,
    to_year=2024,
    way=CrosswalkWay.CODES,
    outline_years=(),
    precision_m=0.0,
    buurten={PlaceKind.SAME: 9_000, PlaceKind.NEW: 5_567},
    inhabitants={PlaceKind.SAME: 11_000_000, PlaceKind.NEW: 6_942_000},
    gone=0,
    weighting="area",
)
BACKTEST = tuple(
    BacktestResult(
        layer=layer,
        from_year=from_year,
        kind=kind,
        cases=cases,
        median_error=median,
        p90_error=p90,
        cover=cover,
        factor=factor,
    )
    for layer, from_year, kind, cases, median, p90, cover, factor in (
        ("inwoners", 2019, PlaceKind.SPLIT, 500, 0.04, 0.15, 0.91, 1.2),
        ("inwoners", 2019, PlaceKind.SHIFTED, 250, 0.1, 0.3, 0.9, 1.2),
        ("koopwoningen_pct", 2019, PlaceKind.SPLIT, 300, 3.25, 11.5, 0.87, 1.4),
        ("koopwoningen_pct", 2018, PlaceKind.SPLIT, 100, 3.75, 12.5, 0.91, 1.6),
    )
)


def list_lines() -> tuple[PlaceLine, ...]:
    """List all that is known of the invented places."""
    lines = [
        make_line((2019, 2024), older, newer, kind, shares)
        for *names, kind, shares in _PLACES
        for older, newer in ((names[:2], names[2:]),)
    ]
    years, older, newer = (2018, 2019), ("0099", "Oost"), ("0100", "Oost")
    chain = make_line(years, older, newer, PlaceKind.RENUMBERED, _WHOLE)
    return (replace(chain, way="marks"), *lines)


def make_line(
    years: tuple[int, int],
    older: Iterable[str],
    newer: Iterable[str],
    kind: PlaceKind,
    shares: tuple[float, float, float, float],
) -> PlaceLine:
    """Make a line of two places by the last four digits of their codes and their names."""
    (number_from, name_from), (number_to, name_to) = older, newer
    return PlaceLine(
        *years,
        f"BU0506{number_from}" if number_from else "",
        f"BU0506{number_to}" if number_to else "",
        name_from,
        name_to,
        kind,
        *shares,
        "outlines",
    )


def tabulate_lines(lines: Iterable[PlaceLine]) -> pd.DataFrame:
    """Make the table of an edition from lines."""
    table = pd.DataFrame([asdict(line) for line in lines], columns=COLUMNS)
    return table.assign(kind=table["kind"].map(str))


def write_edition(editions: Path, *, has_years: bool = True) -> Edition:
    """Write the edition; without its years it knows that of the map alone."""
    names, levels = zip(*AREAS.values(), strict=True)
    areas = pd.DataFrame({"name": names, "level": levels}, index=pd.Index(list(AREAS)))
    areas["inhabitants"] = pd.Series(INHABITANTS)
    members = pd.DataFrame({"area": "dijkstad-west", "member": WEST})
    years = {
        "crosswalks": (BETWEEN_2018_AND_2024, BETWEEN_2019_AND_2024),
        "backtest": BACKTEST,
    }
    with EditionWriter(editions, "jaren") as writer:
        writer.table("areas", areas)
        writer.table("members", members)
        if has_years:
            writer.table(PLACES, tabulate_lines(list_lines()))
        writer.finish(made_up_manifest("jaren", **years if has_years else {}))
    return open_current(editions)
