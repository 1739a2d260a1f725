/* What each area of a model shows: a class number, its value in words, and a note.

   Of few areas the model tells it all. Of thousands it names a file (nplv_geo/build/browser/values.py)
   that is kept, so that another way of classing asks nothing of the server; of areas that the file
   can't tell all of, the model tells it. */

const NONE = "-";
const FIRST = "a".charCodeAt(0);
const MINUS = "\u2212";

/**
 * What areas show, by code: whether one does, its class number (-1 for no figure, null for an area
 * that takes no colour), and its value and note in words.
 * @typedef {object} Figures
 * @property {(code: string) => boolean} has
 * @property {(code: string) => number | null} number
 * @property {(code: string) => [value: string, note: string]} words
 */

/**
 * @param {Pick<MapModel, "areas" | "figures" | "language">} model
 * @param {{ codes: readonly string[], place: Map<string, number> } | undefined} shapes In the order
 *   of the file of values.
 * @param {PackedValues | null | undefined} file
 * @returns {Figures}
 */
export function figuresOf(model, shapes, file) {
  if (!model.figures) return told(model.areas);
  if (!file || file.values.length !== shapes?.codes.length) throw new Error(`${model.figures.url}: other areas`);
  return filed(model.figures, told(model.areas), file, shapes.place, model.language);
}

/**
 * @param {MapModel["areas"]} areas
 * @returns {Figures}
 */
function told(areas) {
  return {
    has: (code) => code in areas,
    number: (code) => (code in areas ? areas[code][0] : null),
    words: (code) => [areas[code][1], areas[code][2]],
  };
}

/**
 * Writes values that come in steps of their last decimal.
 * @param {{ decimals: number, sign: string, isSigned?: boolean }} how
 * @param {string} language
 */
export function writerOf({ decimals, sign, isSigned = false }, language) {
  const format = new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: "always",
    signDisplay: isSigned ? "exceptZero" : "auto",
  });
  return (/** @type {number} */ step) => format.format(step / 10 ** decimals).replace("-", MINUS) + sign;
}

/** @param {string} letter */
const numberOf = (letter) => (letter === NONE ? -1 : Number(letter));

/**
 * @param {MapFigures} model
 * @param {Figures} own What the file can't tell all of.
 * @param {PackedValues} file
 * @param {Map<string, number>} place
 * @param {string} language
 * @returns {Figures}
 */
function filed({ classes, scheme, reasons, statuses, sign, none, is_signed }, own, file, place, language) {
  const numbers = classes || file.classes[scheme];
  const write = writerOf({ decimals: file.decimals, sign, isSigned: is_signed }, language);
  const written = (/** @type {number | null} */ step) => (step === null ? none : write(step));
  const notes = file.kinds.map(([status, reason]) => reasons[reason] || statuses[status]);
  const note = (/** @type {number} */ i) => notes[file.kind.charCodeAt(i) - FIRST];
  const at = (/** @type {string} */ code) => /** @type {number} */ (place.get(code));
  return {
    has: (code) => place.has(code),
    number: (code) => (own.has(code) ? own.number(code) : numberOf(numbers[at(code)])),
    words: (code) => (own.has(code) ? own.words(code) : [written(file.values[at(code)]), note(at(code))]),
  };
}
