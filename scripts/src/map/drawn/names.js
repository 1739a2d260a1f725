/* Names of areas on the map, where they have room now. Screen readers have them at the areas. */

import { world } from "../../pure/ground.js";
import { placeNames, writeName } from "../../pure/names.js";
import { leaflet } from "../../seams.js";

/**
 * @import { Shapes } from "../../pure/shapes.js"
 * @import { Box, Name, Point } from "../../pure/names.js"
 * @import { LeafletMap } from "../../seams.js"
 * @import { Around } from "../around.js"
 */

const LETTERS = "400 13px 'Source Sans 3', system-ui, sans-serif"; // as .nplv-name in page.css
const LINE = 16.25;

export class Names {
  /** @type {import("leaflet").LayerGroup | null} */
  #group = null;
  /** @type {MapNaming | null} */
  #naming = null;
  #shown = "";
  #mark = "";
  #isDue = false;
  /** @type {Around | null} Neighbours, which are named last. */
  around = null;

  /**
   * @param {LeafletMap} map
   * @param {Shapes} shapes
   */
  constructor(map, shapes) {
    this.map = map;
    this.shapes = shapes;
  }

  /** @param {MapModel} model */
  show({ naming, people }) {
    this.#naming = naming;
    this.#mark = people?.mark ?? "";
    this.layLater();
  }

  /** Colours and tooltips go first. */
  layLater() {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => setTimeout(() => {
      this.#isDue = false;
      this.layNow();
    }));
  }

  layNow() {
    if (this.#naming) this.#lay(this.#naming);
    else this.#clear();
  }

  remove() {
    this.#naming = null;
    this.#clear();
  }

  /** @param {MapNaming} naming */
  #lay(naming) {
    const { map } = this;
    const names = placeNames(this.#listWishes(naming, this.#mark), map.getSize(), naming, listControls(map));
    const places = names.map(({ x, y }) => map.containerPointToLatLng([x, y]));
    const shown = names.map(({ code, lines }, i) => [code, lines.length, places[i].lat.toFixed(6), places[i].lng.toFixed(6)]).join();
    if (shown === this.#shown) return;
    this.#clear();
    this.#shown = shown;
    this.#group = leaflet().layerGroup(names.map((name, i) => makeName(name, places[i], !this.shapes.place.has(name.code)))).addTo(map);
  }

  #clear() {
    this.#group?.remove();
    this.#group = null;
    this.#shown = "";
  }

  /**
   * Areas with few inhabitants have a mark, which may stand alone.
   * @param {MapNaming} naming
   * @param {string} mark
   */
  #listWishes({ codes, few, needed }, mark) {
    const { map, shapes } = this;
    const measure = makeMeasure();
    const scale = 2 ** map.getZoom();
    const { x: left, y: top } = map.project(map.containerPointToLatLng([0, 0]));
    const at = (/** @type {[number, number]} */ [lat, lon]) => {
      const [x, y] = world(lon, lat);
      return /** @type {Point} */ ([x * scale - left, y * scale - top]);
    };
    const beside = (this.around?.listParts(at) ?? []).map(({ code, name, rings }) => ({ code, rings, texts: writeName(name, measure, LINE), isNeeded: false }));
    const marked = new Set(few);
    const own = [...new Set([...codes, ...few])].flatMap((code, i) => {
      const place = shapes.place.get(code);
      if (place === undefined) return [];
      const rings = shapes.latlngs(place).flat().map((ring) => ring.map(at));
      const sign = marked.has(code) ? mark : "";
      const texts = i < codes.length ? writeName(shapes.names[place] + sign, measure, LINE) : [];
      return [{ code, rings, texts, mark: sign ? writeName(sign, measure, LINE)[0] : null, isNeeded: i < needed }];
    });
    return [...own, ...beside];
  }
}

function makeMeasure() {
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  pen.font = LETTERS;
  return (/** @type {string} */ text) => pen.measureText(text).width;
}

/**
 * Buttons and lines that lie over the map.
 * @param {LeafletMap} map
 * @returns {Box[]}
 */
function listControls(map) {
  const frame = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
    const { left, top, right, bottom } = control.getBoundingClientRect();
    return { left: left - frame.left, top: top - frame.top, right: right - frame.left, bottom: bottom - frame.top };
  });
}

/**
 * @param {Name} name
 * @param {import("leaflet").LatLng} place
 * @param {boolean} isBeyond
 */
function makeName({ code, lines }, place, isBeyond) {
  const L = leaflet();
  const html = document.createElement("span");
  html.dataset.named = code;
  html.classList.toggle("beyond", isBeyond);
  lines.forEach((line, i) => html.append(...(i ? [document.createElement("br"), line] : [line])));
  const icon = L.divIcon({ className: "nplv-name", html, iconSize: [0, 0] });
  const marker = L.marker(place, { icon, interactive: false, keyboard: false, pane: "nplv-labels" });
  marker.on("add", () => marker.getElement()?.setAttribute("aria-hidden", "true"));
  return marker;
}
