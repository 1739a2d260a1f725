"""The map itself on a picture: neighbours, classes, hatching, outline, circles and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from PIL import Image

from nplv_geo.export import styles
from nplv_geo.export.map.circles import Disc, place_labels, spread
from nplv_geo.export.map.contents import Circle, Stage
from nplv_geo.export.map.drawing import Areas, Layer
from nplv_geo.export.map.labels import Wish, letters_on, name_lines, place
from nplv_geo.export.map.page_layout import Sheet
from nplv_geo.export.map.sheet import Box, Fit, Shapes, paths
from nplv_geo.export.typesetting import LEADING, width
from nplv_geo.present.page import palette
from nplv_geo.present.page.page import Page
from nplv_geo.statistics.classify import NO_CLASS

_MOST_NAMED = 1_500
_FULL_HEIGHT = 450.0  # points of map from which circles have their full size
_SMALLEST_SCALE = 0.7


@dataclass(frozen=True)
class MapBlock:
    """One map on one sheet.

    Attributes
    ----------
    ramp
        Colours of the classes.
    grid
        How fine outlines are drawn, in points.
    is_named
        True when each area must keep its code in the file.
    taken
        Places where no label may come.
    ground
        Background map in the size of the box; None without.
    """

    figure: Figure
    page: Page
    stage: Stage
    sheet: Sheet
    box: Box
    place: Fit
    ramp: tuple[str, ...]
    grid: float
    is_named: bool
    is_grey: bool
    taken: list[Box] = field(default_factory=list)
    ground: Image.Image | None = None

    def draw(self) -> None:
        """Draw all layers, the lowest first."""
        ground = Layer(self.figure, "ground")
        ground.box(self.box, palette.GROUND)
        if self.ground is not None:
            ground.picture(self.box, self.ground)
        if self.stage.country is not None:
            face = "none" if len(self.stage.shapes) or self.ground is not None else palette.PAPER
            self._outline(ground, self.stage.country, palette.COUNTRY_EDGE, 1, face=face)
        if len(self.stage.silent):
            self._silent(Layer(self.figure, "neighbours"))
        self._areas(Layer(self.figure, "areas"))
        outline = Layer(self.figure, "outline")
        if self.stage.outline is not None:
            is_dashed = self.page.edition.is_schematic and not self.page.scope.is_country
            self._outline(outline, self.stage.outline, palette.INK, 2.25, is_dashed=is_dashed)
        if self.stage.chosen is not None:
            self._outline(outline, self.stage.chosen, palette.PAPER, 6)
            ring = palette.BLACK if self.is_grey else palette.RING
            self._outline(outline, self.stage.chosen, ring, 3)
        if self.stage.circles:
            self._circles(Layer(self.figure, "circles"), Layer(self.figure, "labels"))
        else:
            self._names(Layer(self.figure, "labels"))

    @property
    def _are_many(self) -> bool:
        """True when lines as wide as elsewhere would cover the areas between them."""
        return len(self.stage.shapes) + len(self.stage.silent) >= styles.MANY

    def _paths(self, shapes: Shapes) -> list[Path]:
        return paths(shapes, self.place, self.grid) if len(shapes) else []

    def _silent(self, layer: Layer) -> None:
        """Neighbours that lie in sight, without a code: nobody asks for them."""
        seen = shapely.box(*self.place.seen(self.box))
        shapes = self.stage.silent[shapely.intersects(self.stage.silent, seen)]
        if len(shapes):
            face = "none" if self.ground is not None else palette.SILENT
            drawn = Areas(self._paths(shapes), None, [face] * len(shapes))
            weight = 0.2 if self._are_many else 0.8
            drawn.set(edgecolor=palette.SILENT_EDGE, linewidth=weight * styles.PIXEL)
            layer.add(drawn, self.box)

    def _areas(self, layer: Layer) -> None:
        """Areas in the colour of their class; those without a figure are hatched."""
        stage = self.stage
        outlines, numbers = self._paths(stage.shapes), np.array(stage.numbers)
        colours = styles.fill_colours(stage.numbers, self.ramp, is_backdrop=stage.is_backdrop)
        weight = 0.2 if self._are_many else 0.4 if stage.is_backdrop else 1.0
        for which, is_hatched in ((numbers != NO_CLASS, False), (numbers == NO_CLASS, True)):
            chosen = np.flatnonzero(which)
            if not len(chosen):
                continue
            codes = [stage.codes[i] for i in chosen] if self.is_named else None
            own = [outlines[i] for i in chosen]
            if is_hatched and codes is None:
                # The pattern is made anew for each path: thousands take seconds, one takes none.
                own = [Path.make_compound_path(*own)]
            drawn = Areas(own, codes, [colours[i] for i in chosen[: len(own)]])
            drawn.set(edgecolor=palette.PAPER, linewidth=weight * styles.PIXEL)
            if is_hatched:
                _hatch(drawn)
            layer.add(drawn, self.box)

    def _outline(  # noqa: PLR0913  # a line has a colour and a width, and may have more
        self,
        layer: Layer,
        shape: shapely.Geometry,
        colour: str,
        pixels: float,
        *,
        face: str = "none",
        is_dashed: bool = False,
    ) -> None:
        (path,) = self._paths(np.array([shape], dtype=object))
        line = PathPatch(path, facecolor=face, edgecolor=colour, linewidth=pixels * styles.PIXEL)
        line.set(joinstyle="round", linestyle=(0, styles.DASHES) if is_dashed else "solid")
        layer.add(line, self.box)

    def _names(self, layer: Layer) -> None:
        """Names of the areas, where they fit."""
        stage, size = self.stage, self.sheet.label
        if len(stage.codes) > _MOST_NAMED:
            return
        shapes = shapely.transform(stage.shapes, self.place.points)
        colours = styles.fill_colours(stage.numbers, self.ramp, is_backdrop=False)
        wishes = [
            Wish(code, self._texts(code), shape, letters_on(colour))
            for code, shape, colour in zip(stage.codes, shapes, colours, strict=True)
        ]
        for label in place(wishes, self.box.inner(2), size, self.taken):
            top = label.y + len(label.lines) * size * LEADING / 2
            for i, line in enumerate(label.lines):
                base = top - (i + 1) * size * LEADING + size * (LEADING - 1) * 1.2
                layer.text(line, (label.x, base), size, colour=label.colour, side="center")

    def _texts(self, code: str) -> tuple[tuple[str, ...], ...]:
        """The name with its value, or else the name alone."""
        names = name_lines(self.page.name(code), self.sheet.label)
        value = self.page.values["value"].get(code)
        if value is None or np.isnan(value):
            return names
        written = self.page.t.value(float(value), self.page.layer)
        return (*((*lines, written) for lines in names), *names)

    def _circles(self, layer: Layer, labels: Layer) -> None:
        """Circles that give way to each other, with their names around them."""
        circles, size = self.stage.circles, self.sheet.label
        _, south, _, north = self.stage.bounds
        drawn = (north - south) * self.place.scale / _FULL_HEIGHT
        scale = min(1.0, max(_SMALLEST_SCALE, drawn)) * styles.PIXEL
        at = self.place.points(np.array([(c.x, c.y) for c in circles]))
        discs = spread([(x, y, c.radius * scale) for (x, y), c in zip(at, circles, strict=True)])
        names = [self.page.name(circle.code) for circle in circles]
        widths = [width(name, size) + 3 for name in names]
        places = place_labels(discs, widths, size * LEADING, self.box.inner(3))
        for disc, found in zip(discs, places, strict=True):
            if (disc.x - disc.home[0]) ** 2 + (disc.y - disc.home[1]) ** 2 > disc.r**2:
                self._lead(layer, disc, disc.home)
            if found and found.lead:
                self._lead(layer, disc, found.lead)
        self._discs(layer, discs, circles)
        for name, found in zip(names, places, strict=True):
            if found:
                if len(self.stage.shapes) or self.ground is not None:
                    labels.box(found.box, styles.VEIL)
                base = found.box.bottom + size * (LEADING - 1) * 1.2
                labels.text(name, (found.box.left + 1.5, base), size, colour=palette.INK)

    def _discs(self, layer: Layer, discs: Sequence[Disc], circles: Sequence[Circle]) -> None:
        numbers = tuple(circle.number for circle in circles)
        colours = styles.fill_colours(numbers, self.ramp, is_backdrop=False)
        outlines = [Path.circle((disc.x, disc.y), disc.r) for disc in discs]
        for outline, circle, colour in zip(outlines, circles, colours, strict=True):
            drawn = Areas([outline], [circle.code] if self.is_named else None, [colour])
            drawn.set(edgecolor=palette.RIM, linewidth=styles.PIXEL)
            if circle.number == NO_CLASS:
                _hatch(drawn)
            layer.add(drawn, self.box)

    def _lead(self, layer: Layer, disc: Disc, end: tuple[float, float]) -> None:
        line = Path([(disc.x, disc.y), end])
        layer.add(PathPatch(line, facecolor="none", edgecolor=palette.LEAD, linewidth=0.75))


def _hatch(areas: Areas) -> None:
    """Fill with the lines that mean "no figure"."""
    areas.set(hatch=styles.HATCHING, hatchcolor=palette.HATCH, hatch_linewidth=styles.HATCH_WEIGHT)
