"""Recognise a file that somebody hands to ``import`` and read it.

What a file is follows from its content wherever that can tell; its name only says which table
and which year it is when the content is silent.
"""

from __future__ import annotations

import errno
import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from nplv_geo.definitions import tables
from nplv_geo.definitions.tables import DivisionFrom
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.ground.system import explain_os_error
from nplv_geo.published.contents import Part
from nplv_geo.published.figures import Figures
from nplv_geo.published.raw_store import Sidecar
from nplv_geo.sources.readers import months, scores
from nplv_geo.sources.readers.bounds import check_size, check_table
from nplv_geo.sources.readers.content import Content, recognise_content
from nplv_geo.sources.readers.damage import describe_broken, explain_damage
from nplv_geo.sources.readers.documents import read_document
from nplv_geo.sources.readers.file_names import (
    KnownYears,
    find_only_year,
    find_table,
    year_in_name,
)
from nplv_geo.sources.readers.outlines import areas
from nplv_geo.sources.readers.outlines.geojson import is_geojson, read_geojson
from nplv_geo.sources.readers.people import recognition, squares
from nplv_geo.sources.readers.tables import sheets
from nplv_geo.sources.readers.tables.columns import PERIOD
from nplv_geo.sources.readers.tables.observations import has_observations
from nplv_geo.sources.readers.tables.tabular import Origin, check_columns, read_figures

_OUTLINES = (Content.SQLITE, Content.SHAPEFILE, Content.ZIP)
_SHEETS = {
    Content.CSV: sheets.read_csv,
    Content.XLSX: sheets.read_xlsx,
    Content.PARQUET: sheets.read_parquet,
}
# What a name promises, for bytes that don't say what they are.
_PROMISED = {
    ".csv": Content.CSV,
    ".txt": Content.CSV,
    ".tsv": Content.CSV,
    ".xlsx": Content.XLSX,
    ".json": Content.JSON,
    ".geojson": Content.JSON,
    ".parquet": Content.PARQUET,
    ".geoparquet": Content.PARQUET,
    ".gpkg": Content.SQLITE,
    ".shp": Content.SHAPEFILE,
    ".zip": Content.ZIP,
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a service told about a table, which the rows themselves don't say.

    Attributes
    ----------
    family
        Table family, for a table that is newer than the registry.
    provisional
        Whether the figures may still change.
    division
        Year of the areas that the codes are of.
    state
        State of the source, in its own words.
    """

    family: str = ""
    provisional: bool | None = None
    division: int | None = None
    state: str = ""


NOTHING = Recorded()


def recorded_in_sidecar(sidecar: Sidecar) -> Recorded:
    """What a sidecar keeps of what the service told."""
    day = sidecar.modified.partition("T")[0]
    state = " ".join(part for part in (day, sidecar.state) if part)
    return Recorded(sidecar.family, sidecar.provisional, sidecar.division, state)


def read_delivery(
    path: Path,
    *,
    year: int | None,
    retrieved: str,
    recorded: Recorded = NOTHING,
) -> list[Part]:
    """Read the areas, the figures or the places where people live in a file.

    Parameters
    ----------
    year
        What the user says with ``--year``; only needed when the file doesn't tell.
    retrieved
        Date on which the file was fetched.
    recorded
        What the service told beside the figures, when the file came from one.

    Returns
    -------
    list
        One item per layer of a file with areas, or per period of a table; one of where people live.

    Raises
    ------
    UnreadableFileError
        One sentence: the file, what is wrong with it and what to do.
    """
    try:
        with explain_damage(path):
            delivery = _read(path, year, retrieved)
    except OSError as error:
        raise describe_unopened(path, error) from error
    return [_told(part, recorded) if isinstance(part, Figures) else part for part in delivery]


def describe_unopened(path: Path, error: OSError) -> UnreadableFileError:
    """Give the error for a file that the system does not open."""
    return UnreadableFileError(
        f"{path.name}: het bestand kan niet worden geopend: {explain_os_error(error)}."
    )


def _told(figures: Figures, recorded: Recorded) -> Figures:
    """Figures with what the service told; that goes before what the registry knows."""
    known: dict[str, Any] = {"state": recorded.state} if recorded.state else {}
    if recorded.family:
        family = tables.FAMILIES[recorded.family]
        known |= {"family": family.id, "publisher": family.publisher}
        division, by = tables.find_division(figures.table, family.id, figures.period)
        known |= {"boundary_year": division, "division_from": by}
    if recorded.provisional is not None:
        known["provisional"] = recorded.provisional
    if recorded.division is not None:
        known |= {"boundary_year": recorded.division, "division_from": DivisionFrom.SERVICE}
    return replace(figures, **known)


def _read(path: Path, year: int | None, retrieved: str) -> list[Part]:
    """Read a file by what its first bytes are; its name only counts where those don't tell."""
    content = _recognise(path)
    if content is Content.JSON:
        return _read_json(path, year, retrieved)
    if content is Content.ZIP:
        return _read_packed(path, year, retrieved)
    if content is Content.PARQUET and areas.is_geoparquet(path):
        return [*areas.read_geoparquet(path, _years(path, year))]
    if content in _SHEETS:
        fields = squares.find_csv_fields(path) if content is Content.CSV else None
        if fields is not None:
            return [squares.read_square_csv(path, fields, _years(path, year))]
        return _read_sheet(_SHEETS[content](path), path, year, retrieved)
    return _read_layers(path, content, _years(path, year))


def _read_layers(path: Path, content: Content, years: KnownYears) -> list[Part]:
    people = recognition.read_people_layers(path, content, years)
    return [people] if people is not None else [*areas.read_vector(path, content, years)]


def _read_json(path: Path, year: int | None, retrieved: str) -> list[Part]:
    document = read_document(path)
    if is_geojson(document):
        frame, years = read_geojson(document, path), _years(path, year)
        people = recognition.read_people_features(frame, path, years)
        return [people] if people is not None else [*areas.read_features(frame, path, years)]
    return _read_sheet(sheets.read_json(document, path), path, year, retrieved)


def _read_packed(path: Path, year: int | None, retrieved: str) -> list[Part]:
    if scores.has_scores(path):
        return [*scores.read_scores(path, retrieved)]
    if has_observations(path):
        return _read_sheet(sheets.read_bundle(path), path, year, retrieved)
    return _read_layers(path, Content.ZIP, _years(path, year))


def _recognise(path: Path) -> Content:
    """Recognise a file; damage is told by the reader that its name promises."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(path))
    if path.stat().st_size == 0:
        raise UnreadableFileError(
            f"{path.name}: dit bestand is leeg; haal het opnieuw op bij de uitgever."
        )
    with path.open("rb") as file:
        content = recognise_content(file)
    if content is Content.XML:
        raise UnreadableFileError(
            f"{path.name}: dit is XML of HTML: een verwijzing of een webpagina, geen tabel of "
            "kaart; kies het bestand zelf."
        )
    if content is Content.OTHER:
        promised = _PROMISED.get(path.suffix.lower())
        if promised is None:
            raise UnreadableFileError(
                f"{path.name}: dit soort bestand wordt niet gelezen; kies Parquet, GeoPackage, "
                "GeoJSON, een gezipte Shapefile, CSV, XLSX of JSON."
            )
        if promised in _OUTLINES:
            raise describe_broken(path)
        content = promised
    if content is Content.ZIP and sheets.is_xlsx(path):
        content = Content.XLSX
    check_size(path, content)
    return content


def _years(path: Path, year: int | None) -> KnownYears:
    return KnownYears(year, year_in_name(path.name))


def _read_sheet(sheet: sheets.Sheet, path: Path, year: int | None, retrieved: str) -> list[Part]:
    check_table(*sheet.frame.shape, path.name)
    check_columns(sheet.frame, path.name)
    origin = _origin(path, sheet, year, retrieved)
    columns = tuple(str(name) for name in sheet.frame.columns)
    return [replace(part, columns=columns) for part in _figures(sheet.frame, origin)]


def _figures(frame: pd.DataFrame, origin: Origin) -> list[Figures]:
    """Figures in the rows of a sheet, read as its table asks for."""
    if origin.table in tables.MONTHLY and PERIOD in frame.columns:
        summed, span = months.sum_year_to_date(frame, origin.name)
        return [months.add_span(part, span) for part in read_figures(summed, origin)]
    if origin.table in tables.MONTHLY_YEARS and PERIOD in frame.columns:
        return read_figures(months.sum_whole_years(frame, origin.name), origin)
    figures = read_figures(frame, origin)
    if origin.table == scores.TABLE:
        return [*scores.on_newest_areas(figures, origin.name)]
    return figures


def _origin(path: Path, sheet: sheets.Sheet, year: int | None, retrieved: str) -> Origin:
    has_periods = PERIOD in sheet.frame.columns
    table = find_table(path.name, sheet.about, year, has_periods=has_periods)
    return Origin(
        name=path.name,
        table=table,
        year=year if has_periods else find_only_year(path.name, table, year),
        retrieved=retrieved,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )
