/* Pieces of the map that need Leaflet but know nothing of models: lines around places, circles with
   their labels, and what a tooltip says. */

import { placeLabels, sized, spreadCircles } from "../pure/circles.js";
import { colour } from "./colours.js";

/* Places on the map, the lowest first; and names for the buttons that Leaflet gives it. */
export function makePanes(map) {
  [["country", 210], ["areas", 390], ["outline", 420], ["circles", 440], ["labels", 450]].forEach(([name, z]) => {
    const pane = map.createPane(`nplv-${name}`);
    pane.style.zIndex = z;
    if (name === "outline" || name === "labels") pane.style.pointerEvents = "none";
  });
  const [zoomIn, zoomOut] = ["in", "out"].map((way) => map.getContainer().querySelector(`.leaflet-control-zoom-${way}`));
  const dutch = document.documentElement.lang === "nl";
  if (zoomIn) zoomIn.title = zoomIn.ariaLabel = dutch ? "Inzoomen" : "Zoom in";
  if (zoomOut) zoomOut.title = zoomOut.ariaLabel = dutch ? "Uitzoomen" : "Zoom out";
}

/* circles: [{lat, lon, r, name, marker, extra}]; moves the markers and (re)makes the extras.
   placing: the rules of the model. */
export function layCircles(map, circles, group, placing) {
  if (!circles.length) return;
  const size = map.getSize();
  const placed = circles.map((circle) => {
    const { x, y } = map.latLngToContainerPoint([circle.lat, circle.lon]);
    return { x, y, r: circle.r, name: circle.name };
  });
  const spread = spreadCircles(sized(placed, size.x), placing);
  const labels = placeLabels(spread, size, placing);
  circles.forEach((circle, i) => {
    const at = spread[i];
    circle.marker.setRadius(at.r);
    circle.marker.setLatLng(map.containerPointToLatLng([at.x, at.y]));
    // Also while the group itself is not on the map yet.
    if (circle.extra) group.removeLayer(circle.extra);
    circle.extra = window.L.layerGroup(extras(map, circle.name, at, labels[i])).addTo(group);
  });
}

/* A label, and lines from a circle to its label and to its own place where it had to move. */
function extras(map, name, at, label) {
  const found = [];
  const lead = (from, to) => window.L.polyline(
    [from, to].map((point) => map.containerPointToLatLng(point)),
    { color: colour("lead"), weight: 1, interactive: false, pane: "nplv-outline" });
  if (Math.hypot(at.x - at.homeX, at.y - at.homeY) > at.r) found.push(lead([at.homeX, at.homeY], [at.x, at.y]));
  if (!label) return found;
  if (label.lead) found.push(lead([at.x, at.y], label.towards));
  const icon = window.L.divIcon({ className: "nplv-label", html: "", iconSize: [0, 0] });
  const marker = window.L.marker(map.containerPointToLatLng([label.x, label.y]), {
    icon, interactive: false, keyboard: false, pane: "nplv-labels",
  });
  marker.on("add", () => {
    marker.getElement().textContent = name;
    marker.getElement().setAttribute("aria-hidden", "true");
  });
  return [...found, marker];
}

const SILENT_LINE = { interactive: false, pane: "nplv-outline", fill: false };

/* The country under everything else; with no areas on it, it is the ground itself. */
export const countryLayer = (outline, isGround) => window.L.geoJSON(outline, {
  interactive: false, pane: "nplv-country",
  style: () => ({ color: colour("country-edge"), weight: 1, fillColor: colour("paper"), fillOpacity: isGround ? 0.9 : 0 }),
});

/* One firm line around a place, dashed where its border is only drawn by us. */
export const outlineLayer = (latlngs, isSchematic) =>
  window.L.polygon(latlngs, { ...SILENT_LINE, color: colour("ink"), weight: 2.25, dashArray: isSchematic ? "7 5" : null });

/* The bright ring around a chosen area. */
export const ringLayer = (latlngs) => window.L.layerGroup([["paper", 6], ["ring", 3]].map(([name, weight]) =>
  window.L.polygon(latlngs, { ...SILENT_LINE, color: colour(name), weight })));

/* rows: [[label, value]]; built as elements, so that names can never be markup. */
export function tipContent(name, rows, note) {
  const content = document.createElement("div");
  const add = (tag, text, parent = content) =>
    Object.assign(parent.appendChild(document.createElement(tag)), { textContent: text });
  add("strong", name);
  const list = content.appendChild(document.createElement("dl"));
  rows.forEach(([label, value]) => {
    add("dt", label, list);
    add("dd", value, list);
  });
  if (note) add("p", note);
  return content;
}
