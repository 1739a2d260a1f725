/* The area that has the focus of the keyboard: in sight, with its ring and its tooltip. */

import { FocusRing } from "../drawn/focus-ring.js";

/**
 * @import { AreaMap } from "../area-map.js"
 * @import { Pointer } from "../pointer.js"
 */

// Pixels from the side of the map: nearer an area is out of sight, and then it is brought well inside.
const [SIDE, INSIDE] = [16, 96];

export class Focus {
  /** @type {string | null} */
  #at = null;
  #isSeen = false;
  #ring;

  /**
   * @param {AreaMap} map
   * @param {Pointer} pointer
   */
  constructor(map, pointer) {
    this.on = map;
    this.pointer = pointer;
    this.#ring = new FocusRing(map.map);
  }

  /**
   * @param {string} code
   * @param {boolean} isSeen Whether the ring is shown: a click gives the focus as well.
   */
  come(code, isSeen) {
    const { map, stage } = this.on;
    this.#at = code;
    this.#isSeen = isSeen;
    const middle = stage.findMiddle(code);
    // A click was on what is in sight, and the map must not move below a hand.
    if (isSeen && !this.#isInSight(middle)) map.panInside(middle, { padding: [INSIDE, INSIDE], animate: false });
    this.pointer.show(code, middle, { byKeyboard: true });
    this.follow();
  }

  /** @param {import("leaflet").LatLng} middle */
  #isInSight(middle) {
    const { map } = this.on;
    const [{ x, y }, size] = [map.latLngToContainerPoint(middle), map.getSize()];
    return Math.min(x, y, size.x - x, size.y - y) >= SIDE;
  }

  leave() {
    this.#at = null;
    this.#ring.hide();
    this.pointer.hide();
  }

  /** The ring of what is drawn now, at this zoom level. */
  follow() {
    if (this.#at === null || !this.#isSeen || !this.on.stage.shapes.has(this.#at)) this.#ring.hide();
    else this.#ring.show(this.on.stage.findRinged(this.#at));
  }
}
