/* The frame of a map: the levels that things lie on, its name, and how it is laid out on paper. */

import { leaflet } from "../seams.js";

/** @import { LeafletMap } from "../seams.js" */

const PANES = /** @type {const} */ ([
  { name: "country", level: 210, isSilent: false },
  { name: "areas", level: 390, isSilent: false },
  { name: "outline", level: 420, isSilent: true },
  { name: "circles", level: 440, isSilent: false },
  { name: "focus", level: 445, isSilent: true },
  { name: "labels", level: 450, isSilent: true },
]);
const PAPER = { width: "686px", height: "300px", minHeight: "0" };
const HALF_PAPER = { width: "334px", height: "210px", minHeight: "0" }; // beside another map
const SCREEN = { width: "", height: "", minHeight: "" };
const LEAST_PX = 24; // smaller an area says nothing where it lies

/** @param {LeafletMap} map */
export function makePanes(map) {
  for (const { name, level, isSilent } of PANES) {
    const pane = map.getPane(`nplv-${name}`) ?? map.createPane(`nplv-${name}`);
    pane.style.zIndex = String(level);
    if (isSilent) pane.style.pointerEvents = "none";
  }
}

/**
 * Name the map, and the buttons that Leaflet gives it.
 * @param {LeafletMap} map
 * @param {MapModel} model
 */
export function nameMap(map, { label, words }) {
  const container = map.getContainer();
  container.setAttribute("aria-label", label);
  container.setAttribute("role", "application");
  for (const [way, name] of [["in", words.zoom_in], ["out", words.zoom_out]]) {
    const button = container.querySelector(`.leaflet-control-zoom-${way}`);
    if (button instanceof HTMLElement) button.title = button.ariaLabel = name;
  }
}

/**
 * Paper has another shape than the screen: the whole place is laid out for it, and back again.
 * @param {LeafletMap} map
 * @param {() => void} fill
 * @param {() => void} restore
 * @returns {() => void} Stops that.
 */
export function layForPaper(map, fill, restore) {
  const lay = (/** @type {() => typeof PAPER} */ choose, /** @type {() => void} */ then) => () => {
    Object.assign(map.getContainer().parentElement?.style ?? {}, choose());
    then();
  };
  const isAlone = () => document.querySelectorAll(".map-frame .map").length === 1;
  const [before, after] = [lay(() => (isAlone() ? PAPER : HALF_PAPER), fill), lay(() => SCREEN, restore)];
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
  return () => {
    window.removeEventListener("beforeprint", before);
    window.removeEventListener("afterprint", after);
  };
}

/**
 * Whether an area lies in sight as a whole, and is large enough there to be seen; for a finger a
 * sliver is not.
 * @param {LeafletMap} map
 * @param {import("./drawn/areas.js").Latlngs} latlngs
 */
export function isInSight(map, latlngs) {
  const box = leaflet().latLngBounds(latlngs.flat(2));
  const [from, to] = [box.getSouthWest(), box.getNorthEast()].map((corner) => map.latLngToContainerPoint(corner));
  const measure = window.matchMedia("(pointer: coarse)").matches ? Math.min : Math.max;
  return map.getBounds().contains(box) && measure(to.x - from.x, from.y - to.y) >= LEAST_PX;
}
