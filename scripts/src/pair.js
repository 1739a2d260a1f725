/* Two maps that are held against each other: loaded by the first reader who asks for two.

   One of them leads: the one that the reader has a hand on, else the first. The other follows, and
   what it does leads nowhere, so that there is no echo. */

import { followed, isSameSight, shift } from "./pure/pair.js";

/**
 * @import { LatLng, ZoomAnimEvent } from "leaflet"
 * @import { AreaMap } from "./map/area-map.js"
 * @import { Partner } from "./map/joined.js"
 * @import { Place } from "./pure/place.js"
 */

const HANDS = /** @type {const} */ (["pointerdown", "wheel", "keydown"]);
const PANE = "mapPane";

/** @implements {Partner} */
class Pair {
  #leader;
  /** @type {(() => void)[]} */
  #ends = [];

  /**
   * @param {AreaMap} first
   * @param {AreaMap} second
   */
  constructor(first, second) {
    this.maps = [first, second];
    this.#leader = first;
    this.maps.forEach((one) => this.#listen(one));
    this.settle();
  }

  /** @param {AreaMap} one */
  #listen(one) {
    const { map } = one;
    const container = map.getContainer();
    const lead = () => {
      this.#leader = one;
    };
    const events = {
      move: () => one === this.#leader && this.#slide(),
      moveend: () => one === this.#leader && this.#follow(placeOf(one)),
      // The other is where this one is going to be, before it is there.
      zoomanim: (/** @type {ZoomAnimEvent} */ { center, zoom }) =>
        one === this.#leader && this.#follow({ lat: center.lat, lon: center.lng, zoom }),
    };
    one.partner = this;
    map.on(events);
    HANDS.forEach((hand) => container.addEventListener(hand, lead, { capture: true, passive: true }));
    this.#ends.push(() => {
      one.partner = null;
      map.off(events);
      HANDS.forEach((hand) => container.removeEventListener(hand, lead, { capture: true }));
      layBack(one);
    });
  }

  /** A model came on one of the maps: the second shows what the first does. */
  settle() {
    [this.#leader] = this.maps;
    this.#follow(placeOf(this.#leader));
  }

  /**
   * What is pointed at on one map is marked on the other; null for nothing.
   * @param {AreaMap} one
   * @param {string | null} code
   * @param {LatLng | null} at
   */
  point(one, code, at) {
    this.#other(one).reflect(code, at);
  }

  remove() {
    this.#ends.forEach((end) => end());
  }

  /** @param {AreaMap} one */
  #other(one) {
    return this.maps[one === this.maps[0] ? 1 : 0];
  }

  get #isSamePlace() {
    const [first, second] = this.maps.map(({ model }) => model?.place);
    return first !== undefined && first === second;
  }

  /* While a map is dragged the other is only slid along: it is drawn anew at the end. */
  #slide() {
    const follower = this.#other(this.#leader);
    const [from, to] = [placeOf(follower), placeOf(this.#leader)];
    const pane = follower.map.getPane(PANE);
    if (!pane || !this.#isSamePlace || from.zoom !== to.zoom) return;
    pane.style.translate = shift(from, to).map((pixels) => `${pixels}px`).join(" ");
  }

  /** @param {Place} leader Where the one that leads is, or is going to be. */
  #follow(leader) {
    const follower = this.#other(this.#leader);
    layBack(follower);
    if (!follower.model || !this.#leader.model) return;
    const now = placeOf(follower);
    const place = followed(leader, now, this.#isSamePlace);
    if (!isSameSight(now, place)) layAt(follower, place);
  }
}

/** @param {AreaMap} one */
function layBack({ map }) {
  const pane = map.getPane(PANE);
  if (pane) pane.style.translate = "";
}

/**
 * At exactly this zoom level, which may lie between those that the buttons give.
 * @param {AreaMap} one
 * @param {Place} place
 */
function layAt({ map }, { lat, lon, zoom }) {
  const { zoomSnap } = map.options;
  map.options.zoomSnap = 0;
  map.setView([lat, lon], zoom, { animate: false });
  map.options.zoomSnap = zoomSnap;
}

/**
 * @param {AreaMap} one
 * @returns {Place}
 */
function placeOf({ map }) {
  const { lat, lng } = map.getCenter();
  return { lat, lon: lng, zoom: map.getZoom() };
}

window.nplv_geo.Pair = Pair;
