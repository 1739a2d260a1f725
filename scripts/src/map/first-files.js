/* The files that the first picture of the map is drawn from. */

import { firstAnswer } from "../page/first-answer.js";
import { load, loadShapes, loadValues } from "./files.js";

/** @type {HTMLCanvasElement | null} */
export const firstCanvas = document.querySelector(".first canvas");

/* Kept when they are there; null where there is nothing to draw. */
export const firstFiles = firstCanvas && firstAnswer ? loadFiles(firstAnswer.map) : Promise.resolve(null);

/** @param {MapModel} model */
function loadFiles({ country, figures, files: [shapes], outline }) {
  return Promise.all([
    shapes ? loadShapes(shapes) : null,
    outline ? loadShapes(outline[0]) : null,
    country ? load(country) : null,
    figures ? loadValues(figures.url) : null,
  ]);
}
