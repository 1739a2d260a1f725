"""Names on the map: the important ones first, none over another, the same as in a picture."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import shapely
from playwright.sync_api import Page

from nplv_geo.export.map.labels import Wish, break_name, list_spots, place_names
from nplv_geo.export.map.sheet import SheetBox
from nplv_geo.export.typesetting import LEADING, measure_width
from nplv_geo.geometry.crs import WEB_MERCATOR
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.map.naming import EXTREMES, NAME_PLACING, list_names_by_importance
from nplv_geo.present.map.people import MARK, list_few
from nplv_geo.present.page.page import Page as Model
from tests.browser.pages import Served, Visit, Watch, go

LETTERS = 13  # pixels, as .nplv-name in page.css
_WORLD = 20_037_508.342789244  # metres of EPSG:3857 from the middle of the world to its side
LOOK = """() => {
  const map = nplv_geo.inspect.leaflet(), frame = map.getContainer().getBoundingClientRect();
  const box = (e) => { const b = e.getBoundingClientRect();
    return [b.left - frame.left, b.top - frame.top, b.width, b.height]; };
  const zero = map.project(map.containerPointToLatLng([0, 0]));
  return {
    zoom: map.getZoom(), corner: [zero.x, zero.y], size: [map.getSize().x, map.getSize().y],
    controls: [...document.querySelectorAll('#map .leaflet-control')].map(box),
    names: Object.fromEntries([...document.querySelectorAll('#map [data-named]')].map(
      (name) => [name.dataset.named, [...box(name), name.textContent]])),
  };
}"""


def shapes_on(model: Model, look: dict[str, Any], codes: tuple[str, ...]) -> list[shapely.Geometry]:
    """Outlines in pixels of the map, the y axis up."""
    metres = model.edition.areas.shapes.geometry[list(codes)].to_crs(WEB_MERCATOR).to_numpy()
    scale = 256 * 2 ** look["zoom"] / (2 * _WORLD)
    left, top = look["corner"]

    def place(points: np.ndarray) -> np.ndarray:
        x, y = (points[:, 0] + _WORLD) * scale - left, (_WORLD - points[:, 1]) * scale - top
        return np.column_stack([x, look["size"][1] - y])

    return list(shapely.transform(metres, place))


def turn(box: list[float], height: float) -> SheetBox:
    left, top, wide, high = box
    return SheetBox(left, height - top - high, wide, high)


def wait_for_names(page: Page, place: str) -> dict[str, Any]:
    page.wait_for_function(
        """(place) => {
          const map = nplv_geo.inspect.findMap?.('map-areas');
          return map?.model?.place === place && map.stage.key === map.model.key;
        }""",
        arg=place,
    )
    # Names come after colours, in a turn of their own.
    page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    look: dict[str, Any] = page.evaluate(LOOK)
    return look


def check(model: Model, look: dict[str, Any]) -> None:
    names = list_names_by_importance(model)
    assert names.needed >= min(2 * EXTREMES, len(model.scope.codes)) - 1
    wide, high = look["size"]
    boxes = [turn(box, high) for *box, _ in look["names"].values()]
    named = {code for code, (*_, text) in look["names"].items() if text != MARK}
    # A marker stands on whole pixels.
    inner = [box.shrink(0.5) for box in boxes]
    assert not any(a.overlaps(b) for i, a in enumerate(inner) for b in inner[i + 1 :])
    shapes = dict(zip(names.codes, shapes_on(model, look, names.codes), strict=True))
    controls = [turn(box, high) for box in look["controls"]]
    # As a picture of this size would.
    few = dict.fromkeys(list_few(model), MARK)
    wishes = [
        Wish(
            c,
            break_name(f"{model.name_area(c)}{few.get(c, '')}", LETTERS),
            s,
            "",
            is_needed=i < names.needed,
            mark=few.get(c, ""),
        )
        for i, (c, s) in enumerate(shapes.items())
    ]
    frame = SheetBox(0, 0, wide, high).shrink(NAME_PLACING.margin)
    drawn = place_names(wishes, frame, LETTERS, controls)
    drawn_codes = {label.code for label in drawn if label.lines != (MARK,)}
    needed = set(names.codes[: names.needed])
    assert needed & named == needed & drawn_codes
    for code in needed - named:
        # It has no room: wherever its middle would stand another name or the side of the map is.
        spots = list_spots(shapes[code], NAME_PLACING)
        name = f"{model.name_area(code)}{few.get(code, '')}"
        ways = [_measure(lines) for lines in break_name(name, LETTERS)]
        for (x, y, _), (long, tall) in product(spots, ways):
            least = SheetBox(x - long / 2, y - tall / 2, long, tall)
            taken = [other for other in (*boxes, *controls) if least.overlaps(other)]
            assert taken or not frame.holds(least), code


def _measure(lines: tuple[str, ...]) -> tuple[float, float]:
    return max(measure_width(line, LETTERS) for line in lines), len(lines) * LETTERS * LEADING


def test_on_all_20_maps_the_highest_and_lowest_are_named(starter: Served, visit: Visit) -> None:
    areas = starter.site.edition.areas.focus
    assert len(areas) == 20
    first, *others = areas
    page = visit(starter, f"?gebied={first}")
    check(starter.model(f"?gebied={first}"), wait_for_names(page, first))
    for area in others:
        go(page, f"?gebied={area}")
        check(starter.model(f"?gebied={area}"), wait_for_names(page, area))


def test_neighbours_come_when_the_map_is_in_use(
    national: Served, visit: Visit, watch: Watch
) -> None:
    page = visit(national, "?gebied=heerlen-noord")
    wait_for_names(page, "heerlen-noord")
    page.wait_for_function("() => document.querySelector('#map .leaflet-nplv-country-pane path')")
    assert len(watch.asked("/gemeente-NL00.json")) == 1
    areas = national.site.edition.areas
    shown = page.evaluate(
        "() => [...document.querySelectorAll('#map .beyond')].map((name) => name.dataset.named)"
    )
    assert set(shown) <= set(areas.at(AreaLevel.GEMEENTE)) - {"GM0917"}
    assert page.evaluate(
        "() => [...document.querySelectorAll('#map .nplv-name')].every("
        "(name) => name.ariaHidden === 'true' && getComputedStyle(name).pointerEvents === 'none')"
    )
    # Under a background map they go, and come back without being asked for again.
    go(page, "?gebied=heerlen-noord&achtergrond=grijs")
    page.wait_for_function("() => !document.querySelector('#map .leaflet-nplv-country-pane path')")
    go(page, "?gebied=heerlen-noord")
    page.wait_for_function("() => document.querySelector('#map .leaflet-nplv-country-pane path')")
    assert len(watch.asked("/gemeente-NL00.json")) == 1
