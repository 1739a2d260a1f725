/* Walking along the areas of a map by keyboard: one stop for all of it, from which keys lead to other areas. */

import { findBeside, isArrow } from "../../pure/directions.js";
import { Typing, findByName, findEnd, fold, pins } from "../../pure/walking.js";
import { StandIns } from "./stand-ins.js";

/**
 * @import { LatLng } from "leaflet"
 * @import { Middles } from "../../pure/directions.js"
 * @import { LeafletMap } from "../../seams.js"
 *
 * An area that can have the focus; one on a canvas has no element.
 * @typedef {{ code: string, name: string, element: SVGElement | null }} Stop
 *
 * What there is to walk along.
 * @typedef {object} Way
 * @property {Stop[]} stops
 * @property {() => Middles} findMiddles Of all stops, in their order, as they lie on the screen.
 * @property {(code: string, name: string) => string} speak What is said of an area.
 * @property {(code: string) => number | null} classOf
 * @property {string | null} chosen The area that is picked out.
 *
 * What the keys do.
 * @typedef {object} KeyHand
 * @property {(code: string) => LatLng} findMiddle
 * @property {(code: string, isSeen: boolean) => void} focus Seen is a focus that came by keyboard.
 * @property {() => void} blur
 * @property {(code: string) => void} open
 * @property {(code: string) => void} pin
 * @property {() => boolean} up
 */

export class Walk {
  /** @type {Way | null} */
  #way = null;
  /** @type {string | null} Area that the Tab key comes back to. */
  #at = null;
  /** @type {string[] | null} Names as they are typed; made when somebody types. */
  #folded = null;
  #typing = new Typing();
  #standIns;

  /**
   * @param {LeafletMap} map
   * @param {KeyHand} hand
   */
  constructor(map, hand) {
    this.map = map;
    this.hand = hand;
    this.#standIns = new StandIns(map);
  }

  /** @param {Way} way */
  lay(way) {
    this.#way = way;
    this.#folded = null;
    const first = [this.#at, way.chosen].map((code) => this.#find(code)).find((i) => i >= 0) ?? findEnd(way.stops.map(({ name }) => name), "Home");
    this.#at = way.stops[first]?.code ?? null;
    for (const stop of way.stops) if (stop.element) this.#describe(stop.element, stop);
    const stop = way.stops[first];
    if (stop && !stop.element) this.#layStandIn(stop);
    else this.#standIns.remove();
  }

  remove() {
    this.#standIns.remove();
  }

  /** On a canvas the stop is where it belongs at this zoom level. */
  follow() {
    const stop = this.#way?.stops[this.#find(this.#at)];
    if (stop && !stop.element) this.#standIns.place(this.hand.findMiddle(stop.code));
  }

  /**
   * Give an area the focus; without a code the one that Tab comes to.
   * @param {string | null} code
   */
  focus(code = null) {
    const i = this.#find(code);
    this.#go(i < 0 ? this.#find(this.#at) : i);
  }

  /** @param {string | null} code */
  #find(code) {
    return code === null ? -1 : (this.#way?.stops.findIndex((stop) => stop.code === code) ?? -1);
  }

  /** @param {Stop} stop */
  #layStandIn(stop) {
    this.#standIns.add();
    this.#standIns.place(this.hand.findMiddle(stop.code));
    this.#describe(this.#standIns.element, stop);
    this.#standIns.settle();
  }

  /**
   * @param {HTMLElement | SVGElement} element
   * @param {Stop} stop
   */
  #describe(element, { code, name }) {
    const way = /** @type {Way} */ (this.#way);
    element.dataset.code = code;
    element.dataset.class = String(way.classOf(code));
    element.setAttribute("role", "link");
    if (code === way.chosen) element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
    element.setAttribute("tabindex", code === this.#at ? "0" : "-1");
    element.setAttribute("aria-label", way.speak(code, name));
    element.onfocus = () => {
      this.#stopAt(code);
      this.hand.focus(code, element.matches(":focus-visible"));
    };
    element.onblur = () => this.hand.blur();
    element.onkeydown = (event) => this.#press(event, this.#find(code));
  }

  /**
   * The one stop for the Tab key.
   * @param {string} code
   */
  #stopAt(code) {
    const [before, now] = [this.#at, code].map((one) => this.#way?.stops[this.#find(one)]?.element);
    this.#at = code;
    before?.setAttribute("tabindex", "-1");
    now?.setAttribute("tabindex", "0");
  }

  /** @param {number} i */
  #go(i) {
    const stop = this.#way?.stops[i];
    if (!stop) return;
    if (stop.element) stop.element.focus({ preventScroll: true });
    else this.#goTo(stop);
  }

  /** @param {Stop} stop */
  #goTo(stop) {
    const isThere = document.activeElement === this.#standIns.element && this.#at === stop.code;
    this.#at = stop.code;
    if (isThere) return;
    const element = this.#standIns.turn(this.hand.findMiddle(stop.code));
    this.#describe(element, stop);
    element.focus({ preventScroll: true });
    this.#standIns.settle();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} i
   */
  #press(event, i) {
    const way = this.#way;
    if (!way?.stops[i]) return;
    const { code } = way.stops[i];
    const next = this.#findNext(event, i, way);
    if (next !== null) this.#go(next);
    else if (pins(event)) this.hand.pin(code);
    else if (event.key === "Enter" || event.key === " ") this.hand.open(code);
    else if (event.key === "+" || event.key === "=") this.map.zoomIn();
    else if (event.key === "-") this.map.zoomOut();
    else if (event.key !== "Escape" || !this.hand.up()) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * Number of the area that a key leads to, -1 for none; null for a key that leads to none.
   * @param {KeyboardEvent} event
   * @param {number} i
   * @param {Way} way
   */
  #findNext(event, i, way) {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return null;
    if (isArrow(key)) return findBeside(way.findMiddles(), i, key);
    const names = way.stops.map(({ name }) => name);
    if (key === "Home" || key === "End") return findEnd(names, key);
    if (key === "-" && !this.#typing.isBusy(event.timeStamp)) return null;
    const typed = this.#typing.add(event, event.timeStamp);
    if (!typed) return null;
    this.#folded ??= names.map(fold);
    return findByName(names, this.#folded, i, typed);
  }
}
