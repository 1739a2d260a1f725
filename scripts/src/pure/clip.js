/* What of a shape lies in a rectangle: a pure function. */

/**
 * @import { Box, Point } from "./names.js"
 */

/**
 * Each ring is cut off at one side after the other (Sutherland and Hodgman). A part that leaves the
 * rectangle and comes back runs along its side.
 * @param {readonly Point[][]} rings
 * @param {Box} box
 * @returns {Point[][]} Without those that lie outside.
 */
export function clipRings(rings, { left, top, right, bottom }) {
  /** @type {[axis: 0 | 1, side: number, sign: number][]} */
  const sides = [[0, left, 1], [0, right, -1], [1, top, 1], [1, bottom, -1]];
  return rings.map((ring) => sides.reduce((/** @type {readonly Point[]} */ part, side) => cutOff(part, ...side), ring))
    .filter((ring) => ring.length > 0).map((ring) => [...ring]);
}

/**
 * @param {readonly Point[]} ring
 * @param {0 | 1} axis
 * @param {number} side
 * @param {number} sign 1 to keep what lies beyond the side, -1 to keep what lies before it.
 */
function cutOff(ring, axis, side, sign) {
  const isKept = (/** @type {Point} */ point) => (point[axis] - side) * sign >= 0;
  return ring.flatMap((point, i) => {
    const before = ring[(i || ring.length) - 1];
    const kept = isKept(point) ? [point] : [];
    return isKept(point) === isKept(before) ? kept : [cross(before, point, axis, side), ...kept];
  });
}

/**
 * Where a line crosses a side.
 * @param {Point} from
 * @param {Point} to
 * @param {0 | 1} axis
 * @param {number} side
 * @returns {Point}
 */
function cross(from, to, axis, side) {
  const share = (side - from[axis]) / (to[axis] - from[axis]);
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}
