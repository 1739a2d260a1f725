/* The hatching of areas without a figure: a pattern for SVG shapes, another one for canvas. */

import { colour } from "./colours.js";

const GROUND = colour("paper");
const STROKE = colour("hatch");
let onCanvas = null;

document.body.insertAdjacentHTML("beforeend", `<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>
  <pattern id="nplv-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
  <rect width="6" height="6" fill="${GROUND}"/><line x1="0" y1="0" x2="0" y2="6" stroke="${STROKE}" stroke-width="2"/>
  </pattern></defs></svg>`);

function canvasPattern() {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const pen = tile.getContext("2d");
  pen.fillStyle = colour("hatch-ground");
  pen.fillRect(0, 0, 6, 6);
  pen.strokeStyle = STROKE;
  pen.beginPath();
  pen.moveTo(-1, 7);
  pen.lineTo(7, -1);
  pen.stroke();
  return pen.createPattern(tile, "repeat");
}

/* What to give Leaflet as a fill colour. */
export function hatch(isCanvas) {
  if (!isCanvas) return "url(#nplv-hatch)";
  onCanvas = onCanvas || canvasPattern();
  return onCanvas;
}
