/* Keyboard on a map: one stop for the whole map; arrows walk along the areas by name. */

import { stepTo } from "../pure/walking.js";

/**
 * An area that can have the focus.
 * @typedef {{ code: string, name: string, element: SVGElement, number: number | null, value: string, note: string }} Stop
 *
 * What the keys do.
 * @typedef {{ focus: (code: string) => void, blur: () => void, open: (code: string) => void, up: () => boolean }} KeyHand
 */

export class Walk {
  /** @type {string | null} Area that the Tab key comes back to. */
  #at = null;

  /** @param {KeyHand} hand */
  constructor(hand) {
    this.hand = hand;
  }

  /**
   * @param {Stop[]} areas In the order to walk.
   * @param {string} layer What their values are of.
   * @param {string | null} chosen The area that is picked out.
   */
  lay(areas, layer, chosen) {
    const known = areas.some((area) => area.code === this.#at);
    areas.forEach(({ code, name, element, number, value, note }, i) => {
      element.dataset.code = code;
      element.dataset.class = String(number);
      element.setAttribute("role", "link");
      if (code === chosen) element.setAttribute("aria-current", "true");
      else element.removeAttribute("aria-current");
      element.setAttribute("tabindex", (known ? code === this.#at : i === 0) ? "0" : "-1");
      element.setAttribute("aria-label", [name, `${layer} ${value}`, note].filter(Boolean).join(", "));
      element.onfocus = () => {
        this.#at = code;
        this.hand.focus(code);
      };
      element.onblur = () => this.hand.blur();
      element.onkeydown = (event) => this.#press(event, areas, i);
    });
  }

  /**
   * @param {KeyboardEvent} event
   * @param {Stop[]} areas
   * @param {number} i
   */
  #press(event, areas, i) {
    const next = stepTo(event.key, i, areas.length);
    if (next !== undefined) {
      areas[i].element.setAttribute("tabindex", "-1");
      areas[next].element.setAttribute("tabindex", "0");
      areas[next].element.focus({ preventScroll: true });
    } else if (event.key === "Enter" || event.key === " ") this.hand.open(areas[i].code);
    else if (event.key !== "Escape" || !this.hand.up()) return;
    event.preventDefault();
    event.stopPropagation();
  }
}
