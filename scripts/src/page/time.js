/* The years below the map: a slider (a native one, see docs/decisions/0013-native-time-slider.md) that
   shows each year as it passes it, and a button that plays them one after another. */

import { findStep } from "../pure/time-steps.js";
import { foresee } from "./answers.js";
import { go, onStep } from "./router.js";

const PART = "#time";
const SHOWN_MS = 1200; // how long each year is to be seen, at the least

const findSlider = () => /** @type {HTMLInputElement | null} */ (document.querySelector(`${PART} input`));

/** Links of the years by place; null for a year that has nothing to show. */
const listLinks = () => [...document.querySelectorAll(`${PART} li`)].map((year) => year.querySelector("a"));

/* One slide is one step back in history, however many years it passed. */
let isSliding = false;
let isOwnStep = false;

/**
 * @param {HTMLInputElement} slider
 * @param {number} wanted
 * @returns {boolean} False where there is no year to go to.
 */
function slide(slider, wanted) {
  const links = listLinks();
  const from = Number(slider.dataset.held ?? slider.getAttribute("value"));
  const place = findStep(links.map(Boolean), from, wanted);
  slider.value = String(place);
  const link = links[place];
  if (place === from || !link) return false;
  // Until the page has caught up with it, the slider stays where the reader put it.
  slider.dataset.held = slider.value;
  slider.setAttribute("aria-valuetext", link.dataset.said ?? "");
  isOwnStep = true;
  go(link.getAttribute("href") ?? "?", { replaces: isSliding });
  isOwnStep = false;
  isSliding = true;
  foreseeAround(links, place);
  return true;
}

/**
 * @param {(HTMLAnchorElement | null)[]} links
 * @param {number} place
 */
function foreseeAround(links, place) {
  const known = links.map(Boolean);
  const around = [place - 1, place + 1].map((wanted) => links[findStep(known, place, wanted)]);
  return Promise.all(around.map((link) => link && foresee(link.getAttribute("href") ?? "?")));
}

/* Each time that it plays has a number: a pause, or another start, ends the one before. */
let playing = 0;

function pause() {
  playing += 1;
  delete /** @type {HTMLElement | null} */ (document.querySelector(PART))?.dataset.playing;
}

async function play() {
  const mine = (playing += 1);
  const part = /** @type {HTMLElement | null} */ (document.querySelector(PART));
  let slider = findSlider();
  if (!part || !slider) return;
  part.dataset.playing = "";
  // At the last year it starts anew.
  const isAtEnd = slider.value === slider.max;
  if (isAtEnd) slide(slider, 0);
  while (playing === mine && slider) {
    const passed = new Promise((ready) => setTimeout(ready, SHOWN_MS));
    await Promise.all([passed, foreseeAround(listLinks(), Number(slider.value))]);
    slider = findSlider();
    if (playing === mine && (!slider || !slide(slider, Number(slider.value) + 1))) pause();
  }
}

document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target !== findSlider()) return;
  pause();
  slide(target, Number(target.value));
});

document.addEventListener("click", ({ target }) => {
  if (!(target instanceof Element) || !target.closest(`${PART} .play`)) return;
  if (target.closest(`${PART}[data-playing]`)) pause();
  else play();
});

/* Who comes to the slider is going to use it. */
for (const name of ["focusin", "pointerover"]) {
  document.addEventListener(name, ({ target }) => {
    const slider = target === findSlider() && findSlider();
    if (slider) foreseeAround(listLinks(), Number(slider.value));
  }, { passive: true });
}

for (const name of ["focusout", "pointerup"]) {
  document.addEventListener(name, ({ target }) => {
    if (target === findSlider()) isSliding = false;
  });
}

/* Whoever goes elsewhere has seen enough. */
onStep(() => {
  if (isOwnStep) return;
  isSliding = false;
  pause();
});
window.addEventListener("popstate", () => {
  pause();
  isSliding = false;
  delete findSlider()?.dataset.held;
});
