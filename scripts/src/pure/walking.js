/* Keys that find an area by its name, and what they ask of the one that has the focus. */

const inDutch = new Intl.Collator("nl");
const PAUSE_MS = 1000; // after which a letter begins another name

/**
 * @typedef {{ readonly key: string, readonly shiftKey?: boolean, readonly ctrlKey?: boolean, readonly metaKey?: boolean, readonly altKey?: boolean }} Press
 */

/**
 * Does a key ask to compare with the area that has the focus? A letter would be one of a name.
 * @param {Press} press
 */
export const pins = ({ key, shiftKey }) => key === "Enter" && Boolean(shiftKey);

/**
 * Number of the first name in a Dutch list, or with End of the last; -1 when there are none. Names
 * are compared, not sorted: of thousands that would take longer than a frame.
 * @param {readonly string[]} names
 * @param {"Home" | "End"} key
 */
export function findEnd(names, key) {
  const side = key === "Home" ? -1 : 1;
  return names.reduce((best, name, i) => (best < 0 || inDutch.compare(name, names[best]) * side > 0 ? i : best), -1);
}

/**
 * As a name is typed: small letters without marks, and without the sign that it may begin with.
 * @param {string} name
 */
export const fold = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/^[^\p{L}\p{N}]+/u, "");

/**
 * Number of the name that letters lead to: the one that the focus is on as long as it fits, with one
 * letter the next in the list, in a circle; -1 for none.
 * @param {readonly string[]} names
 * @param {readonly string[]} folded The same names, folded.
 * @param {number} from
 * @param {string} typed
 */
export function findByName(names, folded, from, typed) {
  const start = fold(typed) || typed;
  if (start.length > 1 && folded[from].startsWith(start)) return from;
  /** @param {number} a @param {number} b */
  const order = (a, b) => inDutch.compare(names[a], names[b]) || a - b;
  const fitting = folded.flatMap((name, i) => (name.startsWith(start) ? [i] : [])).sort(order);
  return fitting.find((i) => i !== from && order(i, from) > 0) ?? fitting.find((i) => i !== from) ?? fitting[0] ?? -1;
}

/** Letters that were typed one after the other. */
export class Typing {
  #typed = "";
  #last = -Infinity;

  /** @param {number} now Milliseconds. */
  isBusy(now) {
    return now - this.#last < PAUSE_MS && this.#typed !== "";
  }

  /**
   * All of the name so far; empty when the key is none of a name. The same letter again and again
   * asks for the next one each time.
   * @param {Press} press
   * @param {number} now Milliseconds.
   */
  add({ key, ctrlKey, metaKey, altKey }, now) {
    const isLetter = [...key].length === 1 && !ctrlKey && !metaKey && !altKey && (/[\p{L}\p{N}'-]/u.test(key) || (key === " " && this.isBusy(now)));
    if (!isLetter) return "";
    const before = this.isBusy(now) && this.#typed !== key ? this.#typed : "";
    this.#last = now;
    this.#typed = before + key;
    return this.#typed;
  }
}
