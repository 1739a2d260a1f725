/* A line for each file that is being made, in a corner that stays while the page goes on to another
   view. Its words are those of the element `.file-words`, which the server writes. */

const WORDS = /** @type {const} */ (["label", "making", "waiting", "stop", "close", "done", "stopped", "failed"]);

/**
 * @typedef {Record<typeof WORDS[number], string>} Words
 *
 * @typedef {object} Line
 * @property {(before: number) => void} showWait That so many files are made before it, or none.
 * @property {(text: string) => void} end That it is there, or why it isn't; takes the button away.
 * @property {(label: string, press: () => void) => void} setButton
 * @property {() => void} remove
 */

/**
 * The words about one file, in the language of the page.
 * @param {string} name
 * @returns {Words}
 */
export function readWords(name) {
  /** @type {HTMLElement | null} */
  const told = document.querySelector(".file-words");
  const words = WORDS.map((key) => [key, (told?.dataset[key] ?? "").replace("{name}", name)]);
  return /** @type {Words} */ (Object.fromEntries(words));
}

/**
 * @param {string} name
 * @param {Words} words
 * @returns {Line}
 */
export function addLine(name, words) {
  const box = findCorner(words.label).appendChild(document.createElement("div"));
  const bar = box.appendChild(document.createElement("progress"));
  const text = box.appendChild(document.createElement("span"));
  /** @type {HTMLButtonElement | null} */
  let button = null;
  bar.setAttribute("aria-label", name);
  text.setAttribute("role", "status");
  text.textContent = words.making;
  return {
    showWait(before) {
      const wanted = before ? words.waiting.replace("{n}", String(before)) : words.making;
      // The same words again would be read aloud again.
      if (bar.isConnected && text.textContent !== wanted) text.textContent = wanted;
    },
    end(wanted) {
      bar.remove();
      text.textContent = wanted;
      button?.remove();
    },
    setButton(label, press) {
      button = box.appendChild(document.createElement("button"));
      button.textContent = label;
      button.onclick = press;
    },
    remove: () => box.remove(),
  };
}

/** @param {string} label */
function findCorner(label) {
  const known = document.querySelector(".making");
  if (known) return known;
  const corner = document.body.appendChild(document.createElement("section"));
  corner.className = "making";
  corner.setAttribute("aria-label", label);
  return corner;
}
