/* The keyboard on one map: what it walks along, where it is, and what its keys do. */

import { speakerOf } from "../drawn/figures.js";
import { Focus } from "./focus.js";
import { Walk } from "./walk.js";

/**
 * @import { Figures } from "../../pure/figures.js"
 * @import { AreaMap } from "../area-map.js"
 * @import { Pointer } from "../pointer.js"
 *
 * Where a key may lead; up tells whether there is a place around.
 * @typedef {{ open: (code: string) => void, pin: (code: string) => void, up: () => boolean }} Steps
 */

export class Keyboard {
  #walk;
  #focus;
  /** @type {import("../stage.js").Stage | null} What is walked along. */
  #laid = null;

  /**
   * @param {AreaMap} on
   * @param {Pointer} pointer
   * @param {Steps} steps
   */
  constructor(on, pointer, steps) {
    this.on = on;
    const focus = (this.#focus = new Focus(on, pointer));
    this.#walk = new Walk(on.map, {
      ...steps,
      findMiddle: (code) => on.stage.findMiddle(code),
      focus: (code, isSeen) => focus.come(code, isSeen),
      blur: () => focus.leave(),
    });
  }

  /**
   * Walk along what is on the map now.
   * @param {MapModel} model
   * @param {Figures} figures
   */
  lay(model, figures) {
    const { stage } = this.on;
    this.#laid = stage;
    const stops = stage.listStops(figures);
    this.#walk.lay({
      stops,
      findMiddles: () => stage.listMiddles(stops),
      speak: speakerOf(model, figures),
      classOf: figures.number,
      chosen: model.chosen,
    });
    this.#focus.follow();
  }

  /**
   * Give an area the focus; without a code, or one that isn't there, the one that Tab comes to.
   * @param {string | null} [code]
   */
  focus(code) {
    this.#walk.focus(code);
  }

  /** The map has another zoom level. What a new stage has to walk along is laid after it has its place. */
  follow() {
    if (this.#laid !== this.on.stage) return;
    this.#walk.follow();
    this.#focus.follow();
  }

  remove() {
    this.#focus.leave();
    this.#walk.remove();
  }
}
