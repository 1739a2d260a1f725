/* What is drawn of one set of shapes: areas, country, outline, circles and the ring of a chosen area.
   Another colouring keeps it; another `key` of the model makes another stage. */

import { groundOf } from "../pure/ground.js";
import { isOnCanvas } from "../pure/looks.js";
import { Around } from "./around.js";
import { canvasAreas } from "./drawn/canvas-areas.js";
import { layCircles, makeCircle } from "./drawn/circles.js";
import { drawCountry, drawOutline, drawPin, drawRing } from "./drawn/lines.js";
import { looks, styleOf } from "./drawn/looks.js";
import { Names } from "./drawn/names.js";
import { restyle, svgAreas } from "./drawn/svg-areas.js";
import { loaded, loadedShapes } from "./files.js";
import { leaflet } from "../seams.js";

/**
 * @import { Figures } from "../pure/figures.js"
 * @import { Shapes } from "../pure/shapes.js"
 * @import { Areas, Latlngs, PointerHand } from "./drawn/areas.js"
 * @import { DrawnCircle } from "./drawn/circles.js"
 * @import { LeafletMap } from "../seams.js"
 *
 * An area on the map; one on a canvas has no layer of its own, a circle no outline.
 * @typedef {{ code: string, name: string, layer: import("leaflet").Path | null, latlngs: () => Latlngs | null }} DrawnArea
 */

export class Stage {
  /** @type {string | null} The key of its model; null for an empty stage. */
  key = null;
  /** @type {Map<string, DrawnArea>} */
  shapes = new Map();
  /** @type {Areas | null} */
  areas = null;
  /** @type {DrawnCircle[]} */
  circles = [];
  /** @type {Set<string>} Files of finer shapes that were asked for. */
  finer = new Set();
  isOn = false;
  /** @type {Names | null} */
  #names = null;
  /** @type {Around | null} */
  #around = null;
  /** @type {import("leaflet").LayerGroup | null} */
  #group = null;
  /** @type {import("leaflet").LayerGroup | null} */
  #ring = null;
  /** @type {import("leaflet").LayerGroup[]} */
  #pins = [];
  /** @type {MapModel["placing"] | null} */
  #placing = null;
  /** @type {Shapes | null} */
  #drawn = null;
  /** @type {{ code: string, name: string, element: null | SVGElement }[] | null} Stops of all areas, which have no element. */
  #onCanvas = null;

  /**
   * @param {LeafletMap} map
   * @param {PointerHand} hand
   */
  constructor(map, hand) {
    this.map = map;
    this.hand = hand;
  }

  /**
   * Make all layers of a model; its files have been loaded.
   * @param {MapModel} model
   * @param {Figures} figures
   * @param {Shapes | undefined} shapes
   */
  build(model, figures, shapes) {
    this.key = model.key;
    this.#placing = model.placing;
    this.#group = leaflet().layerGroup();
    if (model.country) this.#group.addLayer(drawCountry(loaded(model.country), !shapes));
    if (shapes) this.#buildAreas(model, figures, shapes);
    if (model.outline) this.#group.addLayer(this.#buildOutline(model.outline, model.schematic));
    model.circles.forEach((circle) => this.#buildCircle(circle, model.names[circle.code]));
  }

  /**
   * @param {MapModel} model
   * @param {Figures} figures
   * @param {Shapes} shapes
   */
  #buildAreas(model, figures, shapes) {
    const make = isOnCanvas(shapes, model) ? canvasAreas : svgAreas;
    const areas = make(this.map, shapes, this.hand, figures.has);
    this.areas = areas;
    this.#drawn = shapes;
    this.#names = new Names(this.map, shapes);
    shapes.codes.forEach((code, i) =>
      this.shapes.set(code, { code, name: shapes.names[i], layer: areas.layers[i] || null, latlngs: () => shapes.latlngs(i) }));
  }

  /**
   * Neighbours come and go with the background map, which has its own.
   * @param {MapModel} model
   */
  #showAround({ around }) {
    const names = this.#names;
    if (!around || !names) {
      this.#around?.remove();
      return;
    }
    this.#around ??= names.around = new Around(this.map, around, () => names.layLater());
    this.#around.add();
  }

  /**
   * @param {[string, string]} outline
   * @param {boolean} isSchematic
   */
  #buildOutline([url, code], isSchematic) {
    const shapes = /** @type {Shapes} */ (loadedShapes(url));
    return drawOutline(shapes.latlngs(/** @type {number} */ (shapes.place.get(code))), isSchematic);
  }

  /**
   * @param {MapModel["circles"][number]} circle
   * @param {string} name
   */
  #buildCircle(circle, name) {
    const marker = makeCircle(circle, this.hand);
    this.shapes.set(circle.code, { code: circle.code, name, layer: marker, latlngs: () => null });
    this.circles.push({ ...circle, marker, name, extra: null });
    this.#group?.addLayer(marker);
  }

  add() {
    this.isOn = true;
    this.#group?.addTo(this.map);
    this.areas?.add();
    this.placeCircles();
  }

  remove() {
    this.isOn = false;
    this.#group?.remove();
    this.areas?.remove();
    this.#names?.remove();
    this.#around?.remove();
  }

  /** What has room depends on what is in sight, and so do neighbours. */
  follow() {
    this.#around?.follow();
    this.#names?.layLater();
  }

  /** Paper waits for nothing. */
  layNow() {
    this.#names?.layNow();
  }

  placeCircles() {
    if (this.isOn && this.#group && this.#placing) layCircles(this.map, this.circles, this.#group, this.#placing);
  }

  /**
   * @param {MapModel} model
   * @param {Figures} figures
   * @param {number | null} lit Class that stands out.
   */
  paint(model, figures, lit) {
    this.#showAround(model);
    this.#names?.show(model);
    if (this.areas?.isCanvas) this.areas.paint(looks(model, figures));
    this.light(model, figures, lit);
  }

  /**
   * What is painted already, with another class that stands out.
   * @param {MapModel} model
   * @param {Figures} figures
   * @param {number | null} lit
   */
  light(model, figures, lit) {
    if (this.areas?.isCanvas) this.areas.light(lit === null ? null : (code) => figures.number(code) === lit);
    else this.areas?.paint((code) => styleOf(model, figures, code, { lit }));
    this.circles.forEach(({ code, marker }) => restyle(marker, styleOf(model, figures, code, { lit })));
  }

  /**
   * The chosen area gets one bright ring above everything else.
   * @param {string | null} code
   */
  choose(code) {
    this.#ring?.remove();
    this.#ring = null;
    const latlngs = this.outlineOf(code);
    if (!latlngs) return;
    this.#ring = drawRing(latlngs);
    this.#group?.addLayer(this.#ring);
  }

  /**
   * Dashes around areas that are compared with.
   * @param {string[]} codes
   */
  markPinned(codes) {
    this.#pins.forEach((pin) => pin.remove());
    const outlines = codes.map((code) => this.outlineOf(code)).filter((latlngs) => latlngs !== null);
    this.#pins = outlines.map(drawPin);
    this.#pins.forEach((pin) => this.#group?.addLayer(pin));
  }

  /** @param {string | null} code */
  outlineOf(code) {
    return (code !== null && this.shapes.get(code)?.latlngs()) || null;
  }

  /**
   * A place in the middle of an area.
   * @param {string} code
   */
  findMiddle(code) {
    const { layer, latlngs } = /** @type {DrawnArea} */ (this.shapes.get(code));
    if (layer instanceof leaflet().CircleMarker) return layer.getLatLng();
    return leaflet().latLngBounds(/** @type {Latlngs} */ (latlngs()).flat(2)).getCenter();
  }

  /**
   * The element of an area, where it has one.
   * @param {string | null} code
   */
  elementOf(code) {
    return /** @type {SVGElement | undefined} */ (code !== null ? this.shapes.get(code)?.layer?.getElement() : undefined);
  }

  /**
   * What the ring of the focus is drawn around.
   * @param {string} code
   */
  findRinged(code) {
    const layer = this.shapes.get(code)?.layer;
    const radius = layer instanceof leaflet().CircleMarker ? layer.getRadius() : null;
    return { middle: this.findMiddle(code), latlngs: this.outlineOf(code), radius };
  }

  /**
   * What the keyboard and screen readers find on the map: the circles, where there are any.
   * @param {Figures} figures
   */
  listStops(figures) {
    if (this.areas?.isCanvas && !this.circles.length) return (this.#onCanvas ??= this.#listAll()).filter(({ code }) => figures.has(code));
    const circles = new Set(this.circles.map((circle) => circle.code));
    return this.#listAll().filter(({ code }) => figures.has(code) && (!circles.size || circles.has(code)));
  }

  #listAll() {
    return [...this.shapes.values()].map(({ code, name, layer }) =>
      ({ code, name, element: /** @type {SVGElement | undefined} */ (layer?.getElement()) ?? null }));
  }

  /**
   * Where stops lie beside one another. Circles move with the size of the map, shapes stay.
   * @param {{ code: string }[]} stops
   */
  listMiddles(stops) {
    const { circles, map } = this;
    const shapes = this.#drawn;
    if (circles.length || !shapes) return asMiddles(stops.map(({ code }) => map.latLngToLayerPoint(this.findMiddle(code))));
    const { boxes } = groundOf(shapes);
    return asMiddles(stops.map(({ code }) => {
      const [left, top, right, bottom] = boxes[/** @type {number} */ (shapes.place.get(code))];
      return { x: (left + right) / 2, y: (top + bottom) / 2 };
    }));
  }
}

/**
 * @param {{ x: number, y: number }[]} points
 * @returns {import("../pure/directions.js").Middles}
 */
const asMiddles = (points) => ({ x: points.map(({ x }) => x), y: points.map(({ y }) => y) });
