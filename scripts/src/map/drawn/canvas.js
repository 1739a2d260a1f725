/* Shapes on a canvas without Leaflet: where they lie on it, and filling many of them at once. */

import { ORIGIN } from "../../pure/ground.js";

/**
 * @import { Box, Ground, Lie } from "../../pure/ground.js"
 * @typedef {CanvasRenderingContext2D} Pen
 * @typedef {Lie & { pen: Pen, sharp: number, view: Box }} Sheet Canvas with the part of the ground that it shows.
 * @typedef {{ fillColor?: string | CanvasPattern, fillOpacity?: number, opacity?: number, color?: string, weight?: number, dash?: number[] }} Fill
 */

const TOGETHER = 100; // areas in one path

/**
 * How the ground lies on a canvas.
 * @param {Pen} pen
 * @param {number} zoom
 * @param {{ x: number, y: number }} corner Pixels of this zoom at the left top of the canvas.
 * @param {number} sharp Pixels of the canvas for one of the page.
 * @returns {Sheet}
 */
export function placing(pen, zoom, corner, sharp) {
  const scale = 2 ** zoom * sharp;
  const [left, top] = [ORIGIN[0] * scale - corner.x * sharp, ORIGIN[1] * scale - corner.y * sharp];
  const { width, height } = pen.canvas;
  /** @type {Box} */
  const view = [-left / scale, -top / scale, (width - left) / scale, (height - top) / scale];
  return { pen, scale, left, top, sharp, view };
}

/**
 * Fill areas that share one style. A path of all of them is slower to fill than some of a hundred,
 * which mostly lie together.
 * @param {Sheet} at
 * @param {[Ground, number][]} areas
 * @param {Fill} style
 */
export function fillAreas(at, areas, style) {
  const seen = areas.filter(([ground, i]) => meets(ground.boxes[i], at.view));
  for (let n = 0; n < seen.length; n += TOGETHER) fillTogether(at, seen.slice(n, n + TOGETHER), style);
}

/**
 * @param {Sheet} at
 * @param {[Ground, number][]} areas
 * @param {Fill} style
 */
function fillTogether(at, areas, style) {
  const { pen, sharp } = at;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.beginPath();
  for (const [ground, i] of areas) ground.trace(at, i);
  // The path keeps its places; hatching and lines are measured in pixels of the page.
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  if (style.fillColor) {
    pen.globalAlpha = style.fillOpacity ?? 1;
    pen.fillStyle = style.fillColor;
    pen.fill("evenodd");
  }
  if (!style.weight) return;
  pen.globalAlpha = style.opacity ?? 1;
  pen.strokeStyle = style.color ?? "";
  pen.lineWidth = style.weight;
  pen.setLineDash(style.dash ?? []);
  pen.stroke();
}

/**
 * @param {Box} box
 * @param {Box} view
 */
function meets(box, view) {
  return box[2] >= view[0] && box[0] <= view[2] && box[3] >= view[1] && box[1] <= view[3];
}
