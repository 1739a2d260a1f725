/* A walk along the dots of a scatter: which comes next, and what is told of one. */

/**
 * @typedef {{ at: number, code: string, name: string, one: string, other: string, group: string, x: number, y: number }} Dot
 *
 * A trace of Plotly, as far as a walk needs it: of each point its code, its name, both values and its group.
 * @typedef {{ x: number[], y: number[], customdata?: string[][] }} DotTrace
 */

/**
 * The dots of a trace, from left to right as the server puts them.
 * @param {DotTrace | undefined} trace
 * @returns {Dot[]}
 */
export const listDots = (trace) =>
  (trace?.customdata ?? []).map(([code, name, one, other, group], at) =>
    ({ at, code, name, one, other, group, x: Number(trace?.x[at]), y: Number(trace?.y[at]) }));

/**
 * The dot that a key leads to: left and right by the first value, down and up by the second.
 * @param {Dot[]} dots
 * @param {string | undefined} from Code of the dot that is stood on.
 * @param {string} key as a keyboard event names it
 * @returns {Dot | null} null for a key that leads nowhere; at an end the dot itself
 */
export function nextDot(dots, from, key) {
  const isUpward = key === "ArrowUp" || key === "ArrowDown";
  const order = isUpward ? [...dots].sort((one, other) => one.y - other.y || one.at - other.at) : dots;
  const here = order.findIndex(({ code }) => code === from);
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown": return order[Math.max(here - 1, 0)] ?? null;
    case "ArrowRight":
    case "ArrowUp": return order[Math.min(here + 1, order.length - 1)] ?? null;
    case "Home": return dots[0] ?? null;
    case "End": return dots.at(-1) ?? null;
    default: return null;
  }
}

/**
 * @param {string} words with `{name}`, `{one}`, `{other}` and `{class}`
 * @param {Dot} dot
 */
export function tellDot(words, { name, one, other, group }) {
  const own = { name, one, other, class: group };
  return words.replace(/\{(name|one|other|class)\}/g, (_, part) => own[/** @type {keyof typeof own} */ (part)]);
}

/**
 * The value of an area out of a file; null where there is none, or no file yet.
 * @param {PackedValues | null | undefined} file
 * @param {number | undefined} place of the area
 */
export function readValue(file, place) {
  const step = file && place !== undefined ? file.values[place] ?? null : null;
  return file && step !== null ? step / 10 ** file.decimals : null;
}
