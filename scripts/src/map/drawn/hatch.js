/* The hatching of areas without a figure: a pattern for SVG shapes, another one for canvas. */

import { colour } from "./colours.js";

const ID = "nplv-hatch";
/** @type {CanvasPattern | null} */
let onCanvas = null;

/* One pattern for all maps of a page. */
function addPattern() {
  if (document.getElementById(ID)) return;
  document.body.insertAdjacentHTML("beforeend", `<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>
    <pattern id="${ID}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width="6" height="6" fill="${colour("paper")}"/><line x1="0" y1="0" x2="0" y2="6" stroke="${colour("hatch")}" stroke-width="2"/>
    </pattern></defs></svg>`);
}

function makePattern() {
  const tile = Object.assign(document.createElement("canvas"), { width: 6, height: 6 });
  const pen = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
  pen.fillStyle = colour("hatch-ground");
  pen.fillRect(0, 0, 6, 6);
  pen.strokeStyle = colour("hatch");
  pen.beginPath();
  pen.moveTo(-1, 7);
  pen.lineTo(7, -1);
  pen.stroke();
  return /** @type {CanvasPattern} */ (pen.createPattern(tile, "repeat"));
}

/**
 * What to fill an area with.
 * @param {boolean} isCanvas
 */
export function hatch(isCanvas) {
  if (isCanvas) return (onCanvas ??= makePattern());
  addPattern();
  return `url(#${ID})`;
}
