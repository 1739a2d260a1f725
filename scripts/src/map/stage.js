/* What is drawn of one set of shapes: areas, country, outline, circles and the ring of a chosen area.
   Another colouring keeps it; another `key` of the model makes another stage. */

import { isOnCanvas } from "../pure/looks.js";
import { Around } from "./around.js";
import { canvasAreas } from "./drawn/canvas-areas.js";
import { layCircles, makeCircle } from "./drawn/circles.js";
import { tellAlso, tellPeople } from "./drawn/figures.js";
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
   * The element that has the focus for an area.
   * @param {string | null} code
   */
  elementOf(code) {
    return /** @type {SVGElement | undefined} */ (code !== null ? this.shapes.get(code)?.layer?.getElement() : undefined);
  }

  /**
   * A place in the middle of an area; on a canvas none has a layer of its own.
   * @param {string} code
   */
  findMiddle(code) {
    const { layer, latlngs } = /** @type {DrawnArea} */ (this.shapes.get(code));
    if (layer instanceof leaflet().CircleMarker) return layer.getLatLng();
    const outline = /** @type {import("leaflet").Polygon | null} */ (layer);
    return (outline?.getBounds() ?? leaflet().latLngBounds(/** @type {any} */ (latlngs() ?? []).flat(2))).getCenter();
  }

  /**
   * What the keyboard and screen readers find on the map: the circles, where there are any.
   * @param {MapModel} model
   * @param {Figures} figures
   */
  listStops(model, figures) {
    const circles = new Set(this.circles.map((circle) => circle.code));
    return [...this.shapes.values()].flatMap(({ code, name, layer }) => {
      const element = /** @type {SVGElement | undefined} */ (layer?.getElement());
      if (!element || !figures.has(code) || (circles.size && !circles.has(code))) return [];
      const [value, note] = figures.words(code);
      const people = tellPeople(model, code);
      const also = tellAlso(model, code, figures.number(code));
      const notes = [also && `${also.label} ${also.value}`, also?.group, note, people && `${people.label} ${people.count}`, figures.number(code) === -1 ? "" : people?.note];
      return [{ code, name, element, number: figures.number(code), value, note: notes.filter(Boolean).join(", ") }];
    });
  }
}
