/* A map that is held against another one: what joins them is loaded by who asks for two. */

import { at } from "../page/address.js";
import { load } from "../page/script.js";
import { findMap, whenThere } from "./maps.js";

/**
 * @import { LatLng } from "leaflet"
 * @import { AreaMap } from "./area-map.js"
 *
 * What joins two maps (scripts/src/pair.js), as each of them knows it.
 * @typedef {object} Partner
 * @property {() => void} settle A model came on one of them.
 * @property {(one: AreaMap, code: string | null, at: LatLng | null) => void} point
 * @property {() => void} remove
 */

/**
 * @param {string} first Id of a map, which may yet have to come.
 * @param {string} second
 * @returns {() => void} Parts them.
 */
export function joinMaps(first, second) {
  /** @type {Partner | null} */
  let pair = null;
  let isOver = false;
  Promise.all([load(at("/assets/pair.js")), whenThere(first), whenThere(second)]).then(() => {
    const [one, other] = [findMap(first), findMap(second)];
    const { Pair } = /** @type {any} */ (window.nplv_geo);
    if (!isOver && one && other) pair = new Pair(one, other);
  }).catch((error) => window.reportError(error)); // each map works by itself
  return () => {
    isOver = true;
    pair?.remove();
  };
}
