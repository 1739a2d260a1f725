"""The figures of a view, or all of an area, as a file: what command and route both ask for."""

from __future__ import annotations

from dataclasses import replace

from nplv_geo.export.data import geo_files
from nplv_geo.export.data.compared_rows import add_compared
from nplv_geo.export.data.csv_text import write_csv
from nplv_geo.export.data.notes import write_notes as notes_of
from nplv_geo.export.data.notes import write_title as title_of
from nplv_geo.export.data.tables import make_area_table, make_view_table
from nplv_geo.export.data.xlsx import write_xlsx
from nplv_geo.export.data_options import DATA_MIMETYPES, DataOptions
from nplv_geo.export.names import name_area_file, name_view_file
from nplv_geo.export.requests import ExportedFile
from nplv_geo.present.page.page import Page


def write_data_file(page: Page, options: DataOptions, site: str) -> ExportedFile:
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
    # All of an area is the same, whatever stands beside its map.
    page = replace(page, beside=None) if options.everything else page
    table = make_area_table(page) if options.everything else make_view_table(page)
    title, notes = title_of(table, everything=options.everything), notes_of(table, site)
    # An area has several figures then.
    is_of_many = any(one is not None for one in (page.factors, page.pair, page.beside))
    everything = options.everything or is_of_many
    match options.kind:
        case "csv":
            content = write_csv(add_compared(table), options)
        case "xlsx":
            content = write_xlsx(add_compared(table), title, notes)
        case "geojson":
            content = geo_files.write_geojson(table, title, notes, everything=everything)
        case "gpkg":
            content = geo_files.write_geopackage(table, title, notes, everything=everything)
        case "parquet":
            content = geo_files.write_parquet(table, title, notes, everything=everything)
    name_file = name_area_file if options.everything else name_view_file
    return ExportedFile(name_file(page, options.kind), DATA_MIMETYPES[options.kind], content)
