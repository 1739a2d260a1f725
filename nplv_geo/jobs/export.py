"""Exports as work that another process can do: a request in, a file out.

A server draws outside its own process, so that a drawing of a second never holds up the map of
somebody else. Each new kind of export adds a function here that takes a request and gives a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

import structlog

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.read import read_catalog, read_focus_areas, read_programme
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.opening import open_whole
from nplv_geo.export.requests import (
    BriefingRequest,
    DataRequest,
    ExportedFile,
    GeoJsonGeometry,
    MapRequest,
    ShapesRequest,
    TalkRequest,
)
from nplv_geo.export.strict_query import make_strict_page
from nplv_geo.ground.errors import BackgroundError, FetchError, NplvError
from nplv_geo.ground.settings import is_offline
from nplv_geo.ground.system import explain_os_error
from nplv_geo.ground.tile_service import TILE_SERVICES, TileService

log = structlog.get_logger()


def draw_map(request: MapRequest) -> ExportedFile:
    """Carry out one request."""
    # Matplotlib and GeoPandas are for who draws; a server that hands out requests does without.
    from nplv_geo.export.map.file import write_map_file  # noqa: PLC0415

    edition, catalog, focus_areas = _open_edition(request.edition, request.project)
    page = make_strict_page(request.query, edition, catalog, focus_areas)
    basemap = page.view.basemap
    fetch = partial(_fetch_background, TILE_SERVICES[basemap]) if basemap else None
    return write_map_file(page, request.options, request.site, fetch)


def write_data(request: DataRequest) -> ExportedFile:
    """Write the figures of one request."""
    from nplv_geo.export.data.file import write_data_file  # noqa: PLC0415  # GeoPandas, as above

    edition, catalog, focus_areas = _open_edition(request.edition, request.project)
    page = make_strict_page(request.query, edition, catalog, focus_areas)
    return write_data_file(page, request.options, request.site)


def write_briefing(request: BriefingRequest) -> ExportedFile:
    """Write the briefing of one request."""
    from nplv_geo.export.briefing.file import write_briefing_file  # noqa: PLC0415  # as above

    edition, catalog, focus_areas = _open_edition(request.edition, request.project)
    page = make_strict_page(request.query, edition, catalog, focus_areas)
    return write_briefing_file(
        page, request.kind, request.site, has_undermining=request.has_undermining
    )


def write_talk(request: TalkRequest) -> ExportedFile:
    """Write the talk sheet of one request."""
    from nplv_geo.export.talk.file import write_talk_file  # noqa: PLC0415  # as above

    edition, catalog, focus_areas = _open_edition(request.edition, request.project)
    page = make_strict_page(request.query, edition, catalog, focus_areas)
    programme = read_programme(request.project, catalog, focus_areas)
    return write_talk_file(page, programme, request.kind, request.site)


def try_briefing(request: BriefingRequest) -> ExportedFile | str:
    """Write one of many briefings, or tell why it could not be written.

    An error in a sentence always comes back from another process; not every exception does.
    """
    try:
        return write_briefing(request)
    except NplvError as error:
        return str(error)
    except OSError as error:
        return f"{explain_os_error(error, 'TMPDIR')}."
    except Exception as error:  # noqa: BLE001  # one that fails must not stop the other 19
        return f"{type(error).__name__}: {error}"


def write_shapes(request: ShapesRequest) -> list[GeoJsonGeometry | None]:
    """Give the outlines of one request in WGS84."""
    from nplv_geo.export.data.outlines import make_geometries, select_outlines  # noqa: PLC0415  # as above

    edition, _, _ = _open_edition(request.edition, request.project)
    return make_geometries(select_outlines(edition, request.areas))


def _fetch_background(service: TileService, numbers: Sequence[tuple[int, int, int]]) -> list[bytes]:
    """Fetch tiles of the background map: the only thing for which an export leaves the machine."""
    from nplv_geo.sources.network.door import Door  # noqa: PLC0415  # as above
    from nplv_geo.sources.network.tiles import LIMITS, fetch_tiles  # noqa: PLC0415

    try:
        with Door(limits=LIMITS, offline=is_offline()) as door:
            return fetch_tiles(door, service, numbers)
    except FetchError as error:
        log.warning("background map missing", reason=str(error))
        raise BackgroundError from error


@lru_cache(maxsize=2)
def _open_edition(folder: Path, project: Path) -> tuple[Edition, Catalog, Mapping[str, FocusArea]]:
    """An edition with its definitions; the one before stays for who still looks at it."""
    areas = {area.id: area for area in read_focus_areas(project)}
    return open_whole(folder, has_readers=False), read_catalog(project), areas
