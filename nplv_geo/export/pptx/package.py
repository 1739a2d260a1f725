"""The zip file around it all, without the moment at which it was made."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def deterministic(content: bytes, made: datetime) -> bytes:
    """Write a package again with fixed dates, also those of the workbooks behind charts."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(".xlsx"):
                part = deterministic(part, made)
            elif name == "docProps/core.xml":
                moment = made.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                part = _WHEN.sub(rb"\g<1>" + moment + rb"\g<2>", part)
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, part)
    return target.getvalue()
