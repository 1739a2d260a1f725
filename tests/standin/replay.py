"""Recorded answers, byte for byte where they are: two pages of OData v3, and metadata of v4."""

from __future__ import annotations

from pathlib import Path

from tests.standin import real
from tests.standin.answer import Answer, Request, Switches
from tests.standin.data import Data

# As the service wrote them: 83599NED in two pages, 80137ned as a whole.
_V3 = {
    "/odatafeed/odata/83599ned/untypeddataset": ("tables_2", "tables_3"),
    "/odatafeed/odata/80137ned/tableinfos": ("meta_2",),
    "/odatafeed/odata/80137ned/persoonskenmerken": ("meta_4",),
    "/odatafeed/odata/80137ned/perioden": ("meta_6",),
    "/odatafeed/odata/80137ned/dataproperties": ("meta_7",),
    "/odatafeed/odata/80137ned/typeddataset": ("meta_8",),
}
_V4 = {
    "/cbs/80072ned/observations": ("meta_4",),
    "/cbs/80072ned/measurecodes": ("meta_5",),
    "/cbs/80072ned/dimensions": ("meta_6",),
    "/cbs/80072ned/periodengroups": ("meta_8",),
    "/cbs/80072ned/periodencodes": ("meta_9",),
    "/cbs/80072ned/bedrijfskenmerkensbi2008codes": ("meta_11",),
}
_FOLDERS = (("v3_two_pages_83599NED", _V3), ("v4_metadata_80072ned", _V4))
_V3_KIND = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8"
_V4_KIND = "application/json; odata.metadata=minimal; odata.streaming=true; charset=utf-8"
KINDS = (_V3_KIND, _V4_KIND)


def folder() -> Path | None:
    """Folder with the recorded answers, None where it is not there."""
    data = real.folder()
    path = data / "samples" / "recorded" if data else None
    return path if path and all((path / name).is_dir() for name, _ in _FOLDERS) else None


def answer(request: Request, data: Data, switches: Switches) -> Answer | None:  # noqa: ARG001
    """Answer that was recorded at this address, None for another one's."""
    path = folder() if data.kind == "recorded" else None
    if path is None:
        return None
    for (name, sets), kind in zip(_FOLDERS, KINDS, strict=True):
        pages = sets.get(request.path.lower().rstrip("/"))
        if pages is not None:
            page = 1 if request.params.get("$skip") else 0
            return Answer(200, (path / name / f"{pages[page]}.json").read_bytes(), kind)
    return None
