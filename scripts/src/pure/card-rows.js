/* The chart of a card, row by row, as plain lines and marks: for paper, where Plotly may not have been
   loaded and nothing can be waited for. Places are percentages of a row. */

/**
 * What is read of Plotly's figure and of its template.
 * @typedef {{ color?: string, width?: number }} Stroke
 * @typedef {{ mode?: string, line?: Stroke, marker?: { symbol?: string | string[], size?: number, color?: string | string[], line?: Stroke } }} TraceLook
 * @typedef {{ x: (number | null)[], y: (number | null)[], xaxis?: string, marker?: { symbol: string[], color: string[] } }} Trace
 * @typedef {{ range: [number, number], domain: [number, number] }} Axis
 * @typedef {{ data: Trace[], layout: { xaxis: Axis, xaxis2: Axis } }} CardFigure
 * @typedef {{ data: { scatter: TraceLook[] } }} CardTemplate
 *
 * What is drawn.
 * @typedef {{ kind: "line", from: [number, number], to: [number, number], colour: string, width: number }} DrawnLine
 * @typedef {{ kind: "mark", at: [number, number], symbol: string, size: number, colour: string, edge: string, edgeWidth: number }} DrawnMark
 * @typedef {DrawnLine | DrawnMark} Drawn
 */

/**
 * @param {CardFigure} figure
 * @param {CardTemplate} template Looks of the traces, by their place.
 * @param {number} count Rows of the card.
 * @returns {Drawn[][]} By row, from below to above.
 */
export function listCardRows({ data, layout }, template, count) {
  /** @type {Drawn[][]} */
  const rows = Array.from({ length: count }, () => []);
  data.forEach((trace, i) => {
    const look = template.data.scatter[i] ?? {};
    const axis = trace.xaxis === "x2" ? layout.xaxis2 : layout.xaxis;
    const mode = look.mode ?? "";
    if (mode.includes("lines")) addLines(rows, trace, axis, look.line ?? {});
    if (mode.includes("markers")) addMarks(rows, trace, axis, look);
  });
  return rows;
}

/**
 * @param {Drawn[][]} rows
 * @param {Trace} trace
 * @param {Axis} axis
 * @param {Stroke} stroke
 */
function addLines(rows, { x, y }, axis, { color = "", width = 1 }) {
  x.forEach((end, i) => {
    const [start, low, high] = [x[i - 1] ?? null, y[i - 1] ?? null, y[i]];
    if (start === null || low === null || end === null || high === null) return;
    const row = Math.round(high);
    rows[row]?.push({ kind: "line", from: place(start, low, row, axis), to: place(end, high, row, axis), colour: color, width });
  });
}

/**
 * @param {Drawn[][]} rows
 * @param {Trace} trace
 * @param {Axis} axis
 * @param {TraceLook} look
 */
function addMarks(rows, { x, y, marker }, axis, look) {
  const { symbol = "circle", size = 6, color = "", line = {} } = look.marker ?? {};
  x.forEach((across, i) => {
    const down = y[i];
    if (across === null || down === null) return;
    const row = Math.round(down);
    rows[row]?.push({
      kind: "mark",
      at: place(across, down, row, axis),
      symbol: marker?.symbol[i] ?? String(symbol),
      size,
      colour: marker?.color[i] ?? String(color),
      edge: line.color ?? "none",
      edgeWidth: line.width ?? 0,
    });
  });
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} row
 * @param {Axis} axis
 * @returns {[number, number]}
 */
function place(x, y, row, { range: [low, high], domain: [start, end] }) {
  const share = start + ((x - low) / (high - low)) * (end - start);
  return [round(100 * share), round(100 * (0.5 + STRETCH * (y - row)))];
}

/* Of its height a history has a quarter, so that words fit below it; on paper they stand beside it. */
const STRETCH = 2.8;

const round = (/** @type {number} */ value) => Math.round(value * 100) / 100;

/** Outlines of Plotly's marks that are no circle, of size 2 around the middle. */
/** @type {Record<string, string>} */
const OUTLINES = {
  square: "M-1-1H1V1H-1Z",
  diamond: "M0-1.3 1.3 0 0 1.3-1.3 0Z",
  "line-ns": "M0-1.4V1.4",
  "triangle-up": "M-1.15.5H1.15L0-1.5Z",
  cross: "M.4-1.2V-.4H1.2V.4H.4V1.2H-.4V.4H-1.2V-.4H-.4V-1.2Z",
  x: "M0-.57.57-1.13 1.13-.57.57 0 1.13.57.57 1.13 0 .57-.57 1.13-1.13.57-.57 0-1.13-.57-.57-1.13Z",
};

/**
 * @param {string} symbol
 * @returns {string | null} Null for a circle.
 */
export const outlineOf = (symbol) => OUTLINES[symbol] ?? null;
