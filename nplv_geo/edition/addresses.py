"""Names and addresses of the files that a build makes for the browser.

Known to who writes them (:mod:`browser_geometry`, :mod:`browser_values`) and to who tells the
browser where they are (``present``).
"""

from __future__ import annotations

from nplv_geo.edition.models import GeometryFile
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.arrays import Ints
from nplv_geo.statistics.classify import NO_CLASS

CLOSE = "close"
INDEX = "index"
_NONE = "-"


def address(file: GeometryFile) -> str:
    """Address of a geometry file by its entry in the manifest; it never changes its content."""
    return f"/geo/{file.hash}/{file.name}.json"


def values_name(layer_id: str, period: str, level: AreaLevel) -> str:
    """Name of a file of values, in the manifest and in its address."""
    return f"{layer_id}-{period}-{level}"


def class_letters(classes: Ints) -> str:
    """Class numbers as one character each, ``-`` for none."""
    return "".join(_NONE if number == NO_CLASS else str(number) for number in classes.tolist())
