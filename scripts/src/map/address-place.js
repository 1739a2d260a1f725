/* Where the reader moved a map to stands behind the # of the address, so that a link and the back
   button bring the same sight back. What the map shows of itself has nothing there. */

import { firstAnswer, firstQuery } from "../page/first-answer.js";
import { readPlace, writePlace } from "../pure/place.js";

/** @import { Place } from "../pure/place.js" */

/** @type {string | null} Query of the view that the page shows, or is about to: at first, what it came with. */
let viewed = firstAnswer && firstQuery;

/** @param {string} search */
export function setViewed(search) {
  viewed = search;
}

/** What the address asks for; null when that is nothing, or nowhere here. */
export const askedPlace = () => readPlace(window.location.hash);

export class AddressPlace {
  /** @type {string | null} Query of the view that is on the map. */
  #shown = null;
  #isBack = false;

  /** @param {(place: Place) => void} move Called when somebody pasted another place of the view that is here. */
  constructor(move) {
    this.listen = () => {
      const asked = askedPlace();
      if (window.location.search !== this.#shown) this.#isBack = this.#shown !== null;
      else if (asked) move(asked);
    };
    window.addEventListener("popstate", this.listen);
  }

  remove() {
    window.removeEventListener("popstate", this.listen);
  }

  /** True once after the reader went back or forward to another view. */
  takeBack() {
    const was = this.#isBack;
    this.#isBack = false;
    return was;
  }

  /** Another view came on the map. */
  followView() {
    this.#shown = viewed;
  }

  /**
   * Keep the address up to date; a step of the map is no step back in history. The address may
   * already be that of a view that is still on its way: the place of the old one isn't its own.
   * @param {Place | null} moved
   */
  note(moved) {
    const { pathname, search, hash } = window.location;
    if (search !== this.#shown) return;
    const place = moved ? writePlace(moved) : "";
    if (place !== hash && (place || askedPlace())) window.history.replaceState(window.history.state, "", pathname + search + place);
  }
}
