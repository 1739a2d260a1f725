/* The small line of an area in its tooltip: where its strokes and points lie, and its ends in words.

   A gap stays a gap, and a stroke to or from a provisional value is one of its own. */

import { writerOf } from "./figures.js";

export const WIDTH = 220;
export const HEIGHT = 32;
const MARGIN = 4;
const FEWEST = 2;

/**
 * @typedef {object} SmallLine
 * @property {string} label
 * @property {{ d: string, isProvisional: boolean }[]} strokes
 * @property {{ x: number, y: number, isProvisional: boolean }[]} points Those without a stroke, and the last one.
 * @property {[string, string]} ends First and last value, each with its year.
 *
 * @typedef {{ x: number, y: number, isProvisional: boolean }} Point
 */

/**
 * @param {SmallLines} lines
 * @param {{ place: Map<string, number> } | undefined} shapes In the order of lines without codes.
 * @param {string} code
 * @param {string} language
 * @returns {SmallLine | null} Null where there are no two values to hold beside each other.
 */
export function drawLine(lines, shapes, code, language) {
  const values = valuesOf(lines, lines.codes ? lines.codes.indexOf(code) : shapes?.place.get(code) ?? -1);
  const known = [...values.keys()].filter((i) => values[i] !== null);
  if (known.length < FEWEST) return null;
  const points = layPoints(lines, values);
  const pairs = points.flatMap((point, i) => {
    const next = points[i + 1];
    return point && next ? [/** @type {[Point, Point]} */ ([point, next])] : [];
  });
  const last = known[known.length - 1];
  const isAlone = (/** @type {number} */ i) => !points[i - 1] && !points[i + 1];
  const write = writerOf(lines, language);
  const tell = (/** @type {number} */ i) => `${lines.said[i]}: ${write(/** @type {number} */ (values[i]))}`;
  return {
    label: lines.label,
    strokes: joinStrokes(pairs),
    points: known.filter((i) => i === last || isAlone(i)).map((i) => /** @type {Point} */ (points[i])),
    ends: [tell(known[0]), tell(last)],
  };
}

/**
 * @param {SmallLines} lines
 * @param {number} place
 */
const valuesOf = ({ values }, place) => values.map((period) => (place < 0 ? null : period[place] ?? null));

/**
 * Equal distances are equal times; the axis is at least as high as `span`.
 * @param {SmallLines} lines
 * @param {(number | null)[]} values
 * @returns {(Point | null)[]}
 */
function layPoints({ years, provisional, span }, values) {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const [tall, middle] = [Math.max(high - low, span, 1), (low + high) / 2];
  const [first, wide] = [years[0], years[years.length - 1] - years[0]];
  return values.map((value, i) => (value === null ? null : {
    x: round(MARGIN + ((years[i] - first) / wide) * (WIDTH - 2 * MARGIN)),
    y: round(HEIGHT / 2 - ((value - middle) / tall) * (HEIGHT - 2 * MARGIN)),
    isProvisional: provisional[i],
  }));
}

/** @param {number} pixels */
const round = (pixels) => Math.round(pixels * 10) / 10;

/** @param {[Point, Point][]} pairs */
function joinStrokes(pairs) {
  /** @type {{ d: string, isProvisional: boolean, end: Point }[]} */
  const strokes = [];
  for (const [from, to] of pairs) {
    const isProvisional = from.isProvisional || to.isProvisional;
    const before = strokes[strokes.length - 1];
    if (before?.end === from && before.isProvisional === isProvisional) {
      before.d += `L${to.x},${to.y}`;
      before.end = to;
    } else strokes.push({ d: `M${from.x},${from.y}L${to.x},${to.y}`, isProvisional, end: to });
  }
  return strokes.map(({ d, isProvisional }) => ({ d, isProvisional }));
}
