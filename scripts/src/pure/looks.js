/* Which style an area takes on the map, whoever draws it. */

const MANY_FROM = 3000;
/** Opacity of areas of which the class is not lit; nplv_geo/export/styles.py has the same. */
export const FADED = 0.2;
const WORTH = 0.6; // share of the areas: above it the whole is drawn in hardly more time

/**
 * How an area looks.
 * @typedef {object} Look
 * @property {string} color
 * @property {number} weight
 * @property {number} opacity
 * @property {number} fillOpacity
 * @property {string | CanvasPattern} fillColor
 *
 * Numbers of areas that look alike.
 * @typedef {[look: Look, members: number[]]} Group
 *
 * @import { Figures } from "./figures.js"
 */

/**
 * So many that each is a speck, and lines between them would hide them.
 * @param {{ codes: readonly string[] }} shapes
 */
export const isMany = (shapes) => shapes.codes.length >= MANY_FROM;

/**
 * Drawn on one canvas: very many, and what only lies below circles, which nobody walks along.
 * @param {{ codes: readonly string[] }} shapes
 * @param {MapModel} model
 */
export const isOnCanvas = (shapes, { circles }) => isMany(shapes) || circles.length > 0;

/**
 * Areas by how they look.
 * @param {Look[]} looks Of each area; those that look alike share one.
 * @param {number[]} members Numbers of the areas.
 * @returns {Group[]}
 */
export function groupByLook(looks, members) {
  /** @type {Map<Look, number[]>} */
  const groups = new Map();
  for (const i of members) {
    const group = groups.get(looks[i]);
    if (group) group.push(i);
    else groups.set(looks[i], [i]);
  }
  return [...groups];
}

/**
 * Numbers of the areas that have another colour than before; null where those can't be drawn over what
 * is there, because that would shine through or too little would be saved.
 * @param {Look[]} before
 * @param {Look[]} now
 */
export function listChanged(before, now) {
  if (!before.length) return null;
  const changed = [];
  for (let i = 0; i < now.length; i += 1) {
    if (now[i].fillOpacity < 1) return null;
    if (now[i].fillColor !== before[i].fillColor) changed.push(i);
  }
  return changed.length > WORTH * now.length ? null : changed;
}

/**
 * Styles in these colours.
 * @param {(role: string) => string} colour
 * @param {(isCanvas: boolean) => string | CanvasPattern} hatch What fills an area without a figure.
 */
export function createLooks(colour, hatch) {
  const HATCH = colour("hatch");
  const LINE = { color: colour("paper"), weight: 1, opacity: 1, fillOpacity: 1 };
  const SILENT = { color: colour("silent-edge"), weight: 0.8, opacity: 1, fillColor: colour("silent"), fillOpacity: 1 };
  const RIM = { color: colour("rim"), weight: 1, opacity: 1, fillOpacity: 1 };

  /**
   * A new object each time: a shared one would give missing areas a neighbour's colour.
   * @param {MapModel} model
   * @param {Figures} figures
   * @param {string} code
   * @param {{ isCanvas?: boolean, lit?: number | null }} [options] With `lit` areas of other classes fade.
   * @returns {Look}
   */
  function styleOf(model, figures, code, { isCanvas = false, lit = null } = {}) {
    const number = figures.number(code);
    if (number === null) return { ...SILENT, fillOpacity: model.on_background ? 0 : 1 };
    const look = lookOf(model, code, number, isCanvas);
    return lit === null || lit === number ? look : { ...look, opacity: look.opacity * FADED, fillOpacity: look.fillOpacity * FADED };
  }

  /**
   * @param {MapModel} model
   * @param {string} code
   * @param {number} number
   * @param {boolean} isCanvas
   * @returns {Look}
   */
  function lookOf(model, code, number, isCanvas) {
    const fillColor = number < 0 ? hatch(isCanvas) : model.colours[number];
    const gemeente = model.silent_gemeenten && /^GM/.test(code);
    if (model.names[code]) return { ...RIM, fillColor };
    // Seen from that far a buurt is a speck: it gets a rim of its own colour, lest white lines hide it.
    if (model.specks) return { ...LINE, color: number < 0 ? HATCH : model.colours[number], weight: 3, fillColor };
    return { ...LINE, weight: gemeente ? 0.4 : LINE.weight, fillColor, fillOpacity: gemeente ? 0.5 : 1 };
  }

  /**
   * On canvas all areas of a class share one object: they are filled together.
   * @param {MapModel} model
   * @param {Figures} figures
   */
  function looks(model, figures) {
    /** @type {Map<number | null, Look>} */
    const made = new Map();
    return (/** @type {string} */ code) => {
      const number = figures.number(code);
      const known = made.get(number);
      if (known) return known;
      const look = styleOf(model, figures, code, { isCanvas: true });
      made.set(number, look);
      return look;
    };
  }

  return { styleOf, looks };
}
