/* Neighbouring gemeenten, pale and with their names, so that a place does not end in nothing. They
   come when the map is in use: a file that the map of the country has as well. */

import { groundOf, world } from "../pure/ground.js";
import { clipRings } from "../pure/clip.js";
import { leaflet } from "../seams.js";
import { colour } from "./drawn/colours.js";
import { loadShapes, loadedShapes } from "./files.js";
import { whenIdle } from "./idle.js";

/**
 * @import { LayerGroup } from "leaflet"
 * @import { Shapes } from "../pure/shapes.js"
 * @import { Point } from "../pure/names.js"
 * @import { LeafletMap } from "../seams.js"
 */

export class Around {
  /** @type {{ shapes: Shapes, ground: import("../pure/ground.js").Ground } | null} */
  #land = null;
  /** @type {LayerGroup | null} */
  #group = null;
  #seen = "";
  #isOn = false;

  /**
   * @param {LeafletMap} map
   * @param {[file: string, own: string]} told The file of gemeenten, and the one that is no neighbour.
   * @param {() => void} drawn
   */
  constructor(map, [url, own], drawn) {
    this.map = map;
    this.url = url;
    this.own = own;
    this.drawn = drawn;
  }

  add() {
    if (this.#isOn) return;
    this.#isOn = true;
    const isHere = Boolean(loadedShapes(this.url));
    if (isHere) this.#load();
    else whenIdle(() => this.#isOn && this.#load());
  }

  remove() {
    this.#isOn = false;
    this.#group?.remove();
    this.#group = null;
    this.#seen = "";
  }

  async #load() {
    // Without neighbours the map is whole: what fails here is tried again by the next place.
    const shapes = await loadShapes(this.url).catch(() => null);
    if (!shapes || !this.#isOn) return;
    this.#land = { shapes, ground: groundOf(shapes) };
    this.follow();
  }

  /** Only what is in sight is drawn. */
  follow() {
    if (!this.#land || !this.#isOn) return;
    const seen = this.#listSeen(this.#land);
    if (seen.join() === this.#seen) return;
    this.#seen = seen.join();
    this.#group?.remove();
    const { shapes } = this.#land;
    const style = { pane: "nplv-country", interactive: false, color: colour("silent-edge"), weight: 1, fillColor: colour("silent"), fillOpacity: 1 };
    this.#group = leaflet().layerGroup(seen.map((i) => leaflet().polygon(shapes.latlngs(i), style))).addTo(this.map);
    this.drawn();
  }

  /** @param {{ ground: import("../pure/ground.js").Ground }} land */
  #listSeen({ ground }) {
    const bounds = this.map.getBounds().pad(0.2);
    const [west, north] = world(bounds.getWest(), bounds.getNorth());
    const [east, south] = world(bounds.getEast(), bounds.getSouth());
    return ground.listIn([west, north, east, south]);
  }

  /**
   * Neighbours with what of them lies on the map.
   * @param {(place: [lat: number, lon: number]) => Point} at
   */
  listParts(at) {
    if (!this.#land || !this.#group) return [];
    const { shapes } = this.#land;
    const { x: right, y: bottom } = this.map.getSize();
    return this.#listSeen(this.#land).filter((i) => shapes.codes[i] !== this.own).map((i) => ({
      code: shapes.codes[i],
      name: shapes.names[i],
      rings: clipRings(shapes.latlngs(i).flat().map((ring) => ring.map(at)), { left: 0, top: 0, right, bottom }),
    }));
  }
}
