/* Which part of the land one map shows: what fills it of itself, or where its reader moved it to. */

import { PADDING } from "../pure/place.js";
import { leaflet } from "../seams.js";

/**
 * @import { LeafletMap } from "../seams.js"
 * @import { Place } from "../pure/place.js"
 * @typedef {[[number, number], [number, number]]} Bounds South-west and north-east corner.
 */

const STILL_PX = 8; // that the middle may shift when the window changes
const AT_ONCE = { animate: false };

export class Viewport {
  /** @type {{ middle: import("leaflet").LatLng, zoom: number } | null} What the map shows of itself. */
  #own = null;
  /** @type {Bounds | null} That the map shows of itself. */
  #filled = null;
  /** @type {Bounds | null} To show as soon as the map is in sight. */
  #unseen = null;
  /** @type {Place | null} To show instead of what would fill the map. */
  #given = null;

  /**
   * @param {LeafletMap} map
   * @param {() => Place | null} ask Where the reader wants to be, when the address tells.
   */
  constructor(map, ask) {
    this.map = map;
    this.ask = ask;
  }

  /** Whether the map shows a place of which it knows what fills it. */
  get isSettled() {
    return this.#own !== null;
  }

  /**
   * Fill the map, of whatever size it is now, with a place.
   * @param {Bounds} bounds
   */
  fill(bounds) {
    this.#given = this.moved();
    this.#own = null;
    this.map.invalidateSize(AT_ONCE);
    const { middle, zoom } = this.#fitting(bounds);
    this.map.setView(middle, zoom, AT_ONCE);
  }

  /**
   * Fill the map with the place that it has, wherever it was moved to.
   * @param {Bounds} bounds
   */
  goBack(bounds) {
    this.#own = this.#fitting(bounds);
    this.map.setView(this.#own.middle, this.#own.zoom, AT_ONCE);
  }

  /**
   * Fill the map, unless the reader asked for another sight. With `stays` the map stays as it is.
   * @param {Bounds} bounds
   */
  fit(bounds, { stays = false } = {}) {
    const asked = this.ask() || this.#given;
    this.#own = null;
    this.#filled = bounds;
    this.map.invalidateSize(AT_ONCE);
    this.#unseen = this.#isInSight() ? null : bounds;
    if (this.#unseen) return;
    this.#given = null;
    const wanted = this.#fitting(bounds);
    if (asked && !stays) this.map.setView([asked.lat, asked.lon], asked.zoom, AT_ONCE);
    else if (!stays) this.map.setView(wanted.middle, wanted.zoom, AT_ONCE);
    this.#own = wanted;
  }

  /**
   * Show a place now, or as soon as there is something to fill the map with.
   * @param {Place} place
   */
  moveTo(place) {
    if (this.#own) this.map.setView([place.lat, place.lon], place.zoom, AT_ONCE);
    else this.#given = place;
  }

  /* Follow the size of the page: what the map showed of itself it shows again in the new size; a
     map that had none is filled now. */
  followSize() {
    const isOwn = this.#own && !this.moved();
    this.map.invalidateSize();
    if (!this.#isInSight()) return;
    if (this.#unseen) this.fit(this.#unseen);
    else if (isOwn && this.#filled) this.fit(this.#filled);
  }

  /** @returns {Place} */
  now() {
    const { lat, lng } = this.map.getCenter();
    return { lat, lon: lng, zoom: this.map.getZoom() };
  }

  /**
   * Where the reader moved the map to; null for what it shows of itself.
   * @returns {Place | null}
   */
  moved() {
    if (!this.#own) return null;
    const place = this.now();
    const [middle, own] = [{ lat: place.lat, lng: place.lon }, this.#own.middle].map((at) => this.map.project(at, place.zoom));
    return place.zoom !== this.#own.zoom || middle.distanceTo(own) > STILL_PX ? place : null;
  }

  #isInSight() {
    return this.map.getContainer().clientWidth > 0;
  }

  /** @param {Bounds} bounds */
  #fitting(bounds) {
    const { map } = this;
    const L = leaflet();
    const box = L.latLngBounds(bounds);
    const zoom = map.getBoundsZoom(box, false, L.point(2 * PADDING, 2 * PADDING));
    const [from, to] = [box.getSouthWest(), box.getNorthEast()].map((corner) => map.project(corner, zoom));
    return { middle: map.unproject(from.add(to).divideBy(2), zoom), zoom };
  }
}
