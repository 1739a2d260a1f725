/* Links that a model has for any area: one text, with a place for the code. */

const AREA = "__area__";

/**
 * @param {string} link
 * @param {string} code
 */
const fill = (link, code) => link.replace(AREA, encodeURIComponent(code));

/**
 * Where an area is opened.
 * @param {MapModel} model
 * @param {string} code
 */
export const linkTo = ({ href }, code) => fill(href, code);

/**
 * Where an area is compared with too, or no longer; empty where nothing is compared.
 * @param {MapModel} model
 * @param {string} code
 */
export const linkToPin = ({ pin, pinned }, code) => pinned[code] ?? fill(pin, code);
