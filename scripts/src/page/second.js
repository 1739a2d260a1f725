/* The map beside the first one: there while a view asks for it. On a small screen the two lie side by
   side to be swiped, and buttons jump from the one to the other. */

import { at } from "./address.js";
import { nothing } from "./dash.js";
import { load } from "./script.js";

export const SECOND = "map-second"; // the component in nplv_geo/web/page/second_map.py

/**
 * @param {View | undefined} view
 * @param {object | undefined} made
 */
export async function showSecond(view, made) {
  if (!view || Boolean(view.second) === Boolean(made)) return nothing();
  if (!view.second) return null;
  await load(at("/assets/pages/pair.css"));
  return view.second.component;
}

/**
 * @param {View | undefined} view
 * @param {object[] | undefined} tiles
 */
export function drawSecond(view, tiles = []) {
  if (!view?.second) return nothing();
  const { map, background } = view.second;
  return [map, JSON.stringify(background) === JSON.stringify(tiles) ? nothing() : background];
}

const findPair = () => document.getElementById("pair");

/** @returns {NodeListOf<HTMLButtonElement>} */
const findJumps = () => document.querySelectorAll("#pair-choice [data-jump]");

document.addEventListener("click", ({ target }) => {
  /** @type {HTMLElement | null} */
  const jump = target instanceof Element ? target.closest("#pair-choice [data-jump]") : null;
  const stage = jump && findPair()?.children[Number(jump.dataset.jump)];
  stage?.scrollIntoView({ inline: "start", block: "nearest" }); // how fast, the styles tell
});

/* Which map is in sight stands on the buttons. */
document.addEventListener("scroll", ({ target }) => {
  const pair = findPair();
  if (!pair || target !== pair) return;
  const place = Math.round(pair.scrollLeft / pair.clientWidth);
  findJumps().forEach((jump, i) => (i === place ? jump.setAttribute("aria-current", "true") : jump.removeAttribute("aria-current")));
}, { capture: true, passive: true });
