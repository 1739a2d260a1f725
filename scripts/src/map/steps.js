/* Steps that a reader makes on a map: to an area, to the place around, or to compare with one. */

import { linkTo, linkToPin } from "../pure/area-links.js";

/** @import { AreaMap } from "./area-map.js" */

export class Steps {
  #isByKeyboard = false;

  /**
   * @param {AreaMap} on
   * @param {() => void} leave Takes away what is told of the area that is left.
   */
  constructor(on, leave) {
    this.on = on;
    this.leave = leave;
  }

  /** @param {string} code */
  open(code, byKeyboard = false) {
    const { model, figures } = this.on;
    if (model && figures?.has(code)) this.#step(code, linkTo(model, code), byKeyboard);
  }

  /**
   * Compare with an area too, or no longer.
   * @param {string} code
   */
  pin(code, byKeyboard = false) {
    const { model, figures } = this.on;
    if (!model?.pin || !figures?.has(code)) return;
    this.#step(code, linkToPin(model, code), byKeyboard);
    // The map stays as it is, and so does the focus.
    this.#isByKeyboard = false;
  }

  goUp() {
    const { model } = this.on;
    if (model?.up) this.#step(null, model.up, true);
    return Boolean(model?.up);
  }

  /**
   * After a step by keyboard the focus goes to the chosen or first area of the new map.
   * @param {MapModel} model
   */
  keepFocus({ chosen }) {
    if (!this.#isByKeyboard) return;
    this.#isByKeyboard = false;
    const { map, stage } = this.on;
    /** @type {SVGElement | null} */
    const first = map.getContainer().querySelector('[role="link"][tabindex="0"]');
    (stage.elementOf(chosen) ?? first)?.focus({ preventScroll: true });
  }

  /**
   * @param {string | null} code
   * @param {string} href
   * @param {boolean} byKeyboard
   */
  #step(code, href, byKeyboard) {
    this.leave();
    this.#isByKeyboard = byKeyboard;
    this.on.tell({ clicked: { code, href, by_keyboard: byKeyboard } });
  }
}
