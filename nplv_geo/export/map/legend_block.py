"""The legend on a picture: classes, the hatched ones, the references, scale and north."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import PathPatch

from nplv_geo.export.map.drawing import DrawingGroup, make_rectangle
from nplv_geo.export.map.page_layout import (
    MARK_INDENT,
    MARKS_GAP,
    ROW,
    SWATCH,
    PaperSheet,
    make_square_block,
    measure_column,
    wrap_legend_title,
    wrap_mark,
    wrap_scheme,
)
from nplv_geo.export.map.scale_bar import Measures
from nplv_geo.export.map.sheet import SheetBox
from nplv_geo.export.styles import HATCH_WEIGHT, HATCHING
from nplv_geo.export.typesetting import LEADING, wrap_text
from nplv_geo.present.map.captions import MapCaptions
from nplv_geo.present.page.palette import EDGE, INK, NO_DATA, REFERENCES, SOFT
from nplv_geo.present.texts import Texts

_GAP = 28.0
_ARROW_GAP = 14.0
_SCALE_ROOM = 0.62
_ARROW = 2.0  # letters high


@dataclass(frozen=True, slots=True)
class LegendBlock:
    """The legend of one map on one sheet.

    Attributes
    ----------
    has_gaps_elsewhere
        Whether it is told below the map why areas have no figure.
    """

    sheet: PaperSheet
    words: MapCaptions
    box: SheetBox
    t: Texts
    is_grey: bool = False
    has_gaps_elsewhere: bool = False

    @property
    def _wide(self) -> float:
        return measure_column(self.sheet, self.box.width)

    def draw(self, layer: DrawingGroup, colours: Sequence[str], hatch: str) -> None:
        """Draw title, classes, references, and how many areas have no figure, hatched."""
        sheet, words, left = self.sheet, self.words, self.box.left
        size, top = sheet.body, self.box.top
        for line in wrap_legend_title(sheet, words.legend, self._wide):
            top -= size * LEADING
            layer.add_text(line, (left, top + size * (LEADING - 1)), size, 600)
        scheme = wrap_scheme(sheet, words, self._wide)
        if scheme:
            top = layer.add_lines(scheme, left, top, sheet.note, SOFT)
        if words.lit:
            lines = wrap_text(words.lit, self._wide, sheet.note)
            top = layer.add_lines(lines, left, top, sheet.note, SOFT)
        top -= size * 0.5
        top = self._draw_classes(layer, top, colours)
        missing = (words.legend.missing_label, self.t.number(words.legend.missing))
        top = self._draw_row(layer, top, missing, None, hatch)
        top = self._draw_marks(layer, top) - size * 0.7
        if self.has_gaps_elsewhere:
            return
        room = self._wide
        if sheet.legend is None:
            left, room, top = self._beside, self.box.right - self._beside, self.box.top
        layer.add_lines(wrap_text(words.missing, room, sheet.note), left, top, sheet.note, SOFT)

    def draw_measures(self, layer: DrawingGroup, scale: float) -> None:
        """Draw the north arrow and the scale bar at the lower side."""
        left = self.box.left if self.sheet.legend is not None else self._beside
        measures = Measures(layer, self.sheet.small, self.t)
        width = measures.draw_north((left, self.box.bottom), self.sheet.body * _ARROW)
        start = left + width + _ARROW_GAP
        longest = (self.box.right - start) * _SCALE_ROOM
        measures.draw_scale((start, self.box.bottom), longest, scale)

    @property
    def _beside(self) -> float:
        """Left side of what stands beside the classes, in a legend below the map."""
        return self.box.left + self._wide + _GAP

    def _draw_classes(self, layer: DrawingGroup, top: float, colours: Sequence[str]) -> float:
        """Each class in a row, or those of two layers in a square; gives the lower side."""
        entries = self.words.legend.classes
        counts = [self.t.number(entry.count) for entry in entries]
        square = make_square_block(self.sheet, self.words.legend, self.box.left, self._wide)
        if square:
            return square.draw(layer, top, colours, counts)
        for entry, count, colour in zip(entries, counts, colours, strict=True):
            top = self._draw_row(layer, top, (entry.label, count), colour)
        return top

    def _draw_marks(self, layer: DrawingGroup, top: float) -> float:
        """The area and what it is held against, in their own colours; gives the lower side."""
        size, left = self.sheet.body, self.box.left
        if self.words.legend.marks:
            top -= size * MARKS_GAP
        for mark in self.words.legend.marks:
            colour = INK if self.is_grey else REFERENCES[mark.role]
            lines = wrap_mark(self.sheet, mark, self._wide)
            bottom = top - len(lines) * size * LEADING
            middle = left + size * SWATCH / 2
            tick = SheetBox(middle - 1, bottom + 1, 2, top - bottom - 2)
            layer.add_box(tick, colour)
            base = top - size
            layer.add_text(mark.value, (left + self._wide, base), size, side="right")
            for line in lines:
                layer.add_text(line, (left + size * MARK_INDENT, base), size, colour=colour)
                base -= size * LEADING
            top = bottom
        return top

    def _draw_row(
        self,
        layer: DrawingGroup,
        top: float,
        texts: tuple[str, str],
        colour: str | None,
        hatch: str = "",
    ) -> float:
        """One class; without a colour it is hatched. Gives its lower side."""
        size, left = self.sheet.body, self.box.left
        bottom = top - size * ROW
        swatch = SheetBox(left, bottom + size * 0.2, size * SWATCH, size * 1.1)
        face = colour or NO_DATA
        part = PathPatch(make_rectangle(swatch), facecolor=face, edgecolor=EDGE, linewidth=0.75)
        if colour is None:
            part.set(hatch=HATCHING, hatchcolor=hatch, hatch_linewidth=HATCH_WEIGHT)
        layer.add(part)
        base = bottom + size * 0.42
        layer.add_text(texts[0], (swatch.right + size * 0.6, base), size, colour=INK)
        layer.add_text(texts[1], (left + self._wide, base), size, colour=SOFT, side="right")
        return bottom
