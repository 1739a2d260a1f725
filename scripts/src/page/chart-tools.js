/* What a chart can do beside being looked at: be walked through by keyboard, and be taken along as a
   picture. Its tools stand beside it, with all words that they need. */

import { savePicture } from "./chart-picture.js";
import { makePicture } from "../pure/picture.js";
import { firstStop, listStops, nextStop, tellStop } from "../pure/chart-walk.js";

/** @typedef {import("../pure/chart-walk.js").Stop} Stop */
/** @typedef {HTMLElement & import("../pure/picture.js").Figure & { data: import("../pure/chart-walk.js").Trace[] }} Plot */

/** @type {Stop | undefined} */
let stand;

/**
 * The tool that an event happened to, and the chart that it belongs to; nothing while that is not drawn.
 * @param {Event} event
 * @param {string} selector
 */
function findTool(event, selector) {
  const tool = event.target instanceof Element ? event.target.closest(selector) : null;
  const tools = /** @type {HTMLElement | null | undefined} */ (tool?.closest(".chart-tools"));
  const plot = /** @type {Plot | null | undefined} */ (
    tools && document.querySelector(`#${tools.dataset.chart} .js-plotly-plot`));
  return tool instanceof HTMLElement && tools && plot?.data ? { tool, tools, plot } : null;
}

/**
 * Shows the values of the time of a point, as the mouse would, and says the point itself.
 * @param {NonNullable<ReturnType<typeof findTool>>} place
 * @param {Stop} stop
 */
function standOn({ tool, tools, plot }, stop) {
  stand = stop;
  window.Plotly.Fx.hover(plot, { xval: stop.x, yval: stop.y }, "xy");
  const status = tools.querySelector("[role=status]");
  if (status) status.textContent = tellStop(tool.dataset.walked ?? "", stop);
}

/** @param {KeyboardEvent} event */
function walk(event) {
  const place = findTool(event, ".walk");
  if (!place || event.ctrlKey || event.metaKey || event.altKey) return;
  const lines = listStops(place.plot.data);
  // After a new view the same place is found again by its name and time.
  const here = lines.flat().find(({ name, x }) => name === stand?.name && x === stand.x);
  const next = here ? nextStop(lines, here, event.key) : firstStop(lines);
  if (!next) return;
  event.preventDefault();
  standOn(place, next);
}

/** @param {FocusEvent} event */
function enter(event) {
  const place = findTool(event, ".walk");
  const first = place && firstStop(listStops(place.plot.data));
  if (place && first) standOn(place, first);
}

/** @param {FocusEvent} event */
function leave(event) {
  const place = findTool(event, ".walk");
  if (!place) return;
  stand = undefined;
  window.Plotly.Fx.unhover(place.plot);
  const status = place.tools.querySelector("[role=status]");
  if (status) status.textContent = "";
}

/** @param {MouseEvent} event */
function download(event) {
  const place = findTool(event, "[data-format]");
  const { file = "", picture = "" } = /** @type {HTMLElement | null} */ (place?.tool.parentElement)?.dataset ?? {};
  if (!place || !picture) return;
  const { layout, ...look } = JSON.parse(picture);
  const format = /** @type {"png" | "svg"} */ (place.tool.dataset.format);
  savePicture(makePicture(place.plot, layout), look, `${file}.${format}`, format);
}

document.addEventListener("keydown", walk);
document.addEventListener("focusin", enter);
document.addEventListener("focusout", leave);
document.addEventListener("click", download);
