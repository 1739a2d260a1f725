/* Everything else starts when the first picture of the map is on the screen: run before it, those
   scripts would keep it waiting. */

import { firstMap, hasFirstMap } from "../map/first-map.js";
import { answerAddress, at } from "./address.js";

const AT_MOST_MS = 700; // a slow network may not hold up the page itself

/** @type {Map<string, Promise<unknown>>} Answers that are on their way, by address; null failed. */
export const early = new Map();

const limit = new Promise((over) => setTimeout(over, AT_MOST_MS));
const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done));
/** After the next frame; a page that nobody sees has none, and starts at the limit. */
const nextFrame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
const shown = firstMap.then(() => (hasFirstMap() ? nextFrame() : undefined));
Promise.all([parsed, Promise.race([shown, limit])]).then(start);

/** @returns {NodeListOf<HTMLScriptElement>} */
const findHeld = () => document.querySelectorAll('script[type="text/later"]');

function start() {
  const held = findHeld();
  if (!held.length) return; // a page of another kind, with a map of ours
  askForBelow();
  const files = [...held].filter((script) => script.src).map(begin);
  const own = [...held].filter((script) => !script.src);
  let isBroken = false;
  const fail = () => {
    isBroken = true;
    showBroken();
  };
  files.forEach((script) => script.addEventListener("error", fail, { once: true }));
  // Files run in the order in which they stand; what stands in the page itself runs after them.
  files.at(-1)?.addEventListener("load", () => isBroken || own.forEach(begin));
}

/* What lies below the map is on its way while the scripts start; the view itself came with the page. */
function askForBelow() {
  const url = answerAddress("/view/below", window.location.search);
  early.set(url, fetch(at(url)).then((sent) => (sent.ok ? sent.json() : null)).catch(() => null));
}

/* Without its scripts the page stays a picture: that is said, with a way on. */
function showBroken() {
  /** @type {HTMLElement | null} */
  const box = document.querySelector(".broken[hidden]");
  if (!box) return;
  box.hidden = false;
  box.querySelector("button")?.addEventListener("click", () => window.location.reload());
}

/** @param {HTMLScriptElement} held */
function begin(held) {
  const script = document.createElement("script");
  if (held.id) script.id = held.id;
  script.async = false;
  if (held.src) script.src = held.src;
  else script.textContent = held.textContent;
  held.remove();
  return document.body.appendChild(script);
}
