/* Lines on a map that nothing is asked of: the country, the outline of a place, the ring of a chosen
   area. */

import { leaflet } from "../../seams.js";
import { colour } from "./colours.js";

/** @import { Latlngs } from "./areas.js" */

export const SILENT_LINE = { interactive: false, pane: "nplv-outline", fill: false };

/**
 * The country under everything else; with no areas on it, it is the ground itself.
 * @param {import("geojson").GeoJsonObject} outline
 * @param {boolean} isGround
 */
export const drawCountry = (outline, isGround) => leaflet().geoJSON(outline, /** @type {import("leaflet").GeoJSONOptions} */ ({
  interactive: false, pane: "nplv-country",
  style: () => ({ color: colour("country-edge"), weight: 1, fillColor: colour("paper"), fillOpacity: isGround ? 0.9 : 0 }),
}));

/**
 * One firm line around a place, dashed where its border is only drawn by us.
 * @param {Latlngs} latlngs
 * @param {boolean} isSchematic
 */
export const drawOutline = (latlngs, isSchematic) =>
  leaflet().polygon(latlngs, { ...SILENT_LINE, color: colour("ink"), weight: 2.25, dashArray: isSchematic ? "7 5" : undefined });

/**
 * The line around an area that is pointed at.
 * @param {Latlngs} latlngs
 */
export const drawMark = (latlngs) => leaflet().polygon(latlngs, { ...SILENT_LINE, color: colour("ink"), weight: 2.5 });

/**
 * The bright ring around a chosen area.
 * @param {Latlngs} latlngs
 */
export const drawRing = (latlngs) => leaflet().layerGroup(
  [{ name: "paper", weight: 6 }, { name: "ring", weight: 3 }].map(({ name, weight }) =>
    leaflet().polygon(latlngs, { ...SILENT_LINE, color: colour(name), weight })));

/**
 * The dashes around an area that is compared with.
 * @param {Latlngs} latlngs
 */
export const drawPin = (latlngs) => leaflet().layerGroup(
  [{ name: "paper", weight: 5, dashArray: undefined }, { name: "ink", weight: 2, dashArray: "5 4" }].map(({ name, ...line }) =>
    leaflet().polygon(latlngs, { ...SILENT_LINE, ...line, color: colour(name) })));
