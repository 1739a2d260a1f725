/* How many people live in each area: told with the model, or out of a file that comes later. */

/** @type {Map<string, Intl.NumberFormat>} By language: to make one takes longer than to use it. */
const formats = new Map();

/** @param {string} language */
function formatOf(language) {
  const format = formats.get(language) ?? new Intl.NumberFormat(language, { useGrouping: "always" });
  formats.set(language, format);
  return format;
}

/**
 * @param {Pick<MapModel, "people" | "areas" | "language">} model
 * @param {{ place: Map<string, number> } | undefined} shapes In the order of the file.
 * @param {PackedValues | null | undefined} file
 */
export function peopleOf({ people, areas, language }, shapes, file) {
  const codes = people?.counts ? new Map(Object.keys(areas).map((code, i) => [code, i])) : shapes?.place;
  const counts = people?.counts ?? file?.values;
  const unit = people?.counts || !file ? 1 : 10 ** file.decimals;

  /**
   * What is told of an area, and a note of few; null where nothing is known.
   * @param {string} code
   * @returns {{ label: string, count: string, note: string } | null}
   */
  return function tell(code) {
    const place = codes?.get(code);
    const count = place === undefined ? null : counts?.[place] ?? null;
    if (!people || count === null) return null;
    return { label: people.label, count: formatOf(language).format(count / unit), note: count / unit < people.few ? people.note : "" };
  };
}
