"""The figures of a view, or all of an area, as a file: what command and route both ask for."""

from __future__ import annotations

from nplv_geo.export.data import geo_files
from nplv_geo.export.data.csv_text import csv
from nplv_geo.export.data.notes import notes as notes_of
from nplv_geo.export.data.notes import title as title_of
from nplv_geo.export.data.tables import area_table, view_table
from nplv_geo.export.data.xlsx import xlsx
from nplv_geo.export.data_options import DATA_MIMETYPES, DataOptions
from nplv_geo.export.names import file_name, file_name_of_all
from nplv_geo.export.requests import ExportedFile
from nplv_geo.present.page.page import Page


def data_file(page: Page, options: DataOptions, site: str) -> ExportedFile:
    """Write the figures of a page.

    Parameters
    ----------
    site
        Address of the dashboard, for the link among the notes.

    Raises
    ------
    ExportError
        When they would be too many.
    """
    everything = options.everything
    table = area_table(page) if everything else view_table(page)
    title, notes = title_of(table, everything=everything), notes_of(table, site)
    match options.kind:
        case "csv":
            content = csv(table, options)
        case "xlsx":
            content = xlsx(table, title, notes)
        case "geojson":
            content = geo_files.geojson(table, title, notes, everything=everything)
        case "gpkg":
            content = geo_files.geopackage(table, title, notes, everything=everything)
        case "parquet":
            content = geo_files.parquet(table, title, notes, everything=everything)
    named = file_name_of_all if everything else file_name
    return ExportedFile(named(page, options.kind), DATA_MIMETYPES[options.kind], content)
