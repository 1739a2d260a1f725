/* Areas as SVG: for up to a few thousand shapes. Each can be hatched, focused and printed sharply. */

import { leaflet } from "../../seams.js";
import { PANE, listen } from "./areas.js";

/**
 * @import { Path } from "leaflet"
 * @import { Look } from "../../pure/looks.js"
 * @import { Shapes } from "../../pure/shapes.js"
 * @import { LeafletMap } from "../../seams.js"
 * @import { Areas, PointerHand } from "./areas.js"
 */

/**
 * @param {LeafletMap} map
 * @param {Shapes} shapes
 * @param {PointerHand} hand
 * @param {(code: string) => boolean} isOpen Whether an area can be pointed at.
 * @returns {Areas}
 */
export function svgAreas(map, shapes, hand, isOpen) {
  const L = leaflet();
  const renderer = L.svg({ pane: PANE });
  const layers = shapes.codes.map((code, i) => {
    const interactive = isOpen(code);
    const layer = L.polygon(shapes.latlngs(i), { pane: PANE, renderer, interactive });
    if (interactive) listen(layer, code, hand);
    return layer;
  });
  const group = L.layerGroup(layers);
  return {
    isCanvas: false,
    layers,
    add: () => void group.addTo(map),
    remove: () => void group.remove(),
    paint: (look) => layers.forEach((layer, i) => restyle(layer, look(shapes.codes[i]))),
    light: () => undefined,
    refine(finer) {
      finer.codes.forEach((code, i) => {
        const place = shapes.place.get(code);
        if (place !== undefined) layers[place].setLatLngs(finer.latlngs(i));
      });
    },
    at: () => null,
  };
}

/** @type {[key: "fillColor" | "fillOpacity" | "opacity", attribute: string][]} */
const QUICK = [["fillColor", "fill"], ["fillOpacity", "fill-opacity"], ["opacity", "stroke-opacity"]];

/**
 * Mostly only the fill is another one: setting that alone takes a tenth of Leaflet's setStyle.
 * @param {Path} layer
 * @param {Look} style
 */
export function restyle(layer, style) {
  const now = /** @type {Look} */ (layer.options);
  const path = layer.getElement();
  const keys = /** @type {(keyof Look)[]} */ (Object.keys(style));
  const isOther = keys.some((key) => style[key] !== now[key] && !QUICK.some(([quick]) => quick === key));
  if (isOther || !path) layer.setStyle(/** @type {import("leaflet").PathOptions} */ (style));
  else {
    for (const [key, attribute] of QUICK) {
      if (style[key] === now[key]) continue;
      Object.assign(now, { [key]: style[key] });
      path.setAttribute(attribute, String(style[key]));
    }
  }
}
