/* By finger: an area that is smaller than a fingertip comes nearer when it is chosen, and the map goes
   back to where it was when it is chosen no longer. */

import { isInSight } from "./frame.js";
import { leaflet } from "../seams.js";

/**
 * @import { Latlngs } from "./drawn/areas.js"
 * @import { LeafletMap } from "../seams.js"
 * @import { Bounds, Viewport } from "./viewport.js"
 */

const AROUND = 1.5; // of the size of the area, so that its neighbours can be hit too

export class Near {
  #isNear = false;

  /**
   * @param {LeafletMap} map
   * @param {Viewport} viewport
   */
  constructor(map, viewport) {
    this.map = map;
    this.viewport = viewport;
  }

  /**
   * @param {Latlngs | null} chosen Outline of the chosen area; null while there is none.
   * @param {Bounds} bounds Of the place that fills the map.
   */
  show(chosen, bounds) {
    if (!chosen) {
      if (this.#isNear) this.viewport.goBack(bounds);
      this.#isNear = false;
    } else if (window.matchMedia("(pointer: coarse)").matches && !isInSight(this.map, chosen)) {
      const box = leaflet().latLngBounds(chosen.flat(2)).pad(AROUND);
      const { lat, lng: lon } = box.getCenter();
      this.viewport.moveTo({ lat, lon, zoom: this.map.getBoundsZoom(box) });
      this.#isNear = true;
    }
  }
}
