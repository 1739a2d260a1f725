"""The zip file around it all, without the moment at which it was made."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_TERMS = "{http://purl.org/dc/terms/}"


def fix_dates(content: bytes, moment: datetime) -> bytes:
    """Write a package again with fixed dates, also those of the workbooks behind charts.

    Parameters
    ----------
    content
        A zip file of Office.
    moment
        Moment of the edition, in UTC.
    """
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(".xlsx"):
                part = fix_dates(part, moment)
            elif name == "docProps/core.xml":
                part = _fix_properties(part, moment)
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, part)
    return target.getvalue()


def _fix_properties(part: bytes, moment: datetime) -> bytes:
    """The properties of a document, made and changed at one moment."""
    properties = etree.fromstring(part)
    for element in properties.iter(f"{_TERMS}created", f"{_TERMS}modified"):
        element.text = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    written: bytes = etree.tostring(
        properties, encoding="UTF-8", xml_declaration=True, standalone=True
    )
    return written
