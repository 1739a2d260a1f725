/* The one sentence that is said of an area, to who hears it: the same in SVG and on a canvas. All
   words are the model's (nplv_geo/present/map/speech.py). */

/**
 * @import { Figures } from "./figures.js"
 *
 * What is known of the people of an area, and of the second of two layers.
 * @typedef {object} Beside
 * @property {(code: string) => { label: string, count: string, note: string } | null} people
 * @property {(code: string) => { label: string, value: string, group: string } | null} also
 */

/**
 * On which side of the Netherlands each area lies, in words; nothing where that isn't known.
 * @param {Pick<MapModel, "areas" | "speech">} model
 * @param {{ place: Map<string, number> } | undefined} shapes In the order of the file of values.
 * @param {PackedValues | null | undefined} file
 * @returns {(code: string) => string}
 */
function sidesOf({ areas, speech: { sides, reference, against } }, shapes, file) {
  const told = new Map(sides ? Object.keys(areas).map((code, i) => [code, sides[i]]) : []);
  return function side(code) {
    const own = told.get(code);
    if (own !== undefined) return against[own] ?? "";
    const step = file?.values[shapes?.place.get(code) ?? -1] ?? null;
    if (step === null || reference === null) return "";
    return against[step === reference ? "e" : step > reference ? "h" : "l"];
  };
}

/**
 * @param {Pick<MapModel, "areas" | "speech" | "layer" | "chosen" | "pinned">} model
 * @param {Figures} figures
 * @param {{ place: Map<string, number> } | undefined} shapes
 * @param {PackedValues | null | undefined} file
 * @param {Beside} beside
 * @returns {(code: string, name: string) => string}
 */
export function makeSpeaker(model, figures, shapes, file, { people, also }) {
  const { speech, layer, chosen, pinned } = model;
  const sideOf = sidesOf(model, shapes, file);
  return function speak(code, name) {
    const [value, note] = figures.words(code);
    const number = figures.number(code) ?? -1;
    const has = number >= 0;
    const [told, second] = [people(code), also(code)];
    const parts = [
      [layer, value, has ? speech.unit : ""].filter(Boolean).join(" "),
      has ? sideOf(code) : "",
      second && `${second.label} ${second.value}`,
      // Of two layers together a class has words, not a place in a row.
      second ? second.group : speech.classes[number],
      note,
      code === chosen ? speech.chosen : "",
      code in pinned ? speech.pinned : "",
      told && `${told.label} ${told.count}`,
      // Where there is no figure, none swings.
      has ? told?.note : "",
    ];
    return `${name}: ${parts.filter(Boolean).join(", ")}.`;
  };
}
