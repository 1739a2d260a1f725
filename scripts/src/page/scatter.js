/* The scatter of two layers and the map point at one another: a dot that is pointed at marks its area,
   an area its dot. A dot opens its area; its tools stand beside it, with all words that they need. */

import { loaded, loadedShapes } from "../map/files.js";
import { findMap } from "../map/maps.js";
import { linkTo } from "../pure/area-links.js";
import { listDots, nextDot, readValue, tellDot } from "../pure/dots.js";
import { nothing } from "./dash.js";
import { go, takeStep } from "./router.js";

const MAP = "map-areas"; // the components in nplv_geo/web/page/layout.py
const GRAPH = "figure-scatter";
const WALK = ".walk-dots";

/**
 * @typedef {{ points: { customdata?: string[] }[] } | null | undefined} Pointed What Plotly tells of dots.
 * @typedef {HTMLElement & { data: import("../pure/dots.js").DotTrace[] }} Plot
 */

/** @type {string | undefined} Dot that the keyboard stands on. */
let stand;
let isByTouch = false;
/** @type {string | null} Dot that a finger was on last. */
let touched = null;

const findPlot = () => /** @type {Plot | null} */ (document.querySelector(`#${GRAPH} .js-plotly-plot`));

/** @param {Pointed} told */
const codeOf = (told) => told?.points[0]?.customdata?.[0] ?? null;

/* --- callbacks --- */

/**
 * The area of the dot that is pointed at; what the map has Plotly mark, Plotly does not tell of.
 * @param {Pointed} told
 */
export const pointArea = (told) => codeOf(told);

/**
 * The dot of the area that is pointed at on the map.
 * @param {string | null} code
 */
export function markDot(code) {
  const plot = findPlot();
  if (!plot?.data) return;
  for (const [curveNumber, trace] of plot.data.entries()) {
    const pointNumber = listDots(trace).findIndex((dot) => dot.code === code);
    if (pointNumber < 0) continue;
    window.Plotly.Fx.hover(plot, [{ curveNumber, pointNumber }], "xy");
    return;
  }
  const [xval, yval] = readPlace(code);
  if (code === null || xval === null || yval === null) window.Plotly.Fx.unhover(plot);
  else window.Plotly.Fx.hover(plot, { xval, yval }, "xy");
}

/**
 * Both values of an area, where so many lie on the map that files have them: none has a dot then, and
 * the cell that it lies in tells how many do.
 * @param {string | null} code
 */
function readPlace(code) {
  const model = findMap(MAP)?.model;
  const place = code === null ? undefined : loadedShapes(model?.files[0] ?? "")?.place.get(code);
  return [model?.figures, model?.also?.figures].map((figures) => readValue(figures && loaded(figures.url), place));
}

/**
 * Where a dot leads. A finger has nothing to point with: its first touch only tells of the area.
 * @param {Pointed} told
 */
export function openDot(told) {
  const code = codeOf(told);
  const isFirst = isByTouch && code !== touched;
  touched = code;
  if (isFirst) point(code);
  const step = code !== null && !isFirst && takeStep(hrefOf(code));
  return step ? [step.href, step.pathname, step.search, step.hash] : nothing();
}

/** @param {string} code */
function hrefOf(code) {
  const model = findMap(MAP)?.model;
  return model ? linkTo(model, code) : window.location.search;
}

/* --- the keyboard --- */

/** @param {string | null} code */
const point = (code) => window.dash_clientside.set_props(MAP, { pointed: code });

/** @param {Event} event */
function findWalk({ target }) {
  const tool = target instanceof Element ? target.closest(WALK) : null;
  const plot = findPlot();
  return tool instanceof HTMLElement && plot?.data ? { tool, plot, dots: listDots(plot.data[0]) } : null;
}

/**
 * @param {NonNullable<ReturnType<typeof findWalk>>} place
 * @param {import("../pure/dots.js").Dot} dot
 */
function standOn({ tool, plot }, dot) {
  stand = dot.code;
  point(dot.code);
  window.Plotly.Fx.hover(plot, [{ curveNumber: 0, pointNumber: dot.at }], "xy");
  say(tool, tellDot(tool.dataset.walked ?? "", dot));
}

/**
 * @param {HTMLElement} tool
 * @param {string} words
 */
function say(tool, words) {
  const status = tool.parentElement?.querySelector("[role=status]");
  if (status) status.textContent = words;
}

document.addEventListener("keydown", (event) => {
  const place = findWalk(event);
  if (!place || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" && stand) go(hrefOf(stand));
  const next = nextDot(place.dots, stand, event.key);
  if (!next) return;
  event.preventDefault();
  standOn(place, next);
});

document.addEventListener("focusin", (event) => {
  const place = findWalk(event);
  const first = place && nextDot(place.dots, stand, stand ? "" : "Home");
  if (place && first) standOn(place, first);
});

document.addEventListener("focusout", (event) => {
  const place = findWalk(event);
  if (!place) return;
  stand = undefined;
  point(null);
  window.Plotly.Fx.unhover(place.plot);
  say(place.tool, "");
});

document.addEventListener("pointerdown", ({ pointerType }) => {
  isByTouch = pointerType === "touch";
}, { passive: true, capture: true });
