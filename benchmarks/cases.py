"""What is drawn: one map with two views, the same for all contestants.

A case is made from an edition. Our page draws it from its own addresses; the peers get a folder
with exactly the shapes of our geometry file, and the class numbers and colours of our page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from benchmarks.shapes import shapes_of
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.geometry.crs import RD, WGS84
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import choose_colours

NO_DATA = "#e3e7e9"
_DECIMALS = 6
_MANY = 3000
_CANDIDATES = 60
_LOOKED_AT = 600

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point well inside a known shape, and the colours it has in the two views."""

    code: str
    name: str
    lat: float
    lon: float
    radius_m: float
    colours: dict[str, str]

    def point(self, view: str) -> dict[str, object]:
        """What the probe looks for."""
        where = {"code": self.code, "lat": self.lat, "lon": self.lon}
        return where | {"colour": self.colours[view]}


@dataclass
class Case:
    """One map in two views, ``a`` and ``b``.

    Attributes
    ----------
    queries
        Address of each view on our page.
    spots
        Candidates for looking and pointing at, the widest first.
    """

    name: str
    folder: Path
    queries: dict[str, str]
    views: dict[str, View]
    names: dict[str, str]
    shapes: int
    vertices: int
    spots: list[Spot]
    circles: list[dict[str, Any]] = field(default_factory=list)

    def place(self, place: dict[str, Any], size: list[int]) -> None:
        """Write the files of the peers, for a map of this size at this place."""
        given = {
            "views": self.views,
            "names": self.names,
            "circles": self.circles,
            "place": place,
            "size": size,
        }
        (self.folder / "case.json").write_text(json.dumps(given))
        for name, view in self.views.items():
            (self.folder / f"{name}.json").write_text(json.dumps(view))


@dataclass(frozen=True)
class Maker:
    """Makes cases from one edition."""

    edition: Edition
    catalog: Catalog
    focus_areas: dict[str, FocusArea]

    def case(self, name: str, queries: dict[str, str], folder: Path) -> Case:
        """Make the case of two addresses that show the same shapes."""
        folder.mkdir(parents=True, exist_ok=True)
        pages = {key: self.page(query) for key, query in queries.items()}
        first = next(iter(pages.values()))
        frame = shapes_of(self.edition, first.scope.files[0])
        views = {key: _view(made, frame) for key, made in pages.items()}
        (folder / "shapes.json").write_text(_geojson(frame))
        return Case(
            name=name,
            folder=folder,
            queries=queries,
            views=views,
            names=dict(zip(frame.index, frame["name"], strict=True)),
            shapes=len(frame),
            vertices=int(shapely.get_num_coordinates(frame.geometry.to_numpy()).sum()),
            spots=_spots(frame, views),
            circles=_circles(first),
        )

    def page(self, query: str) -> Page:
        """Page of an address, made as the server makes it."""
        return make_page(query, self.edition, self.catalog, self.focus_areas)


def coloured(made: Page) -> dict[str, str]:
    """Colour that each shown area with a figure has on the page."""
    ramp = choose_colours(made.classes, made.layer.higher_is)
    numbers = made.classes.classes.tolist()
    pairs = zip(made.shown.index, numbers, strict=True)
    return {str(code): ramp[number].lower() for code, number in pairs if number >= 0}


def _view(made: Page, frame: gpd.GeoDataFrame) -> View:
    """Class numbers of all shapes; on the start page those below the circles."""
    values = made.values["value"].reindex(frame.index)
    numbers = made.classes.assign_classes(values.to_numpy(dtype=float))
    return {
        "classes": dict(zip(frame.index, map(int, numbers), strict=True)),
        "colours": [c.lower() for c in choose_colours(made.classes, made.layer.higher_is)],
        "no_data": NO_DATA,
        "weight": 0.2 if len(frame) >= _MANY else 1,
    }


def _circles(made: Page) -> list[dict[str, Any]]:
    """The focus areas of the start page, none on other maps."""
    if made.scope.level is not AreaLevel.FOCUSGEBIED:
        return []
    found = coloured(made)
    rows = made.edition.areas.frame.loc[list(made.scope.codes)]
    columns = zip(rows.index, rows["name"], rows["lat"], rows["lon"], strict=True)
    return [
        {
            "name": str(name),
            "lat": float(lat),
            "lon": float(lon),
            "r": 12,
            "colour": found.get(str(code), NO_DATA),
        }
        for code, name, lat, lon in columns
    ]


def _spots(frame: gpd.GeoDataFrame, views: dict[str, View]) -> list[Spot]:
    """Widest places of the largest shapes that have another colour in each view."""
    in_rd = frame.geometry.to_crs(RD)
    largest = in_rd.iloc[np.argsort(-in_rd.area.to_numpy())[:_LOOKED_AT]]
    found: list[tuple[float, str, shapely.Point]] = []
    for code, shape in largest.items():
        numbers = [view["classes"][code] for view in views.values()]
        looks = {view["colours"][n] for view, n in zip(views.values(), numbers, strict=True)}
        if min(numbers) >= 0 and len(looks) == len(views):
            circle = shapely.maximum_inscribed_circle(shape, tolerance=20)
            found.append((circle.length, str(code), shapely.get_point(circle, 0)))
    found.sort(key=lambda one: -one[0])
    best = found[:_CANDIDATES]
    points = gpd.GeoSeries([point for *_, point in best], crs=RD).to_crs(WGS84)
    return [
        Spot(
            code=code,
            name=str(frame.loc[code, "name"]),
            lat=point.y,
            lon=point.x,
            radius_m=radius,
            colours={key: view["colours"][view["classes"][code]] for key, view in views.items()},
        )
        for (radius, code, _), point in zip(best, points, strict=True)
    ]


def _geojson(frame: gpd.GeoDataFrame) -> str:
    """Feature collection with code (``c``) and name (``n``), in as few bytes as GeoJSON can.

    Plotly takes a ring that runs the other way for the rest of the world.
    """
    clockwise = shapely.orient_polygons(frame.geometry.to_numpy(), exterior_cw=True)
    rounded = shapely.transform(clockwise, lambda xy: xy.round(_DECIMALS))
    features = [
        {
            "type": "Feature",
            "properties": {"c": code, "n": name},
            "geometry": json.loads(shape),
        }
        for code, name, shape in zip(
            frame.index, frame["name"], shapely.to_geojson(rounded), strict=True
        )
    ]
    return json.dumps(
        {"type": "FeatureCollection", "features": features},
        ensure_ascii=False,
        separators=(",", ":"),
    )
