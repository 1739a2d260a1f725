"""Pieces of a drawing: named layers, areas that keep their code, and texts in points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.image import BboxImage
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, Transform, TransformedBbox
from PIL.Image import Image as PillowImage

from nplv_geo.export.map.sheet import POINTS_PER_INCH, SheetBox
from nplv_geo.export.typesetting import LEADING, Weight, make_font
from nplv_geo.present.page.palette import INK

Side = Literal["left", "center", "right"]


def scale_to_points(figure: Figure) -> Transform:
    """Transform from points on the sheet to the device."""
    return Affine2D().scale(1 / POINTS_PER_INCH) + figure.dpi_scale_trans


class DrawingGroup(Artist):
    """A named group of drawings: a layer in Inkscape, a group in PowerPoint."""

    def __init__(self, figure: Figure, name: str) -> None:
        super().__init__()
        self.name = name
        self.transform = scale_to_points(figure)
        self._parts: list[Artist] = []
        figure.add_artist(self)

    def add(self, part: Artist, clip: SheetBox | None = None) -> None:
        """Add a drawing that is given in points, cut off at the sides of ``clip``."""
        figure = self.get_figure(root=False)
        if figure is None:
            raise RuntimeError(f"layer {self.name} is on no sheet")
        part.set_figure(figure)
        part.set_transform(self.transform)
        if clip is not None:
            # A box is quick; with a path each area would be masked over the whole sheet.
            corners = Bbox.from_extents(clip.left, clip.bottom, clip.right, clip.top)
            part.set_clip_box(TransformedBbox(corners, self.transform))
        self._parts.append(part)

    def add_text(  # noqa: PLR0913  # what, where, how large, how heavy, which colour and side
        self,
        text: str,
        at: tuple[float, float],
        size: float,
        weight: Weight = 400,
        *,
        colour: str = INK,
        side: Side = "left",
    ) -> None:
        """Add one line of text; ``at`` is the start, middle or end of its base line."""
        self.add(Text(*at, text, color=colour, fontproperties=make_font(size, weight), ha=side))

    def add_lines(
        self, lines: Sequence[str], left: float, top: float, size: float, colour: str = INK
    ) -> float:
        """Add lines of text below ``top``; gives the lower side of the last."""
        for line in lines:
            top -= size * LEADING
            self.add_text(line, (left, top + size * (LEADING - 1)), size, colour=colour)
        return top

    def add_box(self, box: SheetBox, face: str, edge: str = "none", weight: float = 0.75) -> None:
        """Add a rectangle."""
        self.add(PathPatch(make_rectangle(box), facecolor=face, edgecolor=edge, linewidth=weight))

    def add_picture(self, box: SheetBox, picture: PillowImage) -> None:
        """Add a picture that fills a box."""
        corners = Bbox.from_extents(box.left, box.bottom, box.right, box.top)
        part = BboxImage(TransformedBbox(corners, self.transform), interpolation="none")
        part.set_data(np.asarray(picture))
        self.add(part, box)

    def draw(self, renderer: RendererBase) -> None:
        """Draw the parts in the order in which they came."""
        renderer.open_group("layer", self.name)
        for part in self._parts:
            part.draw(renderer)
        renderer.close_group("layer")


class Areas(PathCollection):
    """Areas drawn in one go, or one by one under their own code where that can be kept."""

    def __init__(
        self, outlines: Sequence[Path], codes: Sequence[str] | None, colours: Sequence[str]
    ) -> None:
        super().__init__(outlines, facecolors=colours, joinstyle="round")
        self._codes = codes

    def draw(self, renderer: RendererBase) -> None:
        """Draw all; with codes each area is a group that is named after its code."""
        figure = self.get_figure(root=False)
        if self._codes is None or figure is None:
            super().draw(renderer)
            return
        edge, weight = self.get_edgecolor()[0], np.atleast_1d(self.get_linewidth())[0]
        rows = zip(self.get_paths(), self._codes, self.get_facecolor(), strict=True)
        for path, code, face in rows:
            part = PathPatch(path, facecolor=face, edgecolor=edge, linewidth=weight)
            part.set(joinstyle="round", transform=self.get_transform())
            if self.get_hatch():
                line = (self.get_hatchcolor()[0], self.get_hatch_linewidth())
                part.set(hatch=self.get_hatch(), hatchcolor=line[0], hatch_linewidth=line[1])
            part.set_clip_box(self.get_clip_box())
            part.set_figure(figure)
            part.set_gid(code)
            part.draw(renderer)


def make_rectangle(box: SheetBox) -> Path:
    """Path around a box."""
    corners = [(box.left, box.bottom), (box.right, box.bottom), (box.right, box.top)]
    return Path([*corners, (box.left, box.top), corners[0]], closed=True)
