/* Which area lies beside another one: what an arrow of the keyboard leads to. */

/**
 * Middles of areas; x grows to the right and y downwards, as on a screen.
 * @typedef {{ readonly x: ArrayLike<number>, readonly y: ArrayLike<number> }} Middles
 */

/** @type {Record<string, [right: number, down: number]>} */
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** @param {string} key */
export const isArrow = (key) => Object.hasOwn(WAYS, key);

/**
 * Number of the nearest area in the quarter of the map that an arrow points at; where nothing lies
 * there, in the half; -1 at the edge. The quarters of four arrows leave nothing out, and together
 * with the half they lead from every area to every other one (scripts/tests/directions.test.js).
 * @param {Middles} middles
 * @param {number} from
 * @param {string} arrow
 */
export function findBeside({ x, y }, from, arrow) {
  const [right, down] = WAYS[arrow];
  let [best, least, isInQuarter] = [-1, Infinity, false];
  for (let i = 0; i < x.length; i += 1) {
    const [dx, dy] = [x[i] - x[from], y[i] - y[from]];
    const ahead = dx * right + dy * down;
    const aside = Math.abs(dx * down + dy * right);
    const isAhead = ahead > 0 && aside <= ahead;
    if (ahead <= 0 || (isInQuarter && !isAhead)) continue;
    const far = ahead * ahead + aside * aside;
    if (far >= least && isAhead === isInQuarter) continue;
    [best, least, isInQuarter] = [i, far, isAhead];
  }
  return best;
}
