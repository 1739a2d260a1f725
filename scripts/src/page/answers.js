/* Answers of the server: asked for once, kept for a short while, and asked for beforehand when a
   click is likely. A newer edition makes all that was kept worthless. */

import { isOnStage, prepare } from "../map/maps.js";
import { answerAddress, at } from "./address.js";
import { firstAnswer, firstQuery } from "./first-answer.js";
import { early } from "./later.js";

const FRESH_MS = 120000;
const KEPT = 80;
const LIKELY = 12; // links that are fetched beforehand, one after another
const DWELL_MS = 60; // a pointer that only passes by wants nothing
const PATHS = ["/view", "/view/below"];

/** @typedef {View | Below} Answer */

/** @type {Map<string, { answer: Answer, at: number }>} */
const kept = new Map();
if (firstAnswer) kept.set(answerAddress("/view", firstQuery), { answer: firstAnswer, at: Date.now() });
/** @type {string | null} */
let edition = firstAnswer?.edition ?? null;
/** @type {string[] | null} Links to fetch; null while they are not listed yet. */
let waiting = [];
let busy = false;

/**
 * The answer if it is there already, without waiting.
 * @param {string} url
 */
export function answered(url) {
  const entry = kept.get(url);
  return entry && Date.now() - entry.at < FRESH_MS ? entry.answer : undefined;
}

/**
 * @param {string} url
 * @param {RequestInit} [options]
 * @returns {Promise<Answer>}
 */
export async function ask(url, options) {
  const here = answered(url);
  if (here) return here;
  const sent = early.get(url);
  early.delete(url);
  const answer = /** @type {Answer | null | undefined} */ (await sent) ?? (await fetched(url, options));
  if (edition !== null && answer.edition !== edition) kept.clear();
  edition = answer.edition;
  kept.delete(url);
  kept.set(url, { answer, at: Date.now() });
  if (kept.size > KEPT) kept.delete([...kept.keys()][0]);
  return answer;
}

/**
 * @param {string} url
 * @param {RequestInit} [options]
 */
async function fetched(url, options) {
  const response = await fetch(at(url), options);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/* Who goes to the menu is going to choose from it; a page that only opens is left light. */
let isChoosing = false;

/* Fetch what the reader is likely to want next, while nothing else is going on. */
export function expect() {
  // Known to some browsers only.
  if (/** @type {any} */ (navigator).connection?.saveData) return;
  waiting = null;
  next();
}

export function expectNothing() {
  waiting = [];
}

async function next() {
  if (!isChoosing || busy || waiting?.length === 0 || document.hidden) return;
  busy = true;
  await new Promise((ready) => (window.requestIdleCallback || setTimeout)(ready));
  // Only now do the links of this view stand in the menu.
  waiting ??= listLikely();
  const href = waiting.shift();
  if (href !== undefined) await fetchFor(href, { here: true });
  busy = false;
  next();
}

function listLikely() {
  const links = document.querySelectorAll("#menu .theme[open] a[href^='?'], #menu .group > ul a[href^='?']");
  return [...links].slice(0, LIKELY).map((link) => link.getAttribute("href") ?? "?");
}

/**
 * With `here` only what the shapes on stage need: others wait until a pointer shows interest.
 * @param {string} href
 */
async function fetchFor(href, { here = false } = {}) {
  try {
    const [view] = await Promise.all(PATHS.map((path) => ask(path + queryOf(href), { priority: "low" })));
    const { map, second } = /** @type {View} */ (view);
    const maps = second ? [map, second.map] : [map];
    await Promise.all(maps.map((one) => (!here || isOnStage(one)) && prepare(one)));
  } catch {
    // Nobody asked for it yet; who does is told what went wrong.
  }
}

/**
 * Fetch what a link leads to, for it is about to be followed.
 * @param {string} href
 */
export const foresee = (href) => fetchFor(href);

/**
 * The query of a link on this page, as the address bar will have it.
 * @param {string} href
 */
const queryOf = (href) => new URL(href === "?" ? window.location.pathname : href, window.location.href).search;

/** @type {number | undefined} */
let dwelling;

/** @param {Event} event */
function meant(event) {
  const target = event.target instanceof Element ? event.target : null;
  if (!isChoosing && target?.closest("#menu")) {
    isChoosing = true;
    next();
  }
  const link = target?.closest('a[href^="?"]');
  clearTimeout(dwelling);
  if (link) dwelling = window.setTimeout(() => fetchFor(link.getAttribute("href") ?? "?"), DWELL_MS);
}
document.addEventListener("pointerover", meant, { passive: true });
document.addEventListener("focusin", meant);
