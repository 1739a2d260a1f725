/* Areas on one canvas: for thousands of shapes. All areas of a class are filled as one path, so
   that another colouring takes one drawing and no objects for each shape. Of most steps, of one year
   to the next say, only some areas take another colour: those are drawn over the others at once, and
   the whole once more when the reader holds still, for borders drawn twice are a shade off. */

import { groundOf, world } from "../../pure/ground.js";
import { FADED, groupByLook, isMany, listChanged } from "../../pure/looks.js";
import { PANE } from "./areas.js";
import { CanvasFrame } from "./canvas-frame.js";
import { fillAreas, placing } from "./canvas.js";

/**
 * @import { LatLng, LeafletMouseEvent, Point } from "leaflet"
 * @import { Ground } from "../../pure/ground.js"
 * @import { Group, Look } from "../../pure/looks.js"
 * @import { Shapes } from "../../pure/shapes.js"
 * @import { LeafletMap } from "../../seams.js"
 * @import { Areas, PointerHand } from "./areas.js"
 */

const LINES_FROM = 10; // zoom level: further off, lines between areas would hide them
const LINE = 0.5; // pixels
const STILL_MS = 400;

/**
 * @param {LeafletMap} map
 * @param {Shapes} shapes
 * @param {PointerHand} hand
 * @param {(code: string) => boolean} isOpen Whether an area can be pointed at.
 * @returns {Areas}
 */
export const canvasAreas = (map, shapes, hand, isOpen) => new CanvasAreas(map, shapes, hand, isOpen);

/** @implements {Areas} */
class CanvasAreas {
  isCanvas = true;
  /** @type {import("leaflet").Path[]} */
  layers = [];
  /** @type {Look[]} Of each area. */
  #looks = [];
  /** @type {Group[] | null} All of them, made when they are drawn. */
  #groups = null;
  /** @type {string | null} Area below the pointer. */
  #over = null;
  #isDragged = false;
  /** @type {((code: string) => boolean) | null} */
  #isLit = null;
  /** @type {number | undefined} */
  #still;

  /**
   * @param {LeafletMap} map
   * @param {Shapes} shapes
   * @param {PointerHand} hand
   * @param {(code: string) => boolean} isOpen
   */
  constructor(map, shapes, hand, isOpen) {
    this.map = map;
    this.hand = hand;
    this.isOpen = isOpen;
    this.isMany = isMany(shapes);
    this.ground = groundOf(shapes);
    /** @type {[Ground, number][]} What each area is drawn from: other shapes, once finer ones came. */
    this.traced = shapes.codes.map((_, i) => [this.ground, i]);
    this.frame = new CanvasFrame(map, PANE, (...at) => this.#draw(this.#listGroups(), ...at));
    /** Areas that stand out, over the faded picture of all: fewer are drawn in less time. */
    this.front = new CanvasFrame(map, PANE, (...at) => this.#draw(this.#listLit(), ...at));
    this.events = {
      mousemove: (/** @type {LeafletMouseEvent} */ event) => this.#move(event),
      click: (/** @type {LeafletMouseEvent} */ event) => this.#click(event),
      mouseout: () => this.#leave(),
      dragstart: () => {
        this.#isDragged = true;
      },
      dragend: () => {
        this.#isDragged = false;
      },
    };
  }

  add() {
    this.frame.add();
    if (this.#isLit) this.front.add();
    this.map.on(this.events);
  }

  remove() {
    clearTimeout(this.#still);
    this.map.off(this.events);
    this.#leave();
    this.front.remove();
    this.frame.remove();
  }

  /** @param {(code: string) => Look} look Areas of one look go together. */
  paint(look) {
    const before = this.#looks;
    this.#looks = this.ground.shapes.codes.map(look);
    this.#groups = null;
    const changed = this.isMany ? listChanged(before, this.#looks) : null;
    clearTimeout(this.#still);
    if (changed) this.frame.drawOver((...at) => this.#draw(groupByLook(this.#looks, changed), ...at));
    else this.frame.redraw();
    if (changed?.length) this.#still = window.setTimeout(() => this.frame.redraw(), STILL_MS);
    this.front.redraw();
  }

  /** @param {((code: string) => boolean) | null} isLit */
  light(isLit) {
    const was = this.#isLit;
    this.#isLit = isLit;
    this.frame.fade(isLit ? FADED : 1);
    if (!isLit) this.front.remove();
    else if (was) this.front.redraw();
    else this.front.add();
  }

  /* All areas of a group have the same class. */
  #listLit() {
    const { codes } = this.ground.shapes;
    return this.#listGroups().filter(([, [first]]) => this.#isLit?.(codes[first]));
  }

  #listGroups() {
    return (this.#groups ??= groupByLook(this.#looks, [...this.#looks.keys()]));
  }

  /** @param {Shapes} finer */
  refine(finer) {
    const ground = groundOf(finer);
    finer.codes.forEach((code, i) => {
      const place = this.ground.shapes.place.get(code);
      if (place !== undefined) this.traced[place] = [ground, i];
    });
    this.frame.redraw();
    this.front.redraw();
  }

  /**
   * Which area lies there? Of what overlaps at a border, the first.
   * @param {LatLng} latlng
   */
  at({ lat, lng }) {
    const found = this.ground.find(world(lng, lat));
    return found < 0 ? null : this.ground.shapes.codes[found];
  }

  /**
   * @param {Group[]} groups
   * @param {CanvasRenderingContext2D} pen
   * @param {number} zoom
   * @param {Point} corner
   * @param {number} sharp
   */
  #draw(groups, pen, zoom, corner, sharp) {
    const at = placing(pen, zoom, corner, sharp);
    for (const [look, members] of groups) {
      fillAreas(at, members.map((i) => this.traced[i]), { ...look, weight: this.#weigh(look, zoom) });
    }
  }

  /**
   * @param {Look} look
   * @param {number} zoom
   */
  #weigh({ weight }, zoom) {
    if (!this.isMany) return weight;
    return zoom < LINES_FROM ? 0 : LINE;
  }

  /**
   * Area that a pointer is on; what lies above the canvas has a hand of its own.
   * @param {LeafletMouseEvent} event
   */
  #pointedAt({ latlng, originalEvent: { target } }) {
    if (target instanceof Element && target.closest(".leaflet-interactive")) return null;
    const code = this.at(latlng);
    return code !== null && this.isOpen(code) ? code : null;
  }

  /** @param {LeafletMouseEvent} event */
  #move(event) {
    if (this.#isDragged) return;
    const { latlng } = event;
    const code = this.#pointedAt(event);
    if (code === this.#over) {
      if (code) this.hand.move(latlng);
      return;
    }
    if (this.#over) this.hand.leave();
    this.#over = code;
    this.map.getContainer().classList.toggle("over-area", Boolean(code));
    if (code) this.hand.enter(code, latlng);
  }

  #leave() {
    if (this.#over) this.hand.leave();
    this.#over = null;
    this.map.getContainer().classList.remove("over-area");
  }

  /** @param {LeafletMouseEvent} event */
  #click(event) {
    const code = this.#pointedAt(event);
    if (code) this.hand.click(code, event.originalEvent);
  }
}
