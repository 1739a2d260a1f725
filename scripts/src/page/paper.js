/* What is only on paper: the charts of all cards, drawn in their rows, and where this page stands.

   Printing waits for nothing, and Plotly is here only when a card has been in sight: a card is drawn
   from the same figure, as plain SVG. */

import { listCardRows, outlineOf } from "../pure/card-rows.js";

/** @import { CardFigure, CardTemplate, Drawn } from "../pure/card-rows.js" */

const SVG = "http://www.w3.org/2000/svg";

/** @type {Below | undefined} The newest answer. */
let newest;

/** @param {Below | undefined} below */
export const keepForPaper = (below) => void (newest = below);

window.addEventListener("beforeprint", () => {
  takeAway();
  for (const [theme, { figure }] of Object.entries(newest?.charts ?? {})) drawCard(theme, /** @type {any} */ (figure));
  tellPlace();
});
window.addEventListener("afterprint", takeAway);

function takeAway() {
  document.querySelectorAll(".drawn-for-paper").forEach((drawing) => drawing.remove());
}

/**
 * @param {string} theme
 * @param {CardFigure} figure
 */
function drawCard(theme, figure) {
  const cells = document.querySelectorAll(`#rows-${CSS.escape(theme)} tbody .course`);
  const rows = listCardRows(figure, /** @type {CardTemplate} */ (newest?.template), cells.length);
  cells.forEach((cell, i) => rows[i].length && cell.prepend(drawRow(rows[i])));
}

/** @param {Drawn[]} row */
function drawRow(row) {
  const drawing = make("svg", { class: "drawn-for-paper" });
  drawing.append(...row.map(drawOne));
  return drawing;
}

/** @param {Drawn} drawn */
function drawOne(drawn) {
  if (drawn.kind === "line") {
    const { from, to, colour, width } = drawn;
    return make("line", { x1: `${from[0]}%`, y1: `${from[1]}%`, x2: `${to[0]}%`, y2: `${to[1]}%`, stroke: colour, "stroke-width": width });
  }
  const { at, symbol, size, colour, edge, edgeWidth } = drawn;
  const look = { fill: colour, stroke: edge, "stroke-width": edgeWidth };
  const outline = outlineOf(symbol);
  if (!outline) return make("circle", { cx: `${at[0]}%`, cy: `${at[1]}%`, r: size / 2, ...look });
  const mark = make("svg", { x: `${at[0]}%`, y: `${at[1]}%`, overflow: "visible" });
  mark.append(make("path", { d: outline, transform: `scale(${size / 2})`, "vector-effect": "non-scaling-stroke", ...look }));
  return mark;
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
function make(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/* The address, and the line that stands on each sheet of paper: only the style sheet knows where one begins. */
function tellPlace() {
  document.querySelectorAll(".own-address").forEach((place) => (place.textContent = window.location.href));
  const running = document.querySelector("#brand .running")?.textContent ?? "";
  document.documentElement.style.setProperty("--running", JSON.stringify(running));
}
