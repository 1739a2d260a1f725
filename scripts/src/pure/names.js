/* Where names of areas go on a map, in pixels: pure functions. Order and rules come with the model
   (nplv_geo/present/map/naming.py); nplv_geo/export/map/labels.py does the same on paper. */

/**
 * @typedef {[x: number, y: number]} Point
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Box
 *
 * A way to write a name.
 * @typedef {{ lines: string[], width: number, height: number }} Text
 *
 * A name that wants a place: the best way to write it first.
 * With `mark` that stands inside its area where the name has no place.
 * @typedef {{ code: string, rings: Point[][], texts: Text[], mark?: Text | null, isNeeded: boolean }} Wish
 * @typedef {{ code: string, lines: string[], x: number, y: number, box: Box }} Name Around its middle.
 * @typedef {Pick<MapNaming, "heights" | "shifts" | "least" | "margin">} Rules
 */

const GAP = 1; // on both sides of a name

/**
 * A name on one line, or on two of about the same length where it may be broken.
 * @param {string} name
 * @param {(line: string) => number} measure
 * @param {number} line Height of one.
 * @returns {Text[]}
 */
export function writeName(name, measure, line) {
  const write = (/** @type {string[]} */ lines) => ({
    lines, width: Math.max(...lines.map(measure)) + 2 * GAP, height: lines.length * line,
  });
  const places = [...name.slice(0, -1).matchAll(/[ -]/g)].map(({ index }) => index + 1);
  const halves = places.map((at) => write([name.slice(0, at).trimEnd(), name.slice(at)]));
  const best = halves.reduce((one, other) => (one && one.width <= other.width ? one : other), /** @type {Text | null} */ (null));
  return best ? [write([name]), best] : [write([name])];
}

/**
 * Each wish gets its place in turn; what has none is left out.
 * @param {readonly Wish[]} wishes The most important first.
 * @param {{ x: number, y: number }} size Of the map.
 * @param {Rules} rules
 * @param {readonly Box[]} [occupied] Where no name may come.
 */
export function placeNames(wishes, size, rules, occupied = []) {
  const { margin } = rules;
  const frame = { left: margin, top: margin, right: size.x - margin, bottom: size.y - margin };
  const taken = [...occupied];
  /** @type {Name[]} */
  const names = [];
  for (const wish of wishes) {
    const name = findPlace(wish, frame, rules, taken);
    if (!name) continue;
    taken.push(name.box);
    names.push(name);
  }
  return names;
}

/**
 * @param {Wish} wish
 * @param {Box} frame
 * @param {Rules} rules
 * @param {readonly Box[]} taken
 * @returns {Name | null}
 */
function findPlace({ code, rings, texts, mark = null, isNeeded }, frame, rules, taken) {
  const bounds = boundsOf(rings);
  if (bounds.right - bounds.left < rules.least) return null;
  const spots = listSpots(rings, bounds, rules);
  /** @type {[ways: Text[], mustFit: boolean][]} What sticks out had better be narrow. */
  const tries = [[texts, true], [isNeeded ? texts.toReversed() : [], false], [mark ? [mark] : [], true]];
  for (const [ways, mustFit] of tries) {
    for (const text of ways) {
      for (const { x, y, shift } of spots) {
        const box = around(x, y, text);
        const isAllowed = mustFit ? shift === 0 && isInside(box, rings) : true;
        if (isAllowed && holds(frame, box) && !taken.some((other) => overlaps(box, other))) return { code, lines: text.lines, x, y, box };
      }
    }
  }
  return null;
}

/**
 * Where the middle of a name may stand: on the widest stretch at some heights, the middles first.
 * @param {readonly Point[][]} rings
 * @param {Box} bounds
 * @param {Rules} rules
 */
export function listSpots(rings, { top, bottom }, { heights, shifts }) {
  const stretches = heights.flatMap((height) => {
    const y = bottom - (bottom - top) * height;
    const widest = findWidest(rings, y);
    return widest ? [{ y, west: widest[0], east: widest[1] }] : [];
  });
  return shifts.flatMap((shift) => stretches.map(({ y, west, east }) => ({ x: (west + east) / 2 + shift * (east - west), y, shift })));
}

/**
 * The widest stretch of an area at a height.
 * @param {readonly Point[][]} rings
 * @param {number} y
 * @returns {[west: number, east: number] | null}
 */
function findWidest(rings, y) {
  const crossings = rings.flatMap((ring) => ring.flatMap(([x, own], i) => {
    const [beforeX, before] = ring[(i || ring.length) - 1];
    return (own > y) === (before > y) ? [] : [x + ((beforeX - x) * (y - own)) / (before - own)];
  })).sort((a, b) => a - b);
  /** @type {[number, number] | null} */
  let widest = null;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const [west, east] = [crossings[i], crossings[i + 1]];
    if (east > west && (!widest || east - west > widest[1] - widest[0])) widest = [west, east];
  }
  return widest;
}

/**
 * Does a box of which the middle lies on an area lie there wholly? No border may come into it.
 * @param {Box} box
 * @param {readonly Point[][]} rings
 */
const isInside = (box, rings) => !rings.some((ring) => ring.some((point, i) => comesInto(ring[(i || ring.length) - 1], point, box)));

/**
 * Does a line come into a box? It is cut off at each side in turn (Liang and Barsky).
 * @param {Point} from
 * @param {Point} to
 * @param {Box} box
 */
function comesInto(from, to, box) {
  let [enters, leaves] = [0, 1];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  for (const [step, room] of [[-dx, from[0] - box.left], [dx, box.right - from[0]], [-dy, from[1] - box.top], [dy, box.bottom - from[1]]]) {
    if (step === 0 && room <= 0) return false;
    if (step < 0) enters = Math.max(enters, room / step);
    if (step > 0) leaves = Math.min(leaves, room / step);
  }
  return enters < leaves;
}

/**
 * @param {readonly Point[][]} rings
 * @returns {Box}
 */
export function boundsOf(rings) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of rings.flat()) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {Text} text
 * @returns {Box}
 */
const around = (x, y, { width, height }) => ({ left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 });

/**
 * @param {Box} frame
 * @param {Box} box
 */
const holds = (frame, box) => frame.left <= box.left && box.right <= frame.right && frame.top <= box.top && box.bottom <= frame.bottom;

/**
 * @param {Box} one
 * @param {Box} other
 */
const overlaps = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
