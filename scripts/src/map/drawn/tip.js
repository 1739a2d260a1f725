/* The tooltip of one map: name, value, what it is compared with, and a note. */

import { leaflet } from "../../seams.js";
import { tellAlso, tellPeople } from "./figures.js";
import { drawLineOf, writeLine } from "./small-line.js";

/**
 * @import { LatLng } from "leaflet"
 * @import { LeafletMap } from "../../seams.js"
 * @import { Figures } from "../../pure/figures.js"
 */

const ASIDE = 14; // pixels from the pointer
const LOOK = /** @type {const} */ ({ className: "nplv-tip", direction: "auto", opacity: 1 });

export class Tip {
  /** @type {import("leaflet").Tooltip | null} */
  #shown = null;
  /** @type {string | null} Area that it tells of. */
  code = null;

  /** @param {LeafletMap} map */
  constructor(map) {
    this.map = map;
  }

  /**
   * @param {string} code
   * @param {LatLng} place
   * @param {HTMLElement} content
   */
  show(code, place, content) {
    this.hide();
    this.code = code;
    this.#shown = leaflet().tooltip(LOOK).setContent(content);
    this.#place(this.#shown, place);
  }

  /**
   * Beside the pointer, or over it where there is no room beside it.
   * @param {import("leaflet").Tooltip} tip
   * @param {LatLng} place
   */
  #place(tip, place) {
    const lay = (/** @type {number} */ aside) => {
      tip.options.offset = [aside, 0];
      tip.setLatLng(place).addTo(this.map);
    };
    lay(ASIDE);
    const [box, frame] = [tip.getElement(), this.map.getContainer()].map((element) => element?.getBoundingClientRect());
    const out = box && frame ? Math.max(frame.left - box.left, box.right - frame.right, 0) : 0;
    if (out) lay(ASIDE - out);
    tip.getElement()?.classList.toggle("over", out > 0);
  }

  /** @param {LatLng} place */
  move(place) {
    if (this.#shown) this.#place(this.#shown, place);
  }

  /**
   * More has become known of the same area.
   * @param {HTMLElement} content
   */
  fill(content) {
    const place = this.#shown?.getLatLng();
    this.#shown?.setContent(content);
    if (place) this.move(place);
  }

  hide() {
    this.#shown?.remove();
    this.#shown = null;
    this.code = null;
  }
}

/**
 * What a tooltip says of an area, built as elements, so that names can never be markup.
 * @param {MapModel} model
 * @param {Figures} figures
 * @param {string} code
 * @param {string} name
 */
export function writeTip(model, figures, code, name) {
  const [value, note] = figures.words(code);
  const people = tellPeople(model, code);
  const also = tellAlso(model, code, figures.number(code));
  const content = document.createElement("div");
  addText(content, "strong", name);
  const list = content.appendChild(document.createElement("dl"));
  for (const [label, text] of [[model.layer, value], ...(also ? [[also.label, also.value]] : []), ...references(model, code)]) {
    addText(list, "dt", label);
    addText(list, "dd", text);
  }
  if (people) {
    addText(list, "dt", people.label);
    addText(list, "dd", people.count);
  }
  const line = drawLineOf(model, code);
  if (line) content.appendChild(writeLine(line));
  // Where there is no figure, none swings.
  const few = (figures.number(code) ?? -1) < 0 ? "" : people?.note;
  for (const text of [also?.group, note, few]) if (text) addText(content, "p", text);
  return content;
}

/**
 * @param {HTMLElement} parent
 * @param {string} tag
 * @param {string} text
 */
function addText(parent, tag, text) {
  parent.appendChild(document.createElement(tag)).textContent = text;
}

/**
 * Its gemeente, unless it is one itself, and the Netherlands.
 * @param {MapModel} model
 * @param {string} code
 */
function references({ references: known }, code) {
  const gemeente = known[code] || known[`GM${code.slice(2, 6)}`];
  return [code.startsWith("GM") ? undefined : gemeente, known.NL00].filter((row) => row !== undefined);
}
