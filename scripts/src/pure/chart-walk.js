/* A walk through the points of a line chart: which there are, and which comes next. */

/**
 * A point that can be stood on.
 * @typedef {{ name: string, x: number, y: number, text: string }} Stop
 */

/**
 * A trace of Plotly, as far as a walk needs it.
 * @typedef {{ name?: string, text?: string[], x: number[], y: number[] }} Trace
 */

/**
 * The points of each line, in the order of time; traces without words are strokes between them.
 * @param {Trace[]} traces
 * @returns {Stop[][]}
 */
export function listStops(traces) {
  return traces.filter((trace) => trace.text).map(({ name = "", text = [], x, y }) =>
    x.map((when, i) => ({ name, x: when, y: y[i], text: text[i] })));
}

/**
 * Where a walk starts: the newest point of the first line.
 * @param {Stop[][]} lines
 * @returns {Stop | undefined}
 */
export function firstStop(lines) {
  return lines[0]?.at(-1);
}

/**
 * The point that a key leads to: along the line, or up and down to the nearest line of that time.
 * @param {Stop[][]} lines
 * @param {Stop} from
 * @param {string} key as a keyboard event names it
 * @returns {Stop | null} null for a key that leads nowhere; at an end the point itself
 */
export function nextStop(lines, from, key) {
  const line = lines.find((stops) => stops.includes(from)) ?? [];
  const at = line.indexOf(from);
  const then = lines.flat().filter((stop) => stop.x === from.x).sort((one, other) => one.y - other.y);
  const height = then.indexOf(from);
  switch (key) {
    case "ArrowLeft": return line[Math.max(at - 1, 0)];
    case "ArrowRight": return line[Math.min(at + 1, line.length - 1)];
    case "Home": return line[0];
    case "End": return line[line.length - 1];
    case "ArrowUp": return then[Math.min(height + 1, then.length - 1)];
    case "ArrowDown": return then[Math.max(height - 1, 0)];
    default: return null;
  }
}

/**
 * What is told of a point.
 * @param {string} words with `{name}`, `{period}` and `{value}`
 * @param {Stop} stop
 */
export function tellStop(words, stop) {
  const own = { name: stop.name, period: String(stop.x), value: stop.text };
  return words.replace(/\{(name|period|value)\}/g, (_, part) => own[/** @type {keyof typeof own} */ (part)]);
}
