/* What a reader points at, by mouse, finger or keyboard: one area at a time, told and marked. */

import { colour } from "./drawn/colours.js";
import { drawMark } from "./drawn/lines.js";
import { styleOf } from "./drawn/looks.js";
import { lineIdOf } from "./drawn/small-line.js";
import { Tip, writeTip } from "./drawn/tip.js";
import { load, loaded } from "./files.js";
import { whenIdle } from "./idle.js";

/**
 * @import { LatLng } from "leaflet"
 * @import { AreaMap } from "./area-map.js"
 */

const MARK = { color: colour("ink"), weight: 2.5 };

export class Pointer {
  #tip;
  /** @type {import("leaflet").Polygon | null} Around the area, where that has no layer of its own. */
  #line = null;
  /** @type {string | null} Address of the small lines that were asked for last. */
  #asked = null;

  /** @param {AreaMap} map */
  constructor(map) {
    this.on = map;
    this.#tip = new Tip(map.map);
  }

  /**
   * Tell of an area. Bringing a shape to the front moves it in the document, which would take its
   * focus away.
   * @param {string} code
   * @param {LatLng} at
   */
  show(code, at, { byKeyboard = false } = {}) {
    this.hide();
    if (!this.#mark(code, at, byKeyboard)) return;
    this.#askLines(this.on.model?.lines ?? null);
    this.on.tell({ hovered: code });
    this.on.partner?.point(this.on, code, at);
  }

  /**
   * Mark what is pointed at on the map that this one is joined with: nobody is told of it.
   * @param {string | null} code
   * @param {LatLng | null} at
   */
  reflect(code, at) {
    if (code !== null && code === this.#tip.code && at) this.#tip.move(at);
    else {
      this.#unmark();
      if (code !== null && at) this.#mark(code, at, false);
    }
  }

  /**
   * @param {string} code
   * @param {LatLng} at
   * @param {boolean} byKeyboard
   */
  #mark(code, at, byKeyboard) {
    const { map, model, figures, partner, stage } = this.on;
    const area = stage.shapes.get(code);
    if (!area || !model || !figures?.has(code)) return false;
    const content = writeTip(model, figures, code, area.name);
    this.#tip.show(code, at, content);
    this.#describe(code, content);
    area.layer?.setStyle(MARK);
    const holdsFocus = map.getContainer().querySelector("path:focus-visible");
    if (!byKeyboard && !holdsFocus) area.layer?.bringToFront();
    // On a canvas nothing is marked of itself; on two maps the eye has to find it again.
    const latlngs = partner && !area.layer ? area.latlngs() : null;
    if (latlngs) this.#line = drawMark(latlngs).addTo(map);
    return true;
  }

  /**
   * What the line tells is told to who has the focus on the area.
   * @param {string} code
   * @param {HTMLElement | null} content
   */
  #describe(code, content) {
    const standIns = this.on.map.getContainer().querySelectorAll(`.nplv-stand-in[data-code="${code}"]`);
    const id = content && lineIdOf(content);
    for (const element of [this.on.stage.elementOf(code), ...standIns]) {
      if (id) element?.setAttribute("aria-describedby", id);
      else element?.removeAttribute("aria-describedby");
    }
  }

  /**
   * The first tooltip asks for the lines of all areas; those that follow have them.
   * @param {string | null} url
   */
  #askLines(url) {
    if (!url || this.#asked === url || loaded(url)) return;
    this.#asked = url;
    // Without them tooltips tell less; the next one tries again.
    const forget = () => {
      this.#asked = null;
    };
    whenIdle(() => load(url).then(() => this.#refresh(url), forget));
  }

  /** @param {string} url */
  #refresh(url) {
    const { code } = this.#tip;
    const { model, figures, stage } = this.on;
    const area = code !== null && stage.shapes.get(code);
    if (code === null || !area || !figures?.has(code) || model?.lines !== url) return;
    const content = writeTip(model, figures, code, area.name);
    this.#tip.fill(content);
    this.#describe(code, content);
  }

  /**
   * A pointer comes on an area that may have the focus already.
   * @param {string} code
   * @param {LatLng} at
   */
  enter(code, at) {
    if (this.#tip.code !== code) this.show(code, at);
  }

  /**
   * An area that is pointed at elsewhere is told of here.
   * @param {string | null} code
   */
  point(code) {
    const { stage } = this.on;
    if (code === null) this.hide();
    else if (stage.shapes.has(code)) this.enter(code, stage.findMiddle(code));
  }

  /** @param {LatLng} at */
  move(at) {
    this.#tip.move(at);
    this.on.partner?.point(this.on, this.#tip.code, at);
  }

  hide() {
    if (this.#tip.code === null) return;
    this.#unmark();
    this.on.tell({ hovered: null });
    this.on.partner?.point(this.on, null, null);
  }

  #unmark() {
    const { code } = this.#tip;
    if (code === null) return;
    const { model, figures, stage } = this.on;
    this.#describe(code, null);
    this.#tip.hide();
    this.#line?.remove();
    this.#line = null;
    if (model && figures) stage.shapes.get(code)?.layer?.setStyle(/** @type {object} */ (styleOf(model, figures, code, { lit: this.on.lit })));
  }
}

/**
 * Whether a click asks to compare with an area instead of opening it.
 * @param {Event} event
 */
export const asksForPin = (event) => event instanceof MouseEvent && event.shiftKey;
