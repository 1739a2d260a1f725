/* What a key does in a field with a list below it: the "editable combobox with list autocomplete" of the
   WAI-ARIA Authoring Practices. What is typed decides what is listed; the focus stays in the field. */

/**
 * @typedef {object} Box
 * @property {boolean} isOpen Whether the reader wants the list to be seen.
 * @property {number} active Number of the option that the arrows stand on; -1 for the field itself.
 *
 * @typedef {object} Step
 * @property {Box} box
 * @property {"pick" | "empty" | "none" | "type"} act Picks what is active or first; empties the field;
 *   nothing more; or the field does with the key what it always does.
 */

const ARROWS = ["ArrowDown", "ArrowUp"];

/**
 * The step that a key makes; null for keys that mean nothing here.
 * @param {{ key: string, altKey?: boolean }} press
 * @param {Box} box
 * @param {number} count How many options there are.
 * @param {string} text What stands in the field.
 * @returns {Step | null}
 */
export function stepBox({ key, altKey = false }, box, count, text) {
  const isListed = box.isOpen && text !== "";
  const closed = { isOpen: false, active: -1 };
  if (key === "Escape" && (isListed || text)) return { box: closed, act: isListed ? "none" : "empty" };
  if (key === "Enter" && text) return { box: { ...box, isOpen: true }, act: isListed ? "pick" : "none" };
  if (key === "Tab") return { box: closed, act: "type" };
  // The cursor moves in the field, so the arrows leave the list.
  if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(key)) return { box: { ...box, active: -1 }, act: "type" };
  if (!ARROWS.includes(key) || !text) return null;
  if (altKey) return { box: key === "ArrowDown" ? { ...box, isOpen: true } : closed, act: "none" };
  return { box: { isOpen: true, active: walk(box.active, key === "ArrowDown" ? 1 : -1, count) }, act: "none" };
}

/**
 * One option further, in a circle; from the field to the first or the last one.
 * @param {number} from
 * @param {1 | -1} step
 * @param {number} count
 */
function walk(from, step, count) {
  if (!count) return -1;
  if (from < 0) return step > 0 ? 0 : count - 1;
  return (from + step + count) % count;
}
