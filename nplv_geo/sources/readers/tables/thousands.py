"""Whether the point in ``4.567`` groups thousands: what its column may hold decides."""

from __future__ import annotations

import re
from collections.abc import Collection

from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.ground.quoting import quote

_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+", re.ASCII)
_TWO_POINTS = re.compile(r"[+-]?\d{1,3}(\.\d{3}){2,}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d*\.\d*", re.ASCII)


def has_thousands(cells: Collection[str], *, is_whole: bool | None, column: str, name: str) -> bool:
    """Tell whether points in a column without decimal commas group thousands.

    Parameters
    ----------
    cells
        Texts in the column, each once.
    is_whole
        Whether its topic only has whole numbers; None when nobody knows.
    column
        Its name in the file.
    name
        What to call the file.

    Returns
    -------
    bool
        False when points are those of decimals, or there are none.

    Raises
    ------
    UnreadableFileError
        When it may be either: a person has to say it.
    """
    grouped = [cell for cell in cells if _GROUPED.fullmatch(cell)]
    if not grouped or is_whole is False:
        return False
    if is_whole or any(_TWO_POINTS.fullmatch(cell) for cell in grouped):
        return True
    if any(_DECIMAL.fullmatch(cell) and not _GROUPED.fullmatch(cell) for cell in cells):
        return False
    raise UnreadableFileError(
        f"{name}: kolom {quote(column)} heeft '{grouped[0]}' en dat kan "
        f"{grouped[0].replace('.', '')} of {grouped[0].replace('.', ',')} zijn; schrijf "
        "duizendtallen zonder punt, of decimalen met een komma."
    )
