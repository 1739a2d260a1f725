"""The map of a view as a file: what the command line and the route both ask for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from nplv_geo.export.map import writers as files
from nplv_geo.export.map.background import FetchTiles
from nplv_geo.export.map.image import draw_map
from nplv_geo.export.names import name_view_file
from nplv_geo.export.options import MIMETYPES, MapOptions
from nplv_geo.export.requests import ExportedFile
from nplv_geo.present.beside.captions import write_picture_captions
from nplv_geo.present.briefing.downloads import make_permalink
from nplv_geo.present.map.captions import MapCaptions, require_picture
from nplv_geo.present.map.model import list_entries
from nplv_geo.present.page.page import Page

_MOST_NAMED = 3_000


def write_map_file(
    page: Page, options: MapOptions, site: str, fetch: FetchTiles | None = None
) -> ExportedFile:
    """Draw the map of a page.

    Parameters
    ----------
    site
        Address of the dashboard, for the link and the QR code.
    fetch
        Gives the tiles of the background map; none without it.

    Raises
    ------
    BackgroundError
        When the background map can't be had.
    ExportError
        When the map of the page says nothing.
    """
    require_picture(page)
    words = write_picture_captions(page)
    figure = draw_map(page, words, options, make_permalink(page, site), fetch)
    metadata = describe_file(page, words.whole)
    match options.kind:
        case "png":
            content = files.write_png(figure, metadata)
        case "svg":
            content = files.write_svg(figure, metadata, _name_areas(page))
        case "pdf":
            content = files.write_pdf(figure, metadata)
    figure.clear()
    return ExportedFile(name_view_file(page, options.kind), MIMETYPES[options.kind], content)


def describe_file(page: Page, words: MapCaptions) -> files.Metadata:
    """What a file of a page says of itself."""
    return files.Metadata(
        title=words.title,
        alt=words.alt,
        subject=words.subject,
        language=page.view.language,
        source=words.figures,
        built=datetime.fromisoformat(page.edition.manifest.built),
    )


def _name_areas(page: Page) -> Mapping[str, str]:
    """Name and value of each area, for who points at it in a drawing program or browser."""
    if len(page.scope.codes) > _MOST_NAMED:
        return {}
    areas = list_entries(page)
    return {code: f"{page.name_area(code)}: {value}" for code, (_, value, _) in areas.items()}
