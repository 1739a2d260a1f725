"""A small country of three gemeenten: codes and names of real areas, figures made up here.

Two focus areas have units in it (Groningen-Noord and Amsterdam Zuidoost); De Hoogte gets its
new code in 2025. Figures follow from codes and years, so they are the same in every run.
"""

from __future__ import annotations

import zlib

import numpy as np
import shapely

from tests.standin import kwb
from tests.standin.regions import Regions, kwb_table
from tests.standin.table import Numbers, Table, Topic, title_of, words

YEARS = (2023, 2024, 2025)
# Outlines by the old WFS alone, and a year with figures and change marks but no outlines.
OLDER = (2019,)
MARKED = 2020
# Borders that moved, and a code that changed with its border: the marks of CBS.
CHANGES = {"BU00140301": "2", "BU0363TB02": "3"}
GEMEENTEN = {
    "0014": ("Groningen", 233_000, 582_000),
    "0363": ("Amsterdam", 125_000, 480_000),
    "1680": ("Aa en Hunze", 243_000, 557_000),
}
_WIJKEN = {
    "001400": ("Centrum", "00 Binnenstad-Noord,01 Binnenstad-Zuid"),
    "001403": ("Oude Wijken", "00 De Hoogte,01 Indische buurt,02 Professorenbuurt"),
    "001404": ("Oud-Oost", "00 Oosterpoortbuurt,01 Florabuurt"),
    "001409": ("Vinkhuizen", "00 Vinkhuizen-Noord,01 Vinkhuizen-Zuid"),
    "0363AA": ("Burgwallen-Oude Zijde", "01 Kop Zeedijk,02 Oude Kerk e.o."),
    "0363TA": ("Amstel III/Bullewijk", "01 Amstel III deel A/B Noord,02 Bullewijk"),
    "0363TB": ("Venserpolder", "01 Venserpolder-West,02 Venserpolder-Oost"),
    "168000": ("Annen", "00 Annen,09 Verspreide huizen Annen"),
    "168001": ("Eext", "00 Eext"),
}
_SIDE = 500
_EMPTY, _HUGE = "BU16800009", "BU00140001"  # nobody lives there; enough people for an income
_MANY = 2500


def regions(year: int) -> Regions:
    """Areas of a year in the order of StatLine: each wijk followed by its buurten."""
    codes, names = ["NL00"], ["Nederland"]
    for gemeente, (name, _, _) in GEMEENTEN.items():
        codes.append(f"GM{gemeente}")
        names.append(name)
        for wijk, (title, buurten) in _WIJKEN.items():
            if not wijk.startswith(gemeente):
                continue
            codes.append(f"WK{wijk}")
            names.append(title)
            for buurt in buurten.split(","):
                number, _, label = buurt.partition(" ")
                codes.append(_of_year(f"BU{wijk}{number}", year))
                names.append(label)
    return Regions(codes, names, {code: name for code, (name, _, _) in GEMEENTEN.items()})


def squares(codes: list[str]) -> dict[str, shapely.Geometry]:
    """A square of 500 m for each buurt: a wijk is a column of them."""
    found: dict[str, shapely.Geometry] = {}
    wijken: dict[str, list[str]] = {}
    for code in codes:
        if code.startswith("BU"):
            wijken.setdefault(code[2:8], []).append(code)
    for gemeente, (_, x, y) in GEMEENTEN.items():
        own = [wijk for wijk in wijken if wijk.startswith(gemeente)]
        for column, wijk in enumerate(own):
            for row, code in enumerate(wijken[wijk]):
                left, low = x + column * _SIDE, y + row * _SIDE
                found[code] = shapely.box(left, low, left + _SIDE, low + _SIDE)
    return found


def figure(seed: str, low: float, high: float) -> float:
    """The same number between ``low`` and ``high`` for the same ``seed``."""
    return low + (high - low) * (zlib.crc32(seed.encode()) % 10_000) / 10_000


def inhabitants(code: str, year: int) -> int:
    """Inhabitants of a buurt."""
    if code == _EMPTY:
        return 0
    old = code.replace("BU00140303", "BU00140300")
    number = 4200 if code == _HUGE else figure(old, 60, 2400)
    return _fives(number * (1 + (year - YEARS[0]) / 100))


def table(name: str, year: int) -> Table:
    """Kerncijfers of a year; what comes later is null everywhere in the newest."""
    areas = regions(year)
    layout = kwb.LAYOUT_2023 if year <= YEARS[0] else kwb.LAYOUT_2024
    topics = []
    for column in kwb.columns(layout):
        title = title_of(column.key)
        if column.base == kwb.TEXT:
            texts = ["." if code.startswith("NL") else "9700" for code in areas.codes]
            topics.append(Topic(column.key, title, "code", column.group, words(texts)))
            continue
        values = _values(column, areas.codes, year)
        if column.late and year == YEARS[-1]:
            values[:] = np.nan
        numbers = Numbers(values, whole=column.decimals == 0)
        topics.append(Topic(column.key, title, column.unit, column.group, numbers))
    return kwb_table(name, year, areas, topics, CHANGES if year == MARKED else {})


def within(code: str, outer: str) -> bool:
    """Tell whether area ``code`` lies in ``outer``."""
    return outer.startswith("NL") or code[2:].startswith(outer[2:])


def _values(column: kwb.Column, codes: list[str], year: int) -> np.ndarray:
    buurten = {code: _value(column, code, year) for code in codes if code.startswith("BU")}
    found = []
    for code in codes:
        if code in buurten:
            found.append(_withheld(column, code, year, buurten[code]))
            continue
        inside = {b: value for b, value in buurten.items() if within(b, code)}
        if column.mean is None or column.base in kwb.AREAS:
            found.append(sum(inside.values()))
        else:
            weights = [inhabitants(b, year) for b in inside]
            mean = float(np.average(list(inside.values()), weights=weights))
            found.append(round(mean, column.decimals))
    return np.array(found, dtype=float)


def _value(column: kwb.Column, code: str, year: int) -> float:
    people = inhabitants(code, year)
    if column.mean is None:
        if column.base == "Vrouwen":
            return people - _fives(people * kwb.SHARES["Mannen"])
        return _fives(people * kwb.SHARES.get(column.base, 0.05))
    spread = (1, 1) if column.base in kwb.AREAS else (0.8, 1.2)
    return round(column.mean * figure(column.key + code, *spread), column.decimals)


def _withheld(column: kwb.Column, code: str, year: int, value: float) -> float:
    """Averages over few people are not published, income only from about 2,500 on."""
    if column.mean is None or column.base in kwb.AREAS:
        return value
    people = inhabitants(code, year)
    few = people < (_MANY if column.base == "GemiddeldInkomenPerInwoner" else 50)
    return np.nan if few else value


def _of_year(code: str, year: int) -> str:
    return "BU00140303" if code == "BU00140300" and year >= YEARS[-1] else code


def _fives(value: float) -> int:
    return 5 * round(value / 5)
