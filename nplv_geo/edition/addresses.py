"""Names and addresses of the files that a build makes for the browser.

They are shared by who writes the files (:mod:`build.browser`) and by who
tells the browser where they are (``present``).
"""

from __future__ import annotations

import numpy as np

from nplv_geo.edition.models import GeometryFile
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.arrays import Ints
from nplv_geo.statistics.classify import NO_CLASS

CLOSE = "close"
INDEX = "index"
_NONE = "-"


def write_geometry_address(file: GeometryFile) -> str:
    """Write the address of a geometry file, under which the content never changes.

    Parameters
    ----------
    file
        Its entry in the manifest.

    Returns
    -------
    str
        From the root of the site.
    """
    return f"/geo/{file.hash}/{file.name}.json"


def name_browser_values(layer_id: str, period: str, level: AreaLevel) -> str:
    """Name a file of values, in the manifest and in its address.

    Parameters
    ----------
    layer_id, period, level
        What the values are of.

    Returns
    -------
    str
        Without an ending.
    """
    return f"{layer_id}-{period}-{level}"


def write_class_letters(classes: Ints) -> str:
    """Write class numbers as one character each.

    Parameters
    ----------
    classes
        Shape (n_areas,): class of each area.

    Returns
    -------
    str
        As many characters, ``-`` for an area without a class.
    """
    letters = np.where(classes == NO_CLASS, ord(_NONE), classes + ord("0"))
    return letters.astype(np.uint8).tobytes().decode("ascii")
