/* Sheets on a small screen: a menu, a panel or a list that lies over the map while it is open. */

import { at } from "./address.js";
import { linkOf } from "./router.js";

// Links that lead to what lies behind the sheet.
const CLOSING = "#found, #panel .links, #panel .pin, .groups-of-factors, .stacking, .themes";

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  /** @type {HTMLButtonElement | null} */
  const opener = event.target.closest("button[data-sheet]");
  if (opener?.dataset.sheet) toggleSheet(opener.dataset.sheet);
  else if (!event.target.closest(".sheet") || leadsAway(event, event.target)) closeSheets();
});

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") closeSheets();
});

/* A sheet that the focus leaves would lie over what has it. */
document.addEventListener("focusin", ({ target }) => {
  const { sheet } = document.body.dataset;
  if (sheet && target instanceof Element && !target.closest(`#${sheet}, button[data-sheet]`)) toggleSheet(sheet);
});

/**
 * Does a click in a sheet lead to what lies behind it?
 * @param {MouseEvent} event
 * @param {Element} target
 */
function leadsAway(event, target) {
  return Boolean(target.closest('a[href^="#"]') || linkOf(event)?.closest(CLOSING));
}

/** @param {string} name */
function toggleSheet(name) {
  const now = document.body.dataset.sheet === name ? "" : name;
  document.body.dataset.sheet = now;
  if (now) showPictures(now);
  for (const button of listOpeners()) button.setAttribute("aria-expanded", String(button.dataset.sheet === now));
  // The sheet does not come after its button in the document: Tab would go past it.
  if (now) requestAnimationFrame(() => setTimeout(() => enter(now)));
}

/**
 * Pictures are made on request: only for who opens the sheet.
 * @param {string} sheet
 */
function showPictures(sheet) {
  /** @type {NodeListOf<HTMLImageElement>} */
  const pictures = document.querySelectorAll(`#${sheet} img[data-src]:not([src])`);
  pictures.forEach((picture) => (picture.src = at(picture.dataset.src ?? "")));
}

/**
 * What has the name of the sheet gets the focus.
 * @param {string} name
 */
function enter(name) {
  if (document.body.dataset.sheet !== name) return;
  const sheet = document.getElementById(name);
  /** @type {HTMLElement | null | undefined} */
  const named = sheet?.querySelector(":scope > nav, :scope > [role=region]") ?? sheet;
  if (!named || sheet?.contains(document.activeElement)) return;
  named.tabIndex = -1;
  named.focus({ preventScroll: true });
}

/** A focus that was in the sheet goes back to the button that opened it. */
function closeSheets() {
  const { sheet } = document.body.dataset;
  if (!sheet) return;
  const element = document.getElementById(sheet);
  const opener = element?.contains(document.activeElement) ? findOpener(element) : undefined;
  toggleSheet(sheet);
  opener?.focus({ preventScroll: true });
}

/** @returns {HTMLButtonElement[]} */
const listOpeners = () => [...document.querySelectorAll(/** @type {"button"} */ ("button[data-sheet]"))];

/**
 * The button in sight that opened the sheet: the focus goes back there, it would be lost.
 * @param {Element | null} sheet
 */
function findOpener(sheet) {
  if (!sheet || document.body.dataset.sheet !== sheet.id) return undefined;
  return listOpeners().find((button) => button.dataset.sheet === sheet.id && button.offsetParent);
}
