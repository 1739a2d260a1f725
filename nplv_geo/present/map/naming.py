"""Which areas are named on a map, and by which rules their names find a place.

One order and one set of rules for the page and for pictures. Where a name has room depends on the
size of the window and on how far a reader zooms in, so the browser gets them with the map
(``scripts/src/pure/names.js``), and pictures are solved by the same ones
(``export/map/labels.py``); ``tests/browser/test_names.py`` holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import chain

import numpy as np

from nplv_geo.edition.addresses import write_geometry_address
from nplv_geo.ground.areas import NEDERLAND, AreaLevel
from nplv_geo.present.map.people import list_few
from nplv_geo.present.map.types import MapNaming
from nplv_geo.present.page.page import Page

EXTREMES = 5  # areas with the highest figures that are named, and as many with the lowest
MOST_NAMED = 60


@dataclass(frozen=True, slots=True)
class NamePlacing:
    """Rules for placing names; lengths in pixels of the screen.

    A name stands at the middle of the widest stretch of its area, at one of some heights, wholly
    inside it. One that is needed may stick out as long as its middle doesn't, on two lines rather
    than one, and may also stand beside the middle of the stretch. No two names touch, and the more
    important one comes first.

    Attributes
    ----------
    heights
        Heights that are tried, as shares of the height of the area from below.
    shifts
        Places beside the middle that a needed name is tried at, as shares of the stretch.
    least
        Width of an area below which it has no name.
    margin
        Least distance of a name to the side of the map.
    """

    heights: tuple[float, ...] = (0.5, 0.4, 0.6, 0.3, 0.7)
    shifts: tuple[float, ...] = (0.0, -0.25, 0.25)
    least: float = 12.0
    margin: float = 2.0

    def scale(self, unit: float) -> NamePlacing:
        """The same rules in another unit of length.

        Parameters
        ----------
        unit
            Length of a pixel in that unit: 0.75 for points.
        """
        return replace(self, least=self.least * unit, margin=self.margin * unit)


NAME_PLACING = NamePlacing()


@dataclass(frozen=True, slots=True)
class NamesByImportance:
    """Areas to name, the most important first; of these the first few are needed."""

    codes: tuple[str, ...] = ()
    needed: int = 0


def list_names_by_importance(page: Page) -> NamesByImportance:
    """List the areas to name: chosen, compared, highest and lowest, then the large ones.

    Parameters
    ----------
    page
        The page of one map.

    Returns
    -------
    NamesByImportance
        None where circles have their names beside them, and where the whole country is on the map
        in wijken or buurten, which are specks.
    """
    scope = page.scope
    has_specks = scope.is_country and scope.level is not AreaLevel.GEMEENTE
    if has_specks or not scope.files:
        return NamesByImportance()
    boxes = page.edition.areas.boxes[scope.selection.places]
    sizes = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])  # NaN without a shape
    codes = np.array(scope.codes, dtype=object)
    asked = (scope.picked_buurt, *page.view.compared)
    needed = dict.fromkeys(
        chain((c for c in asked if c in scope.codes), _list_extremes(page, sizes))
    )
    large = codes[np.argsort(-sizes, kind="stable")]
    with_shape = set(codes[sizes > 0])
    all_codes = [code for code in dict.fromkeys((*needed, *large)) if code in with_shape]
    return NamesByImportance(
        tuple(all_codes[:MOST_NAMED]), sum(code in with_shape for code in needed)
    )


def make_naming(page: Page) -> MapNaming | None:
    """Make what the browser needs to name areas; None where none are named."""
    names = list_names_by_importance(page)
    if not names.codes:
        return None
    few = list_few(page)
    return MapNaming(codes=names.codes, needed=names.needed, few=few, **asdict(NAME_PLACING))


def _list_extremes(page: Page, sizes: np.ndarray) -> Iterator[str]:
    """The highest and the lowest by turns; of equal figures the larger area first."""
    if page.is_silent:
        return
    known = np.flatnonzero(np.isfinite(page.numbers))
    values, of_size = page.numbers[known], -sizes[known]
    highest = known[np.lexsort((of_size, -values))][:EXTREMES]
    lowest = known[np.lexsort((of_size, values))][:EXTREMES]
    for high, low in zip(highest, lowest, strict=True):
        yield page.scope.codes[high]
        yield page.scope.codes[low]


def locate_neighbours(page: Page) -> tuple[str, str] | None:
    """Find where the gemeenten around a place are.

    Parameters
    ----------
    page
        The page of one map.

    Returns
    -------
    tuple of str or None
        Address of the file, and the gemeente that is no neighbour; None for the country, and on a
        background map, which has enough around a place.
    """
    own = page.edition.areas.gemeente_code_of(page.scope.place)
    name = f"{AreaLevel.GEMEENTE}-{NEDERLAND}"
    if own is None or page.view.basemap or name not in page.edition.manifest.geometry:
        return None
    return write_geometry_address(page.edition.manifest.geometry[name]), own
