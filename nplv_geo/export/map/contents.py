"""What stands on the map of one page: which outlines, in which class, and what lies around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from nplv_geo.export.map.sheet import Bounds, Shapes
from nplv_geo.geometry.crs import NETHERLANDS_IN_RD, RD, WGS84
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.map.class_numbers import list_class_numbers
from nplv_geo.present.map.model import list_circles
from nplv_geo.present.page.page import Page
from nplv_geo.statistics.classify import NO_CLASS

# Part of the width of the country that a map without any outline still shows around its points.
_AROUND_M = 2_000.0


@dataclass(frozen=True, slots=True)
class Circle:
    """An area that stands as a circle on the map: middle in metres, radius in pixels."""

    code: str
    x: float
    y: float
    radius: float
    number: int


@dataclass(frozen=True, slots=True)
class MapContents:
    """Everything on one map, in metres (EPSG:28992).

    Attributes
    ----------
    codes, numbers, shapes
        Areas that take a colour, with their class number, ``NO_CLASS`` for no data.
    silent
        Neighbours that only show where the area lies.
    around
        Gemeenten, its own one too, that lie still further out.
    is_backdrop
        True when the coloured areas are a backdrop for circles.
    country, outline, picked
        Outline of the country, of the place, and of the buurt that is picked out.
    """

    codes: tuple[str, ...]
    numbers: tuple[int, ...]
    shapes: Shapes
    silent: Shapes
    is_backdrop: bool
    country: shapely.Geometry | None
    outline: shapely.Geometry | None
    picked: shapely.Geometry | None
    circles: tuple[Circle, ...]
    bounds: Bounds
    around: gpd.GeoSeries


def gather_contents(page: Page) -> MapContents:
    """Work out what the map of a page shows.

    Returns
    -------
    Stage
        In metres (EPSG:28992); circles in pixels of the screen.
    """
    scope = page.scope
    numbers = list_class_numbers(page)
    here = _select_shapes(page)
    is_known = np.array([code in numbers for code in here.index], dtype=bool)
    coloured = here[is_known]
    outline = _find_shape(page, scope.outline[1]) if scope.outline else None
    circles = _place_circles(page, numbers)
    country = _read_country() if scope.is_country else None
    return MapContents(
        codes=tuple(map(str, coloured.index)),
        numbers=tuple(numbers[code] for code in coloured.index),
        shapes=coloured.geometry.to_numpy(),
        silent=here.geometry.to_numpy()[~is_known],
        is_backdrop=scope.level is AreaLevel.FOCUSGEBIED,
        country=country,
        outline=outline,
        picked=_find_shape(page, scope.picked_buurt) if scope.picked_buurt else None,
        circles=circles,
        bounds=_measure_bounds(country, outline, coloured, circles),
        around=_select_gemeenten(page),
    )


def _select_shapes(page: Page) -> gpd.GeoDataFrame:
    """Outlines of the level that the map shows, in the gemeente or in the whole country."""
    scope, shapes = page.scope, page.edition.areas.shapes
    if not scope.files:
        return shapes.iloc[:0]
    shown = AreaLevel.GEMEENTE if scope.level is AreaLevel.FOCUSGEBIED else scope.level
    at_level = shapes[shapes["level"] == shown.value]
    gemeente = page.edition.areas.gemeente_code_of(scope.place)
    return at_level if gemeente is None else at_level[at_level.index.str[2:6] == gemeente[2:]]


def _select_gemeenten(page: Page) -> gpd.GeoSeries:
    """Gemeenten around a place; none around the country."""
    shapes = page.edition.areas.shapes
    if page.scope.is_country or not page.scope.files:
        return shapes.geometry.iloc[:0]
    return shapes.geometry[shapes["level"] == AreaLevel.GEMEENTE.value]


def _find_shape(page: Page, code: str) -> shapely.Geometry | None:
    shapes = page.edition.areas.shapes
    return shapes.geometry[code] if code in shapes.index else None


def _place_circles(page: Page, numbers: dict[str, int]) -> tuple[Circle, ...]:
    circles = pd.DataFrame([circle.as_json() for circle in list_circles(page)])
    if circles.empty:
        return ()
    middles = gpd.GeoSeries.from_xy(circles["lon"], circles["lat"], crs=WGS84).to_crs(RD)
    rows = zip(circles["code"], middles.x, middles.y, circles["r"], strict=True)
    return tuple(
        Circle(code, float(x), float(y), float(r), numbers.get(code, NO_CLASS))
        for code, x, y, r in rows
    )


def _measure_bounds(
    country: shapely.Geometry | None,
    outline: shapely.Geometry | None,
    coloured: gpd.GeoDataFrame,
    circles: Sequence[Circle],
) -> Bounds:
    """What the map must show in full."""
    shapes = [shape for shape in (country, outline) if shape is not None]
    if not shapes and len(coloured):
        shapes = list(coloured.geometry)
    if not shapes:
        shapes = [shapely.Point(c.x, c.y).buffer(_AROUND_M) for c in circles]
    if not shapes:
        return NETHERLANDS_IN_RD
    west, south, east, north = shapely.total_bounds(np.asarray(shapes, dtype=object))
    return float(west), float(south), float(east), float(north)


@lru_cache(maxsize=1)
def _read_country(project: Path = PROJECT) -> shapely.Geometry:
    """Outline of the Netherlands, as on screen."""
    text = (project / "data/boundaries/netherlands.geojson").read_text(encoding="utf-8")
    shapes = shapely.get_parts(shapely.from_geojson(text))
    outlines = gpd.GeoSeries(shapes, crs=WGS84).to_crs(RD).to_numpy()
    return shapely.union_all(outlines)
