/* What the two ways of drawing areas have in common. */

/**
 * @import { LatLng, Path } from "leaflet"
 * @import { Shapes } from "../../pure/shapes.js"
 * @import { Look } from "../../pure/looks.js"
 *
 * Polygons of rings of [latitude, longitude].
 * @typedef {[number, number][][][]} Latlngs
 *
 * What a pointer does on an area.
 * @typedef {object} PointerHand
 * @property {(code: string, at: LatLng) => void} enter
 * @property {(at: LatLng) => void} move
 * @property {() => void} leave
 * @property {(code: string, event: Event) => void} click
 *
 * Areas as they stand on a map.
 * @typedef {object} Areas
 * @property {boolean} isCanvas
 * @property {Path[]} layers One for each area, in the order of the shapes; none on a canvas.
 * @property {() => void} add
 * @property {() => void} remove
 * @property {(look: (code: string) => Look) => void} paint
 * @property {(isLit: ((code: string) => boolean) | null) => void} light Areas of a canvas that stand out; in SVG each is painted so.
 * @property {(finer: Shapes) => void} refine
 * @property {(latlng: LatLng) => string | null} at Area at a place.
 */

/**
 * @param {Path} layer
 * @param {string} code
 * @param {PointerHand} hand
 */
export function listen(layer, code, hand) {
  layer.on({
    mouseover: (event) => hand.enter(code, event.latlng),
    mousemove: (event) => hand.move(event.latlng),
    mouseout: () => hand.leave(),
    click: (event) => hand.click(code, event.originalEvent),
  });
}

/** Pane of all areas. */
export const PANE = "nplv-areas";
