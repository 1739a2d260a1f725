"""The legend on a picture: classes with bounds and counts, the hatched ones, scale and north."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import PathPatch

from nplv_geo.export.map.drawing import DrawingGroup, make_rectangle
from nplv_geo.export.map.page_layout import (
    ROW,
    SWATCH,
    PaperSheet,
    measure_column,
    wrap_legend_title,
)
from nplv_geo.export.map.scale_bar import draw_north, draw_scale
from nplv_geo.export.map.sheet import SheetBox
from nplv_geo.export.styles import HATCH_WEIGHT, HATCHING
from nplv_geo.export.typesetting import LEADING, wrap_text
from nplv_geo.present.map.captions import MapCaptions
from nplv_geo.present.page.palette import EDGE, INK, NO_DATA, SOFT
from nplv_geo.present.texts import Texts

_GAP = 28.0
_ARROW_GAP = 14.0
_SCALE_ROOM = 0.62
_ARROW = 2.0  # letters high


@dataclass(frozen=True, slots=True)
class LegendBlock:
    """The legend of one map on one sheet."""

    sheet: PaperSheet
    words: MapCaptions
    box: SheetBox
    t: Texts

    @property
    def _wide(self) -> float:
        return measure_column(self.sheet, self.box.width)

    def draw(self, layer: DrawingGroup, colours: Sequence[str], hatch: str) -> None:
        """Draw title, classes, and how many areas have no figure, hatched in a colour."""
        sheet, words, left = self.sheet, self.words, self.box.left
        size, top = sheet.body, self.box.top
        for line in wrap_legend_title(sheet, words.legend, self._wide):
            top -= size * LEADING
            layer.add_text(line, (left, top + size * (LEADING - 1)), size, 600)
        if words.scheme:
            top = layer.add_lines([words.scheme], left, top, sheet.small + 1, SOFT)
        if words.lit:
            lines = wrap_text(words.lit, self._wide, sheet.small + 1)
            top = layer.add_lines(lines, left, top, sheet.small + 1, SOFT)
        top -= size * 0.5
        for entry, colour in zip(words.legend.classes, colours, strict=True):
            top = self._draw_row(layer, top, (entry.label, self.t.number(entry.count)), colour)
        missing = (words.legend.missing_label, self.t.number(words.legend.missing))
        top = self._draw_row(layer, top, missing, None, hatch) - size * 0.7
        room = self._wide
        if sheet.legend is None:
            left, room, top = self._beside, self.box.right - self._beside, self.box.top
        small = sheet.small + 1
        layer.add_lines(wrap_text(words.missing, room, small), left, top, small, SOFT)

    def draw_measures(self, layer: DrawingGroup, scale: float) -> None:
        """Draw the north arrow and the scale bar at the lower side."""
        left = self.box.left if self.sheet.legend is not None else self._beside
        width = draw_north(layer, left, self.box.bottom, self.sheet.body * _ARROW, self.t)
        start = left + width + _ARROW_GAP
        longest = (self.box.right - start) * _SCALE_ROOM
        draw_scale(layer, (start, self.box.bottom), longest, scale, self.t)

    @property
    def _beside(self) -> float:
        """Left side of what stands beside the classes, in a legend below the map."""
        return self.box.left + self._wide + _GAP

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
