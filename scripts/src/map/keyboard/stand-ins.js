/* What has the focus for an area on a canvas, which has no element of its own.

   Two elements that take turns: with each step the focus really moves, and so every screen reader
   says the name of what it came to. A name that changes below the focus, or an
   aria-activedescendant, is left unsaid by some (docs/map.md). */

import { leaflet } from "../../seams.js";

/**
 * @import { LatLng } from "leaflet"
 * @import { LeafletMap } from "../../seams.js"
 */

const PANE = "nplv-focus";

export class StandIns {
  /** @type {[HTMLElement, HTMLElement]} The one of now, and the one of the next step. */
  #pair = [make(), make()];
  #isOn = false;

  /** @param {LeafletMap} map */
  constructor(map) {
    this.map = map;
  }

  /** What stands for the area of now. */
  get element() {
    return this.#pair[0];
  }

  add() {
    if (this.#isOn) return;
    this.#isOn = true;
    this.map.getPane(PANE)?.append(...this.#pair);
  }

  remove() {
    this.#isOn = false;
    this.#pair.forEach((element) => element.remove());
  }

  /**
   * Let the other one stand for an area.
   * @param {LatLng} middle
   */
  turn(middle) {
    const [now, next] = this.#pair;
    this.#pair = [next, now];
    next.hidden = false;
    this.place(middle);
    return next;
  }

  /** The one that was left is out of reach as soon as the focus has moved. */
  settle() {
    const [now, other] = this.#pair;
    now.hidden = false;
    other.hidden = true;
  }

  /** @param {LatLng} middle */
  place(middle) {
    leaflet().DomUtil.setPosition(this.element, this.map.latLngToLayerPoint(middle));
  }
}

function make() {
  const element = document.createElement("div");
  element.className = "nplv-stand-in";
  return element;
}
