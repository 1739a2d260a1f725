/* The second value of each area, where a map is of two layers: told with the model, or out of a file
   that comes later. */

import { figuresOf } from "./figures.js";

/**
 * @param {Pick<MapModel, "also" | "language">} model
 * @param {{ codes: readonly string[], place: Map<string, number> } | undefined} shapes In the order of the file.
 * @param {PackedValues | null | undefined} file
 */
export function alsoOf({ also, language }, shapes, file) {
  const filed = also?.figures && file && shapes ? figuresOf({ areas: {}, figures: also.figures, language }, shapes, file) : null;

  /**
   * What is told of an area beside its first value; null where nothing is known.
   * @param {string} code
   * @param {number | null} number Its class.
   * @returns {{ label: string, value: string, group: string } | null}
   */
  return function tell(code, number) {
    const value = filed?.has(code) ? filed.words(code)[0] : also?.values[code];
    return also && value !== undefined ? { label: also.label, value, group: also.classes[number ?? -1] ?? "" } : null;
  };
}
