"""The tables of the starter as they lie in the repository, read without the project's own code."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from tests.independent_weights import estimate

PROJECT = Path(__file__).parent.parent
FOLDER = PROJECT / "data/starter"
POLICE = "47018NED"
# Inhabitants of the country in years that no table of the starter has (CBS, first of January).
COUNTRY_PEOPLE = {2021: 17_475_415, 2022: 17_590_672, 2023: 17_811_291}


@dataclass(frozen=True)
class Cell:
    """One cell of a table, by the code that its place has on the map of 2024."""

    file: str
    table: str
    period: str
    topic: str
    area: str
    value: float | None


def rows(path: Path) -> list[dict[str, str]]:
    """Lines of a table as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def same_places() -> dict[str, dict[str, str]]:
    """By division and code of that division the code on the map."""
    found: dict[str, dict[str, str]] = {}
    for line in rows(FOLDER / "places.csv"):
        if line["code"]:
            found.setdefault(line["division"], {})[line["code"]] = line["code_2024"]
    return found


def other_places(division: str) -> set[str]:
    """Codes on the map that are another place in a division."""
    lines = rows(FOLDER / "places.csv")
    return {li["code_2024"] for li in lines if li["division"] == division and not li["code"]}


@cache
def cells() -> tuple[Cell, ...]:
    """All cells of all tables."""
    return tuple(_read_cells())


def _read_cells() -> Iterator[Cell]:
    links = same_places()
    for about in rows(FOLDER / "tables.csv"):
        # The police are on newer areas than the map, and matched by their code.
        by_code = {} if about["table"] == POLICE else links.get(about["boundary_year"], {})
        for line in rows(FOLDER / about["file"]):
            code, period = line.pop("code"), line.pop("period")
            for topic, text in line.items():
                value = float(text) if text else None
                area = by_code.get(code, code)
                yield Cell(about["file"], about["table"], period, topic, area, value)


@cache
def columns() -> pd.DataFrame:
    """All figures: a row for each area, a column for each topic and period, ``Topic:2024``."""
    found: dict[str, dict[str, float | None]] = {}
    for cell in cells():
        found.setdefault(f"{cell.topic}:{cell.period}", {})[cell.area] = cell.value
    areas = [line["area_code"] for line in rows(PROJECT / "data/boundaries/starter_areas.csv")]
    return pd.DataFrame(found, index=pd.Index(areas, name="area_code"), dtype=float)


@cache
def people(year: int) -> pd.Series:
    """Inhabitants of a year by area: published, between two years, or grown."""
    figures = columns()
    known = {of: figures[f"AantalInwoners:{of}"] for of in (2020, 2024, 2025)}
    return estimate(known, year, COUNTRY_PEOPLE).reindex(figures.index)


@cache
def adults(year: int) -> pd.Series:
    """Inhabitants from 15 years on of a year by area."""
    figures = columns()
    known = {
        of: figures[f"AantalInwoners:{of}"] - figures[f"k_0Tot15Jaar:{of}"]
        for of in (2020, 2024, 2025)
    }
    return estimate(known, year).reindex(figures.index)


@cache
def households(year: int) -> pd.Series:
    """Households of a year by area."""
    figures = columns()
    known = {of: figures[f"HuishoudensTotaal:{of}"] for of in (2020, 2024, 2025)}
    return estimate(known, year).reindex(figures.index)
