/* Areas that are drawn as circles, with their names beside them. */

import { placeLabels, sized, spreadCircles } from "../../pure/circles.js";
import { leaflet } from "../../seams.js";
import { listen } from "./areas.js";
import { colour } from "./colours.js";

/**
 * @import { CircleMarker, LayerGroup } from "leaflet"
 * @import { LeafletMap } from "../../seams.js"
 * @import { PointerHand } from "./areas.js"
 * @typedef {MapModel["circles"][number] & { name: string, marker: CircleMarker, extra: LayerGroup | null }} DrawnCircle
 */

/**
 * @param {MapModel["circles"][number]} circle
 * @param {PointerHand} hand
 */
export function makeCircle({ code, lat, lon, r }, hand) {
  const marker = leaflet().circleMarker([lat, lon], { radius: r, pane: "nplv-circles", color: colour("rim") });
  listen(marker, code, hand);
  return marker;
}

/**
 * Move the circles to where they have room, and (re)make their names and lines.
 * @param {LeafletMap} map
 * @param {DrawnCircle[]} circles
 * @param {LayerGroup} group
 * @param {MapModel["placing"]} rules
 */
export function layCircles(map, circles, group, rules) {
  if (!circles.length) return;
  const size = map.getSize();
  const placed = circles.map(({ lat, lon, r, name }) => ({ ...pointOf(map, lat, lon), r, name }));
  const spread = spreadCircles(sized(placed, size.x), rules);
  const labels = placeLabels(spread, size, rules);
  circles.forEach((circle, i) => {
    const at = spread[i];
    circle.marker.setRadius(at.r);
    circle.marker.setLatLng(map.containerPointToLatLng([at.x, at.y]));
    // Also while the group itself is not on the map yet.
    if (circle.extra) group.removeLayer(circle.extra);
    circle.extra = leaflet().layerGroup(makeExtras(map, circle.name, at, labels[i])).addTo(group);
  });
}

/**
 * @param {LeafletMap} map
 * @param {number} lat
 * @param {number} lon
 */
function pointOf(map, lat, lon) {
  const { x, y } = map.latLngToContainerPoint([lat, lon]);
  return { x, y };
}

/**
 * A label, and lines from a circle to its label and to its own place where it had to move.
 * @param {LeafletMap} map
 * @param {string} name
 * @param {ReturnType<typeof spreadCircles>[number]} at
 * @param {ReturnType<typeof placeLabels>[number]} label
 */
function makeExtras(map, name, at, label) {
  /** @type {import("leaflet").Layer[]} */
  const extras = [];
  if (Math.hypot(at.x - at.homeX, at.y - at.homeY) > at.r) extras.push(makeLead(map, [at.homeX, at.homeY], [at.x, at.y]));
  if (label?.lead) extras.push(makeLead(map, [at.x, at.y], label.towards));
  if (label) extras.push(makeLabel(map, name, label));
  return extras;
}

/**
 * @param {LeafletMap} map
 * @param {[number, number]} from
 * @param {[number, number]} to
 */
const makeLead = (map, from, to) => leaflet().polyline(
  [from, to].map((point) => map.containerPointToLatLng(point)),
  { color: colour("lead"), weight: 1, interactive: false, pane: "nplv-outline" });

/**
 * @param {LeafletMap} map
 * @param {string} name
 * @param {{ x: number, y: number }} at
 */
function makeLabel(map, name, { x, y }) {
  const L = leaflet();
  const html = Object.assign(document.createElement("span"), { textContent: name });
  const icon = L.divIcon({ className: "nplv-label", html, iconSize: [0, 0] });
  const marker = L.marker(map.containerPointToLatLng([x, y]), { icon, interactive: false, keyboard: false, pane: "nplv-labels" });
  marker.on("add", () => marker.getElement()?.setAttribute("aria-hidden", "true"));
  return marker;
}
