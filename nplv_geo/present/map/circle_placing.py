"""How circles on a map give way to each other, and where their names may stand.

One set of rules for the page and for pictures. On the page it can't be solved beforehand: what
overlaps depends on the size of the window and on how far a reader zooms in. So the browser gets
these rules with the map (``scripts/src/pure/circles.js``), and pictures are solved by the same ones
(``export/map/circles.py``); ``tests/browser/test_circles.py`` holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class CirclePlacing:
    """Rules for placing circles and their names; lengths in pixels of the screen.

    Attributes
    ----------
    rounds
        Times that all circles go a little home and are pushed apart again.
    homing
        Part of the way home that a circle goes in each round.
    gap
        Least distance between two circles.
    clearance
        Least distance between a circle and the line to the name of another one.
    step
        Steps in which such a line is held against names: shorter than these are high.
    margin
        Least distance of a name to the side of the map.
    distances
        Distances from a circle at which its name is tried; from the second on a line leads to it.
    directions
        Directions from the circle at which it is tried, right and down positive.
    """

    rounds: int = 80
    homing: float = 0.05
    gap: float = 2.0
    clearance: float = 1.0
    step: float = 6.0
    margin: float = 4.0
    distances: tuple[float, ...] = (4.0, 16.0, 32.0, 50.0, 72.0, 96.0, 128.0)
    directions: tuple[tuple[float, float], ...] = (
        (1, 0), (-1, 0), (0.75, -0.75), (0.75, 0.75),
        (-0.75, -0.75), (-0.75, 0.75), (0, -1), (0, 1),
    )  # fmt: skip

    def scale(self, unit: float) -> CirclePlacing:
        """The same rules in another unit of length.

        Parameters
        ----------
        unit
            Length of a pixel in that unit: 0.75 for points.
        """
        return replace(
            self,
            gap=self.gap * unit,
            clearance=self.clearance * unit,
            step=self.step * unit,
            margin=self.margin * unit,
            distances=tuple(distance * unit for distance in self.distances),
        )


PLACING = CirclePlacing()
