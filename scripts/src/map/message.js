/* One message on a map: loading (quiet), failure with a way on, or nothing. */

export class Message {
  /** @type {HTMLElement | null} */
  #box = null;

  /** @param {() => HTMLElement | null} frame What it lies over. */
  constructor(frame) {
    this.frame = frame;
  }

  /**
   * @param {string} text
   * @param {{ quiet?: boolean, retry?: { label: string, again: () => void } | null }} options
   */
  say(text, { quiet = false, retry = null } = {}) {
    const box = (this.#box ??= this.#makeBox());
    if (!box) return;
    box.textContent = text;
    box.hidden = !text;
    box.classList.toggle("quiet", quiet);
    if (!retry) return;
    const button = box.appendChild(document.createElement("button"));
    button.textContent = retry.label;
    button.onclick = retry.again;
  }

  remove() {
    this.#box?.remove();
    this.#box = null;
  }

  #makeBox() {
    const box = document.createElement("div");
    box.className = "map-message";
    box.setAttribute("role", "status");
    return this.frame()?.appendChild(box) ?? null;
  }
}
