"""What the services have: tables by id and outlines by year, made when first asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import shapely

from tests.standin import invented, nuisance, police, rivm, school, statline
from tests.standin.regions import MODIFIED
from tests.standin.table import Entity, Numbers, Table

KWB = {2017: "83765NED", 2020: "84799NED", 2023: "85618NED", 2024: "85984NED", 2025: "86165NED"}
LEVELS = {"BU": "buurt", "WK": "wijk", "GM": "gemeente"}


@dataclass(frozen=True)
class Outlines:
    """Areas of one level in one year, in EPSG:28992."""

    codes: list[str]
    names: list[str]
    shapes: np.ndarray


@dataclass(frozen=True)
class Entry:
    """A table that has not been made yet."""

    title: str
    catalog: str
    period: str
    make: Callable[[], Table]


class Data:
    """Tables and outlines; each is made once, by whoever asks first."""

    kind = "invented"

    def __init__(
        self, entries: dict[str, Entry], years: tuple[int, ...], older: tuple[int, ...] = ()
    ) -> None:
        """Keep the tables, the years that all services of PDOK have, and those of WFS alone."""
        self.entries, self.years, self.older = entries, years, older
        self._made: dict[object, object] = {}
        self._lock = threading.RLock()

    def once(self, key: object, make: Callable[[], Any]) -> Any:  # noqa: ANN401  # whatever it makes
        """Give what was made for ``key`` before, or make it now."""
        with self._lock:
            if key not in self._made:
                self._made[key] = make()
            return self._made[key]

    def table(self, name: str) -> Table | None:
        entry = self.entries.get(name.upper())
        return entry and self.once(name.upper(), entry.make)

    def infos(self) -> list[Entity]:
        """Rows of the catalogue; sizes only of tables that were made."""
        return [self._info(name, entry) for name, entry in sorted(self.entries.items())]

    def info(self, table: Table) -> Entity:
        return self._info(table.id, self.entries[table.id])

    def _info(self, name: str, entry: Entry) -> Entity:
        made = self._made.get(name)
        sizes = (made.size, len(made.columns()) + 1) if isinstance(made, Table) else (None, None)
        return {
            "Updated": MODIFIED,
            "ID": 0,
            "Identifier": name,
            "Title": entry.title,
            "ShortTitle": entry.title,
            "Summary": "",
            "Modified": MODIFIED,
            "MetaDataModified": MODIFIED,
            "ReasonDelivery": "Actualisering",
            "ExplanatoryText": "",
            "OutputStatus": "Regulier",
            "Source": entry.catalog,
            "Language": "nl",
            "Catalog": entry.catalog,
            "Frequency": "Perjaar",
            "Period": entry.period,
            "ShortDescription": "",
            "Description": "",
            "DefaultPresentation": "",
            "DefaultSelection": "",
            "GraphTypes": "Table",
            "RecordCount": sizes[0],
            "ColumnCount": sizes[1],
            "SearchPriority": "2",
        }

    def outlines(self, year: int, level: str) -> Outlines | None:
        """Outlines of ``buurt``, ``wijk`` or ``gemeente``."""
        if year not in (*self.years, *self.older):
            return None
        return self.once((year, level), lambda: self._outlines(year, level))

    def figures(self, year: int) -> Table | None:
        """Kerncijfers of the year, for the attributes of the outlines."""
        return self.table(KWB.get(year, ""))

    def _outlines(self, year: int, level: str) -> Outlines | None:
        regions = invented.regions(year)
        squares = invented.squares(regions.codes)
        pairs = [
            (code, name)
            for code, name in zip(regions.codes, regions.names, strict=True)
            if LEVELS.get(code[:2]) == level
        ]
        shapes = [
            shapely.union_all([s for b, s in squares.items() if invented.within(b, code)])
            for code, _ in pairs
        ]
        return Outlines([c for c, _ in pairs], [n for _, n in pairs], np.array(shapes))


def invented_data() -> Data:
    """Three gemeenten with figures made up in code."""
    entries = {
        KWB[year]: Entry(
            f"Kerncijfers wijken en buurten {year}",
            "CBS",
            str(year),
            lambda year=year: invented.table(KWB[year], year),
        )
        for year in (invented.MARKED, *invented.YEARS)
    }
    entries["47018NED"] = police_entry("2021 - 2025", _invented_police)
    entries["47022NED"] = police_entry("2025 - 2026", _invented_months, "maandcijfers")
    entries["50150NED"] = rivm_entry("2012 - 2024", _invented_rivm)
    entries["50120NED"] = rivm_entry("2012 - 2020", _invented_rivm_old)
    entries |= monthly_entries(_invented_areas)
    found = entries | statline_entries(_invented_areas)
    return Data(found, invented.YEARS, invented.OLDER)


def monthly_entries(areas: Callable[[int], statline.Areas]) -> dict[str, Entry]:
    """Nuisance by month and early school leavers, on the areas that ``areas`` gives for 2024."""
    return {
        nuisance.TABLE: Entry(
            nuisance.TITLE, "Politie", "2022 - 2026", lambda: nuisance.table(areas(2024))
        ),
        school.TABLE: Entry(school.TITLE, "CBS", "2020 - 2023", lambda: school.table(areas(2024))),
    }


def police_entry(period: str, make: Callable[[], Table], what: str = "jaarcijfers") -> Entry:
    title = f"Geregistreerde misdrijven; soort misdrijf, wijk, buurt, {what}"
    return Entry(title, "Politie", period, make)


def statline_entries(areas: Callable[[int], statline.Areas]) -> dict[str, Entry]:
    """SES-WOA, nearness and labour on the areas that ``areas`` gives for a year."""
    found = {}
    for name, (division, years) in statline.SES_WOA.items():
        title = f"Sociaal-economische status; scores per wijk en buurt, regio-indeling {division}"
        make = partial(lambda name, year: statline.ses_woa(name, areas(year)), name, division)
        found[name] = Entry(title, "CBS", f"{years[0]} - {years[-1]}", make)
    for name, year in statline.NEARNESS.items():
        title = f"Nabijheid voorzieningen; afstand locatie, wijk- en buurtcijfers {year}"
        make = partial(lambda name, year: statline.nearness(name, areas(year)), name, year)
        found[name] = Entry(title, "CBS", str(year), make)
    name, year = statline.LABOUR
    title = f"Arbeidsdeelname; wijken en buurten {year}"
    found[name] = Entry(title, "CBS", str(year), lambda: statline.labour(areas(year)))
    return found


def rivm_entry(period: str, make: Callable[[], Table]) -> Entry:
    return Entry("Gezondheid per wijk en buurt", "RIVM", period, make)


def _invented_police() -> Table:
    """All years on the newest buurten; what has no known place is a buurt of its own."""
    year = invented.YEARS[-1]
    regions = invented.regions(year)
    regions.codes.append(police.UNKNOWN)
    regions.names.append("Onbekend")
    periods = [f"{y}JJ00" for y in range(2021, 2026)]
    rows = []
    for code in regions.codes:
        inside = [b for b in regions.codes if b[:2] == "BU" and invented.within(b, code)]
        for period in periods:
            crimes = {b: round(invented.figure(b + period, 5, 160)) for b in inside}
            # Withheld where nobody lives; the areas around it do count it.
            rows.append(np.nan if code == "BU16800009" else sum(crimes.values()))
    count = len(periods)
    region = np.repeat(np.arange(len(regions.codes)), count)
    period = np.tile(np.arange(count), len(regions.codes))
    table = police.table(regions, periods, region, period, np.array(rows, dtype=float))
    return replace(table, map_year=year)


def _invented_areas(year: int) -> statline.Areas:
    regions = invented.regions(year)
    people = {b: invented.inhabitants(b, year) for b in regions.codes if b.startswith("BU")}
    sums = [sum(n for b, n in people.items() if invented.within(b, c)) for c in regions.codes]
    return statline.Areas(regions, np.array(sums, dtype=float))


def _invented_months() -> Table:
    """A twelfth of the year before it, give or take; one month of one buurt is withheld."""
    regions = invented.regions(invented.YEARS[-1])
    regions.codes.append(police.UNKNOWN)
    regions.names.append("Onbekend")
    rows = []
    for code in regions.codes:
        inside = [b for b in regions.codes if b[:2] == "BU" and invented.within(b, code)]
        for month in police.MONTHS:
            count = sum(round(invented.figure(b + month, 0, 14)) for b in inside)
            rows.append(np.nan if (code, month) == ("BU16800000", "2026MM02") else count)
    count = len(police.MONTHS)
    region = np.repeat(np.arange(len(regions.codes)), count)
    period = np.tile(np.arange(count), len(regions.codes))
    table = police.table(regions, list(police.MONTHS), region, period, np.array(rows, dtype=float))
    return replace(table, map_year=invented.YEARS[-1])


def _invented_rivm_old() -> Table:
    """Health by the names of the survey before: every layer that asks that table."""
    regions = invented.regions(2024)
    periods = [f"{y}JJ00" for y in (2012, 2016, 2020)]
    cells = [(code, period) for code in regions.codes for period in periods]
    region = np.repeat(np.arange(len(regions.codes)), len(periods))
    period = np.tile(np.arange(len(periods)), len(regions.codes))
    figures = {
        key: np.array([round(invented.figure(key + c + p, 5, 60), 1) for c, p in cells])
        for key in rivm.OLD_TOPICS
    }
    regions.codes[:] = ["NL01" if code == "NL00" else code for code in regions.codes]
    table = rivm.table("50120NED", regions, periods, region, period, figures)
    return replace(table, map_year=rivm.DIVISIONS[table.id])


def _invented_rivm() -> Table:
    regions = invented.regions(2024)
    periods = [f"{y}JJ00" for y in (2012, 2016, 2020, 2022, 2024)]
    cells = [(code, period) for code in regions.codes for period in periods]
    region = np.repeat(np.arange(len(regions.codes)), len(periods))
    period = np.tile(np.arange(len(periods)), len(regions.codes))
    good = np.array([round(invented.figure(c + p, 60, 85), 1) for c, p in cells])
    ill = np.array([round(invented.figure(p + c, 25, 45), 1) for c, p in cells])
    good[[code == "BU16800009" for code, _ in cells]] = np.nan
    figures = {"GoedErvarenGezondheid_4": good, "EenOfMeerLangdurigeAandoeningen_5": ill}
    for key, middle in rivm.NEW_TOPICS.items():
        spread = [invented.figure(key + c + p, 0.8 * middle, 1.15 * middle) for c, p in cells]
        figures[key] = np.array(spread).round(1)
        if key in rivm.SINCE_2022:
            figures[key][[p < "2022" for _, p in cells]] = np.nan
    codes = ["NL01" if code == "NL00" else code for code in regions.codes]
    regions.codes[:] = codes
    table = rivm.table("50150NED", regions, periods, region, period, figures)
    return replace(table, map_year=rivm.DIVISIONS[table.id])


def column(table: Table, name: str) -> dict[str, float] | None:
    """Figures of one topic by area, None when the table lacks it."""
    codes = [key.strip() for key in table.dimensions[0].column.pool]
    for topic in table.topics:
        if topic.key.rpartition("_")[0] == name and isinstance(topic.column, Numbers):
            return dict(zip(codes, topic.column.values.tolist(), strict=True))
    return None
