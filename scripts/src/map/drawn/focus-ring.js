/* The ring around the area that has the focus of the keyboard, over SVG and canvas alike: dark within
   light, so that one of the two stands out on any ground (tests/contract/test_tokens.py). */

import { leaflet } from "../../seams.js";
import { colour } from "./colours.js";

/**
 * @import { LatLng, Layer, LayerGroup } from "leaflet"
 * @import { LeafletMap } from "../../seams.js"
 * @import { Latlngs } from "./areas.js"
 */

const PANE = "nplv-focus";
const LINES = [{ role: "paper", weight: 8 }, { role: "ink", weight: 4 }];
const LEAST = 12; // pixels from the middle: a ring around a speck would be the speck

/** @typedef {{ middle: LatLng, latlngs: Latlngs | null, radius: number | null }} Ringed An area, or a circle with its radius. */

export class FocusRing {
  /** @type {LayerGroup | null} */
  #shown = null;

  /** @param {LeafletMap} map */
  constructor(map) {
    this.map = map;
  }

  /** @param {Ringed} area */
  show(area) {
    this.hide();
    this.#shown = leaflet().layerGroup(LINES.flatMap(({ role, weight }) => this.#draw(area, { color: colour(role), weight }))).addTo(this.map);
  }

  hide() {
    this.#shown?.remove();
    this.#shown = null;
  }

  /**
   * @param {Ringed} area
   * @param {{ color: string, weight: number }} line
   * @returns {Layer[]}
   */
  #draw({ middle, latlngs, radius }, line) {
    const L = leaflet();
    const style = { ...line, pane: PANE, fill: false, interactive: false, className: "nplv-focus" };
    const round = radius ?? (latlngs && this.#isSpeck(latlngs) ? LEAST : null);
    if (round !== null) return [L.circleMarker(middle, { ...style, radius: round + 2 })];
    return latlngs ? [L.polygon(latlngs, style)] : [];
  }

  /** @param {Latlngs} latlngs */
  #isSpeck(latlngs) {
    const box = leaflet().latLngBounds(latlngs.flat(2));
    const [a, b] = [box.getSouthWest(), box.getNorthEast()].map((corner) => this.map.latLngToLayerPoint(corner));
    return Math.max(b.x - a.x, a.y - b.y) < 2 * LEAST;
  }
}
