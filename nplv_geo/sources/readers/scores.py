"""Scores of the Leefbaarometer out of its zip: CSV files for buurten, wijken and gemeenten.

Only scores are read (``afw`` and its five dimensions, as a difference from the national
average); classes are numbers too, but their mean means nothing.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd

from nplv_geo.definitions.tables import DivisionFrom
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.published.figures import Figures
from nplv_geo.sources.readers.damage import explain_damage
from nplv_geo.sources.readers.tables.columns import PERIOD, REGION
from nplv_geo.sources.readers.tables.tabular import Origin, read_figures

TABLE = "LEEFBAAROMETER"
# What stands in the address of scores that came by area instead of in the zip.
ANSWER = "lbm3:"
SCORES = ("afw", "fys", "onv", "soc", "vrz", "won")
_MEMBER = re.compile(r"leefbaarometer-scores (buurt|wijk|gemeente)\w* [^/]*\.csv$", re.IGNORECASE)
_CODES = ("bu_code", "wk_code", "gm_code")
_YEAR = "jaar"
_MEASUREMENT = re.compile(r"meting[ -](20\d\d)", re.IGNORECASE)


def has_scores(path: Path) -> bool:
    """Tell whether a zip is that of the Leefbaarometer's scores."""
    with explain_damage(path), zipfile.ZipFile(path) as archive:
        return bool(_members(archive))


def read_scores(path: Path, retrieved: str) -> list[Figures]:
    """Read the scores of all measurements, one item a year."""
    with zipfile.ZipFile(path) as archive:
        members = _members(archive)
        frames = [_frame(archive.read(name), path.name, name) for name in members]
    whole = pd.concat(frames, ignore_index=True)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    years = read_figures(whole, Origin(path.name, TABLE, None, retrieved, digest))
    return on_newest_areas(years, f"{path.name} {members[0]}")


def on_newest_areas(years: list[Figures], name: str) -> list[Figures]:
    """Put all years on one division: older ones were computed again on the newest areas.

    Without the year of the measurement in the name, their codes have to tell the division.
    """
    measured = _MEASUREMENT.search(name)
    if not measured:
        return years
    year = int(measured[1])
    return [replace(part, boundary_year=year, division_from=DivisionFrom.FILE) for part in years]


def _members(archive: zipfile.ZipFile) -> list[str]:
    return sorted(name for name in archive.namelist() if _MEMBER.search(name))


def _frame(content: bytes, zip_name: str, member: str) -> pd.DataFrame:
    text = content.decode("utf-8-sig")
    separator = max(";,\t", key=text.partition("\n")[0].count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    names = [name.strip().lower() for name in rows[0]] if rows else []
    code = next((name for name in _CODES if name in names), None)
    if code is None or _YEAR not in names:
        raise UnreadableFileError(
            f"{zip_name}: {member} heeft geen kolommen met gebiedscode en jaar; haal het bestand "
            "opnieuw op bij de Leefbaarometer."
        )
    frame = pd.DataFrame(rows[1:], columns=names, dtype="object")
    scores = frame[[code, _YEAR, *(name for name in SCORES if name in names)]]
    return scores.rename(columns={code: REGION[0], _YEAR: PERIOD})
