/* Everything else starts when the first picture of the map is drawn: run before it, those scripts
   would keep it waiting for half a second, and fetched before it they would take its turn. */

import { firstMap } from "../map/first-map.js";
import { at } from "./address.js";

const AT_MOST_MS = 700; // a slow network may not hold up the page itself
const BROKEN = {
  nl: ["Een deel van de pagina is niet geladen.", "Probeer opnieuw"],
  en: ["Part of the page did not load.", "Try again"],
};

/* Answers that are on their way, by address. */
export const early = new Map();

const limit = new Promise((over) => setTimeout(over, AT_MOST_MS));
const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done));
// Drawn is not yet seen: the browser gets its turn to put the picture on the screen.
const seen = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
Promise.all([parsed, Promise.race([firstMap.then(seen), limit])]).then(start);

function start() {
  // What the whole page shows is on its way while its scripts start.
  for (const path of ["/view", "/view/below"]) {
    const url = path + window.location.search.slice(0, 2002);
    early.set(url, fetch(at(url)).then((sent) => (sent.ok ? sent.json() : null)).catch(() => null));
  }
  const held = [...document.querySelectorAll('script[type="text/later"]')];
  const files = held.filter((script) => script.src).map(begin);
  const own = held.filter((script) => !script.src);
  files.forEach((script) => script.addEventListener("error", failed, { once: true }));
  // Files run in the order in which they stand; what stands in the page itself runs after them.
  files.at(-1).addEventListener("load", () => broken() || own.forEach(begin));
}

const broken = () => document.querySelector(".broken");

/* Without its scripts the page stays a picture: that is said, once, with a way on. */
function failed() {
  if (broken()) return;
  const [text, retry] = BROKEN[document.documentElement.lang] || BROKEN.nl;
  const box = document.body.appendChild(document.createElement("p"));
  box.className = "broken";
  box.setAttribute("role", "alert");
  box.textContent = text;
  const button = box.appendChild(document.createElement("button"));
  button.textContent = retry;
  button.onclick = () => window.location.reload();
}

function begin(held) {
  const script = document.createElement("script");
  if (held.id) script.id = held.id;
  script.async = false;
  if (held.src) script.src = held.src;
  else script.textContent = held.textContent;
  held.remove();
  return document.body.appendChild(script);
}
