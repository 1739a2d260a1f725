"""Circles and their names stand where the page and a picture both put them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser

from nplv_geo.export.map.circles import place_labels, spread_circles
from nplv_geo.export.map.sheet import SheetBox
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.map.circle_placing import PLACING

WIDTH, HEIGHT, LABEL_HEIGHT = 620, 700, 15
SOLVE = """async ([script, circles, size, placing]) => {
  const module = await import("data:text/javascript," + encodeURIComponent(script));
  const spread = module.spreadCircles(circles, placing);
  return [spread.map(({ x, y }) => [x, y]), module.placeLabels(spread, size, placing)];
}"""
SCRIPT = (PROJECT / "scripts/src/pure/circles.js").read_text(encoding="utf-8")


def crowd(seed: int) -> list[dict[str, float]]:
    """Circles in heaps: they push each other apart, and some names go far or find no place."""
    chance = np.random.default_rng(seed)
    heaps = np.repeat([(90.0, 180.0), (430.0, 520.0), (300.0, 350.0)], 10, axis=0)
    places = heaps + chance.normal(0, 30, heaps.shape)
    sizes = zip(chance.uniform(7, 20, 30), chance.uniform(40, 130, 30), strict=True)
    return [
        {"x": float(x), "y": float(y), "r": float(radius), "width": float(width)}
        for (x, y), (radius, width) in zip(places, sizes, strict=True)
    ]


@pytest.mark.parametrize("seed", range(6))
def test_page_and_picture_solve_a_crowd_alike(browser: Browser, seed: int) -> None:
    page = browser.new_page()
    circles = crowd(seed)
    size = {"x": WIDTH, "y": HEIGHT}
    spots, names = page.evaluate(SOLVE, [SCRIPT, circles, size, asdict(PLACING)])
    page.close()

    # On paper the y axis points up.
    discs = spread_circles([(c["x"], HEIGHT - c["y"], c["r"]) for c in circles], PLACING)
    assert [x for spot in spots for x in spot] == pytest.approx(
        [x for disc in discs for x in (disc.x, HEIGHT - disc.y)]
    )
    widths = [c["width"] for c in circles]
    labels = place_labels(discs, widths, LABEL_HEIGHT, SheetBox(0, 0, WIDTH, HEIGHT), PLACING)
    assert any(label and label.lead for label in labels)
    for name, label in zip(names, labels, strict=True):
        assert (name is None) == (label is None)
        if label:
            assert _box_of(name) == pytest.approx(
                [label.box.left, HEIGHT - label.box.top, label.box.right, HEIGHT - label.box.bottom]
            )
            assert name["lead"] == (label.lead is not None)
            if label.lead:
                assert name["towards"] == pytest.approx([label.lead[0], HEIGHT - label.lead[1]])


def _box_of(name: dict[str, Any]) -> list[float]:
    return [name["box"][side] for side in ("left", "top", "right", "bottom")]
