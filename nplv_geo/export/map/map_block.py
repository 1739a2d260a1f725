"""The map itself on a picture: neighbours, classes, hatching, outline, circles and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from PIL import Image

from nplv_geo.export import styles
from nplv_geo.export.map.circles import Disc, place_labels, spread_circles
from nplv_geo.export.map.contents import Circle, MapContents
from nplv_geo.export.map.drawing import Areas, DrawingGroup
from nplv_geo.export.map.labels import (
    Wish,
    add_values,
    break_name,
    choose_letters,
    place_names,
)
from nplv_geo.export.map.page_layout import PaperSheet
from nplv_geo.export.map.sheet import Fit, Shapes, SheetBox, make_paths
from nplv_geo.export.typesetting import LEADING, measure_width
from nplv_geo.present.map.circle_placing import PLACING
from nplv_geo.present.map.naming import NAME_PLACING, list_names_by_importance
from nplv_geo.present.map.people import MARK, list_few
from nplv_geo.present.page import palette
from nplv_geo.present.page.page import Page
from nplv_geo.statistics.classify import NO_CLASS

_FULL_HEIGHT = 450.0  # points of map from which circles have their full size
_SMALLEST_SCALE = 0.7
_NAME_PAD = 1.5  # points at both sides of a name


@dataclass(frozen=True)
class MapBlock:
    """One map on one sheet; lengths in points.

    Attributes
    ----------
    contents
        What stands on the map, in metres (EPSG:28992).
    box
        Place of the map on the sheet.
    fit
        Where those metres come on the sheet.
    ramp
        Colours of the classes.
    grid
        How fine outlines are drawn.
    is_named
        True when each area must keep its code in the file.
    occupied
        Places where no label may come.
    background
        Background map in the size of the box; None without.
    prefix
        Begin of the names of its layers, where another map has the plain ones.
    """

    figure: Figure
    page: Page
    contents: MapContents
    sheet: PaperSheet
    box: SheetBox
    fit: Fit
    ramp: tuple[str, ...]
    grid: float
    is_named: bool
    is_grey: bool
    occupied: list[SheetBox] = field(default_factory=list)
    background: Image.Image | None = None
    prefix: str = ""

    def draw(self) -> None:
        """Draw all layers, the lowest first."""
        ground = self._add_group("ground")
        ground.add_box(self.box, palette.GROUND)
        if self.background is not None:
            ground.add_picture(self.box, self.background)
        if self.contents.country is not None:
            is_bare = not len(self.contents.shapes) and self.background is None
            face = palette.PAPER if is_bare else "none"
            self._draw_outline(ground, self.contents.country, palette.COUNTRY_EDGE, 1, face=face)
        if len(self.contents.around) and self.background is None:
            self._draw_silent(self._add_group("gemeenten"), self._around.to_numpy())
        if len(self.contents.silent):
            self._draw_silent(self._add_group("neighbours"), self.contents.silent)
        self._draw_areas(self._add_group("areas"))
        outline = self._add_group("outline")
        if self.contents.outline is not None:
            is_dashed = self.page.edition.is_schematic and not self.page.scope.is_country
            self._draw_outline(
                outline, self.contents.outline, palette.INK, 2.25, is_dashed=is_dashed
            )
        if self.contents.picked is not None:
            self._draw_outline(outline, self.contents.picked, palette.PAPER, 6)
            ring = palette.BLACK if self.is_grey else palette.RING
            self._draw_outline(outline, self.contents.picked, ring, 3)
        if self.contents.circles:
            self._draw_circles(self._add_group("circles"), self._add_group("labels"))
        else:
            self._draw_names(self._add_group("labels"))

    def _add_group(self, name: str) -> DrawingGroup:
        return DrawingGroup(self.figure, f"{self.prefix}{name}")

    @property
    def _around(self) -> gpd.GeoSeries:
        """What the map shows of each gemeente, in metres."""
        west, south, east, north = self.fit.measure_view(self.box)
        seen = self.contents.around.clip_by_rect(west, south, east, north)
        return seen[~seen.is_empty]

    @property
    def _has_many_areas(self) -> bool:
        """True when lines as wide as elsewhere would cover the areas between them."""
        return len(self.contents.shapes) + len(self.contents.silent) >= styles.MANY

    def _make_paths(self, shapes: Shapes) -> list[Path]:
        return make_paths(shapes, self.fit, self.grid) if len(shapes) else []

    def _draw_silent(self, layer: DrawingGroup, silent: Shapes) -> None:
        """Neighbours that lie in sight, without a code: nobody asks for them."""
        seen = shapely.box(*self.fit.measure_view(self.box))
        shapes = silent[shapely.intersects(silent, seen)]
        if len(shapes):
            face = "none" if self.background is not None else palette.SILENT
            areas = Areas(self._make_paths(shapes), None, [face] * len(shapes))
            weight = 0.2 if self._has_many_areas else 0.8
            areas.set(edgecolor=palette.SILENT_EDGE, linewidth=weight * styles.PIXEL)
            layer.add(areas, self.box)

    def _draw_areas(self, layer: DrawingGroup) -> None:
        """Areas in the colour of their class; those without a figure are hatched."""
        contents = self.contents
        outlines, numbers = self._make_paths(contents.shapes), np.array(contents.numbers)
        colours = styles.colour_areas(
            contents.numbers, self.ramp, is_backdrop=contents.is_backdrop, lit=self.page.lit
        )
        weight = 0.2 if self._has_many_areas else 0.4 if contents.is_backdrop else 1.0
        for which, is_hatched in ((numbers != NO_CLASS, False), (numbers == NO_CLASS, True)):
            rows = np.flatnonzero(which)
            if not len(rows):
                continue
            codes = [contents.codes[i] for i in rows] if self.is_named else None
            paths = [outlines[i] for i in rows]
            if is_hatched and codes is None:
                # The pattern is made anew for each path: thousands take seconds, one takes none.
                paths = [Path.make_compound_path(*paths)]
            areas = Areas(paths, codes, [colours[i] for i in rows[: len(paths)]])
            areas.set(edgecolor=palette.PAPER, linewidth=weight * styles.PIXEL)
            if is_hatched:
                self._hatch_areas(areas)
            layer.add(areas, self.box)

    def _draw_outline(  # noqa: PLR0913  # a line has a colour and a width, and may have more
        self,
        layer: DrawingGroup,
        shape: shapely.Geometry,
        colour: str,
        pixels: float,
        *,
        face: str = "none",
        is_dashed: bool = False,
    ) -> None:
        (path,) = self._make_paths(np.array([shape], dtype=object))
        line = PathPatch(path, facecolor=face, edgecolor=colour, linewidth=pixels * styles.PIXEL)
        line.set(joinstyle="round", linestyle=(0, styles.DASHES) if is_dashed else "solid")
        layer.add(line, self.box)

    def _draw_names(self, layer: DrawingGroup) -> None:
        """Names of the areas, where they fit."""
        wishes, size = [*self._list_wishes(), *self._list_neighbours()], self.sheet.label
        placing = NAME_PLACING.scale(styles.PIXEL)
        frame = self.box.shrink(placing.margin)
        placed = place_names(wishes, frame, size, self.occupied, placing)
        for label in add_values(placed, wishes, frame, size, self.occupied):
            if not label.is_inside:
                layer.add_box(label.box, styles.VEIL)
            top = label.y + len(label.lines) * size * LEADING / 2
            for i, line in enumerate(label.lines):
                base = top - (i + 1) * size * LEADING + size * (LEADING - 1) * 1.2
                layer.add_text(line, (label.x, base), size, colour=label.colour, side="center")

    def _list_wishes(self) -> list[Wish]:
        """What would be named, the most important first, with letters for its own colour."""
        contents, names = self.contents, list_names_by_importance(self.page)
        order = {code: i for i, code in enumerate(contents.codes)}
        few = {code for code in list_few(self.page) if code in order}
        rows = [order[code] for code in dict.fromkeys((*names.codes, *sorted(few)))]
        marks = [MARK if contents.codes[row] in few else "" for row in rows]
        shapes = shapely.transform(contents.shapes[rows], self.fit.place_points)
        return [
            Wish(
                code=contents.codes[row],
                texts=self._write_name(contents.codes[row], marks[i])
                if i < len(names.codes)
                else (),
                mark=marks[i],
                shape=shape,
                colour=self._choose_letters(contents.numbers[row]),
                value=self._write_value(contents.codes[row]),
                is_needed=i < names.needed,
            )
            for i, (row, shape) in enumerate(zip(rows, shapes, strict=True))
        ]

    def _write_name(self, code: str, mark: str) -> tuple[tuple[str, ...], ...]:
        return break_name(f"{self.page.name_area(code)}{mark}", self.sheet.label)

    def _list_neighbours(self) -> list[Wish]:
        """Names of neighbouring gemeenten, in letters that stand back."""
        if self.background is not None or not len(self.contents.around):
            return []
        own, page = self.page.edition.areas.gemeente_code_of(self.page.scope.place), self.page
        seen = self._around.drop(own or "", errors="ignore")
        shapes = shapely.transform(seen.to_numpy(), self.fit.place_points)
        codes = [str(code) for code in seen.index]
        texts = [break_name(page.name_area(code), self.sheet.label) for code in codes]
        rows = zip(codes, texts, shapes, strict=True)
        return [Wish(code, lines, shape, palette.SOFT) for code, lines, shape in rows]

    def _choose_letters(self, number: int) -> str:
        """Letters for a colour; a faded one is light."""
        is_light = number == NO_CLASS or self.page.lit not in (None, number)
        return palette.INK if is_light else choose_letters(self.ramp[number])

    def _write_value(self, code: str) -> str:
        value = self.page.values["value"].get(code)
        # Of two layers together a name has room for neither.
        if value is None or np.isnan(value) or self.page.pair:
            return ""
        write = self.page.t.difference if self.page.change else self.page.t.value
        return write(float(value), self.page.layer)

    def _draw_circles(self, layer: DrawingGroup, labels: DrawingGroup) -> None:
        """Circles that give way to each other, with their names around them."""
        circles, size = self.contents.circles, self.sheet.label
        _, south, _, north = self.contents.bounds
        share = (north - south) * self.fit.scale / _FULL_HEIGHT
        scale = min(1.0, max(_SMALLEST_SCALE, share)) * styles.PIXEL
        placing = PLACING.scale(styles.PIXEL)
        at = self.fit.place_points(np.array([(c.x, c.y) for c in circles]))
        places = [(x, y, c.radius * scale) for (x, y), c in zip(at, circles, strict=True)]
        discs = spread_circles(places, placing)
        names = [self.page.name_area(circle.code) for circle in circles]
        widths = [measure_width(name, size) + 2 * _NAME_PAD for name in names]
        name_places = place_labels(discs, widths, size * LEADING, self.box, placing)
        for disc, label in zip(discs, name_places, strict=True):
            if disc.is_moved:
                self._draw_lead(layer, disc, disc.home)
            if label and label.lead:
                self._draw_lead(layer, disc, label.lead)
        self._draw_discs(layer, discs, circles)
        for name, label in zip(names, name_places, strict=True):
            if label:
                if len(self.contents.shapes) or self.background is not None:
                    labels.add_box(label.box, styles.VEIL)
                base = label.box.bottom + size * (LEADING - 1) * 1.2
                labels.add_text(name, (label.box.left + _NAME_PAD, base), size, colour=palette.INK)

    def _draw_discs(
        self, layer: DrawingGroup, discs: Sequence[Disc], circles: Sequence[Circle]
    ) -> None:
        numbers = tuple(circle.number for circle in circles)
        colours = styles.colour_areas(numbers, self.ramp, lit=self.page.lit)
        outlines = [Path.circle((disc.x, disc.y), disc.r) for disc in discs]
        for outline, circle, colour in zip(outlines, circles, colours, strict=True):
            areas = Areas([outline], [circle.code] if self.is_named else None, [colour])
            areas.set(edgecolor=palette.RIM, linewidth=styles.PIXEL)
            if circle.number == NO_CLASS:
                self._hatch_areas(areas)
            layer.add(areas, self.box)

    def _draw_lead(self, layer: DrawingGroup, disc: Disc, end: tuple[float, float]) -> None:
        line = Path([(disc.x, disc.y), end])
        layer.add(PathPatch(line, facecolor="none", edgecolor=palette.LEAD, linewidth=0.75))

    def _hatch_areas(self, areas: Areas) -> None:
        """Fill with the lines that mean "no figure"."""
        is_faded = self.page.lit not in (None, NO_CLASS)
        colour = palette.tint(palette.HATCH, styles.FADED) if is_faded else palette.HATCH
        areas.set(hatch=styles.HATCHING, hatchcolor=colour, hatch_linewidth=styles.HATCH_WEIGHT)
