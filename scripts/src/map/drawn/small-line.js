/* The small line of an area as elements: drawn for the eye, its ends in words for all. */

import { HEIGHT, WIDTH, drawLine } from "../../pure/small-line.js";
import { loaded, loadedShapes } from "../files.js";

const SVG = "http://www.w3.org/2000/svg";
const LINE = "nplv-small-line";
let made = 0;

/**
 * The small line of an area, once its file has come.
 * @param {MapModel} model
 * @param {string} code
 */
export const drawLineOf = (model, code) => {
  /** @type {SmallLines | undefined} */
  const lines = model.lines ? loaded(model.lines) : undefined;
  return lines ? drawLine(lines, loadedShapes(model.files[0]), code, model.language) : null;
};

/** @param {import("../../pure/small-line.js").SmallLine} line */
export function writeLine({ label, strokes, points, ends }) {
  const box = document.createElement("div");
  box.className = LINE;
  box.id = `${LINE}-${(made += 1)}`;
  box.appendChild(document.createElement("span")).textContent = label;
  const svg = box.appendChild(make("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, "aria-hidden": "true" }));
  strokes.forEach(({ d, isProvisional }) => svg.appendChild(make("path", { d, class: look(isProvisional) })));
  points.forEach(({ x, y, isProvisional }) => svg.appendChild(make("circle", { cx: x, cy: y, r: 3, class: look(isProvisional) })));
  const told = box.appendChild(document.createElement("p"));
  ends.forEach((end, i) => {
    if (i) told.append(" ");
    told.appendChild(document.createElement("span")).textContent = end;
  });
  return box;
}

/**
 * What says how an area went, for who has the focus on it.
 * @param {HTMLElement} content Of a tooltip.
 */
export const lineIdOf = (content) => content.querySelector(`.${LINE}`)?.id;

/** @param {boolean} isProvisional */
const look = (isProvisional) => (isProvisional ? "provisional" : "definite");

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
function make(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, String(value)));
  return element;
}
