"""Texts that a spreadsheet must not take for a formula, and figures as CSV."""

from __future__ import annotations

import re

import pandas as pd

from nplv_geo.export.data.tables import FLAGS, NUMBERS, DataTable
from nplv_geo.export.data_options import DataOptions

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# Characters that XML, and so XLSX, can't hold.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def escape_formula(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would carry out as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def strip_unprintable(text: str) -> str:
    """Leave out control characters that no file of ours may hold."""
    return _UNPRINTABLE.sub("", text)


def write_csv(table: DataTable, options: DataOptions) -> bytes:
    """Write the rows as CSV in UTF-8; an unknown value is an empty cell."""
    frame = table.frame.copy()
    yes, no = table.page.t("data_export.yes"), table.page.t("data_export.no")
    for name in FLAGS:
        frame[name] = frame[name].map({True: yes, False: no})
    for name in frame.columns.difference([*NUMBERS, "boundary_year"]):
        frame[name] = [escape_formula(strip_unprintable(str(text))) for text in frame[name]]
    text: str = frame.to_csv(
        index=False,
        sep=";" if options.comma else ",",
        decimal="," if options.comma else ".",
        lineterminator="\r\n",
    )
    return text.encode("utf-8-sig" if options.bom else "utf-8")


def list_rows(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    """Rows of plain Python values, with None for what is unknown."""
    plain = frame.astype("object").where(frame.notna(), None)
    return list(plain.itertuples(index=False, name=None))
