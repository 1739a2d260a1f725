/* The order in which the keyboard walks along areas. */

const inDutch = new Intl.Collator("nl");

/**
 * @template {{ name: string }} T
 * @param {readonly T[]} areas
 */
export const byName = (areas) => [...areas].sort((a, b) => inDutch.compare(a.name, b.name));

/**
 * Does a key ask to compare with the area that has the focus?
 * @param {{ key: string, shiftKey: boolean, ctrlKey: boolean, metaKey: boolean, altKey: boolean }} event
 */
export const pins = ({ key, shiftKey, ctrlKey, metaKey, altKey }) =>
  (key.toLowerCase() === "v" && !(ctrlKey || metaKey || altKey)) || (key === "Enter" && shiftKey);

/**
 * Number of the area that a key leads to from one of `count`, which are walked in a circle; undefined
 * for other keys.
 * @param {string} key
 * @param {number} from
 * @param {number} count
 */
export function stepTo(key, from, count) {
  /** @type {Record<string, number>} */
  const steps = { ArrowRight: from + 1, ArrowDown: from + 1, ArrowLeft: from - 1, ArrowUp: from - 1, Home: 0, End: count - 1 };
  return Object.hasOwn(steps, key) ? (steps[key] + count) % count : undefined;
}
