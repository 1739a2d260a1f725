/* Two maps that are held against each other: how far apart they are, and at which zoom levels both
   show as many metres in a pixel. */

/** @import { Place } from "./place.js" */

const STILL = 0.5; // pixels that nobody sees
const ZOOM_STILL = 1e-6;
const WORLD = 256; // pixels that the world is wide at zoom 0

/**
 * The zoom level at which a place shows as many metres in a pixel as another place at its own: on
 * the map of the web a metre is longer the further north it lies.
 * @param {{ lat: number, zoom: number }} from
 * @param {number} lat Of the place that follows.
 */
export const equalZoom = ({ lat: from, zoom }, lat) => zoom + Math.log2(stretch(from) / stretch(lat));

/** @param {number} lat */
const stretch = (lat) => 1 / Math.cos((lat * Math.PI) / 180);

/**
 * Where the map that follows is to be: at the place of the one that leads, or, of another place, as
 * far away from the ground as that one.
 * @param {Place} leader
 * @param {Place} follower
 * @param {boolean} isSamePlace
 * @returns {Place}
 */
export const followed = (leader, follower, isSamePlace) =>
  (isSamePlace ? leader : { ...follower, zoom: equalZoom(leader, follower.lat) });

/**
 * Whether two maps show the same, so that following would change nothing: that ends the echo.
 * @param {Place} one
 * @param {Place} other
 */
export function isSameSight(one, other) {
  if (Math.abs(one.zoom - other.zoom) > ZOOM_STILL) return false;
  const [x, y] = shift(one, other);
  return Math.hypot(x, y) < STILL;
}

/**
 * How many pixels to the right and down a map of one place has to be moved to show another, at the
 * zoom level of the first.
 * @param {Place} from
 * @param {Place} to
 * @returns {[number, number]}
 */
export function shift(from, to) {
  const scale = WORLD * 2 ** from.zoom;
  return [((from.lon - to.lon) / 360) * scale, (north(to.lat) - north(from.lat)) * scale];
}

/** @param {number} lat */
function north(lat) {
  const radians = (lat * Math.PI) / 180;
  return Math.log(Math.tan(Math.PI / 4 + radians / 2)) / (2 * Math.PI);
}
